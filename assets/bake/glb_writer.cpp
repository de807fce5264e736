#include "glb_writer.hpp"

#include <bit>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <glm/common.hpp>

namespace syn::bake {
namespace {

static_assert(std::endian::native == std::endian::little, "glTF is little-endian and the bytes are copied as they are");

// Numbers of the glTF 2.0 specification.
enum class Component { kUnsignedByte = 5121, kUnsignedShort = 5123, kUnsignedInt = 5125, kFloat = 5126 };
enum class Target { kVertices = 34962, kIndices = 34963 };

template <typename T>
void append(std::string& bytes, const T& value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  bytes.append(raw, sizeof(T));
}

std::string numbers(const glm::vec3& v) {
  char text[64];
  std::snprintf(text, sizeof text, "[%.9g,%.9g,%.9g]", static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z));
  return text;
}

// "a,b,c" grows by one item.
void list(std::string& items, const std::string& item) { items += (items.empty() ? "" : ",") + item; }

// Collects the buffer and the JSON lists that describe it.
class GlbBuilder {
 public:
  void add(const NamedMesh& named) {
    glm::vec3 low(named.mesh.positions.front());
    glm::vec3 high(low);
    for (const glm::dvec3& p : named.mesh.positions) {
      low = glm::min(low, glm::vec3(p));
      high = glm::max(high, glm::vec3(p));
    }
    const std::size_t count = named.mesh.positions.size();
    const std::string position = accessor(vectors(named.mesh.positions), Target::kVertices, Component::kFloat, "VEC3", count,
                                          ",\"min\":" + numbers(low) + ",\"max\":" + numbers(high));
    const std::string normal = accessor(vectors(named.normals), Target::kVertices, Component::kFloat, "VEC3", count);
    std::string raw;
    for (const Colour& colour : named.colours) append(raw, colour);
    const std::string colour = accessor(raw, Target::kVertices, Component::kUnsignedByte, "VEC4", count, ",\"normalized\":true");

    const bool is_short = count <= 65535;  // number 65535 itself is reserved
    raw.clear();
    for (const Triangle& t : named.mesh.triangles) {
      for (const std::uint32_t v : t) is_short ? append(raw, static_cast<std::uint16_t>(v)) : append(raw, v);
    }
    const std::string indices = accessor(raw, Target::kIndices, is_short ? Component::kUnsignedShort : Component::kUnsignedInt, "SCALAR",
                                         3 * named.mesh.triangles.size());

    const std::string number = std::to_string(mesh_count_++);
    list(meshes_, "{\"name\":\"" + named.name + "\",\"primitives\":[{\"attributes\":{\"POSITION\":" + position + ",\"NORMAL\":" + normal +
                      ",\"COLOR_0\":" + colour + "},\"indices\":" + indices + "}]}");
    list(nodes_, "{\"name\":\"" + named.name + "\",\"mesh\":" + number + "}");
    list(roots_, number);
  }

  std::string file(const AssetNotes& notes) const {
    std::string json = "{\"asset\":{\"version\":\"2.0\",\"generator\":\"" + notes.generator + "\",\"copyright\":\"" + notes.copyright +
                       "\",\"extras\":{\"lengthUnit\":\"" + notes.length_unit + "\",\"COLOR_0\":\"" + notes.colour_note +
                       "\"}},\"scene\":0,\"scenes\":[{\"nodes\":[" + roots_ + "]}],\"nodes\":[" + nodes_ + "],\"meshes\":[" + meshes_ +
                       "],\"accessors\":[" + accessors_ + "],\"bufferViews\":[" + views_ +
                       "],\"buffers\":[{\"byteLength\":" + std::to_string(buffer_.size()) + "}]}";
    json.resize((json.size() + 3) / 4 * 4, ' ');

    std::string bytes = "glTF";
    append(bytes, std::uint32_t{2});
    append(bytes, static_cast<std::uint32_t>(12 + 8 + json.size() + 8 + buffer_.size()));
    append(bytes, static_cast<std::uint32_t>(json.size()));
    bytes += "JSON" + json;
    append(bytes, static_cast<std::uint32_t>(buffer_.size()));
    bytes.append("BIN\0", 4);
    return bytes + buffer_;
  }

 private:
  static std::string vectors(const std::vector<glm::dvec3>& values) {
    std::string raw;
    for (const glm::dvec3& v : values) {
      append(raw, static_cast<float>(v.x));
      append(raw, static_cast<float>(v.y));
      append(raw, static_cast<float>(v.z));
    }
    return raw;
  }

  // Stores the bytes in a view of their own and returns the number of the accessor.
  std::string accessor(const std::string& raw, Target target, Component component, const std::string& type, std::size_t count,
                       const std::string& more = "") {
    list(views_, "{\"buffer\":0,\"byteOffset\":" + std::to_string(buffer_.size()) + ",\"byteLength\":" + std::to_string(raw.size()) +
                     ",\"target\":" + std::to_string(static_cast<int>(target)) + "}");
    buffer_ += raw;
    buffer_.resize((buffer_.size() + 3) / 4 * 4, '\0');
    const std::string number = std::to_string(accessor_count_++);
    list(accessors_, "{\"bufferView\":" + number + ",\"componentType\":" + std::to_string(static_cast<int>(component)) +
                         ",\"count\":" + std::to_string(count) + ",\"type\":\"" + type + "\"" + more + "}");
    return number;
  }

  std::string buffer_;                                      // the binary part, every view on a multiple of 4
  std::string views_, accessors_, meshes_, nodes_, roots_;  // JSON lists without their brackets
  int accessor_count_ = 0;                                  // views are numbered alike
  int mesh_count_ = 0;
};

}  // namespace

std::string glb_bytes(const std::vector<NamedMesh>& meshes, const AssetNotes& notes) {
  GlbBuilder builder;
  for (const NamedMesh& mesh : meshes) builder.add(mesh);
  return builder.file(notes);
}

void write_whole(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::path temporary = path;
  temporary += ".tmp";
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(temporary, path, error);
  if (!file || error) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw std::runtime_error("cannot write " + path.string());
  }
}

}  // namespace syn::bake
