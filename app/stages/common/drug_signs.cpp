#include "app/stages/common/drug_signs.hpp"

#include <algorithm>
#include <cmath>

#include "app/stages/common/course_events.hpp"
#include "core/random.hpp"

namespace syn {
namespace {

constexpr double kSignsAUm = 20.0, kMost = 24.0;
constexpr std::uint32_t kAttempts = 40;
constexpr float kApart = 5.0F;  // of a sign's radius, one from the next
constexpr float kGlow = 3.0F, kGlowAlpha = 0.40F;
constexpr std::uint32_t kDraw = 4100;

}  // namespace

std::vector<Sprite> drug_signs(DrugLevel level, std::span<const SignRoom> rooms, float radius, Rgba color,
                               const std::function<bool(glm::vec3)>& free) {
  std::vector<Sprite> signs;
  if (level.brain_um < course::kKetamineThere_um || rooms.empty()) return signs;
  const double drawn = std::min(kMost, 1.0 + kSignsAUm * level.brain_um);
  const auto place = [&](std::uint64_t who, std::uint32_t attempt) {
    const SignRoom& room = rooms[who % rooms.size()];
    glm::vec3 share{0.0F};
    for (std::uint32_t axis = 0; axis < 3; ++axis)
      share[static_cast<int>(axis)] = static_cast<float>(uniform_at(level.seed, who, kDraw + axis, attempt));
    return glm::mix(room.low, room.high, share);
  };
  std::vector<glm::vec3> taken;
  const auto fits = [&](glm::vec3 at) {
    return (!free || free(at)) && std::all_of(taken.begin(), taken.end(), [&](glm::vec3 other) {
             return glm::distance(glm::vec2(at), glm::vec2(other)) > kApart * radius;
           });
  };
  for (int i = 0; i < static_cast<int>(std::ceil(drawn)); ++i) {
    const auto who = static_cast<std::uint64_t>(i);
    std::uint32_t attempt = 0;
    while (attempt < kAttempts && !fits(place(who, attempt))) ++attempt;
    if (attempt == kAttempts) continue;
    const glm::vec3 at = place(who, attempt);
    taken.push_back(at);
    const float there = static_cast<float>(std::min(1.0, drawn - i));
    signs.push_back({at - glm::vec3{0.0F, 0.0F, radius}, kGlow * radius, Rgba{glm::vec3(color), kGlowAlpha * there}, SpriteShape::glow});
    signs.push_back({at, radius, Rgba{glm::vec3(color), there}, SpriteShape::diamond});
  }
  return signs;
}

}  // namespace syn
