// What is to be seen of the receptor at a moment: the walk, looked at through a lens.
//
// On the lenses ms and s the walk itself is shown. What the gate, the pore and the agonists do is averaged over the
// last kBlend_s of the viewer's time, so that nothing blinks: a change takes that long to be seen, and what flickers
// faster is seen as a share. On the longer lenses nobody could follow one receptor; there the shares among many stand.
#pragma once

#include <array>

#include "app/stages/synapse/synapse_molecules.hpp"
#include "app/stages/synapse/synapse_shares.hpp"
#include "app/viewing/view.hpp"
#include "model/sampling/receptor_path.hpp"

namespace syn::receptor {

inline constexpr double kBlend_s = 0.4;
// Viewer's time that ketamine takes through the gate: as long as it stands open, between these.
inline constexpr double kThrough_s = 0.5, kMinThrough_s = 0.2;

// The commonest way to see it, for the caption.
enum class Story { rest, one_bound, both_bound, desensitised, open, open_magnesium, entering, leaving, blocked, trapped, many };

struct Moment {
  bool walking = false;  // lens ms or s
  SinceRelease place;
  Life life;
  WalkState state = 0;  // of the walk, at this very moment
  double voltage_mv = 0.0, current_pa = 0.0;
  double ketamine_um = 0.0, glutamate_um = 0.0, magnesium_um = 0.0;
  synapse::Shares shares;  // longer lenses
  Story story = Story::rest;
  // How much is to be seen, 0..1.
  float gate = 0.0F, magnesium = 0.0F, ketamine = 0.0F;
  std::array<float, 2> glutamate{};  // first and second site
  // A ketamine molecule on its way: 0 far away, 1 at its place. Below 1 only while one comes or has just left.
  float approach = 0.0F;
  bool leaving = false;
  float entered_s = 1.0e6F;  // of the viewer's, since the molecule in the pore came in; long where none did just now
  double seconds = 0.0;      // of the viewer, for what moves by chance; stands still with reduced motion
  bool reduced = false;      // motion: molecules do not wander, one that comes or goes is faded in at the pore's mouth
};

// `walk` and `shares` have entered the run of the trajectory.
Moment moment_at(StatePath& walk, const synapse::ReceptorShares& shares, const Trajectory& trajectory, Hours time, Lens lens,
                 bool reduced_motion = false);

// The receptor under the clamp of the laboratory instead: the state that is given, held still at its moment.
Moment clamped_moment(const ClampView& clamp, const Channel& channel, Hours time, Lens lens, bool reduced_motion);

// How many of a hundred receptors are in which state: conducting, open and blocked by magnesium, shut and empty, shut
// on magnesium, holding ketamine. Whole numbers that sum to 100 (largest remainders).
enum class Kind { conducting, open_magnesium, shut, shut_magnesium, ketamine };
inline constexpr std::size_t kKinds = 5;
std::array<double, kKinds> kind_shares(const synapse::Shares& shares);
std::array<int, kKinds> of_many(const std::array<double, kKinds>& shares, int many);
inline std::array<int, kKinds> of_hundred(const std::array<double, kKinds>& shares) { return of_many(shares, 100); }
// In the row of small receptors beside the one.
inline constexpr int kRowOf = 20;

// Molecules in front of the cut, between the columns of words and the loupe. One set for each kind; their number is the real one in this
// room times a printed factor.
inline constexpr synapse::Cuboid kRoom{{-4.8F, 3.2F, 0.6F}, {4.8F, 13.4F, 5.6F}};
synapse::Crowd room_crowd(synapse::Molecule molecule, double concentration_um);
// Where a molecule is and how it is turned: a function of (seed, identity, the viewer's seconds).
glm::mat4 wander(std::uint64_t seed, synapse::Molecule molecule, int identity, double seconds);

}  // namespace syn::receptor
