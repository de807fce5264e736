// Levels of drug in blood: one dose to one person, and what a laboratory would have reported of the curve.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include "core/maths.hpp"
#include "model/calibration/calibration_read.hpp"
#include "model/drug/disposition.hpp"
#include "model/drug/pharmacokinetics.hpp"

namespace syn::calibration {
namespace {

constexpr std::array<std::string_view, 20> kColumns{"id",        "setting",   "drug",     "route",     "mg_per_kg", "mg",     "over_min",
                                                    "weight_kg", "age_years", "quantity", "time_h",    "observed",  "spread", "spread_kind",
                                                    "n",         "tolerance", "evidence", "exception", "source",    "note"};
constexpr std::array<std::string_view, 7> kSpreadKinds{"", "SD", "SE", "CV", "CI95", "range", "digits"};

constexpr double kPeakWithinHours = 24.0;
// Curves are read on a grid this fine, h: areas by the trapezoid rule, with the kinks of the curve on the grid.
constexpr double kGridHours = 1.0 / 480.0;
constexpr double kLongestHours = 48.0;                      // of the ratios of areas, as long as people were sampled
constexpr double kPeelFromHours = 3.0, kPeelToHours = 4.0;  // where the second phase is read, its elders gone

struct Sample {
  Scenario scenario;
  double time_h = 0.0;
  const Dose& dose() const { return scenario.doses.front(); }
};

using Level = double Levels::*;

class Blood {
 public:
  Blood(const Sample& sample, const Parameters& parameters)
      : sample_(sample),
        drug_(sample.scenario, parameters),
        body_(disposition(parameters, sample.dose().drug, sample.dose().route, sample.scenario.patient)),
        intake_(intake(parameters, sample.dose(), amount_mg())) {}

  double amount_mg() const { return sample_.dose().amount_mg(sample_.scenario.patient.weight_kg); }
  double plasma() const { return drug_.at(sample_.time_h).plasma_ng_ml; }
  std::pair<double, double> peak(Level level) const {  // ng/mL, h
    const Pharmacokinetics::Peak found = drug_.peak(level, 0.0, kPeakWithinHours);
    return {found.value, found.at_h};
  }
  double area(Level level, double until_h) const {  // ng h/mL
    const int steps = static_cast<int>(std::lround(until_h / kGridHours));
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) sum += (i == 0 || i == steps ? 0.5 : 1.0) * (drug_.at(kGridHours * i).*level);
    return kGridHours * sum;
  }
  double ratio(Level level) const { return area(level, kLongestHours) / area(&Levels::plasma_ng_ml, kLongestHours); }
  double clearance() const { return body_.clearance(); }
  double volume() const { return body_.steady_state_volume(); }
  double half_life_h() const { return body_.terminal_half_life_h(); }
  double bioavailability_percent() const {
    const double passing = body_.gut_passing * (1.0 - body_.extraction());
    return 100.0 * (intake_.direct + intake_.swallowed * passing);
  }
  // What remains after the terminal phase is taken off, as it falls from hour 3 to 4.
  double second_half_life_min() const {
    const double rate = std::numbers::ln2 / half_life_h();
    const double late_h = kLongestHours;
    const double terminal = drug_.at(late_h).plasma_ng_ml * maths::exp(rate * late_h);
    const auto rest = [&](double at_h) { return drug_.at(at_h).plasma_ng_ml - terminal * maths::exp(-rate * at_h); };
    return 60.0 * (kPeelToHours - kPeelFromHours) * std::numbers::ln2 / maths::log(rest(kPeelFromHours) / rest(kPeelToHours));
  }

 private:
  const Sample& sample_;
  Pharmacokinetics drug_;
  Disposition body_;
  Intake intake_;
};

struct Quantity {
  std::string_view name, unit;
  double (*read)(const Blood&);
};
constexpr Quantity kQuantities[] = {
    {"plasma", "ng/mL", [](const Blood& b) { return b.plasma(); }},
    {"plasma_max", "ng/mL", [](const Blood& b) { return b.peak(&Levels::plasma_ng_ml).first; }},
    {"plasma_max_min", "min", [](const Blood& b) { return 60.0 * b.peak(&Levels::plasma_ng_ml).second; }},
    {"plasma_auc_24h", "ng h/mL", [](const Blood& b) { return b.area(&Levels::plasma_ng_ml, 24.0); }},
    {"norketamine_max", "ng/mL", [](const Blood& b) { return b.peak(&Levels::norketamine_ng_ml).first; }},
    {"norketamine_max_min", "min", [](const Blood& b) { return 60.0 * b.peak(&Levels::norketamine_ng_ml).second; }},
    {"norketamine_auc_8h", "ng h/mL", [](const Blood& b) { return b.area(&Levels::norketamine_ng_ml, 8.0); }},
    {"norketamine_auc_24h", "ng h/mL", [](const Blood& b) { return b.area(&Levels::norketamine_ng_ml, 24.0); }},
    {"norketamine_to_ketamine_auc", "-", [](const Blood& b) { return b.ratio(&Levels::norketamine_ng_ml); }},
    {"hnk_max", "ng/mL", [](const Blood& b) { return b.peak(&Levels::hnk_ng_ml).first; }},
    {"hnk_max_min", "min", [](const Blood& b) { return 60.0 * b.peak(&Levels::hnk_ng_ml).second; }},
    {"hnk_to_ketamine_auc", "-", [](const Blood& b) { return b.ratio(&Levels::hnk_ng_ml); }},
    {"clearance", "L/h", [](const Blood& b) { return b.clearance(); }},
    {"steady_state_volume", "L", [](const Blood& b) { return b.volume(); }},
    {"bioavailability", "%", [](const Blood& b) { return b.bioavailability_percent(); }},
    {"terminal_half_life", "h", [](const Blood& b) { return b.half_life_h(); }},
    {"second_half_life_min", "min", [](const Blood& b) { return b.second_half_life_min(); }},
};

const Quantity& quantity_of(std::string_view name) {
  return *std::find_if(std::begin(kQuantities), std::end(kQuantities), [&](const Quantity& q) { return q.name == name; });
}

template <class Kind>
Kind named(const CsvReader& in, std::string_view column, std::span<const Kind> kinds) {
  std::vector<std::string_view> names;
  for (const Kind kind : kinds) names.push_back(name_of(kind));
  const std::string_view name = in.choice(column, names);
  return kinds[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())];
}

Sample read_sample(const CsvReader& in, const Parameters& parameters) {
  constexpr std::array kDrugs{Drug::racemic, Drug::esketamine};
  Sample out;
  Dose dose;
  dose.drug = named<Drug>(in, "drug", kDrugs);
  dose.route = named<Route>(in, "route", kValues<Route>);
  dose.mg_per_kg = in.optional_number("mg_per_kg");
  dose.mg = in.optional_number("mg");
  if (dose.route == Route::iv_infusion) dose.over_min = in.number("over_min");
  out.scenario.doses = {dose};
  out.scenario.patient.weight_kg = in.number("weight_kg");
  out.scenario.patient.age_years = in.number("age_years");
  out.time_h = in.optional_number("time_h").value_or(0.0);
  if (in.text("quantity") == "plasma" && in.text("time_h").empty()) in.problem("time_h", "is empty", "say when");
  for (const Problem& problem : check_scenario(out.scenario, parameters))
    in.problem("id", "makes a scenario that is not allowed: " + problem.what, problem.remedy);
  return out;
}

// A row is met within its tolerance or within the published spread, whichever is wider; a range has no scale.
void read_band(const CsvReader& in, CalibrationRow& row) {
  const std::string_view kind = in.choice("spread_kind", kSpreadKinds);
  const std::vector<double> spread = in.numbers("spread");
  const bool interval = kind == "CI95" || kind == "range";
  if (spread.size() != (kind.empty() ? 0U : (interval ? 2U : 1U))) {
    in.problem("spread", "does not go with its kind", "CI95 and range have two numbers, the others one");
    return;
  }
  row.spread = interval ? fmt::format("{} {} to {}", kind, spread[0], spread[1])
                        : (kind.empty() ? "" : fmt::format("{} {}{}", kind, spread[0], kind == "CV" ? " %" : ""));
  const auto accept = [&](double low, double high) {
    row.low = std::min(row.low.value_or(low), low);
    row.high = std::max(row.high.value_or(high), high);
  };
  if (const auto tolerance = in.optional_number("tolerance"))
    accept(row.published * (1.0 - *tolerance), row.published * (1.0 + *tolerance));
  if (interval) accept(spread[0], spread[1]);
  if (kind == "SD" || kind == "digits") accept(row.published - spread[0], row.published + spread[0]);
  if (kind != "range") row.scale = row.published / 100.0;
}

}  // namespace

std::span<const std::string_view> pharmacokinetics_columns() { return kColumns; }

CalibrationReport run_pharmacokinetics(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options,
                                       Problems& problems) {
  CalibrationReport report;
  report.groups = {{"C: measured in people, named misses apart", "% of the published value", std::nullopt},
                   {"C: named misses", "% of the published value", std::nullopt},
                   {"V: second solution of the same equations", "% of the other solution", std::nullopt}};
  std::vector<std::string_view> names;
  for (const Quantity& quantity : kQuantities) names.push_back(quantity.name);
  std::vector<Sample> samples;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    CalibrationRow row = read_common(in, names, parameters);
    row.group = row.id.starts_with('V') ? 2 : (row.exception.empty() ? 0 : 1);
    row.subject = in.needed("setting");
    row.unit = quantity_of(row.quantity).unit;
    row.published = in.number("observed");
    row.note = in.text("note");
    row.people = in.optional_number("n");
    read_band(in, row);
    row.time_h = in.optional_number("time_h");
    samples.push_back(read_sample(in, parameters));
    report.rows.push_back(std::move(row));
  }
  if (!problems.empty() || !options.simulate) return report;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    report.rows[i].model = quantity_of(report.rows[i].quantity).read(Blood(samples[i], parameters));
    options.notify(i + 1, samples.size());
  }
  return report;
}

}  // namespace syn::calibration
