// The rodent rows: what was done to an animal, and one quantity of its cortex at a moment or over a window.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "model/calibration/calibration_read.hpp"
#include "model/calibration/rodent.hpp"

namespace syn::calibration {
namespace {

constexpr std::array<std::string_view, 17> kColumns{
    "id",   "quantity", "dose_mg_per_kg", "dose_times_h", "stress_h",  "experiments", "bdnf", "compared_dose_mg_per_kg", "from_h", "time_h",
    "kind", "expected", "tolerance",      "evidence",     "exception", "source",      "note"};
constexpr std::array<std::string_view, 3> kKinds{"value", "range", "direction"};
constexpr double kEndHours = 700.0;      // beyond the last row
constexpr double kTolerance = 1e-6;      // of a step; rows are printed to two places
constexpr double kFullDose = 10.0;       // mg/kg: what a gain is compared with
constexpr double kGainHours = 24.0;      // when a gain is read
constexpr double kFirstDayHours = 24.0;  // where the peak of the surface receptors lies
constexpr double kWeekHours = 168.0;

struct Reading {
  Rodent rodent;
  double dose = 0.0;
  double compared_dose = 0.0;
  std::optional<double> from_h;
  double time_h = 0.0;
};

// Every animal that a row needs, solved once.
class Laboratory {
 public:
  explicit Laboratory(const Parameters& parameters) : parameters_(parameters) {}

  const RodentCourse& course(const Rodent& rodent) {
    for (const auto& [known, course] : solved_) {
      if (known == rodent) return course;
    }
    return solved_.emplace_back(rodent, RodentCourse(rodent, parameters_, kEndHours, kTolerance)).second;
  }
  const RodentCourse& injected(double mg_per_kg) {
    Rodent rodent;
    if (mg_per_kg > 0.0) rodent.injections = {{0.0, mg_per_kg}};
    return course(rodent);
  }
  // The same stress, nothing else.
  const RodentCourse& untreated(const Rodent& rodent) {
    Rodent out;
    out.stress_from_h = rodent.stress_from_h;
    out.stress_to_h = rodent.stress_to_h;
    return course(out);
  }

 private:
  const Parameters& parameters_;
  std::deque<std::pair<Rodent, RodentCourse>> solved_;
};

double density(const RodentCourse& animal, double time_h) { return animal.at(time_h).spine_density(); }

// Density gained by 24 h over the same animal without ketamine, relative to 10 mg/kg alone. An intervention without
// ketamine is compared with an animal that got nothing.
double density_gain(Laboratory& lab, const Reading& row) {
  Rodent without = row.rodent;
  without.injections.clear();
  const double base = density(row.rodent.injections.empty() ? lab.untreated(row.rodent) : lab.course(without), kGainHours);
  const double full = density(lab.injected(kFullDose), kGainHours) - density(lab.injected(0.0), kGainHours);
  return (density(lab.course(row.rodent), kGainHours) - base) / full;
}

double density_gain_change(Laboratory& lab, const Reading& row) {
  Reading other = row;
  for (Rodent::Injection& injection : other.rodent.injections) injection.mg_per_kg = row.compared_dose;
  return density_gain(lab, row) - density_gain(lab, other);
}

double over_window(const RodentCourse& animal, const Reading& row, const std::function<double(double)>& value) {
  return row.from_h ? animal.mean(*row.from_h, row.time_h, value) : value(row.time_h);
}

double largest(Laboratory& lab, const Reading& row, double from_h, double to_h, double sign, double PlasticityState::*what) {
  return sign * lab.course(row.rodent).largest(from_h, to_h, [&](const PlasticityState& y) { return sign * y.*what; });
}

template <double PlasticityState::*What>
double state(Laboratory& lab, const Reading& row) {
  return lab.course(row.rodent).at(row.time_h).*What;
}

template <double PlasticityState::*What>
double peak(Laboratory& lab, const Reading& row) {
  return largest(lab, row, row.from_h.value_or(0.0), row.time_h, 1.0, What);
}

double share_of_peak(Laboratory& lab, const Reading& row) {
  const double top = largest(lab, row, 0.0, kFirstDayHours, 1.0, &PlasticityState::ampar);
  return (lab.course(row.rodent).at(row.time_h).ampar - 1.0) / (top - 1.0);
}

double formation_ratio(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  const double rest = animal.plasticity().resting_formation();
  return over_window(animal, row, [&](double t) { return animal.rates(t).formation / rest; });
}

double loss_ratio(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  const RodentCourse& control = lab.untreated(row.rodent);
  return over_window(animal, row, [&](double t) { return animal.rates(t).loss / control.rates(t).loss; });
}

double loss_per_spine_ratio(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  const RodentCourse& control = lab.untreated(row.rodent);
  return over_window(animal, row,
                     [&](double t) { return animal.rates(t).loss / density(animal, t) / (control.rates(t).loss / density(control, t)); });
}

double lost_spines_back(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  return (density(animal, row.time_h) - density(lab.untreated(row.rodent), row.time_h)) / (1.0 - density(animal, 0.0));
}

double self_repair(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  return (density(animal, row.time_h) - density(animal, 0.0)) / (1.0 - density(animal, 0.0));
}

double density_peak(Laboratory& lab, const Reading& row) {
  return lab.course(row.rodent).largest(row.from_h.value_or(0.0), row.time_h, [](const PlasticityState& y) { return y.spine_density(); });
}

double gain_to_single(Laboratory& lab, const Reading& row) {
  return (density(lab.course(row.rodent), kWeekHours) - 1.0) / (density(lab.injected(row.dose), kWeekHours) - 1.0);
}

double glutamate(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  return animal.plasticity().glutamate(animal.at(row.time_h), animal.input_at(row.time_h));
}

template <double (Plasticity::*What)(const PlasticityState&) const>
double read_out(Laboratory& lab, const Reading& row) {
  const RodentCourse& animal = lab.course(row.rodent);
  return (animal.plasticity().*What)(animal.at(row.time_h));
}

using State = PlasticityState;
constexpr std::pair<std::string_view, double (*)(Laboratory&, const Reading&)> kQuantities[] = {
    {"mtorc1", state<&State::mtorc1>},
    {"s6k", state<&State::s6k>},
    {"erk", state<&State::erk>},
    {"akt", state<&State::akt>},
    {"eef2_phospho", state<&State::eef2_phospho>},
    {"bdnf", state<&State::bdnf_pool>},
    {"gsk3_serine", read_out<&Plasticity::gsk3_serine>},
    {"psd95", read_out<&Plasticity::psd95>},
    {"glua1", read_out<&Plasticity::glua1>},
    {"glutamate", glutamate},
    {"spine_density", [](Laboratory& lab, const Reading& r) { return density(lab.course(r.rodent), r.time_h); }},
    {"spine_density_peak", density_peak},
    {"formation_ratio", formation_ratio},
    {"loss_ratio", loss_ratio},
    {"loss_per_spine_ratio", loss_per_spine_ratio},
    {"lost_spines_back", lost_spines_back},
    {"self_repair", self_repair},
    {"surface_ampar_peak", peak<&State::ampar>},
    {"surface_ampar_share_of_peak", share_of_peak},
    {"surface_ampar_change", [](Laboratory& lab, const Reading& r) { return lab.course(r.rodent).at(r.time_h).ampar - 1.0; }},
    {"eef2_phospho_least",
     [](Laboratory& lab, const Reading& r) { return largest(lab, r, r.from_h.value_or(0.0), r.time_h, -1.0, &State::eef2_phospho); }},
    {"bdnf_peak", peak<&State::bdnf_pool>},
    {"density_gain", density_gain},
    {"density_gain_change", density_gain_change},
    {"density_gain_to_single", gain_to_single},
};

std::vector<std::string_view> quantity_names() {
  std::vector<std::string_view> out;
  for (const auto& [name, function] : kQuantities) out.push_back(name);
  return out;
}

// "rapamycin:-0.5:24.5": name, then from_h and hours if it has a window.
void add_experiment(const CsvReader& in, const std::string& text, Rodent& rodent) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(':', from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  ExperimentUse use;
  const auto kinds = kValues<Experiment>;
  const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](Experiment e) { return name_of(e) == parts[0]; });
  bool good = kind != kinds.end() && parts.size() <= 3;
  if (good) use.kind = *kind;
  if (parts.size() > 1) use.from_h = in.as_number("experiments", parts[1]);
  if (parts.size() > 2) use.hours = in.as_number("experiments", parts[2]);
  if (good && is_moment(use.kind) && !use.from_h) good = false;
  if (good) {
    rodent.experiments.push_back(use);
  } else {
    in.problem("experiments", "has `" + text + "`", "write NAME or NAME:FROM_H or NAME:FROM_H:HOURS, as in a scenario");
  }
}

Reading read_animal(const CsvReader& in) {
  Reading out;
  out.dose = in.number("dose_mg_per_kg");
  for (const double at_h : in.numbers("dose_times_h")) out.rodent.injections.push_back({at_h, out.dose});
  out.rodent.stress_from_h = -in.optional_number("stress_h").value_or(0.0);
  for (const std::string& experiment : in.items("experiments")) add_experiment(in, experiment, out.rodent);
  if (!in.text("bdnf").empty()) {
    constexpr std::array<std::string_view, 3> kGenes{"val_val", "val_met", "met_met"};
    const auto gene = in.choice("bdnf", kGenes);
    out.rodent.bdnf = static_cast<Bdnf>(std::find(kGenes.begin(), kGenes.end(), gene) - kGenes.begin());
  }
  out.compared_dose = in.optional_number("compared_dose_mg_per_kg").value_or(0.0);
  out.from_h = in.optional_number("from_h");
  out.time_h = in.number("time_h");
  if (out.time_h > kEndHours) in.problem("time_h", "is too late", fmt::format("at most {} h", kEndHours));
  return out;
}

std::string condition_words(const CsvReader& in) {
  std::string out = fmt::format("{} mg/kg", in.text("dose_mg_per_kg"));
  if (in.items("dose_times_h").size() > 1) out += " at " + in.text("dose_times_h") + " h";
  if (!in.text("stress_h").empty()) out += ", after " + in.text("stress_h") + " h of stress";
  if (!in.text("experiments").empty()) out += ", " + in.text("experiments");
  if (!in.text("bdnf").empty()) out += ", " + in.text("bdnf");
  return out + ", " + (in.text("from_h").empty() ? "" : in.text("from_h") + " to ") + in.text("time_h") + " h";
}

}  // namespace

std::span<const std::string_view> plasticity_columns() { return kColumns; }

CalibrationReport run_plasticity(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options,
                                 Problems& problems) {
  CalibrationReport report;
  report.groups = {{"C and T: published or chosen for the fit", "tolerances", 0.42},
                   {"X: what the fitted chain gave (regression)", "tolerances", std::nullopt}};
  const std::vector<std::string_view> quantities = quantity_names();
  std::vector<Reading> readings;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    CalibrationRow row = read_common(in, quantities, parameters);
    row.group = row.id.starts_with('X') ? 1 : 0;
    row.subject = condition_words(in);
    row.unit = "-";
    row.note = in.text("note");
    row.published = in.number("expected");
    const double tolerance = in.number("tolerance");
    if (!(tolerance > 0.0)) in.problem("tolerance", "is not above 0", "give the distance that is accepted");
    row.spread = "+/- " + in.text("tolerance");
    const std::string_view kind = in.choice("kind", kKinds);
    if (kind == "direction") {
      row.spread = (row.published > 0.0 ? "at least " : "at most -") + in.text("tolerance");
      (row.published > 0.0 ? row.low : row.high) = row.published * tolerance;
    } else {
      row.low = row.published - tolerance;
      row.high = row.published + tolerance;
      if (kind == "value") row.scale = tolerance;
    }
    readings.push_back(read_animal(in));
    report.rows.push_back(std::move(row));
  }
  if (!problems.empty() || !options.simulate) return report;
  Laboratory lab(parameters);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    CalibrationRow& row = report.rows[i];
    const auto quantity =
        std::find_if(std::begin(kQuantities), std::end(kQuantities), [&](const auto& q) { return q.first == row.quantity; });
    row.model = quantity->second(lab, readings[i]);
    options.notify(i + 1, readings.size());
  }
  return report;
}

}  // namespace syn::calibration
