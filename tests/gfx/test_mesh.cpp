#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <string>

#include "core/files.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

std::filesystem::path write_scratch(const std::string& name, const std::string& bytes) {
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << bytes;
  return folder / name;
}

template <class T>
void put(std::string& out, T value) {
  std::array<char, sizeof(T)> bytes{};
  std::memcpy(bytes.data(), &value, sizeof(T));
  out.append(bytes.data(), bytes.size());
}

// What a small GLB is made of: one tetrahedron, moved by its node.
struct Glb {
  float first_x = 0.0F;
  std::uint16_t last_index = 3;
  bool normals = true;
  std::string node = R"("translation":[10,0,0],"scale":[2,2,2])";

  std::string bytes() const {
    std::string data;
    for (const float v : {first_x, 0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F}) put(data, v);
    for (const float v : {-.577F, -.577F, -.577F, 1.F, 0.F, 0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F}) put(data, v);
    for (const int v : {255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 64, 255, 255, 255, 0}) data += static_cast<char>(v);
    for (const int v : {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2}) put(data, static_cast<std::uint16_t>(v));
    put(data, last_index);
    std::string json = R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0,"name":"n",)";
    json += node + R"(}],"meshes":[{"name":"tetra","primitives":[{"attributes":{"POSITION":0,)";
    json += normals ? R"("NORMAL":1,)" : "";
    json += R"("COLOR_0":2},"indices":3}]}],"buffers":[{"byteLength":)" + std::to_string(data.size());
    json += R"(}],"bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":48},{"buffer":0,"byteOffset":48,)";
    json += R"("byteLength":48},)";
    json += R"({"buffer":0,"byteOffset":96,"byteLength":16},{"buffer":0,"byteOffset":112,"byteLength":24}],"accessors":[)";
    json += R"({"bufferView":0,"componentType":5126,"count":4,"type":"VEC3","min":[0,0,0],"max":[1,1,1]},)";
    json += R"({"bufferView":1,"componentType":5126,"count":4,"type":"VEC3"},)";
    json += R"({"bufferView":2,"componentType":5121,"normalized":true,"count":4,"type":"VEC4"},)";
    json += R"({"bufferView":3,"componentType":5123,"count":12,"type":"SCALAR"}]})";
    while (json.size() % 4 != 0) json += ' ';
    std::string out = "glTF";
    put(out, std::uint32_t{2});
    put(out, static_cast<std::uint32_t>(12 + 8 + json.size() + 8 + data.size()));
    put(out, static_cast<std::uint32_t>(json.size()));
    out += "JSON" + json;
    put(out, static_cast<std::uint32_t>(data.size()));
    out += std::string("BIN\0", 4) + data;
    return out;
  }
};

// A GLB with this JSON and this binary part.
std::string glb_of(std::string json, const std::string& binary) {
  while (json.size() % 4 != 0) json += ' ';
  std::string out = "glTF";
  put(out, std::uint32_t{2});
  put(out, static_cast<std::uint32_t>(12 + 8 + json.size() + 8 + binary.size()));
  put(out, static_cast<std::uint32_t>(json.size()));
  out += "JSON" + json;
  put(out, static_cast<std::uint32_t>(binary.size()));
  return out + std::string("BIN\0", 4) + binary;
}

// One triangle; `changed` takes the place of `part` in what describes it.
std::string triangle_glb(const std::string& part = {}, const std::string& changed = {}) {
  std::string binary;
  for (const float v : {0.F, 0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F, 0.F}) put(binary, v);
  for (const int v : {0, 1, 2, 0}) put(binary, static_cast<std::uint16_t>(v));
  std::string json =
      R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":"one","mesh":0}],)"
      R"("meshes":[{"name":"one","primitives":[{"attributes":{"POSITION":0},"indices":1,"mode":4}]}],"accessors":[)"
      R"({"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},{"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}],)"
      R"("bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":8}],"buffers":[{"byteLength":44}]})";
  if (!part.empty()) {
    const std::size_t at = json.find(part);
    REQUIRE(at != std::string::npos);
    json.replace(at, part.size(), changed);
  }
  return glb_of(std::move(json), binary);
}

std::string objection_to(const std::string& bytes) {
  const auto loaded = read_meshes(bytes, "t.glb");
  if (loaded) return {};
  REQUIRE(loaded.error().size() == 1);
  CHECK(loaded.error().front().file == "t.glb");
  return loaded.error().front().what;
}

void check_refused(const std::filesystem::path& path) {
  const auto loaded = load_meshes(path);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().front().file == path.string());
  CHECK_FALSE(loaded.error().front().what.empty());
}

// Every mesh that was let in keeps what mesh_data.hpp promises.
void check_sound(const MeshData& mesh) {
  REQUIRE(mesh.normals.size() == mesh.positions.size());
  REQUIRE(mesh.data.size() == mesh.positions.size());
  REQUIRE(mesh.indices.size() % 3 == 0);
  for (const std::uint32_t index : mesh.indices) REQUIRE(index < mesh.positions.size());
  for (const glm::vec3& p : mesh.positions) REQUIRE(std::isfinite(p.x + p.y + p.z));
  for (const glm::vec3& n : mesh.normals) REQUIRE(glm::length(n) == doctest::Approx(1.0F).epsilon(1e-3));
}

}  // namespace

TEST_CASE("a sphere is closed, faces outward and has the radius 1") {
  for (const auto& [slices, stacks] : {std::pair(3, 2), std::pair(8, 5), std::pair(48, 24)}) {
    const MeshData sphere = make_sphere(slices, stacks);
    check_sound(sphere);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> sides;
    double volume = 0.0;
    for (std::size_t i = 0; i < sphere.indices.size(); i += 3) {
      const glm::vec3& a = sphere.positions[sphere.indices[i]];
      const glm::vec3& b = sphere.positions[sphere.indices[i + 1]];
      const glm::vec3& c = sphere.positions[sphere.indices[i + 2]];
      volume += static_cast<double>(glm::dot(a, glm::cross(b, c))) / 6.0;
      CHECK(glm::dot(glm::cross(b - a, c - a), a + b + c) > 0.0F);
      for (std::size_t k = 0; k < 3; ++k) ++sides[{sphere.indices[i + k], sphere.indices[i + (k + 1) % 3]}];
    }
    for (const auto& [side, count] : sides) {
      CHECK(count == 1);
      CHECK(sides.contains({side.second, side.first}));
    }
    CHECK(volume > 0.0);
    if (slices == 48) CHECK(volume == doctest::Approx(4.18879).epsilon(0.02));
  }
}

TEST_CASE("appending a mesh keeps both surfaces") {
  MeshData both = make_sphere(6, 4);
  const std::size_t vertices = both.positions.size();
  const MeshData other = make_sphere(5, 3);
  both.append(other);
  check_sound(both);
  CHECK(both.positions.size() == vertices + other.positions.size());
  CHECK(*std::max_element(both.indices.begin(), both.indices.end()) == both.positions.size() - 1);
  both.clear();
  CHECK(both.triangle_count() == 0);
}

TEST_CASE("a GLB comes in by name with its node's transform and all four channels of colour") {
  const auto loaded = load_meshes(write_scratch("good.glb", Glb{}.bytes()));
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : to_text(loaded.error())));
  REQUIRE(loaded->size() == 1);
  REQUIRE(loaded->contains("tetra"));
  const MeshData& mesh = loaded->at("tetra");
  check_sound(mesh);
  CHECK(mesh.triangle_count() == 4);
  float high = 0.0F;
  for (const glm::vec3& p : mesh.positions) high = std::max(high, p.x);
  CHECK(high == doctest::Approx(12.0F));
  const std::array<std::uint8_t, 4> wanted{0, 255, 0, 128};
  CHECK(std::find(mesh.data.begin(), mesh.data.end(), wanted) != mesh.data.end());
}

TEST_CASE("a mirroring node does not turn a surface inside out") {
  Glb glb;
  glb.node = R"("scale":[-1,1,1])";
  const auto loaded = load_meshes(write_scratch("mirrored.glb", glb.bytes()));
  REQUIRE(loaded.has_value());
  const MeshData& mesh = loaded->at("tetra");
  double volume = 0.0;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    volume += static_cast<double>(
        glm::dot(mesh.positions[mesh.indices[i]], glm::cross(mesh.positions[mesh.indices[i + 1]], mesh.positions[mesh.indices[i + 2]])));
  }
  CHECK(volume > 0.0);
}

TEST_CASE("normals are made up only where the file has none") {
  Glb glb;
  glb.normals = false;
  const auto loaded = load_meshes(write_scratch("no-normals.glb", glb.bytes()));
  REQUIRE(loaded.has_value());
  check_sound(loaded->at("tetra"));
}

TEST_CASE("a model file that is missing, empty, a folder or no model is refused by name") {
  check_refused(std::filesystem::path(SYN_BINARY_DIR) / "not-there.glb");
  check_refused(std::filesystem::path(SYN_BINARY_DIR));
  check_refused(write_scratch("empty.glb", ""));
  check_refused(write_scratch("noise.glb", "this is not a model at all"));
  check_refused(write_scratch("noise.ply", "ply and then nothing of the kind"));
  check_refused(write_scratch("unknown.xyzzy", "1 2 3"));
}

TEST_CASE("a model that claims to hold more than its size allows is refused before memory is taken for it") {
  std::string glb = Glb{}.bytes();
  const std::string count = R"("count":4,)";
  const std::string large = R"("count":9,)";
  for (std::size_t at = glb.find(count); at != std::string::npos; at = glb.find(count)) glb.replace(at, count.size(), large);
  check_refused(write_scratch("claim.glb", glb));
}

TEST_CASE("a model with numbers that are not finite is refused") {
  for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    Glb glb;
    glb.first_x = value;
    check_refused(write_scratch("not-finite.glb", glb.bytes()));
  }
}

TEST_CASE("a triangle whose corner is not there never comes in") {
  Glb glb;
  glb.last_index = 4000;
  check_refused(write_scratch("out-of-range.glb", glb.bytes()));
}

TEST_CASE("a model cut off anywhere is refused") {
  const std::string good = Glb{}.bytes();
  for (std::size_t length = 1; length < good.size() - 1; length += 37) {
    check_refused(write_scratch("cut.glb", good.substr(0, length)));
  }
}

TEST_CASE("a damaged model is refused or comes in sound, and never breaks the program") {
  const std::string good = Glb{}.bytes();
  std::mt19937 random(20);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (int k = 0; k < 1 + round % 4; ++k) bytes[random() % bytes.size()] = static_cast<char>(random() & 0xFFU);
    const auto loaded = load_meshes(write_scratch("damaged.glb", bytes));
    if (loaded) {
      for (const auto& [name, mesh] : *loaded) check_sound(mesh);
    } else {
      CHECK_FALSE(loaded.error().empty());
    }
  }
}

TEST_CASE("models that took gigabytes or ended the program are refused for what is wrong with them") {
  const auto objection = [](const char* name) {
    const auto loaded = load_meshes(std::filesystem::path(SYN_SOURCE_DIR) / "tests/cases/glb" / name);
    REQUIRE_FALSE(loaded.has_value());
    return loaded.error().front().what;
  };
  CHECK(objection("each-node-eight-times-nine-levels.glb") == "node 1 stands in more than one place");
  CHECK(objection("json-length-of-4-gb.glb") == "does not begin with a whole JSON part");
  CHECK(objection("line-loop-of-one-index.glb") == "holds no triangles");
  CHECK(objection("skin-without-inverse-bind-matrices.glb") == "has skins, which would move its surface");
}

TEST_CASE("every index, offset and count of a GLB is measured by the file's own size") {
  CHECK(objection_to(triangle_glb()) == "");
  const auto changed = [](const char* part, const char* by) { return objection_to(triangle_glb(part, by)); };
  CHECK(changed(R"("count":3,"type":"VEC3")", R"("count":4,"type":"VEC3")") == "accessor 0 claims to hold more than there is");
  CHECK(changed(R"("count":3,"type":"VEC3")", R"("count":0,"type":"VEC3")") == "accessor 0 claims to hold more than there is");
  CHECK(changed(R"("count":3,"type":"VEC3")", R"("count":18446744073709551615,"type":"VEC3")") ==
        "accessor 0 claims to hold more than there is");
  CHECK(changed(R"("count":3,"type":"VEC3")", R"("byteOffset":18446744073709551612,"count":3,"type":"VEC3")") ==
        "accessor 0 claims to hold more than there is");
  CHECK(changed(R"("byteLength":36)", R"("byteLength":48)") == "bufferView 0 reaches beyond the end of the file");
  CHECK(changed(R"("byteOffset":36)", R"("byteOffset":18446744073709551608)") == "bufferView 1 reaches beyond the end of the file");
  CHECK(changed(R"("byteLength":36)", R"("byteLength":36,"byteStride":0)") == "the byteStride of bufferView 0 is 0");
  CHECK(changed(R"("byteLength":44)", R"("byteLength":45)") == "is cut off: its numbers are not all there");
  CHECK(changed(R"("byteOffset":36)", R"("byteOffset":35)") == "the numbers of accessor 1 do not begin at a multiple of their size");
  CHECK(changed(R"("indices":1)", R"("indices":7)") == "number 7 of accessors is not there");
  CHECK(changed(R"("mesh":0)", R"("mesh":9)") == "number 9 of meshes is not there");
  CHECK(changed(R"("mesh":0)", R"("mesh":-1)") == "mesh is not a whole number of 0 or more");
  CHECK(changed(R"("nodes":[0])", R"("nodes":[1])") == "node 1 is not there");
  CHECK(changed(R"("nodes":[0])", R"("nodes":[0,0])") == "node 0 stands in more than one place");
  CHECK(changed(R"("name":"one","mesh")", R"("children":[0],"mesh")") == "node 0 stands in more than one place");
  CHECK(changed(R"("count":3,"type":"SCALAR")", R"("count":2,"type":"SCALAR")") == "a mesh of triangles has 2 corners");
  CHECK(changed(R"("count":3,"type":"SCALAR")", R"("count":4,"type":"SCALAR")") == "a mesh of triangles has 4 corners");
  CHECK(changed(R"("mode":4)", R"("mode":7)") == "a mesh is drawn in mode 7");
  CHECK(changed(R"("mode":4)", R"("mode":4,"targets":[{}])") == "has morph targets, which would move its surface");
  CHECK(changed(R"("type":"SCALAR")", R"("type":"SCALAR","sparse":{})") == "accessor 1 is sparse");
  CHECK(changed(R"("type":"SCALAR")", R"("type":"MAT4")") == "accessor 1 holds numbers of a kind that does not belong there");
  CHECK(changed(R"("version":"2.0"},)", R"("version":"2.0"},"extensionsRequired":["KHR_draco_mesh_compression"],)") ==
        "cannot be read without extensions");
  CHECK(changed(R"([{"byteLength":44}])", R"([{"byteLength":44,"uri":"/etc/passwd"}])") == "lies in more than one file or part");
  CHECK(changed(R"("name":"one","mesh")", R"("scale":[1,1],"mesh")") == "the scale of a node is not a list of 3 numbers");
  CHECK(changed(R"("name":"one","mesh")", R"("scale":[1,1,1e300],"mesh")") == "the scale of a node holds something that is no number");
  CHECK(changed(R"({"asset")", std::string(std::string(3000, '[') + "{\"asset\"").c_str()) == "is too deeply nested");
}

TEST_CASE("nodes that follow each other, and meshes that are used again and again, end at the limits") {
  std::string deep = R"("nodes":[)";
  for (int i = 1; i < 100; ++i) deep += R"({"children":[)" + std::to_string(i) + "]},";
  CHECK(objection_to(triangle_glb(R"("nodes":[{"name":"one","mesh":0})", deep + R"({"mesh":0})")) == "has too deeply nested nodes");
  // 10000 uses of one surface of 600 triangles.
  std::string binary;
  for (int i = 0; i < 3; ++i) {
    for (const float v : {static_cast<float>(i % 2), static_cast<float>(i / 2), 0.F}) put(binary, v);
  }
  for (int i = 0; i < 1800; ++i) put(binary, static_cast<std::uint16_t>(i % 3));
  std::string json = R"({"asset":{"version":"2.0"},"scenes":[{"nodes":[0)";
  for (int i = 1; i < 10000; ++i) json += "," + std::to_string(i);
  json += R"(]}],"nodes":[{"mesh":0})";
  for (int i = 1; i < 10000; ++i) json += R"(,{"mesh":0})";
  json +=
      R"(],"meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],"accessors":[)"
      R"({"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},{"bufferView":1,"componentType":5123,"count":1800,"type":"SCALAR"}],)"
      R"("bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":3600}],"buffers":[{"byteLength":3636}]})";
  CHECK(objection_to(glb_of(json, binary)) == "holds more than 5 million triangles or corners");
}

TEST_CASE("what a GLB holds beside its surfaces is left behind, and strips and fans are surfaces") {
  const auto read = [](const char* part, const char* by) {
    auto loaded = read_meshes(triangle_glb(part, by), "t.glb");
    REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : to_text(loaded.error())));
    check_sound(loaded->at("one"));
    return loaded->at("one").triangle_count();
  };
  CHECK(
      read(
          R"("buffers":)",
          R"("animations":[{"channels":[],"samplers":[{"input":99}]}],"materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":99}}}],"cameras":[7],"buffers":)") ==
      1);
  CHECK(read(R"("mode":4)", R"("mode":5)") == 1);
  CHECK(read(R"("mode":4)", R"("mode":6)") == 1);
  CHECK(read(R"("indices":1,)", "") == 1);
  CHECK(
      read(
          R"([{"attributes":{"POSITION":0},"indices":1,"mode":4}])",
          R"([{"attributes":{"POSITION":0},"mode":2},{"attributes":{"POSITION":0},"mode":0},{"attributes":{"POSITION":0},"indices":1}])") ==
      1);
}

}  // namespace syn
