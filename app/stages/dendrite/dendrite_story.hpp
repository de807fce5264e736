// What the dendrite stage says about a moment: caption, badge, what a lens shows, and the counts of the picture.
//
// Honesty rules kept here: new spines are never given as the cause of relief in the first hours (in mice formation
// rose only after 12 to 24 h, Moda-Sava et al. 2019), growth is said to be seen in animals, and the human PET study
// without a change at 24 h (Holmes et al. 2022) stands in the same caption.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"
#include "app/stages/dendrite/dendrite_shape.hpp"
#include "model/sampling/spine_population.hpp"

namespace syn::dendrite {

// Places of loss at a time.
struct Losses {
  int open = 0;      // marked in the picture, and nothing has come near since
  int refilled = 0;  // a new spine was put within 2 um of it by now
};
Losses losses_at(const SpineHistory& history, double time_h);

// Counts: spines, spines_thin, spines_stubby, spines_mushroom, spines_filopodium, spines_new, spines_leaving, psd_discs
// (at least half formed), lost_sites, lost_sites_refilled, density_per_um (of the picture), branch_um; with `drawn`
// (one a spine) also what the drawn surfaces of spines that stand fully measure: drawn_head_um3_q25 / q50 / q75,
// drawn_neck_um_q50 (of those with a neck), drawn_length_um_q25 / q50 / q75. Items: one a spine, in drawing order, e.g.
// "mushroom", "thin new", "filopodium leaving".
StageReport story_of(const Trajectory& trajectory, Hours time, Lens lens, std::span<const SpineState> spines, const Losses& losses = {},
                     std::span<const DrawnSizes> drawn = {});

}  // namespace syn::dendrite
