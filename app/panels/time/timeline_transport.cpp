#include "app/panels/time/timeline_transport.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "app/explain/lens_words.hpp"
#include "app/state/marker_edit.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr std::array kSpeeds{0.2, 1.0, 5.0};

// Buttons close to each other.
struct Row {
  const UiLook& look;
  bool first = true;
  bool put(const char* id, Icon icon, TextKey words, bool enabled = true) {
    if (!std::exchange(first, false)) ImGui::SameLine(0.0F, 0.3F * look.unit_px);
    return icon_button(id, icon, look.locale.text(words), look, enabled);
  }
};

// The row of the transport, filled from the left as far as it reaches: what does not fit is left to keys, menu and editors.
class Filling {
 public:
  // Of a row `high` px, whose items stand in the middle of it.
  Filling(float apart, float high)
      : apart_(apart),
        right_(ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x),
        middle_(ImGui::GetCursorScreenPos().y + 0.5F * high) {}
  // True: a group of this width stands here, of which the first item is next.
  bool group(float width) {
    if (ImGui::GetItemRectMax().x + apart_ + width > right_) return false;
    beside(apart_);
    return true;
  }
  // At the right end, if it is not taken.
  bool at_end(float width) {
    if (ImGui::GetItemRectMax().x + apart_ + width > right_) return false;
    beside(right_ - width - ImGui::GetItemRectMax().x);
    return true;
  }
  void beside(float gap) {
    ImGui::SameLine(0.0F, gap);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, middle_ - 0.5F * ImGui::GetFrameHeight()});
  }

 private:
  float apart_, right_, middle_;
};

void say(const PanelContext& context, std::optional<Command> command) {
  if (command) context.out.push_back(std::move(*command));
}

void add_marker(const PanelContext& context, MarkerKind kind) {
  const State& state = context.state;
  const double step_h = std::min(1.0, snap_steps(state.view.lens).small_h);
  say(context, put_marker(state, new_marker(state, kind), std::floor(state.playhead.time_h / step_h) * step_h, step_h, context.parameters));
}

}  // namespace

void TimelinePage::show(TimePage page, const PanelContext& context) {
  const TimePage all = whole(context);
  page_ = page;
  if (page.low_h <= all.low_h && page.high_h >= all.high_h) page_.reset();
}

void TimelinePage::follow(const PanelContext& context) {
  if (!page_) return;
  const TimePage all = whole(context);
  const TimePage kept{std::max(page_->low_h, all.low_h), std::min(page_->high_h, all.high_h)};
  if (!(kept.low_h < kept.high_h)) return page_.reset();
  page_ = kept;
  const double now = context.state.playhead.time_h;
  const bool went_out = last_now_h_ != now && (now < kept.low_h || now > kept.high_h);
  last_now_h_ = now;
  if (went_out) page_ = moved(kept, (now - kept.low_h) / (kept.high_h - kept.low_h) - 0.1, all, false);
}
void TimelinePage::zoom(const PanelContext& context, double factor, double at_h) {
  show(zoomed(shown(context), at_h, factor, whole(context), false), context);
}

void TimelinePage::by_input(const PanelContext& context, const PlotMap& map) {
  const ImGuiIO& io = ImGui::GetIO();
  constexpr double kStep = 1.25;
  if (ImGui::IsItemHovered()) {
    if (io.MouseWheel != 0.0F && io.KeyShift)
      show(moved(shown(context), -0.1 * static_cast<double>(io.MouseWheel), whole(context), false), context);
    if (io.MouseWheel != 0.0F && !io.KeyShift)
      zoom(context, std::pow(kStep, -static_cast<double>(io.MouseWheel)), map.time_of(io.MousePos.x));
  }
  if (!item_has_keys()) return;
  for (const ImWchar typed : io.InputQueueCharacters) {
    if (typed == '+') zoom(context, 1.0 / kStep, context.state.playhead.time_h);
    if (typed == '-') zoom(context, kStep, context.state.playhead.time_h);
  }
}

void TimelinePage::draw_buttons(const PanelContext& context, const UiLook& look) {
  const double now = context.state.playhead.time_h;
  Row row{look};
  if (row.put("closer", Icon::closer, "panel.timeline.closer"_key)) zoom(context, 0.5, now);
  if (row.put("farther", Icon::farther, "panel.timeline.farther"_key, page_.has_value())) zoom(context, 2.0, now);
  if (row.put("whole", Icon::whole, "panel.timeline.whole"_key, page_.has_value())) page_.reset();
}

namespace {

void draw_row(const PanelContext& context, const UiLook& look, TimelinePage& page, bool tight, float disc) {
  const Locale& locale = context.locale;
  const State& state = context.state;
  const float u = look.unit_px;
  const float gap = 0.3F * u;
  const float icon = ImGui::GetFrameHeight();
  Filling row((tight ? 0.5F : 1.0F) * u, disc);
  const ImVec2 corner = ImGui::GetCursorScreenPos();

  const bool playing = state.playhead.playing;
  // As wide as the longer of both words, so that the row stands still.
  const char* play = locale.text("panel.timeline.play"_key);
  const char* pause = locale.text("panel.timeline.pause"_key);
  if (primary_button("play", playing ? Icon::pause : Icon::play, playing ? pause : play, disc, look))
    context.out.push_back(command::Play{!playing});
  ImGui::SameLine(0.0F, 0.0F);
  ImGui::SetCursorScreenPos({corner.x + std::max(primary_width(play, disc), primary_width(pause, disc)), corner.y});
  ImGui::Dummy({0.0F, disc});

  const auto press = [&](const char* id, Icon sign, TextKey words, Command command, bool first = false) {
    if (!first) row.beside(gap);
    if (icon_button(id, sign, locale.text(words), look)) context.out.push_back(std::move(command));
  };
  if (!row.group(4.0F * icon + 3.0F * gap)) return;
  press("previous_event", Icon::previous_event, "panel.timeline.previous_event"_key, command::NextEvent{-1}, true);
  press("step_back", Icon::step_back, "panel.timeline.step_back"_key, command::Step{-1});
  press("step", Icon::step_on, "panel.timeline.step"_key, command::Step{1});
  press("next_event", Icon::next_event, "panel.timeline.next_event"_key, command::NextEvent{1});

  const auto named = [&](TextKey words, float width) {
    const float word = ImGui::CalcTextSize(locale.text(words)).x + gap;
    const bool with_name = !tight && row.group(word + width);
    if (!with_name) return row.group(width);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(locale.text(words));
    row.beside(gap);
    return true;
  };
  std::array<const char*, kLenses.size()> lenses{};
  int lens = static_cast<int>(state.view.lens);
  for (const Lens one : kLenses) lenses[static_cast<std::size_t>(one)] = locale.text(symbol_key(unit_of(one)));
  const float lenses_px = (tight ? 10.5F : 12.5F) * u;
  if (!named("panel.timeline.lens"_key, lenses_px)) return;
  if (choice("lens", lenses, lens, look, lenses_px)) context.out.push_back(command::SetLens{kLenses[static_cast<std::size_t>(lens)]});

  std::array<std::string, kSpeeds.size()> words;
  std::array<const char*, kSpeeds.size()> speeds{};
  int speed = -1;  // a moment may have a pace of its own, and then none of these is chosen
  for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
    words[i] = "×" + locale.number(kSpeeds[i], kSpeeds[i] < 1.0 ? 1 : 0);
    speeds[i] = words[i].c_str();
    if (std::abs(std::log(kSpeeds[i] / state.playhead.speed)) < 0.01) speed = static_cast<int>(i);
  }
  const float speeds_px = (tight ? 6.3F : 7.0F) * u;
  if (!named("panel.timeline.speed"_key, speeds_px)) return;
  if (choice("speed", speeds, speed, look, speeds_px)) context.out.push_back(command::SetSpeed{kSpeeds[static_cast<std::size_t>(speed)]});

  const bool chosen = selected_marker(state).has_value();
  const char* dose = locale.text("panel.timeline.dose"_key);
  const char* session = locale.text("panel.timeline.session"_key);
  const char* remove = locale.text("panel.timeline.remove_short"_key);
  if (row.group(word_icon_width(dose) + word_icon_width(session) + icon + 2.0F * gap)) {
    if (word_icon_button("add_dose", Icon::add_dose, dose, locale.text("app.key.add_dose"_key), look))
      add_marker(context, MarkerKind::dose);
    row.beside(gap);
    if (word_icon_button("add_session", Icon::add_session, session, locale.text("app.key.add_therapy"_key), look))
      add_marker(context, MarkerKind::therapy);
    row.beside(gap);
    if (icon_button("duplicate", Icon::copy, locale.text("panel.timeline.duplicate"_key), look, chosen))
      say(context, duplicate_marker(state, context.parameters));
  } else if (row.group(2.0F * icon + gap)) {
    if (icon_button("add_dose", Icon::add_dose, locale.text("app.key.add_dose"_key), look)) add_marker(context, MarkerKind::dose);
    row.beside(gap);
    if (icon_button("add_session", Icon::add_session, locale.text("app.key.add_therapy"_key), look))
      add_marker(context, MarkerKind::therapy);
  }
  if (row.group(3.0F * icon + 2.0F * gap)) page.draw_buttons(context, look);
  // What takes away stands apart from what adds.
  if (row.at_end(word_icon_width(remove)) &&
      word_icon_button("remove", Icon::remove, remove, locale.text("panel.timeline.remove"_key), look, chosen))
    say(context, remove_marker(state));
}

}  // namespace

void draw_transport(const PanelContext& context, const UiLook& look, TimelinePage& page) {
  // Where the text is large for the window the controls stand closer.
  constexpr float kRoomy = 54.0F;
  const bool tight = ImGui::GetContentRegionAvail().x < kRoomy * look.unit_px;
  const float disc = tight ? ImGui::GetFrameHeight() : std::round(2.2F * look.unit_px);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  draw_row(context, look, page, tight, disc);
  ImGui::SetCursorScreenPos({corner.x, corner.y + disc + ImGui::GetStyle().ItemSpacing.y});
}

}  // namespace syn
