#include "app/walk/screen/walk.hpp"

#include <SDL_keyboard.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/platform/voice.hpp"
#include "app/session/free_name.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "app/walk/content/page.hpp"
#include "app/walk/screen/calm_picture.hpp"
#include "app/walk/screen/card_view.hpp"
#include "app/walk/screen/controls.hpp"
#include "app/walk/screen/layout.hpp"
#include "app/walk/screen/one_switch.hpp"

namespace syn {
namespace {

constexpr const char* kPageName = "synaptoscope-page.html";

bool is_scene(CalmPicture picture) { return picture == CalmPicture::receptor || picture == CalmPicture::dendrite; }

// Keys of the whole program that have their use here; all others would change what nobody sees.
bool falls_through(const KeyPress& press) {
  const auto letter = [&](char c) { return press.key == key_of(c); };
  if (press.ctrl) return letter('q');
  return letter('l') || letter('t') || letter('m') || press.key == KeyCode::f11 || press.key == KeyCode::f12;
}

class WalkMode : public WalkScreenMode {
 public:
  WalkMode(const DataFiles& files, WalkSetup setup) : files_(files), setup_(std::move(setup)) {}

  void enter(ScreenParts& parts) override {
    shown_ = {0, 0};
    ring_.go_to("next");
    load(parts.screen);
  }

  Plan plan(ScreenContext& screen, float width_px, float height_px) override {
    load(screen);
    const float unit = walk_unit(height_px, screen.view().text_scale);
    at_ = walk_layout(width_px, height_px, unit, needs_);
    const bool scene = walk_ && !stopped() && is_scene(picture()) && at_.picture.width > 0.0F;
    Plan plan{scene ? at_.picture : Area{},
              false,
              {{"walk head", at_.head}, {"walk card", at_.card}, {"walk foot", at_.foot}},
              FontSizes{unit, std::round(1.25F * unit), unit, unit, unit}};
    if (at_.picture.width > 0.0F) plan.windows.push_back({"walk caption", at_.caption});
    if (!scene && at_.picture.width > 0.0F) plan.windows.push_back({"walk picture", at_.picture});
    return plan;
  }

  bool draw(ScreenParts& parts) override {
    ScreenContext& screen = parts.screen;
    if (!walk_) return draw_problems(screen);
    const WalkNeeds before = needs_;
    if (const WalkPlace here = place_; here != shown_) arrive(parts, here);
    ring_.begin();
    draw_head(screen);
    draw_picture(screen);
    draw_card(parts);
    draw_foot(screen);
    const bool stands = ring_.end();
    if (view_.take_page()) make_page(screen);
    if (silent_) screen.notify(screen.text("walk.no_voice"_key)), silent_ = false;
    return stands && needs_ == before && scroll_by_ == 0.0F && place_ == shown_;
  }

  bool press(ScreenParts& parts, const KeyPress& press, bool repeated) override {
    ScreenContext& screen = parts.screen;
    if (!walk_) return false;
    const auto is = [&](auto... keys) { return ((press.key == keys) || ...); };
    if (view_.typing()) {
      if (!is(KeyCode::up, KeyCode::down, KeyCode::tab)) return false;
      ImGui::SetWindowFocus(nullptr);  // out of the field
    }
    if (press.ctrl && press.key == key_of('p')) return make_page(screen), true;
    if (press.ctrl) return !falls_through(press);
    if (is(KeyCode::down) || (is(KeyCode::tab) && !press.shift)) return ring_.move(1), true;
    if (is(KeyCode::up) || (is(KeyCode::tab) && press.shift)) return ring_.move(-1), true;
    if (repeated) return true;  // held down is still one press
    if (is(key_of(' '))) return switch_.press(), true;
    if (is(KeyCode::right, KeyCode::enter)) return ring_.use(), true;
    if (is(KeyCode::page_down)) return on(), true;
    if (is(KeyCode::left, KeyCode::page_up, KeyCode::backspace)) return back(), true;
    if (is(KeyCode::escape)) return stop(), true;
    if (is(key_of('v')) && screen.view().letter_keys) return read_aloud(screen), true;
    return !falls_through(press);
  }

  WalkPlace place() const override { return place_; }
  void go_to(WalkPlace place) override { place_ = place; }

  bool holds_keys() const override { return !ImGui::GetIO().WantTextInput; }

  void advance(const ScreenContext&, float seconds) override {
    const OneSwitch::Does does = switch_.advance(seconds, SDL_GetKeyboardState(nullptr)[SDL_SCANCODE_SPACE] != 0);
    if (does.steps != 0) ring_.move(does.steps);
    if (does.use) ring_.use(false);
    acted_ = does.steps != 0 || does.use;
    silent_ = silent_ || voice_.failed();
  }
  bool moving() const override { return switch_.down() || acted_ || silent_; }

 private:
  void load(const ScreenContext& screen) {
    if (walk_ || !problems_.empty()) return;
    auto walk = Walk::load(files_, screen.session.parameters(), screen.resources.locales, setup_.clinic);
    walk ? void(walk_ = std::move(*walk)) : void(problems_ = std::move(walk.error()));
  }

  // --- where one is ---------------------------------------------------------------------------------------------

  bool stopped() const { return place_.card == 0; }
  const WalkScreen& here() const {
    const auto number = static_cast<std::size_t>(place_.screen);
    return walk_->screens[std::min(number, walk_->screens.size()) - 1];
  }
  std::size_t card_number() const {
    const int card = std::max(stopped() ? before_stop_ : place_.card, 1);
    return std::min(static_cast<std::size_t>(card), here().cards.size());
  }
  const WalkCard& card() const { return stopped() ? walk_->stop : here().cards[card_number() - 1]; }
  CalmPicture picture() const { return stopped() ? CalmPicture::table : here().picture; }

  void go(int to_screen, int to_card) { place_ = {to_screen, to_card}; }

  // The rest of the card, the next card, the next screen; behind the last one the first.
  void on() {
    const int now = place_.screen;
    if (stopped()) return go(now, before_stop_);
    if (more_below()) return scroll(1.0F);
    const auto number = card_number();
    if (number < here().cards.size()) return go(now, static_cast<int>(number) + 1);
    go(now < static_cast<int>(walk_->screens.size()) ? now + 1 : 1, 1);
  }
  void back() {
    const int now = place_.screen;
    if (stopped()) return go(now, before_stop_);
    if (scroll_ > 0.0F) return scroll(-1.0F);
    if (const auto number = card_number(); number > 1) return go(now, static_cast<int>(number) - 1);
    if (now > 1) go(now - 1, static_cast<int>(walk_->screens[static_cast<std::size_t>(now) - 2].cards.size()));
  }
  bool at_start() const { return !stopped() && scroll_ <= 0.0F && place_.screen == 1 && card_number() == 1; }
  bool at_end() const { return place_.screen == static_cast<int>(walk_->screens.size()) && card_number() == here().cards.size(); }
  void stop() {
    if (stopped()) return;
    before_stop_ = static_cast<int>(card_number());
    voice_.hush();
    go(place_.screen, 0);
  }

  bool more_below() const { return scroll_ < scroll_most_ - 1.0F; }
  void scroll(float pages) { scroll_by_ = pages; }

  // Another card: from its top, the frame at what leads on, and a picture that moves only where it is to.
  void arrive(ScreenParts& parts, WalkPlace place) {
    const bool other_screen = place.screen != shown_.screen || (place.card == 0) != (shown_.card == 0);
    shown_ = place;
    to_top_ = true;
    ring_.go_to("next");
    if (!other_screen) return;
    ScreenContext& screen = parts.screen;
    Session& session = screen.session;
    session.submit(command::Play{false});
    if (!is_scene(picture())) return;
    const bool gate = picture() == CalmPicture::receptor;
    constexpr double kUnderDrip = 0.5, kDaysLater = 72.0, kSlow = 0.2;
    session.submit(command::SetStage{gate ? StageName::receptor : StageName::dendrite});
    session.submit(command::SetViewpoint{Viewpoint::usual});
    session.submit(command::ResetCamera{});
    session.submit(command::SetLens{gate ? Lens::ms : Lens::d});
    session.submit(command::Seek{gate ? kUnderDrip : kDaysLater});
    session.submit(command::SetSpeed{kSlow});
    session.submit(command::Play{gate && !screen.view().reduced_motion});
  }

  // --- the frame ------------------------------------------------------------------------------------------------

  void begin(const char* name, const Area& area, ImGuiWindowFlags flags = kFixed) const {
    syn::place(area);
    ImGui::Begin(name, nullptr, flags);
  }

  void draw_head(const ScreenContext& screen) {
    const Locale& locale = screen.locale();
    begin("walk head", at_.head);
    const WalkScreen& now = here();
    std::string where = locale.text(Sentence{
        "walk.place"_key,
        {{"screen", Quantity{static_cast<double>(place_.screen)}}, {"screens", Quantity{static_cast<double>(walk_->screens.size())}}}});
    if (now.cards.size() > 1 && !stopped()) {
      where += ", " + locale.text(Sentence{"walk.part"_key,
                                           {{"part", Quantity{static_cast<double>(card_number())}},
                                            {"parts", Quantity{static_cast<double>(now.cards.size())}}}});
    }
    if (stopped()) where.clear();
    const std::string title = stopped() ? std::string(screen.text("walk.stop"_key)) : now.title.in(locale.name());
    paragraph((where.empty() ? title : where + "   " + title).c_str(), screen.look());
    needs_.head = ImGui::GetCursorPosY() + 0.1F * screen.unit_px;
    ImGui::End();
  }

  void draw_picture(const ScreenContext& screen) {
    if (at_.picture.width <= 0.0F) return;
    const CalmPicture what = picture();
    const bool hundreds = !card().arrays.empty();
    if (!is_scene(what)) {
      begin("walk picture", at_.picture);
      const Box box{at_.picture.x + screen.unit_px, at_.picture.y + 0.3F * screen.unit_px, at_.picture.right(), at_.picture.bottom()};
      if (hundreds) {
        draw_hundreds(*ImGui::GetWindowDrawList(), box, card(), screen);
      } else {
        draw_calm_picture(*ImGui::GetWindowDrawList(), box, what, screen.theme());
      }
      ImGui::End();
    }
    begin("walk caption", at_.caption);
    if (is_scene(what) || (hundreds && !stopped())) paragraph(here().picture_words.in(screen.locale().name()).c_str(), screen.look());
    needs_.caption = ImGui::GetCursorPosY() + 0.2F * screen.unit_px;
    ImGui::End();
  }

  void draw_card(ScreenParts& parts) {
    ScreenContext& screen = parts.screen;
    begin("walk card", at_.card, kFixed & ~ImGuiWindowFlags_NoScrollbar);
    if (to_top_) ImGui::SetScrollY(0.0F);
    to_top_ = false;
    if (scroll_by_ != 0.0F) {
      constexpr float kMostOfIt = 0.8F;  // a line or two stay in sight
      ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + scroll_by_ * kMostOfIt * at_.card.height, 0.0F, ImGui::GetScrollMaxY()));
      scroll_by_ = 0.0F;
    }
    view_.draw(card(), *walk_, notes_, screen, ring_, at_.picture.width <= 0.0F);
    if (stopped() && walk_->clinic) {
      const Clinic& clinic = *walk_->clinic;
      heading(clinic.name.c_str(), screen.look());
      ImGui::TextUnformatted(wrapped(clinic.contact.in(screen.locale().name()), ImGui::GetContentRegionAvail().x).c_str());
    }
    scroll_ = ImGui::GetScrollY();
    scroll_most_ = ImGui::GetScrollMaxY();
    parts.chrome.message(at_.card);
    ImGui::End();
  }

  void draw_foot(ScreenContext& screen) {
    const UiLook look = screen.look();
    begin("walk foot", at_.foot);
    const TextKey next = stopped()      ? "walk.go_on"_key
                         : more_below() ? "walk.read_on"_key
                         : at_end()     ? "walk.to_start"_key
                                        : "walk.next"_key;
    if (walk_button("back", screen.text("walk.back"_key), ring_, look, {.enabled = !at_start()})) back();
    const auto beside = [&](TextKey word) { same_line_if_fits(walk_button_width(screen.text(word), look), 0.6F * look.unit_px); };
    beside(next);
    if (walk_button("next", screen.text(next), ring_, look, {.leading = true})) on();
    beside("walk.read_aloud"_key);
    if (walk_button("aloud", screen.text("walk.read_aloud"_key), ring_, look)) read_aloud(screen);
    if (stopped()) {
      beside("walk.to_start"_key);
      if (walk_button("start", screen.text("walk.to_start"_key), ring_, look)) go(1, 1);
    } else {
      const float width = walk_button_width(screen.text("walk.stop"_key), look);
      same_line_if_fits(width, 0.6F * look.unit_px);
      ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - width));
      if (walk_button("stop", screen.text("walk.stop"_key), ring_, look)) stop();
    }
    needs_.foot = ImGui::GetCursorPosY() + ImGui::GetStyle().WindowPadding.y;
    ImGui::End();
  }

  bool draw_problems(const ScreenContext& screen) const {
    begin("walk card", at_.card);
    warning(to_text(problems_).c_str(), screen.look());
    ImGui::End();
    return true;
  }

  // --- what is asked for ----------------------------------------------------------------------------------------

  void read_aloud(ScreenContext& screen) {
    std::string text;
    for (const std::string& one : prose_of(card(), *walk_, screen.locale())) {
      const bool ends = one.ends_with('.') || one.ends_with('?') || one.ends_with('!') || one.ends_with(':');
      text += one + (ends ? " " : ". ");
    }
    if (stopped() && walk_->clinic) text += walk_->clinic->name + ". " + walk_->clinic->contact.in(screen.locale().name());
    if (!voice_.say(text, screen.locale().name())) silent_ = true;
  }

  void make_page(ScreenContext& screen) {
    const auto path = free_name(kPageName);
    const auto written = path ? write_file(*path, walk_page(*walk_, notes_, screen.session.parameters(), screen.locale())) : Result<void>();
    if (!path || !written) return screen.notify(to_text(path ? written.error() : path.error()));
    screen.notify(screen.locale().text(Sentence{"walk.page_made"_key, {{"file", path->string()}}}));
    if (setup_.open) setup_.open(*path);
  }

  const DataFiles& files_;
  WalkSetup setup_;
  std::optional<Walk> walk_;
  Problems problems_;
  WalkNotes notes_;
  WalkPlace place_, shown_{0, 0};
  int before_stop_ = 1;  // the card
  Ring ring_;
  OneSwitch switch_;
  CardView view_;
  Voice voice_;
  WalkLayout at_;
  WalkNeeds needs_;
  float scroll_ = 0.0F, scroll_most_ = 0.0F, scroll_by_ = 0.0F;  // the last in pages, still to be done
  bool to_top_ = false, acted_ = false, silent_ = false;
};

}  // namespace

std::unique_ptr<WalkScreenMode> make_walk(const DataFiles& files, WalkSetup setup) {
  return std::make_unique<WalkMode>(files, std::move(setup));
}

}  // namespace syn
