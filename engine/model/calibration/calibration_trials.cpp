// Trials of people: each arm simulated with the same made-up people, and what a clinic would have counted.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>

#include "model/calibration/calibration_read.hpp"
#include "model/calibration/calibration_trial.hpp"
#include "model/calibration/prediction.hpp"
#include "model/calibration/trial_arms.hpp"
#include "model/clinic/cohort.hpp"
#include "model/clinic/relapse.hpp"

namespace syn::calibration {
namespace {

// Half of the people in lasting remission have relapsed by then.
double median_days_to_relapse(const Trial& trial, const Parameters& parameters) {
  const CohortConstants people(parameters, Condition::trd);
  const Relapse relapse(parameters);
  std::vector<double> days;
  for (std::uint64_t i = 0; i < kPeople; ++i)
    days.push_back(relapse.days_until(virtual_patient(people, Patient{}, trial.seed, i).relapse_threshold));
  std::sort(days.begin(), days.end());
  return quantile(days, 0.5);
}

// Rows are summed up by table (T1 ...) and kind of quantity. What the program holds itself to stands with two of them.
struct Kind {
  std::string_view table, name, unit;
  std::optional<double> limit;
};
const Kind kKinds[] = {
    {"T1", "means", "MADRS points", 1.75},
    {"T1", "differences", "MADRS points", std::nullopt},
    {"T1", "bounds", "MADRS points", std::nullopt},
    {"T2", "rates", "points of 100", 8.5},
    {"T2", "durations", "days", std::nullopt},
    {"T3", "effect sizes", "SD", std::nullopt},
    {"T3", "rates", "points of 100", std::nullopt},
    {"T4", "means", "points of the scale", std::nullopt},
    {"T4", "differences", "points of the scale", std::nullopt},
    {"T4", "effect sizes", "SD", std::nullopt},
    {"T4", "changes", "points of 100", std::nullopt},
    {"T4", "rates", "points of 100", std::nullopt},
    {"T4", "durations", "days", std::nullopt},
    {"T4", "days", "points of 100", std::nullopt},
    {"T4", "abstinence", "points of 100", std::nullopt},
    {"T4", "shares, by construction", "share", std::nullopt},
    {"X1", "differences", "MADRS points", std::nullopt},
    {"X1", "effect sizes", "SD", std::nullopt},
    {"X2", "rates", "points of 100", std::nullopt},
    {"X2", "relapse, by construction", "days", std::nullopt},
    {"X3", "effect sizes", "SD", std::nullopt},
    {"X4", "means", "points of the scale", std::nullopt},
    {"X4", "differences", "points of the scale", std::nullopt},
    {"X4", "effect sizes", "SD", std::nullopt},
    {"X4", "days", "points of 100", std::nullopt},
    {"X4", "abstinence", "points of 100", std::nullopt},
};

std::optional<std::size_t> group_of(const Trial& trial) {
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                 [&](const Kind& k) { return trial.row.id.starts_with(k.table) && trial.kind == k.name; });
  if (kind == std::end(kKinds)) return std::nullopt;
  return static_cast<std::size_t>(kind - std::begin(kKinds));
}

// The model's answer to a row, once the arms are simulated.
void fill(Trial& trial, const ReadOut& out, const Parameters& parameters, const CalibrationOptions& options, std::size_t place) {
  CalibrationRow& row = trial.row;
  if (!out.anybody()) {
    row.note = fmt::format("nobody responds at {:.4g} h in the model", *trial.responders_at_h);
    return;
  }
  row.model = out.value();
  if (row.spread.starts_with("SD")) row.spread_of_change = out.spread();
  // A bound has no value to be off from, and what holds by construction tests nothing.
  if (trial.kind == "bounds") return;
  row.scale = 1.0;
  // Other conditions have no interval of the model's: only what the row itself allows.
  if (!options.intervals || row.id.starts_with("T4") || row.id.starts_with("X4")) return;
  const PredictionScale scale(parameters, row.unit);
  std::vector<double> draws = out.draws(scale.error, place);
  row.predicted = interval_of(draws, parameters);
  row.score = interval_score(*row.predicted, row.published, scale, parameters);
}

std::vector<Trial> read_trials(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems) {
  std::vector<Trial> out;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    Trial& trial = out.emplace_back(read_trial(in, parameters));
    if (options.seed) trial.seed = *options.seed;
    if (const auto group = group_of(trial)) {
      trial.row.group = *group;
    } else {
      in.problem("id", "begins with no table that knows this quantity", "T1 to T4 and X1 to X4");
    }
  }
  return out;
}

void simulate_all(std::vector<Trial>& trials, const Parameters& parameters, const CalibrationOptions& options) {
  Arms arms;
  std::deque<ReadOut> outs;
  std::vector<const ReadOut*> out_of_row;
  for (Trial& trial : trials) {
    if (trial.row.quantity == "median_days_to_relapse") {
      trial.row.model = median_days_to_relapse(trial, parameters);
      trial.row.scale = 1.0;
      trial.row.note = "by construction: the hazard was taken from this row";
      out_of_row.push_back(nullptr);
    } else {
      out_of_row.push_back(&outs.emplace_back(trial, arms, parameters, options.intervals));
    }
  }
  arms.simulate(parameters, options);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (out_of_row[i] != nullptr) fill(trials[i], *out_of_row[i], parameters, options, i);
  }
}

// A setting factor by kind of trial, the same for every trial of it.
Parameters first_rule(const Parameters& parameters) {
  return parameters.with({{"scenario.trial.typical", parameters["prediction.before.mixed"]},
                          {"scenario.trial.large_blinded", parameters["prediction.before.large"]},
                          {"prediction.setting_spread", 0.0},
                          {"prediction.setting_spread_unknown", 0.0}});
}

}  // namespace

CalibrationReport run_trials(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems) {
  CalibrationReport report;
  for (const Kind& kind : kKinds)
    report.groups.push_back({fmt::format("{} {}", kind.table, kind.name), std::string(kind.unit), kind.limit});
  std::vector<Trial> trials = read_trials(table, parameters, options, problems);
  if (problems.empty() && options.simulate) {
    simulate_all(trials, parameters, options);
    if (options.intervals) {
      const Parameters first = first_rule(parameters);
      std::vector<Trial> before = read_trials(table, first, options, problems);
      simulate_all(before, first, {.seed = options.seed});
      for (std::size_t i = 0; i < trials.size(); ++i) {
        trials[i].row.foreseen_before = before[i].row.foreseen();
        trials[i].row.score_before = before[i].row.score;
      }
    }
  }
  for (Trial& trial : trials) report.rows.push_back(std::move(trial.row));
  return report;
}

}  // namespace syn::calibration
