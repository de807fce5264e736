#include "stages/dendrite_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr float kBarelyThere = 0.04F;
constexpr float kSunk_um = 0.010F;       // the foot of the fillet lies this far under the branch's surface, and an apron
constexpr float kApron_um = 0.090F;      // runs on below it to this depth, so that no contour of its rim shows
constexpr float kDiscLift_um = 0.025F;   // a PSD is 30 to 50 nm thick; half of it stands out of the head
constexpr float kBlunt = 0.82F;          // superellipse power of the head's front: below 1 flattens the tip

constexpr float kShaftOpen = 0.97F;      // shade of the bare shaft

enum Draw : std::uint32_t { kLean = 200, kLeanAngle, kCurl, kCurlAngle, kWave, kOval, kOffset, kFlare };

float uniform(std::uint64_t seed, std::uint32_t id, std::uint32_t what, std::uint32_t i = 0) {
  return static_cast<float>(uniform_at(seed, id, what, i));
}

float smooth(float x) {
  const float t = std::clamp(x, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

// The larger of the two, rounded where they meet.
float smooth_max(float a, float b, float width) {
  const float h = std::max(width - std::abs(a - b), 0.0F) / width;
  return std::max(a, b) + 0.25F * h * h * width;
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

// All lengths and the bent middle line of one spine.
struct Form {
  float s, angle;        // of the foot's middle
  glm::vec3 normal, along, around;  // at the foot; along x around = normal
  float length, neck, fillet;       // um; neck is a radius
  float head, head_axial, head_middle;  // radius across, half length, place along the middle line
  std::vector<PathFrame> line;      // evenly spaced over `length`

  PathFrame at(float a) const {
    const float x = std::clamp(a / length, 0.0F, 1.0F) * static_cast<float>(line.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(x), line.size() - 2);
    const float t = x - static_cast<float>(i);
    const PathFrame& p = line[i];
    const PathFrame& q = line[i + 1];
    PathFrame f{glm::mix(p.center, q.center, t), glm::normalize(glm::mix(p.along, q.along, t)),
                glm::normalize(glm::mix(p.side, q.side, t)), glm::normalize(glm::mix(p.up, q.up, t))};
    f.center += std::max(0.0F, a - length) * f.along;
    return f;
  }

  // Radius behind the middle of the head: neck and head, rounded together.
  float radius(float a) const {
    const float x = std::clamp((a - head_middle) / head_axial, -1.0F, 1.0F);
    const float ball = head * std::sqrt(std::max(0.0F, 1.0F - x * x));
    return std::min(head, smooth_max(neck, ball, 0.45F * head));
  }
};

Form form_of(const Branch& branch, const SpineState& spine, std::uint64_t seed) {
  Form form;
  const std::uint32_t id = spine.id;
  const auto presence = static_cast<float>(spine.presence);
  const float girth = glm::mix(0.45F, 1.0F, presence);
  form.s = static_cast<float>(spine.place_um);
  form.angle = static_cast<float>(spine.angle_rad);
  form.normal = branch.normal(form.s, form.angle);
  const glm::vec3 axis = branch.direction(form.s);
  form.along = glm::normalize(axis - glm::dot(axis, form.normal) * form.normal);
  form.around = glm::cross(form.normal, form.along);

  form.length = static_cast<float>(spine.size.length_um) * presence;
  form.neck = 0.5F * static_cast<float>(spine.size.neck_diameter_um) * girth;
  const float ball = 0.5F * static_cast<float>(spine.size.head_diameter_um()) * girth;
  form.head = std::min(0.96F * ball, 0.45F * form.length);
  form.head_axial = 1.08F * form.head;
  form.head_middle = form.length - 0.94F * form.head_axial;
  const float flare = (0.085F + 0.06F * uniform(seed, id, kFlare) + 0.35F * form.neck) * presence;
  form.fillet = std::min(flare, 0.55F * form.head_middle);

  // The middle line leaves along the normal, leans, and curls a little before the head; filopodia wave.
  const bool long_one = spine.kind == SpineKind::filopodium;
  const float lean = (long_one ? 0.75F : 0.55F) * uniform(seed, id, kLean);
  const float lean_angle = kTurn * uniform(seed, id, kLeanAngle);
  const float curl = 0.9F * (uniform(seed, id, kCurl) - 0.5F);
  const float curl_angle = kTurn * uniform(seed, id, kCurlAngle);
  const auto sideways = [&](float turn) { return std::cos(turn) * form.along + std::sin(turn) * form.around; };
  const glm::vec3 goal = glm::normalize(form.normal + lean * sideways(lean_angle));
  const glm::vec3 last = glm::normalize(goal + curl * sideways(curl_angle));
  const glm::vec3 foot = branch.point(form.s, form.angle);
  const glm::vec3 p1 = foot + 0.38F * form.length * form.normal;
  const glm::vec3 p3 = foot + form.length * goal;
  const glm::vec3 p2 = p3 - 0.36F * form.length * last;
  const float wave = (long_one ? 0.10F : 0.02F) * std::min(form.length, 2.0F);
  const float phase = kTurn * uniform(seed, id, kWave);
  constexpr int kPieces = 24;
  std::vector<glm::vec3> line;
  float arc = 0.0F;
  for (int i = 0; i <= kPieces; ++i) {
    const float t = static_cast<float>(i) / kPieces;
    const float u = 1.0F - t;
    glm::vec3 at = u * u * u * foot + 3.0F * u * u * t * p1 + 3.0F * u * t * t * p2 + t * t * t * p3;
    const float swing = wave * smooth(t / 0.4F) * (std::sin(5.5F * t + phase) - std::sin(phase));
    at += swing * sideways(curl_angle + 0.25F * kTurn);
    if (i > 0) arc += glm::length(at - line.back());
    line.push_back(at);
  }
  for (glm::vec3& at : line) at = foot + (form.length / arc) * (at - foot);
  form.line = carry_frames(line, form.along);
  return form;
}

// One ring on the way from foot to tip.
struct Ring {
  float a;       // along the middle line
  float radius;
  float lift;    // of the PSD, along the line
  float open;    // shade
  float headward;  // 0 branch colour .. 1 head colour
  bool disc;
};

std::vector<Ring> rings_of(const Form& form, const SpineState& spine, const Detail& detail) {
  std::vector<Ring> rings;
  const auto headward = [&](float a) { return smooth((a - 0.3F * form.head_middle) / (0.7F * form.head_middle)); };
  // Dark where light does not get between branch and head.
  const auto open_at = [&](float a) {
    const float by_branch = 0.36F * std::exp(-a / 0.28F);
    const float under_head = 0.22F * smooth((a - form.head_middle + 2.2F * form.head_axial) / form.head_axial) *
                             (1.0F - smooth((a - form.head_middle + 1.2F * form.head_axial) / (1.4F * form.head_axial)));
    return 1.0F - by_branch - under_head;
  };
  const auto add = [&](float a, float radius) {
    rings.push_back({a, radius, 0.0F, open_at(a), headward(a), false});
  };
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
  const float disc_radius = std::min(0.86F * form.head, std::sqrt(static_cast<float>(spine.size.psd_area_um2) /
                                                                  std::numbers::pi_v<float>)) *
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

SpineSite site_of(const Form& form) {
  const PathFrame head = form.at(form.head_middle);
  const PathFrame tip = form.at(form.length);
  return {form.line.front().center, head.center, tip.center, tip.along, form.head};
}

}  // namespace

SpineSite site_of(const Branch& branch, const SpineState& spine, std::uint64_t seed) {
  return site_of(form_of(branch, spine, seed));
}

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
  const Form form = form_of(branch, spine, seed);
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
  const auto on_branch = [&](float s, float angle) { return branch_color(branch.mottle(s, angle), branch.fade(s), paint); };
  Sweep sweep(mesh, sides);

  // The apron, then the fillet: a quarter circle from the branch's surface into the neck, laid onto the bent surface
  // below it.
  constexpr int kFilletRings = 3;
  const float neck = form.radius(form.fillet);
  for (int k = -1; k <= kFilletRings; ++k) {
    const float along_fillet = static_cast<float>(std::max(k, 0)) / kFilletRings;
    const float t = 0.25F * kTurn * along_fillet;
    const float out = neck + form.fillet * (1.0F - std::sin(t)) + (k < 0 ? kApron_um : 0.0F);
    const float height = form.fillet * (1.0F - std::cos(t));
    const float sunk = k < 0 ? kApron_um : kSunk_um;
    const float onto_line = smooth(height / form.fillet);
    const PathFrame line = form.at(height);
    const float rim_shade = kShaftOpen * glm::mix(1.0F, contact_shade(out), static_cast<float>(spine.presence));
    const float open = glm::mix(rim_shade, 0.66F, smooth(along_fillet));
    sweep.begin_ring();
    for (const glm::vec2 c : circle) {
      const float s = form.s + out * c.x;
      const float angle = form.angle - out * c.y / branch.radius(form.s);
      const glm::vec3 below = branch.point(s, angle);
      const glm::vec3 over_branch = below + (height - sunk) * glm::normalize(below - branch.axis(s));
      const glm::vec3 at = glm::mix(over_branch, line.center + out * (c.x * line.side + c.y * line.up), onto_line);
      const Dab dab{color(on_branch(s, angle), 0.0F, false), open};
      if (k <= 0) {
        sweep.point(at, dab, branch.normal(s, angle));
      } else {
        sweep.point(at, dab);
      }
    }
  }
  const glm::vec3 at_foot = on_branch(form.s, form.angle);
  for (const Ring& ring : rings_of(form, spine, detail)) {
    const PathFrame line = form.at(ring.a);
    const float irregular = smooth((ring.a - form.fillet) / std::max(0.05F, form.head_middle - form.fillet));
    const glm::vec3 shift = irregular * irregular * offset *
                            (std::cos(offset_turn) * line.side + std::sin(offset_turn) * line.up);
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
