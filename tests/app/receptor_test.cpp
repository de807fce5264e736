// Stage "receptor" without a picture: the walk against the chain it walks, what is drawn against the walk, the
// surfaces.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>
#include <tuple>

#include <nlohmann/json.hpp>

#include "app/cli/run.hpp"
#include "app/stages/receptor/receptor_body.hpp"
#include "app/stages/receptor/receptor_loupe.hpp"
#include "app/stages/receptor/receptor_stage.hpp"
#include "app/ui/look/locale.hpp"
#include "model/run/run.hpp"

using namespace syn;
using namespace syn::receptor;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(kFiles).value();
  return loaded;
}

RunPtr run_for(double mg_per_kg, std::uint64_t seed = 7) {
  Scenario scenario;
  scenario.seed = seed;
  scenario.horizon_days = 2.0;
  scenario.population = 1;
  if (mg_per_kg > 0.0) {
    Dose dose;
    dose.mg_per_kg = mg_per_kg;
    scenario.doses.push_back(dose);
  }
  return run_of(scenario, parameters());
}

View through(Lens lens) {
  View view;
  view.stage = StageName::receptor;
  view.lens = lens;
  return view;
}

ReceptorStage& stage() {
  static ReceptorStage ready = [] {
    ReceptorStage s;
    REQUIRE(s.read(kFiles).empty());
    return s;
  }();
  return ready;
}

Moment sought(const RunPtr& run, Hours time, const View& view) {
  stage().at(run, time, view);
  return stage().moment();
}

double count_of(const StageReport& report, std::string_view name) {
  const auto found = std::find_if(report.counts.begin(), report.counts.end(), [&](const auto& c) { return c.first == name; });
  REQUIRE(found != report.counts.end());
  return found->second;
}

double volume(const MeshData& mesh) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const glm::dvec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]], c = mesh.positions[mesh.indices[i + 2]];
    sum += glm::dot(a, glm::cross(b, c)) / 6.0;
  }
  return sum;
}

// Directed edges whose reverse does not occur exactly once, vertices at one place counted as one.
int open_edges(const MeshData& mesh) {
  std::map<std::tuple<long, long, long>, int> places;
  std::map<std::pair<int, int>, int> edges;
  const auto id = [&](std::uint32_t v) {
    const glm::vec3 p = mesh.positions[v];
    return places
        .emplace(std::tuple{std::lround(4096.0F * p.x), std::lround(4096.0F * p.y), std::lround(4096.0F * p.z)},
                 static_cast<int>(places.size()))
        .first->second;
  };
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const int t[3] = {id(mesh.indices[i]), id(mesh.indices[i + 1]), id(mesh.indices[i + 2])};
    for (int k = 0; k < 3; ++k) ++edges[{t[k], t[(k + 1) % 3]}];
  }
  int open = 0;
  for (const auto& [edge, count] : edges) {
    const auto back = edges.find({edge.second, edge.first});
    if (count != 1 || back == edges.end() || back->second != 1) ++open;
  }
  return open;
}

double area_of(const MeshData& mesh) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const glm::vec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]], c = mesh.positions[mesh.indices[i + 2]];
    sum += 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
  }
  return sum;
}

struct Faults {
  int flat = 0;    // triangles without area
  int turned = 0;  // ... whose corners' normals point against them
};
Faults faults_of(const MeshData& mesh) {
  Faults out;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::uint32_t t[3] = {mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
    const glm::vec3 across = glm::cross(mesh.positions[t[1]] - mesh.positions[t[0]], mesh.positions[t[2]] - mesh.positions[t[0]]);
    const glm::vec3 normal = mesh.normals[t[0]] + mesh.normals[t[1]] + mesh.normals[t[2]];
    if (glm::length(across) < 1e-9F) {
      ++out.flat;
    } else if (glm::dot(across, normal) <= 0.0F) {
      ++out.turned;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("over many releases the walk is open as often as the chain says, within its error") {
  // Unpaired releases only, so that the chain's course through one release is known: start from the mean over the
  // walks.
  const RunPtr run = run_for(0.0, 3);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const ChannelConditions rest{channel.ambient_glutamate_um(), channel.resting_mv(), channel.magnesium_mm(), 0.0};
  const ReleaseStepper stepper(channel, rest);
  std::size_t releases = 0;
  ChannelState start{};
  double open = 0.0;
  for (std::int64_t n = 3000; n < 5400; ++n) {
    const Life life = walk.life(n);
    REQUIRE(life.stays.front().at_ms == 0.0);
    if (life.paired) continue;
    ++releases;
    start[life.stays.front().state] += 1.0;
    open += gate_of(life.state_at(8.0)) == Gate::o ? 1.0 : 0.0;
  }
  REQUIRE(releases > 1000);
  for (double& p : start) p /= static_cast<double>(releases);
  const std::vector<ChannelState> course = stepper.run(start, 9.0);
  std::size_t bin = 0;
  while (ReleaseStepper::bin_end_ms(bin) < 8.0 - 1e-9) ++bin;
  const double expected = gate_shares(course[bin])[static_cast<std::size_t>(Gate::o)];
  CHECK(expected > 0.2);
  CHECK(std::abs(open / static_cast<double>(releases) - expected) <
        3.0 * std::sqrt(expected * (1.0 - expected) / static_cast<double>(releases)));
}

TEST_CASE("as many releases are paired as the parameter says, and only then the spine is depolarised") {
  const RunPtr run = run_for(0.0);
  StatePath walk;
  walk.enter(run);
  int paired = 0;
  for (std::int64_t n = 0; n < 1200; ++n) {
    const Life life = walk.life(n);
    paired += life.paired ? 1 : 0;
    CHECK((walk.voltage_mv(life, 10.0) == parameters()["receptor_stage.paired_voltage"]) == life.paired);
    CHECK(walk.voltage_mv(life, 900.0) == parameters()["channel.resting"]);
  }
  CHECK(std::abs(paired / 1200.0 - parameters()["receptor_stage.paired_share"]) < 3.0 * std::sqrt(0.25 / 1200.0));
}

TEST_CASE("lives follow on from each other, and stay the same whatever was asked before") {
  const RunPtr run = run_for(0.5);
  StatePath walk;
  walk.enter(run);
  std::vector<Life> forward;
  for (std::int64_t n = 2390; n < 2410; ++n) forward.push_back(walk.life(n));
  for (std::size_t i = 0; i + 1 < forward.size(); ++i) {
    if (forward[i + 1].release % 600 == 0) continue;  // a new stretch starts with a draw of its own
    CHECK(forward[i].stays.back().state == forward[i + 1].stays.front().state);
  }
  StatePath other;
  other.enter(run);
  for (std::int64_t n = 2409; n >= 2390; --n) {
    if (n % 3 == 0) (void)other.life(n - 1300);  // another stretch in between
    const Life again = other.life(n);
    const Life& before = forward[static_cast<std::size_t>(n - 2390)];
    REQUIRE(again.stays.size() == before.stays.size());
    for (std::size_t i = 0; i < again.stays.size(); ++i) {
      CHECK(again.stays[i].at_ms == before.stays[i].at_ms);
      CHECK(again.stays[i].state == before.stays[i].state);
    }
  }
  CHECK(walk.life(-5).stays.size() > 0);
}

TEST_CASE("every step is one of the scheme, and blockers come and go only through the open gate") {
  const RunPtr run = run_for(0.5);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const Matrix rates = channel.generator({1000.0, -20.0, channel.magnesium_mm(), 1.0});
  int steps = 0;
  for (std::int64_t n = 2400; n < 2600; ++n) {
    const Life life = walk.life(n);
    for (std::size_t i = 0; i + 1 < life.stays.size(); ++i, ++steps) {
      const WalkState from = life.stays[i].state, to = life.stays[i + 1].state;
      CHECK(rates(from, to) > 0.0);
      if (pore_of(from) != pore_of(to)) CHECK((gate_of(from) == Gate::o && gate_of(to) == Gate::o));
    }
  }
  CHECK(steps > 1000);
}

TEST_CASE("ketamine stands in the pore exactly when the walk says so, and never without a dose") {
  const RunPtr run = run_for(1.0);
  int held = 0;
  for (int i = 0; i < 1500; ++i) {
    const Hours time = Hours::from_seconds(2400.0 + 0.731 * i);
    for (const Lens lens : {Lens::ms, Lens::s}) {
      const auto m = sought(run, time, through(lens));
      CHECK((m.ketamine == 1.0F) == (pore_of(m.state) == Pore::ketamine));
      if (m.ketamine == 0.0F) CHECK(m.approach < 1.0F + 1e-6F);
      held += m.ketamine > 0.0F ? 1 : 0;
    }
  }
  CHECK(held > 0);
  const RunPtr none = run_for(0.0);
  for (int i = 0; i < 600; ++i) {
    for (const Lens lens : kLenses) {
      const StageReport report = stage().at(none, Hours::from_seconds(2400.0 + 1.37 * i), through(lens)).describe();
      CHECK(count_of(report, "ketamine_pore_drawn") == 0.0);
      CHECK(count_of(report, "ketamine_drawn") == 0.0);
    }
  }
}

TEST_CASE("the share of receptors that hold ketamine is the chain's at rest, within its error") {
  // A molecule stays for a minute, so that one walk tells little: many seeds, one look each, at the end of an infusion.
  const RunPtr run = run_for(1.0);
  const Hours time = Hours::from_minutes(40.2);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const ChannelConditions rest{channel.ambient_glutamate_um(), channel.resting_mv(), channel.magnesium_mm(),
                               run->trajectory.at(Column::brain_ketamine, time)};
  const double expected = channel.pore_equilibrium(rest)[static_cast<std::size_t>(Pore::ketamine)];
  CHECK(expected > 0.05);
  constexpr int kSeeds = 400;
  double held = 0.0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Scenario scenario = run->scenario();
    scenario.seed = seed;
    const auto all = [](auto list, auto get) {
      for (std::size_t i = 0; i < list.size(); ++i) list[i].assign(get(i).begin(), get(i).end());
      return list;
    };
    const Trajectory& of = run->trajectory;
    Trajectory same(scenario, {of.times_h().begin(), of.times_h().end()},
                    all(Trajectory::Columns{}, [&](std::size_t i) { return of.column(static_cast<Column>(i)); }),
                    all(Trajectory::Inners{}, [&](std::size_t i) { return of.inner(static_cast<Inner>(i)); }), {}, {});
    walk.enter(run_of(std::move(same), parameters()));
    held += pore_of(walk.life(walk.place(time).release).stays.front().state) == Pore::ketamine ? 1.0 : 0.0;
  }
  CHECK(std::abs(held / kSeeds - expected) <
        3.0 * std::sqrt(expected * (1.0 - expected) / kSeeds) + 0.005);  // a little leaves while depolarised
}

TEST_CASE("what is seen changes no faster than the blending allows") {
  const RunPtr run = run_for(0.5);
  for (const Lens lens : {Lens::ms, Lens::s}) {
    constexpr double kFrame_s = 1.0 / 30.0;
    const double step = lens_hours_per_second(lens) * kFrame_s;
    auto before = sought(run, {0.7}, through(lens));
    glm::vec4 place = wander(7, synapse::Molecule::ketamine, 0, before.seconds)[3];
    for (int frame = 1; frame < 400; ++frame) {
      const auto now = sought(run, {0.7 + step * frame}, through(lens));
      const auto slow = static_cast<float>(kFrame_s / kBlend_s * 1.01 + 1e-4);
      CHECK(std::abs(now.gate - before.gate) <= slow);
      CHECK(std::abs(now.magnesium - before.magnesium) <= slow);
      CHECK(std::abs(now.glutamate[0] - before.glutamate[0]) <= slow);
      const glm::vec4 moved = wander(7, synapse::Molecule::ketamine, 0, now.seconds)[3];
      CHECK(glm::distance(moved, place) < 0.6F);  // nanometres a frame
      place = moved;
      before = now;
    }
  }
}

TEST_CASE("the hundred receptors are a hundred and follow the model's shares") {
  const RunPtr run = run_for(0.5);
  for (const Lens lens : {Lens::min, Lens::h, Lens::d, Lens::wk}) {
    for (double hour = 0.0; hour < 30.0; hour += 1.3) {
      const StageReport report = stage().at(run, {hour}, through(lens)).describe();
      double sum = 0.0;
      for (const char* name : {"of_100_conducting", "of_100_open_mg", "of_100_shut", "of_100_shut_mg", "of_100_ketamine"})
        sum += count_of(report, name);
      CHECK(sum == 100.0);
      CHECK(std::abs(count_of(report, "of_100_ketamine") - 100.0 * run->trajectory.at(Column::nmda_block_pyramidal, {hour})) < 1.0);
      REQUIRE(report.chart.has_value());
      CHECK(std::accumulate(report.chart->rows.begin(), report.chart->rows.end(), 0,
                            [](int n, const auto& row) { return n + row.of_hundred; }) == 100);
    }
  }
  CHECK(of_hundred({0.004, 0.004, 0.004, 0.984, 0.004}) == std::array<int, kKinds>{1, 0, 0, 99, 0});
}

TEST_CASE("as many molecules are drawn as concentration and printed factor say") {
  for (const double um : {0.05, 0.3, 0.7, 1.4}) {
    const synapse::Crowd c = room_crowd(synapse::Molecule::ketamine, um);
    CHECK(c.real == doctest::Approx(um * 6.02214076e-7 * 9.6 * 10.2 * 5.0).epsilon(1e-4));
    CHECK(c.drawn == doctest::Approx(c.real * c.factor));
  }
  CHECK(room_crowd(synapse::Molecule::ketamine, 0.0).slots() == 0);
  CHECK(room_crowd(synapse::Molecule::ketamine, 500.0).drawn == doctest::Approx(9.0));  // a cap, and the factor tells
}

TEST_CASE("the current in the chart is the walk's") {
  const RunPtr run = run_for(0.0);
  const Hours time = Hours::from_seconds(2429.0 + 0.0301);
  const auto m = sought(run, time, through(Lens::ms));
  const StageReport report = stage().at(run, time, through(Lens::ms)).describe();
  REQUIRE(report.chart.has_value());
  CHECK(report.chart->x_low == 0.0F);
  CHECK(report.chart->x_high == 50.0F);
  CHECK(report.chart->points.back().y == doctest::Approx(m.current_pa));
  CHECK(report.chart->points.back().x == doctest::Approx(30.1).epsilon(1e-3));
  for (std::size_t i = 1; i < report.chart->points.size(); ++i) CHECK(report.chart->points[i].x >= report.chart->points[i - 1].x);
  // 50 pS at -66 mV: 3.3 pA inward.
  StatePath walk;
  walk.enter(run);
  CHECK(walk.lowest_current_pa() == doctest::Approx(-3.3).epsilon(0.02));
}

TEST_CASE("the parts file holds what is published, and the surfaces made of it are closed") {
  const auto parts = read_parts(kFiles);
  REQUIRE_MESSAGE(parts.has_value(), to_text(parts ? Problems{} : parts.error()));
  CHECK(parts->tubes.size() == 16);
  CHECK(parts->linings.size() == 12);
  CHECK(parts->ketamine_pose.atoms.size() == 16);  // C13 N O Cl
  CHECK(std::count(parts->ketamine.elements.begin(), parts->ketamine.elements.end(), "Cl") == 1);
  CHECK(parts->glutamate.atoms.size() == 10);
  CHECK(parts->magnesium.atoms.size() == 7);
  // From above: threonines at the gate, the hydrophobic ring, the asparagines at the filter; the drug between.
  const auto height = [&](std::string_view name) {
    double sum = 0.0;
    int atoms = 0;
    for (const Lining& lining : parts->linings) {
      for (const glm::vec3& p : lining.atoms)
        sum += lining.name == name ? static_cast<double>(p.y) : 0.0, atoms += lining.name == name ? 1 : 0;
    }
    REQUIRE(atoms > 0);
    return sum / atoms;
  };
  double drug = 0.0;
  for (const glm::vec3& p : parts->ketamine_pose.atoms) drug += static_cast<double>(p.y) / 16.0;
  CHECK(height("threonine") > height("hydrophobic"));
  CHECK(height("hydrophobic") > height("asparagine"));
  CHECK(drug > height("asparagine"));
  CHECK(drug < height("threonine"));
  CHECK(height("threonine") - height("asparagine") == doctest::Approx(1.35).epsilon(0.25));  // published 1.2 to 1.5 nm
  // The two-fold axis: the copies lie opposite each other.
  CHECK(glm::distance(parts->glutamate_sites[0] * glm::vec3{-1, 1, -1}, parts->glutamate_sites[1]) < 0.1F);

  for (const float gate : {0.0F, 0.5F, 1.0F}) {
    const MeshData mesh = chain(parts->tubes, gate);
    CHECK(open_edges(mesh) == 0);
    CHECK(volume(mesh) > 10.0);
  }
  CHECK(gate_shift({0.6F, 1.4F, 0.0F}, 1.0F).x > 0.9F);
  CHECK(gate_shift({0.6F, 1.4F, 0.0F}, 0.0F).x == 0.6F);
  CHECK(gate_shift({0.6F, -0.2F, 0.0F}, 1.0F).x == 0.6F);  // the filter stays
  MembranePiece piece = membrane_piece();
  MeshData whole = piece.heads;
  whole.append(piece.core);
  CHECK(open_edges(whole) == 0);
  CHECK(volume(whole) == doctest::Approx(2.0 * 15.0 * 8.7 * 4.5 - 0.5 * 3.1416 * 3.5 * 3.5 * 4.5).epsilon(0.03));

  const auto path = kFiles.find("assets/models/receptor_half.glb");
  REQUIRE(path.has_value());
  const auto meshes = load_meshes(*path);
  REQUIRE(meshes.has_value());
  for (const char* name : {"half", "half_coarse"}) {
    const MeshData& mesh = meshes->at(name);
    CHECK(open_edges(mesh) == 0);
    CHECK(volume(mesh) > 100.0);
    const CutBody cut = split_at_face(mesh, {-std::sin(0.471F), 0.0F, std::cos(0.471F)});
    CHECK(cut.face.triangle_count() + cut.skin.triangle_count() == mesh.triangle_count());
    double area = 0.0;
    for (std::size_t i = 0; i + 2 < cut.face.indices.size(); i += 3) {
      const glm::vec3 a = cut.face.positions[cut.face.indices[i]], b = cut.face.positions[cut.face.indices[i + 1]],
                      c = cut.face.positions[cut.face.indices[i + 2]];
      area += 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
    }
    CHECK(area > 30.0);  // square nanometres of flat face
    // Shading gives it points, but neither takes nor adds area, and its edge stays where it was.
    MeshData shaded = cut.face;
    shade_face(shaded);
    CHECK(faults_of(shaded).turned == 0);
    CHECK(shaded.triangle_count() > cut.face.triangle_count());
    CHECK(area_of(shaded) == doctest::Approx(area).epsilon(1e-4));
    CHECK(std::abs(open_edges(shaded) - open_edges(cut.face)) < 10);  // a few needles on the edge fall together
    int dark = 0, light = 0;
    for (std::size_t v = 0; v < shaded.positions.size(); ++v) {
      dark += shaded.data[v][3] < 100 ? 1 : 0;
      light += shaded.data[v][3] > 240 ? 1 : 0;
    }
    CHECK(dark > 50);   // the edge
    CHECK(light > 50);  // the middle
  }
}

TEST_CASE("the pore's copy in the loupe is closed, lies within it, and its gate opens as the pore's own") {
  const Parts& parts = stage().parts();
  for (const float gate : {0.0F, 1.0F}) {
    const MeshData whole = loupe_chain(parts.tubes, gate, Stretch::all);
    const MeshData moving = loupe_chain(parts.tubes, gate, Stretch::moving);
    const MeshData still = loupe_chain(parts.tubes, gate, Stretch::still);
    CHECK(open_edges(whole) == 0);
    CHECK(faults_of(whole).flat == 0);
    CHECK(faults_of(whole).turned < static_cast<int>(whole.triangle_count() / 50));  // where a loop turns tighter than it is thick
    CHECK(volume(whole) > 3.0);
    CHECK(moving.triangle_count() + still.triangle_count() == whole.triangle_count());
    CHECK(moving.triangle_count() > 0);
    CHECK(still.triangle_count() > 0);
    float farthest = 0.0F;
    for (const glm::vec3& p : whole.positions) farthest = std::max(farthest, glm::distance(p, kLoupeMiddle));
    CHECK(farthest < kLoupeShows + gate * kGateOpens + 0.05F);
    // Together the two stretches of the whole chain are the chain.
    CHECK(chain(parts.tubes, gate, Stretch::moving).triangle_count() + chain(parts.tubes, gate, Stretch::still).triangle_count() ==
          chain(parts.tubes, gate).triangle_count());
    CHECK(faults_of(chain(parts.tubes, gate)).flat == 0);
  }
  CHECK(loupe_chain(parts.tubes, 0.0F, Stretch::still).positions == loupe_chain(parts.tubes, 1.0F, Stretch::still).positions);
  CHECK(loupe_chain(parts.tubes, 0.0F, Stretch::moving).positions != loupe_chain(parts.tubes, 1.0F, Stretch::moving).positions);
  CHECK(open_edges(loupe_circle(0.02F)) == 0);
  CHECK(volume(loupe_circle(0.02F)) == doctest::Approx(2.0 * 3.14159 * 3.14159 * 0.0004).epsilon(0.25));
  CHECK(faults_of(loupe_disc()).flat + faults_of(loupe_disc()).turned == 0);
  CHECK(area_of(loupe_disc()) == doctest::Approx(3.14159).epsilon(0.01));
}

TEST_CASE("the loupe stands at its place of the picture, says how much larger it is, and goes when one comes near") {
  Frame frame;
  frame.width_px = 1280;
  frame.height_px = 563;
  frame.camera = stage().home();
  const float home = frame.camera.distance;
  const auto pixel = [&](glm::vec3 p) {
    const glm::vec4 clip = frame.camera.projection(1280.0F / 563.0F) * frame.camera.view() * glm::vec4(p, 1.0F);
    return glm::vec2{(0.5F + 0.5F * clip.x / clip.w) * 1280.0F, (0.5F - 0.5F * clip.y / clip.w) * 563.0F};
  };
  const Loupe loupe = loupe_in(frame, home);
  CHECK(loupe.size == 1.0F);
  const glm::vec2 middle = pixel(loupe.at(kLoupeMiddle));
  CHECK(middle.x == doctest::Approx(0.632 * 1280.0).epsilon(0.01));
  CHECK(middle.y == doctest::Approx(0.5 * 563.0).epsilon(0.01));
  // A nanometre along the membrane, in the receptor and in its copy.
  const glm::vec3 step{0.2F, 0.0F, 0.0F};
  const float own = glm::distance(pixel(kLoupeMiddle + step), pixel(kLoupeMiddle - step));
  const float copied = glm::distance(pixel(loupe.at(kLoupeMiddle + step)), pixel(loupe.at(kLoupeMiddle - step)));
  CHECK(copied / own == doctest::Approx(loupe.factor).epsilon(0.03));
  CHECK(loupe.factor > 2.0F);
  // The pore and its copy are seen from the same side.
  const glm::vec3 forward{0.0F, 0.0F, 0.5F};
  const glm::vec2 lean = (pixel(kLoupeMiddle + forward) - pixel(kLoupeMiddle)) / own;
  const glm::vec2 copied_lean = (pixel(loupe.at(kLoupeMiddle + forward)) - middle) / copied;
  CHECK(glm::distance(lean, copied_lean) < 0.15F);
  float before = 1.0F;
  for (float ratio = 1.0F; ratio > 0.3F; ratio *= 0.97F) {
    frame.camera.distance = ratio * home;
    const Loupe near = loupe_in(frame, home);
    CHECK(near.size <= before + 1e-5F);
    CHECK(before - near.size < 0.25F);  // it shrinks, it does not vanish
    before = near.size;
  }
  CHECK_FALSE(loupe_in(frame, home).there());
  frame.camera.distance = 4.0F * home;
  CHECK_FALSE(loupe_in(frame, home).there());
}

TEST_CASE("with reduced motion molecules stand, and what the walk does is still seen") {
  const RunPtr run = run_for(1.0);
  View calm = through(Lens::ms);
  calm.reduced_motion = true;
  for (int i = 0; i < 200; ++i) {
    const Hours time = Hours::from_seconds(2429.0 + 0.0004 * i);
    const auto still = sought(run, time, calm), moving = sought(run, time, through(Lens::ms));
    CHECK(still.seconds == 0.0);
    CHECK(moving.seconds > 0.0);
    CHECK(still.gate == moving.gate);
    CHECK(still.ketamine == moving.ketamine);
    CHECK(still.state == moving.state);
  }
}

TEST_CASE("a damaged parts file is told with its line") {
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-files" / "receptor-parts";
  std::filesystem::create_directories(folder / "assets/models");
  for (const char* text : {"", "[[tube]]\nsubunit = \"nobody\"\n", "tube = 3\n",
                           "[[tube]]\nsubunit = \"glun1_first\"\nname = \"M1\"\npoints = [[1.0, 2.0]]\nradii = [1e300]\n", "]"}) {
    REQUIRE(write_file(folder / "assets/models/receptor_parts.toml", text).has_value());
    const auto parts = read_parts(DataFiles({folder}));
    REQUIRE_FALSE(parts.has_value());
    CHECK(to_text(parts.error()).find("receptor_parts.toml") != std::string::npos);
  }
  CHECK(open_edges(chain(stand_in_parts().tubes, 0.5F)) == 0);
}

TEST_CASE("the file of `render --json` tells of receptor and circuit what the model's own columns tell") {
  const std::filesystem::path folder = std::filesystem::path(SYN_BINARY_DIR) / "test-files" / "receptor-json";
  std::filesystem::create_directories(folder);
  for (const StageName name : {StageName::receptor, StageName::circuit}) {
    RenderJob job;
    job.scenario = std::filesystem::path(SYN_SOURCE_DIR) / kDefaultScenario;
    job.stage = name;
    job.view.lens = Lens::h;
    job.at = {0.0};
    job.every = Hours::from_minutes(10.0);
    job.until = Hours{4.0};
    job.json = folder / (std::string(name_of(name)) + ".json");
    REQUIRE(run_render(job, DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)})) == kDone);
    const auto file = nlohmann::json::parse(read_file(job.json).value());
    REQUIRE(file["frames"].size() == 25);
    double low = 1e9, high = -1e9;
    for (const auto& frame : file["frames"]) {
      const auto count = [&](const char* key) { return frame["counts"][key].get<double>(); };
      const auto model = [&](const char* key) { return frame["model"][key].get<double>(); };
      if (name == StageName::receptor) {
        CHECK(std::abs(count("of_100_ketamine") - 100.0 * model("nmda_block_pyramidal")) < 1.0);
        CHECK(count("ketamine_drawn") <= 9.0);
        CHECK(count("ketamine_expected") * count("ketamine_factor") ==
              doctest::Approx(std::min(9.0, model("brain_ketamine_um") * 6.02214076e-7 * 9.6 * 10.2 * 5.0 * 1e3 * 12.0)).epsilon(1e-3));
        low = std::min(low, count("of_100_ketamine")), high = std::max(high, count("of_100_ketamine"));
      } else {
        CHECK(count("pyramidal_ratio") == doctest::Approx(model("pyramidal_rate_ratio")));
        CHECK(count("glutamate_ratio") == doctest::Approx(model("glutamate_ratio")));
        CHECK(count("pyramidal_block") == doctest::Approx(model("nmda_block_pyramidal")));
        CHECK(std::abs(count("pyramidal_signs_held") - 4.0 * 14.0 * count("pyramidal_block")) <= 4.0);
        CHECK(count("pyramidal_hz") / count("pyramidal_rest_hz") == doctest::Approx(count("pyramidal_ratio")));
        low = std::min(low, 100.0 * count("pyramidal_ratio")), high = std::max(high, 100.0 * count("pyramidal_ratio"));
      }
    }
    CHECK(high - low > 4.0);  // a drug comes and goes in these hours: a file of constants would not pass
  }
}

TEST_CASE("every sentence of the receptor stage stands in both languages") {
  for (const char* language : {"en", "sv"}) {
    const auto locale = Locale::load(kFiles, language);
    REQUIRE(locale);
    const auto check = [&](const Sentence& sentence) {
      CAPTURE(sentence.key.id());
      CHECK(locale->has(sentence.key));
      const std::string text = locale->text(sentence);
      CHECK(text.find('{') == std::string::npos);
      CHECK(text.find('<') == std::string::npos);
    };
    for (const double dose : {0.0, 0.5}) {
      const RunPtr run = run_for(dose);
      for (const Lens lens : kLenses) {
        for (int i = 0; i < 60; ++i) {
          const StageReport report = stage().at(run, Hours::from_seconds(2529.0 + 0.503 * i), through(lens)).describe();
          check(report.caption);
          check(report.lens_note);
          REQUIRE(report.chart.has_value());
          check(report.chart->title);
          if (!report.chart->x_title.key.empty()) check(report.chart->x_title);
          for (const auto& row : report.chart->rows) check(row.words);
          CHECK(report.badge == Badge::our_model);
        }
      }
    }
    for (const char* name : {"caption.rest",         "caption.one_bound",
                             "caption.both_bound",   "caption.desensitised",
                             "caption.open",         "caption.open_magnesium",
                             "caption.blocked",      "caption.trapped",
                             "caption.many",         "label.ketamine_pore",
                             "label.ketamine",       "label.ketamine_leaves",
                             "label.magnesium_pore", "label.magnesium",
                             "label.gate",           "label.gate_open",
                             "label.filter",         "label.hydrophobic",
                             "label.threonine",      "label.glutamate_bound",
                             "label.glutamate_site", "label.glycine",
                             "label.amino_terminal", "label.membrane",
                             "label.ligand_binding", "label.loupe"}) {
      const std::string key = std::string("stage.receptor.") + name;
      CAPTURE(key);
      CHECK(locale->has(TextKey::unchecked(key)));
    }
  }
}
