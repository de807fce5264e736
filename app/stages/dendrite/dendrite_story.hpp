// What the dendrite stage says about a moment: caption, badge, what a lens shows, and the counts of the picture.
//
// Honesty rules kept here: new spines are never given as the cause of relief in the first hours (in mice formation
// rose only after 12 to 24 h, Moda-Sava et al. 2019), growth is said to be seen in animals, and the human PET study
// without a change at 24 h (Holmes et al. 2022) stands in the same caption.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"
#include "app/stages/dendrite/dendrite_since.hpp"
#include "model/sampling/spine_population.hpp"

namespace syn::dendrite {

// Places where stress had taken a spine before the story, at a time.
struct Losses {
  int open = 0;      // marked in the picture, and nothing has come near since
  int refilled = 0;  // a new spine was put within 2 um of it by now
};
Losses losses_at(const SpineHistory& history, double time_h);

// Counts: spines, spines_thin, spines_stubby, spines_mushroom, spines_filopodium, spines_leaving, psd_discs (at least half
// formed), density_per_um (of the picture), branch_um; since day 0 new_drawn, lost_drawn, grown_drawn (spines = those of
// day 0 + new - lost); lost_sites, lost_sites_refilled; with `drawn` (one a spine) also what the drawn surfaces of spines
// that stand fully measure: drawn_head_um3_sum, drawn_head_um3_q25 / q50 / q75, drawn_neck_um_q50 (of those with a neck),
// drawn_length_um_q25 / q50 / q75. Items: one a spine, in drawing order, e.g. "mushroom", "thin new", "thin leaving".
// `grown`: where the picture shows what came since day 0.
StageReport story_of(const Trajectory& trajectory, Hours time, Lens lens, std::span<const SpineState> spines, const Since& since = {},
                     const Losses& marked = {}, std::span<const DrawnSizes> drawn = {}, std::span<const StoryPlace> grown = {});

}  // namespace syn::dendrite
