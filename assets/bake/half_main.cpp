// bake_receptor_half: makes the cut-open body of the NMDA receptor and the parts of its pore. See README.md.
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <numbers>
#include <span>
#include <utility>

#include "grain.hpp"
#include "levels.hpp"
#include "parts.hpp"

namespace syn::bake {
namespace {

// Fine: atoms can be made out, as grain. Coarse: smooth, for machines that have to draw it often.
constexpr DensitySettings kGrain{.spacing = 1.1, .sigma = 1.4, .packing_sigma = 2.5, .packed = 0.03, .level = kLevel};
constexpr std::size_t kHalf = 13000, kHalfCoarse = 5200, kPore = 20000, kPoreCoarse = 5000;
constexpr double kMovesWithin = 2.0;  // angstrom: how softly what moves with M3 goes over into what stays
// The cut runs through the pore's axis and both glutamate sites: so many degrees from the model's x towards its z.
constexpr double kCutDegrees = 27.0;
const glm::dvec3 kAxis{kNmdaFrame.axis, 0.0};  // of the entry's two-fold axis, angstrom

const AssetNotes kNotes = {"synaptoscope bake_receptor_half",
                           "PDB 7EOS, CC0 1.0; Wang H. et al., Neuron 2021, doi:10.1016/j.neuron.2021.05.031", "nanometre",
                           "data: R subunit (0 GluN1, 255 GluN2A), G copy (0, 255), B domain (0 linkers, 128 LBD, 255 ATD; of the pore: "
                           "how much moves with M3), A openness"};

// Turned about the entry's axis, so that the plane of the cut becomes y = 139.1 and what stays lies above it.
glm::dvec3 turned(const glm::dvec3& p, double degrees) {
  const double a = degrees * std::numbers::pi / 180.0;
  const glm::dvec3 d = p - kAxis;
  return kAxis + glm::dvec3(d.x * std::cos(a) - d.y * std::sin(a), d.x * std::sin(a) + d.y * std::cos(a), d.z);
}

glm::dvec3 to_model(const glm::dvec3& p) { return to_model_frame(turned(p, -kCutDegrees), kNmdaFrame); }

// How much of what is around a point belongs to M3, 0..1.
class Moving {
 public:
  explicit Moving(const Residues& residues) {
    for (std::size_t s = 0; s < kSubunits; ++s) {
      for (const Residue& residue : residues[s]) {
        if (!in_membrane(static_cast<Subunit>(s), residue.number)) continue;
        auto& list = in_m3(static_cast<Subunit>(s), residue.number) ? moving_ : still_;
        for (const glm::dvec3& atom : residue.heavy) list.push_back(turned(atom, kCutDegrees));
      }
    }
  }
  double at(const glm::dvec3& p) const {
    const auto near = [&p](const std::vector<glm::dvec3>& atoms) {
      double sum = 1.0e-12;
      for (const glm::dvec3& atom : atoms) sum += std::exp(-0.5 * glm::dot(atom - p, atom - p) / (kMovesWithin * kMovesWithin));
      return sum;
    };
    const double moving = near(moving_);
    return moving / (moving + near(still_));
  }

 private:
  std::vector<glm::dvec3> moving_, still_;
};

struct Piece {
  const char* name;
  DensitySettings density;
  std::size_t triangles;
};

// The bodies of these atoms behind the cut, as the pieces say.
void add_pieces(std::vector<NamedMesh>& meshes, const SubunitAtoms& atoms, std::span<const Piece> pieces, const Moving* moving) {
  for (const Piece& piece : pieces) {
    Density density(atoms, piece.density);
    std::printf("the cut lies %.2f angstrom from the axis\n", density.cut_below(kAxis.y) - kAxis.y);
    const Surface level = coarser(surface_with_openness(density), piece.triangles);
    std::vector<Colour> colours = vertex_colours(level.mesh, level.openness, density, nmda_legend());
    for (std::size_t v = 0; moving != nullptr && v < colours.size(); ++v)
      colours[v][2] = static_cast<std::uint8_t>(std::lround(255.0 * moving->at(level.mesh.positions[v])));
    meshes.push_back(finished(piece.name, level.mesh, std::move(colours), to_model));
  }
}

void bake(const char* pdb_path, const char* molecules, const char* glb_path, const char* parts_path) {
  const Residues residues = read_residues(pdb_path);
  SubunitAtoms outside, membrane;
  for (std::size_t s = 0; s < kSubunits; ++s) {
    for (const Residue& residue : residues[s]) {
      auto& own = in_membrane(static_cast<Subunit>(s), residue.number) ? membrane[s] : outside[s];
      for (const glm::dvec3& atom : residue.heavy) own.push_back(turned(atom, kCutDegrees));
    }
  }
  const Moving moving(residues);
  std::vector<NamedMesh> meshes;
  add_pieces(meshes, outside, std::array{Piece{"half", kGrain, kHalf}, Piece{"half_coarse", {}, kHalfCoarse}}, nullptr);
  add_pieces(meshes, membrane, std::array{Piece{"pore", kGrain, kPore}, Piece{"pore_coarse", kGrain, kPoreCoarse}}, &moving);
  write_whole(glb_path, glb_bytes(meshes, kNotes));
  write_whole(parts_path, parts_text(residues, molecules) + "\n" + grain_text(residues, kCutDegrees));
}

}  // namespace
}  // namespace syn::bake

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: bake_receptor_half PDB_7EOS_FILE MOLECULES_FOLDER OUTPUT.glb OUTPUT.toml\n");
    return 2;
  }
  try {
    syn::bake::bake(argv[1], argv[2], argv[3], argv[4]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bake_receptor_half: %s\n", error.what());
    return 1;
  }
}
