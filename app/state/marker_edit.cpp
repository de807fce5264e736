#include "app/state/marker_edit.hpp"

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

constexpr double kApartH = 1.0;  // markers of one kind stand at least this far apart when the program chooses the place
constexpr double kUsualMgPerKg = 0.5;
constexpr double kMinuteH = 1.0 / 60.0;

double& moment(Marker& marker) {
  return std::visit([](auto& m) -> double& { return m.at_h; }, marker);
}

template <class T>
bool crowded(const std::vector<T>& list, double at_h) {
  return std::any_of(list.begin(), list.end(), [at_h](const T& other) { return std::abs(other.at_h - at_h) < kApartH - 1e-9; });
}

std::optional<Command> at_moment(const State& state, Marker marker, double at_h, const Parameters& parameters) {
  moment(marker) = at_h;
  Scenario next = state.scenario;
  std::optional<Command> command;
  if (const Dose* dose = std::get_if<Dose>(&marker)) {
    if (crowded(next.doses, at_h) || dose->end_h() >= next.end_h()) return std::nullopt;
    next.doses.push_back(*dose);
    command = command::AddDose{*dose};
  } else {
    const Therapy& session = std::get<Therapy>(marker);
    if (crowded(next.therapies, at_h) || at_h >= next.end_h()) return std::nullopt;
    next.therapies.push_back(session);
    command = command::AddTherapy{session};
  }
  next.sort_events();
  if (!check_scenario(next, parameters).empty()) return std::nullopt;
  return command;
}

}  // namespace

std::optional<Marker> selected_marker(const State& state) {
  const auto index = static_cast<std::size_t>(std::max(0, state.selection.index));
  const Scenario& scenario = state.scenario;
  if (state.selection.kind == MarkerKind::dose && index < scenario.doses.size()) return scenario.doses[index];
  if (state.selection.kind == MarkerKind::therapy && index < scenario.therapies.size()) return scenario.therapies[index];
  return std::nullopt;
}

Marker new_marker(const State& state, MarkerKind kind) {
  const auto selected = selected_marker(state);
  if (kind == MarkerKind::therapy) {
    if (selected && std::holds_alternative<Therapy>(*selected)) return *selected;
    return state.scenario.therapies.empty() ? Therapy{} : state.scenario.therapies.back();
  }
  if (selected && std::holds_alternative<Dose>(*selected)) return *selected;
  if (!state.scenario.doses.empty()) return state.scenario.doses.back();
  Dose usual;
  usual.mg_per_kg = kUsualMgPerKg;
  return usual;
}

std::optional<Command> put_marker(const State& state, Marker marker, double at_h, double step_h, const Parameters& parameters) {
  const double end_h = state.scenario.end_h();
  for (double h = at_h; h < end_h; h += step_h) {
    if (auto command = at_moment(state, marker, h, parameters)) return command;
  }
  for (double h = 0.0; h < end_h; h += kApartH) {
    if (auto command = at_moment(state, marker, h, parameters)) return command;
  }
  return std::nullopt;
}

std::optional<Command> duplicate_marker(const State& state, const Parameters& parameters) {
  constexpr double kDayH = 24.0;
  const auto marker = selected_marker(state);
  if (!marker) return std::nullopt;
  const bool dose = std::holds_alternative<Dose>(*marker);
  const double from_h = std::visit([](const auto& m) { return m.at_h; }, *marker);
  return put_marker(state, *marker, from_h + (dose ? 2.0 * kDayH : kDayH), kDayH, parameters);
}

std::optional<Command> remove_marker(const State& state) {
  if (!selected_marker(state)) return std::nullopt;
  if (state.selection.kind == MarkerKind::dose) return command::RemoveDose{state.selection.index};
  return command::RemoveTherapy{state.selection.index};
}

SnapSteps snap_steps(Lens lens) {
  switch (lens) {
    case Lens::ms:
    case Lens::s:
    case Lens::min: return {5.0 * kMinuteH, 1.0};
    case Lens::h: return {1.0, 24.0};
    case Lens::d:
    case Lens::wk: return {24.0, 168.0};
  }
  return {};
}

double snapped_moment(double from_h, double wanted_h, Lens lens, bool free) {
  const double step_h = free ? kMinuteH : snap_steps(lens).small_h;
  const double whole = step_h >= 24.0 ? from_h + std::round((wanted_h - from_h) / step_h) * step_h : std::round(wanted_h / step_h) * step_h;
  return std::round(whole * 1e6) / 1e6;  // 3 x 5 min is a quarter of an hour
}

}  // namespace syn
