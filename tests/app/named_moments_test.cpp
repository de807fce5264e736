// Named moments: what the file may say, and that what is found in a run is what the picture of that moment shows.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "app/stages/common/course_events.hpp"
#include "app/view/moments.hpp"
#include "app/view/stages.hpp"
#include "model/run/run.hpp"

using namespace syn;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(kFiles).value();
  return loaded;
}

const NamedMoments& moments() {
  static const NamedMoments loaded = NamedMoments::load(kFiles).value();
  return loaded;
}

RunPtr run_of_file(const std::string& name) {
  Scenario scenario = load_scenario(std::filesystem::path(SYN_SOURCE_DIR) / "assets/scenarios" / name, parameters()).value();
  scenario.population = 20;
  return run_of(scenario, parameters(), {.dense_start = true});
}
const RunPtr& one_infusion() {
  static const RunPtr run = run_of_file("one-infusion-cbt.toml");
  return run;
}
const RunPtr& no_ketamine() {
  static const RunPtr run = run_of_file("no-ketamine.toml");
  return run;
}

FoundMoment found(const std::string& id, const RunPtr& run) {
  const auto answer = moments().find(*moments().named(id), run);
  REQUIRE_MESSAGE(std::holds_alternative<FoundMoment>(answer), id);
  return std::get<FoundMoment>(answer);
}

// What the stage says of a found moment, so many milliseconds later.
std::map<std::string, double> counts_at(const FoundMoment& moment, const RunPtr& run, double later_ms = 0.0) {
  static const auto stages = make_stages();
  View view;
  view.stage = *moment.stage;
  view.viewpoint = moment.viewpoint;
  view.lens = moment.lens;
  view.identity = moment.identity;
  for (const auto& stage : stages) {
    if (stage->name() != view.stage) continue;
    REQUIRE(stage->read(kFiles).empty());
    const StageReport report = stage->at(run, Hours{moment.at_h} + Hours::from_seconds(1.0e-3 * later_ms), view).describe();
    return {report.counts.begin(), report.counts.end()};
  }
  FAIL("no such stage");
  return {};
}

std::string problems_of(const std::string& text) {
  const auto read = NamedMoments::parse(text, "m.toml");
  return read ? "" : to_text(read.error());
}

const std::string kGood = R"(
[[moment]]
id = "receptor.ketamine-enters"
name = "ketamine enters"
name_sv = "ketamin går in"
stage = "receptor"
viewpoint = "close"
lens = "ms"
event = "ketamine_enters"
opening = true
)";

}  // namespace

TEST_CASE("every named moment is found in the first scenario, inside the run, and shows its own scale") {
  std::set<std::string> ids;
  for (const NamedMoment& moment : moments().all()) {
    CAPTURE(moment.id);
    CHECK(ids.insert(moment.id).second);
    const FoundMoment here = found(moment.id, one_infusion());
    CHECK(here.at_h >= one_infusion()->trajectory.start().value);
    CHECK(here.at_h <= one_infusion()->trajectory.end().value);
    CHECK(here.stage == moment.stage);
    for (const LocaleName locale : kValues<LocaleName>) CHECK(!moment.name(locale).empty());
  }
  CHECK(moments().opening().id == "receptor.ketamine-enters");
}

TEST_CASE("the four turns of a blocking follow each other in one receptor, and its picture shows them") {
  const FoundMoment leaves = found("receptor.magnesium-leaves", one_infusion());
  const FoundMoment enters = found("receptor.ketamine-enters", one_infusion());
  const FoundMoment shuts = found("receptor.gate-shuts", one_infusion());
  const FoundMoment gone = found("receptor.ketamine-leaves", one_infusion());
  CHECK(leaves.at_h < enters.at_h);
  CHECK(enters.at_h < shuts.at_h);
  CHECK(shuts.at_h < gone.at_h);
  for (const FoundMoment& turn : {leaves, shuts, gone}) CHECK(turn.identity == enters.identity);

  auto counts = counts_at(enters, one_infusion());
  CHECK(counts["ketamine_in_pore"] == 0.0);
  CHECK(counts["gate_open"] == 1.0);
  CHECK(counts["watched"] == enters.identity);
  counts = counts_at(enters, one_infusion(), 1.2);
  CHECK(counts["ketamine_in_pore"] == 1.0);
  counts = counts_at(shuts, one_infusion());
  CHECK(counts["ketamine_in_pore"] == 1.0);
  CHECK(counts["gate_open"] == 0.0);
  CHECK(counts["gate_drawn"] < 0.05);
  counts = counts_at(gone, one_infusion(), -1.0);
  CHECK(counts["ketamine_in_pore"] == 1.0);
  counts = counts_at(gone, one_infusion());
  CHECK(counts["ketamine_in_pore"] == 0.0);
  counts = counts_at(leaves, one_infusion());
  CHECK(counts["ketamine_in_pore"] == 0.0);
  CHECK(counts["gate_drawn"] > 0.0);
}

TEST_CASE("the signals' moments follow the chain: the pulse is where the moment says, and in the end the spine is larger") {
  const auto leg = [](const char* id) {
    auto counts = counts_at(found(id, one_infusion()), one_infusion());
    return counts["pulse_leg"] + counts["pulse_share"];
  };
  CHECK(leg("signals.bdnf-leaves") == doctest::Approx(1.0));
  CHECK(leg("signals.chain-runs") == doctest::Approx(4.0));
  CHECK(leg("signals.new-protein") == doctest::Approx(5.0));
  CHECK(leg("signals.spine-grows") == doctest::Approx(6.0));
  CHECK(counts_at(found("signals.spine-grows", one_infusion()), one_infusion())["spine_outline_ratio"] > 1.05);
}

TEST_CASE("what happens within a millisecond plays slower than its lens") {
  for (const NamedMoment& moment : moments().all()) {
    CAPTURE(moment.id);
    if (moment.lens == Lens::ms) CHECK(moment.speed < 1.0);
    if (moment.lens != Lens::ms) CHECK(moment.speed == 1.0);
  }
  CHECK(moments().named("synapse.release")->speed == 0.1);
}

TEST_CASE("ions stream where receptors are open and none holds back, and the blocked one is the one that is cut open") {
  auto open = counts_at(found("synapse.receptors-open", one_infusion()), one_infusion());
  CHECK(open["receptors_streaming"] >= 1.0);
  auto dark = counts_at(found("synapse.blocked-stays-dark", one_infusion()), one_infusion());
  CHECK(dark["receptors_streaming"] >= 1.0);
  CHECK(dark["receptor_ketamine_held"] >= 1.0);
}

TEST_CASE("turning points of the course lie where the course turns") {
  const Trajectory& t = one_infusion()->trajectory;
  const double peak = t.at(Inner::pyramidal_hz, {found("circuit.pyramidal-cells-fire", one_infusion()).at_h});
  const double rest = t.at(Inner::pyramidal_hz, {found("circuit.rest", one_infusion()).at_h});
  for (const double h : t.times_h()) CHECK(t.at(Inner::pyramidal_hz, {h}) <= peak);
  CHECK(peak > 1.05 * rest);
  const double brake = found("circuit.brake-blocked", one_infusion()).at_h;
  CHECK(brake < found("circuit.pyramidal-cells-fire", one_infusion()).at_h + 1.0);
  CHECK(t.at(Inner::somatostatin_hz, {brake}) < 0.99 * t.at(Inner::somatostatin_hz, t.start()));

  const double fall = t.at(Column::symptom_mean, {found("symptoms.fall", one_infusion()).at_h});
  const double back = t.at(Column::symptom_mean, {found("symptoms.return", one_infusion()).at_h});
  CHECK(fall == doctest::Approx(back).epsilon(0.01));  // both at half of the gain
  CHECK(found("symptoms.fall", one_infusion()).at_h < found("symptoms.return", one_infusion()).at_h);
}

TEST_CASE("what does not occur in a run says why, and what needs no drug is found without it") {
  for (const char* id : {"receptor.ketamine-enters", "receptor.gate-shuts", "receptor.ketamine-leaves", "synapse.blocked-stays-dark",
                         "circuit.brake-blocked", "circuit.pyramidal-cells-fire", "signals.chain-runs"}) {
    CAPTURE(id);
    const auto answer = moments().find(*moments().named(id), no_ketamine());
    REQUIRE(std::holds_alternative<Sentence>(answer));
    CHECK(!std::get<Sentence>(answer).key.empty());
  }
  for (const char* id : {"receptor.magnesium-leaves", "synapse.release", "synapse.receptors-open", "circuit.rest"})
    found(id, no_ketamine());
}

TEST_CASE("the same run gives the same moments, and another seed others") {
  const FoundMoment once = found("receptor.ketamine-enters", one_infusion());
  const NamedMoments again = NamedMoments::load(kFiles).value();
  CHECK(std::get<FoundMoment>(again.find(*again.named(once.id), one_infusion())) == once);
  Scenario scenario = one_infusion()->scenario();
  scenario.seed += 1;
  const RunPtr other = run_of(scenario, parameters(), {.dense_start = true});
  CHECK(found("receptor.ketamine-enters", other).at_h != once.at_h);
}

TEST_CASE("a file of moments that is wrong is told where and what, all at once") {
  CHECK(problems_of(kGood).empty());
  const auto with = [](std::string from, const std::string& to) {
    std::string text = kGood;
    text.replace(text.find(from), from.size(), to);
    return problems_of(text);
  };
  CHECK(with("\"ketamine_enters\"", "\"ketamine_enter\"").find("ketamine_enters") != std::string::npos);
  CHECK(with("\"close\"", "\"signals\"").find("viewpoint") != std::string::npos);
  CHECK(with("\"receptor.ketamine-enters\"", "\"Ketamine enters\"").find("SCALE.what-happens") != std::string::npos);
  CHECK(with("opening = true", "").find("opening") != std::string::npos);
  CHECK(with("opening = true", "opening = true\nspeed = 40").find("speed") != std::string::npos);
  CHECK(with("name_sv", "name_se").find("name_sv") != std::string::npos);
  CHECK(problems_of(kGood + kGood).find("used twice") != std::string::npos);
}
