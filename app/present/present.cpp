#include "app/present/present.hpp"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include "app/present/cards.hpp"
#include "app/present/frame.hpp"
#include "app/present/hall_plot.hpp"
#include "app/present/overlays.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// Sizes at 1080 rows: type of 60, 48, 36, 28 and 24 px (Inter's lines are 1.21 times as high); nothing is smaller.
FontSizes hall_fonts(float height_px, float text_scale) {
  const float k = height_px / 1080.0F * std::min(text_scale, 1.25F);
  return {.body = std::round(34.0F * k),
          .heading = std::round(73.0F * k),
          .label = std::round(29.0F * k),
          .clock = std::round(44.0F * k),
          .caption = std::round(58.0F * k)};
}

bool is(const KeyPress& press, std::initializer_list<KeyCode> keys) { return std::find(keys.begin(), keys.end(), press.key) != keys.end(); }

bool one_of(const KeyPress& press, std::string_view signs) {
  return std::any_of(signs.begin(), signs.end(), [&](char c) { return press.key == key_of(c); });
}

// What else the keys of the program do while presenting; all others would change what nobody sees.
bool falls_through(const KeyPress& press) {
  return press.ctrl || press.key >= KeyCode::f1 || press.key == KeyCode::tab || one_of(press, "kjn[]ltvmhc123456+-?");
}

class PresentScreen : public ModeScreen {
 public:
  explicit PresentScreen(const DataFiles& files) : lectern_(files) {}

  void enter(ScreenParts& parts) override {
    lectern_.look_after(parts.screen);
    lectern_.go_back(parts.screen);
    if (!began_) began_ = Clock::now();
  }

  Plan plan(ScreenContext& screen, float width_px, float height_px) override {
    if (lectern_.look_after(screen)) lectern_.go_back(screen);
    fonts_ = hall_fonts(height_px, screen.view().text_scale);
    const Presented& how = screen.view().presented;
    const Beat* beat = lectern_.beat(screen);
    card_ = how.card;
    if (beat == nullptr || (asks(card_) && !beat->question)) card_ = Card::none;
    panel_ = card_ == Card::none && beat != nullptr && !how.aside ? beat->panel : std::nullopt;
    if (beat != nullptr && beat->id != asked_at_) {
      asked_at_ = beat->id;
      hands_.ask(beat->question ? static_cast<int>(beat->question->answers.size()) : 1);
      prediction_.ask(beat->question ? beat->question->days : std::vector<double>());
    }
    const bool covered = panel_ || card_ != Card::none;
    at_ = hall_layout(width_px, height_px, fonts_, !covered);
    const bool plain = card_ == Card::none && beat != nullptr && !how.aside;
    const bool counted = plain && beat->question && hands_.all() > 0;
    share_ = {Area{}, at_.middle};
    if (counted || (plain && beat->overlay))
      share_ = overlay_places(at_.middle, counted ? OverlayKind::icon_array : beat->overlay->kind, panel_.has_value());
    Plan plan{covered ? Area{} : share_.rest, false, {{"head", at_.head}, {"foot", at_.foot}}, fonts_};
    if (covered) plan.windows.push_back({panel_ ? std::string_view("panel") : name_of(card_), share_.rest});
    if (share_.overlay.height > 0.0F) plan.windows.push_back({counted ? "hands" : "beside", share_.overlay});
    return plan;
  }

  bool draw(ScreenParts& parts) override {
    const ScreenContext& screen = parts.screen;
    const Beat* beat = lectern_.beat(screen);
    parts.scene.show_badge(false);
    const bool covered = panel_ || card_ != Card::none;
    if (!covered) {
      parts.scene.draw([&] { parts.chrome.message(share_.rest); });
    } else if (panel_ == PanelName::curves) {
      draw_curves(share_.rest, nullptr, parts);
    } else if (panel_) {
      parts.panels.window("panel", share_.rest, *panel_);
    } else if (card_ == Card::question && prediction_.asked()) {
      draw_curves(at_.middle, &*beat->question, parts);
    } else {
      draw_card(*beat, screen);
    }
    if (share_.overlay.height > 0.0F) draw_share(*beat, screen);
    const bool open = card_ == Card::question;  // nothing gives the answer away
    draw_hall_head(at_.head, fonts_, lectern_.lecture(), lectern_.index(screen), open, screen);
    draw_hall_foot(at_.foot, fonts_, open ? nullptr : beat, covered ? std::string() : parts.scene.note(), screen, [&] {
      if (covered) parts.chrome.message(at_.foot);
    });
    draw_trouble(screen);
    shade(screen);
    return true;
  }

  bool press(ScreenParts& parts, const KeyPress& press, bool repeated) override {
    ScreenContext& screen = parts.screen;
    if (repeated && !falls_through(press)) return true;
    if (press.ctrl || lectern_.lecture() == nullptr) return leaves(screen, press);
    const bool letter = one_of(press, "abcdefghijklmnopqrstuvwxyz");
    if (letter && !screen.view().letter_keys) return true;
    if (in_card(screen, press)) return true;
    const bool arrow = press.key >= KeyCode::left && press.key <= KeyCode::down;
    if (arrow && parts.scene.focused()) return false;  // they turn the picture
    if (is(press, {KeyCode::page_down, KeyCode::right, key_of(' ')})) return on(screen);
    if (is(press, {KeyCode::page_up, KeyCode::left})) return step(screen, -1);
    if (press.key == KeyCode::home) return lectern_.to_first_of_chapter(screen), true;
    if (is(press, {KeyCode::f5, KeyCode::backspace})) return lectern_.go_back(screen), true;
    if (changed_by_sign(screen, press) || leaves(screen, press) || !falls_through(press)) return true;
    if (one_of(press, "123456")) {  // a scale, for a question from the room
      Presented how = screen.view().presented;
      how.aside = true;
      how.card = Card::none;
      put(screen, how);
    }
    return false;
  }

  void advance(const ScreenContext& screen, float seconds) override {
    constexpr float kFade = 0.3F, kPointer = 2.0F;
    const float wanted = screen.view().presented.blank ? 1.0F : 0.0F;
    const float by = screen.view().reduced_motion ? 1.0F : seconds / kFade;
    moving_ = dark_ != wanted;
    dark_ = wanted > dark_ ? std::min(wanted, dark_ + by) : std::max(wanted, dark_ - by);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool rested = pointer_rests_ >= kPointer;
    pointer_rests_ = mouse.x == mouse_.x && mouse.y == mouse_.y ? pointer_rests_ + seconds : 0.0F;
    mouse_ = mouse;
    moving_ = moving_ || lectern_.stale() || rested != (pointer_rests_ >= kPointer);
    hide_pointer_ = pointer_rests_ >= kPointer && !screen.view().presented.spotlight;
  }
  bool moving() const override { return moving_; }
  bool frozen(const ScreenContext& screen) const override { return screen.view().presented.frozen; }
  bool holds_keys() const override { return true; }
  void draw_for_speaker(const Area& area, const ScreenContext& screen) override {
    speaker_seen_ = Clock::now();
    if (lectern_.lecture() != nullptr) draw_speaker(area, *lectern_.lecture(), lectern_.index(screen), seconds(), screen);
  }

 private:
  using Clock = std::chrono::steady_clock;
  // Since the lecture began. Frames do not tell: none are made while nothing moves.
  float seconds() const { return began_ ? std::chrono::duration<float>(Clock::now() - *began_).count() : 0.0F; }
  // The notes have a display of their own.
  bool speaker_has_display() const { return Clock::now() - speaker_seen_ < std::chrono::seconds(3); }
  static bool asks(Card card) { return card == Card::question || card == Card::answer; }

  bool put(ScreenContext& screen, const Presented& how) {
    screen.session.submit(command::Present{screen.view().lecture, screen.view().beat, how});
    return true;
  }
  bool step(ScreenContext& screen, int by) {
    ImGui::SetWindowFocus(nullptr);  // the arrows belong to the lecture again
    lectern_.step(screen, by);
    return true;
  }
  // The question, its answer, the picture, the next beat.
  bool on(ScreenContext& screen) { return asks(card_) ? turn_card(screen) : step(screen, 1); }
  bool turn_card(ScreenContext& screen) {
    Presented how = screen.view().presented;
    const bool drawn = prediction_.asked();  // its answer is the curve
    if (card_ == Card::question) hands_.lock(), prediction_.lock();
    how.card = card_ == Card::question && !drawn ? Card::answer : asks(card_) ? Card::none : Card::question;
    return put(screen, how);
  }

  // What a card does with its keys.
  bool in_card(ScreenContext& screen, const KeyPress& press) {
    if (card_ == Card::question) return prediction_.asked() ? prediction_.press(press.key) : hands_.press(press.key);
    if (card_ == Card::sources && is(press, {KeyCode::up, KeyCode::down})) {
      down_ += (press.key == KeyCode::up ? -4.0F : 4.0F) * fonts_.label;
      return true;
    }
    if (card_ != Card::overview) return false;
    const int last = static_cast<int>(lectern_.lecture()->beats.size()) - 1;
    if (is(press, {KeyCode::up, KeyCode::page_up})) return picked_ = std::max(0, picked_ - 1), true;
    if (is(press, {KeyCode::down, KeyCode::page_down})) return picked_ = std::min(last, picked_ + 1), true;
    if (is(press, {KeyCode::enter, key_of(' ')})) return lectern_.go_to(screen, picked_), true;
    return press.key == KeyCode::escape && toggle(screen, Card::overview);
  }

  bool toggle(ScreenContext& screen, Card card) {
    Presented how = screen.view().presented;
    how.card = how.card == card ? Card::none : card;
    return put(screen, how);
  }

  bool changed_by_sign(ScreenContext& screen, const KeyPress& press) {
    Presented how = screen.view().presented;
    if (one_of(press, ".b")) return how.blank = !how.blank, put(screen, how);
    if (one_of(press, "f")) return how.frozen = !how.frozen, put(screen, how);
    if (one_of(press, "o")) return how.spotlight = !how.spotlight, put(screen, how);
    if (one_of(press, "s")) return down_ = 0.0F, toggle(screen, Card::sources);
    if (one_of(press, "d")) return speaker_has_display() || toggle(screen, Card::notes);
    if (one_of(press, "p")) return !lectern_.beat(screen)->question || turn_card(screen);
    if (press.key != KeyCode::end) return false;
    picked_ = lectern_.index(screen);
    return toggle(screen, Card::overview);
  }

  bool leaves(ScreenContext& screen, const KeyPress& press) {
    if (press.key != KeyCode::escape) return false;
    screen.session.submit(command::SetMode{Mode::explore});
    return true;
  }

  void draw_card(const Beat& beat, const ScreenContext& screen) {
    switch (card_) {
      case Card::sources: return draw_sources(at_.middle, beat, down_, screen);
      case Card::notes: return draw_notes(at_.middle, *lectern_.lecture(), lectern_.index(screen), seconds(), screen);
      case Card::overview: return draw_overview(at_.middle, *lectern_.lecture(), picked_, screen);
      default: return draw_question(at_.middle, *beat.question, hands_, card_ == Card::answer, screen);
    }
  }

  // The plot alone. With a question: what is asked stands over it, what the keys do below.
  void draw_curves(const Area& area, const Question* question, ScreenParts& parts) {
    const ScreenContext& screen = parts.screen;
    place(area);
    ImGui::Begin(question != nullptr ? "question" : "panel", nullptr, kFixed);
    const auto words = [&](ImFont* font, const char* text) {
      ImGui::PushFont(font);
      ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
      ImGui::PopFont();
    };
    if (question != nullptr) words(screen.fonts.heading, question->words.in(name_of(screen.view().locale)).c_str());
    draw_hall_plot(parts.panels.context(), prediction_, question != nullptr, question != nullptr ? 1.6F * fonts_.label : 0.0F);
    if (question != nullptr) words(screen.fonts.label, screen.text(prediction_.locked() ? "lecture.locked"_key : "lecture.draw"_key));
    ImGui::End();
  }

  // How the room answered stays beside the picture; else what the beat lays there.
  void draw_share(const Beat& beat, const ScreenContext& screen) const {
    if (beat.question && hands_.all() > 0) return draw_hands(share_.overlay, *beat.question, hands_, screen);
    draw_beside(share_.overlay, *beat.overlay, *lectern_.lecture(), screen);
  }

  // Until the file is good again.
  void draw_trouble(const ScreenContext& screen) const {
    if (lectern_.trouble().empty() || lectern_.lecture() == nullptr) return;
    const Theme& theme = screen.theme();
    ImFont* font = screen.fonts.label;
    const std::string words = screen.locale().text(Sentence{"lecture.broken"_key, {{"reason", lectern_.trouble()}}});
    const float pad = 0.5F * font->FontSize, width = at_.middle.width - 4.0F * pad;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, 1e6F, width, words.c_str());
    const ImVec2 corner{at_.middle.x + pad, at_.middle.y + pad};
    ImDrawList& draw = *ImGui::GetForegroundDrawList();
    draw.AddRectFilled(corner, {corner.x + size.x + 2.0F * pad, corner.y + size.y + 2.0F * pad}, as_u32(theme[Role::panel]));
    draw.AddRect(corner, {corner.x + size.x + 2.0F * pad, corner.y + size.y + 2.0F * pad}, as_u32(theme[Role::focus]), 0.0F, 0, 4.0F);
    draw.AddText(font, font->FontSize, {corner.x + pad, corner.y + pad}, as_u32(theme[Role::text]), words.c_str(), nullptr, width);
  }

  // Over everything: the light round the pointer, the dark screen, and no pointer where it only rests.
  void shade(const ScreenContext& screen) const {
    ImDrawList& draw = *ImGui::GetForegroundDrawList();
    const float width = at_.foot.width, height = at_.foot.bottom();
    const Color dark{0.0F, 0.0F, 0.0F, 1.0F};
    if (screen.view().presented.spotlight) {
      const float radius = 0.16F * height, wide = 2.0F * width;
      draw.AddCircle(mouse_, radius + 0.5F * wide, as_u32(dark, 0.65F), 96, wide);
    }
    if (dark_ > 0.0F) draw.AddRectFilled({0.0F, 0.0F}, {width, height}, as_u32(dark, dark_));
    if (hide_pointer_) ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  }

  Lectern lectern_;
  FontSizes fonts_;
  HallLayout at_;
  OverlayPlaces share_;  // of the middle
  Card card_ = Card::none;
  std::optional<PanelName> panel_;  // over the picture
  std::string asked_at_;            // the beat that the hands are of
  Hands hands_;
  Prediction prediction_;  // of the same
  int picked_ = 0;         // in the overview
  float down_ = 0.0F;      // px that the sources are scrolled
  float dark_ = 0.0F;      // 0..1, on the way to a blank screen
  bool moving_ = false;
  std::optional<Clock::time_point> began_;
  Clock::time_point speaker_seen_{};
  ImVec2 mouse_{};
  float pointer_rests_ = 0.0F;  // s
  bool hide_pointer_ = false;
};

}  // namespace

std::unique_ptr<ModeScreen> make_present(const DataFiles& files) { return std::make_unique<PresentScreen>(files); }

}  // namespace syn
