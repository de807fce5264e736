// One receptor at a time, by chance: the 24 states of Channel as a random walk, exact in time (Gillespie 1977).
//
// The receptor stays in a state for an exponentially distributed time (ziggurat, Marsaglia & Tsang 2000) and then takes
// one of its exits in proportion to their rates (alias table, Walker 1977). The random numbers come from a small fast
// generator (xoshiro256++, Blackman & Vigna 2021) that the counter-based generator of core/random.hpp starts from the
// identity (seed, receptor): the same seed and receptor give the same life, whoever asks and in whatever order.
//
// What is left of a waiting time is carried over as hazard (rate times time). A walk cut into pieces therefore has the
// same events as one made in one go, and a step of voltage or drug in the middle of a stay needs no new number.
// Only the states R and RA feel glutamate, so after a release only their waiting times look at the bins.
//
// Time is in milliseconds, as in Channel.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/channel/channel.hpp"

namespace syn {

// Where the walk is: an index of ChannelState.
using WalkState = std::uint32_t;
constexpr WalkState walk_state(Pore pore, Gate gate) { return static_cast<WalkState>(state_index(pore, gate)); }
constexpr bool conducts(WalkState state) { return state == walk_state(Pore::empty, Gate::o); }

// The rates of one stretch of constant voltage, magnesium and drug, in the form the walk uses.
class WalkTable {
 public:
  // Everything constant.
  WalkTable(const Channel& channel, const ChannelConditions& conditions) : WalkTable(channel, conditions, 0.0, {}) {}
  // Glutamate `added_um[i]` on top of `conditions` from i to i + 1 bins of `bin_ms` after the table's time 0; nothing
  // is added after the last bin.
  WalkTable(const Channel& channel, const ChannelConditions& conditions, double bin_ms, std::span<const double> added_um);
  // A release at time 0 as ReleaseStepper has it: 0.1 ms bins for 12 ms, then constant.
  static WalkTable release(const Channel& channel, const ChannelConditions& between);

 private:
  friend class ChannelWalk;
  static constexpr std::size_t kSlots = 8;  // more than any state has exits
  static constexpr std::size_t kGlutamateRows = 2 * kPores;
  // One slot of an alias table: below the threshold (of 2^32) the first target, else the second.
  struct Slot {
    std::uint32_t threshold;
    std::uint16_t targets;  // first in the low byte, second in the high byte
  };
  struct alignas(64) Exits {
    std::array<Slot, kSlots> slots;
  };
  struct Row {
    double mean_ms;      // infinite where nothing leads out
    double rate_per_ms;  // 1 / mean
    Exits exits;
  };
  static Row row_of(const Matrix& generator, std::size_t state);
  static constexpr std::size_t glutamate_row(WalkState state) { return 2 * (state / kGates) + state % kGates; }

  std::array<double, kChannelStates> mean_ms_;
  std::array<double, kChannelStates> rate_per_ms_;
  std::array<Exits, kChannelStates> exits_;
  double bin_ms_;
  std::vector<std::array<Row, kGlutamateRows>> bins_;
};

// The generator and the waiting times.
class WalkRandom {
 public:
  WalkRandom(std::uint64_t seed, std::uint64_t receptor);
  std::uint64_t bits() {
    const std::uint64_t result = rotate(s_[0] + s_[3], 23) + s_[0];
    const std::uint64_t shifted = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= shifted;
    s_[3] = rotate(s_[3], 45);
    return result;
  }
  // Exponentially distributed, mean 1, at least 0; 53 random bits in one of 256 layers.
  double exponential() {
    const Layers& layers = *layers_;
    const std::uint64_t random = bits();
    const std::size_t layer = random & 0xFFU;
    const std::uint64_t place = random >> 11;
    if (place < layers.inside[layer]) [[likely]]
      return static_cast<double>(static_cast<std::int64_t>(place)) * layers.width[layer];
    return edge(layer, place);
  }

 private:
  static constexpr std::size_t kLayers = 256;
  struct Layers {
    std::array<std::uint64_t, kLayers> inside;
    std::array<double, kLayers> width;
    std::array<double, kLayers> height;
    Layers();
  };
  static const Layers& shared_layers();
  static constexpr std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  double edge(std::size_t layer, std::uint64_t place);

  std::array<std::uint64_t, 4> s_;
  const Layers* layers_;
};

class ChannelWalk {
 public:
  // At rest (unbound, gate shut, pore empty) unless `start` says otherwise. seed and receptor are the identity.
  ChannelWalk(std::uint64_t seed, std::uint64_t receptor, WalkState start = walk_state(Pore::empty, Gate::r));
  // Starts in a state drawn from `shares`, such as an equilibrium. They sum to 1.
  ChannelWalk(std::uint64_t seed, std::uint64_t receptor, const ChannelState& shares);

  WalkState state() const { return state_; }

  // From `from_ms` to `until_ms`, both counted from the table's time 0 (the release). Calls
  // visit(time_ms, state) for each transition: its moment and the state it leads into.
  template <class Visit>
  void advance(const WalkTable& table, double from_ms, double until_ms, Visit&& visit) {
    if (table.bins_.empty())
      walk<false>(table, from_ms, until_ms, visit);
    else
      walk<true>(table, from_ms, until_ms, visit);
  }
  void advance(const WalkTable& table, double from_ms, double until_ms) {
    advance(table, from_ms, until_ms, [](double, WalkState) {});
  }

 private:
  static WalkState leave(const WalkTable::Exits& exits, std::uint64_t random) {
    const WalkTable::Slot slot = exits.slots[random & (WalkTable::kSlots - 1)];
    const unsigned shift = static_cast<std::uint32_t>(random >> 32) < slot.threshold ? 0U : 8U;
    return (static_cast<WalkState>(slot.targets) >> shift) & 0xFFU;
  }
  static constexpr bool feels_glutamate(WalkState state) { return state % kGates <= static_cast<WalkState>(Gate::ra); }

  template <bool kBins, class Visit>
  void walk(const WalkTable& table, double from_ms, double until_ms, Visit& visit) {
    WalkRandom random = random_;  // a copy the compiler can keep in registers
    WalkState state = state_;
    double hazard = hazard_;
    double now = from_ms;
    for (;;) {
      const WalkTable::Exits* exits = &table.exits_[state];
      double mean = table.mean_ms_[state];
      double rate = table.rate_per_ms_[state];
      if constexpr (kBins) {
        if (feels_glutamate(state)) {
          auto bin = static_cast<std::size_t>(now / table.bin_ms_);
          for (; bin < table.bins_.size(); ++bin) {
            const WalkTable::Row& row = table.bins_[bin][WalkTable::glutamate_row(state)];
            const double edge = table.bin_ms_ * static_cast<double>(bin + 1);
            if (edge >= until_ms || now + hazard * row.mean_ms < edge) {
              exits = &row.exits;
              mean = row.mean_ms;
              rate = row.rate_per_ms;
              break;
            }
            hazard -= (edge - now) * row.rate_per_ms;
            now = edge;
          }
        }
      }
      const double next = now + hazard * mean;
      if (!(next < until_ms)) {  // also when nothing leads out: an infinite time
        hazard -= (until_ms - now) * rate;
        break;
      }
      now = next;
      state = leave(*exits, random.bits());
      hazard = random.exponential();
      visit(now, state);
    }
    random_ = random;
    state_ = state;
    hazard_ = hazard > 0.0 ? hazard : 0.0;
  }

  WalkRandom random_;
  WalkState state_;
  double hazard_;  // what is left of the present stay, as rate times time
};

}  // namespace syn
