#include "mesh/mesh_data.hpp"

#include <cassert>
#include <cmath>
#include <glm/gtc/constants.hpp>

namespace syn {

void MeshData::append(const MeshData& other) {
  assert(&other != this);
  const auto base = static_cast<std::uint32_t>(positions.size());
  positions.insert(positions.end(), other.positions.begin(), other.positions.end());
  normals.insert(normals.end(), other.normals.begin(), other.normals.end());
  data.insert(data.end(), other.data.begin(), other.data.end());
  indices.reserve(indices.size() + other.indices.size());
  for (const std::uint32_t index : other.indices) indices.push_back(base + index);
}

void MeshData::clear() {
  positions.clear();
  normals.clear();
  data.clear();
  indices.clear();
}

MeshData make_sphere(int slices, int stacks) {
  assert(slices >= 3 && stacks >= 2);
  MeshData mesh;
  const auto add = [&](const glm::vec3& p) {
    mesh.positions.push_back(p);
    mesh.normals.push_back(p);
    mesh.data.push_back({0, 0, 0, 255});
  };
  // Poles once, rings without a doubled seam, so that the surface is closed by its indices alone.
  add({0.0F, 1.0F, 0.0F});
  for (int i = 1; i < stacks; ++i) {
    const float polar = glm::pi<float>() * static_cast<float>(i) / static_cast<float>(stacks);
    for (int j = 0; j < slices; ++j) {
      const float around = glm::two_pi<float>() * static_cast<float>(j) / static_cast<float>(slices);
      add(glm::normalize(glm::vec3{std::sin(polar) * std::sin(around), std::cos(polar), std::sin(polar) * std::cos(around)}));
    }
  }
  add({0.0F, -1.0F, 0.0F});

  const auto at = [&](int ring, int slice) { return static_cast<std::uint32_t>(1 + ring * slices + slice % slices); };
  const auto last = static_cast<std::uint32_t>(mesh.positions.size() - 1);
  for (int j = 0; j < slices; ++j) {
    mesh.indices.insert(mesh.indices.end(), {0U, at(0, j), at(0, j + 1)});
    for (int i = 0; i + 2 < stacks; ++i) {
      const auto a = at(i, j);
      const auto b = at(i, j + 1);
      const auto c = at(i + 1, j);
      const auto d = at(i + 1, j + 1);
      mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
    }
    mesh.indices.insert(mesh.indices.end(), {last, at(stacks - 2, j + 1), at(stacks - 2, j)});
  }
  return mesh;
}

}  // namespace syn
