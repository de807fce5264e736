#include "model/scenario/acting.hpp"

#include <algorithm>
#include <limits>

namespace syn {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

double first_dose_h(const Scenario& scenario) {
  double first = kNever;
  for (const Dose& dose : scenario.doses) first = std::min(first, dose.at_h);
  return first;
}

bool acts(const ExperimentUse& use, const Scenario& scenario) {
  if (use.from_h && *use.from_h >= scenario.end_h()) return false;
  if (use.kind == Experiment::rapamycin && !use.from_h) return !scenario.doses.empty();
  if (use.kind == Experiment::spine_erasure) return *use.from_h > first_dose_h(scenario);
  return true;
}

// A called-up memory changes while drug is there: not if the next is called up before the first dose.
bool acts(std::size_t retrieval, const Scenario& scenario, const Parameters& parameters) {
  if (parameters["drive.memory.weakening"] == 0.0 && parameters["drive.memory.strengthening"] == 0.0) return false;
  const auto& calls = scenario.retrievals;
  const double until_h = retrieval + 1 < calls.size() ? calls[retrieval + 1].at_h : scenario.end_h();
  return first_dose_h(scenario) < until_h;
}

}  // namespace

Scenario acting(const Scenario& scenario, const Parameters& parameters) {
  Scenario out = scenario;
  std::erase_if(out.parameters, [&](const auto& change) {
    const Parameter* own = parameters.find(change.first);
    return own != nullptr && own->value == change.second;
  });
  std::erase_if(out.stressors, [&](const Stressor& s) { return s.level == 0.0 || s.at_h >= scenario.end_h(); });
  if (!scenario.retrievals.empty()) {
    const Parameters changed = parameters.with(scenario.parameters);
    out.retrievals.clear();
    for (std::size_t i = 0; i < scenario.retrievals.size(); ++i) {
      if (acts(i, scenario, changed)) out.retrievals.push_back(scenario.retrievals[i]);
    }
  }
  std::erase_if(out.experiments, [&](const ExperimentUse& use) { return !acts(use, scenario); });
  return out;
}

std::string expectancy_key(Condition condition) { return "scenario.default_expectancy_" + std::string(name_of(condition)); }

Scenario usual_scenario(Condition condition, const Parameters& parameters) {
  Scenario out;
  out.condition = condition;
  const auto take = [&](const char* what, double& value) {
    const Parameter* own = parameters.find("scenario.default_" + std::string(what) + "_" + std::string(name_of(condition)));
    if (own != nullptr) value = own->value;
  };
  take("baseline", out.patient.baseline_score);
  take("spread", out.patient.baseline_sd);
  take("trial", out.setting.trial_factor);
  return out;
}

bool was_tried(TherapyKind kind, Condition condition) {
  switch (kind) {
    case TherapyKind::cbt: return condition == Condition::trd || condition == Condition::anxiety || condition == Condition::ptsd;
    case TherapyKind::training: return condition == Condition::trd;
    case TherapyKind::met:
    case TherapyKind::mbrp: return condition == Condition::alcohol;
    case TherapyKind::fap:
    case TherapyKind::support: break;
  }
  return true;
}

bool follows_abstinence(Condition condition) {
  return condition == Condition::alcohol || condition == Condition::opioid || condition == Condition::smoking;
}

std::optional<double>& abstinent_from(Scenario& scenario) {
  return scenario.condition == Condition::smoking ? scenario.quit_h : scenario.detox_h;
}

const std::optional<double>& abstinent_from(const Scenario& scenario) {
  return scenario.condition == Condition::smoking ? scenario.quit_h : scenario.detox_h;
}

bool is_pain(Condition condition) { return condition == Condition::pain_crps || condition == Condition::pain_mixed; }

Range baseline_range(Condition condition, const Parameters& parameters) {
  const Parameter* baseline = parameters.find("scenario.default_baseline_" + std::string(name_of(condition)));
  constexpr double kWidest = 144.0;
  return {1.0, baseline != nullptr ? parameters["clinical." + std::string(name_of(condition)) + ".scale_top"] : kWidest};
}

std::vector<MedicineKind> medicines_of(Condition condition) {
  switch (condition) {
    case Condition::trd: return {MedicineKind::ssri, MedicineKind::naltrexone_oral};
    case Condition::anxiety:
    case Condition::social_anxiety:
    case Condition::ptsd: return {MedicineKind::ssri};
    case Condition::alcohol: return {MedicineKind::naltrexone_oral};
    case Condition::opioid: return {MedicineKind::naltrexone_xr};
    case Condition::smoking: return {MedicineKind::bupropion};
    default: break;
  }
  return {};
}

double expectancy_of(const Scenario& scenario, const Parameters& parameters) {
  return scenario.setting.expectancy.value_or(parameters[expectancy_key(scenario.condition)]);
}

}  // namespace syn
