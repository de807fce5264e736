#include "app/bench/model_figures.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "app/session/session.hpp"
#include "model/run/simulate.hpp"

namespace syn {
namespace {

constexpr int kDoses = 6;
constexpr int kSessions = 8;

Scenario story(double days, int patients) {
  Scenario scenario;
  scenario.horizon_days = days;
  scenario.population = patients;
  for (int i = 0; i < kDoses; ++i) {
    Dose dose;
    dose.at_h = 48.0 * i;
    dose.mg_per_kg = 0.5;
    scenario.doses.push_back(dose);
  }
  for (int i = 1; i <= kSessions; ++i) scenario.therapies.push_back({24.0 * i, TherapyKind::cbt});
  return scenario;
}

double median_ms(int repeats, const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> ms;
  (void)simulate(scenario, parameters, options);
  for (int i = 0; i < repeats; ++i) {
    const auto start = Clock::now();
    (void)simulate(scenario, parameters, options);
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(ms.begin(), ms.end());
  return ms[ms.size() / 2];
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure_drag(const Parameters& parameters, ModelFigures& out) {
  using Clock = std::chrono::steady_clock;
  const auto ms_since = [](Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); };
  constexpr int kMoves = 15;
  Session session(parameters, story(28.0, 200));
  session.follow_input(true);
  std::vector<double> typical;
  std::vector<double> bands;
  for (int i = 0; i < kMoves; ++i) {
    const auto start = Clock::now();
    session.submit(command::MoveDose{kDoses - 1, 241.0 + i}, 1);
    typical.push_back(ms_since(start));
    session.finish_bands();
    bands.push_back(ms_since(start));
  }
  out.drag_typical_ms = median(std::move(typical));
  out.drag_bands_ms = median(std::move(bands));
}

}  // namespace

ModelFigures measure_model(const Parameters& parameters, const std::function<void(double)>& progress) {
  const SimulateOptions hourly{.every_min = 60.0, .threads = 1, .typical_only = true};
  const SimulateOptions ten_minutes{.threads = 1, .typical_only = true};
  constexpr double kFigures = 8.0;
  double done = 0.0;
  const auto median = [&](int times, const Scenario& scenario, const SimulateOptions& options) {
    const double ms = median_ms(times, scenario, parameters, options);
    if (progress) progress(++done / kFigures);
    return ms;
  };
  ModelFigures out;
  out.typical_hourly_ms = median(21, story(28.0, 1), hourly);
  out.typical_10min_ms = median(11, story(28.0, 1), ten_minutes);
  out.typical_56_days_ms = median(11, story(56.0, 1), hourly);
  out.thousand_one_thread_ms = median(5, story(28.0, 1000), {.threads = 1});
  out.thousand_two_threads_ms = median(5, story(28.0, 1000), {.threads = 2});
  out.two_thousand_ms = median(3, story(28.0, 2000), {.threads = 1});
  Scenario varied = story(28.0, 100);
  varied.model.vary_pharmacokinetics = true;
  out.varied_hundred_ms = median(3, varied, {.every_min = 60.0});
  measure_drag(parameters, out);
  return out;
}

}  // namespace syn
