#include "app/stages/dendrite/dendrite_head.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kHollowReach = 0.85F;  // share of the face's area that is hollowed
// Sizes of the waves with two, three and five lobes around, and how far each turns with the twist.
constexpr float kTwoLobes = 0.70F, kThreeLobes = 0.80F, kFiveLobes = 0.40F;
constexpr float kTwoTurns = 1.0F, kThreeTurns = -1.3F, kFiveTurns = 2.1F;

enum Draw : std::uint32_t {
  kBack = 400,
  kFront,
  kDish,
  kStretch,
  kStretchTurn,
  kLobe,
  kLobeTurn,
  kSaddle,
  kTilt,
  kTiltTurn,
  kShift,
  kShiftTurn,
  kTwist
};

float smooth(float x) {
  const float t = std::clamp(x, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

}  // namespace

float HeadCurve::share(float x) const { return std::pow(std::max(0.0F, 1.0F - std::pow(std::clamp(x, 0.0F, 1.0F), round)), power); }

float HeadCurve::volume() const {
  constexpr int kPieces = 24;
  float sum = 0.0F;
  for (int i = 0; i < kPieces; ++i) {
    const float r = share((static_cast<float>(i) + 0.5F) / kPieces);
    sum += r * r;
  }
  return kPi * length * sum / kPieces;
}

float HeadForm::hollow(float share) const {
  const float left = std::max(0.0F, 1.0F - share * share / kHollowReach);
  return dish * left * left;
}

float HeadForm::front_at(float share) const {
  return std::pow(std::max(0.0F, 1.0F - std::pow(std::clamp(share, 0.0F, 1.0F), 1.0F / front.power)), 1.0F / front.round);
}

HeadForm::Around HeadForm::around(float phi) const {
  const auto wave = [](float angle) { return glm::vec2{std::cos(angle), std::sin(angle)}; };
  return {wave(phi - stretch_turn),
          wave(stretch_turn),
          wave(2.0F * phi + 1.7F * lobe_turn),
          wave(3.0F * phi + lobe_turn),
          wave(5.0F * phi - 2.0F * lobe_turn),
          std::cos(2.0F * phi + lobe_turn)};
}

HeadForm::Lobes HeadForm::lobes_at(float along) const {
  const float angle = twist * along;
  const auto wave = [angle](float turns) { return glm::vec2{std::cos(turns * angle), std::sin(turns * angle)}; };
  return {wave(kTwoTurns), wave(kThreeTurns), wave(kFiveTurns)};
}

glm::vec2 HeadForm::across(float mean, const Around& at, const Lobes& turned, float own) const {
  const float depth = lobes * own;
  const float lobe = kTwoLobes * glm::dot(at.two, turned.two) + kThreeLobes * glm::dot(at.three, turned.three) +
                     kFiveLobes * glm::dot(at.five, turned.five);
  // The lobes take as much as they give, the stretch keeps the area.
  constexpr float kSquares = 0.5F * (kTwoLobes * kTwoLobes + kThreeLobes * kThreeLobes + kFiveLobes * kFiveLobes);
  const float r = mean * (1.0F + depth * lobe) / std::sqrt(1.0F + kSquares * depth * depth);
  const float longer = 1.0F + (stretch - 1.0F) * own;
  const glm::vec2 c{r * longer * at.stretched.x, r / longer * at.stretched.y};
  return {c.x * at.turn.x - c.y * at.turn.y, c.x * at.turn.y + c.y * at.turn.x};
}

HeadForm head_of(const SpineState& spine, std::uint64_t seed, float girth, float room) {
  const auto draw = [&](std::uint32_t what) { return static_cast<float>(uniform_at(seed, spine.id, what)); };
  const auto volume = static_cast<float>(spine.size.head_volume_um3);
  const auto neck_length = static_cast<float>(spine.size.neck_length_um);
  const auto neck = static_cast<float>(spine.size.neck_diameter_um);
  HeadForm head;
  // How much of a cap, of a feeler, of a bump: from the sizes alone.
  const float cap = smooth((volume - 0.05F) / 0.11F);
  // Feelers that live long grow a head: by the fourth day every spine has its contact.
  const float grown_up = smooth((static_cast<float>(spine.age_h) - 16.0F) / 80.0F);
  head.filopodial = smooth((neck_length - 0.95F) / 0.8F) * (1.0F - 0.85F * grown_up);
  head.stubby = smooth((neck - 0.17F) / 0.09F) * smooth((0.30F - neck_length) / 0.22F) * (1.0F - cap);
  const auto blend = [&](float bulb, float capped, float feeler, float bump) {
    const float settled = glm::mix(glm::mix(bulb, bump, head.stubby), capped, cap);
    return glm::mix(settled, feeler, head.filopodial);
  };
  // In shares of R first; R then follows from the volume.
  head.back = {blend(0.95F + 0.75F * draw(kBack), 0.80F + 0.45F * draw(kBack), 4.6F, 1.0F), blend(1.7F, 2.3F, 1.5F, 2.0F),
               blend(0.72F, 0.52F, 0.85F, 0.5F)};
  head.front = {blend(0.85F + 0.30F * draw(kFront), 0.62F + 0.18F * draw(kFront), 5.6F, 0.95F), blend(2.1F, 2.6F, 1.15F, 1.9F),
                blend(0.50F, 0.40F, 0.95F, 0.55F)};
  head.dish = blend(0.0F, 0.22F + 0.26F * draw(kDish), 0.0F, 0.0F);
  const float of_one = head.back.volume() + head.front.volume() - kPi * head.dish * kHollowReach / 3.0F;
  // The thick neck of a bump and the neck inside a feeler's spindle count as head, too.
  const float own = volume * (1.0F - 0.18F * head.stubby - 0.30F * head.filopodial);
  const float wished = girth * std::cbrt(own / of_one);
  head.radius = std::min(wished, room / head.length());
  head.back.length *= head.radius;
  head.front.length *= head.radius;
  head.dish *= head.radius;

  head.stretch = 1.0F + blend(0.06F + 0.28F * draw(kStretch), 0.14F + 0.28F * draw(kStretch), 0.0F, 0.05F + 0.18F * draw(kStretch));
  head.stretch_turn = 2.0F * kPi * draw(kStretchTurn);
  head.lobes = blend(0.08F + 0.13F * draw(kLobe), 0.10F + 0.14F * draw(kLobe), 0.0F, 0.06F + 0.09F * draw(kLobe));
  head.lobe_turn = 2.0F * kPi * draw(kLobeTurn);
  head.twist = (draw(kTwist) < 0.5F ? -1.0F : 1.0F) * blend(0.5F + 0.7F * draw(kTwist), 0.4F + 0.6F * draw(kTwist), 0.0F, 0.3F);
  head.saddle = head.radius * blend(0.06F, 0.07F + 0.11F * draw(kSaddle), 0.0F, 0.08F);
  head.tilt = blend(0.35F + 0.35F * draw(kTilt), 0.50F + 0.35F * draw(kTilt), 0.0F, 0.25F * draw(kTilt));
  head.tilt_turn = 1.5F * (draw(kTiltTurn) - 0.5F);
  head.shift = head.radius * blend(0.25F, 0.34F, 0.0F, 0.10F) * draw(kShift);
  head.shift_turn = 2.0F * kPi * draw(kShiftTurn);
  return head;
}

}  // namespace syn::dendrite
