#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/config.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

std::string to_toml(const Scenario& scenario) {
  std::string out = "version = 1\n";
  const auto line = [&](std::string_view key, const std::string& value) { out += fmt::format("{} = {}\n", key, value); };
  const auto number = [&](std::string_view key, double value) { line(key, number_text(value)); };
  const auto word = [&](std::string_view key, std::string_view value) { line(key, quote(value)); };
  word("title", scenario.title);
  word("condition", name_of(scenario.condition));
  number("horizon_days", scenario.horizon_days);
  line("seed", std::to_string(scenario.seed));
  line("population", std::to_string(scenario.population));

  out += "\n[patient]\n";
  number("weight_kg", scenario.patient.weight_kg);
  number("age_years", scenario.patient.age_years);
  number("baseline_score", scenario.patient.baseline_score);
  number("baseline_sd", scenario.patient.baseline_sd);
  word("stress", name_of(scenario.patient.stress));
  word("bdnf", name_of(scenario.patient.bdnf));

  out += "\n[setting]\n";
  if (scenario.setting.expectancy) number("expectancy", *scenario.setting.expectancy);
  number("trial", scenario.setting.trial_factor);

  for (const Dose& dose : scenario.doses) {
    out += "\n[[dose]]\n";
    number("at_h", dose.at_h);
    word("drug", name_of(dose.drug));
    word("route", name_of(dose.route));
    if (dose.mg_per_kg) number("mg_per_kg", *dose.mg_per_kg);
    if (dose.mg) number("mg", *dose.mg);
    if (dose.sprays) line("sprays", std::to_string(*dose.sprays));
    if (dose.route == Route::iv_infusion) number("over_min", dose.over_min);
    if (!dose.swallowed) line("swallowed", "false");
  }
  for (const Therapy& therapy : scenario.therapies) {
    out += "\n[[therapy]]\n";
    number("at_h", therapy.at_h);
    word("kind", name_of(therapy.kind));
  }
  for (const Visit& visit : scenario.visits) {
    out += "\n[[visit]]\n";
    number("at_h", visit.at_h);
  }

  for (const Medication& medication : scenario.medications) {
    out += "\n[[medication]]\n";
    word("kind", name_of(medication.kind));
    number("start_h", medication.start_h);
    if (medication.stop_h) number("stop_h", *medication.stop_h);
  }
  for (const Stressor& stressor : scenario.stressors) {
    out += "\n[[stressor]]\n";
    number("at_h", stressor.at_h);
    number("hours", stressor.hours);
    number("level", stressor.level);
  }
  for (const Retrieval& retrieval : scenario.retrievals) {
    out += "\n[[retrieval]]\n";
    number("at_h", retrieval.at_h);
  }
  if (!scenario.experiments.empty()) out += "\n[experiments]\n";
  for (const ExperimentUse& use : scenario.experiments) {
    std::vector<std::string> window;
    if (use.from_h) window.push_back("from_h = " + number_text(*use.from_h));
    if (use.hours) window.push_back("hours = " + number_text(*use.hours));
    line(name_of(use.kind), window.empty() ? "true" : fmt::format("{{ {} }}", fmt::join(window, ", ")));
  }

  out += "\n[model]\n";
  std::vector<std::string> hypotheses;
  for (const Hypothesis hypothesis : scenario.model.hypotheses) hypotheses.push_back(quote(name_of(hypothesis)));
  line("hypotheses", fmt::format("[{}]", fmt::join(hypotheses, ", ")));
  number("coupling", scenario.model.coupling);
  line("encoding_loss", scenario.model.encoding_loss ? "true" : "false");
  word("route_logic", name_of(scenario.model.route_logic));
  word("window", name_of(scenario.model.window));
  word("block_kinetics", name_of(scenario.model.block_kinetics));
  line("vary_pharmacokinetics", scenario.model.vary_pharmacokinetics ? "true" : "false");

  if (!scenario.parameters.empty()) {
    out += "\n[parameters]\n";
    for (const auto& [key, value] : scenario.parameters) number(quote(key), value);
  }
  return out;
}

}  // namespace syn
