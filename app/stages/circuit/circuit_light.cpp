#include "app/stages/circuit/circuit_light.hpp"

#include <algorithm>
#include <cmath>

namespace syn::circuit {
namespace {

using dendrite::TubePoint;
using glm::vec3;

constexpr float kOver_um = 0.55F;  // a lit stretch lies this far over its branch
constexpr float kAxonRadius = 0.9F;
constexpr float kShared_um = 4.0F;  // apart: routes nearer than this run in one axon

float length_of(const Tube& tube) {
  float sum = 0.0F;
  for (std::size_t i = 1; i < tube.size(); ++i) sum += glm::distance(tube[i - 1].center, tube[i].center);
  return sum;
}

// The way from the soma to the point of a known lane that is nearest to where another begins.
float way_to(vec3 from, const std::vector<Lane>& known, vec3 soma) {
  float nearest = glm::distance(from, soma), way = nearest;
  for (const Lane& lane : known) {
    float along = lane.start_um;
    for (std::size_t i = 0; i < lane.tube.size(); ++i) {
      if (i > 0) along += glm::distance(lane.tube[i - 1].center, lane.tube[i].center);
      const float apart = glm::distance(lane.tube[i].center, from);
      if (apart < nearest) nearest = apart, way = along + apart;
    }
  }
  return way;
}

TubePoint at_length(const Tube& tube, float along) {
  for (std::size_t i = 1; i < tube.size(); ++i) {
    const float step = glm::distance(tube[i - 1].center, tube[i].center);
    if (along <= step || i + 1 == tube.size()) {
      const float t = std::clamp(along / std::max(step, 1e-4F), 0.0F, 1.0F);
      return {glm::mix(tube[i - 1].center, tube[i].center, t), glm::mix(tube[i - 1].radius, tube[i].radius, t)};
    }
    along -= step;
  }
  return tube.back();
}

}  // namespace

float drawn_radius(float radius_um) {
  return radius_um *
         static_cast<float>(glm::mix(kThinThicker, kBranchThicker, glm::smoothstep(0.45, 0.80, static_cast<double>(radius_um))));
}

std::vector<Lane> lanes_of(const Cell& cell) {
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < cell.dendrites.size(); ++i) {
    Lane lane;
    lane.tube = cell.dendrites[i];
    if (i == 0 && cell.type == CellClass::pyramidal) {
      // Of the tube that is soma and trunk only the trunk.
      lane.tube.erase(lane.tube.begin(), lane.tube.begin() + kBodyRings);
    } else if (i == 0) {
      continue;
    }
    lane.start_um = way_to(lane.tube.front().center, lanes, cell.soma);
    lane.end_um = lane.start_um + length_of(lane.tube);
    for (TubePoint& point : lane.tube) point.radius = drawn_radius(point.radius);
    lanes.push_back(std::move(lane));
  }
  for (const AxonRoute& route : cell.routes) {
    // What a route shares with the first is one axon, and lit once.
    const std::vector<vec3>& first = cell.routes.front().path;
    std::size_t shared = 0;
    while (&route != &cell.routes.front() && shared + 2 < std::min(route.path.size(), first.size()) &&
           glm::distance(route.path[shared + 1], first[shared + 1]) < kShared_um) {
      ++shared;
    }
    Lane lane;
    for (std::size_t i = shared; i < route.path.size(); ++i) lane.tube.push_back({route.path[i], kAxonRadius});
    lane.start_um = kStep_um * static_cast<float>(shared);
    lane.end_um = lane.start_um + length_of(lane.tube);
    lane.axon = true;
    lanes.push_back(std::move(lane));
  }
  return lanes;
}

void add_pulse(MeshData& mesh, const Lane& lane, float head_um, vec3 color, float thicker) {
  const float first = std::max(lane.start_um, head_um - kPulseLong_um);
  const float last = std::min(lane.end_um, head_um);
  if (last - first < 1.5F) return;
  constexpr int kPieces = 4;
  Tube lit;
  for (int i = 0; i <= kPieces; ++i) {
    const float along = glm::mix(first, last, static_cast<float>(i) / kPieces);
    const float behind = (head_um - along) / kPulseLong_um;
    // Full near the head, drawn out behind it.
    const float strength = std::min(1.0F, 6.0F * behind + 0.45F) * std::pow(std::max(0.0F, 1.0F - behind), 0.6F);
    TubePoint point = at_length(lane.tube, along - lane.start_um);
    point.radius = std::max(0.12F, ((lane.axon ? 1.0F : thicker) * point.radius + kOver_um) * strength);
    lit.push_back(point);
  }
  dendrite::add_tube(mesh, lit, 4, color);
}

}  // namespace syn::circuit
