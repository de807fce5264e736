#include "decimate.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

namespace syn::bake {
namespace {

constexpr double kAnchor = 1e-3;    // pull towards the old places, relative to that towards the old planes
constexpr double kMinTurn = 0.25;   // cosine between a triangle's normals before and after a step
constexpr double kMinShape = 0.02;  // twice area by longest side squared; an equilateral triangle has 0.87
constexpr double kRejected = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Weighted sum of squared distances to planes and points: q(x) = x'Ax - 2 b'x + c. Length unit to the fourth.
struct Quadric {
  glm::dmat3 a{0.0};
  glm::dvec3 b{0.0};
  double c = 0.0;

  void add_plane(const glm::dvec3& unit_normal, const glm::dvec3& on_plane, double weight) {
    const double distance = glm::dot(unit_normal, on_plane);
    a += weight * glm::outerProduct(unit_normal, unit_normal);
    b += weight * distance * unit_normal;
    c += weight * distance * distance;
  }
  void add_point(const glm::dvec3& point, double weight) {
    a += glm::dmat3(weight);
    b += weight * point;
    c += weight * glm::dot(point, point);
  }
  void add(const Quadric& other) {
    a += other.a;
    b += other.b;
    c += other.c;
  }
  // The points make A positive definite, so there is always exactly one best place.
  glm::dvec3 best() const { return glm::inverse(a) * b; }
  double at(const glm::dvec3& x) const { return glm::dot(x, a * x) - 2.0 * glm::dot(b, x) + c; }
};

// Twice area by longest side squared: 0 for a needle.
double shape(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) {
  const auto squared = [](const glm::dvec3& v) { return glm::dot(v, v); };
  return glm::length(area_vector(a, b, c)) / std::max({squared(b - a), squared(c - b), squared(a - c)});
}

struct Candidate {
  double cost;
  glm::dvec3 place;            // of the merged vertex
  std::uint32_t a, b;          // a < b
  std::uint32_t age_a, age_b;  // out of date if a vertex has moved since
  bool operator<(const Candidate& o) const { return std::tie(o.cost, o.a, o.b) < std::tie(cost, a, b); }  // least on top
};

class Decimator {
 public:
  explicit Decimator(const Mesh& mesh)
      : places_(mesh.positions),
        triangles_(mesh.triangles),
        left_(mesh.triangles.size()),
        quadrics_(places_.size()),
        around_(places_.size()),
        age_(places_.size(), 0) {
    centre();
    for (std::uint32_t t = 0; t < triangles_.size(); ++t) {
      const auto [p, q, r] = corners(t);
      const glm::dvec3 twice_area = area_vector(p, q, r);
      const double area = 0.5 * glm::length(twice_area);
      for (const std::uint32_t v : triangles_[t]) {
        around_[v].push_back(t);
        quadrics_[v].add_plane(glm::normalize(twice_area), p, area);
        quadrics_[v].add_point(places_[v], kAnchor * area);
      }
    }
    for (const Triangle& t : triangles_) {
      for (std::size_t i = 0; i < 3; ++i) {  // each edge occurs once in each direction
        if (t[i] < t[(i + 1) % 3]) offer(t[i], t[(i + 1) % 3]);
      }
    }
  }

  void run(std::size_t wanted) {
    while (left_ > wanted && !queue_.empty()) {
      const Candidate c = queue_.top();
      queue_.pop();
      if (age_[c.a] != c.age_a || age_[c.b] != c.age_b) continue;
      collapse(c);
    }
  }

  Mesh result() const {
    Mesh mesh;
    std::vector<std::uint32_t> number(places_.size(), kNone);
    for (std::uint32_t v = 0; v < places_.size(); ++v) {
      if (around_[v].empty()) continue;
      number[v] = static_cast<std::uint32_t>(mesh.positions.size());
      mesh.positions.push_back(places_[v] + centre_);
    }
    for (const Triangle& t : triangles_) {
      if (t[0] != kNone) mesh.triangles.push_back({number[t[0]], number[t[1]], number[t[2]]});
    }
    return mesh;
  }

 private:
  // Quadrics lose digits far from the origin.
  void centre() {
    for (const glm::dvec3& p : places_) centre_ += p / static_cast<double>(places_.size());
    for (glm::dvec3& p : places_) p -= centre_;
  }

  std::array<glm::dvec3, 3> corners(std::uint32_t t) const {
    return {places_[triangles_[t][0]], places_[triangles_[t][1]], places_[triangles_[t][2]]};
  }
  bool has(std::uint32_t t, std::uint32_t v) const { return triangles_[t][0] == v || triangles_[t][1] == v || triangles_[t][2] == v; }
  // Sorted, each once.
  std::vector<std::uint32_t> neighbours(std::uint32_t v) const {
    std::vector<std::uint32_t> result;
    for (const std::uint32_t t : around_[v]) {
      for (const std::uint32_t w : triangles_[t]) {
        if (w != v) result.push_back(w);
      }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  // Puts the edge in the queue unless its collapse would do damage wherever the merged vertex is put.
  void offer(std::uint32_t v, std::uint32_t w) {
    const auto [a, b] = std::minmax(v, w);
    if (!keeps_topology(a, b)) return;
    Quadric sum = quadrics_[a];
    sum.add(quadrics_[b]);
    Candidate best{kRejected, {}, a, b, age_[a], age_[b]};
    for (const glm::dvec3& place : {sum.best(), 0.5 * (places_[a] + places_[b]), places_[a], places_[b]}) {
      const double factor = ugliness(a, b, place);
      const double cost = factor < kRejected ? factor * std::max(0.0, sum.at(place)) : kRejected;
      if (cost < best.cost) {
        best.cost = cost;
        best.place = place;
      }
    }
    if (best.cost < kRejected) queue_.push(best);
  }

  // Link condition: the ends share no neighbours but the two across the edge, and these keep at least three triangles.
  bool keeps_topology(std::uint32_t a, std::uint32_t b) const {
    const std::vector<std::uint32_t> of_a = neighbours(a);
    const std::vector<std::uint32_t> of_b = neighbours(b);
    std::vector<std::uint32_t> shared;
    std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::back_inserter(shared));
    const auto rich = [&](std::uint32_t v) { return around_[v].size() > 3; };
    return shared.size() == 2 && std::all_of(shared.begin(), shared.end(), rich);
  }

  // How much worse than plain distance a collapse looks: 1 for well-shaped triangles on a flat fan, more for needles
  // and for spikes; kRejected if a triangle would turn over or end as a worse needle.
  double ugliness(std::uint32_t a, std::uint32_t b, const glm::dvec3& place) const {
    double worst_shape = 1.0;
    glm::dvec3 mean(0.0);
    std::vector<glm::dvec3> normals;
    for (const auto& [moved, other] : {std::pair(a, b), std::pair(b, a)}) {
      for (const std::uint32_t t : around_[moved]) {
        if (has(t, other)) continue;
        const auto before = corners(t);
        auto after = before;
        for (std::size_t i = 0; i < 3; ++i) {
          if (triangles_[t][i] == moved) after[i] = place;
        }
        const glm::dvec3 n = area_vector(before[0], before[1], before[2]);
        const glm::dvec3 m = area_vector(after[0], after[1], after[2]);
        if (!(glm::dot(n, m) > kMinTurn * glm::length(n) * glm::length(m))) return kRejected;
        const double new_shape = shape(after[0], after[1], after[2]);
        if (new_shape < kMinShape && new_shape < shape(before[0], before[1], before[2])) return kRejected;
        worst_shape = std::min(worst_shape, new_shape);
        normals.push_back(glm::normalize(m));
        mean += m;
      }
    }
    mean = glm::normalize(mean);
    double flattest = 1.0;
    for (const glm::dvec3& n : normals) flattest = std::min(flattest, glm::dot(n, mean));
    const double spike = std::max(0.5 * (1.0 + flattest), 0.02);  // 1 flat, towards 0 sharp
    return 0.87 / std::max(worst_shape, 1e-3) / spike;
  }

  // Vertex b becomes a, which moves to the chosen place.
  void collapse(const Candidate& c) {
    const auto [a, b] = std::pair(c.a, c.b);
    for (const std::uint32_t t : around_[b]) {
      if (has(t, a)) {
        for (const std::uint32_t v : triangles_[t]) {
          if (v != b) std::erase(around_[v], t);
        }
        triangles_[t].fill(kNone);
        --left_;
      } else {
        std::replace(triangles_[t].begin(), triangles_[t].end(), b, a);
        around_[a].push_back(t);
      }
    }
    around_[b].clear();
    places_[a] = c.place;
    quadrics_[a].add(quadrics_[b]);
    ++age_[a];
    ++age_[b];
    // The edges at the neighbours are judged anew too: their triangles have changed.
    std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const std::uint32_t v : neighbours(a)) {
      ++age_[v];
      for (const std::uint32_t w : neighbours(v)) edges.insert(std::minmax(v, w));
    }
    for (const auto& [v, w] : edges) offer(v, w);
  }

  std::vector<glm::dvec3> places_;                  // [vertices], relative to centre_
  glm::dvec3 centre_{0.0};                          // same length unit as the mesh
  std::vector<Triangle> triangles_;                 // [triangles]; kNone once gone
  std::size_t left_;                                // triangles not gone
  std::vector<Quadric> quadrics_;                   // [vertices]
  std::vector<std::vector<std::uint32_t>> around_;  // [vertices] triangles at the vertex
  std::vector<std::uint32_t> age_;                  // [vertices] grows when the vertex or a neighbour moves
  std::priority_queue<Candidate> queue_;
};

}  // namespace

Mesh decimated(const Mesh& mesh, std::size_t wanted) {
  Decimator decimator(mesh);
  decimator.run(wanted);
  return decimator.result();
}

}  // namespace syn::bake
