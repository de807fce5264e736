// What is to be drawn this frame, sorted into as few draw calls as the materials allow. No OpenGL calls here: it only
// decides who is seen, in which order, and packs the numbers that go to the graphics memory.
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "gfx/canvas.hpp"
#include "gfx/gpu_mesh.hpp"

namespace syn {

// Copies of one mesh in one material: one draw call.
struct MeshBatch {
  Drawable drawable;
  std::uint32_t material = 0;  // into DrawList::materials()
  std::uint32_t first = 0;     // into DrawList::instances()
  std::uint32_t count = 0;
  bool mirrored = false;  // the transform turns the winding round
  bool contour = false;   // large enough on the screen to be worth a line
  bool crisp = false;     // large enough for crisp borders between its colours
  glm::vec4 cut{0.0F};    // plane in view space; 0 = none
  Bounds bounds;          // of the first copy, in view space
  float nearest = 0.0F;   // view depth of the nearest point of any copy
};

// A sprite as it lies in the vertex buffer: centre in view space and radius; colour bytes.
struct SpritePoint {
  glm::vec4 sphere{0.0F};
  std::array<std::uint8_t, 4> color{};
};

// Neighbouring sprites of one shape: one draw call.
struct SpriteRun {
  SpriteShape shape = SpriteShape::sphere;
  bool large = false;       // too large for a point: kLargestPointPx or more in radius
  std::uint32_t first = 0;  // into DrawList::points()
  std::uint32_t count = 0;
};

// Drivers limit the size of points (255 pixels across in the software renderer).
inline constexpr float kLargestPointPx = 60.0F;

// Something one can see through: a batch of one copy, or a run of sprites.
struct Translucent {
  bool is_mesh = false;
  std::uint32_t index = 0;  // into translucent_meshes() or translucent_sprites()
};

class DrawList {
 public:
  // Forgets everything and takes the camera of the new frame.
  void begin(const Frame& frame);
  void add(const Drawable& drawable, const MeshInstance& instance);
  void add(std::span<const Sprite> sprites);
  // How many triangles a closed mesh of this size and place is worth at the frame's quality.
  float triangles_worth(const Bounds& bounds, const glm::mat4& transform) const;
  // Sorts and packs. What lies outside the view is dropped.
  void arrange();

  std::span<const Material> materials() const { return materials_; }
  std::span<const InstanceRows> instances() const { return rows_; }
  std::span<const SpritePoint> points() const { return points_; }
  std::span<const MeshBatch> cut() const { return cut_; }      // one copy each
  std::span<const MeshBatch> solid() const { return solid_; }  // nearest first
  std::span<const SpriteRun> sprites() const { return sprite_runs_; }
  std::span<const Translucent> translucent() const { return translucent_; }  // farthest first
  std::span<const MeshBatch> translucent_meshes() const { return translucent_meshes_; }
  std::span<const SpriteRun> translucent_sprites() const { return translucent_runs_; }

 private:
  struct Placed {
    Drawable drawable;
    std::uint32_t material = 0;
    bool mirrored = false;
    glm::mat4 view_from_mesh{1.0F};
    glm::vec4 cut{0.0F};
    Bounds bounds;
    float nearest = 0.0F;
  };
  struct PlacedSprite {
    SpritePoint point;
    SpriteShape shape = SpriteShape::sphere;
    bool large = false;
    float depth = 0.0F;
  };
  void append(const PlacedSprite& sprite, bool joins, std::vector<SpriteRun>& runs);
  Bounds in_view(const Bounds& bounds, const glm::mat4& view_from_mesh) const;
  float radius_px(const Bounds& seen_bounds) const;
  bool seen(const Bounds& bounds) const;
  bool crisp(const Placed& placed) const;
  std::uint32_t material_index(const Material& material);
  MeshBatch batch_of(const Placed& placed);
  void arrange_solid();
  void arrange_translucent();

  glm::mat4 view_{1.0F};
  glm::vec2 lens_{1.0F};   // the projection's [0][0] and [1][1]
  glm::vec2 slant_{1.0F};  // 1 / length of the frustum's side normals
  float near_ = 0.0F;
  float pixels_ = 1.0F;  // half the drawn height
  Quality quality_ = Quality::standard;
  std::vector<Placed> placed_;
  std::vector<PlacedSprite> placed_sprites_;
  std::vector<Material> materials_;
  std::vector<InstanceRows> rows_;
  std::vector<SpritePoint> points_;
  std::vector<MeshBatch> cut_;
  std::vector<MeshBatch> solid_;
  std::vector<MeshBatch> translucent_meshes_;
  std::vector<SpriteRun> sprite_runs_;
  std::vector<SpriteRun> translucent_runs_;
  std::vector<Translucent> translucent_;
};

}  // namespace syn
