#include "app/bench/viewer_scene.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/random.hpp"
#include "gfx/target.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

constexpr int kSpheres = 10000;
constexpr float kCubeNm = 40.0F;
constexpr int kWidth = 1280;
constexpr int kHeight = 720;

struct Sphere {
  glm::vec3 home, sway;
  float radius, phase;
};

std::vector<Sphere> spheres() {
  std::vector<Sphere> out;
  constexpr std::uint64_t kSeed = 11;
  for (std::uint32_t i = 0; i < kSpheres; ++i) {
    const auto draw = [&](std::uint32_t what) { return static_cast<float>(uniform_at(kSeed, i, what)); };
    Sphere sphere;
    sphere.home = kCubeNm * (glm::vec3(draw(0), draw(1), draw(2)) - 0.5F);
    sphere.sway = i % 2 == 0 ? 2.0F * (glm::vec3(draw(3), draw(4), draw(5)) - 0.5F) : glm::vec3(0.0F);
    sphere.radius = 0.12F + 0.18F * draw(6);
    sphere.phase = 2.0F * std::numbers::pi_v<float> * draw(7);
    out.push_back(sphere);
  }
  return out;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

Result<ViewerFigures> measure_viewer_scene(const DataFiles& files, int frames) {
  const auto path = files.find("assets/models/nmda_receptor.glb");
  if (!path) return failure(path.error());
  auto meshes = load_meshes(*path);
  if (!meshes) return failure(meshes.error());
  const auto full = std::max_element(meshes->begin(), meshes->end(),
                                     [](const auto& a, const auto& b) { return a.second.triangle_count() < b.second.triangle_count(); });
  if (full == meshes->end()) return failure(Problems{{path->string(), 0, 0, "holds no mesh", "bake it again"}});
  auto canvas = Canvas::create(files);
  if (!canvas) return failure(canvas.error());
  const Canvas::MeshId receptor = (*canvas)->upload(full->second);
  const RenderTarget target(kWidth, kHeight);
  const std::vector<Sphere> scene = spheres();
  std::vector<Sprite> sprites(scene.size());

  ViewerFigures out;
  const auto frame_ms = [&](int number, float outline_px) {
    const auto start = std::chrono::steady_clock::now();
    Frame frame;
    frame.width_px = kWidth;
    frame.height_px = kHeight;
    frame.camera.distance = 1.9F * kCubeNm;
    frame.camera.yaw = 0.02F * static_cast<float>(number);
    (*canvas)->begin(frame);
    MeshInstance instance;
    instance.material.outline_px = outline_px;
    (*canvas)->mesh(receptor, instance);
    for (std::size_t i = 0; i < scene.size(); ++i) {
      const Sphere& sphere = scene[i];
      const float swing = std::sin(0.1F * static_cast<float>(number) + sphere.phase);
      sprites[i] = {sphere.home + swing * sphere.sway, sphere.radius, {0.35F, 0.6F, 0.85F, 1.0F}, SpriteShape::sphere};
    }
    (*canvas)->sprites(sprites);
    (*canvas)->end();
    target.bind();
    (*canvas)->blit(0, 0);
    finish();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  };
  for (const float outline_px : {0.0F, 1.5F}) {
    std::vector<double> ms;
    for (int i = 0; i < 5; ++i) (void)frame_ms(i, outline_px);
    for (int i = 0; i < frames; ++i) ms.push_back(frame_ms(i, outline_px));
    (outline_px > 0.0F ? out.styled_ms : out.plain_ms) = median(std::move(ms));
  }
  out.counts = (*canvas)->counts();
  return out;
}

}  // namespace syn
