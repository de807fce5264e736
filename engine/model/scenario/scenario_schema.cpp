#include <fmt/format.h>

#include <span>
#include <string>
#include <vector>

#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

std::string row(std::string_view name, std::string_view accepts, std::string_view fallback, std::string_view meaning) {
  return fmt::format("  {:<15} {:<45} {:<31} {}\n", name, accepts, fallback, meaning);
}

template <class Owner>
std::string number_rows(std::span<const NumberField<Owner>> fields) {
  std::string out;
  for (const NumberField<Owner>& field : fields)
    out += row(field.name, range_words(field.range, field.unit), field.fallback, field.meaning);
  return out;
}

}  // namespace

std::string scenario_schema() {
  std::string out = "Scenario files, version 1 (TOML). Times are hours of the scenario's clock; 0 = day 0.\n";
  out += row("field", "accepts", "when left out", "meaning");
  out += "top of the file\n";
  out += row("version", "1", "required", "version of the format");
  out += row("title", fmt::format("a text of up to {} bytes", kLongestTitle), "One infusion, then CBT", "");
  out += row("condition", "trd", "trd", "treatment-resistant depression, scored on the MADRS");
  out += number_rows<Scenario>(kScenarioNumbers);
  out += "[patient]\n";
  out += number_rows<Patient>(kPatientNumbers);
  out += row("stress", words_of<Stress>(" | "), "chronic", "chronic: stressed before and during; none: healthy start");
  out += row("bdnf", words_of<Bdnf>(" | "), "val_val", "variant of the BDNF gene");
  out += "[setting]\n";
  out += number_rows<Setting>(kSettingNumbers);
  out += row("", "names of expectancy: none | saline | spray | midazolam | open_label", "", "");
  out += row("", "names of trial: single_centre | typical | large_blinded", "", "");
  out += fmt::format("[[dose]], up to {}\n", kMaxDoses);
  out += number_rows<Dose>(kDoseNumbers);
  out += row("drug", words_of<Drug>(" | "), "racemic", "");
  out += row("route", words_of<Route>(" | "), "racemic: iv_infusion, else nose", "");
  out += row("swallowed", "true | false", "true", "sublingual: swallowed after holding it, or spat out");
  out += row("mg_per_kg", "above 0, mg/kg", "one of the three is required", "amount of base by weight");
  out += row("mg", "above 0, mg", "", "amount of base");
  out += row("sprays", "1 or more, whole", "", fmt::format("esketamine devices of {} mg", number_text(kSprayDeviceMg)));
  out += fmt::format("[[therapy]], up to {}\n", kMaxSessions);
  out += number_rows<Therapy>(kTherapyNumbers);
  out += row("kind", words_of<TherapyKind>(" | "), "cbt", "");
  out += fmt::format("[[visit]], up to {}\n", kMaxSessions);
  out += number_rows<Visit>(kVisitNumbers);
  out += fmt::format("[[medication]], up to {}\n", kMaxOthers);
  out += row("kind", words_of<MedicineKind>(" | "), "ssri", "");
  out += number_rows<Medication>(kMedicationNumbers);
  out += fmt::format("[[stressor]], up to {}\n", kMaxOthers);
  out += number_rows<Stressor>(kStressorNumbers);
  out += fmt::format("[[retrieval]], up to {}\n", kMaxOthers);
  out += number_rows<Retrieval>(kRetrievalNumbers);
  out += "[experiments]\n";
  for (const Experiment kind : kValues<Experiment>) {
    const bool moment = is_moment(kind);
    out += row(name_of(kind),
               is_gene(kind) ? "true | false"
               : moment      ? "{ from_h = }"
                             : "true | false | { from_h = , hours = }",
               "false", kind == Experiment::rapamycin ? "true: from 2 h before to 24 h after each treatment session begins" : "");
  }
  out += "[model]\n";
  out += row("hypotheses", fmt::format("a list of {}", words_of<Hypothesis>(", ")), "burst, rest_block", "how ketamine starts the chain");
  out += number_rows<ModelOptions>(kModelNumbers);
  out += row("encoding_loss", "true | false", "true", "sessions while intoxicated are learned less");
  out += row("route_logic", words_of<RouteLogic>(" | "), "and", "whether the hypotheses need each other");
  out += row("window", words_of<WindowKind>(" | "), "clinical", "which window for learning is assumed");
  out += row("block_kinetics", words_of<BlockKinetics>(" | "), "equilibrium", "how the circuit's receptors fill");
  out += row("vary_pharmacokinetics", "true | false", "false", "each virtual patient clears the drug differently");
  out += "[parameters]\n";
  out += row("a key", "a number in its range", "the program's value", "keys, ranges and sources stand in assets/parameters");
  return out;
}

}  // namespace syn
