// bake_receptor: makes the NMDA receptor model from the coordinates of PDB 7EOS. See README.md.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "colours.hpp"
#include "decimate.hpp"
#include "density.hpp"
#include "glb_writer.hpp"
#include "marching_cubes.hpp"
#include "mesh_checks.hpp"
#include "occlusion.hpp"
#include "structure.hpp"

namespace syn::bake {
namespace {

constexpr double kLevel = 0.015;                   // density at the surface, atoms per cubic angstrom
constexpr double kSmallestPart = 1000.0;           // cubic angstrom: about a dozen amino acids' worth
constexpr std::size_t kTriangles[] = {4000, 600};  // of lod1 and lod2

const AssetNotes kNotes = {
    "synaptoscope bake_receptor", "PDB 7EOS, CC0 1.0; Wang H. et al., Neuron 2021, doi:10.1016/j.neuron.2021.05.031",
    "nanometre",
    "data: R subunit (0 GluN1, 255 GluN2A), G copy (0, 255), B domain (0 TMD, 128 LBD, 255 ATD), A openness"};

// Moves the mesh to the model frame, checks it and says what was found. Throws std::runtime_error if it is not sound.
NamedMesh finished(const char* name, Mesh mesh, std::vector<Colour> colours) {
  for (glm::dvec3& p : mesh.positions) p = to_model_frame(p);
  const MeshReport report = check(mesh);
  std::printf("%s: %s\n", name, report.text().c_str());
  if (!report.good()) throw std::runtime_error(std::string(name) + " fails its checks");
  std::vector<glm::dvec3> normals = vertex_normals(mesh);
  return {name, std::move(mesh), std::move(normals), std::move(colours)};
}

void bake(const char* pdb_path, const char* glb_path) {
  const SubunitAtoms atoms = read_structure(pdb_path);
  std::printf("heavy atoms: %zu in %zu subunits\n",
              atoms[0].size() + atoms[1].size() + atoms[2].size() + atoms[3].size(), atoms.size());
  const Density density(atoms, DensitySettings{});
  const Mesh fine = [&] {
    Mesh mesh = surface_of(density, kLevel);
    std::printf("specks and hollows dropped: %d\n", drop_small_parts(mesh, kSmallestPart));
    return mesh;
  }();
  const std::vector<glm::dvec3> fine_normals = vertex_normals(fine);
  const std::vector<double> fine_openness = openness(fine, fine_normals, OcclusionSettings{});

  std::vector<NamedMesh> levels;
  levels.push_back(finished("lod0", fine, vertex_colours(fine, fine_openness, density)));
  for (const std::size_t wanted : kTriangles) {
    const Mesh coarse = decimated(fine, wanted);
    const std::vector<double> open =
        carried_over(fine, fine_normals, fine_openness, coarse, vertex_normals(coarse), 0.5 * mean_edge(coarse));
    levels.push_back(finished(levels.size() == 1 ? "lod1" : "lod2", coarse, vertex_colours(coarse, open, density)));
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
