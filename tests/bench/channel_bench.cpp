// Speed of the walk of single channels, for `build/release/tests/bench_channel`: transitions a second on one core.
#include <benchmark/benchmark.h>

#include "core/files.hpp"
#include "model/channel/channel_walk.hpp"
#include "model/data/parameters.hpp"

namespace {

using namespace syn;

Channel glun2a() {
  static const Parameters kParameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return Channel(kParameters, Subtype::glun2a);
}

void report(benchmark::State& state, std::uint64_t transitions) {
  state.counters["transitions"] = benchmark::Counter(static_cast<double>(transitions), benchmark::Counter::kIsRate);
}

// Agonist all the time, 1 mM magnesium, -60 mV; range = ketamine in nM.
void steady_agonist(benchmark::State& state) {
  const Channel channel = glun2a();
  const ChannelConditions conditions{1000.0, -60.0, 1.0, 1e-3 * static_cast<double>(state.range(0))};
  const WalkTable table(channel, conditions);
  ChannelWalk walk(7, 1, channel.equilibrium(conditions));
  std::uint64_t transitions = 0;
  for (auto _ : state) {
    walk.advance(table, 0.0, 1e5, [&](double, WalkState) { ++transitions; });
    benchmark::DoNotOptimize(walk.state());
  }
  report(state, transitions);
}
BENCHMARK(steady_agonist)->Arg(0)->Arg(700)->Unit(benchmark::kMillisecond);

// One release onto each of 2,000 resting receptors, 200 ms, 1 mM magnesium, -60 mV; time in O is summed up on the way.
void synaptic_currents(benchmark::State& state) {
  const Channel channel = glun2a();
  const WalkTable table = WalkTable::release(channel, {0.0, -60.0, 1.0, 1e-3 * static_cast<double>(state.range(0))});
  std::uint64_t transitions = 0;
  std::uint64_t seed = 0;
  for (auto _ : state) {
    double open_ms = 0.0;
    ++seed;
    for (std::uint64_t receptor = 0; receptor < 2000; ++receptor) {
      ChannelWalk walk(seed, receptor);
      double since = 0.0;
      bool open = false;
      walk.advance(table, 0.0, 200.0, [&](double now, WalkState next) {
        ++transitions;
        open_ms += open ? now - since : 0.0;
        open = conducts(next);
        since = now;
      });
    }
    benchmark::DoNotOptimize(open_ms);
  }
  report(state, transitions);
}
BENCHMARK(synaptic_currents)->Arg(0)->Arg(700)->Unit(benchmark::kMillisecond);

// The same currents without chance: the master equation in steps of 0.1 and 1 ms.
void master_equation(benchmark::State& state) {
  const Channel channel = glun2a();
  for (auto _ : state) {
    const ReleaseStepper release(channel, {0.0, -60.0, 1.0, 0.0});
    benchmark::DoNotOptimize(release.run(resting_state(), 200.0));
  }
}
BENCHMARK(master_equation)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
