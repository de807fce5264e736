// Stage "circuit": the cells' form, when they fire, what is said. Rates and blocks are the model's.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/export/offscreen_renderer.hpp"
#include "app/stages/circuit/circuit_cells.hpp"
#include "app/stages/circuit/circuit_light.hpp"
#include "app/stages/circuit/circuit_moment.hpp"
#include "app/stages/circuit/circuit_stage.hpp"
#include "app/stages/circuit/circuit_story.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "model/cortex/circuit_kinetics.hpp"
#include "model/run/run.hpp"
#include "model/sampling/circuit_spikes.hpp"

using namespace syn;
using namespace syn::circuit;

namespace {

DataFiles files() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }
const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(files()).value();
  return loaded;
}

Scenario scenario(double mg_per_kg = 0.5) {
  Scenario out = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters()).value();
  out.doses.front().mg_per_kg = mg_per_kg;
  out.horizon_days = 2.0;
  return out;
}

Trajectory run(const Scenario& of) { return simulate(of, parameters(), {.typical_only = true}); }

StageReport report(Trajectory trajectory, Hours time, Lens lens = Lens::h) {
  const auto stage = make_circuit_stage();
  View view;
  view.stage = StageName::circuit;
  view.lens = lens;
  return stage->at(run_of(std::move(trajectory), parameters()), time, view).describe();
}

std::map<std::string, double> counts(const StageReport& of) { return {of.counts.begin(), of.counts.end()}; }

// Every edge once each way (closed), outward, no triangle without area, unit normals.
void check_closed(const MeshData& mesh) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
  double volume = 0.0;
  double least_area = 1e9;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const std::array<std::uint32_t, 3> corner{mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
    for (std::size_t k = 0; k < 3; ++k) ++edges[{corner[k], corner[(k + 1) % 3]}];
    const glm::dvec3 a = mesh.positions[corner[0]], b = mesh.positions[corner[1]], c = mesh.positions[corner[2]];
    least_area = std::min(least_area, 0.5 * glm::length(glm::cross(b - a, c - a)));
    volume += glm::dot(a, glm::cross(b, c)) / 6.0;
  }
  CHECK(volume > 0.0);
  CHECK(least_area > 1e-6);
  bool closed = true;
  for (const auto& [edge, times] : edges) closed = closed && times == 1 && edges.contains({edge.second, edge.first});
  CHECK(closed);
  bool unit = true;
  for (const glm::vec3& n : mesh.normals) unit = unit && std::abs(glm::length(n) - 1.0F) < 1e-3F;
  CHECK(unit);
}

}  // namespace

TEST_CASE("over many windows a cell fires at the rate it is given, steady or changing, within the error of counting") {
  const std::function<double(double)> kSteady[]{[](double) { return 3.2; }, [](double) { return 11.4; }, [](double) { return 5.1; }};
  for (const auto& rate : kSteady) {
    double spikes = 0.0, squares = 0.0;
    constexpr int kWindows = 600;
    constexpr double kLong_s = 5.0;
    for (int w = 0; w < kWindows; ++w) {
      const double from = 1000.0 + kLong_s * w;
      const auto n = static_cast<double>(spikes_between(7, static_cast<std::uint64_t>(w % 8), from, from + kLong_s, rate).size());
      spikes += n;
      squares += n * n;
    }
    const double expected = rate(0.0) * kLong_s * kWindows;
    CHECK(std::abs(spikes - expected) < 3.0 * std::sqrt(expected));
    const double mean = spikes / kWindows;
    CHECK(squares / kWindows - mean * mean == doctest::Approx(mean).epsilon(0.2));  // Poisson
  }
  const auto ramp = [](double t) { return std::max(0.0, 0.01 * (t - 500.0)); };
  const double all = static_cast<double>(spikes_between(3, 1, 0.0, 2000.0, ramp).size());
  CHECK(std::abs(all - 11250.0) < 3.0 * std::sqrt(11250.0));
  CHECK(spikes_between(3, 1, 0.0, 500.0, ramp).empty());
}

TEST_CASE("spikes do not depend on the window or the direction of play, and cells fire apart") {
  const auto rate = [](double t) { return 8.0 + 4.0 * std::sin(t); };
  const std::vector<double> all = spikes_between(7, 2, 100.0, 130.0, rate);
  REQUIRE(all.size() > 100);
  CHECK(std::is_sorted(all.begin(), all.end()));
  std::vector<double> pieces;
  for (double from = 129.0; from >= 100.0; from -= 1.0) {
    const auto piece = spikes_between(7, 2, from, from + 1.0, rate);
    pieces.insert(pieces.begin(), piece.begin(), piece.end());
  }
  CHECK(pieces == all);
  CHECK(spikes_between(8, 2, 100.0, 130.0, rate) != all);
  CHECK(spikes_between(7, 3, 100.0, 130.0, rate) != all);
  CHECK(next_spike(7, 2, 100.0, 5.0, rate) == all.front());
  CHECK(next_spike(7, 2, 100.0, 5.0, [](double) { return 0.0; }) == 105.0);
}

TEST_CASE("a cell takes more than 400 ms to brighten and to fade, without a jump") {
  CHECK(kRise_s >= 0.4);
  CHECK(kFall_s >= 0.4);
  CHECK(glow(0.0) == 0.0);
  CHECK(glow(kRise_s) == doctest::Approx(1.0));
  CHECK(glow(kRise_s + kFall_s) == doctest::Approx(0.0));
  for (double t = 0.0; t < 2.0; t += 0.01) CHECK(std::abs(glow(t + 0.01) - glow(t)) < 0.04);
}

TEST_CASE("spikes of the drawn cells, counted over the hour after an infusion, agree with the modelled rates") {
  const Trajectory trajectory = run(scenario());
  const std::vector<Cell> cells = grow_cells();
  for (const CellClass type : kCellClasses) {
    double spikes = 0.0, expected = 0.0;
    for (const Cell& cell : cells) {
      if (cell.type != type) continue;
      const auto rate = [&](double t) { return rate_of(trajectory, type, Hours::from_seconds(t)); };
      for (double from = 1800.0; from < 5400.0; from += 60.0) {
        spikes += static_cast<double>(spikes_between(trajectory.scenario().seed, train_of(cell), from, from + 60.0, rate).size());
        for (double t = from + 0.5; t < from + 60.0; t += 1.0) expected += rate(t);
      }
    }
    CAPTURE(name_of(type));
    CHECK(expected > 20000.0);
    CHECK(std::abs(spikes - expected) < 3.0 * std::sqrt(expected));
  }
}

TEST_CASE("what is reported is the model's: rates, blocks, glutamate, at equilibrium and with use") {
  for (const BlockKinetics kinetics : {BlockKinetics::equilibrium, BlockKinetics::use_dependent}) {
    Scenario of = scenario();
    of.model.block_kinetics = kinetics;
    const Trajectory trajectory = run(of);
    const Circuit circuit(parameters(), true);
    for (const std::size_t row : {std::size_t{0}, std::size_t{4}, std::size_t{9}, trajectory.times_h().size() - 1}) {
      const Hours time{trajectory.times_h()[row]};
      auto of_report = counts(report(trajectory, time));
      CHECK(of_report["pyramidal_ratio"] == doctest::Approx(trajectory.at(Column::pyramidal_rate, time)));
      CHECK(of_report["glutamate_ratio"] == trajectory.at(Column::glutamate, time));
      CHECK(of_report["pyramidal_block"] == trajectory.at(Column::nmda_block_pyramidal, time));
      CHECK(0.5 * (of_report["parvalbumin_block"] + of_report["somatostatin_block"]) ==
            doctest::Approx(trajectory.at(Column::nmda_block_interneuron, time)));
      const CircuitRates rates =
          circuit.rates_under({of_report["pyramidal_block"], of_report["parvalbumin_block"], of_report["somatostatin_block"]});
      CHECK(of_report["pyramidal_hz"] == doctest::Approx(rates.pyramidal));
      CHECK(of_report["parvalbumin_hz"] == doctest::Approx(rates.parvalbumin));
      CHECK(of_report["somatostatin_hz"] == doctest::Approx(rates.somatostatin));
      CHECK(of_report["parvalbumin_rest_hz"] == doctest::Approx(circuit.resting().parvalbumin));
    }
  }
  const Trajectory trajectory = run(scenario());
  auto end = counts(report(trajectory, {40.0 / 60.0}));
  CHECK(end["pyramidal_ratio"] == doctest::Approx(1.22).epsilon(0.01));
  CHECK(end["parvalbumin_ratio"] > 0.97);  // pyramidal drive makes up for the block
  CHECK(end["somatostatin_ratio"] < 0.92);
  CHECK(end["parvalbumin_signs_held"] / (2 * kReceptorSigns) == doctest::Approx(end["parvalbumin_block"]).epsilon(0.3));
  CHECK(end["parvalbumin_signs_held"] > 0.0);
}

TEST_CASE("without the disinhibition hypothesis interneurons carry no block and pyramidal cells only fall") {
  Scenario of = scenario();
  of.model.hypotheses = {Hypothesis::rest_block, Hypothesis::habenula, Hypothesis::opioid};
  const Trajectory trajectory = run(of);
  for (const double t : {0.2, 0.5, 0.7, 1.5}) {
    auto c = counts(report(trajectory, {t}));
    CHECK(c["parvalbumin_block"] == 0.0);
    CHECK(c["somatostatin_block"] == 0.0);
    CHECK(c["parvalbumin_signs_held"] + c["somatostatin_signs_held"] == 0.0);
    CHECK(c["pyramidal_block"] > 0.01);
    CHECK(c["pyramidal_ratio"] < 1.0);
  }
  const StageReport off = report(trajectory, {40.0 / 60.0});
  CHECK(off.caption.key.id() == "stage.circuit.caption.no_burst");
  CHECK(off.badge == Badge::our_model);
  CHECK(off.lens_note.key.id() == "stage.circuit.also.two");  // habenula and opioid stand there as words
  const StageReport on = report(run(scenario()), {40.0 / 60.0});
  CHECK(on.badge == Badge::hypothesis);
  CHECK(on.caption.key.id() == "stage.circuit.caption.burst");
  CHECK(report(run(scenario()), {0.0}).caption.key.id() == "stage.circuit.caption.rest");
  CHECK(report(run(scenario()), {47.0}).caption.key.id() == "stage.circuit.caption.after");
  CHECK(report(run(scenario(30.0)), {40.0 / 60.0}).caption.key.id() == "stage.circuit.caption.too_much");
}

TEST_CASE("a stage that goes from one run to another and back shows each run's own, parameters too") {
  Scenario changed = scenario();
  changed.parameters["circuit.j_e"] = 18.6;
  const RunPtr usual = run_of(scenario(), parameters(), {.typical_only = true});
  const RunPtr other = run_of(changed, parameters(), {.typical_only = true});
  CHECK(usual->id != other->id);
  CHECK(usual->parameters.hash() == parameters().hash());
  CHECK(other->parameters["circuit.j_e"] == 18.6);
  const auto kept = make_circuit_stage();
  std::set<double> seen;
  for (const RunPtr& run : {usual, other, usual}) {
    const auto fresh = make_circuit_stage();
    auto now = counts(kept->at(run, {0.5}, View{}).describe());
    CHECK(now == counts(fresh->at(run, {0.5}, View{}).describe()));
    seen.insert(now["pyramidal_rest_hz"]);
  }
  CHECK(seen.size() == 2);
}

TEST_CASE("spikes are shown one by one only at the lenses ms and s, and never with reduced motion") {
  const Trajectory trajectory = run(scenario());
  const CircuitRates resting = resting_rates(parameters());
  const std::vector<Cell> cells = grow_cells();
  for (const Lens lens : kLenses) {
    for (const bool reduced : {false, true}) {
      View view;
      view.lens = lens;
      view.reduced_motion = reduced;
      const Moment m = moment_at(trajectory, resting, {0.7}, view, cells);
      CHECK(m.spiking == (!reduced && (lens == Lens::ms || lens == Lens::s)));
      for (const CellMoment& cell : m.cells) {
        if (!m.spiking) CHECK(cell.since_s.empty());
        CHECK(cell.brightness >= 0.0F);
        CHECK(cell.brightness <= 1.0F);
      }
      if (lens > Lens::s || reduced) CHECK(m.cells[0].brightness == m.cells[1].brightness);  // one rate, one brightness
    }
  }
}

TEST_CASE("the strip holds each spike of rest that stays, and what the drug adds or takes away") {
  const Trajectory trajectory = run(scenario());
  const CircuitRates resting = resting_rates(parameters());
  const std::vector<Cell> cells = grow_cells();
  for (const Lens lens : {Lens::s, Lens::h}) {
    View view;
    view.lens = lens;
    for (const double t : {0.0, 40.0 / 60.0}) {
      const Moment m = moment_at(trajectory, resting, {t}, view, cells);
      std::size_t added = 0, taken = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::set<double> now(m.cells[i].back_s.begin(), m.cells[i].back_s.end());
        const std::set<double> rest(m.cells[i].rest_back_s.begin(), m.cells[i].rest_back_s.end());
        for (const double back : rest) CHECK((back >= 0.0 && back <= kRaster_s));
        const bool faster = m.of(cells[i].type).ratio() >= 1.0;
        if (t > 0.0)
          CHECK(std::includes(faster ? now.begin() : rest.begin(), faster ? now.end() : rest.end(), faster ? rest.begin() : now.begin(),
                              faster ? rest.end() : now.end()));
        added += now.size() > rest.size() ? now.size() - rest.size() : 0;
        taken += rest.size() > now.size() ? rest.size() - now.size() : 0;
      }
      if (t == 0.0) CHECK(added + taken == 0);
      if (t > 0.0) CHECK(added > 0);
      if (t > 0.0) CHECK(taken > 0);
    }
  }
  // At a pace too fast to follow the strip does not flicker: the seconds stay, only rates change.
  View view;
  view.lens = Lens::h;
  const auto ticks = [&](double t) { return moment_at(trajectory, resting, {t}, view, cells).cells[0].rest_back_s; };
  CHECK(ticks(0.3) == ticks(1.7));
}

TEST_CASE("light follows the rates: at the end of an infusion pyramidal cells shine more and the brake on the tufts less") {
  auto rest = counts(report(run(scenario()), {0.0}));
  auto end = counts(report(run(scenario()), {40.0 / 60.0}));
  CHECK(rest["pyramidal_glow"] == doctest::Approx(kPyramidalRestLight).epsilon(0.01));
  CHECK(rest["brake_light_somatostatin"] == doctest::Approx(kBrakeRestLight).epsilon(0.01));
  CHECK(end["pyramidal_glow"] > 2.0 * rest["pyramidal_glow"]);
  CHECK(end["brake_light_somatostatin"] < 0.65 * rest["brake_light_somatostatin"]);
  CHECK(end["brake_light_parvalbumin"] / rest["brake_light_parvalbumin"] ==
        doctest::Approx(1.0 + kLightGain * (end["parvalbumin_ratio"] - 1.0) / kBrakeRestLight).epsilon(0.01));
}

TEST_CASE("a pulse lies on its lane and runs from the soma to every end") {
  for (const Cell& cell : grow_cells()) {
    const std::vector<Lane> lanes = lanes_of(cell);
    CHECK(lanes.size() >= cell.dendrites.size() - 1 + cell.routes.size());
    for (const Lane& lane : lanes) {
      CHECK(lane.start_um < 330.0F);
      CHECK(lane.end_um > lane.start_um);
      MeshData none, lit;
      add_pulse(none, lane, lane.start_um, glm::vec3{1.0F});
      CHECK(none.positions.empty());
      add_pulse(lit, lane, lane.start_um + 6.0F, glm::vec3{1.0F});
      check_closed(lit);
      for (const glm::vec3 p : lit.positions) CHECK(glm::distance(p, lane.tube.front().center) < 14.0F);
    }
  }
}

TEST_CASE("the cells have the published sizes and are always the same") {
  const std::vector<Cell> cells = grow_cells();
  REQUIRE(cells.size() == kPyramidalCells + kParvalbuminCells + kSomatostatinCells);
  double tufts = 0.0;
  for (const Cell& cell : cells) {
    CHECK(cell.receptors.size() == kReceptorSigns);
    CHECK_FALSE(cell.boutons.empty());
    CHECK_FALSE(cell.routes.empty());
    for (const AxonRoute& route : cell.routes) {
      CHECK(glm::distance(route.path.front(), cell.soma) < 12.0F);
      for (std::size_t i = 1; i < route.path.size(); ++i) CHECK(glm::distance(route.path[i], route.path[i - 1]) < 2.0F * kStep_um);
    }
    if (cell.type != CellClass::pyramidal) continue;
    const Tube& trunk = cell.dendrites.front();
    float widest = 0.0F;
    for (const auto& point : trunk) widest = std::max(widest, point.radius);
    CHECK(2.0F * widest >= 12.0F);
    CHECK(2.0F * widest <= 16.0F);
    CHECK(2.0F * trunk[14].radius == doctest::Approx(2.5).epsilon(0.08));
    CHECK(2.0F * trunk.back().radius == doctest::Approx(1.5).epsilon(0.05));
    float left = 1e9F, right = -1e9F;
    for (const Tube& tube : cell.dendrites) {
      for (const auto& point : tube) {
        if (point.center.y < trunk.back().center.y - 5.0F) continue;
        left = std::min(left, point.center.x);
        right = std::max(right, point.center.x);
        if (&tube != &trunk) {
          CHECK(2.0F * point.radius >= 0.5F);
          CHECK(2.0F * point.radius <= 1.25F);
        }
      }
    }
    tufts += (right - left) / kPyramidalCells;
  }
  CHECK(tufts == doctest::Approx(295.0).epsilon(0.09));
  const MeshData drop = soma_surface(CellClass::pyramidal, 1.0F, 20);
  float low = 1e9F, high = -1e9F;
  for (const glm::vec3& p : drop.positions) low = std::min(low, p.y), high = std::max(high, p.y);
  CHECK(high - low >= 15.0F);
  CHECK(high - low <= 21.5F);  // with the beginning of the trunk
  const std::vector<Cell> again = grow_cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CHECK(stem_surface(cells[i], 1.0F).positions == stem_surface(again[i], 1.0F).positions);
    CHECK(branch_surface(cells[i], 1.0F).positions == branch_surface(again[i], 1.0F).positions);
  }
}

TEST_CASE("surfaces of the cells are closed, outward, without triangles of no area") {
  for (const float fine : {0.7F, 1.0F, 1.6F}) {
    for (const Cell& cell : grow_cells()) {
      check_closed(stem_surface(cell, fine));
      check_closed(branch_surface(cell, fine));
    }
  }
  for (const CellClass type : kCellClasses) check_closed(soma_surface(type, 1.0F, 20));
}

TEST_CASE("every sentence of the circuit stage stands in both languages, captions fit two lines") {
  for (const char* name : {"en", "sv"}) {
    const auto locale = Locale::load(files(), name);
    REQUIRE(locale);
    for (const TextKey key : {"stage.circuit.caption.rest"_key, "stage.circuit.caption.trace"_key, "stage.circuit.caption.burst"_key,
                              "stage.circuit.caption.after"_key, "stage.circuit.caption.burst_strong"_key,
                              "stage.circuit.caption.too_much"_key, "stage.circuit.caption.no_burst"_key, "stage.circuit.caption.next"_key,
                              "stage.circuit.dial.pyramidal"_key, "stage.circuit.label.rest"_key}) {
      CHECK_MESSAGE(locale->has(key), key.id());
      CHECK(std::string(locale->text(key)).size() < 140);
    }
    for (const TextKey key : {"stage.circuit.note.spikes"_key, "stage.circuit.note.rates"_key}) {
      CHECK(std::string(locale->text(key)).find("Ng 2018") != std::string::npos);  // what speaks against it
    }
  }
}

TEST_CASE("words over the circuit never overlap, and the four rates always have theirs (gl)") {
  auto renderer = OffscreenRenderer::open(files(), Parameters::load(files()).value());
  REQUIRE(renderer.has_value());
  Session session(Parameters(parameters()), scenario());
  for (const auto& [width, height] : {std::pair{1280, 720}, {1920, 1080}}) {
    const RenderTarget target(width, height);
    for (const LocaleName name : {LocaleName::en, LocaleName::sv}) {
      for (const Lens lens : {Lens::s, Lens::h}) {
        View view;
        view.stage = StageName::circuit;
        view.lens = lens;
        view.locale = name;
        session.set_view(view);
        session.submit(command::Seek{0.7});
        (*renderer)->paint_stage(session, target);
        const Locale& locale = (*renderer)->resources().locales[static_cast<std::size_t>(name)];
        const auto labels = (*renderer)->show().canvas().labels();
        std::vector<LabelRequest> requests;
        std::size_t bars = 0;
        const float line = static_cast<float>(height) / 36.0F;
        for (const ProjectedLabel& label : labels) {
          const auto letters = static_cast<float>(std::string(locale.text(label.label.text)).size());
          const float wide = std::min(13.0F, 0.52F * letters + 1.8F);
          requests.push_back(
              {label.pixel.x, label.pixel.y, wide * line, line * (letters > 24.0F ? 2.3F : 1.3F), label.label.priority, label.depth});
          if (label.label.text.key.id().starts_with("stage.circuit.dial")) ++bars;
        }
        CHECK(bars == 4);
        const Box picture{0.0F, 0.0F, static_cast<float>(width), 0.78F * static_cast<float>(height)};
        const auto places = layout_labels(requests, picture, {}, 0.4F * line);
        for (std::size_t i = 0; i < places.size(); ++i) {
          if (labels[i].label.priority >= 20.0F) CHECK(places[i].shown);
          for (std::size_t k = 0; k < i; ++k) {
            if (places[i].shown && places[k].shown) CHECK_FALSE(places[i].box.overlaps(places[k].box));
          }
        }
      }
    }
  }
}
