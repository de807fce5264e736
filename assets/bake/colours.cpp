#include "colours.hpp"

#include <cmath>

namespace syn::bake {

std::vector<Colour> vertex_colours(const Mesh& mesh, const std::vector<double>& openness, const Density& density, const Legend& legend) {
  const auto domain_at = [&legend](double height) -> std::uint8_t {
    if (height > legend.amino_terminal_from) return 255;
    return height >= legend.ligand_binding_from ? 128 : 0;
  };
  std::vector<Colour> colours;
  colours.reserve(mesh.positions.size());
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    const auto& [red, green] = legend.bodies.at(density.strongest(mesh.positions[v]));
    colours.push_back({red, green, domain_at(mesh.positions[v].z), static_cast<std::uint8_t>(std::lround(255.0 * openness[v]))});
  }
  return colours;
}

}  // namespace syn::bake
