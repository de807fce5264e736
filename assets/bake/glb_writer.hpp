// Writing binary glTF 2.0.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "colours.hpp"
#include "mesh.hpp"

namespace syn::bake {

// A mesh ready for the file; it becomes a mesh and a node of this name. Names and notes are plain ASCII without quotes
// or backslashes.
struct NamedMesh {
  std::string name;
  Mesh mesh;                        // in the file's frame and unit
  std::vector<glm::dvec3> normals;  // unit length, [vertices]
  std::vector<Colour> colours;      // [vertices]
};

struct AssetNotes {
  std::string generator;
  std::string copyright;
  std::string length_unit;  // goes to asset.extras
  std::string colour_note;  // goes to asset.extras
};

// The whole file: positions and normals as 32-bit floats, colours as normalised bytes (RGBA), indices as 16-bit
// numbers where they suffice, else 32-bit. No extensions, no materials.
std::string glb_bytes(const std::vector<NamedMesh>& meshes, const AssetNotes& notes);

// Writes beside `path` first and renames, so `path` is never half written. Throws std::runtime_error on failure.
void write_whole(const std::filesystem::path& path, const std::string& bytes);

}  // namespace syn::bake
