#include "model/calibration/published.hpp"

#include <algorithm>
#include <cmath>

#include "model/calibration/calibration_read.hpp"
#include "model/calibration/calibration_trial.hpp"

namespace syn {
namespace {

// How near two situations must be to be laid over one another; published.hpp says it in words.
constexpr double kSameTimeHours = 12.0;
constexpr double kSameTimeShare = 0.1;
constexpr double kAmountFactor = 1.1;
constexpr double kSprayFactor = 1.25;
constexpr double kBaselinePoints = 6.0;
constexpr double kExpectancy = 0.02;     // half of what lies between the two nearest kinds of control
constexpr double kSettingFactor = 1.05;  // the same but for rounding

bool within_factor(double a, double b, double factor) { return a > 0.0 && b > 0.0 && a <= b * factor && b <= a * factor; }

std::vector<Dose> doses_before(const Scenario& scenario, double time_h) {
  std::vector<Dose> out;
  for (const Dose& dose : scenario.doses) {
    if (dose.at_h < time_h) out.push_back(dose);
  }
  return out;
}

bool same_doses(const Scenario& a, const Scenario& b, double time_h) {
  const std::vector<Dose> left = doses_before(a, time_h);
  const std::vector<Dose> right = doses_before(b, time_h);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double mine = left[i].amount_mg(a.patient.weight_kg) / a.patient.weight_kg;
    const double theirs = right[i].amount_mg(b.patient.weight_kg) / b.patient.weight_kg;
    // Sprays are given by the device, whatever one weighs; the rest by weight.
    const bool by_device = left[i].route == Route::intranasal;
    const bool amount = by_device ? within_factor(mine * a.patient.weight_kg, theirs * b.patient.weight_kg, kSprayFactor)
                                  : within_factor(mine, theirs, kAmountFactor);
    const double apart = std::min(kSameTimeHours, kSameTimeShare * (time_h - left[i].at_h));
    if (left[i].drug != right[i].drug || left[i].route != right[i].route || !amount ||
        std::abs(left[i].at_h - right[i].at_h) > apart + 1e-9)
      return false;
  }
  return true;
}

bool talked_before(const Scenario& scenario, double time_h) {
  return std::any_of(scenario.therapies.begin(), scenario.therapies.end(),
                     [time_h](const Therapy& therapy) { return therapy.at_h < time_h; });
}

std::vector<MedicineKind> medicines_before(const Scenario& scenario, double time_h) {
  std::vector<MedicineKind> out;
  for (const Medication& medication : scenario.medications) {
    if (medication.start_h < time_h) out.push_back(medication.kind);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<double> standard_error(const CsvReader& row, std::optional<double> people) {
  const std::vector<double> spread = row.numbers("spread");
  if (spread.size() != 1) return std::nullopt;
  if (row.text("spread_kind") == "SE") return spread[0];
  if (row.text("spread_kind") == "SD" && people && *people > 0.0) return spread[0] / std::sqrt(*people);
  return std::nullopt;
}

}  // namespace

Result<std::vector<PublishedScore>> load_published_scores(const DataFiles& files, const Parameters& parameters) {
  const auto path = files.find("assets/calibration/trials.csv");
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  const auto table = parse_csv(*text, path->string(), calibration::trial_columns());
  if (!table) return failure(table.error());
  Problems problems;
  std::vector<PublishedScore> out;
  for (const CsvRecord& record : table->records) {
    const CsvReader row(*table, record, problems);
    const calibration::Trial trial = calibration::read_trial(row, parameters);
    const bool change = trial.row.quantity == "mean_change";
    if ((!change && trial.row.quantity != "score") || row.text("scale") != "MADRS" || trial.responders_at_h) continue;
    out.push_back({.id = trial.row.id,
                   .trial = trial.row.subject,
                   .arm = trial.row.arm,
                   .time_h = trial.time_h,
                   .score = trial.row.published + (change ? trial.s0_mean : 0.0),
                   .baseline = trial.s0_mean,
                   .error = standard_error(row, trial.row.people),
                   .people = trial.row.people,
                   .spread = trial.row.spread,
                   .evidence = trial.row.evidence,
                   .sources = trial.row.sources,
                   .arm_scenario = calibration::scenario_of(trial, trial.last_h() + 24.0)});
  }
  if (!problems.empty()) return failure(std::move(problems));
  return out;
}

Likeness likeness_of(const PublishedScore& score, const Scenario& scenario, double expectancy) {
  const Scenario& arm = score.arm_scenario;
  const bool treated_alike = scenario.condition == arm.condition && scenario.patient.stress != Stress::none &&
                             scenario.experiments.empty() && same_doses(arm, scenario, score.time_h) &&
                             talked_before(arm, score.time_h) == talked_before(scenario, score.time_h) &&
                             medicines_before(arm, score.time_h) == medicines_before(scenario, score.time_h) &&
                             std::abs(score.baseline - scenario.patient.baseline_score) <= kBaselinePoints;
  if (!treated_alike) return Likeness::unlike;
  const bool same_setting = std::abs(arm.setting.expectancy.value_or(expectancy) - expectancy) <= kExpectancy + 1e-9 &&
                            within_factor(arm.setting.trial_factor, scenario.setting.trial_factor, kSettingFactor);
  return same_setting ? Likeness::like : Likeness::other_setting;
}

bool fits(const PublishedScore& score, const Scenario& scenario, double expectancy) {
  return likeness_of(score, scenario, expectancy) == Likeness::like;
}

}  // namespace syn
