// bake_ampa_receptor: makes the AMPA receptor model from the coordinates of PDB 5WEO. See README.md.
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

#include <glm/geometric.hpp>

#include "ampa_structure.hpp"
#include "levels.hpp"

namespace syn::bake {
namespace {

struct Level {
  std::size_t triangles;
  double sigma;  // of the Gaussian that each atom becomes, angstrom; 0: that of the full surface
};
constexpr std::array<Level, 4> kLevels{{{12000, 0.0}, {1500, 4.0}, {400, 5.5}, {200, 7.0}}};  // lod0 to lod3
constexpr double kTwoFold = 0.5;                                                              // angstrom: a worse axis is none
constexpr double kNear = 0.5;  // angstrom between the frame that is written down and the one that is found

const AssetNotes kNotes = {"synaptoscope bake_ampa_receptor", "PDB 5WEO, CC0 1.0; Twomey E.C. et al., Nature 2017, doi:10.1038/nature23479",
                           "nanometre",
                           "data: R body (0 GluA2, 255 TARP), G copy (0, 255), B domain (0 TMD, 128 LBD, 255 ATD), A openness"};

void check_frame(const AmpaStructure& structure) {
  const EntryFrame found = frame_of(structure);
  const double error = two_fold_error(structure, found);
  std::printf("axis x %.2f, y %.2f (two-fold within %.2f angstrom); middle of the membrane z %.2f\n", found.axis.x, found.axis.y, error,
              found.membrane);
  if (error > kTwoFold) throw std::runtime_error("there is no two-fold axis along z");
  if (glm::distance(found.axis, kAmpaFrame.axis) > kNear || std::abs(found.membrane - kAmpaFrame.membrane) > kNear) {
    throw std::runtime_error("axis or membrane are not where the model's frame has them");
  }
}

void bake(const char* pdb_path, const char* glb_path) {
  const AmpaStructure structure = read_ampa_structure(pdb_path);
  std::size_t atoms = 0;
  for (const auto& own : structure.atoms) atoms += own.size();
  std::printf("heavy atoms: %zu in %zu bodies\n", atoms, structure.atoms.size());
  check_frame(structure);
  const Density density(structure.atoms, DensitySettings{});
  const Surface fine = surface_with_openness(density);
  std::printf("full surface: %zu triangles\n", fine.mesh.triangles.size());
  const auto to_model = [](const glm::dvec3& p) { return to_model_frame(p, kAmpaFrame); };
  std::vector<NamedMesh> levels;
  for (const auto& [triangles, sigma] : kLevels) {
    const Surface level = sigma == 0.0 ? coarser(fine, triangles)
                                       : coarser(fine, Density(structure.atoms, {.spacing = 0.8 * sigma, .sigma = sigma}), triangles);
    levels.push_back(finished("lod" + std::to_string(levels.size()), level.mesh,
                              vertex_colours(level.mesh, level.openness, density, ampa_legend()), to_model));
  }
  const std::string bytes = glb_bytes(levels, kNotes);
  write_whole(glb_path, bytes);
  std::printf("%s: %zu bytes\n", glb_path, bytes.size());
}

}  // namespace
}  // namespace syn::bake

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bake_ampa_receptor PDB_5WEO_FILE OUTPUT.glb\n");
    return 2;
  }
  try {
    syn::bake::bake(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bake_ampa_receptor: %s\n", error.what());
    return 1;
  }
}
