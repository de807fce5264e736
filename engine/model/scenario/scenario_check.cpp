#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "model/data/parameters.hpp"
#include "model/scenario/acting.hpp"
#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {

std::string range_words(const Field& field) {
  return fmt::format("from {} to {}{}{}", number_text(field.range.low), number_text(field.range.high), field.unit.empty() ? "" : " ",
                     field.unit);
}

namespace {

std::string item(std::string_view list, std::size_t index) { return fmt::format("{}[{}]", list, index + 1); }

// Which field says how much, and how that compares with the limits of the route.
struct Amount {
  std::string_view field;
  double per_limit_unit;  // mg/kg or mg, as the limit counts
  std::string_view unit;
  std::string limit_key;  // "scenario.limit.iv_infusion."
};

std::optional<Amount> amount_of(const Dose& dose, double weight_kg) {
  if ((dose.mg ? 1 : 0) + (dose.mg_per_kg ? 1 : 0) + (dose.sprays ? 1 : 0) != 1) return std::nullopt;
  const std::string_view field = dose.mg ? "mg" : (dose.mg_per_kg ? "mg_per_kg" : "sprays");
  const double mg = dose.amount_mg(weight_kg);
  const bool per_kg = limit_per_kg(dose.route);
  return Amount{field, per_kg ? mg / weight_kg : mg, per_kg ? "mg/kg" : "mg", limit_key(dose.drug, dose.route)};
}

void check_amount_fields(const std::string& path, const Dose& dose, std::vector<Violation>& out) {
  std::vector<std::string_view> given;
  if (dose.mg_per_kg) given.emplace_back("mg_per_kg");
  if (dose.mg) given.emplace_back("mg");
  if (dose.sprays) given.emplace_back("sprays");
  if (given.empty()) {
    out.push_back({path, "has no amount", "give one of mg_per_kg, mg or sprays"});
  } else if (given.size() > 1) {
    out.push_back({path, fmt::format("has more than one amount ({})", fmt::join(given, ", ")), "keep one of them"});
  }
  if (dose.sprays && (dose.drug != Drug::esketamine || dose.route != Route::intranasal)) {
    out.push_back({path + ".sprays", fmt::format("does not go with drug \"{}\" and route \"{}\"", name_of(dose.drug), name_of(dose.route)),
                   "sprays are esketamine devices for the nose: drug = \"esketamine\", route = \"intranasal\", or give mg"});
  }
  if (!dose.swallowed && dose.route != Route::sublingual) {
    out.push_back({path + ".swallowed", fmt::format("does not go with route \"{}\"", name_of(dose.route)),
                   "only what is held under the tongue can be spat out; leave it out"});
  }
}

// The places of those entries whose times are numbers, by when they start.
template <class Event, class Filter>
std::vector<std::size_t> by_start(const std::vector<Event>& events, double Event::*start_h, Filter filter) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (std::isfinite(events[i].*start_h) && filter(events[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return events[a].*start_h < events[b].*start_h; });
  return order;
}

// Which treatment session each dose belongs to, by its place in the list.
std::vector<std::size_t> session_numbers(const std::vector<Dose>& doses, double within_h) {
  const auto order = by_start(doses, &Dose::at_h, [](const Dose& dose) { return std::isfinite(dose.end_h()); });
  std::vector<Dose> sorted;
  for (const std::size_t i : order) sorted.push_back(doses[i]);
  std::vector<std::size_t> out(doses.size());
  const std::vector<TreatmentSession> sessions = treatment_sessions(sorted, within_h);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = sessions.size() + i;  // what is no number is by itself
  for (std::size_t s = 0; s < sessions.size(); ++s) {
    for (std::size_t n = 0; n < sessions[s].count; ++n) out[order[sessions[s].first + n]] = s;
  }
  return out;
}

// Infusions of days, in pain: they are limited by their rate and not by what they come to.
bool runs_for_days(const Scenario& scenario, const Dose& dose) {
  return is_pain(scenario.condition) && dose.route == Route::iv_infusion && dose.over_min > kUsualInfusionMin;
}

// What a condition asks of the rest: its scale, its medicines, how long an infusion may run.
void check_condition(const Scenario& scenario, const Parameters& parameters, std::vector<Violation>& out) {
  const std::string_view name = name_of(scenario.condition);
  const Range scale = baseline_range(scenario.condition, parameters);
  const double score = scenario.patient.baseline_score;
  if (field_of(&Patient::baseline_score).range.contains(score) && !scale.contains(score))
    out.push_back({"patient.baseline_score", fmt::format("is {}, outside of the scale of \"{}\"", number_text(score), name),
                   fmt::format("give a number from {} to {} points", number_text(scale.low), number_text(scale.high))});
  const std::vector<MedicineKind> known = medicines_of(scenario.condition);
  for (std::size_t i = 0; i < scenario.medications.size(); ++i) {
    const MedicineKind kind = scenario.medications[i].kind;
    if (std::find(known.begin(), known.end(), kind) != known.end()) continue;
    std::vector<std::string_view> names;
    for (const MedicineKind each : known) names.push_back(name_of(each));
    out.push_back({item("medication", i) + ".kind", fmt::format("is \"{}\", which is not modelled with \"{}\"", name_of(kind), name),
                   names.empty() ? "no medicine is modelled with it; leave it out" : fmt::format("possible: {}", fmt::join(names, ", "))});
  }
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    const Dose& dose = scenario.doses[i];
    if (dose.route != Route::iv_infusion || !(dose.over_min > kUsualInfusionMin)) continue;
    if (!runs_for_days(scenario, dose)) {
      out.push_back(
          {item("dose", i) + ".over_min", fmt::format("is {}", number_text(dose.over_min)),
           fmt::format("give a number from 2 to {} min; longer infusions are given for pain only", number_text(kUsualInfusionMin))});
      continue;
    }
    const auto amount = amount_of(dose, scenario.patient.weight_kg);
    const double most = parameters["scenario.limit.infusion_of_days"];
    const double rate = amount ? amount->per_limit_unit / (dose.over_min / 60.0) : 0.0;
    constexpr double kRounding = 1.0 + 1e-9;
    if (rate > most * kRounding)
      out.push_back({item("dose", i), fmt::format("runs at {:.3g} mg/kg an hour", rate),
                     fmt::format("at most {} mg/kg an hour where an infusion runs for more than {} min", number_text(most),
                                 number_text(kUsualInfusionMin))});
  }
}

void check_cautions(const std::vector<Caution>& cautions, std::vector<Violation>& out) {
  for (auto listed = cautions.begin(); listed != cautions.end(); ++listed) {
    if (std::find(cautions.begin(), listed, *listed) != listed)
      out.push_back({"patient.warnings", fmt::format("lists \"{}\" twice", name_of(*listed)), "name each once"});
  }
}

// Compares each dose, and each dose with those shortly before it or earlier in its session, with a limit ("warn" or
// "stop") of its route.
std::vector<Violation> over_limit(const Scenario& scenario, const Parameters& parameters, std::string_view limit, std::string_view words) {
  std::vector<Violation> out;
  const double session_h = parameters["scenario.limit.session"];
  const double weight_kg = scenario.patient.weight_kg;
  const std::vector<std::size_t> session = session_numbers(scenario.doses, session_h);
  const auto share = [&](const Dose& dose) {
    if (runs_for_days(scenario, dose)) return 0.0;
    const auto amount = amount_of(dose, weight_kg);
    return amount ? amount->per_limit_unit / parameters[amount->limit_key + std::string(limit)] : 0.0;
  };
  constexpr double kRounding = 1.0 + 1e-9;  // 35 mg in 70 kg is 0.5 mg/kg
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    const Dose& dose = scenario.doses[i];
    const auto amount = amount_of(dose, weight_kg);
    if (!amount || !(amount->per_limit_unit > 0.0)) continue;
    if (share(dose) > kRounding) {
      const double most = parameters[amount->limit_key + std::string(limit)];
      out.push_back(
          {item("dose", i) + "." + std::string(amount->field),
           fmt::format("makes {:.4g} {} by route \"{}\", above the {}", amount->per_limit_unit, amount->unit, name_of(dose.route), words),
           fmt::format("at most {} {} in one session", number_text(most), amount->unit)});
      continue;
    }
    double together = 0.0;
    bool longer = false;  // the session goes back further than its two hours
    for (std::size_t j = 0; j < scenario.doses.size(); ++j) {
      const double before = dose.at_h - scenario.doses[j].at_h;
      const bool earlier = before > 0.0 || (before == 0.0 && j <= i);
      if (!earlier || !(before < session_h || session[j] == session[i])) continue;
      together += share(scenario.doses[j]);
      longer = longer || !(before < session_h);
    }
    if (together > kRounding) {
      out.push_back(
          {item("dose", i),
           fmt::format("and the doses {} make {:.2f} times the {}",
                       longer ? "before it in its session" : fmt::format("of the {} h before it", number_text(session_h)), together, words),
           "give less, or leave more time between the doses"});
    }
  }
  return out;
}

void check_overlaps(const std::vector<Dose>& doses, std::vector<Violation>& out) {
  const auto is_infusion = [](const Dose& dose) { return dose.route == Route::iv_infusion && std::isfinite(dose.end_h()); };
  const auto order = by_start(doses, &Dose::at_h, is_infusion);
  for (std::size_t n = 1; n < order.size(); ++n) {
    const Dose& before = doses[order[n - 1]];
    const Dose& after = doses[order[n]];
    if (after.at_h > before.end_h() - kSameMomentHours) continue;
    out.push_back({item("dose", order[n]),
                   fmt::format("starts at {} h, while the infusion of {} runs until {:.4g} h", number_text(after.at_h),
                               item("dose", order[n - 1]), before.end_h()),
                   "infusions may not overlap; start it later", item("dose", order[n - 1])});
  }
}

// Courses of one medicine that overlap would be counted as two people taking it.
void check_courses(const std::vector<Medication>& medications, std::vector<Violation>& out) {
  constexpr double kForever = std::numeric_limits<double>::infinity();
  const auto stop_of = [&](std::size_t i) { return medications[i].stop_h.value_or(kForever); };
  for (std::size_t i = 0; i < medications.size(); ++i) {
    if (!(stop_of(i) < medications[i].start_h)) continue;
    out.push_back({item("medication", i) + ".stop_h",
                   fmt::format("is {}, before its start at {} h", number_text(stop_of(i)), number_text(medications[i].start_h)),
                   "the last tablet cannot come before the first"});
  }
  const auto order =
      by_start(medications, &Medication::start_h, [](const Medication& one) { return !(one.stop_h && std::isnan(*one.stop_h)); });
  for (auto after = order.begin(); after != order.end(); ++after) {
    // Of those begun before, the one that lasts longest.
    const std::size_t* longest = nullptr;
    for (auto before = order.begin(); before != after; ++before) {
      if (medications[*before].kind != medications[*after].kind) continue;
      if (longest == nullptr || stop_of(*before) > stop_of(*longest)) longest = &*before;
    }
    if (longest == nullptr || medications[*after].start_h > stop_of(*longest) - kSameMomentHours) continue;
    const std::string other = item("medication", *longest);
    const std::string until =
        medications[*longest].stop_h ? fmt::format("until {} h", number_text(stop_of(*longest))) : "to the end of the run";
    out.push_back({item("medication", *after),
                   fmt::format("begins \"{}\" at {} h, while {} gives it {}", name_of(medications[*after].kind),
                               number_text(medications[*after].start_h), other, until),
                   "one course of a medicine at a time; leave one out, or let one stop before the other starts", other});
  }
}

// Nobody sits in two sessions at once.
void check_sessions(const std::vector<Therapy>& therapies, std::vector<Violation>& out) {
  const auto order = by_start(therapies, &Therapy::at_h, [](const Therapy&) { return true; });
  for (std::size_t n = 1; n < order.size(); ++n) {
    if (therapies[order[n]].at_h - therapies[order[n - 1]].at_h >= kSameMomentHours) continue;
    const std::string other = item("therapy", order[n - 1]);
    out.push_back({item("therapy", order[n]), fmt::format("is at {} h, as {} is", number_text(therapies[order[n]].at_h), other),
                   "one session at a time; leave one out, or move it", other});
  }
}

void check_parameters(const std::map<std::string, double>& changes, const Parameters& parameters, std::vector<Violation>& out) {
  for (const auto& [key, value] : changes) {
    const std::string path = "parameters." + key;
    const Parameter* parameter = parameters.find(key);
    if (parameter == nullptr) {
      std::vector<std::string_view> keys;
      for (const auto& [name, known] : parameters.all()) keys.push_back(name);
      const std::string near = nearest_word(key, keys);
      out.push_back(
          {path, "is not a parameter of the model", near.empty() ? "the keys stand in assets/parameters" : "did you mean `" + near + "`?"});
    } else if (key.starts_with("scenario.")) {
      out.push_back({path, "cannot be changed by a scenario", "the limits and named choices of scenario files are fixed"});
    } else if (!std::isfinite(value) || !parameter->range.contains(value)) {
      out.push_back({path, "is " + number_text(value),
                     "give a number " +
                         range_words({.name = key, .range = parameter->range, .unit = parameter->unit == "-" ? "" : parameter->unit})});
    }
  }
}

// What can be said of a field by itself: its range, and that nothing of an event lies after the end of the run.
class FieldCheck {
 public:
  FieldCheck(double end_h, std::vector<Violation>& out) : end_h_(end_h), out_(out) {}

  template <class T>
  void operator()(const Field& field, const T& value, const auto&...) {
    if constexpr (Optional<T>) {
      if (value) (*this)(field, *value);
    } else if constexpr (Part<T>) {
      within(std::string(field.name), value);
    } else if constexpr (List<T>) {
      for (std::size_t i = 0; i < value.size(); ++i) within(entry_path(field.name, value[i], i), value[i]);
    } else if constexpr (Number<T>) {
      check_number(field, static_cast<double>(value));
    } else if constexpr (std::same_as<T, std::string>) {
      if (value.size() > static_cast<std::size_t>(field.range.high))
        tell(field, fmt::format("is {} {} long", value.size(), field.unit), fmt::format("at most {}", field.range.high));
    }
  }

 private:
  template <class T>
  static std::string entry_path(std::string_view list, const T& entry, std::size_t index) {
    if constexpr (std::same_as<T, ExperimentUse>) return fmt::format("{}.{}", list, name_of(entry.kind));
    return item(list, index);
  }
  template <class T>
  void within(std::string path, const T& part) {
    path_ = std::move(path) + ".";
    fields(*this, part);
    if constexpr (requires { part.at_h; }) check_before_end(part.at_h);
    path_.clear();
  }
  void check_number(const Field& field, double value) {
    if (std::isfinite(value) && (!field.applies || field.range.contains(value))) return;
    const std::string remedy = field.applies ? "give a number " + range_words(field) : "give an ordinary number";
    tell(field, "is " + number_text(value), field.remedy.empty() ? remedy : std::string(field.remedy));
  }
  void check_before_end(double at_h) {
    if (!kEventHours.contains(at_h) || at_h < end_h_ - kSameMomentHours) return;
    tell({"at_h"}, fmt::format("is {}, after the end of the run", number_text(at_h)),
         fmt::format("the run ends at {} h; give an earlier hour or a larger horizon_days", number_text(end_h_)));
  }
  void tell(const Field& field, std::string what, std::string remedy) {
    out_.push_back({path_ + std::string(field.name), std::move(what), std::move(remedy)});
  }

  double end_h_;
  std::vector<Violation>& out_;
  std::string path_;
};

// The rules below compare entries with each other: where there are far too many, that is all there is to say.
std::vector<Violation> lists_too_long(const Scenario& scenario) {
  std::vector<Violation> out;
  const auto check = [&]<class T>(const Field& field, const T& list, const auto&...) {
    if constexpr (List<T>) {
      const auto most = static_cast<std::size_t>(std::min(field.range.high, 1e9));
      if (list.size() <= most) return;
      out.push_back({item(field.name, most), fmt::format("is one too many: there are {}", list.size()),
                     fmt::format("at most {} of [[{}]]", most, field.name)});
    }
  };
  fields(check, scenario);
  return out;
}

void check_experiments(const std::vector<ExperimentUse>& experiments, std::vector<Violation>& out) {
  for (auto use = experiments.begin(); use != experiments.end(); ++use) {
    const std::string path = "experiments." + std::string(name_of(use->kind));
    const auto same = [&](const ExperimentUse& other) { return other.kind == use->kind; };
    if (std::any_of(experiments.begin(), use, same)) out.push_back({path, "is switched on twice", "name each experiment once"});
    if (is_gene(use->kind) && (use->from_h || use->hours)) out.push_back({path, "has a time, but a gene acts all along", "write true"});
    if (is_moment(use->kind) && !use->from_h) out.push_back({path, "has no moment", "write { from_h = 24 }"});
    if (is_moment(use->kind) && use->hours)
      out.push_back({path + ".hours", "does not go with it", "it happens at one moment; leave the length out"});
    if (!is_moment(use->kind) && use->hours && !use->from_h)
      out.push_back({path, "has a length but no beginning", "write { from_h = ..., hours = ... }, or true"});
  }
}

Problems as_problems(const std::vector<Violation>& violations) {
  Problems out;
  for (const Violation& violation : violations) out.push_back({"", 0, 0, "`" + violation.path + "` " + violation.what, violation.remedy});
  return out;
}

}  // namespace

std::vector<Violation> find_violations(const Scenario& scenario, const Parameters& parameters) {
  std::vector<Violation> out = lists_too_long(scenario);
  if (!out.empty()) return out;
  // A run of impossible length has no end to compare with.
  const bool has_end = field_of(&Scenario::horizon_days).range.contains(scenario.horizon_days);
  const double end_h = has_end ? scenario.end_h() : std::numeric_limits<double>::infinity();
  fields(FieldCheck(end_h, out), scenario);

  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    const Dose& dose = scenario.doses[i];
    const std::string path = item("dose", i);
    check_amount_fields(path, dose, out);
    if (dose.at_h < end_h - kSameMomentHours && dose.end_h() > end_h + kSameMomentHours) {
      out.push_back({path, fmt::format("runs until {:.4g} h, after the end of the run", dose.end_h()),
                     fmt::format("the run ends at {} h; start earlier or give a larger horizon_days", number_text(end_h))});
    }
  }
  check_condition(scenario, parameters, out);
  check_cautions(scenario.patient.warnings, out);
  check_overlaps(scenario.doses, out);
  for (Violation& violation : over_limit(scenario, parameters, "stop", "hard stop")) out.push_back(std::move(violation));
  check_sessions(scenario.therapies, out);
  check_courses(scenario.medications, out);
  check_experiments(scenario.experiments, out);
  for (auto listed = scenario.model.hypotheses.begin(); listed != scenario.model.hypotheses.end(); ++listed) {
    if (std::find(scenario.model.hypotheses.begin(), listed, *listed) == listed) continue;
    out.push_back({"model.hypotheses", fmt::format("lists \"{}\" twice", name_of(*listed)), "name each hypothesis once"});
  }
  if (scenario.model.vary_pharmacokinetics && scenario.population > kMaxVaried) {
    out.push_back({"population", fmt::format("is {} with vary_pharmacokinetics", scenario.population),
                   fmt::format("each of them is solved alone; give at most {}", kMaxVaried)});
  }
  check_parameters(scenario.parameters, parameters, out);
  return out;
}

Problems check_scenario(const Scenario& scenario, const Parameters& parameters) {
  return as_problems(find_violations(scenario, parameters));
}

Problems scenario_warnings(const Scenario& scenario, const Parameters& parameters) {
  std::vector<Violation> out = over_limit(scenario, parameters, "warn", "usual range");
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    if (runs_for_days(scenario, scenario.doses[i]))
      out.push_back(
          {item("dose", i), "runs for more than four hours", "76 of 100 in the one such trial had mental effects; a hospital stay"});
  }
  return as_problems(out);
}

}  // namespace syn
