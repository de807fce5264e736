// Putting markers down: copying, pasting and adding, at the first moment that is free. Used by keys and mouse alike.
#pragma once

#include <optional>
#include <variant>

#include "app/state/command.hpp"

namespace syn {

using Marker = std::variant<Dose, Therapy>;

// The marker that the panels edit; empty if none is selected.
std::optional<Marker> selected_marker(const State& state);

// What a new marker of this kind looks like: as the selected one, else as the last of its kind, else as clinics usually
// give it (0.5 mg/kg over 40 min, clinical dossier table of trials; a CBT session).
Marker new_marker(const State& state, MarkerKind kind);

// The command that puts `marker` down at `at_h` or, where that is taken or not allowed, at the next free moment in
// steps of `step_h` after it, else at the first free one of the run. Empty if the run has no room.
std::optional<Command> put_marker(const State& state, Marker marker, double at_h, double step_h, const Parameters& parameters);

// A second one of the selected marker: doses two days on, sessions a day on, or wherever there is room. Empty as above.
std::optional<Command> duplicate_marker(const State& state, const Parameters& parameters);

// The command that takes the selected marker away; empty if none is selected.
std::optional<Command> remove_marker(const State& state);

// To what dragged markers snap, h: 5 min below the hour lens, else an hour, a day with the lenses of days and weeks. The
// large step is what Shift makes of it.
struct SnapSteps {
  double small_h = 1.0;
  double large_h = 24.0;
};
SnapSteps snap_steps(Lens lens);

// Where a marker that stood at `from_h` lands when a person takes it to `wanted_h`: on the grid, or, in steps of days, whole
// days from where it stood, so that it keeps its time of day. `free`: no grid but the whole minute.
double snapped_moment(double from_h, double wanted_h, Lens lens, bool free);

}  // namespace syn
