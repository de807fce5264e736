// The longer lenses: a row of small receptors in their states beside the one, when some hold ketamine.
#include "app/stages/common/screen_plane.hpp"
#include "app/stages/receptor/receptor_picture.hpp"

namespace syn {
namespace {

using namespace receptor;

// Shares of the picture: between these, at that height, so high.
constexpr float kRowFrom = 0.32F, kRowTo = 0.81F, kRowAt = 0.93F, kRowHigh = 0.085F, kPlateHigh = 0.14F, kSignAbove = 0.056F,
                kSign = 0.010F, kPlateMargin = 0.008F;
constexpr float kDeep = 0.20F;  // of the camera's distance: before everything else
constexpr float kWholeHigh = 18.5F, kWholeMiddle = 6.0F;
constexpr float kThin = 0.01F;      // the plate behind them
constexpr float kBefore = 9.0F;     // layers before a receptor's middle: nothing of it hides its sign
constexpr float kTint = 0.72F;      // of the drug's colour on one that holds it
constexpr std::size_t kStride = 7;  // the kinds mixed as in a crowd; has no factor in common with kRowOf

}  // namespace

std::array<int, kKinds> ReceptorStage::row() const { return of_many(kind_shares(moment_.shares), kRowOf); }
bool ReceptorStage::has_row() const { return !moment_.walking && row()[static_cast<std::size_t>(Kind::ketamine)] > 0; }

void ReceptorStage::draw_row(Canvas& canvas, const Paints& paints) const {
  const ScreenPlane plane(canvas.frame(), kDeep);
  std::array<Kind, kRowOf> kinds{};
  std::size_t next = 0;
  for (std::size_t kind = kKinds; kind-- > 0;) {
    for (int i = 0; i < row()[kind]; ++i) kinds[(kStride * next++) % kRowOf] = static_cast<Kind>(kind);
  }
  const float apart = (kRowTo - kRowFrom) / kRowOf, scale = kRowHigh * plane.high() / kWholeHigh;
  canvas.mesh(slab_, {.transform =
                          plane.put({kRowFrom - kPlateMargin, kRowAt - 0.013F},
                                    {plane.wide() * (kRowTo - kRowFrom + 2.0F * kPlateMargin), kPlateHigh * plane.high(), kThin}, -kBefore),
                      .material = paints.plate});
  std::vector<MeshInstance> bodies;
  std::vector<Sprite> signs;
  for (std::size_t i = 0; i < kRowOf; ++i) {
    const Kind kind = kinds[i];
    const glm::vec2 place{kRowFrom + apart * (static_cast<float>(i) + 0.5F), kRowAt};
    MeshInstance body{
        .transform = plane.put(place, glm::vec3(scale)) * glm::translate(glm::mat4(1.0F), {0.0F, -kWholeMiddle, 0.0F}) * to_scene(),
        .material = paints.skin};
    body.material.outline_px = 0.8F;
    const bool held = kind == Kind::ketamine;
    if (held) body.material.tint = faded(mixed(paints.ketamine, paints.dark, 0.25F), kTint);
    bodies.push_back(body);
    const auto sign = [&](Rgba color, SpriteShape shape, float size) {
      signs.push_back({plane.at(place - glm::vec2{0.0F, kSignAbove}, kBefore), size * kSign * plane.high(), color, shape});
    };
    switch (kind) {
      case Kind::ketamine: sign(paints.ketamine, SpriteShape::diamond, 1.5F); break;
      case Kind::shut_magnesium: sign(paints.magnesium, SpriteShape::plus, 1.0F); break;
      case Kind::open_magnesium: sign(paints.open, SpriteShape::triangle, 1.1F); break;
      case Kind::conducting: sign(paints.conducting, SpriteShape::ring, 1.2F); break;
      case Kind::shut: break;
    }
  }
  canvas.meshes(small_, bodies);
  canvas.sprites(signs);
}

}  // namespace syn
