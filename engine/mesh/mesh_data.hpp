// A surface on the CPU side: triangles with normals and four data bytes a vertex. No OpenGL here.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <glm/glm.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace syn {

// Positions in the scene's unit, normals of unit length, counter-clockwise triangles seen from outside.
// `data` is either a colour (r, g, b) or an index into a material (see Material), with ambient occlusion in the
// fourth byte (255 = open). The three vertex arrays have the same length; `indices` has three entries a triangle.
struct MeshData {
  std::vector<glm::vec3> positions;
  std::vector<glm::vec3> normals;
  std::vector<std::array<std::uint8_t, 4>> data;
  std::vector<std::uint32_t> indices;
  std::size_t triangle_count() const { return indices.size() / 3; }
  void append(const MeshData& other);  // joins another surface to this one
  void clear();
};

inline constexpr std::size_t kMaxMeshTriangles = 5'000'000;
inline constexpr std::size_t kMaxMeshVertices = 5'000'000;

// Every named mesh of a model file (GLB, through Assimp), transformed into the file's scene.
// Fails, naming the file, when it is missing, damaged, empty, larger than the limits (200 MB, 5 million triangles or
// vertices, counted for each node that uses them), or holds numbers that are not finite or triangles whose corners are not
// there. It is refused, too, with what would change its surface and is not read here (glb_plain.hpp). All that is looked
// at before memory is taken for it.
Result<std::map<std::string, MeshData>> load_meshes(const std::filesystem::path& path);
// The same of bytes in memory; `file` is for messages.
Result<std::map<std::string, MeshData>> read_meshes(std::string_view bytes, const std::string& file);

// Simple closed surfaces of unit size, for stand-ins and stages: radius 1 around the origin.
MeshData make_sphere(int slices, int stacks);

}  // namespace syn
