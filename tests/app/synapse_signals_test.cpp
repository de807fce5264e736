// The diagram of the signals inside the spine: its numbers are the model's, its graph the dossier's, its surfaces sound.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_chain.hpp"
#include "app/stages/synapse/synapse_crowd.hpp"
#include "app/stages/synapse/synapse_signals.hpp"
#include "app/stages/synapse/synapse_stage.hpp"
#include "app/ui/look/locale.hpp"
#include "model/cortex/plasticity.hpp"
#include "model/run/run.hpp"

using namespace syn;
using namespace syn::synapse;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

RunPtr run(const std::string& name) {
  const auto parameters = Parameters::load(kFiles);
  REQUIRE(parameters);
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/" + name, *parameters);
  REQUIRE(scenario);
  scenario->population = 1;
  return run_of(*scenario, *parameters);
}

double count_of(const StageReport& report, std::string_view name) {
  const auto found = std::find_if(report.counts.begin(), report.counts.end(), [&](const auto& c) { return c.first == name; });
  REQUIRE(found != report.counts.end());
  return found->second;
}

View inside() {
  View view;
  view.stage = StageName::synapse;
  view.viewpoint = Viewpoint::signals;
  return view;
}

}  // namespace

TEST_CASE("the diagram reports the levels of the trajectory") {
  const RunPtr of = run("one-infusion-cbt.toml");
  const Trajectory& trajectory = of->trajectory;
  SynapseStage stage;
  for (const double hours : {0.0, 0.7, 1.5, 4.0, 30.0, 200.0}) {
    const StageReport report = stage.at(of, {hours}, inside()).describe();
    CHECK(count_of(report, "mtorc1_ratio") == trajectory.at(Column::mtorc1, {hours}));
    CHECK(count_of(report, "trkb_ratio") == trajectory.at(Column::trkb, {hours}));
    CHECK(count_of(report, "gsk3_activity_ratio") == trajectory.at(Column::gsk3_activity, {hours}));
    CHECK(count_of(report, "eef2_phospho_ratio") == trajectory.at(Column::eef2_phospho, {hours}));
    CHECK(count_of(report, "bdnf_pool_ratio") == trajectory.at(Column::bdnf, {hours}));
    CHECK(count_of(report, "nmda_free_share") == doctest::Approx(1.0 - trajectory.at(Column::effective_block, {hours})));
    CHECK(count_of(report, "akt_ratio") == trajectory.at(Inner::akt, {hours}));
    CHECK(count_of(report, "erk_ratio") == trajectory.at(Inner::erk, {hours}));
  }
}

TEST_CASE("kinases rise and fall within hours as in rodents, protein synthesis follows them, and proteins stay") {
  const RunPtr of = run("one-infusion-cbt.toml");
  const Trajectory& trajectory = of->trajectory;
  const SignalLevels before = signal_levels(trajectory, {0.0});
  const SignalLevels hour = signal_levels(trajectory, {1.0});
  const SignalLevels day = signal_levels(trajectory, {24.0});
  for (const Signal up :
       {Signal::trkb, Signal::akt, Signal::erk, Signal::mtorc1, Signal::bdnf_pool, Signal::bdnf_released, Signal::synthesis}) {
    CAPTURE(name_of(up));
    CHECK(level(hour, up) > level(before, up) + 0.2);
    CHECK(level(day, up) < level(before, up) + 0.02);
  }
  for (const Signal down : {Signal::gsk3, Signal::eef2}) CHECK(level(hour, down) < level(before, down) - 0.1);
  CHECK(level(before, Signal::akt) == doctest::Approx(1.0));
  CHECK(level(before, Signal::synthesis) == doctest::Approx(0.0));
  CHECK(level(day, Signal::proteins) > level(before, Signal::proteins) + 0.1);
  for (const Signal signal : kSignals) {
    for (double h = 0.0; h < 40.0; h += 0.25) CHECK(level(signal_levels(trajectory, {h}), signal) <= full_scale(signal));
  }
}

TEST_CASE("under rapamycin mTORC1 and protein synthesis do not answer, and the words say so") {
  const RunPtr of = run("rapamycin.toml");
  const Trajectory& trajectory = of->trajectory;
  SynapseStage stage;
  const SignalLevels hour = signal_levels(trajectory, {1.0});
  CHECK(level(hour, Signal::mtorc1) < 0.5 * level(signal_levels(trajectory, trajectory.start()), Signal::mtorc1));
  CHECK(level(hour, Signal::synthesis) < 0.01);
  CHECK(level(hour, Signal::trkb) > 1.2);
  CHECK(stage.at(of, {1.0}, inside()).describe().caption.key == "stage.synapse.signals.caption.held"_key);
}

TEST_CASE("translation is the share that makes proteins: none at rest, monotone in mTORC1, below 1") {
  const auto parameters = Parameters::load(kFiles);
  REQUIRE(parameters);
  const Plasticity brain(PlasticityConstants(*parameters, Species::human), {}, {});
  PlasticityState state = brain.healthy_start();
  CHECK(brain.translation(state) == 0.0);
  double last = 0.0;
  for (double s6k = 1.05; s6k < 4.0; s6k += 0.1) {
    state.s6k = s6k;
    CHECK(brain.translation(state) > last);
    last = brain.translation(state);
  }
  CHECK(last < 1.0);
  state.s6k = 1.5;
  const double braked = brain.translation(state);
  state.eef2_phospho = 0.6;
  CHECK(brain.translation(state) > braked);
}

TEST_CASE("every arrow joins two signals, once, and lies inside the spine or on its way to it") {
  std::set<std::pair<int, int>> seen;
  for (const SignalEdge& edge : signal_edges()) {
    CHECK(edge.from != edge.to);
    CHECK(seen.insert({static_cast<int>(edge.from), static_cast<int>(edge.to)}).second);
    for (float t = 0.0F; t <= 1.0F; t += 0.05F) CHECK(along(edge, t).z == doctest::Approx(kSignalPlane));
  }
  // The brakes of the dossier, and nothing else, hold back.
  for (const SignalEdge& edge : signal_edges())
    CHECK(edge.holds_back == (node(edge.from).brake || (edge.from == Signal::akt && edge.to == Signal::gsk3)));
}

TEST_CASE("bodies and arrows of the diagram are closed and face outward") {
  const auto check = [](MeshData mesh) {
    REQUIRE(mesh.triangle_count() > 0);
    // Corners by place: every edge lies on two triangles, once in each direction.
    std::map<std::array<int, 3>, int> places;
    std::vector<int> who;
    for (const glm::vec3& p : mesh.positions) {
      const std::array<int, 3> key{static_cast<int>(std::lround(p.x * 500.0F)), static_cast<int>(std::lround(p.y * 500.0F)),
                                   static_cast<int>(std::lround(p.z * 500.0F))};
      who.push_back(places.emplace(key, static_cast<int>(places.size())).first->second);
    }
    std::map<std::pair<int, int>, int> edges;
    double volume = 0.0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
      std::array<int, 3> corner{};
      for (std::size_t k = 0; k < 3; ++k) corner[k] = who[mesh.indices[i + k]];
      REQUIRE((corner[0] != corner[1] && corner[1] != corner[2] && corner[2] != corner[0]));
      for (std::size_t k = 0; k < 3; ++k) ++edges[{corner[k], corner[(k + 1) % 3]}];
      volume += glm::dot(glm::dvec3(mesh.positions[mesh.indices[i]]),
                         glm::cross(glm::dvec3(mesh.positions[mesh.indices[i + 1]]), glm::dvec3(mesh.positions[mesh.indices[i + 2]])));
    }
    for (const auto& [edge, times] : edges) {
      REQUIRE(times == 1);
      REQUIRE(edges.count({edge.second, edge.first}) == 1);
    }
    CHECK(volume > 0.0);
  };
  for (const Body body : {Body::kinase, Body::complex, Body::receptor, Body::ribosome, Body::vesicle}) check(signal_body(body));
  for (const SignalEdge& edge : signal_edges())
    for (const float strength : {0.0F, 1.0F}) check(edge_surface(edge, strength));
}

TEST_CASE("the pulse stands at each signal of the chain when the model has it highest, and runs from one to the next in between") {
  const RunPtr of = run("one-infusion-cbt.toml");
  SignalChain chain;
  chain.enter(*of);
  const std::vector<double> stops = chain.stops_h();
  REQUIRE(stops.size() == kChainStops);
  CHECK(std::is_sorted(stops.begin(), stops.end()));
  const Trajectory& t = of->trajectory;
  for (const double h : t.times_h()) CHECK(t.at(Column::mtorc1, {h}) <= t.at(Column::mtorc1, {stops[4]}));
  const auto place = [&](double h) {
    const auto pulse = chain.at({h});
    REQUIRE(pulse.has_value());
    return along(ways_of(pulse->leg).front(), pulse->share);
  };
  CHECK(glm::distance(place(stops[4]), node(Signal::mtorc1).at) < 1.0F);
  CHECK(glm::distance(place(stops[2]), node(Signal::trkb).at) < 1.0F);
  // Forward only, and without a jump.
  double last = -1.0;
  for (double h = stops.front(); h < stops.back(); h += 0.002) {
    const auto pulse = chain.at({h});
    REQUIRE(pulse.has_value());
    const double run_so_far = static_cast<double>(pulse->leg) + static_cast<double>(pulse->share);
    CHECK(run_so_far >= last);
    last = run_so_far;
  }
  CHECK(!chain.at({stops.front() - 0.5}).has_value());
  CHECK(!chain.at({stops.back() + 24.0}).has_value());
}

TEST_CASE("the pulse goes no further than the chain answers, and there is none without a dose") {
  SignalChain chain;
  chain.enter(*run("rapamycin.toml"));
  const std::vector<double> held = chain.stops_h();
  CHECK(held.size() == 4);  // to Akt and ERK: mTORC1 is held down
  chain.enter(*run("no-ketamine.toml"));
  CHECK(chain.stops_h().empty());
  CHECK(!chain.at({1.0}).has_value());
}

TEST_CASE("every way of the pulse is made of arrows of the diagram, and its legs join") {
  std::vector<glm::vec3> ends;
  for (std::size_t leg = 0; leg + 1 < kChainStops; ++leg) {
    const auto ways = ways_of(leg);
    for (const auto& way : ways) {
      REQUIRE(!way.empty());
      for (const SignalEdge* edge : way) REQUIRE(edge != nullptr);
      const bool joins = std::any_of(ends.begin(), ends.end(), [&](glm::vec3 end) { return glm::distance(end, along(way, 0.0F)) < 0.01F; });
      CHECK((leg == 0 || joins));
    }
    for (const auto& way : ways) ends.push_back(along(way, 1.0F));
  }
}

TEST_CASE("the spine's outline grows as its proteins do, and what fills it stays inside") {
  const RunPtr of = run("one-infusion-cbt.toml");
  SynapseStage stage;
  const auto outline = [&](double h) { return count_of(stage.at(of, {h}, inside()).describe(), "spine_outline_ratio"); };
  CHECK(outline(0.0) == doctest::Approx(1.0));
  CHECK(outline(12.0) > 1.05);
  const double proteins = of->trajectory.at(Column::synaptic_protein, {12.0}) / of->trajectory.at(Column::synaptic_protein, {0.0});
  CHECK(std::pow(outline(12.0), 3.0) == doctest::Approx(proteins).epsilon(0.01));
  CHECK(outline(300.0) < outline(12.0));
  for (const CrowdBead& bead : spine_crowd()) {
    CHECK(std::hypot(bead.at.x, bead.at.z) + bead.radius < spine_radius(bead.at.y));
    CHECK(bead.at.z + bead.radius < kSignalPlane);
  }
}

TEST_CASE("a body is the larger the higher its level") {
  for (const Signal signal : kSignals) {
    for (double value = 0.1; value < full_scale(signal); value += 0.1) CHECK(size_of(signal, value) <= size_of(signal, value + 0.1));
    CHECK(size_of(signal, full_scale(signal)) > size_of(signal, 0.0) + 0.5F);
  }
}

TEST_CASE("names of the diagram stand in both languages, one at every signal") {
  const SignalLevels levels{};
  for (const char* language : {"en", "sv"}) {
    const auto locale = Locale::load(kFiles, language);
    REQUIRE(locale);
    std::set<std::string> names;
    for (const Signal signal : kSignals) names.insert(locale->text(signal_words(signal, levels)));
    CHECK(names.size() == kSignals.size());
  }
}
