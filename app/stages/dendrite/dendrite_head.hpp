// The head of a spine as a form: bulb, cap with a hollow face, bump or mere point, each one an individual. Unit: um.
//
// In electron micrographs heads are seldom balls: they are drops, caps and fists, hollow where the bouton lies,
// flattened, and they sit aslant on their neck (Harris and Stevens 1989; Arellano et al. 2007). All of that is one
// family of curves whose numbers follow the sizes of the spine (so that a life stays one continuous movement) and the
// spine's own seeded character; the volume stays the one of the model.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

#include "model/sampling/spine.hpp"

namespace syn::dendrite {

// Radius over the way from the widest ring: R (1 - x^round)^power, x = 0 at that ring, 1 at the end.
struct HeadCurve {
  float length = 0.1F;
  float round = 2.0F;
  float power = 0.5F;
  float share(float x) const;  // of R
  float volume() const;        // of the body it turns into, in R^2 um
};

struct HeadForm {
  float radius = 0.1F;  // R: of the circle with the area of the widest ring
  HeadCurve back, front;
  float dish = 0.0F;     // depth of the hollow in the face
  float stretch = 1.0F;  // longer across by this factor, shorter square to it
  float stretch_turn = 0.0F;
  float lobes = 0.0F;  // depth of the lobes, share of the radius
  float lobe_turn = 0.0F;
  float twist = 0.0F;      // by how much the lobes turn over the length of the head, so that none runs straight
  float saddle = 0.0F;     // how far the rim of the face swings forth and back
  float tilt = 0.0F;       // radians between neck and head
  float tilt_turn = 0.0F;  // away from the viewer's side (+z)
  float shift = 0.0F;      // of the head's middle off the neck's line
  float shift_turn = 0.0F;
  float stubby = 0.0F;      // 0..1: how much of a neckless bump it is
  float filopodial = 0.0F;  // 0..1: how much of a pointed feeler

  float length() const { return back.length + front.length; }
  // How far the face lies back at this share of R: deepest in the middle, nothing at the rim.
  float hollow(float share) const;
  // Where the front has this share of R: 0 at the widest ring .. 1 at the tip.
  float front_at(float share) const;
  // What the rings have at one angle around: the sines of it are taken once for all of them.
  struct Around {
    glm::vec2 stretched;         // cosine and sine from the direction of the stretch
    glm::vec2 turn;              // cosine and sine of that direction
    glm::vec2 two, three, five;  // cosine and sine of the waves of the lobes
    float swing;                 // of the saddle, -1..1
  };
  Around around(float phi) const;
  // How the lobes stand at a place along the head, `along` from its widest ring in shares of its length: cosines and
  // sines of what they have turned by.
  struct Lobes {
    glm::vec2 two{1.0F, 0.0F}, three{1.0F, 0.0F}, five{1.0F, 0.0F};
  };
  Lobes lobes_at(float along) const;
  // A point of a ring with this mean radius, in the ring's plane; `own` 0..1: how much of the character shows.
  glm::vec2 across(float mean, const Around& at, const Lobes& turned, float own) const;
};

// `girth` scales it while a spine comes out or is drawn in; it is at most `room` long.
HeadForm head_of(const SpineState& spine, std::uint64_t seed, float girth, float room);

}  // namespace syn::dendrite
