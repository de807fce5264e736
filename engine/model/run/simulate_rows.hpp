// simulate() for those who need the rows and not the whole: a table of any length in little memory; and for those who tell
// how far it is.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "model/run/simulate.hpp"

namespace syn {

// Told now and then, by one thread at a time, what share is done, 0..1. May be empty.
using ProgressTeller = std::function<void(double)>;

// Some rows of a trajectory, one behind the other.
struct TrajectoryRows {
  std::span<const double> times_h;
  std::array<std::span<const double>, kColumnCount> columns;  // each as long as times_h
};

// The rows that simulate() gives, from the first to the last, in pieces of `piece` rows: a table of any length takes no
// more memory than its times and one piece (and, where pharmacokinetics vary, everybody's scores). `take` says whether to
// go on. True if all of them were taken.
inline constexpr std::size_t kPieceRows = 1U << 15U;
bool simulate_rows(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options,
                   const std::function<bool(const TrajectoryRows&)>& take, const ProgressTeller& progress = {},
                   std::size_t piece = kPieceRows);
Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options, const ProgressTeller& progress);

// to_csv in parts: everything above the rows, and rows.
std::string csv_head(const Scenario& scenario, std::string_view version, std::string_view parameter_hash);
std::string csv_rows(const TrajectoryRows& rows);

}  // namespace syn
