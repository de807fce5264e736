#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {

std::string range_words(Range range, std::string_view unit) {
  return fmt::format("from {} to {}{}{}", number_text(range.low), number_text(range.high), unit.empty() ? "" : " ", unit);
}

namespace {

template <class Owner>
void check_numbers(const std::string& prefix, const Owner& owner, std::span<const NumberField<Owner>> fields, std::vector<Violation>& out) {
  for (const NumberField<Owner>& field : fields) {
    const std::optional<double> value = field.value(owner);
    if (!value || (std::isfinite(*value) && field.range.contains(*value))) continue;
    out.push_back({prefix + std::string(field.name), "is " + number_text(*value), "give a number " + range_words(field.range, field.unit)});
  }
}

std::string item(std::string_view list, std::size_t index) { return fmt::format("{}[{}]", list, index + 1); }

void check_moment(const std::string& prefix, double at_h, double end_h, std::vector<Violation>& out) {
  if (!kEventHours.contains(at_h) || at_h < end_h - kSameMomentHours) return;
  out.push_back({prefix + "at_h", fmt::format("is {}, after the end of the run", number_text(at_h)),
                 fmt::format("the run ends at {} h; give an earlier hour or a larger horizon_days", number_text(end_h))});
}

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
  const auto check_positive = [&](std::string_view field, double value) {
    if (std::isfinite(value) && value > 0.0) return;
    out.push_back(
        {fmt::format("{}.{}", path, field), "is " + number_text(value), "give a number above 0; a visit without drug is a [[visit]]"});
  };
  if (dose.mg_per_kg) check_positive("mg_per_kg", *dose.mg_per_kg);
  if (dose.mg) check_positive("mg", *dose.mg);
  if (dose.sprays) check_positive("sprays", *dose.sprays);
}

// Which treatment session each dose belongs to, by its place in the list.
std::vector<std::size_t> session_numbers(const std::vector<Dose>& doses, double within_h) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (std::isfinite(doses[i].at_h) && std::isfinite(doses[i].end_h())) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return doses[a].at_h < doses[b].at_h; });
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

// Compares each dose, and each dose with those shortly before it or earlier in its session, with a limit ("warn" or
// "stop") of its route.
std::vector<Violation> over_limit(const Scenario& scenario, const Parameters& parameters, std::string_view limit, std::string_view words) {
  std::vector<Violation> out;
  const double session_h = parameters["scenario.limit.session"];
  const double weight_kg = scenario.patient.weight_kg;
  const std::vector<std::size_t> session = session_numbers(scenario.doses, session_h);
  const auto share = [&](const Dose& dose) {
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
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (doses[i].route == Route::iv_infusion && std::isfinite(doses[i].end_h())) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return doses[a].at_h < doses[b].at_h; });
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
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < medications.size(); ++i) {
    if (std::isfinite(medications[i].start_h) && !std::isnan(stop_of(i))) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return medications[a].start_h < medications[b].start_h; });
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
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < therapies.size(); ++i) {
    if (std::isfinite(therapies[i].at_h)) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return therapies[a].at_h < therapies[b].at_h; });
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
                     "give a number " + range_words(parameter->range, parameter->unit == "-" ? "" : parameter->unit)});
    }
  }
}

template <class Event>
void check_count(std::string_view list, const std::vector<Event>& events, std::size_t most, std::vector<Violation>& out) {
  if (events.size() <= most) return;
  out.push_back(
      {item(list, most), fmt::format("is one too many: there are {}", events.size()), fmt::format("at most {} of [[{}]]", most, list)});
}

// The rules below compare entries with each other: where there are far too many, that is all there is to say.
std::vector<Violation> lists_too_long(const Scenario& scenario) {
  std::vector<Violation> out;
  check_count("dose", scenario.doses, kMaxDoses, out);
  check_count("therapy", scenario.therapies, kMaxSessions, out);
  check_count("visit", scenario.visits, kMaxSessions, out);
  check_count("medication", scenario.medications, kMaxOthers, out);
  check_count("stressor", scenario.stressors, kMaxOthers, out);
  check_count("retrieval", scenario.retrievals, kMaxOthers, out);
  return out;
}

// A list of things that happen at a moment of the run.
template <class Event>
void check_events(std::string_view list, const std::vector<Event>& events, std::span<const NumberField<Event>> fields, double end_h,
                  std::vector<Violation>& out) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string path = item(list, i) + ".";
    check_numbers<Event>(path, events[i], fields, out);
    check_moment(path, events[i].at_h, end_h, out);
  }
}

// Other medicines, stressors, retrievals and experiments.
void check_company(const Scenario& scenario, double end_h, std::vector<Violation>& out) {
  for (std::size_t i = 0; i < scenario.medications.size(); ++i) {
    const Medication& medication = scenario.medications[i];
    const std::string path = item("medication", i);
    check_numbers<Medication>(path + ".", medication, kMedicationNumbers, out);
    if (medication.stop_h && *medication.stop_h < medication.start_h) {
      out.push_back({path + ".stop_h",
                     fmt::format("is {}, before its start at {} h", number_text(*medication.stop_h), number_text(medication.start_h)),
                     "the last tablet cannot come before the first"});
    }
  }
  check_courses(scenario.medications, out);
  check_events<Stressor>("stressor", scenario.stressors, kStressorNumbers, end_h, out);
  check_events<Retrieval>("retrieval", scenario.retrievals, kRetrievalNumbers, end_h, out);
  for (auto use = scenario.experiments.begin(); use != scenario.experiments.end(); ++use) {
    const std::string path = "experiments." + std::string(name_of(use->kind));
    check_numbers<ExperimentUse>(path + ".", *use, kExperimentNumbers, out);
    const auto same = [&](const ExperimentUse& other) { return other.kind == use->kind; };
    if (std::any_of(scenario.experiments.begin(), use, same)) out.push_back({path, "is switched on twice", "name each experiment once"});
    if (is_gene(use->kind) && (use->from_h || use->hours)) out.push_back({path, "has a time, but a gene acts all along", "write true"});
    if (is_moment(use->kind) && !use->from_h) out.push_back({path, "has no moment", "write { from_h = 24 }"});
    if (is_moment(use->kind) && use->hours)
      out.push_back({path + ".hours", "does not go with it", "it happens at one moment; leave the length out"});
    if (!is_moment(use->kind) && use->hours && !use->from_h)
      out.push_back({path, "has a length but no beginning", "write { from_h = ..., hours = ... }, or true"});
  }
}

}  // namespace

std::vector<Violation> find_violations(const Scenario& scenario, const Parameters& parameters) {
  std::vector<Violation> out = lists_too_long(scenario);
  if (!out.empty()) return out;
  if (scenario.title.size() > kLongestTitle) {
    out.push_back({"title", fmt::format("is {} bytes long", scenario.title.size()), fmt::format("at most {}", kLongestTitle)});
  }
  check_numbers<Scenario>("", scenario, kScenarioNumbers, out);
  check_numbers<Patient>("patient.", scenario.patient, kPatientNumbers, out);
  check_numbers<Setting>("setting.", scenario.setting, kSettingNumbers, out);
  check_numbers<ModelOptions>("model.", scenario.model, kModelNumbers, out);

  // A run of impossible length has no end to compare with.
  const bool has_end = kHorizonDays.contains(scenario.horizon_days);
  const double end_h = has_end ? scenario.end_h() : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    const Dose& dose = scenario.doses[i];
    const std::string path = item("dose", i);
    check_numbers<Dose>(path + ".", dose, kDoseNumbers, out);
    // A route that does not use the length keeps it for when the route changes back, so it has to be a number.
    if (dose.route != Route::iv_infusion && !std::isfinite(dose.over_min))
      out.push_back({path + ".over_min", "is " + number_text(dose.over_min), "give an ordinary number"});
    check_amount_fields(path, dose, out);
    check_moment(path + ".", dose.at_h, end_h, out);
    if (dose.at_h < end_h - kSameMomentHours && dose.end_h() > end_h + kSameMomentHours) {
      out.push_back({path, fmt::format("runs until {:.4g} h, after the end of the run", dose.end_h()),
                     fmt::format("the run ends at {} h; start earlier or give a larger horizon_days", number_text(end_h))});
    }
  }
  check_overlaps(scenario.doses, out);
  for (Violation& violation : over_limit(scenario, parameters, "stop", "hard stop")) out.push_back(std::move(violation));

  check_events<Therapy>("therapy", scenario.therapies, kTherapyNumbers, end_h, out);
  check_sessions(scenario.therapies, out);
  check_events<Visit>("visit", scenario.visits, kVisitNumbers, end_h, out);
  check_company(scenario, end_h, out);
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

std::vector<Violation> find_cautions(const Scenario& scenario, const Parameters& parameters) {
  return over_limit(scenario, parameters, "warn", "usual range");
}

Problems check_scenario(const Scenario& scenario, const Parameters& parameters) {
  Problems problems;
  for (const Violation& violation : find_violations(scenario, parameters))
    problems.push_back({"", 0, 0, "`" + violation.path + "` " + violation.what, violation.remedy});
  return problems;
}

Problems scenario_warnings(const Scenario& scenario, const Parameters& parameters) {
  Problems problems;
  for (const Violation& violation : find_cautions(scenario, parameters))
    problems.push_back({"", 0, 0, "`" + violation.path + "` " + violation.what, violation.remedy});
  return problems;
}

}  // namespace syn
