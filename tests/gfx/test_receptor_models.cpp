// The receptors' model files that are shipped: whole surfaces, standing as their README says; damaged ones are refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/files.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

struct Model {
  const char* file;
  std::vector<std::pair<const char*, std::size_t>> levels;  // name, most triangles
  double largest_mb;
};
const std::array<Model, 2> kModels{{{"nmda_receptor.glb", {{"lod0", 42000}, {"lod1", 4000}, {"lod2", 600}}, 1.0},
                                    {"ampa_receptor.glb", {{"lod0", 12000}, {"lod1", 1500}, {"lod2", 400}, {"lod3", 200}}, 0.5}}};

std::filesystem::path path_of(const Model& model) { return std::filesystem::path(SYN_SOURCE_DIR) / "assets/models" / model.file; }

std::map<std::string, MeshData> load(const Model& model) {
  auto loaded = load_meshes(path_of(model));
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : to_text(loaded.error())));
  return std::move(*loaded);
}

double volume_of(const MeshData& mesh) {
  double sum = 0.0;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const glm::dvec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]], c = mesh.positions[mesh.indices[i + 2]];
    sum += glm::dot(a, glm::cross(b, c)) / 6.0;
  }
  return sum;
}

// Every side lies on exactly two triangles that run through it in opposite directions; no triangle is a needle.
void check_closed(const MeshData& mesh) {
  std::map<std::array<float, 3>, std::uint32_t> place;
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> sides;
  const auto number = [&](std::uint32_t v) {
    const glm::vec3& p = mesh.positions[v];
    return place.try_emplace({p.x, p.y, p.z}, static_cast<std::uint32_t>(place.size())).first->second;
  };
  std::size_t degenerate = 0, open = 0;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    float longest = 0.0F;
    for (std::size_t k = 0; k < 3; ++k) {
      const std::uint32_t a = mesh.indices[i + k], b = mesh.indices[i + (k + 1) % 3];
      ++sides[{number(a), number(b)}];
      longest = std::max(longest, glm::distance(mesh.positions[a], mesh.positions[b]));
    }
    const glm::vec3& a = mesh.positions[mesh.indices[i]];
    const float twice_area = glm::length(glm::cross(mesh.positions[mesh.indices[i + 1]] - a, mesh.positions[mesh.indices[i + 2]] - a));
    if (!(twice_area > 1e-3F * longest * longest)) ++degenerate;
  }
  for (const auto& [side, count] : sides) {
    const auto back = sides.find({side.second, side.first});
    if (count != 1 || back == sides.end()) ++open;
  }
  CHECK(degenerate == 0);
  CHECK(open == 0);
}

// How far a vertex lies from the nearest one of the same body on the surface turned half about y: mean over a sample.
double two_fold_error(const MeshData& mesh) {
  double sum = 0.0;
  int sampled = 0;
  for (std::size_t i = 0; i < mesh.positions.size(); i += 7) {
    const glm::vec3 turned{-mesh.positions[i].x, mesh.positions[i].y, -mesh.positions[i].z};
    float best = std::numeric_limits<float>::max();
    for (std::size_t j = 0; j < mesh.positions.size(); ++j) {
      if (mesh.data[j][0] == mesh.data[i][0]) best = std::min(best, glm::distance(turned, mesh.positions[j]));
    }
    sum += best;
    ++sampled;
  }
  return sum / sampled;
}

std::string bytes_of(const Model& model) {
  std::ifstream file(path_of(model), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void check_refused(const std::string& bytes, const std::string& file) {
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / file, std::ios::binary) << bytes;
  const auto loaded = load_meshes(folder / file);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().front().file == (folder / file).string());
  CHECK_FALSE(loaded.error().front().what.empty());
}

}  // namespace

TEST_CASE("each level of a receptor's model is one closed surface that faces outward, of the same volume") {
  for (const Model& model : kModels) {
    CAPTURE(model.file);
    const auto meshes = load(model);
    CHECK(meshes.size() == model.levels.size());
    CHECK(static_cast<double>(std::filesystem::file_size(path_of(model))) < model.largest_mb * 1048576.0);
    const double full = volume_of(meshes.at("lod0"));
    CHECK(full > 300.0);  // cubic nanometres
    for (const auto& each : model.levels) {
      const auto& name = each.first;
      const auto& most = each.second;
      CAPTURE(name);
      REQUIRE(meshes.contains(name));
      const MeshData& mesh = meshes.at(name);
      CHECK(mesh.triangle_count() <= most);
      CHECK(mesh.triangle_count() > most * 9 / 10);
      CHECK(volume_of(mesh) == doctest::Approx(full).epsilon(0.12));
      check_closed(mesh);
    }
  }
}

TEST_CASE("a receptor's model stands on its two-fold axis in the membrane, and its bytes say what a vertex is") {
  for (const Model& model : kModels) {
    CAPTURE(model.file);
    const bool ampa = std::string(model.file).starts_with("ampa");
    for (const auto& each : load(model)) {
      const auto& name = each.first;
      const auto& mesh = each.second;
      CAPTURE(name);
      float low = 100.0F, high = -100.0F, around = 0.0F;
      std::array<std::array<int, 2>, 2> kinds{};
      for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
        const glm::vec3& p = mesh.positions[i];
        const auto& [red, green, blue, open] = mesh.data[i];
        low = std::min(low, p.y);
        high = std::max(high, p.y);
        around = std::max(around, std::hypot(p.x, p.z));
        REQUIRE((red == 0 || red == 255));
        REQUIRE((green == 0 || green == 255));
        REQUIRE((blue == 0 || blue == 128 || blue == 255));
        ++kinds[red / 255][green / 255];
        // TARPs hug the part in the membrane: none of one is above the linkers, all of it is off the pore's axis.
        if (ampa && red == 255) {
          CHECK(p.y < 5.5F);
          CHECK(std::hypot(p.x, p.z) > 1.0F);
        }
      }
      for (const auto& copies : kinds) {
        for (const int count : copies) CHECK(count > 0);
      }
      CHECK(low == doctest::Approx(ampa ? -3.2 : -3.7).epsilon(0.2));  // through the membrane of 5 nm
      CHECK(high == doctest::Approx(ampa ? 15.4 : 14.6).epsilon(0.04));
      CHECK(around < 9.0F);
      if (name == "lod0") CHECK(two_fold_error(mesh) < 0.25);
    }
  }
}

TEST_CASE("about half of the surface that the AMPA receptor has in the membrane is its helpers'") {
  // Four TARPs of four helices each beside a pore of four times three: 16 of 28 helices.
  const auto meshes = load(kModels[1]);
  const MeshData& mesh = meshes.at("lod0");
  double helpers = 0.0, all = 0.0;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const glm::vec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]], c = mesh.positions[mesh.indices[i + 2]];
    if (std::abs((a + b + c).y / 3.0F) > 1.4F) continue;
    const double area = 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
    all += area;
    if (mesh.data[mesh.indices[i]][0] == 255) helpers += area;
  }
  CHECK(helpers / all > 0.4);
  CHECK(helpers / all < 0.85);
}

TEST_CASE("a receptor's model that is cut off, mislabelled, boastful or not finite is refused by name") {
  for (const Model& model : kModels) {
    CAPTURE(model.file);
    const std::string good = bytes_of(model);
    REQUIRE(good.size() > 1000);
    check_refused("", model.file);
    for (const double share : {0.0001, 0.01, 0.3, 0.9, 0.99999}) {
      check_refused(good.substr(0, static_cast<std::size_t>(share * static_cast<double>(good.size()))), model.file);
    }
    std::string bad = good;
    bad.replace(0, 4, "glTf");
    check_refused(bad, model.file);
    // Every count turned into the largest of as many digits.
    bad = good;
    const std::string count = "\"count\":";
    for (std::size_t at = bad.find(count); at != std::string::npos; at = bad.find(count, at)) {
      for (at += count.size(); std::isdigit(static_cast<unsigned char>(bad[at])) != 0; ++at) bad[at] = '9';
    }
    check_refused(bad, model.file);
    // The first position.
    bad = good;
    std::uint32_t json_length = 0;
    std::memcpy(&json_length, good.data() + 12, sizeof json_length);
    for (const float value : {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
      std::memcpy(bad.data() + 20 + json_length + 8, &value, sizeof value);
      check_refused(bad, model.file);
    }
  }
}

}  // namespace syn
