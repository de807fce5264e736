// The life of the one receptor in the picture: the 24 states as a seeded walk through a schedule of releases.
//
// The story is cut into stretches of ten minutes. A stretch starts three releases early from the equilibrium of that
// moment, so that what is seen has the past it should have, and walks on from release to release: glutamate as
// Channel::release_bins_um, the trajectory's brain ketamine (constant for a minute), magnesium, and the resting
// voltage, but for a depolarisation after some of the releases (assets/parameters/receptor_stage.toml, chosen for
// teaching). Everything is a function of (run, moment): going back shows the same again. The stretches last asked for are kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/channel/channel_walk.hpp"
#include "model/run/run.hpp"

namespace syn::receptor {

constexpr Gate gate_of(WalkState state) { return static_cast<Gate>(state % kGates); }
constexpr Pore pore_of(WalkState state) { return static_cast<Pore>(state / kGates); }
// How many of the two glutamates are bound.
constexpr int bound_glutamate(WalkState state) { return gate_of(state) == Gate::r ? 0 : gate_of(state) == Gate::ra ? 1 : 2; }

// From `at_ms` after the release on, the receptor is in `state`.
struct Stay {
  double at_ms = 0.0;
  WalkState state = 0;
};

// One release and what follows until the next.
struct Life {
  std::int64_t release = 0;  // number since the start of the story; may be negative
  double length_ms = 1000.0;
  bool paired = false;      // the spine is depolarised after this release
  std::vector<Stay> stays;  // at least one; the first at 0
  WalkState state_at(double ms) const;
  // Share of from..until for which holds(state).
  template <class Holds>
  double share(double from_ms, double until_ms, Holds&& holds) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < stays.size(); ++i) {
      const double from = std::max(from_ms, stays[i].at_ms);
      const double until = std::min(until_ms, i + 1 < stays.size() ? stays[i + 1].at_ms : length_ms);
      if (until > from && holds(stays[i].state)) sum += until - from;
    }
    return until_ms > from_ms ? sum / (until_ms - from_ms) : 0.0;
  }
};

// A moment of the story as a release and the time since it.
struct SinceRelease {
  std::int64_t release = 0;
  double since_ms = 0.0;
};

class StatePath {
 public:
  void enter(RunPtr run);  // before anything else is asked
  // Which of the equally likely receptors: 0 is the usual one.
  void watch(int receptor);
  // The first release of the stretch of ten minutes that holds this moment, and the first of the next.
  std::pair<std::int64_t, std::int64_t> stretch_around(Hours time) const;
  Hours time_of(const SinceRelease& place) const {
    return Hours::from_seconds((static_cast<double>(place.release)) * every_s_ + 1.0e-3 * place.since_ms);
  }
  SinceRelease place(Hours time) const;
  // The life after a release. The last few asked for are kept.
  Life life(std::int64_t release);
  double voltage_mv(const Life& life, double since_ms) const;
  double glutamate_um(double since_ms) const;
  double magnesium_um() const;
  // Through this receptor in this state, pA; inward is negative.
  double current_pa(WalkState state, double voltage_mv) const;
  double lowest_current_pa() const;  // open at the resting voltage
  double release_every_ms() const { return 1000.0 * every_s_; }
  double paired_from_ms() const { return after_ms_; }
  double paired_until_ms() const { return after_ms_ + for_ms_; }
  const Channel& channel() const { return *channel_; }

 private:
  struct Tables;
  struct Stretch {
    std::uint64_t seed = 0;
    std::int64_t number = 0;
    std::vector<double> ketamine_um;  // one a minute, and the one before
    std::vector<ChannelWalk> starts;  // the receptor at each release
  };
  std::int64_t releases_in_stretch() const;
  std::vector<double> ketamine_of(std::int64_t stretch) const;
  const Stretch& stretch(std::int64_t number);
  Tables tables_of(double ketamine_um) const;
  void walk(ChannelWalk& walker, const Tables& tables, bool paired, std::vector<Stay>* stays) const;
  bool is_paired(std::uint64_t seed, std::int64_t release) const;

  RunPtr run_;
  int receptor_ = 0;
  std::string made_with_;  // hash of the parameters of what follows
  double every_s_ = 1.0, paired_share_ = 0.0, paired_mv_ = 0.0, after_ms_ = 0.0, for_ms_ = 0.0;
  bool esketamine_ = false;
  std::optional<Channel> channel_;
  std::vector<Stretch> stretches_;  // the last two asked for: one looks back and ahead across their border
  std::vector<Life> lives_;
};

}  // namespace syn::receptor
