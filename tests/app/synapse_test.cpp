// Stage "synapse" without a picture: the draws behind the receptor states, where molecules are, what it says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_stage.hpp"
#include "app/ui/look/locale.hpp"
#include "model/run/run.hpp"

using namespace syn;
using namespace syn::synapse;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

RunPtr run_for(double mg_per_kg) {
  const auto parameters = Parameters::load(kFiles);
  REQUIRE(parameters);
  Scenario scenario;
  scenario.horizon_days = 2.0;
  scenario.population = 1;
  if (mg_per_kg > 0.0) {
    Dose dose;
    dose.mg_per_kg = mg_per_kg;
    scenario.doses.push_back(dose);
  }
  return run_of(scenario, *parameters);
}

View through(Lens lens) {
  View view;
  view.lens = lens;
  return view;
}

StageReport described(SynapseStage& stage, const RunPtr& run, Hours time, const View& view) { return stage.at(run, time, view).describe(); }
const SynapseStage::Moment& sought(SynapseStage& stage, const RunPtr& run, Hours time, const View& view) {
  stage.at(run, time, view);
  return stage.moment();
}

double count_of(const StageReport& report, std::string_view name) {
  const auto found = std::find_if(report.counts.begin(), report.counts.end(), [&](const auto& c) { return c.first == name; });
  REQUIRE(found != report.counts.end());
  return found->second;
}

int count_in(const ReceptorMoments& receptors, ReceptorState state) { return count_states(receptors)[static_cast<std::size_t>(state)]; }

int held_in(const ReceptorMoments& r) { return count_in(r, ReceptorState::trapped) + count_in(r, ReceptorState::open_ketamine); }

}  // namespace

TEST_CASE("every receptor has one state, and over many bins each class has exactly the model's share") {
  const Shares shares{.ketamine = 0.0796, .open = 0.37, .magnesium = 0.944};
  std::array<double, kReceptorStates.size()> sum{};
  constexpr int kBins = 4000;
  for (int bin = 0; bin < kBins; ++bin) {
    const auto counts = count_states(receptors_at(7, Hours::from_seconds(8.0 * bin + 0.5), Lens::s, shares));
    CHECK(std::accumulate(counts.begin(), counts.end(), 0) == kNmdaReceptors);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
  }
  const double k = shares.ketamine, o = shares.open, m = shares.magnesium;
  const std::array<double, kReceptorStates.size()> expected{
      (1 - k) * (1 - o) * (1 - m), (1 - k) * (1 - o) * m, (1 - k) * o * (1 - m), (1 - k) * o * m, k * o, k * (1 - o)};
  for (std::size_t i = 0; i < sum.size(); ++i) {
    CAPTURE(name_of(kReceptorStates[i]));
    CHECK(sum[i] / kBins / kNmdaReceptors == doctest::Approx(expected[i]).epsilon(0.01));
  }
}

TEST_CASE("the share that holds ketamine is the model's within three standard errors, in every lens") {
  SynapseStage stage;
  const RunPtr run = run_for(0.5);
  const auto check = [](double held, double model, int moments) {
    REQUIRE(moments >= 2000);
    const double share = model / moments;
    CHECK(std::abs(held / moments - share) < 3.0 * std::sqrt(share * (1.0 - share) / moments));
  };
  for (const Lens lens : {Lens::ms, Lens::s, Lens::min, Lens::h}) {  // one run, moment after moment
    CAPTURE(name_of(lens));
    double held = 0.0, model = 0.0;
    int moments = 0;
    for (double minute = 5.0; minute < 240.0; minute += 1.3) {
      const Hours time = Hours::from_minutes(minute);
      held += count_of(described(stage, run, time, through(lens)), "receptor_ketamine_held");
      model += kNmdaReceptors * run->trajectory.at(Column::nmda_block_pyramidal, time);
      moments += kNmdaReceptors;
    }
    check(held, model, moments);
  }
  for (const Lens lens : {Lens::d, Lens::wk}) {  // a dose fills a few bins only: many seeds instead
    CAPTURE(name_of(lens));
    double held = 0.0, model = 0.0;
    int moments = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      for (const double hour : {0.7, 2.0, 5.0, 9.0}) {
        const Shares shares{.ketamine = run->trajectory.at(Column::nmda_block_pyramidal, {hour}), .open = 0.0, .magnesium = 0.94};
        held += held_in(receptors_at(seed, {hour}, lens, shares));
        model += kNmdaReceptors * shares.ketamine;
        moments += kNmdaReceptors;
      }
    }
    check(held, model, moments);
  }
}

TEST_CASE("without drug no receptor ever holds ketamine and none is drawn") {
  SynapseStage stage;
  const RunPtr run = run_for(0.0);
  for (const Lens lens : kLenses) {
    for (double hour = 0.0; hour < 40.0; hour += 0.37) {
      const StageReport report = described(stage, run, {hour}, through(lens));
      CHECK(count_of(report, "receptor_ketamine_held") == 0.0);
      CHECK(count_of(report, "ketamine_drawn") == 0.0);
    }
  }
}

TEST_CASE("the receptor that is cut open holds ketamine whenever any does") {
  for (int bin = 0; bin < 500; ++bin) {
    const ReceptorMoments r =
        receptors_at(11, Hours::from_minutes(15.0 * bin + 1.0), Lens::h, {.ketamine = 0.03, .open = 0.0, .magnesium = 0.9});
    const bool first = r[0].state == ReceptorState::trapped || r[0].state == ReceptorState::open_ketamine;
    CHECK(first == (held_in(r) > 0));
  }
}

TEST_CASE("going back shows the same again") {
  SynapseStage stage;
  const RunPtr run = run_for(0.5);
  const View view = through(Lens::ms);
  std::vector<std::vector<std::string>> forward;
  for (int i = 0; i <= 60; ++i) forward.push_back(described(stage, run, Hours{0.5 + i * 3.0e-7}, view).items);
  for (int i = 60; i >= 0; --i) {
    CHECK(described(stage, run, Hours{0.5 + i * 3.0e-7}, view).items == forward[static_cast<std::size_t>(i)]);
    CHECK(wander(7, Molecule::ketamine, i, 3.0 * i, kCleftBox) == wander(7, Molecule::ketamine, i, 3.0 * i, kCleftBox));
  }
}

TEST_CASE("who comes first in a bin is a permutation, and drifts slowly where it should") {
  int moved_slow = 0, moved_fast = 0;
  for (int bin = -50; bin < 50; ++bin) {
    for (const double drift : {0.25, 1.0}) {
      const auto order = order_of(3, 5, bin, drift);
      CHECK(std::set<int>(order.begin(), order.end()).size() == kNmdaReceptors);
      CHECK(*std::min_element(order.begin(), order.end()) == 0);
      const auto next = order_of(3, 5, bin + 1, drift);
      (drift < 1.0 ? moved_slow : moved_fast) += order[0] != next[0] ? 1 : 0;
    }
  }
  CHECK(moved_slow * 2 < moved_fast);
}

TEST_CASE("the draws are uniform and settle faster than chance") {
  constexpr int kBins = 1000;
  for (std::uint32_t what = 0; what < 5; ++what) {
    std::vector<double> draws;
    for (int bin = 0; bin < kBins; ++bin) draws.push_back(stratified_draw(19, what, bin));
    std::sort(draws.begin(), draws.end());
    double largest = 0.0;  // distance between the empirical and the uniform distribution
    for (int i = 0; i < kBins; ++i) largest = std::max(largest, std::abs(draws[static_cast<std::size_t>(i)] - (i + 0.5) / kBins));
    CHECK(largest < 0.01);  // independent draws would give about 0.03
  }
  CHECK(stratified_draw(1, 0, 5) != stratified_draw(2, 0, 5));
}

TEST_CASE("bins are as long as the lens says and cover time without a gap") {
  CHECK(gate_bin(Hours::from_minutes(40.0), Lens::ms).length_s == 1.0);
  CHECK(gate_bin(Hours::from_minutes(40.0), Lens::min).length_s == 60.0);
  CHECK(gate_bin(Hours::from_minutes(40.0), Lens::h).length_s == 900.0);
  CHECK(gate_bin(Hours::from_minutes(40.0), Lens::d).length_s == 6.0 * 3600.0);
  CHECK(gate_bin(Hours::from_minutes(40.0), Lens::wk).length_s == 24.0 * 3600.0);
  CHECK(gate_bin(Hours::from_minutes(-1.0), Lens::h).number == -1);
  // 40 min is a whole second although binary hours cannot hold it.
  const Release release = last_release(7, Hours::from_minutes(40.0));
  CHECK(release.number == 2400);
  CHECK(release.since_ms == doctest::Approx(0.0));
  CHECK(last_release(7, Hours{40.0 / 60.0 + 6.0 / 3.6e6}).since_ms == doctest::Approx(6.0).epsilon(1e-3));
  CHECK(ketamine_bin(Hours::from_seconds(8.007), Lens::ms).number == 0);
  CHECK(ketamine_bin(Hours::from_seconds(8.009), Lens::ms).number == 1);
}

TEST_CASE("after a release gates open within milliseconds and shut within hundreds") {
  SynapseStage stage;
  const RunPtr run = run_for(0.0);
  const auto open_at = [&](double ms) {
    double open = 0.0;
    for (int release = 0; release < 300; ++release) {
      const Hours time = Hours::from_seconds(3600.0 + release + 1.0e-3 * ms);
      const ReceptorMoments r = sought(stage, run, time, through(Lens::ms)).receptors;
      open += count_in(r, ReceptorState::open) + count_in(r, ReceptorState::open_magnesium);
    }
    return open / 300 / kNmdaReceptors;
  };
  CHECK(open_at(0.05) < 0.02);
  CHECK(open_at(7.0) == doctest::Approx(0.42).epsilon(0.05));  // peak of the gate, GluN2A (Erreger et al. 2005)
  CHECK(open_at(900.0) < 0.02);
  // Between releases hardly any gate is open.
  CHECK(count_in(sought(stage, run, {1.0}, through(Lens::h)).receptors, ReceptorState::open_magnesium) == 0);
}

TEST_CASE("molecules stay in their room and move without jumps") {
  for (int identity = 0; identity < 40; ++identity) {
    glm::vec3 before = wander(7, Molecule::glutamate, identity, 0.0, kCleftBox);
    for (int step = 1; step < 400; ++step) {
      const glm::vec3 at = wander(7, Molecule::glutamate, identity, 0.02 * step, kCleftBox);
      CHECK(glm::all(glm::greaterThanEqual(at, kCleftBox.low)));
      CHECK(glm::all(glm::lessThanEqual(at, kCleftBox.high)));
      CHECK(glm::distance(at, before) < 1.2F);  // nanometres in a fiftieth of a second
      before = at;
    }
  }
  // They fill the room: the mean lies in its middle.
  glm::dvec3 mean{0.0};
  for (int identity = 0; identity < 2000; ++identity) mean += glm::dvec3(wander(7, Molecule::ketamine, identity, 55.0, kCleftBox)) / 2000.0;
  const glm::dvec3 middle = 0.5 * (glm::dvec3(kCleftBox.low) + glm::dvec3(kCleftBox.high));
  const glm::dvec3 size = glm::dvec3(kCleftBox.high) - glm::dvec3(kCleftBox.low);
  CHECK(glm::all(glm::lessThan(glm::abs(mean - middle), 0.03 * size)));
}

TEST_CASE("as many molecules are drawn as the concentration and the printed factor say") {
  for (const double um : {0.05, 0.2, 0.45, 0.7, 1.4}) {
    const Crowd c = crowd(Molecule::ketamine, um);
    CHECK(c.count() == std::lround(um * 6.02214076e-7 * 200.0 * 150.0 * 18.3 * c.factor));  // uM in nm^3
    CHECK(c.factor == 150.0);
  }
  CHECK(crowd(Molecule::ketamine, 0.0).slots() == 0);
  CHECK(crowd(Molecule::ketamine, 50.0).drawn == doctest::Approx(240.0));  // a cap, and the factor tells
  CHECK(crowd(Molecule::glutamate, 1100.0).factor == 1.0);
  CHECK(crowd(Molecule::magnesium, 1000.0).drawn == doctest::Approx(crowd(Molecule::magnesium, 1000.0).real / 8.0));
}

TEST_CASE("a vesicle's glutamate leaves through its mouth and reaches its place") {
  const glm::vec3 mouth{0.0F, 24.0F, 27.0F}, place{40.0F, 12.0F, 0.0F};
  CHECK(cloud_point(5, 100, 0.0, mouth, place).inside);
  CHECK_FALSE(cloud_point(5, 100, 0.05, mouth, place).inside);
  CHECK(glm::distance(cloud_point(5, 100, 5.0, mouth, place).position, place) < 1e-4F);
}

TEST_CASE("receptors stand on the density, apart from each other, none in front of the cut") {
  const SynapseLayout layout = make_layout();
  std::vector<glm::vec2> feet;
  for (const Placed& p : layout.nmda) feet.emplace_back(p.position.x, p.position.z);
  for (const Placed& p : layout.ampa) feet.emplace_back(p.position.x, p.position.z);
  CHECK(layout.nmda[0].position.z == kReceptorCut);
  for (std::size_t i = 0; i < feet.size(); ++i) {
    CHECK(glm::length(feet[i]) < kDensityRadius);
    CHECK(feet[i].y <= kReceptorCut);
    for (std::size_t j = i + 1; j < feet.size(); ++j) CHECK(glm::distance(feet[i], feet[j]) > 9.0F);
  }
  // NMDA receptors central, AMPA receptors around them.
  const auto mean_distance = [&](std::size_t from, std::size_t to) {
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) sum += glm::length(feet[i]);
    return sum / static_cast<double>(to - from);
  };
  CHECK(mean_distance(1, kNmdaReceptors) + 15.0 < mean_distance(kNmdaReceptors, feet.size()));
  for (std::size_t i = 0; i < layout.vesicles.size(); ++i) {
    for (std::size_t j = i + 1; j < layout.vesicles.size(); ++j) {
      CHECK(glm::distance(layout.vesicles[i].position, layout.vesicles[j].position) > 2.0F * kVesicleRadius);
    }
  }
}

TEST_CASE("surfaces of the synapse are sound") {
  const SynapseLayout layout = make_layout();
  const auto check = [](const MeshData& mesh) {
    REQUIRE(mesh.triangle_count() > 0);
    REQUIRE(mesh.normals.size() == mesh.positions.size());
    REQUIRE(mesh.data.size() == mesh.positions.size());
    for (const std::uint32_t i : mesh.indices) REQUIRE(i < mesh.positions.size());
    for (const glm::vec3& n : mesh.normals) REQUIRE(glm::length(n) == doctest::Approx(1.0).epsilon(1e-3));
    for (const glm::vec3& p : mesh.positions) REQUIRE(std::isfinite(p.x + p.y + p.z));
  };
  const auto volume = [](const MeshData& mesh) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
      const glm::dvec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]],
                       c = mesh.positions[mesh.indices[i + 2]];
      sum += glm::dot(a, glm::cross(b, c)) / 6.0;
    }
    return sum;
  };
  const auto check_membrane = [&](const Membrane& m) {
    for (const MeshData* piece : {&m.face, &m.inner, &m.heads, &m.core}) check(*piece);
  };
  for (const MeshData& mesh : {postsynaptic_density(), hollow_vesicle(24), vesicle(24), ampa_stand_in(true), ampa_stand_in(false),
                               nmda_stand_in(), pore_hollow(false), pore_hollow(true)}) {
    check(mesh);
  }
  for (const double ms : {0.0, 0.3, 1.0, 5.0, 11.9}) check_membrane(fusing_vesicle(front_site(0), ms));
  check_membrane(bouton(1));
  const auto whole = [&](const Membrane& m) {
    check_membrane(m);
    MeshData all = m.face;
    for (const MeshData* piece : {&m.inner, &m.heads, &m.core}) all.append(*piece);
    return all;
  };
  // Closed bodies face outward; the pore's hollow faces inward, and is wider with the gate open.
  CHECK(volume(vesicle(112)) == doctest::Approx(4.0 / 3.0 * 3.14159 * std::pow(kVesicleRadius, 3)).epsilon(0.05));
  CHECK(volume(nmda_stand_in()) > 0.0);
  CHECK(volume(whole(spine_head(layout))) > 0.0);
  CHECK(volume(whole(bouton())) > 0.0);
  const auto narrowest = [](const MeshData& mesh, float from, float to) {
    float least = 100.0F;
    for (const glm::vec3& p : mesh.positions) {
      if (p.y > from && p.y < to) least = std::min(least, std::hypot(p.x, p.z));
    }
    return least;
  };
  CHECK(narrowest(pore_hollow(false), 1.3F, 2.3F) < 0.3F);
  CHECK(narrowest(pore_hollow(true), 1.3F, 2.3F) > 0.4F);
}

TEST_CASE("every sentence of the synapse stage stands in both languages") {
  SynapseStage stage;
  for (const char* language : {"en", "sv"}) {
    const auto locale = Locale::load(kFiles, language);
    REQUIRE(locale);
    for (const double dose : {0.0, 0.5}) {
      const RunPtr run = run_for(dose);
      for (const Lens lens : kLenses) {
        for (const double hour : {0.0, 40.0 / 60.0, 40.0 / 60.0 + 6.0 / 3.6e6, 40.0 / 60.0 + 0.5 / 3600.0, 20.0}) {
          const StageReport report = described(stage, run, {hour}, through(lens));
          for (const Sentence* sentence : {&report.caption, &report.lens_note}) {
            CAPTURE(sentence->key.id());
            CHECK(locale->has(sentence->key));
            const std::string text = locale->text(*sentence);
            CHECK(text.find('{') == std::string::npos);
            CHECK(text.find('<') == std::string::npos);
          }
          CHECK(report.items.size() == kNmdaReceptors);
          CHECK(report.badge == Badge::our_model);
        }
      }
    }
    for (const char* label : {"nmda", "ketamine_pore", "magnesium_pore", "ketamine", "magnesium", "glutamate", "calcium", "ampa", "tarp",
                              "vesicle", "fusing", "bouton", "spine", "density", "cleft", "trapped", "open"}) {
      const std::string key = std::string("stage.synapse.label.") + label;
      CAPTURE(key);
      CHECK(locale->has(TextKey::unchecked(key)));
    }
  }
}
