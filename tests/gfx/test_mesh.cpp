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
#include "gfx/mesh_data.hpp"

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
    std::string json =
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0,"name":"n",)";
    json += node + R"(}],"meshes":[{"name":"tetra","primitives":[{"attributes":{"POSITION":0,)";
    json += normals ? R"("NORMAL":1,)" : "";
    json += R"("COLOR_0":2},"indices":3}]}],"buffers":[{"byteLength":)" + std::to_string(data.size());
    json += R"(}],"bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":48},{"buffer":0,"byteOffset":48,)";
    json += R"("byteLength":48},)";
    json +=
        R"({"buffer":0,"byteOffset":96,"byteLength":16},{"buffer":0,"byteOffset":112,"byteLength":24}],"accessors":[)";
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
    volume +=
        static_cast<double>(glm::dot(mesh.positions[mesh.indices[i]], glm::cross(mesh.positions[mesh.indices[i + 1]],
                                                                                 mesh.positions[mesh.indices[i + 2]])));
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

TEST_CASE("a PLY with vertex colours comes in") {
  const std::string ply =
      "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
      "property uchar red\nproperty uchar green\nproperty uchar blue\nproperty uchar alpha\n"
      "element face 1\nproperty list uchar int vertex_indices\nend_header\n"
      "0 0 0 255 0 0 10\n1 0 0 0 255 0 20\n0 1 0 0 0 255 30\n3 0 1 2\n";
  const auto loaded = load_meshes(write_scratch("triangle.ply", ply));
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : to_text(loaded.error())));
  const MeshData& mesh = loaded->begin()->second;
  check_sound(mesh);
  CHECK(mesh.triangle_count() == 1);
  CHECK(mesh.data[1] == std::array<std::uint8_t, 4>{0, 255, 0, 20});
  CHECK(mesh.normals[0].z == doctest::Approx(1.0F));
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
  check_refused(
      write_scratch("claim.ply", "ply\nformat ascii 1.0\nelement vertex 99999999\nproperty float x\nend_header\n"));
  check_refused(write_scratch("claim.ply", "ply\nformat ascii 1.0\nelement vertex -1\nproperty float x\nend_header\n"));
  std::string glb = Glb{}.bytes();
  const std::string count = R"("count":4,)";
  const std::string large = R"("count":9,)";
  for (std::size_t at = glb.find(count); at != std::string::npos; at = glb.find(count))
    glb.replace(at, count.size(), large);
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
  const std::string ply =
      "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
      "element face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 ";
  check_refused(write_scratch("out-of-range.ply", ply + "3\n"));
  check_refused(write_scratch("out-of-range.ply", ply + "-1\n"));
  Glb glb;
  glb.last_index = 4000;
  const auto loaded = load_meshes(write_scratch("out-of-range.glb", glb.bytes()));
  REQUIRE(loaded.has_value());  // Assimp leaves such triangles of a GLB out
  check_sound(loaded->at("tetra"));
  CHECK(loaded->at("tetra").triangle_count() == 3);
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

}  // namespace syn
