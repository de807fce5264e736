#include "colours.hpp"

#include <cmath>

namespace syn::bake {
namespace {

std::uint8_t domain_at(double height) {
  if (height > kAminoTerminalFrom) return 255;
  return height >= kLigandBindingFrom ? 128 : 0;
}

}  // namespace

std::vector<Colour> vertex_colours(const Mesh& mesh, const std::vector<double>& openness, const Density& density) {
  std::vector<Colour> colours;
  colours.reserve(mesh.positions.size());
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    const Subunit subunit = density.strongest(mesh.positions[v]);
    colours.push_back({static_cast<std::uint8_t>(is_glun2a(subunit) ? 255 : 0),
                       static_cast<std::uint8_t>(is_second(subunit) ? 255 : 0), domain_at(mesh.positions[v].z),
                       static_cast<std::uint8_t>(std::lround(255.0 * openness[v]))});
  }
  return colours;
}

}  // namespace syn::bake
