// What the files that draw the receptor share: its colours in a theme, and how it stands in the scene.
#pragma once

#include <glm/gtc/matrix_transform.hpp>

#include "app/stages/receptor/receptor_stage.hpp"
#include "app/stages/synapse/synapse_scene.hpp"

namespace syn {

using synapse::mixed;
using synapse::rgba;

namespace receptor {

// The model is turned so that the eye looks into the pore between two of the four M3; the cut, which runs through both
// glutamate sites 27 degrees from the model's x axis, then faces the eye almost squarely.
inline constexpr float kTurn = 0.227F, kCutAngle = 0.471F;
inline constexpr float kMagnesiumSite = -0.12F;  // at the ring of asparagines, on the axis
inline constexpr float kMagnesiumRises = 0.55F;  // while it leaves
inline constexpr float kTrailFrom = 0.15F;       // of the way in (see Moment::approach)

inline const glm::mat4& to_scene() {
  static const glm::mat4 turn = glm::rotate(glm::mat4(1.0F), kTurn, glm::vec3{0.0F, 1.0F, 0.0F});
  return turn;
}
inline glm::vec3 in_scene(glm::vec3 p) { return glm::vec3(to_scene() * glm::vec4(p, 1.0F)); }
inline Rgba faded(Rgba color, float alpha) { return {color.r, color.g, color.b, color.a * alpha}; }

}  // namespace receptor

struct ReceptorStage::Paints {
  explicit Paints(const Theme& theme) {
    const auto role = [&](Role r) { return rgba(theme[r]); };
    const Rgba a = role(Role::subunit_a), b = role(Role::subunit_b), ink = role(Role::outline), ground = role(Role::background);
    cut = role(Role::cut);
    air = ground;
    skin.colors = {a, mixed(a, ink, 0.16F), b, mixed(b, a, 0.28F)};
    // The cut is pale and warm, what lies behind it deep and cool: from the last row it reads as cut.
    skin.outline_px = 1.2F;
    face.outline_px = 2.6F;
    const Rgba pale = mixed(cut, role(Role::glutamate), theme.dark ? 0.13F : 0.12F);
    // The two kinds of subunits are two families of hue there: one blue, one sand.
    for (std::size_t i = 0; i < 4; ++i) {
      const Rgba base = i < 2 ? mixed(skin.colors[i], cut, 0.55F) : mixed(mixed(skin.colors[i], role(Role::glutamate), 0.42F), pale, 0.62F);
      face.colors[i] = mixed(base, pale, theme.dark ? 0.12F : 0.25F);
    }
    tubes = skin;
    under = skin;  // what the grain lies over
    under.outline_px = 0.0F;
    for (Rgba& color : under.colors) color = mixed(color, ink, 0.55F);
    const Rgba membrane = role(Role::membrane);
    const auto plain = [](Rgba color, float outline_px) {
      Material m;
      m.colors.fill(color);
      m.outline_px = outline_px;
      return m;
    };
    heads = plain(mixed(membrane, cut, 0.18F), 1.2F);
    core = plain(mixed(membrane, ground, theme.dark ? 0.35F : 0.35F), 0.0F);
    lipid = mixed(membrane, cut, 0.34F);
    far_lipid = mixed(lipid, ground, 0.42F);
    shadow = theme.dark ? mixed(ink, a, 0.10F) : mixed(ink, a, 0.18F);
    ketamine = role(Role::ketamine);
    magnesium = role(Role::magnesium);
    water = mixed(role(Role::magnesium), ground, 0.45F);
    glutamate = role(Role::glutamate);
    glycine = mixed(role(Role::muted), role(Role::structure), 0.4F);
    conducting = role(Role::channel);
    open = role(Role::focus);
    light = role(Role::cut);
    dark = ink;
    // On paper the drug in the pore is darker than its name's sign, and its edge light: it is told from the receptor.
    near_ketamine = theme.dark ? ketamine : mixed(ketamine, Rgba{0.30F, 0.0F, 0.45F, 1.0F}, 0.75F);
    rim = theme.dark ? ink : ground;
    threonine = mixed(role(Role::structure), cut, 0.55F);
    hydrophobic = mixed(role(Role::burden), role(Role::structure), 0.35F);
    asparagine = mixed(role(Role::channel), role(Role::focus), theme.dark ? 0.6F : 0.3F);
    plate = plain(mixed(ground, membrane, theme.dark ? 0.16F : 0.10F), 0.0F);
    line = plain(mixed(role(Role::muted), ground, 0.2F), 0.0F);
    frame = plain(mixed(role(Role::muted), ground, 0.15F), 0.0F);
    pocket = plain(mixed(face.colors[2], mixed(skin.colors[1], ink, 0.35F), 0.55F), 1.2F);
  }
  // A molecule keeps its colour; its elements are shades of it.
  Rgba element(Rgba base, const std::string& name) const {
    if (name == "O") return mixed(base, light, 0.34F);
    if (name == "N") return mixed(base, light, 0.6F);
    if (name == "Cl") return mixed(base, dark, 0.34F);
    return base;
  }
  Material skin, under, face, tubes, heads, core, pocket, plate, frame, line;
  Rgba air, cut, lipid, far_lipid, shadow, conducting, open, ketamine, near_ketamine, magnesium, water, glutamate, glycine, light, dark,
      rim, threonine, hydrophobic, asparagine;
};

}  // namespace syn
