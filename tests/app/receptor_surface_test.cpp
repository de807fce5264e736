// The receptor's surfaces and its parts file, and the loupe that copies the pore.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "app/stages/receptor/receptor_body.hpp"
#include "app/stages/receptor/receptor_loupe.hpp"
#include "receptor_fixture.hpp"

using namespace syn;
using namespace syn::receptor;
using test::receptor::kFiles;
using test::receptor::stage;

namespace {

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
  CHECK(volume(whole) == doctest::Approx(2.0 * kMembraneSide * 8.7 * 4.5 - 0.5 * 3.1416 * 3.5 * 3.5 * 4.5).epsilon(0.03));

  const auto path = kFiles.find("assets/models/receptor_half.glb");
  REQUIRE(path.has_value());
  const auto meshes = load_meshes(*path);
  REQUIRE(meshes.has_value());
  for (const char* name : {"half", "half_coarse", "pore", "pore_coarse"}) {
    const MeshData& mesh = meshes->at(name);
    CHECK(open_edges(mesh) == 0);
    CHECK(volume(mesh) > (std::string(name).starts_with("pore") ? 25.0 : 100.0));
    const CutBody cut = split_at_face(mesh, {-std::sin(0.471F), 0.0F, std::cos(0.471F)});
    CHECK(cut.face.triangle_count() + cut.skin.triangle_count() == mesh.triangle_count());
    double area = 0.0;
    for (std::size_t i = 0; i + 2 < cut.face.indices.size(); i += 3) {
      const glm::vec3 a = cut.face.positions[cut.face.indices[i]], b = cut.face.positions[cut.face.indices[i + 1]],
                      c = cut.face.positions[cut.face.indices[i + 2]];
      area += 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
    }
    CHECK(area > (std::string(name).starts_with("pore") ? 8.0 : 30.0));  // square nanometres of flat face
    if (std::string(name).starts_with("pore")) continue;
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
      light += shaded.data[v][3] > 200 ? 1 : 0;
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

TEST_CASE("the grain's atoms lie behind the cut around the pore, each once, and only those near M3 move with it") {
  const Parts& parts = stage().parts();
  CHECK(parts.grain.size() > 800);
  std::set<std::array<float, 3>> places;
  std::size_t moving = 0, dark = 0;
  for (const GrainAtom& atom : parts.grain) {
    CHECK(-std::sin(0.471F) * atom.at.x + std::cos(0.471F) * atom.at.z < 0.0F);
    CHECK(std::hypot(atom.at.x, atom.at.z) < 4.31F);
    CHECK(places.insert({atom.at.x, atom.at.y, atom.at.z}).second);
    if (atom.moves > 0.5F) ++moving;
    if (atom.at.y > 4.0F) CHECK(atom.moves == 0.0F);
    if (tunnel_light(atom.at) < 0.3F) ++dark;
  }
  CHECK(moving > 50);
  CHECK(moving < parts.grain.size() / 2);
  CHECK(dark > 20);  // the tunnel's walls
  CHECK(tunnel_light({0.0F, 1.0F, 0.0F}) < 0.1F);
  CHECK(tunnel_light({3.0F, 1.0F, 0.0F}) == 1.0F);
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
