#include "gfx/canvas.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <optional>
#include <set>
#include <string>
#include <type_traits>

#include "gfx/draw_list.hpp"
#include "gfx/gpu_mesh.hpp"
#include "gfx/painter.hpp"
#include "gfx/picture.hpp"

namespace syn {
namespace {

constexpr int kSmoothSamples = 4;

int scaled(int pixels, float scale) { return std::max(1, static_cast<int>(std::lround(static_cast<float>(pixels) * scale))); }

}  // namespace

float line_scale(const Frame& frame) {
  constexpr float kUsualRows = 720.0F;
  return frame.contour * std::max(1.0F, static_cast<float>(frame.height_px) / kUsualRows);
}

namespace {

// A running hash of values without padding.
class Signature {
 public:
  template <class T>
  void add(const T& value) {
    static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
    static_assert(sizeof(T) <= sizeof(std::uint64_t));
    std::uint64_t word = 0;
    std::memcpy(&word, &value, sizeof(T));
    hash_ = (std::rotl(hash_, 27) ^ word) * 0x9E3779B97F4A7C15ULL;
  }
  template <glm::length_t N>
  void add(const glm::vec<N, float>& v) {
    for (glm::length_t i = 0; i < N; ++i) add(v[i]);
  }
  void add(const glm::mat4& m) {
    for (glm::length_t i = 0; i < 4; ++i) add(m[i]);
  }
  void add(const Frame& f) {
    add(f.width_px), add(f.height_px), add(f.camera.target), add(f.camera.yaw), add(f.camera.pitch), add(f.camera.distance);
    add(f.camera.field_of_view), add(f.background_top), add(f.background_bottom), add(f.outline), add(f.light);
    add(f.haze_start), add(f.haze_end), add(f.haze_strength), add(static_cast<int>(f.quality)), add(f.render_scale), add(f.contour);
  }
  void add(const MeshInstance& instance) {
    const Material& m = instance.material;
    add(instance.transform), add(instance.cut_plane), add(m.cut_color), add(m.tint), add(m.outline_px), add(m.opacity);
    for (const Rgba& color : m.colors) add(color);
    add(static_cast<int>(m.vertex_colors) + 2 * static_cast<int>(m.two_sided));
  }
  void add(const Sprite& s) { add(s.center), add(s.radius), add(s.color), add(static_cast<int>(s.shape)); }
  bool operator==(const Signature&) const = default;

 private:
  std::uint64_t hash_ = 14695981039346656037ULL;
};

}  // namespace

struct Canvas::Parts {
  explicit Parts(Painter ready) : painter(std::move(ready)) {}

  Painter painter;
  Picture moving;                            // what frames are drawn to one after the other
  std::optional<Picture> refined;            // a still has its own, as long as nothing follows it: the other keeps what it has
  std::vector<std::vector<GpuMesh>> meshes;  // each with its levels, finest first
  MeshStream surfaces;
  DrawList list;
  // What is drawn first and kept: only gathered, and sorted when it must be drawn again.
  DrawList static_layer;
  std::vector<std::pair<Drawable, MeshInstance>> static_meshes;
  std::vector<Sprite> static_sprites;
  bool adding_static = false;
  bool has_static_layer = false;
  bool still_cut = false;  // something of it is cut
  Signature signature;     // of the frame and what stands still in it
  std::optional<Signature> kept;
  FrameCounts static_counts;
  Frame frame;
  FrameCounts counts;
  std::vector<ProjectedLabel> labels;
  std::vector<KeptClear> kept_clear;
  std::set<std::string> hidden;    // keys of labels whose anchors the last still did not show
  bool open = false;               // between begin and end
  std::pair<Rgba, Rgba> backdrop;  // the colours of the one that is kept

  const Picture& picture() const { return refined ? *refined : moving; }

  void arrange_static() {
    static_layer.begin(frame);
    for (const auto& [drawable, instance] : static_meshes) static_layer.add(drawable, instance);
    static_layer.add(static_sprites);
    static_layer.arrange();
  }

  // The picture of moving frames: what stands still is taken from the frame before where it is the same.
  void paint_moving(int width, int height, RowOrder order, bool stencil) {
    const bool new_storage = moving.fit(width, height, frame.quality == Quality::high ? kSmoothSamples : 1, stencil, order);
    if (new_storage) kept.reset();
    if (has_static_layer && kept == signature) {
      moving.copy_static_layer();
    } else {
      lay_backdrop(new_storage);
      kept.reset();
      if (has_static_layer) {
        paint_static();
        if (moving.keep_static_layer()) kept = signature;
      }
    }
  }

  void paint_refined(int width, int height, RowOrder order, bool stencil) {
    if (!refined) refined.emplace();
    refined->fit(width, height, kSmoothSamples, stencil, order);
    refined->bind();
    painter.backdrop();
  }

  void paint_static() {
    static_counts = {};
    arrange_static();
    painter.paint(static_layer, static_counts);
  }

  // Leaves the picture bound and holding nothing but the backdrop.
  void lay_backdrop(bool new_storage) {
    const std::pair colors{frame.background_top, frame.background_bottom};
    if (new_storage || colors != backdrop) {
      moving.bind_backdrop();
      painter.backdrop();
      backdrop = colors;
    }
    const bool laid = moving.copy_backdrop();
    moving.bind();
    if (!laid) painter.backdrop();
  }
};

Canvas::Canvas() = default;
Canvas::~Canvas() = default;

Result<std::unique_ptr<Canvas>> Canvas::create(const DataFiles& files) {
  auto painter = Painter::create(files);
  if (!painter) return failure(painter.error());
  std::unique_ptr<Canvas> canvas(new Canvas());
  canvas->parts_ = std::make_unique<Parts>(std::move(*painter));
  return canvas;
}

Canvas::MeshId Canvas::upload(const MeshData& mesh) { return upload(std::span(&mesh, 1)); }

Canvas::MeshId Canvas::upload(std::span<const MeshData> levels) {
  assert(!levels.empty());
  std::vector<GpuMesh>& mesh = parts_->meshes.emplace_back();
  for (const MeshData& level : levels) mesh.emplace_back(level);
  return static_cast<MeshId>(parts_->meshes.size() - 1);
}

void Canvas::begin(const Frame& frame) {
  assert(!parts_->open && frame.width_px > 0 && frame.height_px > 0);
  parts_->frame = frame;
  parts_->frame.render_scale = std::clamp(frame.render_scale, 0.25F, 1.0F);
  if (frame.refined) parts_->frame.quality = Quality::high;
  parts_->counts = {};
  parts_->labels.clear();
  parts_->kept_clear.clear();
  parts_->surfaces.clear();
  parts_->list.begin(parts_->frame);
  parts_->static_meshes.clear();
  parts_->static_sprites.clear();
  parts_->still_cut = false;
  parts_->adding_static = false;
  parts_->has_static_layer = false;
  parts_->signature = {};
  parts_->signature.add(parts_->frame);
  parts_->open = true;
}

void Canvas::mesh(MeshId mesh, const MeshInstance& instance) { meshes(mesh, {&instance, 1}); }

void Canvas::meshes(MeshId mesh, std::span<const MeshInstance> instances) {
  assert(parts_->open && mesh >= 0 && static_cast<std::size_t>(mesh) < parts_->meshes.size());
  const std::vector<GpuMesh>& levels = parts_->meshes[static_cast<std::size_t>(mesh)];
  for (const MeshInstance& instance : instances) {
    std::size_t level = 0;
    if (levels.size() > 1) {
      const float needed = parts_->list.triangles_worth(levels.front().drawable().bounds, instance.transform);
      while (level + 1 < levels.size() && static_cast<float>(levels[level + 1].triangle_count()) >= needed) ++level;
    }
    if (!parts_->adding_static) {
      parts_->list.add(levels[level].drawable(), instance);
      continue;
    }
    parts_->static_meshes.emplace_back(levels[level].drawable(), instance);
    parts_->still_cut = parts_->still_cut || glm::vec3(instance.cut_plane) != glm::vec3(0.0F);
    parts_->signature.add(mesh);
    parts_->signature.add(instance);
  }
}

void Canvas::sprites(std::span<const Sprite> sprites) {
  assert(parts_->open);
  if (!parts_->adding_static) return parts_->list.add(sprites);
  parts_->static_sprites.insert(parts_->static_sprites.end(), sprites.begin(), sprites.end());
  for (const Sprite& sprite : sprites) parts_->signature.add(sprite);
}

void Canvas::surface(const MeshData& mesh, const Material& material) {
  assert(parts_->open);
  if (mesh.indices.empty()) return;
  parts_->list.add(parts_->surfaces.add(mesh), {.material = material});
}

void Canvas::static_layer(bool on) {
  assert(parts_->open);
  if (parts_->frame.refined) return;  // nothing of it is kept, and lines and shade go by the depth of everything
  parts_->adding_static = on;
  parts_->has_static_layer = parts_->has_static_layer || on;
}

void Canvas::forget_static_layer() {
  parts_->kept.reset();
  parts_->hidden.clear();
}

std::optional<Canvas::Projected> Canvas::project(glm::vec3 at) const {
  const Frame& frame = parts_->frame;
  const glm::vec2 size{frame.width_px, frame.height_px};
  const glm::vec4 seen = frame.camera.view() * glm::vec4(at, 1.0F);
  const glm::mat4 projection = frame.camera.projection(size.x / size.y);
  const glm::vec4 clip = projection * seen;
  if (!(clip.w > 0.0F) || clip.z < -clip.w || std::abs(clip.x) > clip.w || std::abs(clip.y) > clip.w) return std::nullopt;
  return Projected{(glm::vec2(clip.x, -clip.y) / clip.w * 0.5F + 0.5F) * size, glm::length(glm::vec3(seen)), clip.w,
                   0.5F * size.y * projection[1][1] / clip.w};
}

void Canvas::label(Label label) {
  assert(parts_->open);
  const auto at = project(label.anchor);
  if (!at) return;
  const float radius_px = at->px_per_unit * label.radius;
  const bool hidden = parts_->hidden.contains(std::string(label.text.key.id()));
  parts_->labels.push_back(
      {.label = std::move(label), .pixel = at->pixel, .depth = at->distance, .radius_px = radius_px, .hidden = hidden});
}

void Canvas::keep_clear(glm::vec3 middle, float radius) {
  assert(parts_->open);
  if (const auto at = project(middle)) parts_->kept_clear.push_back({at->pixel, at->px_per_unit * radius});
}

// A label names what is seen at its anchor, or close behind that: it may stand for something as thick as this.
void Canvas::find_hidden() {
  constexpr float kThick = 0.08F;                // of the camera's distance, where a label does not say how large its thing is
  constexpr float kThin = 0.01F, kWhole = 1.5F;  // where it does: of that distance at least, and of its radius
  Parts& parts = *parts_;
  const float distance = parts.frame.camera.distance;
  parts.hidden.clear();
  for (ProjectedLabel& one : parts.labels) {
    one.hidden = false;
    const auto at = project(one.label.anchor);
    if (one.label.in_place || !at) continue;
    const auto x = static_cast<int>(at->pixel.x * parts.frame.render_scale), y = static_cast<int>(at->pixel.y * parts.frame.render_scale);
    const int rows = scaled(parts.frame.height_px, parts.frame.render_scale);
    const auto depth = parts.painter.depth_at(*parts.refined, x, parts.refined->order() == RowOrder::top_first ? y : rows - 1 - y);
    const float slack = one.label.radius > 0.0F ? std::max(kThin * distance, kWhole * one.label.radius) : kThick * distance;
    one.hidden = depth && *depth < at->depth - slack;
    if (one.hidden) parts.hidden.insert(std::string(one.label.text.key.id()));
  }
}

void Canvas::end() {
  assert(parts_->open);
  Parts& parts = *parts_;
  std::array<GLint, 4> viewport{};
  GLint framebuffer = 0;
  glGetIntegerv(GL_VIEWPORT, viewport.data());
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);

  const Frame& frame = parts.frame;
  const int width = scaled(frame.width_px, frame.render_scale);
  const int height = scaled(frame.height_px, frame.render_scale);
  // Where the picture will go is not known yet; what is bound now is the best guess, and only speed hangs on it.
  const RowOrder order = framebuffer == 0 ? RowOrder::top_first : RowOrder::bottom_first;
  parts.surfaces.upload();
  parts.list.arrange();
  parts.painter.start(frame, width, height, order == RowOrder::top_first);
  const bool stencil = !parts.list.cut().empty() || parts.still_cut;
  if (frame.refined) {
    parts.paint_refined(width, height, order, stencil);
  } else {
    parts.refined.reset();
    parts.paint_moving(width, height, order, stencil);
  }
  const bool has_static_layer = parts.has_static_layer;
  if (has_static_layer) parts.counts = parts.static_counts;
  parts.painter.paint(parts.list, parts.counts, !has_static_layer, frame.refined ? &*parts.refined : nullptr);
  if (frame.refined) find_hidden();
  parts.picture().resolve();

  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
  glViewport(viewport[0], viewport[1], viewport[2], viewport[3]);
  parts.open = false;
}

void Canvas::blit(int x_px, int y_px) const { parts_->picture().copy_to(x_px, y_px, parts_->frame.width_px, parts_->frame.height_px); }

std::span<const ProjectedLabel> Canvas::labels() const { return parts_->labels; }
std::span<const KeptClear> Canvas::kept_clear() const { return parts_->kept_clear; }
FrameCounts Canvas::counts() const { return parts_->counts; }
const Frame& Canvas::frame() const { return parts_->frame; }

}  // namespace syn
