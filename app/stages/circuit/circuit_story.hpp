// What the circuit stage says about a moment.
//
// Honesty rules kept here: disinhibition is called a hypothesis wherever it moves something; the couplings are said to
// be fitted, in rats; that in stressed mice parvalbumin cells were seen more active (Ng et al. 2018) stands in every
// note; what is thinned, shortened, enlarged or slowed is named; hypotheses without a picture are named as words only.
#pragma once

#include "app/stages/circuit/circuit_moment.hpp"
#include "app/stages/common/stage.hpp"

namespace syn::circuit {

// Counts: for X in pyramidal, parvalbumin, somatostatin: X_hz, X_rest_hz, X_ratio, X_block, X_cells, X_spikes (of all
// its cells within the window), X_signs_held, strip_X and strip_X_rest (ticks of the strip of the last strip_s, now and at
// rest); pyramidal_glow and brake_light_parvalbumin, _somatostatin (0..1, how bright each is drawn); glutamate_ratio, window_s,
// glutamate_dots. Items: one a cell, such as "pyramidal 1: spikes 2". `firing`: where the picture shows it; `thicker`: how much thicker
// than usual it draws branches.
StageReport story_of(const Trajectory& trajectory, Hours time, Lens lens, const Moment& moment, const std::vector<Cell>& cells,
                     std::vector<StoryPlace> firing, float thicker = 1.0F);

// Signs of one cell that hold ketamine, and dots of glutamate in the picture.
int held_signs(const CellMoment& cell);
inline constexpr double kGlutamateDots = 70.0;  // at rest

}  // namespace syn::circuit
