#include "app/stages/synapse/synapse_bodies.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>

#include "app/stages/common/shapes.hpp"

namespace syn::synapse {
namespace {

using shapes::paint;
using shapes::Point;
using shapes::Profile;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kHalf = 0.5F * kMembraneThickness;
// Across the thickness of a cut membrane, from -1 (below the profile) to 1: the bands of heads, the core between them.
constexpr float kHeadsFrom = 0.5F;

// A membrane as a body of revolution around the y axis, cut open in front at z = cut.
struct Body {
  const Profile* profile;
  float cut;
  float height;   // of the membrane's middle on the axis: the profile starts at 0
  float outward;  // +1 if the profile's left normal points out of the cell, else -1
  int columns_outside;
  int columns_inside;
  std::function<float(glm::vec2 xz)> openness;
  std::function<bool(glm::vec2 xz)> leave_out;  // parts of the flat contact to leave open
};
constexpr int kRowsBehind = 12;  // rows that the cut does not reach
constexpr int kRowsCut = 72;

// The share of the profile that lies behind the cut, where it is still flat: radius = length along it.
float behind_cut(const Body& body) { return body.cut / body.profile->length(); }

// Along the part of the profile that the cut reaches, w = 0..1: spaced so that the cut edge has points at even
// distances along the cut.
float cut_row(const Body& body, float w) { return std::lerp(behind_cut(body), 1.0F, w * w); }

float body_row(const Body& body, float v) {
  constexpr float kSplit = static_cast<float>(kRowsBehind) / (kRowsBehind + kRowsCut);
  return v > kSplit ? cut_row(body, (v - kSplit) / (1.0F - kSplit)) : behind_cut(body) * v / kSplit;
}

glm::vec3 body_point(const Body& body, float t, float u, float across) {
  const glm::vec2 middle = body.profile->at(t);
  const glm::vec2 at = middle + across * kHalf * body.profile->normal(t);
  const glm::vec2 xz = shapes::on_cut_circle(std::max(at.x, 0.0F), body.cut, u);
  // The contact's swell fades where the membranes part.
  const float flat = 1.0F - glm::smoothstep(kDensityRadius, kDensityRadius + 60.0F, middle.x);
  return {xz.x, body.height + at.y + flat * membrane_swell(xz.x, xz.y), xz.y};
}

// The bands on a cut: `at(w, across)` is the point w of the way along the cut edge; `right` tells on which side of the
// opening the edge lies.
template <class At, class Kept>
void add_bands(Membrane& out, int steps, bool right, At&& at, Kept&& kept) {
  const auto band = [&](float from, float to) {
    const MeshData strip = shapes::grid(
        steps, 1,
        [&](float w, float v) {
          return Point{at(w, std::lerp(from, to, v)), paint(0)};
        },
        [&](float w, float) { return kept(w); });
    return right ? strip : shapes::flipped(strip);
  };
  out.heads.append(band(-1.0F, -kHeadsFrom));
  out.heads.append(band(kHeadsFrom, 1.0F));
  out.core.append(band(-kHeadsFrom, kHeadsFrom));
}

Membrane membrane(const Body& body) {
  const auto contact = [&](glm::vec3 p) { return std::abs(p.y - body.height) < 6.0F; };
  const auto kept = [&](float u, float t) {
    if (!body.leave_out) return true;
    const glm::vec3 p = body_point(body, t, u, 0.0F);
    return !(contact(p) && body.leave_out({p.x, p.z}));
  };
  const auto sheet = [&](float across, int columns, bool shaded) {
    const MeshData mesh = shapes::grid(
        columns, kRowsBehind + kRowsCut,
        [&](float u, float v) {
          const glm::vec3 p = body_point(body, body_row(body, v), u, across);
          return Point{p, paint(0, shaded && contact(p) ? body.openness({p.x, p.z}) : 1.0F)};
        },
        [&](float u, float v) { return kept(u, body_row(body, v)); });
    return across > 0.0F ? shapes::flipped(mesh) : mesh;
  };
  Membrane out;
  out.face = sheet(body.outward, body.columns_outside, body.openness != nullptr);
  out.inner = sheet(-body.outward, body.columns_inside, false);
  for (const float side : {0.0F, 1.0F}) {
    add_bands(
        out, kRowsCut, side == 0.0F, [&](float w, float across) { return body_point(body, cut_row(body, w), side, across); },
        [&](float w) { return kept(side, cut_row(body, w)); });
  }
  // The far end, where the cell goes on out of the picture.
  const MeshData end = shapes::grid(body.columns_outside, 1, [&](float u, float v) {
    return Point{body_point(body, 1.0F, u, 2.0F * v - 1.0F), paint(0)};
  });
  out.core.append(body.outward > 0.0F ? shapes::flipped(end) : end);
  for (MeshData* piece : {&out.face, &out.inner, &out.heads, &out.core}) shapes::weld(*piece);
  return out;
}

const Profile& spine_profile() {
  // Head of about 0.45 um on a neck of 0.14 um (Bourne et al., PMC3331701), flat where the synapse is.
  // clang-format off
  static const Profile profile({{0, 0}, {50, 0}, {100, 0}, {140, 0}, {172, -3}, {204, -22}, {226, -62}, {230, -110}, {212, -160},
                                {172, -204}, {122, -236}, {88, -268}, {73, -310}, {70, -360}, {72, -420}});
  // clang-format on
  return profile;
}

const Profile& bouton_profile() {
  // About 0.57 um across, 0.1 um3 (Schikorski & Stevens 1997), its axon leaving upward.
  // clang-format off
  static const Profile profile({{0, 0}, {50, 0}, {100, 0}, {140, 0}, {176, 5}, {218, 26}, {254, 68}, {278, 126}, {286, 190}, {276, 258},
                                {246, 320}, {196, 372}, {136, 412}, {96, 450}, {80, 500}, {76, 560}});
  // clang-format on
  return profile;
}

constexpr float kHole = 29.0F;   // radius of the opening under a front vesicle
constexpr float kPatch = 43.0F;  // radius of the piece that fills it

// The membrane's middle of a fusing vesicle, from its top on the axis out to the flat membrane, at four moments: just
// opened, wide open, a bowl, flat.
using Shape = std::array<glm::vec2, 11>;
// clang-format off
constexpr Shape kPore{{{0, 41}, {8, 39}, {15, 33}, {18, 24}, {15.5F, 14}, {9, 7.6F}, {4.6F, 4.6F}, {4.4F, 2.2F}, {8, 0.3F}, {20, 0}, {kPatch, 0}}};
constexpr Shape kWide{{{0, 39}, {8, 37}, {14.5F, 31}, {17.5F, 23}, {16.6F, 15}, {13.6F, 9.5F}, {11.4F, 6}, {11.2F, 3}, {14, 0.6F}, {22, 0}, {kPatch, 0}}};
constexpr Shape kBowl{{{0, 23}, {5, 22.3F}, {9.5F, 20}, {13, 16.5F}, {15.5F, 12.5F}, {17.5F, 8.5F}, {19.5F, 5}, {22, 2.3F}, {25, 0.6F}, {30, 0}, {kPatch, 0}}};
constexpr Shape kFlat{{{0, 0}, {4, 0}, {8, 0}, {12, 0}, {16, 0}, {19, 0}, {22, 0}, {25, 0}, {28, 0}, {32, 0}, {kPatch, 0}}};
// clang-format on

Profile fusing_profile(double since_ms) {
  struct Key {
    double at_ms;
    const Shape* shape;
  };
  constexpr std::array kKeys{Key{0.0, &kPore}, Key{0.12, &kPore}, Key{0.7, &kWide}, Key{3.5, &kBowl}, Key{kFusionTakes_ms, &kFlat}};
  std::size_t next = 1;
  while (next + 1 < kKeys.size() && kKeys[next].at_ms < since_ms) ++next;
  const Key& from = kKeys[next - 1];
  const Key& to = kKeys[next];
  const float mix =
      glm::smoothstep(0.0F, 1.0F, static_cast<float>(std::clamp((since_ms - from.at_ms) / (to.at_ms - from.at_ms), 0.0, 1.0)));
  std::vector<glm::vec2> points;
  for (std::size_t i = 0; i < kPore.size(); ++i) points.push_back(glm::mix((*from.shape)[i], (*to.shape)[i], mix));
  return Profile(std::move(points));
}

}  // namespace

Membrane spine_head(const SynapseLayout& layout) {
  return membrane({.profile = &spine_profile(),
                   .cut = kSpineCut,
                   .height = 0.0F,
                   .outward = 1.0F,
                   .columns_outside = 52,
                   .columns_inside = 14,
                   .openness = [&layout](glm::vec2 xz) { return floor_openness(layout, xz); },
                   .leave_out = {}});
}

float spine_radius(float y) {
  float widest = 0.0F;
  constexpr int kSteps = 200;
  for (int i = 1; i <= kSteps; ++i) {
    const glm::vec2 a = spine_profile().at(static_cast<float>(i - 1) / kSteps), b = spine_profile().at(static_cast<float>(i) / kSteps);
    if (y <= a.y && y >= b.y && a.y > b.y) widest = std::max(widest, std::lerp(b.x, a.x, (y - b.y) / (a.y - b.y)));
  }
  return widest;
}

std::vector<glm::vec3> spine_outline(float apart) {
  std::vector<glm::vec3> out;
  constexpr int kSteps = 2000;
  for (const float side : {-1.0F, 1.0F}) {
    std::optional<glm::vec2> last;
    for (int i = 0; i <= kSteps; ++i) {
      const float t = static_cast<float>(i) / kSteps;
      const glm::vec2 at = spine_profile().at(t) + kHalf * spine_profile().normal(t);
      if (at.x <= kSpineCut) continue;
      const glm::vec2 place{side * std::sqrt(at.x * at.x - kSpineCut * kSpineCut), at.y};
      if (last && glm::distance(*last, place) < apart) continue;
      last = place;
      out.push_back({place.x, place.y, kSpineCut});
    }
  }
  return out;
}

Membrane bouton(int open_site) {
  Body body{.profile = &bouton_profile(),
            .cut = kBoutonCut,
            .height = kBoutonMembrane,
            .outward = -1.0F,
            .columns_outside = 38,
            .columns_inside = 28,
            .openness = {},
            .leave_out = {}};
  if (open_site >= 0) {
    const glm::vec2 site = front_site(open_site);
    body.leave_out = [site](glm::vec2 xz) { return glm::distance(xz, site) < kHole; };
  }
  return membrane(body);
}

Membrane fusing_vesicle(glm::vec2 site, double since_ms) {
  constexpr int kColumns = 20, kRows = 40;
  const Profile profile = fusing_profile(since_ms);
  const auto bulge = [](float radius) { return 1.0F - glm::smoothstep(kHole + 5.0F, kPatch, radius); };
  const auto at = [&](float t, float angle, float across) {
    // Lies a hair over the membrane around it, and dips into it towards the rim: no edge is to be seen.
    const float over = kHalf + std::lerp(-0.8F, 0.3F, bulge(profile.at(t).x));
    const glm::vec2 p = profile.at(t) + across * over * (t > 0.0F ? profile.normal(t) : glm::vec2{0.0F, 1.0F});
    const float radius = t > 0.0F ? std::max(p.x, 0.0F) : 0.0F;
    const glm::vec2 xz = site + radius * glm::vec2{std::sin(angle), -std::cos(angle)};
    return glm::vec3{xz.x, kBoutonMembrane + p.y + membrane_swell(xz.x, xz.y), xz.y};
  };
  const auto sheet = [&](float across, float deep) {
    const MeshData mesh = shapes::grid(kColumns, kRows, [&](float u, float v) {
      // Hollow and dark where the lumen is deep.
      const float depth = glm::smoothstep(2.0F, 30.0F, profile.at(v).y);
      return Point{at(v, kPi * (0.5F - u), across), paint(0, 1.0F - deep * depth)};
    });
    return across > 0.0F ? shapes::flipped(mesh) : mesh;
  };
  Membrane out;
  out.face = sheet(-1.0F, 0.35F);
  out.inner = sheet(1.0F, 0.0F);
  for (const float side : {-1.0F, 1.0F}) {
    add_bands(
        out, kRows, side > 0.0F,
        [&](float w, float across) {
          const float forward = std::lerp(-1.0F, 0.6F, bulge(profile.at(w).x));
          return at(w, side * 0.5F * kPi, across) + glm::vec3{0.0F, 0.0F, forward};
        },
        [](float) { return true; });
  }
  return out;
}

MeshData postsynaptic_density() {
  const float half_width = std::sqrt(kDensityRadius * kDensityRadius - kSpineCut * kSpineCut);
  const auto depth_at = [](glm::vec2 xz) {
    const float r = glm::length(xz) / kDensityRadius;
    const float rough = 1.0F + 0.16F * shapes::surface_noise(31, {xz.x, 0.0F, xz.y}, 17.0F);
    return kHalf + kDensityDepth * rough * std::sqrt(std::max(0.0F, 1.0F - std::pow(std::min(r, 1.0F), 6.0F)));
  };
  MeshData mesh = shapes::grid(36, 8, [&](float u, float v) {
    const glm::vec2 xz = shapes::on_cut_circle(kDensityRadius * v, kSpineCut, u);
    return Point{{xz.x, membrane_swell(xz.x, xz.y) - depth_at(xz), xz.y}, paint(0, 0.7F)};
  });
  // Its face on the cut: clumps of protein, drawn as lights and darks and a slight relief.
  mesh.append(shapes::grid(92, 10, [&](float u, float v) {
    const float x = half_width * (2.0F * u - 1.0F);
    const float bottom = -depth_at({x, kSpineCut});
    const glm::vec3 p{x, membrane_swell(x, kSpineCut) + std::lerp(bottom, -kHalf, v), kSpineCut};
    const float clumps = shapes::surface_noise(37, p, 6.5F) + 0.5F * shapes::surface_noise(41, p, 3.0F);
    const float fade = 0.3F + 0.7F * v;  // the mat thins out towards the inside of the spine
    return Point{p + glm::vec3{0.0F, 0.0F, 0.9F * clumps * (v < 1.0F ? 1.0F : 0.0F)},
                 paint(0, std::clamp(0.72F + 0.24F * clumps, 0.3F, 1.0F) * (0.75F + 0.25F * fade))};
  }));
  return mesh;
}

MeshData hollow_vesicle(int around) {
  return shapes::hollow_sphere(kVesicleRadius, kVesicleWall, around, around / 2, paint(0), paint(1, 0.7F));
}

MeshData vesicle(int around) { return shapes::ellipsoid(glm::vec3{0.0F}, glm::vec3{kVesicleRadius}, around, around / 2, paint(0)); }

MeshData pore_hollow(bool gate_open) {
  // Height and free radius, nanometres: filter, vestibule, gate. Below and above, the surface itself opens. Where water
  // (0.14 nm) does not fit, the pore counts as shut: at the filter's narrowest place and at the gate.
  // clang-format off
  constexpr std::array<glm::vec2, 13> kFree{{{-1.30F, 0.36F}, {-0.8F, 0.22F}, {-0.4F, 0.20F}, {-0.05F, 0.02F}, {0.2F, 0.02F}, {0.5F, 0.17F}, {0.9F, 0.29F},
                                             {1.3F, 0.20F},   {1.6F, 0.24F},  {1.85F, 0.02F}, {2.1F, 0.02F},   {2.4F, 0.17F}, {2.8F, 0.22F}}};
  // clang-format on
  const auto opened = [gate_open](float y, float where, float reach, float radius) {
    const float near = std::max(0.0F, 1.0F - std::abs(y - where) / reach);
    return gate_open ? radius * std::sqrt(near) : 0.0F;
  };
  std::vector<glm::vec2> outline;
  for (const glm::vec2 free : kFree) {
    const float radius = std::max({free.y, opened(free.x, 1.95F, 0.9F, 0.24F), opened(free.x, 0.08F, 0.6F, 0.15F)});
    outline.emplace_back(kPoreWidened * radius, free.x);
  }
  const Profile profile(std::move(outline));
  return shapes::flipped(shapes::grid(20, 40, [&](float u, float v) {
    const glm::vec2 at = profile.at(v);
    const float radius = std::max(at.x, 0.0F), angle = 2.0F * kPi * u;
    return Point{{radius * std::sin(angle), at.y, radius * std::cos(angle)}, paint(1, 0.62F)};
  }));
}

MeshData ampa_stand_in(bool fine) {
  const int slices = fine ? 9 : 6, stacks = fine ? 6 : 4;
  MeshData mesh = shapes::ellipsoid({0.0F, -0.2F, 0.0F}, {2.6F, 3.6F, 2.6F}, slices, stacks, paint(0, 0.8F));
  for (const float side : {-1.0F, 1.0F}) {
    // Ligand-binding layer: four bodies around the axis. Above it two arms that lean apart.
    for (const float end : {-1.0F, 1.0F}) {
      mesh.append(shapes::ellipsoid({1.75F * side, 5.3F, 1.6F * end + 0.6F * side}, {2.3F, 2.7F, 2.2F}, slices, stacks, paint(0, 0.9F)));
    }
    MeshData arm = shapes::ellipsoid(glm::vec3{0.0F}, {2.1F, 3.1F, 3.4F}, slices, stacks, paint(0));
    const float lean = 0.35F * side;
    const auto leaning = [lean](glm::vec3 p) {
      return glm::vec3{p.x * std::cos(lean) + p.y * std::sin(lean), p.y * std::cos(lean) - p.x * std::sin(lean), p.z};
    };
    for (glm::vec3& p : arm.positions) p = leaning(p) + glm::vec3{2.7F * side, 10.1F, 0.5F * side};
    for (glm::vec3& n : arm.normals) n = leaning(n);
    mesh.append(arm);
  }
  return mesh;
}

MeshData nmda_stand_in() {
  constexpr std::array<shapes::LobedSection, 12> kSections{{{-4.2F, 0.0F, 0.0F},
                                                            {-4.0F, 2.2F, 0.10F},
                                                            {0.0F, 3.2F, 0.16F},
                                                            {2.4F, 2.4F, 0.14F},
                                                            {3.0F, 2.6F, 0.12F, 0.3F},
                                                            {5.0F, 4.9F, 0.20F, 0.6F},
                                                            {7.4F, 4.7F, 0.20F, 0.6F},
                                                            {8.4F, 4.0F, 0.16F, 0.5F},
                                                            {10.6F, 5.2F, 0.24F, 0.2F},
                                                            {13.0F, 4.4F, 0.28F, 0.1F},
                                                            {14.4F, 2.2F, 0.20F, 0.1F},
                                                            {14.7F, 0.0F, 0.0F, 0.1F}}};
  MeshData mesh = shapes::lobed_body(kSections, 4, 32, 28, 0);
  for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
    const glm::vec3 p = mesh.positions[i];
    const int quarter = static_cast<int>(std::floor((std::atan2(p.x, p.z) / kPi + 1.0F) * 2.0F)) & 3;
    mesh.data[i] = paint(quarter, static_cast<float>(mesh.data[i][3]) / 255.0F);
  }
  return mesh;
}

}  // namespace syn::synapse
