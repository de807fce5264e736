// bake_receptor: makes the NMDA receptor model from the coordinates of PDB 7EOS. See README.md.
#include <array>
#include <cstdio>
#include <exception>
#include <string>

#include "levels.hpp"
#include "structure.hpp"

namespace syn::bake {
namespace {

constexpr std::array<std::size_t, 3> kTriangles{0, 4000, 600};  // of lod0 (all there are), lod1 and lod2

const AssetNotes kNotes = {"synaptoscope bake_receptor", "PDB 7EOS, CC0 1.0; Wang H. et al., Neuron 2021, doi:10.1016/j.neuron.2021.05.031",
                           "nanometre",
                           "data: R subunit (0 GluN1, 255 GluN2A), G copy (0, 255), B domain (0 TMD, 128 LBD, 255 ATD), A openness"};

void bake(const char* pdb_path, const char* glb_path) {
  const SubunitAtoms atoms = read_structure(pdb_path);
  std::printf("heavy atoms: %zu in %zu subunits\n", atoms[0].size() + atoms[1].size() + atoms[2].size() + atoms[3].size(), atoms.size());
  const Density density(atoms, DensitySettings{});
  const Surface fine = surface_with_openness(density);
  const auto to_model = [](const glm::dvec3& p) { return to_model_frame(p, kNmdaFrame); };
  std::vector<NamedMesh> levels;
  for (const std::size_t wanted : kTriangles) {
    const Surface level = coarser(fine, wanted);
    levels.push_back(finished("lod" + std::to_string(levels.size()), level.mesh,
                              vertex_colours(level.mesh, level.openness, density, nmda_legend()), to_model));
  }
  const std::string bytes = glb_bytes(levels, kNotes);
  write_whole(glb_path, bytes);
  std::printf("%s: %zu bytes\n", glb_path, bytes.size());
}

}  // namespace
}  // namespace syn::bake

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bake_receptor PDB_7EOS_FILE OUTPUT.glb\n");
    return 2;
  }
  try {
    syn::bake::bake(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bake_receptor: %s\n", error.what());
    return 1;
  }
}
