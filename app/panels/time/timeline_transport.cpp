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

// What is done with markers, as buttons; where the row is full they are left to the keys and the editors.
void draw_marker_buttons(const PanelContext& context, const UiLook& look) {
  const State& state = context.state;
  const auto say = [&](std::optional<Command> command) {
    if (command) context.out.push_back(std::move(*command));
  };
  const bool chosen = selected_marker(state).has_value();
  const double step_h = std::min(1.0, snap_steps(state.view.lens).small_h);
  const auto add = [&](MarkerKind kind) {
    say(put_marker(state, new_marker(state, kind), std::floor(state.playhead.time_h / step_h) * step_h, step_h, context.parameters));
  };
  Row row{look};
  if (row.put("add_dose", Icon::add_dose, "app.key.add_dose"_key)) add(MarkerKind::dose);
  if (row.put("add_session", Icon::add_session, "app.key.add_therapy"_key)) add(MarkerKind::therapy);
  if (row.put("duplicate", Icon::copy, "panel.timeline.duplicate"_key, chosen)) say(duplicate_marker(state, context.parameters));
  if (row.put("remove", Icon::remove, "panel.timeline.remove"_key, chosen)) say(remove_marker(state));
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

void draw_transport(const PanelContext& context, const UiLook& look, TimelinePage& page) {
  const Locale& locale = context.locale;
  const State& state = context.state;
  const float u = look.unit_px;
  const float right_edge = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  std::array<const char*, kLenses.size()> lenses{};
  int lens = 0;
  for (std::size_t i = 0; i < kLenses.size(); ++i) {
    lenses[i] = locale.text(symbol_key(unit_of(kLenses[i])));
    if (kLenses[i] == state.view.lens) lens = static_cast<int>(i);
  }
  // Where the text is large for the window the controls stand closer and speak for themselves.
  constexpr float kRoomy = 54.0F;
  const bool tight = ImGui::GetContentRegionAvail().x < kRoomy * u;
  const float apart = (tight ? 0.5F : 1.2F) * u;
  const auto named = [&](TextKey words) {
    if (tight) return;
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(locale.text(words));
    ImGui::SameLine();
  };
  named("panel.timeline.lens"_key);
  if (choice("lens", lenses, lens, look, (tight ? 10.5F : 15.0F) * u))
    context.out.push_back(command::SetLens{kLenses[static_cast<std::size_t>(lens)]});
  ImGui::SameLine(0.0F, apart);

  Row row{look};
  const auto press = [&](const char* id, Icon icon, TextKey words, Command command) {
    if (row.put(id, icon, words)) context.out.push_back(std::move(command));
  };
  press("previous_event", Icon::previous_event, "panel.timeline.previous_event"_key, command::NextEvent{-1});
  press("step_back", Icon::step_back, "panel.timeline.step_back"_key, command::Step{-1});
  const bool playing = state.playhead.playing;
  press("play", playing ? Icon::pause : Icon::play, playing ? "panel.timeline.pause"_key : "panel.timeline.play"_key,
        command::Play{!playing});
  press("step", Icon::step_on, "panel.timeline.step"_key, command::Step{1});
  press("next_event", Icon::next_event, "panel.timeline.next_event"_key, command::NextEvent{1});

  // What does not fit is left to keys, menu and editors.
  const float speed_px = (tight ? 6.3F : 8.0F) * u;
  const auto context_fits = [&](float width) { return ImGui::GetItemRectMax().x + apart + width <= right_edge; };
  if (!context_fits(speed_px)) return;
  ImGui::SameLine(0.0F, apart);
  named("panel.timeline.speed"_key);
  std::array<std::string, kSpeeds.size()> words;
  std::array<const char*, kSpeeds.size()> speeds{};
  int speed = 0;
  for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
    words[i] = "×" + locale.number(kSpeeds[i], kSpeeds[i] < 1.0 ? 1 : 0);
    speeds[i] = words[i].c_str();
    const auto distance = [&](double s) { return std::abs(std::log(s / state.playhead.speed)); };
    if (distance(kSpeeds[i]) < distance(kSpeeds[static_cast<std::size_t>(speed)])) speed = static_cast<int>(i);
  }
  if (choice("speed", speeds, speed, look, speed_px)) context.out.push_back(command::SetSpeed{kSpeeds[static_cast<std::size_t>(speed)]});

  const float icon = ImGui::GetFrameHeight();
  const float gap = 0.3F * u;
  if (context_fits(4.0F * icon + 3.0F * gap)) {
    ImGui::SameLine(0.0F, apart);
    draw_marker_buttons(context, look);
  }
  if (context_fits(3.0F * icon + 2.0F * gap)) {
    ImGui::SameLine(0.0F, apart);
    page.draw_buttons(context, look);
  }

  const std::string moment = moment_text(state.playhead.time_h, locale);
  const float width = ImGui::CalcTextSize(moment.c_str()).x;
  if (!context_fits(width)) return;
  ImGui::SameLine();
  ImGui::SetCursorScreenPos({right_edge - width, ImGui::GetCursorScreenPos().y});
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(moment.c_str());
}

}  // namespace syn
