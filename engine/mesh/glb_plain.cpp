#include "mesh/glb_plain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLargestJson = 1U << 20U;
constexpr int kDeepestJson = 32;
constexpr std::size_t kDeepestNode = 64;
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kHeader = 12;
constexpr std::size_t kChunkHeader = 8;
constexpr std::size_t kVerticesOfTriangle = 3;

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof(word));
  return word;
}

void put_word(std::string& out, std::size_t word) {
  const auto small = static_cast<std::uint32_t>(word);
  std::array<char, sizeof(small)> bytes{};
  std::memcpy(bytes.data(), &small, sizeof(small));
  out.append(bytes.data(), bytes.size());
}

// Brackets that stand in each other, outside of texts.
int depth_of(std::string_view json) {
  int depth = 0;
  int deepest = 0;
  bool text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (text) {
      if (c == '\\') ++i;
      if (c == '"') text = false;
    } else if (c == '"') {
      text = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

struct ElementSize {
  std::size_t component = 0;  // bytes
  std::size_t components = 0;
  std::size_t element() const { return component * components; }
};

struct Accessor {
  std::size_t view = 0, offset = 0, begin = 0, stride = 0, count = 0;  // `begin` within the binary part
  std::uint64_t component = 0;                                         // 5121 and so on
  std::string type;
  bool normalized = false;
};

// What cannot go on. Caught in plain_glb, and nowhere else.
struct Refusal {
  std::string what, remedy;
};

class Plain {
 public:
  Plain(std::string_view json, std::string_view binary) : text_(json), binary_(binary) {}

  std::string write() {
    read_top();
    read_nodes();
    if (out_["meshes"].empty()) refuse("holds no triangles", "at least one surface");
    out_["asset"] = {{"version", "2.0"}};
    out_["scene"] = 0;
    out_["scenes"] = Json::array({{{"nodes", roots_}}});
    out_["buffers"] = Json::array({{{"byteLength", binary_.size()}}});
    return packed(out_.dump());
  }

 private:
  [[noreturn]] static void refuse(std::string what, std::string remedy = "bake or export the model again") {
    throw Refusal{std::move(what), std::move(remedy)};
  }

  // --- taking JSON apart ---

  static const Json* field(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
  }
  static std::size_t whole(const Json& value, const char* what) {
    if (!value.is_number_unsigned()) refuse(std::string(what) + " is not a whole number of 0 or more");
    return value.get<std::size_t>();
  }
  static std::size_t whole(const Json& object, const char* key, std::size_t fallback) {
    const Json* value = field(object, key);
    return value == nullptr ? fallback : whole(*value, key);
  }
  static std::size_t needed(const Json& object, const char* key) {
    const Json* value = field(object, key);
    if (value == nullptr) refuse(std::string(key) + " is missing");
    return whole(*value, key);
  }
  // The list of this name at the top of the file; empty if there is none.
  const Json& list(const char* key) const {
    static const Json kNone = Json::array();
    const Json* value = field(top_, key);
    if (value == nullptr) return kNone;
    if (!value->is_array()) refuse(std::string(key) + " is not a list");
    return *value;
  }
  const Json& entry(const char* key, std::size_t index) const {
    const Json& all = list(key);
    if (index >= all.size()) refuse(fmt::format("number {} of {} is not there", index, key));
    if (!all[index].is_object()) refuse(fmt::format("number {} of {} is not an object", index, key));
    return all[index];
  }
  static std::string name(const Json& object) {
    const Json* value = field(object, "name");
    if (value == nullptr) return {};
    if (!value->is_string()) refuse("a name is not a text");
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > kLongestName || text.find('\0') != std::string::npos)
      refuse("a name is too long, or holds the sign 0", fmt::format("names of at most {} bytes", kLongestName));
    return text;
  }

  // --- the parts ---

  void read_top() {
    if (text_.size() > kLargestJson) refuse("describes itself in more than 1 MB", "a description of at most 1 MB");
    if (depth_of(text_) > kDeepestJson) refuse("is too deeply nested", fmt::format("at most {} levels", kDeepestJson));
    top_ = Json::parse(text_, nullptr, false);
    if (top_.is_discarded() || !top_.is_object()) refuse("describes itself in no JSON");
    const Json* asset = field(top_, "asset");
    const Json* version = asset != nullptr && asset->is_object() ? field(*asset, "version") : nullptr;
    if (version == nullptr || !version->is_string() || !version->get_ref<const std::string&>().starts_with("2."))
      refuse("is not glTF of version 2", "a GLB of version 2");
    if (!list("extensionsRequired").empty()) refuse("cannot be read without extensions", "a GLB without required extensions");
    if (!list("skins").empty()) refuse("has skins, which would move its surface", "a GLB without skins");
    const Json& buffers = list("buffers");
    if (buffers.empty()) return;
    const Json& buffer = entry("buffers", 0);
    if (buffers.size() != 1 || buffer.contains("uri")) refuse("lies in more than one file or part", "a GLB with its numbers inside");
    const std::size_t length = needed(buffer, "byteLength");
    if (length > binary_.size()) refuse("is cut off: its numbers are not all there");
    binary_ = binary_.substr(0, length);
  }

  struct Visit {
    std::size_t node = 0, depth = 0;
  };

  // From the roots down without going down a stack. A node with two parents would be walked again for each of them.
  void read_nodes() {
    const Json& scenes = list("scenes");
    if (scenes.empty()) refuse("has no scene");
    const Json& scene = entry("scenes", whole(top_, "scene", 0));
    std::vector<bool> seen(list("nodes").size());
    std::vector<Visit> waiting;
    const auto meet = [&](const Json& children, std::size_t depth) {
      if (!children.is_array()) refuse("the children of a node are not a list");
      std::vector<std::size_t> places;
      for (const Json& child : children) {
        const std::size_t index = whole(child, "a child");
        if (index >= seen.size()) refuse(fmt::format("node {} is not there", index));
        if (seen[index]) refuse(fmt::format("node {} stands in more than one place", index), "a tree of nodes, each with one parent");
        seen[index] = true;
        if (depth > kDeepestNode) refuse("has too deeply nested nodes", fmt::format("at most {} levels", kDeepestNode));
        places.push_back(waiting.size());
        waiting.push_back({index, depth});
        out_["nodes"].push_back(Json::object());
      }
      return places;
    };
    if (const Json* roots = field(scene, "nodes")) roots_ = meet(*roots, 1);
    for (std::size_t next = 0; next < waiting.size(); ++next) {  // in the order in which they were given places
      const Visit visit = waiting[next];
      const Json& node = entry("nodes", visit.node);
      Json plain = Json::object();
      if (std::string called = name(node); !called.empty()) plain["name"] = std::move(called);
      copy_numbers(node, plain, "matrix", 16);
      copy_numbers(node, plain, "translation", 3);
      copy_numbers(node, plain, "rotation", 4);
      copy_numbers(node, plain, "scale", 3);
      if (node.contains("skin")) refuse("has a skin, which would move its surface", "a GLB without skins");
      if (node.contains("mesh")) {
        if (const auto mesh = take_mesh(needed(node, "mesh"))) plain["mesh"] = *mesh;
      }
      if (const Json* children = field(node, "children"); children != nullptr) {
        if (auto places = meet(*children, visit.depth + 1); !places.empty()) plain["children"] = std::move(places);
      }
      out_["nodes"][next] = std::move(plain);
    }
  }

  static void copy_numbers(const Json& from, Json& to, const char* key, std::size_t count) {
    const Json* numbers = field(from, key);
    if (numbers == nullptr) return;
    if (!numbers->is_array() || numbers->size() != count) refuse(fmt::format("the {} of a node is not a list of {} numbers", key, count));
    for (const Json& number : *numbers) {
      if (!number.is_number() || !std::isfinite(number.get<float>()))
        refuse(fmt::format("the {} of a node holds something that is no number", key));
    }
    to[key] = *numbers;
  }

  // Where the mesh stands in what is written; nothing if it has no surface. Each use of it counts, for each becomes a
  // surface of its own.
  std::optional<std::size_t> take_mesh(std::size_t index) {
    auto found = meshes_.find(index);
    if (found == meshes_.end()) found = meshes_.emplace(index, read_mesh(entry("meshes", index))).first;
    const Mesh& mesh = found->second;
    vertices_ += mesh.vertices;
    corners_ += mesh.corners;
    if (vertices_ > kMaxMeshVertices || corners_ > kVerticesOfTriangle * kMaxMeshTriangles)
      refuse("holds more than 5 million triangles or corners", "a model with fewer");
    return mesh.place;
  }

  struct Mesh {
    std::optional<std::size_t> place;
    std::size_t vertices = 0, corners = 0;
  };

  Mesh read_mesh(const Json& mesh) {
    Mesh out;
    const Json* primitives = field(mesh, "primitives");
    if (primitives == nullptr || !primitives->is_array()) refuse("a mesh has no list of primitives");
    Json plain = Json::array();
    for (const Json& primitive : *primitives) {
      if (!primitive.is_object()) refuse("a primitive of a mesh is not an object");
      constexpr std::size_t kTriangles = 4;
      constexpr std::size_t kFan = 6;
      const std::size_t mode = whole(primitive, "mode", kTriangles);
      if (mode > kFan) refuse(fmt::format("a mesh is drawn in mode {}", mode), "modes are 0 to 6");
      if (mode < kTriangles) continue;  // points and lines have no surface
      plain.push_back(read_primitive(primitive, mode == kTriangles, out));
      plain.back()["mode"] = mode;
      if (out.vertices > kMaxMeshVertices || out.corners > kVerticesOfTriangle * kMaxMeshTriangles)
        refuse("holds more than 5 million triangles or corners", "a model with fewer");
    }
    if (plain.empty()) return out;
    Json whole_mesh{{"primitives", std::move(plain)}};
    if (std::string called = name(mesh); !called.empty()) whole_mesh["name"] = std::move(called);
    out_["meshes"].push_back(std::move(whole_mesh));
    out.place = out_["meshes"].size() - 1;
    return out;
  }

  Json read_primitive(const Json& primitive, bool in_threes, Mesh& sum) {
    if (primitive.contains("targets")) refuse("has morph targets, which would move its surface", "a GLB without morph targets");
    const Json* attributes = field(primitive, "attributes");
    if (attributes == nullptr || !attributes->is_object()) refuse("a mesh has no attributes");
    if (!attributes->contains("POSITION")) refuse("a mesh has no positions");
    Json plain{{"attributes", Json::object()}};
    const Accessor positions = attribute(*attributes, "POSITION", {"VEC3"}, {kFloat}, plain);
    if (attributes->contains("NORMAL") && attribute(*attributes, "NORMAL", {"VEC3"}, {kFloat}, plain).count != positions.count)
      refuse("a mesh has not as many normals as positions");
    if (attributes->contains("COLOR_0") &&
        attribute(*attributes, "COLOR_0", {"VEC3", "VEC4"}, {kByte, kShort, kFloat}, plain).count != positions.count)
      refuse("a mesh has not as many colours as positions");
    std::size_t corners = positions.count;
    if (const Json* indices = field(primitive, "indices")) {
      const std::size_t index = whole(*indices, "indices");
      const Accessor accessor = read_accessor(index, {"SCALAR"}, {kByte, kShort, kWord});
      check_indices(accessor, positions.count);
      plain["indices"] = place_of(index, accessor);
      corners = accessor.count;
    }
    if (corners < kVerticesOfTriangle || (in_threes && corners % kVerticesOfTriangle != 0))
      refuse(fmt::format("a mesh of triangles has {} corners", corners), "three corners a triangle");
    sum.vertices += positions.count;
    sum.corners += in_threes ? corners : kVerticesOfTriangle * (corners - 2);
    return plain;
  }

  Accessor attribute(const Json& attributes, const char* key, std::initializer_list<std::string_view> types,
                     std::initializer_list<std::uint64_t> components, Json& plain) {
    const std::size_t index = needed(attributes, key);
    Accessor accessor = read_accessor(index, types, components);
    plain["attributes"][key] = place_of(index, accessor);
    return accessor;
  }

  static constexpr std::uint64_t kByte = 5121, kShort = 5123, kWord = 5125, kFloat = 5126;

  static ElementSize layout_of(const Accessor& accessor) {
    const std::size_t component = accessor.component == kByte ? 1 : accessor.component == kShort ? 2 : 4;
    const std::size_t components = accessor.type == "SCALAR" ? 1 : accessor.type == "VEC3" ? 3 : 4;
    return {component, components};
  }

  Accessor read_accessor(std::size_t index, std::initializer_list<std::string_view> types,
                         std::initializer_list<std::uint64_t> components) const {
    const Json& json = entry("accessors", index);
    Accessor out;
    const Json* type = field(json, "type");
    if (type != nullptr && type->is_string()) out.type = type->get<std::string>();
    out.component = needed(json, "componentType");
    if (std::find(types.begin(), types.end(), out.type) == types.end() ||
        std::find(components.begin(), components.end(), out.component) == components.end())
      refuse(fmt::format("accessor {} holds numbers of a kind that does not belong there", index));
    if (json.contains("sparse")) refuse(fmt::format("accessor {} is sparse", index), "a GLB without sparse accessors");
    if (const Json* normalized = field(json, "normalized")) {
      if (!normalized->is_boolean()) refuse("normalized is not true or false");
      out.normalized = normalized->get<bool>();
    }
    out.count = needed(json, "count");
    out.view = needed(json, "bufferView");
    out.offset = whole(json, "byteOffset", 0);
    const Json& view = entry("bufferViews", out.view);
    if (whole(view, "buffer", 0) != 0) refuse("a part of the buffer lies in another file");
    const std::size_t begin = whole(view, "byteOffset", 0);
    const std::size_t length = needed(view, "byteLength");
    if (begin > binary_.size() || length > binary_.size() - begin)
      refuse(fmt::format("bufferView {} reaches beyond the end of the file", out.view));
    const std::size_t element = layout_of(out).element();
    out.stride = whole(view, "byteStride", element);
    constexpr std::size_t kWidest = 252;
    if (out.stride < element || out.stride > std::max(kWidest, element))
      refuse(fmt::format("the byteStride of bufferView {} is {}", out.view, out.stride));
    const bool fits = out.count > 0 && out.offset <= length && element <= length - out.offset &&
                      (out.count - 1) <= (length - out.offset - element) / out.stride;
    if (!fits) refuse(fmt::format("accessor {} claims to hold more than there is", index));
    out.begin = begin + out.offset;
    if (const std::size_t size = layout_of(out).component; out.begin % size != 0 || out.stride % size != 0)
      refuse(fmt::format("the numbers of accessor {} do not begin at a multiple of their size", index));
    return out;
  }

  void check_indices(const Accessor& accessor, std::size_t vertices) const {
    const std::size_t size = layout_of(accessor).component;
    for (std::size_t i = 0; i < accessor.count; ++i) {
      std::uint32_t corner = 0;  // the bytes stand in the order of this machine, little-endian, as in the file
      std::memcpy(&corner, binary_.data() + accessor.begin + i * accessor.stride, size);
      if (corner >= vertices) refuse("has a triangle whose corner is not there", "corners within the vertices");
    }
  }

  // Where the accessor stands in what is written, with its part of the buffer.
  std::size_t place_of(std::size_t index, const Accessor& accessor) {
    if (const auto found = accessors_.find(index); found != accessors_.end()) return found->second;
    const std::size_t element = layout_of(accessor).element();
    Json view{{"buffer", 0}, {"byteOffset", accessor.begin}, {"byteLength", accessor.stride * (accessor.count - 1) + element}};
    if (accessor.stride != element) view["byteStride"] = accessor.stride;
    Json plain{{"bufferView", out_["bufferViews"].size()},
               {"componentType", accessor.component},
               {"count", accessor.count},
               {"type", accessor.type}};
    if (accessor.normalized) plain["normalized"] = true;
    out_["bufferViews"].push_back(std::move(view));
    out_["accessors"].push_back(std::move(plain));
    return accessors_.emplace(index, out_["accessors"].size() - 1).first->second;
  }

  std::string packed(std::string json) const {
    constexpr std::size_t kAligned = 4;
    while (json.size() % kAligned != 0) json += ' ';
    const std::size_t padding = (kAligned - binary_.size() % kAligned) % kAligned;
    std::string out = "glTF";
    put_word(out, 2);
    put_word(out, kHeader + 2 * kChunkHeader + json.size() + binary_.size() + padding);
    put_word(out, json.size());
    out += "JSON" + json;
    put_word(out, binary_.size() + padding);
    out.append("BIN\0", 4);
    out += binary_;
    out.append(padding, '\0');
    return out;
  }

  std::string_view text_;
  std::string_view binary_;
  Json top_;
  Json out_ = {{"nodes", Json::array()}, {"meshes", Json::array()}, {"accessors", Json::array()}, {"bufferViews", Json::array()}};
  std::vector<std::size_t> roots_;
  std::map<std::size_t, Mesh> meshes_;
  std::map<std::size_t, std::size_t> accessors_;
  std::size_t vertices_ = 0, corners_ = 0;
};

// The body of the chunk at `at`, and `at` behind it; nothing if it is cut off or of another kind.
std::optional<std::string_view> chunk(std::string_view bytes, std::size_t& at, std::string_view kind) {
  if (at > bytes.size() || bytes.size() - at < kChunkHeader) return std::nullopt;
  const std::size_t length = word_at(bytes, at);
  if (length > bytes.size() - at - kChunkHeader || bytes.substr(at + 4, 4) != kind) return std::nullopt;
  const std::string_view body = bytes.substr(at + kChunkHeader, length);
  at += kChunkHeader + length;
  return body;
}

}  // namespace

Result<std::string> plain_glb(std::string_view bytes, const std::string& file) {
  const auto refused = [&file](std::string what, std::string remedy) {
    return failure({.file = file, .what = std::move(what), .remedy = std::move(remedy)});
  };
  constexpr const char* kWhole = "a whole GLB of version 2";
  if (bytes.size() < kHeader + kChunkHeader || !bytes.starts_with("glTF")) return refused("is no GLB or is cut off", kWhole);
  if (word_at(bytes, 4) != 2) return refused(fmt::format("is a GLB of version {}", word_at(bytes, 4)), kWhole);
  const std::size_t length = word_at(bytes, 8);
  if (length < kHeader + kChunkHeader || length > bytes.size()) return refused("is cut off", kWhole);
  bytes = bytes.substr(0, length);
  std::size_t at = kHeader;
  const auto json = chunk(bytes, at, "JSON");
  if (!json) return refused("does not begin with a whole JSON part", kWhole);
  const auto binary = chunk(bytes, at, std::string_view("BIN\0", 4));
  if (!binary && at < length) return refused("does not go on with a whole binary part", kWhole);
  try {
    return Plain(*json, binary.value_or(std::string_view())).write();
  } catch (const Refusal& refusal) {
    return refused(refusal.what, refusal.remedy);
  }
}

}  // namespace syn
