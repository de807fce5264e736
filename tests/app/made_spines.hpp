// Made-up courses of spines, for what asks which of them stand when.
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "model/run/trajectory.hpp"

namespace syn::test {

using Knots = std::vector<std::pair<double, double>>;

// S of one 0.5 mg/kg infusion at hour 0 in a stressed patient and from a healthy start: the model's check values.
inline const Knots kStressed{{0, 0.6854},  {2, 0.6863},   {6, 0.6922},   {24, 0.7738},
                             {72, 0.8044}, {168, 0.8042}, {336, 0.7762}, {720, 0.7196}};
inline const Knots kHealthy{{0, 1.0},     {2, 1.002},    {6, 1.012},    {12, 1.047}, {24, 1.1165},
                            {72, 1.1271}, {168, 1.1128}, {336, 1.0723}, {720, 1.02}};
inline const Knots kSteady{{0, 1.0}, {720, 1.0}};

inline double line(const Knots& knots, double t) {
  for (std::size_t i = 1; i < knots.size(); ++i) {
    const auto [t0, y0] = knots[i - 1];
    const auto [t1, y1] = knots[i];
    if (t <= t1) return y0 + (y1 - y0) * std::max(0.0, t - t0) / (t1 - t0);
  }
  return knots.back().second;
}

// A trajectory whose S follows the knots and whose formation is `base` (1/h) times a bump around 15 h, with the loss
// and the pools that belong to them.
inline Trajectory synthetic(const Knots& density, double base, double bump, Stress stress = Stress::chronic, double until_h = 720.0) {
  constexpr double kStep_h = 1.0 / 6.0;
  constexpr double kNascentStay_h = 24.0;
  Scenario scenario;
  scenario.patient.stress = stress;
  if (bump > 0.0) {
    Dose dose;
    dose.mg_per_kg = 0.5;
    scenario.doses = {dose};
  }
  std::vector<double> times;
  for (double t = 0.0; t <= until_h + 1e-9; t += kStep_h) times.push_back(t);
  Trajectory::Columns columns;
  Trajectory::Inners inners;
  for (auto& column : columns) column.assign(times.size(), 0.0);
  for (auto& inner : inners) inner.assign(times.size(), 0.0);
  double nascent = base * kNascentStay_h;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double t = times[i];
    const double s = line(density, t);
    const double slope = (line(density, t + kStep_h) - s) / kStep_h;
    const double wave = bump * std::exp(-std::pow((t - 15.0) / 8.0, 2.0)) * (1.0 - std::exp(-t * t / 25.0));
    const double formed = std::max(base * (1.0 + wave), slope);
    columns[static_cast<std::size_t>(Column::spine_density)][i] = s;
    inners[static_cast<std::size_t>(Inner::formation_rate)][i] = formed;
    inners[static_cast<std::size_t>(Inner::loss_rate)][i] = formed - slope;
    inners[static_cast<std::size_t>(Inner::spines_nascent)][i] = nascent;
    inners[static_cast<std::size_t>(Inner::spines_persistent)][i] = s - nascent;
    inners[static_cast<std::size_t>(Inner::psd95_excess)][i] = bump > 0.0 ? 0.2 * std::min(t / 4.0, std::exp(-t / 113.0)) : 0.0;
    nascent += kStep_h * (formed - nascent / kNascentStay_h);
  }
  return {scenario, times, columns, inners, {}, {}};
}

inline const Trajectory& one_dose() {
  static const Trajectory kRun = synthetic(kStressed, 0.0026, 1.8);
  return kRun;
}
inline const Trajectory& no_dose() {
  static const Trajectory kRun = synthetic(kSteady, 0.08 / 24.0, 0.0, Stress::none);
  return kRun;
}

}  // namespace syn::test
