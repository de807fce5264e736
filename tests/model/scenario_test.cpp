#include "model/scenario/scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/data/parameters.hpp"
#include "model/scenario/scenario_fields.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

Result<Scenario> parse(const std::string& text) { return parse_scenario(text, "s.toml", test::shipped()); }

Scenario good(const std::string& text) {
  const auto scenario = parse(text);
  REQUIRE_MESSAGE(scenario.has_value(), (scenario ? "" : to_text(scenario.error())));
  return *scenario;
}

// Puts every field of a part of a scenario somewhere else than at its default.
struct Away {
  template <class T>
  void operator()(const Field& field, T& value, const auto&...) const {
    if constexpr (Optional<T>) {
      (*this)(field, value.emplace());
    } else if constexpr (Number<T>) {
      value = static_cast<T>(0.25 * field.range.low + 0.75 * field.range.high);
    } else if constexpr (std::same_as<T, bool>) {
      value = !value;
    } else if constexpr (Named<T>) {
      value = kValues<T>.back();
    } else {
      value = {kValues<typename T::value_type>.back()};
    }
  }
};
template <Part T>
T away() {
  T part{};
  fields(Away{}, part);
  return part;
}

// One problem, as a user sees it.
struct Broken {
  const char* text;
  const char* message;
};

}  // namespace

TEST_CASE("the shipped scenarios load without warnings and mean what their names say") {
  const auto load = [](const char* name) {
    const auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/" + name, test::shipped());
    REQUIRE_MESSAGE(scenario.has_value(), (scenario ? "" : to_text(scenario.error())));
    // As large, or as long, as in the trials that they follow.
    const std::string_view which = name;
    const bool unusual = which == "opioid-session.toml" || which == "pain-four-days.toml";
    CHECK(scenario_warnings(*scenario, test::shipped()).empty() != unusual);
    CHECK(check_scenario(*scenario, test::shipped()).empty());
    return *scenario;
  };
  const Scenario one = load("one-infusion-cbt.toml");
  REQUIRE(one.doses.size() == 1);
  CHECK(one.doses.front().amount_mg(one.patient.weight_kg) == 35.0);
  CHECK(one.doses.front().end_h() == doctest::Approx(2.0 / 3.0));
  std::vector<double> sessions;
  for (const Therapy& therapy : one.therapies) sessions.push_back(therapy.at_h);
  CHECK(sessions == std::vector<double>{24.0, 48.0, 72.0, 96.0});

  const Scenario spray = load("esketamine-spray.toml");
  std::vector<double> days;
  for (const Dose& dose : spray.doses) {
    CHECK(dose.drug == Drug::esketamine);
    CHECK(dose.route == Route::intranasal);
    CHECK(dose.amount_mg(spray.patient.weight_kg) == 84.0);
    days.push_back(dose.at_h / 24.0);
  }
  CHECK(days == std::vector<double>{0, 3, 7, 10, 14, 17, 21, 24});

  const Scenario six = load("six-infusions.toml");
  days.clear();
  for (const Dose& dose : six.doses) days.push_back(dose.at_h / 24.0);
  CHECK(days == std::vector<double>{0, 2, 4, 7, 9, 11});

  const Scenario none = load("no-ketamine.toml");
  CHECK(none.doses.empty());
  CHECK(none.visits.size() == 1);
  CHECK(none.therapies == one.therapies);

  for (const auto& path : test::source_tree().list("assets/scenarios", ".toml")) load(path.filename().c_str());
}

TEST_CASE("what is left out takes its default") {
  const Scenario bare = good("version = 1\n");
  CHECK(bare == Scenario{});
  CHECK_FALSE(bare.setting.expectancy.has_value());

  const Scenario doses = good("version = 1\n[[dose]]\nmg = 30\n[[dose]]\nat_h = 48\ndrug = \"esketamine\"\nsprays = 2\n");
  CHECK(doses.doses[0].drug == Drug::racemic);
  CHECK(doses.doses[0].route == Route::iv_infusion);
  CHECK(doses.doses[0].over_min == 40.0);
  CHECK(doses.doses[1].route == Route::intranasal);
}

TEST_CASE("expectancy and trial accept their names and plain numbers") {
  CHECK(good("version = 1\n[setting]\nexpectancy = \"open_label\"\ntrial = \"large_blinded\"\n").setting == Setting{0.28, 0.23});
  CHECK(good("version = 1\n[setting]\nexpectancy = \"saline\"\ntrial = \"single_centre\"\n").setting == Setting{0.135, 1.0});
  CHECK(good("version = 1\n[setting]\nexpectancy = \"none\"\n").setting == Setting{0.0, 0.8});
  CHECK(good("version = 1\n[setting]\nexpectancy = \"midazolam\"\n").setting.expectancy == 0.29);
  CHECK(good("version = 1\n[setting]\nexpectancy = \"spray\"\n").setting.expectancy == 0.175);
  CHECK(good("version = 1\n[setting]\nexpectancy = 0.11\ntrial = 0.8\n").setting == Setting{0.11, 0.8});
}

TEST_CASE("events are sorted, and the run starts at the earliest of them or at day 0") {
  const Scenario scenario = good(
      "version = 1\n[[dose]]\nat_h = 48\nmg = 30\n[[dose]]\nat_h = 0\nmg = 20\n[[therapy]]\nat_h = "
      "72\n[[therapy]]\nat_h = -24\n[[visit]]\nat_h = 5\n[[visit]]\nat_h = 5\n");
  CHECK(scenario.doses[0].mg == 20.0);
  CHECK(scenario.therapies[0].at_h == -24.0);
  CHECK(scenario.start_h() == -24.0);
  CHECK(Scenario{}.start_h() == 0.0);
  CHECK(scenario.end_h() == 672.0);
}

TEST_CASE("a scenario survives being written and read, in every field") {
  Scenario scenario;
  scenario.title = "A \"quoted\" title, å\n\tand more";
  scenario.horizon_days = 83.25;
  scenario.seed = 9007199254740991ULL;
  scenario.population = 1234;
  scenario.patient = {61.7, 67.0, 28.25, 4.125, Stress::none, Bdnf::met_met};
  scenario.setting = {0.123456789012345, 0.27};
  for (int i = 0; i < 3; ++i) {
    Dose dose;
    dose.at_h = 24.1 * i - 1.0 / 3.0;
    if (i == 0) dose.mg_per_kg = 0.5;
    if (i == 1) {
      dose.drug = Drug::esketamine;
      dose.route = Route::intranasal;
      dose.sprays = 2;
    }
    if (i == 2) {
      dose.mg = 17.3;
      dose.over_min = 100.0;
    }
    scenario.doses.push_back(dose);
  }
  scenario.therapies = {{24.0, TherapyKind::cbt}, {25.5, TherapyKind::cbt}};
  scenario.visits = {{-3.0}, {100.0}};
  scenario.model = {{Hypothesis::rest_block}, 0.25, false, RouteLogic::either, WindowKind::rodent};
  scenario.parameters = {{"pk.racemic.clearance", 80.5}, {"receptor.block_half", 0.45}};
  CHECK(good(to_toml(scenario)) == scenario);
  CHECK(good(to_toml(Scenario{})) == Scenario{});
  scenario.model.hypotheses.clear();
  CHECK(good(to_toml(scenario)) == scenario);
  for (const auto& path : test::source_tree().list("assets/scenarios", ".toml")) {
    const Scenario shipped = load_scenario(path, test::shipped()).value();
    CHECK(good(to_toml(shipped)) == shipped);
    CHECK(to_toml(good(to_toml(shipped))) == to_toml(shipped));
  }
}

TEST_CASE("no field is forgotten by what writes and reads a scenario") {
  Scenario scenario;
  scenario.horizon_days = field_of(&Scenario::horizon_days).range.high;
  scenario.patient = away<Patient>();
  scenario.setting = away<Setting>();
  scenario.model = away<ModelOptions>();
  scenario.therapies = {away<Therapy>()};
  scenario.visits = {away<Visit>()};
  scenario.condition = Condition::social_anxiety;  // its scale holds a score in the middle of all
  scenario.medications = {away<Medication>()};
  scenario.medications.front().kind = MedicineKind::ssri;
  scenario.stressors = {away<Stressor>()};
  scenario.retrievals = {away<Retrieval>()};
  scenario.experiments = {away<ExperimentUse>()};
  CHECK(good(to_toml(scenario)) == scenario);
  int all = 0;
  fields([&](const Field&, const auto&...) { ++all; }, scenario.patient);
  CHECK(all >= 6);
  CHECK(count_changed(scenario.patient, Patient{}) == all);
  CHECK(count_changed(Patient{}, Patient{}) == 0);
  scenario.patient.age_years = Patient{}.age_years;
  CHECK(count_changed(scenario.patient, Patient{}) == all - 1);
  CHECK(field_of(&Patient::baseline_sd).name == "baseline_sd");
  CHECK(field_of(&ModelOptions::coupling).range.high == 5.0);
}

TEST_CASE("the entries of a list come in one order, whatever order they were written in") {
  const Scenario scenario = good(
      "version = 1\n[[medication]]\nkind = \"naltrexone_oral\"\nstart_h = 1\n[[medication]]\nkind = \"ssri\"\nstart_h = 3\n"
      "[[medication]]\nkind = \"ssri\"\nstart_h = 1\nstop_h = 2\n[[dose]]\nroute = \"oral\"\nmg = 30\n[[dose]]\nroute = \"im\"\nmg = 9\n");
  std::vector<double> starts;
  for (const Medication& medication : scenario.medications) starts.push_back(medication.start_h);
  CHECK(starts == std::vector<double>{1.0, 1.0, 3.0});
  CHECK(scenario.medications[0].kind == MedicineKind::ssri);
  CHECK(scenario.doses[0].route == Route::im);
}

TEST_CASE("changed model numbers may be written with or without quotation marks") {
  const Scenario quoted = good("version = 1\n[parameters]\n\"pk.racemic.clearance\" = 80\n");
  const Scenario dotted = good("version = 1\n[parameters]\npk.racemic.clearance = 80\n");
  CHECK(quoted.parameters == std::map<std::string, double>{{"pk.racemic.clearance", 80.0}});
  CHECK(quoted == dotted);
}

TEST_CASE("each broken scenario is refused with its place, what is wrong and what would be right") {
  const Broken kBroken[] = {
      {"version = 2\nnonsense = 1\n",
       "s.toml:1:11: `version` is 2: the file was made by a newer Synaptoscope; this one reads version = 1\n"},
      {"# kept\nversion = 0\nnonsense = 1\n", "s.toml:2:11: `version` is 0; this one reads version = 1\n"},
      {"version = \"1\"\n", "s.toml:1:11: `version` is a text; this one reads version = 1\n"},
      {"title = \"x\"\n", "`version` is missing; scenario files start with version = 1\n"},
      {"version = 1\n[[dose]]\nmg = -5\n", "s.toml:3:6: `dose[1].mg` is -5; give a number above 0; a visit without drug is a [[visit]]\n"},
      {"version = 1\n[patient]\nweight_kg = 5\n", "s.toml:3:13: `patient.weight_kg` is 5; give a number from 40 to 150 kg\n"},
      {"version = 1\n[[dose]]\nmg_per_kg = 0.5\n[[dose]]\nat_h = 0.5\nmg_per_kg = 0.5\n",
       "s.toml:4: `dose[2]` starts at 0.5 h, while the infusion of dose[1] runs until 0.6667 h (`dose[1]` stands "
       "in line 2); infusions may not overlap; start it later\n"},
      {"version = 1\nhorizon_days = 400\n", "s.toml:2:16: `horizon_days` is 400; give a number from 0.5 to 366 days\n"},
      {"version = 1\nhorizon_days = nan\n", "s.toml:2:16: `horizon_days` is nan; give a finite number\n"},
      {"version = 1\n[[therapy]]\nat_h = inf\n", "s.toml:3:8: `therapy[1].at_h` is inf; give a finite number\n"},
      {"version = 1\n[[dose]]\nmg = 30\nmg_per_kg = 0.5\n",
       "s.toml:2: `dose[1]` has more than one amount (mg_per_kg, mg); keep one of them\n"},
      {"version = 1\n[[dose]]\nat_h = 0\n", "s.toml:2: `dose[1]` has no amount; give one of mg_per_kg, mg or sprays\n"},
      {"version = 1\n[[dose]]\nsprays = 2\n",
       "s.toml:3:10: `dose[1].sprays` does not go with drug \"racemic\" and route \"iv_infusion\"; sprays are "
       "esketamine devices for the nose: drug = "
       "\"esketamine\", route = \"intranasal\", or give mg\n"},
      {"version = 1\n[[dose]]\nsprays = 2\ndrug = \"esketamine\"\nroute = \"iv_infusion\"\n",
       "s.toml:3:10: `dose[1].sprays` does not go with drug \"esketamine\" and route \"iv_infusion\"; sprays are "
       "esketamine devices for the nose: drug = "
       "\"esketamine\", route = \"intranasal\", or give mg\n"},
      {"version = 1\nhorizon_days = 2\n[[dose]]\nat_h = 48\nmg = 30\n",
       "s.toml:4:8: `dose[1].at_h` is 48, after the end of the run; the run ends at 48 h; give an earlier hour or a "
       "larger horizon_days\n"},
      {"version = 1\nhorizon_days = 2\n[[dose]]\nat_h = 47.5\nmg = 30\n",
       "s.toml:3: `dose[1]` runs until 48.17 h, after the end of the run; the run ends at 48 h; start earlier or give "
       "a larger horizon_days\n"},
      {"version = 1\n[patient]\nwieght_kg = 70\n", "s.toml:3:13: `patient.wieght_kg` is not a field here; did you mean `weight_kg`?\n"},
      {"version = 1\n[parameters]\n\"pk.racemic.clearence\" = 80\n",
       "s.toml:3:26: `parameters.pk.racemic.clearence` is not a parameter of the model; did you mean "
       "`pk.racemic.clearance`?\n"},
      {"version = 1\n[parameters]\npk.racemic.clearance = 300\n",
       "s.toml:3:24: `parameters.pk.racemic.clearance` is 300; give a number from 69 to 109 L/h\n"},
      {"version = 1\n[parameters]\n\"scenario.limit.iv_infusion.stop\" = 2.0\n",
       "s.toml:3:37: `parameters.scenario.limit.iv_infusion.stop` cannot be changed by a scenario; the limits and "
       "named choices of scenario files are fixed\n"},
      {"version = 1\ncondition = \"ptds\"\n",
       "s.toml:2:13: `condition` is \"ptds\"; did you mean \"ptsd\"? possible: trd, anxiety, social_anxiety, ptsd, alcohol, "
       "opioid, smoking, pain_crps, pain_mixed\n"},
      {"version = 1\n[[dose]]\nmg = 30\nroute = \"rectal\"\n",
       "s.toml:4:9: `dose[1].route` is \"rectal\"; possible: iv_infusion, iv_bolus, im, sc, intranasal, sublingual, oral\n"},
      {"version = 1\n[[dose]]\nmg = 30\nroute = \"oral\"\nswallowed = false\n",
       "s.toml:5:13: `dose[1].swallowed` does not go with route \"oral\"; only what is held under the tongue can be spat "
       "out; leave it out\n"},
      {"version = 1\n[[dose]]\nmg_per_kg = 4.5\nroute = \"im\"\n",
       "s.toml:3:13: `dose[1].mg_per_kg` makes 4.5 mg/kg by route \"im\", above the hard stop; at most 4 mg/kg in one "
       "session\n"},
      {"version = 1\n[[medication]]\nkind = \"bupropion\"\n",
       "s.toml:3:8: `medication[1].kind` is \"bupropion\", which is not modelled with \"trd\"; possible: ssri, "
       "naltrexone_oral\n"},
      {"version = 1\n[[medication]]\nstart_h = 10\nstop_h = 5\n",
       "s.toml:4:10: `medication[1].stop_h` is 5, before its start at 10 h; the last tablet cannot come before the first\n"},
      {"version = 1\n[[stressor]]\nlevel = 2\n", "s.toml:3:9: `stressor[1].level` is 2; give a number from 0 to 1\n"},
      {"version = 1\n[experiments]\nrapamicin = true\n",
       "s.toml:3:13: `experiments.rapamicin` is not a field here; did you mean `rapamycin`?\n"},
      {"version = 1\n[experiments]\nspine_erasure = true\n",
       "s.toml:3:17: `experiments.spine_erasure` has no moment; write { from_h = 24 }\n"},
      {"version = 1\n[experiments]\ngsk3_knock_in = { from_h = 2 }\n",
       "s.toml:3:17: `experiments.gsk3_knock_in` has a time, but a gene acts all along; write true\n"},
      {"version = 1\n[experiments]\nlithium = 1\n",
       "s.toml:3:11: `experiments.lithium` is a whole number; write true, false or { from_h = 0, hours = 24 }\n"},
      {"version = 1\n[model]\nhypotheses = [\"brust\"]\n",
       "s.toml:3:14: `model.hypotheses` lists \"brust\"; did you mean \"burst\"? possible: burst, rest_block, "
       "extrasynaptic, metabolite, habenula, trkb, opioid\n"},
      {"version = 1\n[model]\nhypotheses = [\"burst\", \"burst\"]\n",
       "s.toml:3:14: `model.hypotheses` lists \"burst\" twice; name each hypothesis once\n"},
      {"version = 1\n[setting]\nexpectancy = \"open_lable\"\n",
       "s.toml:3:14: `setting.expectancy` is \"open_lable\"; did you mean \"open_label\"? possible: midazolam, none, "
       "open_label, saline, spray, or a number\n"},
      {"version = 1\n[[dose]]\nmg_per_kg = 2.5\n",
       "s.toml:3:13: `dose[1].mg_per_kg` makes 2.5 mg/kg by route \"iv_infusion\", above the hard stop; at most 2 "
       "mg/kg in one session\n"},
      {"version = 1\n[[dose]]\ndrug = \"esketamine\"\nsprays = 5\n",
       "s.toml:4:10: `dose[1].sprays` makes 140 mg by route \"intranasal\", above the hard stop; at most 112 mg in one "
       "session\n"},
      {"version = 1\n[[dose]]\ndrug = \"esketamine\"\nsprays = 3\n[[dose]]\nat_h = 1\nmg_per_kg = 1\n",
       "s.toml:5: `dose[2]` and the doses of the 2 h before it make 1.25 times the hard stop; give less, or leave more "
       "time between the doses\n"},
      {"version = 1\n[[dose]]\nroute = \"intranasal\"\nmg = 30\nover_min = 20\n",
       "s.toml:5:12: `dose[1].over_min` does not go with route \"intranasal\"; only infusions have a length; leave it "
       "out\n"},
      {"version = 1\n[[dose]]\nmg = 30\nover_min = 1\n", "s.toml:4:12: `dose[1].over_min` is 1; give a number from 2 to 7200 min\n"},
      {"version = 1\n[[dose]]\ndrug = \"esketamine\"\nsprays = 0\n",
       "s.toml:4:10: `dose[1].sprays` is 0; give a number above 0; a visit without drug is a [[visit]]\n"},
      {"version = 1\n[[dose]]\ndrug = \"esketamine\"\nsprays = 1.5\n",
       "s.toml:4:10: `dose[1].sprays` is a number; give a whole number from 1 to 2147483647\n"},
      {"version = 1\npopulation = 0\n", "s.toml:2:14: `population` is 0; give a number from 1 to 100000 people\n"},
      {"version = 1\npopulation = 0.5\n", "s.toml:2:14: `population` is a number; give a whole number from 1 to 100000 people\n"},
      {"version = 1\nseed = -1\n", "s.toml:2:8: `seed` is -1; give a whole number from 0 to 9007199254740991\n"},
      {"version = 1\n[model]\nencoding_loss = 1\n", "s.toml:3:17: `model.encoding_loss` is a whole number; write true or false\n"},
      {"version = 1\n[model]\ncoupling = -1\n", "s.toml:3:12: `model.coupling` is -1; give a number from 0 to 5\n"},
      {"version = 1\n[patient]\nbaseline_score = \"severe\"\n", "s.toml:3:18: `patient.baseline_score` is a text; give a finite number\n"},
  };
  for (const Broken& broken : kBroken) {
    CAPTURE(broken.text);
    const auto scenario = parse(broken.text);
    REQUIRE_FALSE(scenario.has_value());
    const std::string message = to_text(scenario.error());
    CHECK(scenario.error().size() == 1);
    CHECK_MESSAGE(message.ends_with(broken.message), message);
    CHECK(message.starts_with("s.toml"));
  }
}

TEST_CASE("a field that cannot be read is told once, without rules about the default in its place") {
  const auto scenario = parse("version = 1\n[[dose]]\nmg = \"much\"\n[patient]\nweight_kg = \"heavy\"\n");
  REQUIRE_FALSE(scenario.has_value());
  REQUIRE(scenario.error().size() == 2);
  CHECK(scenario.error()[0].what == "`dose[1].mg` is a text");
  CHECK(scenario.error()[1].what == "`patient.weight_kg` is a text");
}

TEST_CASE("all problems of a file come at once, in the order of its lines") {
  const auto scenario = parse(
      "version = 1\nhorizon_days = 0\n[patient]\nage_years = 7\nsex = \"f\"\n[[dose]]\nmg = -1\n[[therapy]]\nkind = "
      "\"cbd\"\n");
  REQUIRE_FALSE(scenario.has_value());
  std::vector<int> lines;
  for (const Problem& problem : scenario.error()) lines.push_back(problem.line);
  CHECK(lines == std::vector<int>{2, 4, 5, 7, 9});
}

TEST_CASE("syntax errors, missing files and too many doses are told") {
  CHECK(parse("version = = 1").error().front().what.find("not TOML") != std::string::npos);
  CHECK(load_scenario("/no/such/file.toml", test::shipped()).error().front().what.find("cannot be opened") != std::string::npos);
  std::string many = "version = 1\nhorizon_days = 300\n";
  for (int i = 0; i < 201; ++i) many += "[[dose]]\nat_h = " + std::to_string(24 * i) + "\nmg = 10\n";
  const auto scenario = parse(many);
  REQUIRE_FALSE(scenario.has_value());
  CHECK(scenario.error().front().what == "`dose[201]` is one too many: there are 201");
  CHECK(scenario.error().front().remedy == "at most 200 of [[dose]]");
  CHECK(scenario.error().front().line == 603);
}

TEST_CASE("a scenario made in the program passes the same rules as a file") {
  Scenario scenario = test::one_infusion();
  CHECK(check_scenario(scenario, test::shipped()).empty());
  scenario.doses.front().mg_per_kg = -0.5;
  scenario.patient.weight_kg = 500.0;
  scenario.therapies.push_back({1e9, TherapyKind::cbt});
  scenario.parameters["pk.racemic.clearence"] = 80.0;
  scenario.seed = ~0ULL;
  const Problems problems = check_scenario(scenario, test::shipped());
  std::vector<std::string> whats;
  for (const Problem& problem : problems) whats.push_back(problem.what);
  for (const char* what : {"`patient.weight_kg` is 500", "`dose[1].mg_per_kg` is -0.5", "`therapy[1].at_h` is 1000000000",
                           "`parameters.pk.racemic.clearence` is not a parameter of the model"}) {
    CAPTURE(what);
    CHECK(std::find(whats.begin(), whats.end(), what) != whats.end());
  }
  CHECK(problems.size() == 5);
  // What check_scenario refuses, the reader refuses in the written form, and the other way round.
  CHECK_FALSE(parse(to_toml(scenario)).has_value());
  Scenario nan = test::one_infusion();
  nan.doses.front().at_h = std::nan("");
  CHECK_FALSE(check_scenario(nan, test::shipped()).empty());
}

TEST_CASE("unusual doses are warned about, not refused") {
  Scenario scenario = test::one_infusion();
  CHECK(scenario_warnings(scenario, test::shipped()).empty());
  scenario.doses.front().mg_per_kg = 1.5;
  CHECK(check_scenario(scenario, test::shipped()).empty());
  const Problems warnings = scenario_warnings(scenario, test::shipped());
  REQUIRE(warnings.size() == 1);
  CHECK(warnings.front().what == "`dose[1].mg_per_kg` makes 1.5 mg/kg by route \"iv_infusion\", above the usual range");
  const Scenario spray = test::one_spray(4);
  CHECK(check_scenario(spray, test::shipped()).empty());
  CHECK(scenario_warnings(spray, test::shipped()).size() == 1);
  // The same infusion in milligrams of a heavy person.
  Scenario heavy = test::one_infusion();
  heavy.patient.weight_kg = 120.0;
  heavy.doses.front().mg_per_kg.reset();
  heavy.doses.front().mg = 120.0;
  CHECK(scenario_warnings(heavy, test::shipped()).empty());
}

TEST_CASE("both drugs may be given in one course") {
  CHECK(good("version = 1\n[[dose]]\nmg = 30\n[[dose]]\nat_h = 72\ndrug = \"esketamine\"\nsprays = 2\n").doses.size() == 2);
}

TEST_CASE("the schema names every field that a written scenario has") {
  Scenario scenario = test::one_infusion();
  scenario.setting.expectancy = 0.2;
  scenario.therapies.emplace_back();
  scenario.visits.emplace_back();
  const std::string schema = scenario_schema();
  const std::string text = to_toml(scenario);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    const std::string key = line.substr(0, line.find(' '));
    if (!key.empty()) CHECK_MESSAGE(schema.find(key) != std::string::npos, key);
    start = end + 1;
  }
}

TEST_CASE("lists that are far too long are told as such, and nothing in them is compared with everything else") {
  std::string doses = "version = 1\n";
  for (int i = 0; i < 9000; ++i) doses += "[[dose]]\nmg = 9\n";
  const auto many = parse_scenario(doses, "many.toml", test::shipped());
  REQUIRE_FALSE(many.has_value());
  REQUIRE(many.error().size() == 1);
  CHECK(many.error().front().what == "`dose[201]` is one too many: there are 9000");
  CHECK(many.error().front().line == 402);
  std::string changes = "version = 1\n[parameters]\n";
  for (int i = 0; i < 9000; ++i) changes += "a.b" + std::to_string(i) + " = 1\n";
  const auto changed = parse_scenario(changes, "many.toml", test::shipped());
  REQUIRE_FALSE(changed.has_value());
  REQUIRE(changed.error().size() == 1);
  CHECK(changed.error().front().what == "`parameters.a` holds 9000 entries");
  std::string words = "version = 1\n[model]\nhypotheses = [";
  for (int i = 0; i < 9000; ++i) words += "\"burst\", ";
  const auto listed = parse_scenario(words + "]\n", "many.toml", test::shipped());
  REQUIRE_FALSE(listed.has_value());
  CHECK(listed.error().size() < 10);
  CHECK(listed.error().front().what == "`model.hypotheses` lists 9000 names");
}
