#include "marching_cubes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace syn::bake {
namespace {

// Corner c of a cube lies at (c & 1, c >> 1 & 1, c >> 2). Edge numbers: 4 * axis + place among the edges of that axis.
using EdgeLoop = std::vector<int>;
using CaseLoops = std::vector<EdgeLoop>;

constexpr int bit(int corner, int axis) { return (corner >> axis) & 1; }

constexpr int edge_between(int a, int b) {
  const int axis = (a ^ b) >> 1;  // 1, 2, 4 -> 0, 1, 2
  return 4 * axis + bit(a, (axis + 1) % 3) + 2 * bit(a, (axis + 2) % 3);
}

// The corner at the lower end of an edge.
constexpr int lower_corner(int edge) {
  const int axis = edge / 4;
  return ((edge & 1) << ((axis + 1) % 3)) | (((edge >> 1) & 1) << ((axis + 2) % 3));
}

bool on_one_face(int edge_a, int edge_b) {
  for (int axis = 0; axis < 3; ++axis) {
    if (edge_a / 4 != axis && edge_b / 4 != axis && bit(lower_corner(edge_a), axis) == bit(lower_corner(edge_b), axis)) {
      return true;
    }
  }
  return false;
}

// Turns a loop so that the fan of triangles around its first point has no side across a face of the cube.
EdgeLoop turned_for_fan(EdgeLoop loop) {
  for (std::size_t turn = 0; turn < loop.size(); ++turn) {
    const auto clear = [&](int edge) { return !on_one_face(loop.front(), edge); };
    if (std::all_of(loop.begin() + 2, loop.end() - 1, clear)) return loop;
    std::rotate(loop.begin(), loop.begin() + 1, loop.end());
  }
  throw std::logic_error("marching cubes: a loop without a clear fan");
}

// The outlines, counter-clockwise from outside, that the surface draws in a cube with these corners inside (bit mask).
CaseLoops loops_of(int inside) {
  std::array<int, 12> next{};
  next.fill(-1);
  for (int axis = 0; axis < 3; ++axis) {
    for (int side = 0; side < 2; ++side) {
      const int u = 1 << ((axis + 1) % 3);
      const int v = 1 << ((axis + 2) % 3);
      std::array<int, 4> ring = {0, u, u | v, v};  // counter-clockwise as seen from +axis
      if (side == 0) std::reverse(ring.begin(), ring.end());
      for (int& corner : ring) corner |= side << axis;
      // Each run of inside corners gets a line from the edge where the ring enters it to the edge where it leaves.
      const auto in = [&](std::size_t i) { return bit(inside, ring[i % 4]) != 0; };
      for (std::size_t i = 0; i < 4; ++i) {
        if (in(i) || !in(i + 1)) continue;
        std::size_t last = i + 1;
        while (in(last + 1)) ++last;
        next[static_cast<std::size_t>(edge_between(ring[i], ring[(i + 1) % 4]))] = edge_between(ring[last % 4], ring[(last + 1) % 4]);
      }
    }
  }
  CaseLoops loops;
  for (int start = 0; start < 12; ++start) {
    EdgeLoop loop;
    for (int at = start; next[static_cast<std::size_t>(at)] >= 0;) {
      loop.push_back(at);
      at = std::exchange(next[static_cast<std::size_t>(at)], -1);
    }
    if (!loop.empty()) loops.push_back(turned_for_fan(std::move(loop)));
  }
  return loops;
}

class Marcher {
 public:
  Marcher(const Density& density, double level) : density_(density), level_(level) {
    for (int mask = 0; mask < 256; ++mask) cases_[static_cast<std::size_t>(mask)] = loops_of(mask);
  }

  Mesh run() {
    const auto& shape = density_.shape();
    for (std::size_t z = 0; z + 1 < shape[2]; ++z) {
      for (std::size_t y = 0; y + 1 < shape[1]; ++y) {
        for (std::size_t x = 0; x + 1 < shape[0]; ++x) cube(x, y, z);
      }
    }
    return std::move(mesh_);
  }

 private:
  using Node = std::array<std::size_t, 3>;

  static Node corner_node(const Node& cube, int corner) {
    Node node = cube;
    for (int axis = 0; axis < 3; ++axis) node[static_cast<std::size_t>(axis)] += static_cast<std::size_t>(bit(corner, axis));
    return node;
  }
  double value(const Node& n) const { return density_.total()[density_.index(n[0], n[1], n[2])]; }
  glm::dvec3 place(const Node& n) const { return density_.place(n[0], n[1], n[2]); }

  void cube(std::size_t x, std::size_t y, std::size_t z) {
    const Node base = {x, y, z};
    std::size_t mask = 0;
    for (int corner = 0; corner < 8; ++corner) {
      if (value(corner_node(base, corner)) > level_) mask |= std::size_t{1} << corner;
    }
    for (const EdgeLoop& loop : cases_[mask]) {
      const std::uint32_t hub = crossing(base, loop[0]);
      for (std::size_t i = 1; i + 1 < loop.size(); ++i) {
        mesh_.triangles.push_back({hub, crossing(base, loop[i]), crossing(base, loop[i + 1])});
      }
    }
  }

  // The vertex on an edge of this cube; cubes that share the edge share the vertex.
  std::uint32_t crossing(const Node& base, int edge) {
    const Node low = corner_node(base, lower_corner(edge));
    const std::size_t key = 3 * density_.index(low[0], low[1], low[2]) + static_cast<std::size_t>(edge / 4);
    const auto [found, fresh] = vertex_on_edge_.try_emplace(key, static_cast<std::uint32_t>(mesh_.positions.size()));
    if (fresh) {
      const Node high = corner_node(base, lower_corner(edge) | (1 << (edge / 4)));
      const double share = std::clamp((level_ - value(low)) / (value(high) - value(low)), 0.05, 0.95);
      mesh_.positions.push_back(place(low) + share * (place(high) - place(low)));
    }
    return found->second;
  }

  const Density& density_;
  double level_;                                                   // atoms per cubic angstrom
  std::array<CaseLoops, 256> cases_;                               // by mask of inside corners
  std::unordered_map<std::size_t, std::uint32_t> vertex_on_edge_;  // grid edge -> vertex
  Mesh mesh_;
};

}  // namespace

Mesh surface_of(const Density& density, double level) { return Marcher(density, level).run(); }

}  // namespace syn::bake
