#include "gfx/draw_list.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace syn {
namespace {

constexpr float kOpaque = 0.996F;           // one step of a colour byte below 1
constexpr float kSmallestContourPx = 8.0F;  // radius on the screen below which a line would be all one sees
constexpr float kSmallestContourLowPx = 20.0F;
// A thing of radius r pixels shows about r * r pixels and half of its triangles; this many of them a triangle.
constexpr float kPixelsPerTriangle = 9.0F;
// Below this radius, where triangles are also small, colours that melt within a triangle look just as sharp.
constexpr float kCrispPx = 140.0F;
constexpr float kCrispTrianglePx = 30.0F;

bool same(const Material& a, const Material& b) {
  return a.colors == b.colors && a.vertex_colors == b.vertex_colors && a.cut_color == b.cut_color && a.tint == b.tint &&
         a.outline_px == b.outline_px && a.opacity == b.opacity && a.two_sided == b.two_sided;
}

std::array<std::uint8_t, 4> bytes_of(const Rgba& color) {
  const glm::vec4 scaled = glm::clamp(color, 0.0F, 1.0F) * 255.0F + 0.5F;
  return {static_cast<std::uint8_t>(scaled.r), static_cast<std::uint8_t>(scaled.g), static_cast<std::uint8_t>(scaled.b),
          static_cast<std::uint8_t>(scaled.a)};
}

bool finite(const glm::vec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

// The length by which a matrix stretches a sphere at most.
float largest_scale(const glm::mat4& m) {
  return std::sqrt(std::max({glm::dot(glm::vec3(m[0]), glm::vec3(m[0])), glm::dot(glm::vec3(m[1]), glm::vec3(m[1])),
                             glm::dot(glm::vec3(m[2]), glm::vec3(m[2]))}));
}

}  // namespace

void DrawList::begin(const Frame& frame) {
  const float aspect = static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px);
  const glm::mat4 projection = frame.camera.projection(aspect);
  view_ = frame.camera.view();
  lens_ = {projection[0][0], projection[1][1]};
  slant_ = 1.0F / glm::sqrt(lens_ * lens_ + 1.0F);
  near_ = projection[3][2] / (projection[2][2] - 1.0F);
  pixels_ = 0.5F * static_cast<float>(frame.height_px) * frame.render_scale;
  quality_ = frame.quality;
  placed_.clear();
  placed_sprites_.clear();
  materials_.clear();
}

Bounds DrawList::in_view(const Bounds& bounds, const glm::mat4& view_from_mesh) const {
  return {glm::vec3(view_from_mesh * glm::vec4(bounds.center, 1.0F)), bounds.radius * largest_scale(view_from_mesh)};
}

float DrawList::radius_px(const Bounds& b) const { return b.radius * lens_.y * pixels_ / std::max(-b.center.z, near_); }

float DrawList::triangles_worth(const Bounds& bounds, const glm::mat4& transform) const {
  const float radius = radius_px(in_view(bounds, view_ * transform));
  const float finer = quality_ == Quality::high ? 4.0F : quality_ == Quality::low ? 0.4F : 1.0F;
  return finer * radius * radius / kPixelsPerTriangle;
}

bool DrawList::seen(const Bounds& b) const {
  const float depth = -b.center.z;
  if (!(depth + b.radius > near_)) return false;
  const glm::vec2 outside = (glm::abs(glm::vec2(b.center)) * lens_ - depth) * slant_;
  return outside.x < b.radius && outside.y < b.radius;
}

std::uint32_t DrawList::material_index(const Material& material) {
  const auto found = std::find_if(materials_.rbegin(), materials_.rend(), [&](const Material& known) { return same(known, material); });
  if (found != materials_.rend()) return static_cast<std::uint32_t>(std::distance(found, materials_.rend()) - 1);
  materials_.push_back(material);
  return static_cast<std::uint32_t>(materials_.size() - 1);
}

void DrawList::add(const Drawable& drawable, const MeshInstance& instance) {
  if (drawable.index_count == 0 || instance.material.opacity <= 0.0F) return;
  Placed placed;
  placed.drawable = drawable;
  placed.view_from_mesh = view_ * instance.transform;
  placed.bounds = in_view(drawable.bounds, placed.view_from_mesh);
  if (!seen(placed.bounds)) return;
  placed.mirrored = glm::determinant(glm::mat3(placed.view_from_mesh)) < 0.0F;
  placed.nearest = -placed.bounds.center.z - placed.bounds.radius;
  if (glm::vec3(instance.cut_plane) != glm::vec3(0.0F)) {
    // The view only turns and moves, so its inverse transpose keeps the plane's normal a unit.
    const float length = glm::length(glm::vec3(instance.cut_plane));
    placed.cut = glm::transpose(glm::inverse(view_)) * (instance.cut_plane / length);
  }
  placed.material = material_index(instance.material);
  placed_.push_back(placed);
}

void DrawList::add(std::span<const Sprite> sprites) {
  for (const Sprite& sprite : sprites) {
    if (sprite.color.a <= 0.0F || !(sprite.radius > 0.0F) || !finite(sprite.center)) continue;
    const glm::vec3 center = glm::vec3(view_ * glm::vec4(sprite.center, 1.0F));
    // Nothing sensible can be shown of a sphere that holds the eye or crosses the near plane.
    if (-center.z - sprite.radius < near_ || !seen({center, sprite.radius})) continue;
    placed_sprites_.push_back({.point = {glm::vec4(center, sprite.radius), bytes_of(sprite.color)},
                               .shape = sprite.shape,
                               .large = radius_px({center, sprite.radius}) >= kLargestPointPx,
                               .depth = -center.z});
  }
}

bool DrawList::crisp(const Placed& placed) const {
  if (quality_ == Quality::low) return false;
  const float radius = radius_px(placed.bounds);
  const float triangles = static_cast<float>(placed.drawable.index_count) / 3.0F;
  return radius > kCrispPx || radius * radius > kCrispTrianglePx * triangles;
}

MeshBatch DrawList::batch_of(const Placed& placed) {
  MeshBatch batch{.drawable = placed.drawable,
                  .material = placed.material,
                  .first = static_cast<std::uint32_t>(rows_.size()),
                  .count = 1,
                  .mirrored = placed.mirrored,
                  .cut = placed.cut,
                  .bounds = placed.bounds,
                  .nearest = placed.nearest};
  batch.contour = materials_[placed.material].outline_px > 0.0F &&
                  radius_px(placed.bounds) > (quality_ == Quality::low ? kSmallestContourLowPx : kSmallestContourPx);
  batch.crisp = crisp(placed);
  rows_.push_back(rows_of(placed.view_from_mesh));
  return batch;
}

void DrawList::arrange() {
  rows_.clear();
  points_.clear();
  cut_.clear();
  solid_.clear();
  translucent_meshes_.clear();
  sprite_runs_.clear();
  translucent_runs_.clear();
  translucent_.clear();
  arrange_solid();
  arrange_translucent();
}

void DrawList::arrange_solid() {
  std::vector<const Placed*> order;
  for (const Placed& placed : placed_) {
    if (materials_[placed.material].opacity < kOpaque) continue;
    if (placed.cut == glm::vec4(0.0F)) {
      order.push_back(&placed);
    } else {
      cut_.push_back(batch_of(placed));
    }
  }
  const auto kind = [](const Placed* p) { return std::tuple(p->drawable.vertex_array, p->drawable.first_index, p->material, p->mirrored); };
  std::stable_sort(order.begin(), order.end(), [&](const Placed* a, const Placed* b) {
    return std::tuple_cat(kind(a), std::tuple(a->nearest)) < std::tuple_cat(kind(b), std::tuple(b->nearest));
  });
  const Placed* before = nullptr;
  for (const Placed* placed : order) {
    const MeshBatch single = batch_of(*placed);
    const bool joins =
        before != nullptr && kind(before) == kind(placed) && solid_.back().contour == single.contour && solid_.back().crisp == single.crisp;
    if (joins) {
      ++solid_.back().count;
    } else {
      solid_.push_back(single);
    }
    before = placed;
  }
  std::stable_sort(solid_.begin(), solid_.end(), [](const MeshBatch& a, const MeshBatch& b) { return a.nearest < b.nearest; });

  std::vector<const PlacedSprite*> sprites;
  for (const PlacedSprite& sprite : placed_sprites_) {
    if (sprite.point.color[3] == 255) sprites.push_back(&sprite);
  }
  // Far ones first, so that the soft edge of a near one lies over them.
  std::stable_sort(sprites.begin(), sprites.end(), [](const PlacedSprite* a, const PlacedSprite* b) {
    return std::tuple(a->shape, a->large, -a->depth) < std::tuple(b->shape, b->large, -b->depth);
  });
  for (const PlacedSprite* sprite : sprites) append(*sprite, !sprite_runs_.empty(), sprite_runs_);
}

// Adds a sprite to the last run if it may join and is of the same kind, else begins a run.
void DrawList::append(const PlacedSprite& sprite, bool joins, std::vector<SpriteRun>& runs) {
  if (!joins || runs.back().shape != sprite.shape || runs.back().large != sprite.large) {
    runs.push_back({.shape = sprite.shape, .large = sprite.large, .first = static_cast<std::uint32_t>(points_.size())});
  }
  ++runs.back().count;
  points_.push_back(sprite.point);
}

void DrawList::arrange_translucent() {
  // A translucent solid goes by its nearest point: what it holds is drawn before it.
  struct Entry {
    float depth;
    const Placed* mesh;
    const PlacedSprite* sprite;
  };
  std::vector<Entry> order;
  for (const Placed& placed : placed_) {
    if (materials_[placed.material].opacity < kOpaque) order.push_back({placed.nearest, &placed, nullptr});
  }
  for (const PlacedSprite& sprite : placed_sprites_) {
    if (sprite.point.color[3] != 255) order.push_back({sprite.depth, nullptr, &sprite});
  }
  std::stable_sort(order.begin(), order.end(), [](const Entry& a, const Entry& b) { return a.depth > b.depth; });
  for (const Entry& entry : order) {
    if (entry.mesh != nullptr) {
      translucent_.push_back({.is_mesh = true, .index = static_cast<std::uint32_t>(translucent_meshes_.size())});
      translucent_meshes_.push_back(batch_of(*entry.mesh));
      continue;
    }
    const std::size_t runs_before = translucent_runs_.size();
    append(*entry.sprite, !translucent_.empty() && !translucent_.back().is_mesh, translucent_runs_);
    if (translucent_runs_.size() > runs_before) {
      translucent_.push_back({.is_mesh = false, .index = static_cast<std::uint32_t>(runs_before)});
    }
  }
}

}  // namespace syn
