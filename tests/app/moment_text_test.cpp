#include "app/session/moment_text.hpp"

#include <doctest/doctest.h>

#include <random>

#include "core/files.hpp"

using namespace syn;

namespace {

const Parameters& parameters() {
  static const Parameters shipped = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return shipped;
}

// A scenario as a file can hold it, with everything that may be in one.
Scenario random_scenario(std::mt19937& dice) {
  const auto below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  Scenario scenario;
  const char* titles[] = {"One infusion, then CBT", "", "Åsa \"räknar\" \\ \n#: seek 3", "x=y [dose]"};
  scenario.title = titles[below(4)];
  scenario.horizon_days = 20.0 + below(60) + below(10) / 7.0;
  scenario.seed = dice();
  scenario.population = 1 + below(500);
  scenario.patient.weight_kg = 50.0 + below(70) / 3.0;
  scenario.patient.bdnf = static_cast<Bdnf>(below(3));
  if (below(2) == 0) scenario.setting.expectancy = below(40) / 100.0;
  for (int i = below(5); i > 0; --i) {
    Dose dose;
    dose.at_h = 24.0 * i + below(50) / 9.0;
    if (below(3) == 0) dose.route = Route::im;
    if (below(2) == 0) {
      dose.mg = 20.0 + below(30) / 7.0;
    } else {
      dose.mg_per_kg = 0.1 + below(50) / 100.0;
    }
    scenario.doses.push_back(dose);
  }
  for (int i = below(6); i > 0; --i)
    scenario.therapies.push_back({1.0 + below(400) + below(100) / 13.0, static_cast<TherapyKind>(below(4))});
  if (below(3) == 0) scenario.stressors.push_back({10.0 + below(90), 5.0, below(10) / 10.0});
  if (below(3) == 0) scenario.experiments.push_back({Experiment::rapamycin, {}, {}});
  if (below(3) == 0) scenario.model.hypotheses = {Hypothesis::burst};
  scenario.model.coupling = below(5) / 3.0;
  scenario.sort_events();
  return parse_scenario(to_toml(scenario), "made", parameters()).value();
}

State random_state(std::mt19937& dice) {
  const auto share = [&] { return static_cast<float>(dice() % 100000U) / 99999.0F; };
  State state;
  state.scenario = random_scenario(dice);
  state.playhead.time_h = static_cast<double>(share()) * state.scenario.end_h();
  state.view.stage = kStageNames[dice() % kStageNames.size()];
  if (state.view.stage == StageName::synapse && dice() % 2 == 0) state.view.viewpoint = Viewpoint::signals;
  state.view.lens = kLenses[dice() % kLenses.size()];
  state.view.labels = dice() % 2 == 0;
  if (dice() % 2 == 0) {
    Camera camera;
    camera.yaw = 6.0F * share() - 3.0F;
    camera.pitch = share();
    camera.distance = 0.1F + 30.0F * share();
    camera.target = {share(), -share(), 7.0F * share()};
    state.view.camera = camera;
  }
  return state;
}

State restored(const KeptMoment& moment, State state) {
  state = apply(state, command::SetScenario{moment.scenario}, parameters()).value();
  for (const Command& command : moment.commands) state = apply(state, command, parameters()).value();
  return state;
}

// Somebody else's screen, who likes other colours.
State elsewhere() {
  State state;
  state.view.stage = StageName::circuit;
  state.view.theme = ThemeName::light;
  state.view.locale = LocaleName::sv;
  state.view.text_scale = 2.0F;
  state.view.camera = Camera{};
  state.view.labels = false;
  state.playhead.time_h = 5.0;
  return state;
}

}  // namespace

TEST_CASE("a shared text restores scenario, time and view on another screen, and leaves its owner's likings alone") {
  std::mt19937 dice(5);
  for (int round = 0; round < 25; ++round) {
    const State sent = random_state(dice);
    const std::string text = share_text(sent, parameters());
    for (const char c : text) REQUIRE((c > ' ' && c < 127));
    CHECK(is_share_text(text));
    const State got = restored(read_share(text, parameters()).value(), elsewhere());
    CHECK(got.scenario == sent.scenario);
    CHECK(got.playhead.time_h == sent.playhead.time_h);
    CHECK(got.view.scale_step() == sent.view.scale_step());
    CHECK(got.view.camera == sent.view.camera);
    CHECK(got.view.lens == sent.view.lens);
    CHECK(got.view.labels == sent.view.labels);
    CHECK(got.view.theme == ThemeName::light);
    CHECK(got.view.locale == LocaleName::sv);
    CHECK(got.view.text_scale == 2.0F);
    // The long form, which recovery keeps, says the same.
    const State recovered = restored(read_moment(moment_text(sent), "kept", parameters()).value(), elsewhere());
    CHECK(recovered == got);
  }
}

TEST_CASE("a shared text is short: what the reader fills in is not in it") {
  State state;
  state.scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters()).value();
  state.playhead.time_h = 24.0;
  const std::string text = share_text(state, parameters());
  CHECK(text.size() < 450);
  CHECK(text.size() * 2 < to_toml(state.scenario).size());
}

namespace {

// Everything that a scenario may hold, with numbers as long as they get.
Scenario longest_scenario() {
  Scenario scenario;
  scenario.title.assign(200, '\x01');
  scenario.horizon_days = 365.98765432109876;
  scenario.seed = 9007199254740991;
  scenario.population = 4999;
  scenario.patient = {70.123456789012345, 40.123456789012345, 33.123456789012345, 5.1234567890123456, Stress::none, Bdnf::met_met};
  scenario.setting = {0.12345678901234567, 1.2345678901234567};
  const auto hour = [](int i) { return i * 7.0123456789012345 + 1.0 / 3.0; };
  for (int i = 0; i < 200; ++i) {
    Dose dose;
    dose.at_h = hour(i) * 6.0;
    dose.mg_per_kg = 0.012345678901234567;
    dose.over_min = 39.123456789012345;
    dose.drug = Drug::esketamine;
    dose.route = Route::iv_infusion;
    scenario.doses.push_back(dose);
  }
  for (int i = 0; i < 500; ++i) scenario.therapies.push_back({hour(i), TherapyKind::training});
  for (int i = 0; i < 500; ++i) scenario.visits.push_back({hour(i)});
  for (int i = 0; i < 100; ++i) {
    scenario.medications.push_back({MedicineKind::naltrexone_oral, hour(5 * i), hour(5 * i) + 1.0123456789012345});
    scenario.stressors.push_back({hour(i), 3.0123456789012345, 0.12345678901234567});
    scenario.retrievals.push_back({hour(i)});
  }
  for (const Experiment kind : kValues<Experiment>) {
    ExperimentUse use{kind, {}, {}};
    if (!is_gene(kind)) use.from_h = hour(3);
    if (!is_gene(kind) && !is_moment(kind)) use.hours = hour(1);
    scenario.experiments.push_back(use);
  }
  scenario.model.hypotheses.assign(kValues<Hypothesis>.begin(), kValues<Hypothesis>.end());
  scenario.model.coupling = 4.0123456789012345;
  for (const auto& [key, parameter] : parameters().all()) {
    if (!key.starts_with("scenario.")) scenario.parameters[key] = parameter.range.low + (parameter.range.high - parameter.range.low) / 3.0;
  }
  scenario.sort_events();
  return scenario;
}

}  // namespace

TEST_CASE("the longest scenario that the program holds is shared and recovered without loss") {
  State sent;
  sent.scenario = longest_scenario();
  const Problems wrong = check_scenario(sent.scenario, parameters());
  REQUIRE_MESSAGE(wrong.empty(), to_text(wrong));
  const std::string text = share_text(sent, parameters());
  MESSAGE("the longest shared text has " << text.size() << " signs");
  // As a mail program breaks it: a line end after each 64 signs, and quoted.
  CHECK(text.size() * 67 / 64 + 1 < kLongestShare);
  CHECK(read_share(text, parameters()).value().scenario == sent.scenario);
  CHECK(read_moment(moment_text(sent), "kept", parameters()).value().scenario == sent.scenario);
  const auto longer = read_share(text + std::string(kLongestShare, ' '), parameters());
  REQUIRE_FALSE(longer.has_value());
  CHECK(longer.error().front().what.find("too long") != std::string::npos);
}

TEST_CASE("a year of sessions is shared as short as it was, each entry without what the reader fills in") {
  State state;
  state.scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/tests/cases/share-too-long-to-paste.toml", parameters()).value();
  const std::string text = share_text(state, parameters());
  CHECK(text.size() == 25439);
  CHECK(read_share(text, parameters()).value().scenario == state.scenario);
}

TEST_CASE("a mail program may break a shared text into lines") {
  State state;
  state.scenario.doses = {Dose{.mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  std::string text = share_text(state, parameters());
  for (std::size_t at = 40; at < text.size(); at += 42) text.insert(at, "\r\n");
  CHECK(read_share("  " + text + " \n", parameters()).value().scenario == state.scenario);
}

TEST_CASE("every changed or missing sign of a shared text is noticed") {
  State state;
  state.scenario.doses = {Dose{.mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  const std::string text = share_text(state, parameters());
  for (std::size_t i = 5; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto read = read_share(changed, parameters());
    // The last sign holds some bits that stand for nothing.
    if (i + 1 == text.size() && read) continue;
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().front().what.find("damaged") != std::string::npos);
    CHECK_FALSE(read_share(text.substr(0, i), parameters()).has_value());
  }
  for (const char* wrong : {"SYN1:", "SYN1:!!!!", "SYN1:AAAA", "hello", ""}) CHECK_FALSE(read_share(wrong, parameters()).has_value());
  CHECK(to_text(read_share("SYN2:AAAA", parameters()).error()).find("newer Synaptoscope") != std::string::npos);
  CHECK_FALSE(is_share_text("SYNAPSE:1"));
  CHECK_FALSE(is_share_text("SYN1.toml"));
}

TEST_CASE("a moment may carry time and view, and no other command") {
  const std::string bare = "version = 1\n";
  CHECK(read_moment(bare + "#: seek 3\n# a note\n", "m", parameters()).value().commands.size() == 1);
  for (const char* line : {"#: set_theme light\n", "#: add_therapy at_h=3 kind=cbt\n", "#: play true\n", "#: seek soon\n", "#: fly 3\n"}) {
    const auto read = read_moment(bare + line, "m.toml", parameters());
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().front().line == 2);
    CHECK(read.error().front().file == "m.toml");
  }
  const auto newer = read_moment("version = 2\n#: seek 3\n", "m.toml", parameters());
  CHECK(to_text(newer.error()).find("newer Synaptoscope") != std::string::npos);
}
