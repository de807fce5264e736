// bake_receptor_half: makes the cut-open body of the NMDA receptor and the parts of its pore. See README.md.
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <numbers>

#include "levels.hpp"
#include "parts.hpp"

namespace syn::bake {
namespace {

constexpr std::array<std::size_t, 2> kTriangles{9000, 5200};
// The cut runs through the pore's axis and both glutamate sites: so many degrees from the model's x towards its z.
constexpr double kCutDegrees = 27.0;
const glm::dvec3 kAxis{kNmdaFrame.axis, 0.0};  // of the entry's two-fold axis, angstrom

const AssetNotes kNotes = {"synaptoscope bake_receptor_half",
                           "PDB 7EOS, CC0 1.0; Wang H. et al., Neuron 2021, doi:10.1016/j.neuron.2021.05.031", "nanometre",
                           "data: R subunit (0 GluN1, 255 GluN2A), G copy (0, 255), B domain (0 linkers, 128 LBD, 255 ATD), A openness"};

// Turned about the entry's axis, so that the plane of the cut becomes y = 139.1 and what stays lies above it.
glm::dvec3 turned(const glm::dvec3& p, double degrees) {
  const double a = degrees * std::numbers::pi / 180.0;
  const glm::dvec3 d = p - kAxis;
  return kAxis + glm::dvec3(d.x * std::cos(a) - d.y * std::sin(a), d.x * std::sin(a) + d.y * std::cos(a), d.z);
}

void bake(const char* pdb_path, const char* molecules, const char* glb_path, const char* parts_path) {
  const Residues residues = read_residues(pdb_path);
  SubunitAtoms atoms;
  for (std::size_t s = 0; s < kSubunits; ++s) {
    for (const Residue& residue : residues[s]) {
      if (in_membrane(static_cast<Subunit>(s), residue.number)) continue;
      for (const glm::dvec3& atom : residue.heavy) atoms[s].push_back(turned(atom, kCutDegrees));
    }
  }
  Density density(atoms, DensitySettings{});
  const double face = density.cut_below(kAxis.y);
  std::printf("the cut lies %.2f angstrom from the axis\n", face - kAxis.y);
  const Surface fine = surface_with_openness(density);
  const auto to_model = [](const glm::dvec3& p) { return to_model_frame(turned(p, -kCutDegrees), kNmdaFrame); };
  std::vector<NamedMesh> levels;
  for (const std::size_t wanted : kTriangles) {
    const Surface level = coarser(fine, wanted);
    levels.push_back(finished(levels.empty() ? "half" : "half_coarse", level.mesh,
                              vertex_colours(level.mesh, level.openness, density, nmda_legend()), to_model));
  }
  write_whole(glb_path, glb_bytes(levels, kNotes));
  write_whole(parts_path, parts_text(residues, molecules));
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
