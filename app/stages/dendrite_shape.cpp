#include "stages/dendrite_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr float kBarelyThere = 0.04F;
constexpr float kSunk_um = 0.045F;      // the rim of a foot lies this far under the branch, so that no line of it shows
constexpr float kDiscLift_um = 0.025F;  // a PSD is 30 to 50 nm thick; half of it stands out of the head
constexpr float kBlunt = 0.82F;         // superellipse power of the head's front: below 1 flattens the tip

constexpr float kShaftOpen = 0.97F;  // shade of the bare shaft

enum Draw : std::uint32_t { kOval = 300, kOffset };

float uniform(std::uint64_t seed, std::uint32_t id, std::uint32_t what, std::uint32_t i = 0) {
  return static_cast<float>(uniform_at(seed, id, what, i));
}

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
struct Ring {
  float a;  // along the middle line
  float radius;
  float lift;      // of the PSD, along the line
  float open;      // shade
  float headward;  // 0 branch colour .. 1 head colour
  bool disc;
};

std::vector<Ring> rings_of(const SpineForm& form, const SpineState& spine, const Detail& detail) {
  std::vector<Ring> rings;
  const auto headward = [&](float a) { return smooth((a - 0.3F * form.head_middle) / (0.7F * form.head_middle)); };
  // Dark where light does not get between branch and head.
  const auto open_at = [&](float a) {
    const float by_branch = 0.36F * std::exp(-a / 0.28F);
    const float under_head =
        0.22F * smooth((a - form.head_middle + 2.2F * form.head_axial) / form.head_axial) *
        (1.0F - smooth((a - form.head_middle + 1.2F * form.head_axial) / (1.4F * form.head_axial)));
    return 1.0F - by_branch - under_head;
  };
  const auto add = [&](float a, float radius) { rings.push_back({a, radius, 0.0F, open_at(a), headward(a), false}); };
  // The neck evenly, the back of the head by its polar angle.
  const float shoulder = std::max(form.head_middle - 0.9F * form.head_axial, form.fillet);
  const int neck_rings = static_cast<int>(std::ceil(detail.neck_rings_per_um * (shoulder - form.fillet)));
  for (int i = 1; i <= neck_rings; ++i) {
    const float a = glm::mix(form.fillet, shoulder, static_cast<float>(i) / static_cast<float>(neck_rings));
    add(a, form.radius(a));
  }
  for (const float back : {0.72F, 0.50F, 0.27F, 0.0F}) {
    const float a = form.head_middle - back * form.head_axial;
    if (a > std::max(shoulder, form.fillet) + 0.02F * form.length) add(a, form.radius(a));
  }
  // The front of the head by its polar angle, with two rings close together at the rim of the disc.
  const float disc_radius =
      std::min(0.86F * form.head, std::sqrt(static_cast<float>(spine.size.psd_area_um2) / std::numbers::pi_v<float>)) *
      std::sqrt(static_cast<float>(spine.psd));
  const bool has_disc = spine.psd > 0.02 && disc_radius > 0.03F;
  const float rim = has_disc ? std::asin(std::pow(disc_radius / form.head, 1.0F / kBlunt)) : 0.0F;
  const float lift = kDiscLift_um * smooth(static_cast<float>(spine.psd));
  const float out_of_head = form.length - form.head_middle;
  const auto front = [&](float polar, bool disc) {
    const float a = form.head_middle + out_of_head * std::pow(std::cos(polar), kBlunt);
    rings.push_back({a, form.head * std::pow(std::sin(polar), kBlunt), disc ? lift : 0.0F, 1.0F, headward(a), disc});
  };
  bool rim_done = !has_disc;
  for (const float degrees : {76.0F, 63.0F, 51.0F, 39.0F, 28.0F, 18.0F, 9.0F}) {
    const float polar = degrees / 360.0F * kTurn;
    if (!rim_done && polar < rim + 0.04F) {
      front(rim + 0.03F, false);
      front(rim - 0.03F, true);
      rim_done = true;
    }
    if (!has_disc || polar > rim + 0.08F || polar < rim - 0.08F) front(polar, has_disc && polar < rim);
  }
  return rings;
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

void add_shaft(MeshData& mesh, const ShaftSkin& skin, const Branch& branch, std::span<const SpineState> spines,
               const Paint& paint) {
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

SpineSite add_spine(MeshData& mesh, const Branch& branch, const SpineState& spine, std::uint64_t seed,
                    const Paint& paint, const Detail& detail) {
  const SpineForm form = form_of(branch, spine, seed);
  const SpineSite site = site_of(form);
  if (spine.presence < kBarelyThere) return site;
  const int sides = form.head > 0.28F ? detail.spine_sides * 3 / 2 : detail.spine_sides;
  const std::uint32_t id = spine.id;
  const float tint = 0.62F * static_cast<float>(spine.newness);
  const float oval = 0.22F * uniform(seed, id, kOval);
  const float oval_turn = kTurn * uniform(seed, id, kOval, 1);
  const float lobe = 0.13F * uniform(seed, id, kOval, 2);
  const float lobe_turn = kTurn * uniform(seed, id, kOval, 3);
  const float offset = 0.22F * form.head * uniform(seed, id, kOffset);
  const float offset_turn = kTurn * uniform(seed, id, kOffset, 1);
  std::vector<glm::vec2> circle;
  for (int j = 0; j < sides; ++j) {
    const float phi = kTurn * static_cast<float>(j) / static_cast<float>(sides);
    circle.emplace_back(std::cos(phi), std::sin(phi));
  }

  const auto color = [&](glm::vec3 at_foot, float headward, bool disc) {
    if (disc) return glm::mix(paint.psd, paint.growth, 0.25F * tint);
    const glm::vec3 plain = glm::mix(at_foot, paint.head, headward);
    return glm::mix(plain, paint.growth, tint * (0.15F + 0.85F * headward) * smooth(headward * 3.0F + 0.4F));
  };
  const auto on_branch = [&](float s, float angle) {
    return branch_color(branch.mottle(s, angle), branch.fade(s), paint);
  };
  Sweep sweep(mesh, sides);

  // The fillet: a quarter circle that starts under the branch's surface, laid onto that bent surface, and ends in the
  // neck. Its normals start as the branch's own where it comes out, so that the two shade as one.
  constexpr int kFilletRings = 4;
  const float neck = form.radius(form.fillet);
  const float round = form.fillet + kSunk_um;
  for (int k = 0; k <= kFilletRings; ++k) {
    const float t = 0.25F * kTurn * static_cast<float>(k) / kFilletRings;
    const float out = neck + round * (1.0F - std::sin(t));
    const float height = round * (1.0F - std::cos(t)) - kSunk_um;
    const float risen = std::clamp(height / form.fillet, 0.0F, 1.0F);
    const float onto_line = smooth(risen);
    const PathFrame line = form.at(std::max(0.0F, height));
    const float rim_shade = kShaftOpen * glm::mix(1.0F, contact_shade(out), static_cast<float>(spine.presence));
    const float open = glm::mix(rim_shade, 0.66F, smooth(risen));
    const float tilt = 0.25F * kTurn * std::sqrt(risen);
    sweep.begin_ring();
    for (const glm::vec2 c : circle) {
      const float s = form.s + out * c.x;
      const float angle = form.angle - out * c.y / branch.radius(form.s);
      const glm::vec3 below = branch.point(s, angle);
      const glm::vec3 away = glm::normalize(below - branch.axis(s));
      const glm::vec3 over_branch = below + height * away;
      const glm::vec3 across = c.x * line.side + c.y * line.up;
      const glm::vec3 at = glm::mix(over_branch, line.center + out * across, onto_line);
      const Dab dab{color(on_branch(s, angle), 0.0F, false), open};
      if (k == kFilletRings) {
        sweep.point(at, dab);
      } else {
        sweep.point(
            at, dab,
            glm::normalize(std::cos(tilt) * (k <= 1 ? branch.normal(s, angle) : away) + std::sin(tilt) * across));
      }
    }
  }
  const glm::vec3 at_foot = on_branch(form.s, form.angle);
  for (const Ring& ring : rings_of(form, spine, detail)) {
    const PathFrame line = form.at(ring.a);
    const float irregular = smooth((ring.a - form.fillet) / std::max(0.05F, form.head_middle - form.fillet));
    const glm::vec3 shift =
        irregular * irregular * offset * (std::cos(offset_turn) * line.side + std::sin(offset_turn) * line.up);
    const float open = std::min(ring.open, glm::mix(0.66F, 1.0F, smooth((ring.a - form.fillet) / 0.5F)));
    const Dab dab{color(at_foot, ring.headward, ring.disc), open};
    sweep.begin_ring();
    for (int j = 0; j < sides; ++j) {
      const float phi = kTurn * static_cast<float>(j) / static_cast<float>(sides);
      const float shape = 1.0F + irregular * (oval * std::cos(2.0F * phi + oval_turn) +
                                              lobe * std::cos(3.0F * phi + lobe_turn + 3.0F * ring.a));
      const glm::vec2 c = ring.radius * shape * circle[static_cast<std::size_t>(j)];
      sweep.point(line.center + shift + ring.lift * line.along + c.x * line.side + c.y * line.up, dab);
    }
  }
  const PathFrame tip = form.at(form.length);
  const bool disc = spine.psd > 0.02;
  const glm::vec3 shift = offset * (std::cos(offset_turn) * tip.side + std::sin(offset_turn) * tip.up);
  const float lift = disc ? kDiscLift_um * smooth(static_cast<float>(spine.psd)) : 0.0F;
  sweep.last_pole(tip.center + shift + lift * tip.along, {color(at_foot, 1.0F, disc), 1.0F});
  return site;
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
