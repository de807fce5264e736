#include "app/bench/walk_speed.hpp"

#include <chrono>
#include <cstdint>

#include "model/channel/channel_walk.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kLookSeconds = 0.3;
constexpr std::uint64_t kReceptors = 200;  // between two looks at the clock

// Repeats `work(i)`, which returns how many transitions it made.
template <class Work>
double millions_per_second(Work&& work) {
  double transitions = 0.0;
  double seconds = 0.0;
  const auto start = Clock::now();
  for (std::uint64_t i = 0; seconds < kLookSeconds; ++i) {
    transitions += static_cast<double>(work(i));
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return 1e-6 * transitions / seconds;
}

}  // namespace

WalkSpeed measure_walk_speed(const Parameters& parameters) {
  WalkSpeed speed;
  const Channel channel(parameters, Subtype::glun2a);
  const WalkTable steady(channel, {1000.0, -60.0, 1.0, 0.0});
  ChannelWalk walk(1, 0);
  speed.steady_agonist = millions_per_second([&](std::uint64_t) {
    std::uint64_t transitions = 0;
    walk.advance(steady, 0.0, 1e4, [&](double, WalkState) { ++transitions; });
    return transitions;
  });
  const WalkTable release = WalkTable::release(channel, {0.0, -60.0, 1.0, 0.0});
  speed.synaptic_currents = millions_per_second([&](std::uint64_t turn) {
    std::uint64_t transitions = 0;
    for (std::uint64_t i = 0; i < kReceptors; ++i) {
      double since = 0.0;
      bool open = false;
      ChannelWalk(2, turn * kReceptors + i).advance(release, 0.0, 200.0, [&](double now, WalkState next) {
        ++transitions;
        if (open) speed.sink += now - since;
        open = conducts(next);
        since = now;
      });
    }
    return transitions;
  });
  speed.sink += static_cast<double>(walk.state());
  return speed;
}

}  // namespace syn
