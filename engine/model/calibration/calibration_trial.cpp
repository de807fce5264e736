#include "model/calibration/calibration_trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/calibration/calibration_read.hpp"
#include "model/scenario/acting.hpp"

namespace syn::calibration {
namespace {

constexpr std::array<std::string_view, 32> kColumns{"id",
                                                    "trial",
                                                    "condition",
                                                    "arm",
                                                    "n",
                                                    "scale",
                                                    "s0_mean",
                                                    "s0_sd",
                                                    "drug",
                                                    "route",
                                                    "mg_per_kg",
                                                    "mg",
                                                    "over_min",
                                                    "dose_times_h",
                                                    "weight_kg",
                                                    "visits_h",
                                                    "therapy",
                                                    "medication",
                                                    "expectancy_xamp",
                                                    "kind",
                                                    "trials",
                                                    "masking",
                                                    "time_h",
                                                    "responders_at_h",
                                                    "remission_points",
                                                    "quantity",
                                                    "expected",
                                                    "spread",
                                                    "spread_kind",
                                                    "evidence",
                                                    "exception",
                                                    "source"};

// What a row can ask for, in which unit, and under which summary its kind stands.
struct Quantity {
  std::string_view name, unit, kind;
};
constexpr Quantity kQuantities[] = {
    {"mean_change", "MADRS points", "means"},
    {"score", "MADRS points", "means"},
    {"difference", "MADRS points", "differences"},
    {"difference_at_most", "MADRS points", "bounds"},
    {"response", "points of 100", "rates"},
    {"remission", "points of 100", "rates"},
    {"lost_response", "points of 100", "rates"},
    {"effect_size", "SD", "effect sizes"},
    {"effect_size_therapy", "SD", "effect sizes"},
    {"effect_size_mean", "SD", "effect sizes"},
    {"median_days_to_loss", "days", "durations"},
    {"median_days_to_relapse", "days", "relapse, by construction"},
    {"share_of_6wk_effect", "share", "shares, by construction"},
    {"percent_change", "points of 100", "changes"},
    {"ever_response", "points of 100", "rates"},
    {"pda", "points of 100", "days"},
    {"difference_main", "points of 100", "days"},
    {"difference_drug_and_therapy", "points of 100", "days"},
    {"difference_medication", "points of 100", "days"},
    {"abstinent", "points of 100", "abstinence"},
};
constexpr std::array<std::string_view, 6> kSpreadKinds{"", "SE", "SD", "CI95", "range", "binomial"};

const Quantity& quantity_of(std::string_view name) {
  return *std::find_if(std::begin(kQuantities), std::end(kQuantities), [&](const Quantity& q) { return q.name == name; });
}

// The spread in words, and the 95 % interval that follows from it. An SD is about people, not about the mean.
void read_spread(const CsvReader& in, CalibrationRow& row) {
  constexpr double kNinetyFivePercent = 1.96;  // standard errors of a normal distribution
  const std::string_view kind = in.choice("spread_kind", kSpreadKinds);
  const std::vector<double> values = in.numbers("spread");
  const std::size_t wanted = kind.empty() ? 0 : (kind == "CI95" || kind == "range" ? 2 : 1);
  if (values.size() != wanted) {
    in.problem("spread", "does not go with its kind", "CI95 and range have two numbers, the others one");
  } else if (wanted == 1) {
    row.spread = fmt::format("{} {}", kind, values[0]);
    if (kind == "SD") return;
    row.low = row.published - kNinetyFivePercent * values[0];
    row.high = row.published + kNinetyFivePercent * values[0];
  } else if (wanted == 2) {
    row.spread = fmt::format("{} {} to {}", kind, values[0], values[1]);
    row.low = values[0];
    row.high = values[1];
  }
}

template <Named Kind>
std::optional<Kind> named(const CsvReader& in, std::string_view column, std::string_view text) {
  const auto kind = from_name<Kind>(text);
  if (!kind) in.problem(column, fmt::format("names `{}`", text), "use the names of a scenario file");
  return kind;
}

// "cbt:24;cbt:164": what, and at which hour.
template <Named Kind, class Add>
void read_moments(const CsvReader& in, std::string_view column, Add add) {
  for (const std::string& item : in.items(column)) {
    const std::size_t colon = std::min(item.find(':'), item.size());
    const auto kind = named<Kind>(in, column, item.substr(0, colon));
    const auto at_h = in.as_number(column, item.substr(std::min(colon + 1, item.size())));
    if (kind && at_h) add(*kind, *at_h);
  }
}

void read_drug(const CsvReader& in, Trial& out) {
  constexpr std::array<std::string_view, 3> kDrugs{"none", "racemic", "esketamine"};
  const std::string_view drug = in.choice("drug", kDrugs);
  if (drug == "none") return;
  out.drug = drug == "racemic" ? Drug::racemic : Drug::esketamine;
  out.route = named<Route>(in, "route", in.text("route")).value_or(Route::iv_infusion);
  out.mg_per_kg = in.optional_number("mg_per_kg");
  out.mg = in.optional_number("mg");
  out.over_min = in.number("over_min");
  out.dose_times_h = in.numbers("dose_times_h");
  if (out.dose_times_h.empty()) in.problem("dose_times_h", "is empty", "say when the drug is given");
}

}  // namespace

std::span<const std::string_view> trial_columns() { return kColumns; }

Trial read_trial(const CsvReader& in, const Parameters& parameters) {
  std::vector<std::string_view> names;
  for (const Quantity& quantity : kQuantities) names.push_back(quantity.name);
  Trial out;
  out.row = read_common(in, names, parameters);
  const Quantity& quantity = quantity_of(out.row.quantity);
  out.row.subject = in.needed("trial");
  out.row.arm = in.needed("arm");
  out.row.unit = quantity.unit;
  out.kind = quantity.kind;
  out.row.published = in.number("expected");
  read_spread(in, out.row);
  out.condition = from_name<Condition>(in.choice("condition", kWords<Condition>)).value_or(out.condition);
  out.row.people = in.optional_number("n");
  const std::string& scale = in.needed("scale");
  const Scenario usual = usual_scenario(out.condition, parameters);
  if (out.condition == Condition::trd) {
    if (scale != "MADRS" && scale != quantity.unit) out.row.note = "published on the " + scale;
  } else if (quantity.unit == "MADRS points") {
    out.row.unit = "points";
    if (!scale.starts_with("HAM-A") && !scale.starts_with("CAPS-5") && !scale.starts_with("NRS"))
      out.row.note = "published on the " + scale;
  }
  out.s0_mean = in.optional_number("s0_mean").value_or(usual.patient.baseline_score);
  out.s0_sd = in.optional_number("s0_sd").value_or(usual.patient.baseline_sd);
  out.weight_kg = in.number("weight_kg");
  read_drug(in, out);
  out.visits_h = in.numbers("visits_h");
  read_moments<TherapyKind>(in, "therapy", [&](TherapyKind kind, double at_h) { out.therapies.push_back({at_h, kind}); });
  read_moments<MedicineKind>(in, "medication", [&](MedicineKind kind, double at_h) {
    out.medications.push_back({kind, at_h, std::nullopt});
  });
  out.expectancy = in.number("expectancy_xamp");
  out.kind_of_trial = from_name<TrialKind>(in.choice("kind", kWords<TrialKind>)).value_or(TrialKind::small);
  out.trials = in.optional_number("trials").value_or(1.0);
  if (out.trials < 1.0) in.problem("trials", "is below 1", "say how many trials were put together, or leave it empty");
  out.masking = from_name<Masking>(in.choice("masking", kWords<Masking>)).value_or(Masking::open);
  // In PTSD small trials and all of them together part; elsewhere a condition has one factor.
  const bool own_kind = out.condition == Condition::trd || (out.condition == Condition::ptsd && out.kind_of_trial == TrialKind::small);
  out.setting_factor = own_kind ? SettingDistribution(parameters, out.kind_of_trial).middle : usual.setting.trial_factor;
  out.remission_points = in.optional_number("remission_points");
  out.time_h = in.number("time_h");
  if (quantity.name == "difference_at_most") out.row.high = out.row.published;
  if (quantity.unit != "days") out.row.time_h = out.time_h;  // days are counted from it
  out.responders_at_h = in.optional_number("responders_at_h");
  // Some trials counted for two years; a scenario file ends after one.
  constexpr double kLongestHours = 366.0 * 24.0;
  for (const Problem& problem : check_scenario(scenario_of(out, std::min(kLongestHours, out.last_h() + 24.0)), parameters))
    in.problem("id", "makes a scenario that is not allowed: " + problem.what, problem.remedy);
  return out;
}

double Trial::last_h() const {
  double last = std::max(time_h, responders_at_h.value_or(0.0));
  for (const double at_h : dose_times_h) last = std::max(last, at_h);
  for (const double at_h : visits_h) last = std::max(last, at_h);
  for (const Therapy& therapy : therapies) last = std::max(last, therapy.at_h);
  for (const Medication& medication : medications) last = std::max(last, medication.start_h);
  return last;
}

Scenario scenario_of(const Trial& trial, double end_h, const Without& without) {
  Scenario out;
  out.title = trial.row.subject + ": " + trial.row.arm;
  out.condition = trial.condition;
  out.horizon_days = end_h / 24.0;
  out.seed = trial.seed;
  out.population = kPeople;
  out.patient.weight_kg = trial.weight_kg;
  out.patient.baseline_score = trial.s0_mean;
  out.patient.baseline_sd = trial.s0_sd;
  out.setting.expectancy = trial.expectancy;
  out.setting.trial_factor = trial.setting_factor;
  // Hope was rated in arms of each kind, whatever people felt in them: it stands in the row as it is.
  out.setting.masking = trial.masking == Masking::anaesthesia ? Masking::anaesthesia : Masking::open;
  if (trial.drug && !without.drug) {
    for (const double at_h : trial.dose_times_h) {
      Dose dose;
      dose.at_h = at_h;
      dose.drug = *trial.drug;
      dose.route = trial.route;
      dose.mg_per_kg = trial.mg_per_kg;
      dose.mg = trial.mg;
      if (dose.route == Route::iv_infusion) dose.over_min = trial.over_min;
      out.doses.push_back(dose);
    }
  }
  for (const double at_h : trial.visits_h) {
    // A dose is a visit by itself.
    const auto same = [&](const Dose& dose) { return dose.at_h == at_h; };
    if (std::none_of(out.doses.begin(), out.doses.end(), same)) out.visits.push_back({at_h});
  }
  if (!without.therapy) out.therapies = trial.therapies;
  if (!without.medication) out.medications = trial.medications;
  out.sort_events();
  return out;
}

}  // namespace syn::calibration
