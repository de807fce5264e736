// Which spines stand on the branch at a time: a seeded history that follows the modelled density.
//
// The number shown is stratified: floor(length x control density x S(t) + u) with one seeded u in 0..1, so that its
// mean over seeds is exactly length x S(t), at every moment. Each step of that number is the birth or death of one
// spine; on top of the steps, births paired with deaths make up the rest of the model's formation (turnover), so
// that all births together are the time integral of the formation rate, within one or two spines.
// Who dies: unstabilised young spines at an age of about a day take their share of the model's loss, the rest falls on
// persistent ones. Everything about a spine except its death is settled at its birth from what was before, so a dose
// moved on day 7 leaves the spines of the first six days as they were.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "model/run/trajectory.hpp"
#include "model/sampling/spine.hpp"

namespace syn::dendrite {

// The counted piece of branch, and the density that S = 1 stands for: 0.8 to 1.2 per um in slices of prefrontal
// layer-5 tufts (Li et al. 2010, 2011), 1.0 chosen for teaching.
inline constexpr double kBranch_um = 30.0;
inline constexpr double kControlDensity_per_um = 1.0;

// Shares of thin, stubby, mushroom, filopodium in an adult tuft (order of kSpineKinds). No reliable count exists:
// chosen for teaching, after "stress loses mushroom spines".
struct KindMix {
  double thin, stubby, mushroom, filopodium;
};
inline constexpr KindMix kHealthyMix{0.50, 0.20, 0.25, 0.05};
inline constexpr KindMix kStressedMix{0.55, 0.22, 0.18, 0.05};

// Where a spine stood and none stands now. In mice ketamine brought spines back near where stress had taken them
// (Ng et al. 2018; Moda-Sava et al. 2019), so restored spines are put within 2 um of such a place.
struct LostSite {
  SpineLife was;                                                // what stood there; its death_h is when it was lost
  bool by_stress = false;                                       // lost to stress before the story began
  double refilled_h = std::numeric_limits<double>::infinity();  // when a new spine was put near it
};
inline constexpr double kLostFades_h = 24.0;  // a refilled mark fades over a day
// 0..1: how strongly a place that stress has emptied is marked at a time. Losses of the story itself are not marked here:
// they are told against day 0 (spine_choice.hpp).
double mark_of(const LostSite& site, double time_h);

class SpineHistory {
 public:
  // Reads times, S, formation, loss, nascent and persistent pools and the PSD95 excess of the trajectory; its scenario
  // gives only the starting mix (stress). O(rows + spines^2).
  static SpineHistory build(const Trajectory& trajectory, std::uint64_t seed);

  // All lives, by birth; the index is the id. Those standing at the start have births before it.
  std::span<const SpineLife> lives() const& { return lives_; }
  std::span<const SpineLife> lives() const&& = delete;  // would outlive what it looks at
  // Spines standing at a time. Equal to the stratified number above for every time of the trajectory.
  std::size_t count(double time_h) const;
  std::vector<SpineState> states(double time_h, double psd95_excess, double swell_h = kEmergence_h) const;
  // Places of loss by time, from before the start on. Those lost to stress number length x (1 - S(start)), rounded by
  // the seed.
  std::span<const LostSite> lost() const& { return lost_; }
  std::span<const LostSite> lost() const&& = delete;
  // The seeded u of the stratified number.
  double stratum() const { return stratum_; }

 private:
  friend class HistoryBuilder;
  std::vector<SpineLife> lives_;
  std::vector<LostSite> lost_;
  double stratum_ = 0.5;
  double start_h_ = 0.0;
};

}  // namespace syn::dendrite
