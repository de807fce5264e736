// The slider of widgets.hpp: a thin track with a tick at the usual value, hatched where it turns unusual.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "core/number_text.hpp"

namespace syn {
namespace {

double snapped(double value, const SliderSpec& spec) {
  const double steps = std::round((value - spec.low) / spec.step);
  // 0.1 + 8 x 0.05 is 0.5; six decimals, or three more than the step has.
  const double grain = std::max(1e6, std::pow(10.0, std::ceil(-std::log10(spec.step)) + 3.0));
  const double value_on_grid = std::round((spec.low + steps * spec.step) * grain) / grain;
  return std::clamp(value_on_grid, spec.low, spec.high);
}

std::string without(std::string text, std::string_view part, std::string_view instead) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + instead.size())) {
    text.replace(at, part.size(), instead);
  }
  return text;
}

Range allowed(const SliderSpec& spec) { return spec.typed.value_or(Range{spec.low, spec.high}); }

// Whether the last thing typed into the field before could not be taken: kept with the window, by the field.
ImGuiID refusal_slot() { return ImGui::GetID("refused"); }

void say(const char* words, const UiLook& look) {
  const bool focused = ImGui::IsItemFocused() && !GImGui->NavDisableHighlight;
  if (words[0] == '\0' || (!ImGui::IsItemHovered() && !focused)) return;
  place_tooltip(look);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(words);
  ImGui::EndTooltip();
}

// What may be typed, where something else was.
void answer_refused(const SliderSpec& spec, const UiLook& look) {
  if (ImGui::GetStateStorage()->GetInt(refusal_slot()) == 0) return;
  const Range range = allowed(spec);
  const auto number = [&](double value) { return look.locale.number(value, decimals_of(value)); };
  warning(
      look.locale
          .text({"app.number.refused"_key, {{"low", number(range.low)}, {"high", number(range.high)}, {"unit", std::string(spec.unit)}}})
          .c_str(),
      look);
}

bool number_field(double& value, const SliderSpec& spec, const UiLook& look, float width, int& gesture) {
  std::array<char, 32> text{};
  // A file may say half an hour where the slider goes by whole ones: that is not shown as something else.
  const bool whole = std::abs(value - std::round(value)) < 0.005;
  const int decimals = whole ? spec.decimals : std::max(spec.decimals, 2);
  const std::string shown = without(without(look.locale.number(value, decimals), "\u2212", "-"), "\u202F", "");
  std::snprintf(text.data(), text.size(), "%s", shown.c_str());
  ImGui::SetNextItemWidth(width);
  const bool edited = ImGui::InputText("##typed", text.data(), text.size(), ImGuiInputTextFlags_AutoSelectAll);
  mark_gesture(gesture);
  focus_stop(look, "typed");
  control_report::add_kind("field");
  int& refused = *ImGui::GetStateStorage()->GetIntRef(refusal_slot());
  if (ImGui::IsItemActivated()) refused = 0;
  say(spec.hint, look);
  if (!edited) return false;
  const auto typed = parse_number(text.data());
  // Half-typed numbers are on their way to a good one: they change nothing yet.
  refused = typed && allowed(spec).contains(*typed) ? 0 : 1;
  if (refused != 0 || *typed == value) return false;
  value = *typed;
  return true;
}

bool track(double& value, const SliderSpec& spec, const UiLook& look, int& gesture) {
  const float u = look.unit_px;
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = 1.05F * u;
  const float r = 0.45F * u;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton("track", {width, height});
  const bool active = ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  const float from = at.x + r;
  const float until = at.x + width - r;
  double next = value;
  if (active && ImGui::GetIO().MouseDown[0]) {
    const double share = (ImGui::GetIO().MousePos.x - from) / (until - from);
    next = snapped(spec.low + std::clamp(share, 0.0, 1.0) * (spec.high - spec.low), spec);
  }
  if (item_has_keys()) {
    if (const int arrow = take_horizontal_arrows(); arrow != 0) {
      next = snapped(value + arrow * (ImGui::GetIO().KeyShift ? spec.leap : spec.step), spec);
    }
  }
  mark_gesture(gesture);
  focus_stop(look, "track");
  control_report::add_kind("slider");

  const auto x_of = [&](double v) {
    return from + static_cast<float>((std::clamp(v, spec.low, spec.high) - spec.low) / (spec.high - spec.low)) * (until - from);
  };
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float y = at.y + height * 0.5F;
  const float half = 0.13F * u;
  const Color control = look.theme[Role::control];
  // All of the way as a thin line, what lies below the value as a thick one.
  const float thin = std::max(1.0F, std::round(0.05F * u));
  draw.AddRectFilled({from, std::round(y - thin)}, {until, std::round(y - thin) + 2.0F * thin}, as_u32(control));
  draw.AddRectFilled({from, y - half}, {x_of(next), y + half}, as_u32(control), half);
  if (spec.plausible) {
    const float top = y + 0.3F * u;
    draw.AddRectFilled({x_of(spec.plausible->low), top}, {x_of(spec.plausible->high), top + std::max(2.0F, 0.12F * u)},
                       as_u32(look.theme[Role::muted]));
  }
  if (spec.warn_above && *spec.warn_above < spec.high) {
    draw_hatch(draw, {x_of(*spec.warn_above), y - 0.38F * u}, {until, y + 0.38F * u}, 0.36F * u, 0.1F * u,
               as_u32(look.theme[Role::burden]));
  }
  if (spec.standard) {
    const float x = std::round(x_of(*spec.standard));
    draw.AddRectFilled({x - 1.0F, y - 0.62F * u}, {x + 1.0F, y + 0.62F * u}, as_u32(look.theme[Role::text]));
  }
  const ImVec2 knob{x_of(next), y};
  draw.AddCircleFilled(knob, r, as_u32(look.theme[Role::panel]));
  draw.AddCircleFilled(knob, r - 0.08F * u, as_u32(active || hovered ? mix(control, look.theme[Role::text], 0.4F) : control));
  const bool changed = next != value;
  value = next;
  return changed;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != ' ') plain += c == ',' ? '.' : c;
  }
  if (!plain.empty() && plain.front() == '+') plain.erase(0, 1);
  return plain_number(plain, Notation::fixed);
}

namespace {

// The words and, at the right end of the line or below them, the typed number with its unit.
bool number_line(const char* words, double& value, const SliderSpec& spec, const UiLook& look, int& gesture) {
  const float u = look.unit_px;
  // One width, so that fields stand in line; wider where the number needs it.
  const std::string shown = look.locale.number(value, spec.decimals);
  const float field = std::max(4.2F * u, ImGui::CalcTextSize(shown.c_str()).x + 2.6F * ImGui::GetStyle().FramePadding.x);
  const float unit = std::max(ImGui::CalcTextSize(spec.unit).x, 2.9F * u) + 0.4F * u;
  const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
  // Where the words leave no room for the field, it goes below them.
  const float room = ImGui::GetContentRegionAvail().x;
  const bool beside =
      ImGui::CalcTextSize(words).x + ImGui::GetStyle().ItemSpacing.x + field + 0.4F * u + ImGui::CalcTextSize(spec.unit).x <= room;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(beside ? words : wrapped(words, room).c_str());
  if (beside) ImGui::SameLine();
  ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), right - field - unit));
  const bool changed = number_field(value, spec, look, field, gesture);
  same_line_if_fits(ImGui::CalcTextSize(spec.unit).x, 0.4F * u);
  ImGui::TextUnformatted(wrapped(spec.unit, ImGui::GetContentRegionAvail().x).c_str());
  return changed;
}

}  // namespace

int decimals_of(double value) {
  const std::string text = number_text(value);
  const std::size_t point = text.find('.');
  if (text.find('e') != std::string::npos) return std::abs(value) < 1.0 ? 10 : 0;
  return point == std::string::npos ? 0 : std::min(static_cast<int>(text.size() - point) - 1, 10);
}

bool slider(const char* id, const char* words, double& value, const SliderSpec& spec, const UiLook& look, int& gesture) {
  push_id(id);
  ImGui::BeginGroup();
  bool changed = number_line(words, value, spec, look, gesture);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - 0.25F * look.unit_px);
  const bool moved = track(value, spec, look, gesture);
  if (moved) ImGui::GetStateStorage()->SetInt(refusal_slot(), 0);
  changed = moved || changed;
  answer_refused(spec, look);
  ImGui::EndGroup();
  keep_whole();
  ImGui::PopID();
  return changed;
}

bool number_input(const char* id, const char* words, double& value, const SliderSpec& spec, const UiLook& look, int& gesture) {
  push_id(id);
  ImGui::BeginGroup();
  const bool changed = number_line(words, value, spec, look, gesture);
  answer_refused(spec, look);
  ImGui::EndGroup();
  keep_whole();
  ImGui::PopID();
  return changed;
}

}  // namespace syn
