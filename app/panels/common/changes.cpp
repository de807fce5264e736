#include "app/panels/common/changes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {

void Changes::begin(const PanelContext& context) {
  if (refused_ && context.state.scenario != refused_for_) refused_ = false;
}

void Changes::offer(const PanelContext& context, const Commands& commands) {
  State state = context.state;
  for (const Command& command : commands) {
    auto next = apply(state, command, context.parameters);
    if (next) {
      state = std::move(*next);
      context.out.push_back(command);
    } else {
      refused_ = true;
    }
  }
  refused_for_ = state.scenario;
}

void Changes::offer_as_one(const PanelContext& context, const Commands& commands) {
  context.gesture = ImGui::GetFrameCount();
  offer(context, commands);
}

void Changes::draw_refused(const PanelContext& context, const UiLook& look) const {
  if (refused_) warning(context.locale.text("panel.change.refused"_key), look);
}

NumberAnswer number_row(const NumberRow& row, const PanelContext& context, const UiLook& look) {
  NumberAnswer answer;
  push_id(row.id);
  const bool changed = row.changed.value_or(row.value != row.standard);
  answer.reset = reset_mark("reset", changed, context.locale.text("panel.change.reset_one"_key), look);
  double value = row.value;
  const Range range = row.field.range;
  const std::string unit = unit_words(row.field.unit, context.locale);
  const std::string hint = range_text(range, unit.c_str(), context.locale);
  SliderSpec spec{.low = range.low,
                  .high = range.high,
                  .step = row.step,
                  .leap = row.leap,
                  .decimals = row.field.decimals,
                  .unit = unit.c_str(),
                  .standard = row.standard,
                  .plausible = row.plausible,
                  .hint = hint.c_str()};
  if (row.track > 0.0) {
    spec.high = std::max(row.track, row.value);
    spec.typed = range;
  }
  if (slider("value", context.locale.text(row.words), value, spec, look, context.gesture)) answer.value = value;
  if (answer.reset) answer.value = row.standard;
  ImGui::PopID();
  return answer;
}

std::optional<int> choice_row(const ChoiceRow& row, const PanelContext& context, const UiLook& look) {
  std::optional<int> answer;
  push_id(row.id);
  if (reset_mark("reset", row.chosen != row.standard, context.locale.text("panel.change.reset_one"_key), look)) answer = row.standard;
  ImGui::BeginGroup();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(wrapped(context.locale.text(row.words), ImGui::GetContentRegionAvail().x).c_str());
  int chosen = row.chosen;
  if (choice("value", row.options, chosen, look)) answer = chosen;
  ImGui::EndGroup();
  ImGui::PopID();
  return answer;
}

std::optional<bool> toggle_row(const char* id, const char* words, bool on, bool standard, const PanelContext& context, const UiLook& look) {
  std::optional<bool> answer;
  push_id(id);
  if (reset_mark("reset", on != standard, context.locale.text("panel.change.reset_one"_key), look)) answer = standard;
  if (toggle("value", words, on, look)) answer = on;
  ImGui::PopID();
  return answer;
}

bool reset_all_row(int changed, const PanelContext& context, const UiLook& look) {
  if (changed == 0) {
    ImGui::AlignTextToFramePadding();
    paragraph(context.locale.text("panel.change.none"_key), look);
    return false;
  }
  const std::string words = context.locale.text({"panel.change.count"_key, {{"count", Quantity{static_cast<double>(changed), 0}}}});
  const bool pressed = title_row("reset_all", words.c_str(), context.locale.text("panel.change.reset_all"_key), look);
  if (pressed) focus_next();
  return pressed;
}

std::string unit_words(std::string_view unit, const Locale& locale) {
  struct Worded {
    std::string_view unit;
    TextKey words;
  };
  // Those that differ from language to language; the others are signs.
  constexpr std::array kWorded{
      Worded{"points", "panel.unit.points"_key},       Worded{"years", "panel.unit.years"_key},
      Worded{"days", "panel.unit.days"_key},           Worded{"people", "panel.unit.people"_key},
      Worded{"1/day", "panel.unit.per_day"_key},       Worded{"L", "panel.unit.litres"_key},
      Worded{"L/h", "panel.unit.litres_per_hour"_key}, Worded{"L/h per year", "panel.unit.litres_per_hour_year"_key},
      Worded{"ng/mL", "panel.unit.ng_ml"_key},         Worded{"1/(ng/mL)", "panel.unit.per_ng_ml"_key}};
  if (unit == "-") return {};
  for (const Worded& worded : kWorded) {
    if (unit == worded.unit) return locale.text(worded.words);
  }
  std::string out(unit);
  for (const auto& [plain, fine] : {std::pair{"uM", "\u00B5M"}, std::pair{"degC", "\u00B0C"}}) {
    if (const std::size_t at = out.find(plain); at != std::string::npos) out.replace(at, std::string_view(plain).size(), fine);
  }
  return out;
}

std::string range_text(Range range, const char* unit, const Locale& locale) {
  return locale.text({"panel.change.range"_key,
                      {{"low", locale.number(range.low, decimals_of(range.low))},
                       {"high", locale.number(range.high, decimals_of(range.high))},
                       {"unit", std::string(unit)}}});
}

}  // namespace syn
