// Calibration in the open: published rows beside what this model gives for them.
//
// The rows are files of the program (assets/calibration, with a README that explains every column). Each table is
// worked out by running the model on the inputs that the row's own columns state; nothing is looked up, and no number
// of a row is a parameter. What the model misses stands beside what it meets; what it cannot do is a row that says so.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_table.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

class Parameters;

enum class CalibrationTable { trials, plasticity, pharmacokinetics, channel };
// As their files are called.
template <>
inline constexpr auto kWords<CalibrationTable> = words("trials", "plasticity", "pharmacokinetics", "channel");

// The middle of what the model would have said beforehand, and the ends of its middle 90 % (prediction.hpp).
struct PredictedInterval {
  double low = 0.0, middle = 0.0, high = 0.0;
};

// One published value and the model's. Units stand in `unit`.
struct CalibrationRow {
  std::string id;
  std::size_t group = 0;  // into CalibrationReport::groups
  std::string subject;    // trial, setting, or what was done to the animal
  std::string arm;        // of a trial; else empty
  std::string quantity;
  std::string unit;
  std::optional<double> time_h;  // hours since the first dose, where the row has a moment of its own
  std::optional<double> people;  // N as printed
  double published = 0.0;
  std::string spread;           // as printed, "SE 1.8"; empty = none printed
  std::optional<double> model;  // empty: the model cannot do this, and `note` says why
  // Where the model is within what the row itself allows: its tolerance, or for trials the published 95 % interval. A
  // range or a direction has no scale, and then counts as inside or outside only.
  std::optional<double> low, high;
  std::optional<PredictedInterval> predicted;  // of a trial
  std::optional<double> score;                 // of that interval, smaller is better
  std::optional<bool> foreseen_before;         // by the interval of the first rule, see IntervalTotals
  std::optional<double> score_before;          // ... and its score
  std::optional<double> spread_of_change;      // SD of the change between the model's people, where the trial printed one
  std::optional<double> scale;                 // unit of the summary's rms, in units of the row; empty = not in the rms
  std::string exception;                       // a miss that is known and named; never tuned to
  std::string evidence;                        // how the published value was checked, see the README
  std::string note;
  std::vector<std::string> sources;  // keys of assets/sources.toml

  std::optional<double> residual() const;  // model minus published
  std::optional<bool> inside() const;
  std::optional<bool> foreseen() const;  // whether the published value lies in the predicted interval
};

// Rows that are summed up together.
struct CalibrationGroup {
  std::string name;
  std::string unit;             // of rms and mean
  std::optional<double> limit;  // the rms this program holds itself to; empty = shown beside, never tuned to
};

struct CalibrationReport {
  CalibrationTable table = CalibrationTable::trials;
  std::vector<CalibrationGroup> groups;
  std::vector<CalibrationRow> rows;  // in the order of the file
};

struct CalibrationSummary {
  int rows = 0;        // of the group
  int simulated = 0;   // of these
  int counted = 0;     // in rms and mean
  int judged = 0;      // have a tolerance of their own
  int inside = 0;      // ... and meet it
  int exceptions = 0;  // named
  int predicted = 0;   // have an interval of the model's
  int foreseen = 0;    // ... and the published value lies in it
  double score = 0.0;  // mean score of the intervals, 0 without any
  double rms = 0.0;    // of residual / scale over the counted rows, 0 without any
  double mean = 0.0;
};
CalibrationSummary summary_of(const CalibrationReport& report, std::size_t group);

// Intervals of all rows whose id begins with a letter: as they are, and by the rule that this program had first, a setting
// factor by kind of trial without any spread between trials (prediction.before.*).
struct IntervalTotals {
  int rows = 0, foreseen = 0, foreseen_before = 0;
  double score = 0.0, score_before = 0.0;  // means, 0 without rows
};
IntervalTotals interval_totals(const CalibrationReport& report, char letter);

struct CalibrationOptions {
  bool simulate = true;                    // false: only read the file, for `check`
  std::optional<std::uint64_t> seed{};     // another draw of people for the trials; empty = that of a scenario file
  bool intervals = true;                   // false: no predicted intervals, which take most of the time
  std::function<void(double)> progress{};  // told after each row what share of the table is done, 0..1

  void notify(std::size_t done, std::size_t all) const {
    if (progress) progress(static_cast<double>(done) / static_cast<double>(all));
  }
};

// Runs one table. Fails with every problem of the file at once (a column or quantity that is unknown, a number that is
// none, a source that assets/sources.toml does not list, a scenario that breaks its limits). Same files, same bytes.
Result<CalibrationReport> calibrate(CalibrationTable table, const DataFiles& files, const Parameters& parameters,
                                    const CalibrationOptions& options = {});
// The same of a file's text; `file` is for messages.
Result<CalibrationReport> calibrate_text(CalibrationTable table, std::string_view text, const std::string& file,
                                         const Parameters& parameters, const CalibrationOptions& options);

// One report for a terminal: every row, the summaries, the named misses with their size.
std::string to_text(const CalibrationReport& report);
// The reports as a table of comma-separated values, one row a published row.
std::string to_csv(std::span<const CalibrationReport> reports);
// The same as a page to read: summary, named exceptions with their size, then every row.
std::string to_markdown(std::span<const CalibrationReport> reports, const Parameters& parameters);

}  // namespace syn
