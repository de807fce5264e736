#include "app/stages/synapse/synapse_molecules.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace syn::synapse {
namespace {

constexpr std::uint32_t kWander = 100;  // apart from the draws of synapse_moment

// Chosen so that each kind is seen and none hides the others; printed on screen. Glutamate needs neither.
constexpr double kKetamineDenser = 150.0;
constexpr double kMagnesiumThinned = 8.0;
constexpr double kMaxKetamine = 240.0;

double reflected(double x, double low, double high) {
  const double span = high - low;
  double folded = std::fmod(x - low, 2.0 * span);
  if (folded < 0.0) folded += 2.0 * span;
  return low + (folded < span ? folded : 2.0 * span - folded);
}

}  // namespace

int Crowd::count() const { return static_cast<int>(std::floor(drawn + 0.5)); }
int Crowd::slots() const { return static_cast<int>(std::ceil(drawn)); }
float Crowd::presence(int identity) const { return static_cast<float>(std::clamp(drawn - identity, 0.0, 1.0)); }

Crowd crowd(Molecule molecule, double concentration_um, double skipping) {
  Crowd out;
  out.real = std::max(0.0, concentration_um) * kCleftBox.molecules_per_um();
  switch (molecule) {
    case Molecule::ketamine: out.factor = skipping * std::min(kKetamineDenser, kMaxKetamine / std::max(out.real, 1.0e-9)); break;
    case Molecule::magnesium: out.factor = skipping / kMagnesiumThinned; break;
    case Molecule::glutamate: out.factor = 1.0; break;
  }
  out.drawn = out.real * out.factor;
  return out;
}

double wander_seconds(Hours time, Lens lens) { return time.value / lens_hours_per_second(lens); }

glm::vec3 wander(std::uint64_t seed, Molecule molecule, int identity, double seconds, const Cuboid& room) {
  struct Scale {
    double reach_nm;
    double period_s;
  };
  constexpr Scale kScales[] = {{26.0, 9.0}, {2.2, 1.1}};
  const auto who = static_cast<std::uint64_t>(identity);
  const std::uint32_t what = kWander + 16 * static_cast<std::uint32_t>(molecule);
  glm::vec3 at{0.0F};
  for (std::uint32_t axis = 0; axis < 3; ++axis) {
    const int i = static_cast<int>(axis);
    double x = std::lerp(double{room.low[i]}, double{room.high[i]}, uniform_at(seed, who, what + axis));
    std::uint32_t scale_index = 0;
    for (const Scale& scale : kScales) {
      // Each molecule has its own phase, or all would turn round at the same moments.
      const double phase = uniform_at(seed, who, what + 3 + scale_index);
      x += scale.reach_nm * smooth_noise(seed, who, what + 5 + 3 * scale_index + axis, phase + seconds / scale.period_s);
      ++scale_index;
    }
    at[i] = static_cast<float>(reflected(x, room.low[i], room.high[i]));
  }
  return at;
}

glm::vec3 pore_path(float progress, double seconds, std::uint64_t seed) {
  const float s = glm::smoothstep(0.0F, 1.0F, progress);
  // From beside the receptor's head to the funnel above the gate, then straight down the pore.
  const glm::vec3 from{8.5F, 9.5F, 4.0F}, mouth{0.8F, 4.2F, 0.8F}, site{0.0F, kPoreSite, 0.0F};
  const glm::vec3 curve = (1.0F - s) * (1.0F - s) * from + 2.0F * s * (1.0F - s) * mouth + s * s * site;
  const auto jitter = [&](std::uint32_t axis) { return static_cast<float>(smooth_noise(seed, 0, kWander + 60 + axis, seconds / 0.7)); };
  const float loose = 0.9F * (1.0F - s) + 0.07F;
  return curve + loose * glm::vec3{jitter(0), jitter(1), jitter(2)};
}

CloudPoint cloud_point(int identity, int crowd_size, double since_ms, glm::vec3 mouth, glm::vec3 place, const Emission& emission) {
  // Identities that stay longest leave first, so that the cloud never thins where it has just been filled.
  const double leaves_ms = emission.out_ms * (static_cast<double>(identity) + 0.5) / std::max(crowd_size, 1);
  if (since_ms < leaves_ms) return {place, true};
  const double way = std::clamp((since_ms - leaves_ms) / emission.spread_ms, 0.0, 1.0);
  // The reach of a diffusing molecule grows with the root of time.
  return {glm::mix(mouth, place, static_cast<float>(std::sqrt(way))), false};
}

}  // namespace syn::synapse
