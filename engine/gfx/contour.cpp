#include "gfx/contour.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

#include "core/bits.hpp"

namespace syn {
namespace {

constexpr float kInsidePx = 1.0F;   // how far the soft inner side of a line reaches into the surface
constexpr float kFeatherPx = 0.5F;  // half the soft outer side

// A table from keys to small numbers, sized once. Open addressing: quick to fill, which counts for surfaces that
// change every frame.
class Table {
 public:
  explicit Table(std::size_t entries) : mask_(std::bit_ceil(entries * 2 + 16) - 1), keys_(mask_ + 1, kEmpty), values_(mask_ + 1) {}
  // The value of the key, and whether it was there before; a new one gets `value`.
  std::pair<std::uint32_t&, bool> insert(std::uint64_t key, std::uint32_t value) {
    std::uint64_t mixed = (key ^ (key >> 29U)) * 0x9E3779B97F4A7C15ULL;
    std::size_t at = static_cast<std::size_t>(mixed ^ (mixed >> 32U)) & mask_;
    while (keys_[at] != kEmpty && keys_[at] != key) at = (at + 1) & mask_;
    const bool there = keys_[at] == key;
    if (!there) {
      keys_[at] = key;
      values_[at] = value;
    }
    return {values_[at], there};
  }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  std::size_t mask_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> values_;
};

}  // namespace

ContourMesh::ContourMesh(const MeshData& mesh) : source_indices_(mesh.indices) {
  weld(mesh);
  connect();
  place(mesh);
}

bool ContourMesh::move(const MeshData& mesh) {
  if (mesh.positions.size() != welded_.size() || mesh.indices != source_indices_) return false;
  place(mesh);
  return true;
}

void ContourMesh::weld(const MeshData& mesh) {
  welded_.resize(mesh.positions.size());
  Table table(mesh.positions.size());
  std::vector<std::uint32_t> next;   // chain of vertices whose positions share a key
  std::vector<std::uint32_t> first;  // a source vertex of each welded one
  for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
    const glm::vec3 p = mesh.positions[i] + 0.0F;  // -0 becomes 0
    const std::uint64_t x = syn::bit_cast<std::uint32_t>(p.x);
    const std::uint64_t y = syn::bit_cast<std::uint32_t>(p.y);
    const std::uint64_t z = syn::bit_cast<std::uint32_t>(p.z);
    const std::uint64_t key = ((x << 32U | y) ^ (z * 0xD6E8FEB86659FD93ULL)) >> 1U;
    auto [head, there] = table.insert(key, kNone);
    std::uint32_t found = kNone;
    for (std::uint32_t v = there ? head : kNone; v != kNone && found == kNone; v = next[v]) {
      if (mesh.positions[first[v]] == mesh.positions[i]) found = v;
    }
    if (found == kNone) {
      found = static_cast<std::uint32_t>(first.size());
      first.push_back(static_cast<std::uint32_t>(i));
      next.push_back(there ? head : kNone);
      head = found;
    }
    welded_[i] = found;
  }
  positions_.resize(first.size());
  normals_.resize(first.size());
}

void ContourMesh::connect() {
  corners_.resize(source_indices_.size());
  for (std::size_t i = 0; i < corners_.size(); ++i) corners_[i] = welded_[source_indices_[i]];
  planes_.resize(corners_.size() / 3);
  towards_.resize(planes_.size());
  Table table(corners_.size());
  edges_.clear();
  edges_.reserve(corners_.size() / 2);
  for (std::uint32_t face = 0; face < planes_.size(); ++face) {
    for (std::uint32_t k = 0; k < 3; ++k) {
      const std::uint32_t begin = corners_[3 * face + k];
      const std::uint32_t end = corners_[3 * face + (k + 1) % 3];
      if (begin == end) continue;
      const std::uint64_t key = (std::uint64_t{std::min(begin, end)} << 32U) | std::max(begin, end);
      const auto [edge, there] = table.insert(key, static_cast<std::uint32_t>(edges_.size()));
      if (!there) {
        edges_.push_back({begin, end, face, kNone});
      } else if (edges_[edge].right == kNone) {
        edges_[edge].right = face;
      }
    }
  }
}

void ContourMesh::place(const MeshData& mesh) {
  std::fill(normals_.begin(), normals_.end(), glm::vec3(0.0F));
  for (std::size_t i = 0; i < welded_.size(); ++i) {
    positions_[welded_[i]] = mesh.positions[i];
    normals_[welded_[i]] += mesh.normals[i];
  }
  for (std::size_t face = 0; face < planes_.size(); ++face) {
    const glm::vec3& a = positions_[corners_[3 * face]];
    const glm::vec3 n = glm::cross(positions_[corners_[3 * face + 1]] - a, positions_[corners_[3 * face + 2]] - a);
    planes_[face] = glm::vec4(n, -glm::dot(n, a));
  }
}

// What the lines of one trace share, worked out once.
struct ContourMesh::Pen {
  const ContourStyle& style;
  glm::mat3 cofactors;
  float nearer;    // moves a line a pixel and a half in front of its surface, so that its inner side is not buried
  float thinning;  // share of the width that is lost per unit of distance
  std::vector<RibbonCorner>& out;

  struct Point {
    glm::vec3 position;
    glm::vec2 direction;
    float width;
  };

  Pen(const ContourStyle& s, std::vector<RibbonCorner>& corners)
      : style(s),
        nearer(1.0F - 1.5F / std::max(s.scale.y, 2.0F)),
        thinning(0.5F / std::max(s.thin_end - s.thin_start, 1e-6F)),
        out(corners) {
    const glm::mat3 m(s.view_from_mesh);
    const float side = glm::determinant(m) < 0.0F ? -1.0F : 1.0F;
    cofactors = side * glm::mat3(glm::cross(m[1], m[2]), glm::cross(m[2], m[0]), glm::cross(m[0], m[1]));
  }

  Point point(const glm::vec3& position, const glm::vec3& normal) const {
    const glm::vec3 p = glm::vec3(style.view_from_mesh * glm::vec4(position, 1.0F));
    const glm::vec3 n = cofactors * normal;
    const glm::vec2 d = (glm::vec2(p) * n.z - glm::vec2(n) * p.z) * style.scale;
    const float length = glm::length(d);
    const float thin = std::clamp((glm::length(p) - style.thin_start) * thinning, 0.0F, 0.5F);
    return {p, length > 0.0F ? d / length : glm::vec2(0.0F), style.width * (1.0F - thin)};
  }

  // A line from a to b: beyond the edge, where the directions point, or on both sides of it.
  void ribbon(const Point& a, const Point& b, bool both_sides) const {
    const auto corner = [&](const Point& p, bool outer) {
      const float width = both_sides ? 0.5F * p.width : p.width;
      const float inner_end = both_sides ? width + kFeatherPx : kInsidePx;
      out.push_back({.position = p.position * nearer,
                     .direction = p.direction,
                     .across = outer ? width + kFeatherPx : -inner_end,
                     .inner = both_sides ? width : kInsidePx - kFeatherPx,
                     .outer = width,
                     .opacity = style.opacity});
    };
    corner(a, false);
    corner(b, false);
    corner(a, true);
    corner(b, true);
  }

  // The same, straight across the edge itself, whatever the normals say.
  void straight_ribbon(Point a, Point b) const {
    const glm::vec2 along = (glm::vec2(b.position) / -b.position.z - glm::vec2(a.position) / -a.position.z) * style.scale;
    const float length = glm::length(along);
    if (!(length > 0.0F)) return;
    a.direction = b.direction = glm::vec2(-along.y, along.x) / length;
    ribbon(a, b, true);
  }
};

void ContourMesh::trace(const ContourStyle& style, std::vector<RibbonCorner>& out) const {
  const glm::vec4 eye = glm::inverse(style.view_from_mesh) * glm::vec4(0.0F, 0.0F, 0.0F, 1.0F);
  for (std::size_t face = 0; face < planes_.size(); ++face) {
    const glm::vec4& plane = planes_[face];
    towards_[face] = plane.x * eye.x + plane.y * eye.y + plane.z * eye.z + plane.w > 0.0F ? 1 : 0;
  }
  const Pen pen(style, out);
  const bool cut = style.cut != glm::vec4(0.0F);
  const auto above_cut = [&](const glm::vec3& p) { return glm::dot(glm::vec3(style.cut), p) + style.cut.w; };
  for (const Edge& edge : edges_) {
    const bool open = edge.right == kNone;
    if (open) {
      if (towards_[edge.left] == 0 && !style.two_sided) continue;
    } else {
      if (towards_[edge.left] == towards_[edge.right]) continue;
      // In a valley the face that looks at the eye hides the line.
      if (!style.two_sided && is_valley(edge)) continue;
    }
    Pen::Point a = pen.point(positions_[edge.begin], normals_[edge.begin]);
    Pen::Point b = pen.point(positions_[edge.end], normals_[edge.end]);
    if (cut) {
      const float at_a = above_cut(a.position);
      const float at_b = above_cut(b.position);
      if (at_a < 0.0F && at_b < 0.0F) continue;
      if (at_a < 0.0F) a.position = glm::mix(a.position, b.position, at_a / (at_a - at_b));
      if (at_b < 0.0F) b.position = glm::mix(b.position, a.position, at_b / (at_b - at_a));
    }
    if (!(a.position.z < 0.0F) || !(b.position.z < 0.0F)) continue;
    if (open) {
      pen.straight_ribbon(a, b);
      continue;
    }
    if (style.two_sided) {
      // Seen from behind, normals point the wrong way: a line lies where its surface does not.
      const Pen::Point tip = pen.point(positions_[tip_of(edge.left, edge)], glm::vec3(0.0F));
      const glm::vec2 into = glm::vec2(tip.position) / -tip.position.z - glm::vec2(a.position) / -a.position.z;
      if (glm::dot(into, a.direction + b.direction) > 0.0F) {
        a.direction = -a.direction;
        b.direction = -b.direction;
      }
    }
    pen.ribbon(a, b, false);
  }
  if (cut) trace_cut(pen);
}

// The corner of the face that the edge does not touch.
std::uint32_t ContourMesh::tip_of(std::uint32_t face, const Edge& edge) const {
  for (std::uint32_t k = 0; k < 2; ++k) {
    const std::uint32_t corner = corners_[3 * face + k];
    if (corner != edge.begin && corner != edge.end) return corner;
  }
  return corners_[3 * face + 2];
}

bool ContourMesh::is_valley(const Edge& edge) const {
  const glm::vec4& plane = planes_[edge.left];
  return glm::dot(glm::vec3(plane), positions_[tip_of(edge.right, edge)]) + plane.w > 0.0F;
}

// Where the plane runs through a triangle it leaves a straight line; together they are the outline of the cut face.
void ContourMesh::trace_cut(const Pen& pen) const {
  const glm::vec4 plane = glm::transpose(pen.style.view_from_mesh) * pen.style.cut;
  for (std::size_t face = 0; face < planes_.size(); ++face) {
    std::array<glm::vec3, 3> p;
    std::array<float, 3> above{};
    for (std::size_t k = 0; k < 3; ++k) {
      p[k] = positions_[corners_[3 * face + k]];
      above[k] = glm::dot(glm::vec3(plane), p[k]) + plane.w;
    }
    std::array<Pen::Point, 2> ends;
    std::size_t found = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const std::size_t next = (k + 1) % 3;
      if ((above[k] < 0.0F) == (above[next] < 0.0F) || found == 2) continue;
      ends[found++] = pen.point(glm::mix(p[k], p[next], above[k] / (above[k] - above[next])), glm::vec3(0.0F));
    }
    if (found == 2 && ends[0].position.z < 0.0F && ends[1].position.z < 0.0F) pen.straight_ribbon(ends[0], ends[1]);
  }
}

}  // namespace syn
