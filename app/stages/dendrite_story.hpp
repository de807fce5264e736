// What the dendrite stage says about a moment: caption, badge, what a lens shows, and the counts of the picture.
//
// Honesty rules kept here: new spines are never given as the cause of relief in the first hours (in mice formation
// rose only after 12 to 24 h, Moda-Sava et al. 2019), growth is said to be seen in animals, and the human PET study
// without a change at 24 h (Holmes et al. 2022) stands in the same caption.
#pragma once

#include <span>

#include "stages/dendrite_spine.hpp"
#include "stages/stage.hpp"

namespace syn::dendrite {

// Counts: spines, spines_thin, spines_stubby, spines_mushroom, spines_filopodium, spines_new, spines_leaving,
// density_per_um (of the picture), branch_um. Items: one a spine, in drawing order, e.g. "mushroom", "thin new",
// "filopodium leaving".
StageReport tell(const Trajectory& trajectory, Hours time, Lens lens, std::span<const SpineState> spines);

}  // namespace syn::dendrite
