// Speed of the model, for `build/release/tests/bench_model`. Seconds are reported, never asserted.
#include <benchmark/benchmark.h>

#include "core/files.hpp"
#include "model/run/simulate.hpp"

namespace {

using namespace syn;

const Parameters& parameters() {
  static const Parameters kParameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return kParameters;
}

Scenario infusions(int doses, double days, int patients) {
  Scenario scenario;
  scenario.horizon_days = days;
  scenario.population = patients;
  for (int i = 0; i < doses; ++i) {
    Dose dose;
    dose.at_h = 48.0 * i;
    dose.mg_per_kg = 0.5;
    scenario.doses.push_back(dose);
  }
  for (int i = 1; i <= 8; ++i) scenario.therapies.push_back({24.0 * i, TherapyKind::cbt});
  return scenario;
}

void typical_patient(benchmark::State& state) {
  const Scenario scenario = infusions(6, static_cast<double>(state.range(0)), 1);
  for (auto _ : state) benchmark::DoNotOptimize(simulate(scenario, parameters(), {.threads = 1}));
}
BENCHMARK(typical_patient)->Arg(14)->Arg(28)->Arg(56)->Unit(benchmark::kMillisecond);

void population(benchmark::State& state) {
  const Scenario scenario = infusions(1, 28.0, static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(simulate(scenario, parameters(), {.threads = static_cast<int>(state.range(1))}));
}
BENCHMARK(population)->Args({200, 1})->Args({1000, 1})->Args({1000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
