// A moment in words: its numbers are the trajectory's, its claims stand beside what contradicts them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <sstream>

#include "app/cli/run.hpp"
#include "app/explain/description.hpp"
#include "app/explain/transcript.hpp"
#include "model/data/hypotheses.hpp"
#include "model/run/run.hpp"
#include "model/scenario/acting.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

const DataFiles& data() {
  static const DataFiles files({fs::path(SYN_SOURCE_DIR)});
  return files;
}
const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(data()).value();
  return loaded;
}
Locale words(const char* name) { return Locale::load(data(), name).value(); }

Scenario shipped_scenario(const char* name) {
  return load_scenario(fs::path(SYN_SOURCE_DIR) / "assets/scenarios" / name, parameters()).value();
}
Run run_of(Scenario scenario) {
  scenario.population = 50;
  return *syn::run_of(scenario, parameters(), {.every_min = 30.0, .dense_start = true});
}
const Run& one_infusion() {
  static const Run run = run_of(shipped_scenario("one-infusion-cbt.toml"));
  return run;
}

// The text without its line breaks and non-breaking spaces, so that wrapping hides nothing.
std::string flat(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hard_space = text.compare(i, 2, "\u00A0") == 0;
    if (text.compare(i, 3, "\n  ") == 0) i += 2;
    out += hard_space || text[i] == '\n' ? ' ' : text[i];
    if (hard_space) ++i;
  }
  return out;
}
std::string told(const Run& run, double at_h, const char* locale = "en") { return flat(description_text(run, {at_h}, words(locale))); }
bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

// Every value given to a placeholder of this name, over all paragraphs.
std::vector<double> values_of(const std::vector<Paragraph>& paragraphs, std::string_view key, std::string_view name) {
  std::vector<double> found;
  for (const Paragraph& paragraph : paragraphs) {
    for (const Sentence& sentence : paragraph.sentences) {
      if (sentence.key.id() != key) continue;
      for (const auto& [placeholder, value] : sentence.values)
        if (placeholder == name) found.push_back(std::get<Quantity>(value).value);
    }
  }
  return found;
}

int run_words(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "synaptoscope");
  return run_command_line(static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace

TEST_CASE("the numbers in the words are the trajectory's") {
  const Run& run = one_infusion();
  struct Told {
    const char* key;
    const char* name;
    Column column;
    double factor;
  };
  const std::vector<Told> all{
      {"describe.drug.plasma", "ng", Column::plasma_ketamine, 1.0},
      {"describe.drug.brain", "um", Column::brain_ketamine, 1.0},
      {"describe.drug.metabolites", "norketamine", Column::plasma_norketamine, 1.0},
      {"describe.drug.cadss", "points", Column::cadss, 1.0},
      {"describe.drug.pressure", "mean", Column::systolic_rise, 1.0},
      {"describe.drug.sedated", "sedated", Column::sedated_fraction, 100.0},
      {"describe.drug.sedated", "unconscious", Column::unconscious_fraction, 100.0},
      {"describe.drug.sedated", "steep", Column::steep_rise_fraction, 100.0},
      {"describe.receptor.occupancy", "pyramidal", Column::nmda_block_pyramidal, 100.0},
      {"describe.receptor.occupancy", "interneuron", Column::nmda_block_interneuron, 100.0},
      {"describe.receptor.block", "block", Column::effective_block, 100.0},
      {"describe.circuit.rates", "pyramidal", Column::pyramidal_rate, 100.0},
      {"describe.circuit.glutamate", "percent", Column::glutamate, 100.0},
      {"describe.signals.now", "bdnf", Column::bdnf, 100.0},
      {"describe.signals.now", "mtorc1", Column::mtorc1, 100.0},
      {"describe.signals.now", "eef2", Column::eef2_phospho, 100.0},
      {"describe.signals.now", "gsk3", Column::gsk3_activity, 100.0},
      {"describe.spines.ampa", "percent", Column::ampa, 100.0},
      {"describe.spines.density", "percent", Column::spine_density, 100.0},
      {"describe.symptoms.bands", "p05", Column::symptom_p05, 1.0},
      {"describe.symptoms.bands", "p50", Column::symptom_p50, 1.0},
      {"describe.symptoms.bands", "p95", Column::symptom_p95, 1.0},
  };
  const Hours at{2.0 / 3.0};
  const std::vector<Paragraph> paragraphs = describe(run, at);
  for (const Told& told_value : all) {
    CAPTURE(told_value.key);
    CAPTURE(told_value.name);
    const std::vector<double> found = values_of(paragraphs, told_value.key, told_value.name);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == doctest::Approx(told_value.factor * run.trajectory.at(told_value.column, at)).epsilon(1e-12));
  }
  // The published end of the infusion, in the words of each language.
  CHECK(says(told(run, at.value), "about 194 ng/mL"));
  CHECK(says(told(run, at.value), "about 0.45 µM"));
  CHECK(says(told(run, at.value, "sv"), "ungefär 0,45 µM"));
}

TEST_CASE("the order of the peaks is told as the trajectory has it") {
  const auto paragraphs = describe(one_infusion(), {24.0});
  const auto after = [&](const char* signal) { return values_of(paragraphs, "describe.signals.peaks", signal).at(0); };
  CHECK(after("glutamate") > 40.0);  // minutes: past the end of the infusion by its lag
  CHECK(after("glutamate") < after("bdnf"));
  CHECK(after("bdnf") < after("mtorc1"));
  CHECK(after("mtorc1") < 90.0);
  CHECK(after("ampa") > 2.0);  // hours
  CHECK(says(told(one_infusion(), 24.0), "AMPA receptors at the surface after 4"));
  // Six hours into a dose the peaks are still to come for some.
  CHECK(values_of(describe(one_infusion(), {3.0}), "describe.signals.peaks", "ampa").empty());
}

TEST_CASE("responders and non-responders add up to a hundred, and so do those in remission and not") {
  for (const double at_h : {0.0, 24.0, 168.0, 672.0}) {
    const auto paragraphs = describe(one_infusion(), {at_h});
    for (const char* key : {"describe.symptoms.response", "describe.symptoms.remission"}) {
      const double yes = values_of(paragraphs, key, "yes").at(0);
      CHECK(yes + values_of(paragraphs, key, "no").at(0) == 100.0);
      CHECK(yes == std::round(yes));
    }
    CHECK(values_of(paragraphs, "describe.symptoms.response", "yes").at(0) ==
          doctest::Approx(100.0 * one_infusion().trajectory.at(Column::response_fraction, {at_h})).epsilon(0.5));
  }
}

TEST_CASE("a day after the dose the evidence against stands beside the claims") {
  const auto paragraphs = describe(one_infusion(), {24.0});
  const auto stands = [&](std::string_view heading, std::string_view key) {
    const auto paragraph =
        std::find_if(paragraphs.begin(), paragraphs.end(), [&](const Paragraph& p) { return p.heading.id() == heading; });
    REQUIRE(paragraph != paragraphs.end());
    const auto& all = paragraph->sentences;
    return std::any_of(all.begin(), all.end(), [&](const Sentence& s) { return s.key.id() == key; });
  };
  CHECK(stands("describe.heading.signals", "describe.signals.rapamycin"));
  CHECK(stands("describe.heading.spines", "describe.spines.pet"));
  CHECK(stands("describe.heading.symptoms", "describe.symptoms.null_trials"));
  CHECK(stands("describe.heading.learning", "describe.learning.reviews"));
  for (const char* locale : {"en", "sv"}) {
    const std::string text = told(one_infusion(), 24.0, locale);
    for (const char* study : {"Abdallah 2020", "41", "13", "Holmes 2022", "Abdallah 2022", "158", "Lii 2023", "Takahashi 2021",
                              "Jelovac 2025", "midazolam", "Kew 2023", "2026"})
      CHECK_MESSAGE(says(text, study), study);
  }
}

TEST_CASE("the last paragraph says what speaks against the story at any moment of any scenario") {
  for (const char* name : {"one-infusion-cbt.toml", "esketamine-spray.toml", "six-infusions.toml", "no-ketamine.toml"}) {
    const Run run = run_of(shipped_scenario(name));
    for (const double share : {0.0, 0.013, 0.5, 1.0}) {
      const Hours at{run.trajectory.start().value + share * (run.trajectory.end().value - run.trajectory.start().value)};
      const auto paragraphs = describe(run, at);
      const Paragraph& last = paragraphs.back();
      CHECK(last.heading.id() == "describe.heading.unknown");
      CHECK(last.sentences.size() >= 5);
      for (const char* locale : {"en", "sv"}) {
        const std::string text = told(run, at.value, locale);
        CAPTURE(name);
        CAPTURE(at.value);
        CHECK(!says(text, "{"));  // every placeholder was filled
        CHECK(!says(text, "<describe."));
        CHECK(!says(text, "<hypothesis."));
        CHECK(!says(text, "\u2013"));  // what the locale writes for a number that is none
        std::string lower = text;
        std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
        for (const char* verb : {"heals", "repairs", "resets", "rewires", "läker", "reparerar"}) CHECK(!says(lower, verb));
      }
    }
  }
}

TEST_CASE("of every condition it is said what it rests on, what trials could not hide, and what they did not find") {
  struct Case {
    const char* file;
    const char* rests_on;
    const char* against;
  };
  for (const Case& each : {Case{"anxiety-injections.toml", "built for depression", "0.25 mg/kg"},
                           Case{"social-anxiety.toml", "0.6 of those of anxiety", "18 people"},
                           Case{"ptsd-six-infusions.toml", "built for depression", "158 veterans"},
                           Case{"alcohol-mbrp.toml", "built for depression", "saline did not hide"},
                           Case{"opioid-session.toml", "built for depression", "overdose"},
                           Case{"smoking-met.toml", "Ketamine does nothing here", "10 people"},
                           Case{"pain-four-days.toml", "follows the dose here", "placebo 18"},
                           Case{"pain-one-infusion.toml", "follows the dose here", "one to two points"}}) {
    CAPTURE(each.file);
    Scenario scenario = shipped_scenario(each.file);
    scenario.horizon_days = std::max(7.0, std::min(scenario.horizon_days, 21.0));
    const double last_h = scenario.horizon_days * 24.0;
    std::erase_if(scenario.therapies, [&](const Therapy& session) { return session.at_h >= last_h; });
    std::erase_if(scenario.doses, [&](const Dose& dose) { return dose.end_h() >= last_h; });
    const Run run = run_of(scenario);
    const std::string text = told(run, 144.0);
    CHECK(says(text, each.rests_on));
    CHECK(says(text, each.against));
    if (!scenario.doses.empty()) CHECK(says(text, "most people in trials could tell"));
    if (is_pain(scenario.condition)) CHECK(!says(text, "remission"));
    CHECK(says(text, "Winstock 2012") == (scenario.doses.size() > 1));  // of repeated use where it is repeated
    CHECK(!says(told(run, 144.0, "sv"), "{"));
  }
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  CHECK(!says(told(one_infusion(), 24.0), "functional analytic"));
  scenario.therapies.front().kind = TherapyKind::fap;
  CHECK(says(told(run_of(scenario), 24.0), "No controlled trial of functional analytic psychotherapy together with ketamine was found."));
}

TEST_CASE("before the first dose nothing has been given, and nothing is claimed of it") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.doses.front().at_h = 48.0;
  const Run run = run_of(scenario);
  const std::string text = told(run, 24.0);
  CHECK(says(text, "Nothing has been given"));
  CHECK(says(text, "Next: a dose of 35 mg of ketamine, infusion into a vein, in 24 hours"));
  CHECK(!says(text, "ng/mL of the drug"));
  CHECK(!says(text, "new spines"));
  CHECK(says(told(run, 48.25), "is being given now"));
  CHECK(says(told(run, 48.25), "It began 15 minutes ago"));
  CHECK(says(told(run, 24.0, "sv"), "Inget har getts ännu"));
}

TEST_CASE("a healthy start says that symptoms are hidden and gives no score") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.patient.stress = Stress::none;
  const std::string text = told(run_of(scenario), 24.0);
  CHECK(says(text, "Symptoms are hidden"));
  CHECK(!says(text, "virtual patients lie"));
}

TEST_CASE("choices that are not the usual ones are said") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  CHECK(!says(told(one_infusion(), 24.0), "not the program's usual"));
  scenario.model.hypotheses = {Hypothesis::burst};
  scenario.model.coupling = 0.0;
  scenario.model.window = WindowKind::rodent;
  scenario.model.encoding_loss = false;
  scenario.patient.bdnf = Bdnf::met_met;
  scenario.parameters["receptor.gate_half"] = 0.2;
  const std::string text = told(run_of(scenario), 24.0);
  for (const char* said : {"not the program's usual", "with one of them missing", "coupling is switched off",
                           "follows the signals of rats and mice", "remembered in full", "Met allele", "receptor.gate_half = 0.20"})
    CHECK_MESSAGE(says(text, said), said);
  CHECK(says(text, "Moghaddam 1997"));  // for the one hypothesis in force
  CHECK(says(text, "Rotaru 2011"));     // and against it
  CHECK(!says(text, "Emnett 2013"));    // of a hypothesis that is not in force
}

TEST_CASE("experiments are said with what was seen, and whether they act at the moment") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.experiments = {{Experiment::rapamycin, {}, {}}, {Experiment::spine_erasure, 100.0, {}}};
  const Run run = run_of(scenario);
  const std::string early = told(run, 12.0);
  CHECK(says(early, "Experiment, acting at this moment: rapamycin"));
  CHECK(says(early, "This model gives the opposite"));
  CHECK(says(early, "Experiment, not acting at this moment: the new spines are erased"));
  const std::string late = told(run, 120.0, "sv");
  CHECK(says(late, "Experiment, inte verksamt just nu: rapamycin"));
  CHECK(says(late, "Experiment, verksamt just nu: de nya taggarna"));
  CHECK(!says(told(one_infusion(), 12.0), "Experiment"));
}

TEST_CASE("medicines, burdens and called-up memories are said while they are there") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.medications = {{MedicineKind::naltrexone_oral, 0.0, 48.0}, {MedicineKind::ssri, 72.0, {}}};
  scenario.stressors = {{200.0, 24.0, 0.5}};
  scenario.retrievals = {{-0.2}};
  const Run run = run_of(scenario);
  const std::string first = told(run, 10.0);
  CHECK(says(first, "naltrexone by mouth, since 10 hours"));
  CHECK(says(first, "Naltrexone changes nothing in this run"));
  CHECK(says(first, "A memory was called up 10.2 hours ago") == false);  // ten hours and more are whole hours
  CHECK(says(first, "A memory was called up 10 hours ago"));
  CHECK(says(first, "Das 2019"));
  CHECK(says(first, "Honsberger 2015"));
  CHECK(!says(first, "conventional antidepressant"));
  const std::string later = told(run, 210.0);
  CHECK(says(later, "a conventional antidepressant, since 5.8 days"));
  CHECK(says(later, "A burden of everyday life is on, at 50 % of"));
  CHECK(says(later, "Next: the burden of everyday life ends, in 14 hours"));
  CHECK(!says(later, "naltrexone by mouth"));
  CHECK(!says(later, "A memory was called up"));
}

TEST_CASE("whatever a scenario may name has words of its own") {
  const Locale en = words("en");
  const auto own = [&](std::string_view block, std::string_view name) {
    const std::string key = "describe." + std::string(block) + "." + std::string(name);
    CHECK_MESSAGE(en.has(TextKey::unchecked(key)), key);
  };
  for (const Route route : kValues<Route>) own("route", name_of(route));
  for (const TherapyKind kind : kValues<TherapyKind>) own("therapy", name_of(kind));
  for (const MedicineKind kind : kValues<MedicineKind>) own("medicine", name_of(kind));
  for (const Experiment kind : kValues<Experiment>) own("experiment", name_of(kind));
  // And they reach the text: a run with all experiments and hypotheses falls back on none.
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.model.hypotheses.assign(kValues<Hypothesis>.begin(), kValues<Hypothesis>.end());
  for (const Experiment kind : kValues<Experiment>)
    scenario.experiments.push_back({kind, is_moment(kind) ? std::optional(30.0) : std::nullopt, {}});
  const std::string text = told(run_of(scenario), 24.0);
  CHECK(!says(text, "an intervention of the laboratory"));
  for (const char* study : {"Moghaddam 1997", "Autry 2011", "Miller 2014", "PMC6746183", "Lord 2013", "Moliner 2023", "Yoon 2025"})
    CHECK_MESSAGE(says(text, study), study);
}

TEST_CASE("every hypothesis has a name, a claim and a sentence for and against it in both languages") {
  const auto ideas = load_hypotheses(data(), parameters());
  REQUIRE(ideas);
  for (const char* locale : {"en", "sv"}) {
    const Locale language = words(locale);
    for (const HypothesisEvidence& idea : *ideas) {
      for (const char* part : {"name", "claim", "supports", "contradicts"}) {
        const std::string key = "hypothesis." + idea.key + "." + part;
        CHECK_MESSAGE(language.has(TextKey::unchecked(key)), key);
      }
    }
  }
}

TEST_CASE("the command takes both languages and refuses a moment outside of the run") {
  const std::string scenario = std::string(SYN_SOURCE_DIR) + "/assets/scenarios/no-ketamine.toml";
  CHECK(run_words({"describe", scenario.c_str(), "--at", "3d", "--locale", "sv"}) == kDone);
  CHECK(run_words({"describe", scenario.c_str(), "--at", "29d"}) == kBadInput);
  CHECK(run_words({"describe", scenario.c_str(), "--at", "-1h"}) == kBadInput);
  CHECK(run_words({"describe", scenario.c_str(), "--at", "soon"}) == kBadCommandLine);
  CHECK(run_words({"describe", scenario.c_str()}) == kBadCommandLine);
  CHECK(run_words({"describe", "no-such-file.toml", "--at", "3d"}) == kBadInput);
}

TEST_CASE("lines are broken at spaces and counted in characters, not bytes") {
  CHECK(wrap("a bb ccc dddd", 6) == "a bb\nccc\ndddd");
  CHECK(wrap("ååå äää", 7) == "ååå äää");
  CHECK(wrap("extraordinary word", 5) == "extraordinary\nword");
  CHECK(wrap("60\u00A0% of it", 4) == "60\u00A0%\nof\nit");
  CHECK(wrap("", 10).empty());
}

TEST_CASE("every moment of a transcript has a time of its own, with seconds where it needs them") {
  Scenario scenario = shipped_scenario("one-infusion-cbt.toml");
  scenario.horizon_days = 0.5;
  scenario.therapies = {{1.0 + 12.5 / 3600.0, TherapyKind::cbt}, {1.0 + 48.0 / 3600.0, TherapyKind::cbt}, {-2.5, TherapyKind::cbt}};
  scenario.sort_events();
  const Run run = run_of(scenario);
  const std::string text = transcript_text(run, words("en"), {1.0});
  std::set<std::string> headings;
  std::size_t moments = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("=== ")) continue;
    ++moments;
    headings.insert(line);
  }
  CHECK(moments == transcript_moments(run.trajectory, {1.0}).size());
  CHECK(headings.size() == moments);
  CHECK(says(text, "01:00:12.500 ==="));
  CHECK(says(text, "01:00:48 ==="));
  CHECK(says(text, "21:30 ==="));
  CHECK(says(text, "01:00 ==="));
}
