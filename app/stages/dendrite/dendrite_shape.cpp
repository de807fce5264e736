#include "app/stages/dendrite/dendrite_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace syn::dendrite {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr float kBarelyThere = 0.04F;
constexpr float kSunk_um = 0.045F;      // the fillet starts this far under the branch
constexpr float kDiscLift_um = 0.025F;  // a PSD is 30 to 50 nm thick; half of it stands out of the head
constexpr float kLidRim_um = 0.13F;
constexpr float kLidDepth = 0.55F;  // of the way from the foot to the branch's axis

constexpr float kShaftOpen = 0.97F;  // shade of the bare shaft

constexpr glm::vec3 kDiscTowardsLight{-0.15F, 0.75F, 0.65F};

float smooth(float x) {
  const float t = std::clamp(x, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

// Shade on the branch at a distance from the middle of a spine's foot.
float contact_shade(float distance) {
  constexpr float kReach_um = 0.24F;
  return 1.0F - 0.20F * std::exp(-(distance * distance) / (kReach_um * kReach_um));
}

glm::vec3 branch_color(float mottle, float fade, const Paint& paint) {
  const glm::vec3 body = paint.branch * (1.0F + 0.045F * mottle);
  return glm::mix(body, paint.beyond, 0.92F * fade);
}

// One ring on the way from foot to tip.
enum class Skin { body, rim, disc };
struct Ring {
  float a;  // along the middle line
  float radius;
  float open;      // shade
  float headward;  // 0 branch colour .. 1 head colour
  Skin skin;
};

float disc_radius(const SpineForm& form, const SpineState& spine) {
  const float whole = std::sqrt(static_cast<float>(spine.size.psd_area_um2) / std::numbers::pi_v<float>);
  return std::min(0.84F * form.head.radius, whole) * std::sqrt(static_cast<float>(spine.psd));
}

bool has_disc(const SpineForm& form, const SpineState& spine) { return spine.psd > 0.02 && disc_radius(form, spine) > 0.03F; }

// Where along the line the front of the head has this share of its widest radius.
float front_place(const HeadForm& head, float middle, float share) {
  return middle + head.front.length * head.front_at(share) - head.hollow(share);
}

std::vector<Ring> rings_of(const SpineForm& form, const SpineState& spine, const Detail& detail) {
  std::vector<Ring> rings;
  const HeadForm& head = form.head;
  const float middle = form.head_middle;
  const auto headward = [&](float a) { return smooth((a - 0.3F * middle) / (0.7F * middle)); };
  // Dark where light does not get between branch and head.
  const auto open_at = [&](float a) {
    const float by_branch = 0.36F * std::exp(-a / 0.28F);
    const float reach = std::max(0.5F * head.back.length, 0.04F);
    const float under_head = 0.22F * (1.0F - 0.8F * head.filopodial) * smooth((a - form.head_start() + reach) / reach) *
                             (1.0F - smooth((a - form.head_start() - 0.4F * head.back.length) / (0.6F * head.back.length)));
    return 1.0F - by_branch - under_head;
  };
  const auto add = [&](float a) { rings.push_back({a, form.radius(a), open_at(a), headward(a), Skin::body}); };
  // The neck evenly, the back of the head closer towards its widest ring.
  const float shoulder = std::max(middle - 0.92F * head.back.length, form.fillet);
  const int neck_rings = static_cast<int>(std::ceil(detail.neck_rings_per_um * (shoulder - form.fillet)));
  for (int i = 1; i <= neck_rings; ++i) {
    add(glm::mix(form.fillet, shoulder, static_cast<float>(i) / static_cast<float>(neck_rings)));
  }
  for (int i = 0; i <= detail.head_rings; ++i) {
    const float x = 0.80F * std::cos(0.25F * kTurn * static_cast<float>(i) / static_cast<float>(detail.head_rings));
    const float a = middle - x * head.back.length;
    if (a > std::max(shoulder, form.fillet) + 0.015F * form.length) add(a);
  }
  // The front by its share of the widest radius, with rings close together at the rim of the disc.
  const auto front = [&](float share, Skin skin) {
    const float shade = 1.0F - 0.10F * (1.0F - share) * (head.dish > 0.0F ? 1.0F : 0.0F);
    rings.push_back({front_place(head, middle, share), share * head.radius, shade, headward(middle), skin});
  };
  const bool disc = has_disc(form, spine);
  const float rim = disc ? disc_radius(form, spine) / head.radius : 0.0F;
  const float edge = std::min(0.05F, 0.3F * rim);
  const int count = detail.head_rings + 2;
  bool rim_done = !disc;
  for (int i = 1; i < count; ++i) {
    const float share = std::cos(0.25F * kTurn * static_cast<float>(i) / static_cast<float>(count));
    if (!rim_done && share < rim + edge + 0.02F) {
      front(rim + edge, Skin::body);
      front(rim + 0.4F * edge, Skin::rim);
      front(rim - 0.4F * edge, Skin::rim);
      front(rim - edge, Skin::disc);
      rim_done = true;
    }
    if (!disc || share > rim + edge + 0.02F || share < rim - edge - 0.04F) {
      front(share, disc && share < rim ? Skin::disc : Skin::body);
    }
  }
  if (!rim_done) {
    front(rim + edge, Skin::body);
    front(rim + 0.4F * edge, Skin::rim);
    front(rim - 0.4F * edge, Skin::rim);
    front(rim - edge, Skin::disc);
  }
  return rings;
}

// The points of a ring; its disc is lifted.
template <class Found>
void each_point(const SpineForm& form, const Ring& ring, float lift, std::span<const HeadForm::Around> around, Found found) {
  const SpineForm::RingFrame frame = form.ring(ring.a, ring.radius);
  const glm::vec3 up = ring.skin == Skin::disc ? lift * form.head_frame.along : glm::vec3{0.0F};
  for (const HeadForm::Around& one : around) found(form.point(frame, one) + up);
}

float angle_of(int j, int sides) { return kTurn * static_cast<float>(j) / static_cast<float>(sides); }

std::vector<HeadForm::Around> all_around(const SpineForm& form, int sides) {
  std::vector<HeadForm::Around> around;
  for (int j = 0; j < sides; ++j) around.push_back(form.head.around(angle_of(j, sides)));
  return around;
}

int sides_of(const SpineForm& form, const Detail& detail) {
  return form.head.radius > 0.28F ? detail.spine_sides * 3 / 2 : detail.spine_sides;
}

}  // namespace

ShaftSkin shaft_skin(const Branch& branch, const Detail& detail) {
  ShaftSkin skin;
  Sweep sweep(skin.mesh, detail.branch_sides);
  const float low = branch.low();
  const float high = branch.high();
  const auto remember = [&](float s, float angle) {
    skin.place_um.push_back(s);
    skin.mottle.push_back(branch.mottle(s, angle));
    skin.fade.push_back(branch.fade(s));
  };
  sweep.first_pole(branch.axis(low), {});
  remember(low, 0.0F);
  // Rings crowd at the rounded ends.
  std::vector<float> places;
  const float end = branch.path().radius_um;
  for (const float share : {0.03F, 0.15F, 0.4F, 0.7F}) places.push_back(low + share * end);
  const auto count = static_cast<int>(std::ceil((high - low - 2.0F * end) * detail.rings_per_um));
  for (int i = 0; i <= count; ++i) {
    places.push_back(glm::mix(low + end, high - end, static_cast<float>(i) / static_cast<float>(count)));
  }
  for (const float share : {0.7F, 0.4F, 0.15F, 0.03F}) places.push_back(high - share * end);
  for (const float s : places) {
    sweep.begin_ring();
    for (int j = 0; j < detail.branch_sides; ++j) {
      const float angle = kTurn * static_cast<float>(j) / static_cast<float>(detail.branch_sides);
      sweep.point(branch.point(s, angle), {});
      remember(s, angle);
    }
  }
  sweep.last_pole(branch.axis(high), {});
  remember(high, 0.0F);
  return skin;
}

void add_shaft(MeshData& mesh, const ShaftSkin& skin, const Branch& branch, std::span<const SpineState> spines, const Paint& paint) {
  const std::size_t first = mesh.positions.size();
  mesh.append(skin.mesh);
  std::vector<glm::vec3> feet;
  for (const SpineState& spine : spines) {
    feet.push_back(branch.point(static_cast<float>(spine.place_um), static_cast<float>(spine.angle_rad)));
  }
  for (std::size_t v = 0; v < skin.place_um.size(); ++v) {
    float open = kShaftOpen;
    for (std::size_t i = 0; i < feet.size(); ++i) {
      if (std::abs(static_cast<float>(spines[i].place_um) - skin.place_um[v]) > 0.7F) continue;
      const float shade = contact_shade(glm::length(feet[i] - skin.mesh.positions[v]));
      open *= glm::mix(1.0F, shade, static_cast<float>(spines[i].presence));
    }
    mesh.data[first + v] = bytes_of({branch_color(skin.mottle[v], skin.fade[v], paint), open});
  }
}

SpineSite add_spine(MeshData& mesh, const Branch& branch, const SpineState& spine, std::uint64_t seed, const Paint& paint,
                    const Detail& detail, Fresh fresh) {
  const SpineForm form = form_of(branch, spine, seed);
  const SpineSite site = site_of(form);
  if (spine.presence < kBarelyThere) return site;
  const int sides = sides_of(form, detail);
  // `out` 0 on the branch, 1 where the neck begins.
  const auto freshness = [&](float out, float headward) { return fresh.share * (fresh.whole ? smooth(out) : headward); };
  const auto color = [&](glm::vec3 at_foot, float out, float headward, Skin skin) {
    const float share = freshness(out, headward);
    const glm::vec3 plain = glm::mix(glm::mix(at_foot, paint.head, headward), glm::mix(paint.fresh_neck, paint.fresh, headward), share);
    if (skin == Skin::body) return plain;
    const glm::vec3 disc =
        skin == Skin::disc ? glm::mix(paint.psd, paint.fresh_psd, share) : glm::mix(paint.psd_rim, 0.6F * paint.fresh_psd, share);
    return glm::mix(disc, plain, form.head.filopodial);  // a feeler has a point, and no face
  };
  // What is new shines: shade takes less of it.
  const auto shine = [&](float open, float share) { return glm::mix(open, 1.0F, 0.45F * share); };
  const auto on_branch = [&](float s, float angle) { return branch_color(branch.mottle(s, angle), branch.fade(s), paint); };
  const std::vector<HeadForm::Around> around = all_around(form, sides);
  Sweep sweep(mesh, sides);

  // A lid inside the branch closes the foot. Then the fillet: a quarter circle that starts under the branch's surface,
  // laid onto that bent surface, and ends in the neck. Its normals start as the branch's own where it comes out, so
  // that the two shade as one.
  const glm::vec3 at_foot = on_branch(form.s, form.angle);
  const glm::vec3 foot = branch.point(form.s, form.angle);
  sweep.first_pole(foot - kLidDepth * (foot - branch.axis(form.s)), {at_foot, 0.5F});
  constexpr int kFilletRings = 4;
  const float neck = form.radius(form.fillet);
  const float round = form.fillet + kSunk_um;
  for (int k = -1; k <= kFilletRings; ++k) {
    const float t = 0.25F * kTurn * static_cast<float>(std::max(k, 0)) / kFilletRings;
    // The lid's rim lies deeper still: a contour line runs along it, which must not show through the branch.
    const float out = neck + round * (1.0F - std::sin(t)) + (k < 0 ? 0.03F : 0.0F);
    const float height = k < 0 ? -kLidRim_um : round * (1.0F - std::cos(t)) - kSunk_um;
    const float risen = std::clamp(height / form.fillet, 0.0F, 1.0F);
    const float onto_line = smooth(risen);
    const PathFrame line = form.at(std::max(0.0F, height));
    const float rim_shade = kShaftOpen * glm::mix(1.0F, contact_shade(out), static_cast<float>(spine.presence));
    const float open = glm::mix(rim_shade, 0.66F, smooth(risen));
    const float tilt = 0.25F * kTurn * std::sqrt(risen);
    const SpineForm::RingFrame ring = form.ring(std::max(0.0F, height), out);
    sweep.begin_ring();
    for (int j = 0; j < sides; ++j) {
      const float phi = angle_of(j, sides);
      const glm::vec2 c{std::cos(phi), std::sin(phi)};
      const float s = form.s + out * c.x;
      const float angle = form.angle - out * c.y / branch.radius(form.s);
      const glm::vec3 below = branch.point(s, angle);
      const glm::vec3 away = glm::normalize(below - branch.axis(s));
      const glm::vec3 over_branch = below + height * away;
      const glm::vec3 across = c.x * line.side + c.y * line.up;
      const glm::vec3 at = glm::mix(over_branch, form.point(ring, around[static_cast<std::size_t>(j)]), onto_line);
      const Dab dab{color(on_branch(s, angle), risen, 0.0F, Skin::body), shine(open, freshness(risen, 0.0F))};
      if (k == kFilletRings) {
        sweep.point(at, dab);
      } else {
        sweep.point(at, dab, glm::normalize(std::cos(tilt) * (k <= 1 ? branch.normal(s, angle) : away) + std::sin(tilt) * across));
      }
    }
  }
  const float lift = kDiscLift_um * smooth(static_cast<float>(spine.psd));
  // The disc is painted flat: its normals turn towards above and the viewer, so that it stays bright in the shade.
  const glm::vec3 disc_normal = glm::normalize(form.head_frame.along + kDiscTowardsLight);
  for (const Ring& ring : rings_of(form, spine, detail)) {
    const float open = std::min(ring.open, glm::mix(0.66F, 1.0F, smooth((ring.a - form.fillet) / 0.5F)));
    const bool disc = ring.skin == Skin::disc;
    const Dab dab{color(at_foot, 1.0F, ring.headward, ring.skin), disc ? 1.0F : shine(open, freshness(1.0F, ring.headward))};
    sweep.begin_ring();
    each_point(form, ring, lift, around, [&](glm::vec3 at) {
      if (disc) {
        sweep.point(at, dab, disc_normal);
      } else {
        sweep.point(at, dab);
      }
    });
  }
  const bool disc = has_disc(form, spine);
  const float tip = front_place(form.head, form.head_middle, 0.0F) - form.head_middle + (disc ? lift : 0.0F);
  sweep.last_pole(form.head_frame.center + tip * form.head_frame.along, {color(at_foot, 1.0F, 1.0F, disc ? Skin::disc : Skin::body), 1.0F});
  return site;
}

void add_rim(MeshData& mesh, const MeshData& body, std::size_t first, float thick, glm::vec3 color) {
  // Painted flat: all of it faces above and the viewer, and lies open.
  const glm::vec3 lit = glm::normalize(kDiscTowardsLight);
  const std::uint32_t from = *std::min_element(body.indices.begin() + static_cast<std::ptrdiff_t>(first), body.indices.end());
  const auto base = static_cast<std::uint32_t>(mesh.positions.size());
  for (std::size_t v = from; v < body.positions.size(); ++v) {
    mesh.positions.push_back(body.positions[v] + thick * body.normals[v]);
    mesh.normals.push_back(lit);
    mesh.data.push_back(bytes_of({color, 1.0F}));
  }
  for (std::size_t i = first; i + 2 < body.indices.size(); i += 3) {
    for (const std::size_t corner : {i, i + 2, i + 1}) mesh.indices.push_back(base + body.indices[corner] - from);
  }
}

SpineRings rings_of(const Branch& branch, const SpineState& spine, std::uint64_t seed, const Detail& detail) {
  const SpineForm form = form_of(branch, spine, seed);
  SpineRings out;
  out.sides = static_cast<std::size_t>(sides_of(form, detail));
  const std::vector<HeadForm::Around> around = all_around(form, static_cast<int>(out.sides));
  for (const Ring& ring : rings_of(form, spine, detail)) {
    each_point(form, ring, 0.0F, around, [&](glm::vec3 at) { out.points.push_back(at); });
  }
  out.tip = site_of(form).tip;
  return out;
}

DrawnSizes drawn_sizes(const Branch& branch, const SpineState& spine, std::uint64_t seed, const Detail& detail) {
  const SpineForm form = form_of(branch, spine, seed);
  const std::vector<HeadForm::Around> around = all_around(form, sides_of(form, detail));
  DrawnSizes drawn;
  const auto points_of = [&](const Ring& ring) {
    std::vector<glm::dvec3> points;
    each_point(form, ring, 0.0F, around, [&](glm::vec3 at) { points.emplace_back(at); });
    return points;
  };
  const auto middle_of = [](const std::vector<glm::dvec3>& points) {
    glm::dvec3 sum{0.0};
    for (const glm::dvec3& p : points) sum += p;
    return sum / static_cast<double>(points.size());
  };
  const glm::dvec3 tip = form.head_frame.center + (form.head.front.length - form.head.dish) * form.head_frame.along;
  double neck_sum = 0.0;
  double thinnest = 1e9;
  int necks = 0;
  std::vector<glm::dvec3> before;
  glm::dvec3 last = form.line.front().center;
  glm::dvec3 origin{0.0};
  const auto tetra = [&](glm::dvec3 a, glm::dvec3 b, glm::dvec3 c) {
    drawn.head_volume_um3 += glm::dot(a - origin, glm::cross(b - origin, c - origin)) / 6.0;
  };
  for (const Ring& ring : rings_of(form, spine, detail)) {
    const auto points = points_of(ring);
    const glm::dvec3 middle = middle_of(points);
    if (ring.a <= form.head_middle) drawn.length_um += glm::length(middle - last);
    last = middle;
    if (ring.a <= form.head_middle) {
      double area = 0.0;
      for (std::size_t j = 0; j < points.size(); ++j) {
        const auto& next = points[(j + 1) % points.size()];
        area += 0.5 * glm::length(glm::cross(points[j] - middle, next - middle));
      }
      const double across = 2.0 * std::sqrt(area / std::numbers::pi);
      thinnest = std::min(thinnest, across);
      if (ring.a < form.head_start()) {
        neck_sum += across;
        ++necks;
      }
    }
    if (ring.a >= form.head_start()) {
      if (before.empty()) origin = middle;  // the lid of the head passes through it
      for (std::size_t j = 0; j < before.size(); ++j) {
        const std::size_t k = (j + 1) % before.size();
        tetra(before[j], before[k], points[k]);
        tetra(before[j], points[k], points[j]);
      }
      before = points;
    }
  }
  for (std::size_t j = 0; j < before.size(); ++j) tetra(before[j], before[(j + 1) % before.size()], tip);
  drawn.length_um += form.length - form.head_middle;
  drawn.neck_diameter_um = necks > 0 ? neck_sum / necks : thinnest;
  return drawn;
}

void add_tube(MeshData& mesh, std::span<const TubePoint> points, int sides, glm::vec3 color) {
  std::vector<glm::vec3> path;
  for (const TubePoint& point : points) path.push_back(point.center);
  const glm::vec3 start = glm::normalize(path[1] - path[0]);
  const glm::vec3 first_side = std::abs(start.y) < 0.9F ? glm::vec3{0.0F, 1.0F, 0.0F} : glm::vec3{1.0F, 0.0F, 0.0F};
  const std::vector<PathFrame> frames = carry_frames(path, first_side);
  Sweep sweep(mesh, sides);
  sweep.first_pole(path.front() - 0.5F * points.front().radius * frames.front().along, {color, 1.0F});
  for (std::size_t i = 0; i < points.size(); ++i) {
    sweep.begin_ring();
    for (int j = 0; j < sides; ++j) {
      const float phi = kTurn * static_cast<float>(j) / static_cast<float>(sides);
      const glm::vec3 side = std::cos(phi) * frames[i].side + std::sin(phi) * frames[i].up;
      sweep.point(frames[i].center + points[i].radius * side, {color, 1.0F});
    }
  }
  sweep.last_pole(path.back() + 0.5F * points.back().radius * frames.back().along, {color, 1.0F});
}

}  // namespace syn::dendrite
