#include "app/stages/synapse/synapse_signals.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/stages/common/shapes.hpp"

namespace syn::synapse {
namespace {

using glm::vec3;

constexpr float kPlane = kSignalPlane;
constexpr SignalNode body(Signal signal, Body shape, float x, float y, float reach, bool brake, float priority) {
  return {signal, shape, {x, y, kPlane}, reach, brake, priority};
}
constexpr SignalNode place(Signal signal, float x, float y, float priority) {
  return body(signal, Body::none, x, y, 0.0F, false, priority);
}

// Left: how BDNF is set free and heard. Middle: the chain of kinases. Right: the brake on protein synthesis.
constexpr std::array kNodes{
    place(Signal::ampa, -118.0F, -30.0F, 4.0F),
    place(Signal::nmda_free, 64.0F, -30.0F, 9.5F),
    body(Signal::bdnf_pool, Body::vesicle, -140.0F, -82.0F, 19.0F, false, 4.5F),
    body(Signal::bdnf_released, Body::cloud, -262.0F, -96.0F, 30.0F, false, 8.5F),
    body(Signal::trkb, Body::receptor, -199.0F, -160.0F, 21.0F, false, 6.0F),
    body(Signal::akt, Body::kinase, -98.0F, -142.0F, 17.5F, false, 5.0F),
    body(Signal::erk, Body::kinase, -76.0F, -208.0F, 17.5F, false, 4.9F),
    body(Signal::gsk3, Body::kinase, -30.0F, -92.0F, 17.5F, true, 4.8F),
    body(Signal::mtorc1, Body::complex, 18.0F, -174.0F, 27.0F, false, 9.0F),
    body(Signal::eef2, Body::kinase, 108.0F, -92.0F, 17.5F, true, 5.5F),
    body(Signal::synthesis, Body::ribosome, 112.0F, -190.0F, 20.0F, false, 8.0F),
    place(Signal::proteins, 178.0F, -112.0F, 7.5F),
};

vec3 in_plane(float x, float y) { return {x, y, kPlane}; }

std::vector<SignalEdge> make_edges() {
  return {
      // Calcium that comes with the throughput of AMPA receptors, through voltage-gated channels, empties BDNF vesicles.
      {Signal::ampa, Signal::bdnf_pool, false, {in_plane(-106, -38), in_plane(-118, -46), in_plane(-130, -58)}},
      {Signal::bdnf_pool, Signal::bdnf_released, false, {in_plane(-164, -82), in_plane(-202, -85), in_plane(-240, -92)}},
      {Signal::bdnf_released, Signal::trkb, false, {in_plane(-262, -120), in_plane(-252, -142), in_plane(-229, -156)}},
      {Signal::trkb, Signal::akt, false, {in_plane(-172, -156), in_plane(-152, -148), in_plane(-130, -144)}},
      {Signal::trkb, Signal::erk, false, {in_plane(-176, -170), in_plane(-148, -196), in_plane(-107, -208)}},
      {Signal::akt, Signal::gsk3, true, {in_plane(-84, -119), in_plane(-74, -108), in_plane(-60, -100)}},
      {Signal::akt, Signal::mtorc1, false, {in_plane(-68, -144), in_plane(-48, -150), in_plane(-24, -162)}},
      {Signal::erk, Signal::mtorc1, false, {in_plane(-46, -210), in_plane(-32, -204), in_plane(-20, -192)}},
      {Signal::gsk3, Signal::mtorc1, true, {in_plane(-4, -98), in_plane(14, -112), in_plane(18, -136)}},
      {Signal::mtorc1, Signal::synthesis, false, {in_plane(58, -178), in_plane(68, -182), in_plane(82, -187)}},
      {Signal::nmda_free, Signal::eef2, false, {in_plane(72, -40), in_plane(86, -50), in_plane(98, -66)}},
      {Signal::eef2, Signal::synthesis, true, {in_plane(128, -110), in_plane(138, -132), in_plane(130, -156)}},
      // Less of the brake: more BDNF protein is made in the dendrite.
      {Signal::eef2, Signal::bdnf_pool, true, {in_plane(84, -76), in_plane(34, -56), in_plane(-56, -54), in_plane(-116, -72)}},
      {Signal::synthesis, Signal::proteins, false, {in_plane(142, -190), in_plane(172, -168), in_plane(184, -112), in_plane(150, -44)}},
  };
}

vec3 curve(const std::vector<vec3>& corners, float t) {
  const int last = static_cast<int>(corners.size()) - 1;
  const float x = std::clamp(t, 0.0F, 1.0F) * static_cast<float>(last);
  const int i = std::clamp(static_cast<int>(x), 0, last - 1);
  const float f = x - static_cast<float>(i);
  const auto p = [&](int k) { return corners[static_cast<std::size_t>(std::clamp(k, 0, last))]; };
  const vec3 a = p(i - 1), b = p(i), c = p(i + 1), d = p(i + 2);
  return 0.5F * (2.0F * b + (c - a) * f + (2.0F * a - 5.0F * b + 4.0F * c - d) * f * f + (3.0F * b - a - 3.0F * c + d) * f * f * f);
}

MeshData two_lobes(float small, float large, float lean) {
  MeshData mesh = shapes::ellipsoid({-0.55F * large * lean, 0.62F * large, 0.0F}, {small, 0.82F * small, small}, 16, 10, shapes::paint(0));
  mesh.append(shapes::ellipsoid({0.12F * large, -0.30F * large, 0.0F}, {large, 0.86F * large, large}, 18, 12, shapes::paint(1)));
  return mesh;
}

// A two-fold complex: an elongated ring of lobes, as mTORC1 is seen.
MeshData rhomboid() {
  MeshData mesh;
  for (const float side : {-1.0F, 1.0F}) {
    mesh.append(shapes::ellipsoid({13.0F * side, 4.0F, 0.0F}, {9.0F, 11.0F, 8.0F}, 16, 10, shapes::paint(0)));
    mesh.append(shapes::ellipsoid({20.5F * side, -6.0F, 0.0F}, {7.5F, 6.5F, 7.0F}, 14, 9, shapes::paint(1)));
    mesh.append(shapes::ellipsoid({6.5F * side, -9.0F, 1.0F}, {7.0F, 6.0F, 6.5F}, 14, 9, shapes::paint(0)));
  }
  return mesh;
}

// Two arms outside the membrane, two stems through it, two kinases inside; drawn along x, outside to the left.
MeshData dimer() {
  MeshData mesh;
  for (const float side : {-1.0F, 1.0F}) {
    mesh.append(shapes::ellipsoid({-15.0F, 6.0F * side, 0.0F}, {9.0F, 5.5F, 6.0F}, 14, 9, shapes::paint(0)));
    mesh.append(shapes::ellipsoid({-0.5F, 4.6F * side, 0.0F}, {9.0F, 2.2F, 2.2F}, 12, 8, shapes::paint(0)));
    mesh.append(shapes::ellipsoid({13.0F, 6.4F * side, 0.0F}, {7.5F, 6.2F, 6.5F}, 14, 9, shapes::paint(1)));
  }
  return mesh;
}

// Small and large subunit with a strand of messenger between them.
MeshData ribosome() {
  MeshData mesh = shapes::ellipsoid({0.0F, 7.5F, 0.0F}, {13.5F, 10.5F, 11.0F}, 18, 12, shapes::paint(1));
  mesh.append(shapes::ellipsoid({0.5F, -7.0F, 0.0F}, {12.0F, 6.5F, 9.0F}, 18, 12, shapes::paint(0)));
  for (int i = -8; i <= 8; ++i) {
    const auto x = static_cast<float>(i);
    if (std::abs(i) < 4) continue;  // inside the body
    mesh.append(shapes::ellipsoid({3.0F * x, -1.6F + 1.5F * std::sin(0.9F * x), 3.0F}, {1.9F, 1.5F, 1.5F}, 8, 6, shapes::paint(0)));
  }
  return mesh;
}

}  // namespace

std::string_view name_of(Signal signal) {
  constexpr std::array<std::string_view, kSignals.size()> kNames{
      "ampa_ratio", "nmda_free_share",     "bdnf_pool_ratio", "bdnf_released_ratio", "trkb_ratio",        "akt_ratio",
      "erk_ratio",  "gsk3_activity_ratio", "mtorc1_ratio",    "eef2_phospho_ratio",  "translation_share", "synaptic_protein_ratio"};
  return kNames[static_cast<std::size_t>(signal)];
}

SignalLevels signal_levels(const Trajectory& trajectory, Hours time) {
  SignalLevels out{};
  const auto set = [&](Signal signal, double value) { out[static_cast<std::size_t>(signal)] = value; };
  set(Signal::ampa, trajectory.at(Column::ampa, time));
  set(Signal::nmda_free, 1.0 - trajectory.at(Column::effective_block, time));
  set(Signal::bdnf_pool, trajectory.at(Column::bdnf, time));
  set(Signal::bdnf_released, trajectory.at(Inner::bdnf_released, time));
  set(Signal::trkb, trajectory.at(Column::trkb, time));
  set(Signal::akt, trajectory.at(Inner::akt, time));
  set(Signal::erk, trajectory.at(Inner::erk, time));
  set(Signal::gsk3, trajectory.at(Column::gsk3_activity, time));
  set(Signal::mtorc1, trajectory.at(Column::mtorc1, time));
  set(Signal::eef2, trajectory.at(Column::eef2_phospho, time));
  set(Signal::synthesis, trajectory.at(Inner::translation, time));
  set(Signal::proteins, trajectory.at(Column::synaptic_protein, time));
  return out;
}

double full_scale(Signal signal) { return signal == Signal::synthesis || signal == Signal::nmda_free ? 1.0 : 2.0; }

float size_of(Signal signal, double value) {
  const auto v = static_cast<float>(value);
  constexpr float kLeast = 0.45F, kMost = 1.75F, kRestOfShares = 0.72F, kOfShares = 1.6F;
  const bool ratio = full_scale(signal) > 1.0;
  return std::clamp(ratio ? std::pow(v, 0.95F) : kRestOfShares + kOfShares * v, kLeast, kMost);
}

std::span<const SignalNode> signal_nodes() { return kNodes; }
const SignalNode& node(Signal signal) { return kNodes[static_cast<std::size_t>(signal)]; }

const std::vector<SignalEdge>& signal_edges() {
  static const std::vector<SignalEdge> edges = make_edges();
  return edges;
}

vec3 along(const SignalEdge& edge, float share) { return curve(edge.path, share); }

MeshData signal_body(Body body) {
  switch (body) {
    case Body::kinase: return two_lobes(9.0F, 13.0F, 1.0F);
    case Body::complex: return rhomboid();
    case Body::receptor: return dimer();
    case Body::ribosome: return ribosome();
    case Body::vesicle: return shapes::hollow_sphere(18.0F, 3.0F, 24, 14, shapes::paint(0), shapes::paint(1, 0.7F));
    case Body::cloud:
    case Body::none: return {};
  }
  return {};
}

MeshData edge_surface(const SignalEdge& edge, float strength) {
  constexpr int kSides = 8, kSteps = 22;
  const float thick = std::lerp(0.75F, 2.1F, strength);
  const float shaft = 1.5F * thick, head = 7.0F + 2.6F * thick, head_radius = 2.2F + 2.6F * thick, bar = 7.0F + 1.8F * thick;
  const float pi = std::numbers::pi_v<float>;
  float length = 0.0F;
  for (int i = 1; i <= 40; ++i)
    length += glm::distance(along(edge, static_cast<float>(i) / 40.0F), along(edge, static_cast<float>(i - 1) / 40.0F));
  const float stop = edge.holds_back ? 1.0F : 1.0F - 0.8F * head / length;
  const auto direction = [&](float t) {
    return glm::normalize(along(edge, std::min(t + 0.02F, 1.0F)) - along(edge, std::max(t - 0.02F, 0.0F)));
  };
  const auto ring = [&](vec3 middle, vec3 forward, float radius, float angle) {
    const vec3 up{0.0F, 0.0F, 1.0F};  // the curves lie in a plane
    const vec3 side = glm::normalize(glm::cross(up, forward));
    return middle + radius * (std::cos(angle) * side + std::sin(angle) * up);
  };
  // The shaft, its ends closed by rings that shrink to a point.
  MeshData mesh = shapes::grid(kSides, kSteps + 2, [&](float u, float v) {
    const float row = v * (kSteps + 2);
    const float t = stop * std::clamp((row - 1.0F) / kSteps, 0.0F, 1.0F);
    const float radius = row < 0.5F || row > kSteps + 1.5F ? 0.0F : shaft;
    return shapes::Point{ring(along(edge, t), direction(t), radius, 2.0F * pi * u), shapes::paint(0)};
  });
  const vec3 tip = along(edge, 1.0F), forward = direction(0.999F);
  if (edge.holds_back) {
    const vec3 side = glm::normalize(glm::cross(vec3{0.0F, 0.0F, 1.0F}, forward));
    const auto across = [&](float u, float v) {
      const float row = v * 6.0F;
      const float s = std::lerp(-bar, bar, std::clamp((row - 1.0F) / 4.0F, 0.0F, 1.0F));
      const float radius = row < 0.5F || row > 5.5F ? 0.0F : 1.25F * shaft;
      const float angle = 2.0F * pi * u;
      return shapes::Point{tip + s * side + radius * (std::sin(angle) * forward + std::cos(angle) * vec3{0.0F, 0.0F, 1.0F}),
                           shapes::paint(0)};
    };
    mesh.append(shapes::grid(kSides, 6, across));
  } else {
    const vec3 base = tip - head * forward;
    mesh.append(shapes::grid(12, 2, [&](float u, float v) {
      const vec3 middle = v < 0.75F ? base : tip;
      const float radius = v > 0.25F && v < 0.75F ? head_radius : 0.0F;
      return shapes::Point{ring(middle, forward, radius, 2.0F * pi * u), shapes::paint(0)};
    }));
  }
  return mesh;
}

Camera signals_camera() {
  Camera camera;
  camera.target = {-24.0F, -100.0F, kPlane};
  camera.yaw = 0.0F;
  camera.pitch = 0.05F;
  camera.field_of_view = 0.6F;
  camera.distance = 545.0F;
  return camera;
}

}  // namespace syn::synapse
