// Surfaces of the receptor picture that are made from points: the chain in the membrane, and the membrane's piece
// behind it. Nanometres, in the frame of the model files unless said.
#pragma once

#include <span>

#include "app/stages/receptor/receptor_parts.hpp"
#include "mesh/mesh_data.hpp"

namespace syn::receptor {

// The membrane: about 4.5 nm thick (published 4-5), its middle at y = kMembraneMiddle, so that the core lies at the
// height where the model file's hydrophobic belt is.
inline constexpr float kMembraneMiddle = 0.05F, kMembraneHalf = 2.25F, kCoreHalf = 1.35F;
// The piece of it that is drawn, in the scene (see kTurn of the stage): behind z = kMembraneCut, a bay around the pore, at both sides
// on out of the picture.
inline constexpr float kMembraneCut = -0.3F, kMembraneBack = -9.0F, kMembraneSide = 34.0F, kBay = 3.5F;

// How far an open gate moves a point of M3 (schematic): away from the axis, most at the gate, nothing at the filter.
// `gate` 0 shut .. 1 open; below 0 towards the axis, never past it.
glm::vec3 gate_shift(glm::vec3 at, float gate);
inline constexpr float kGateOpens = 0.36F;  // nanometres, each M3
// The surface moves further than that, and shuts tighter than the structure that it is made from: schematic, and seen from the
// last row. In multiples of kGateOpens, from where the structure has it.
inline constexpr float kOpensWider = 1.6F, kShutsTighter = 0.75F;
inline float surface_gate(float gate) { return gate * (kOpensWider + kShutsTighter) - kShutsTighter; }

// Is this stretch of the chain drawn? Those in front of the pore are left out, or nobody could look into it.
bool is_shown(const Tube& tube);

// Of the chain, what the gate moves (M3), and what it does not.
enum class Stretch { all, still, moving };
bool belongs(const Tube& tube, Stretch which);
// The tubes that are shown, with the gate open by so much; each closed, its colour that of its subunit.
MeshData chain(std::span<const Tube> tubes, float gate, Stretch which = Stretch::all);

// The tubes that are left out in front of the pore, to be drawn as a ghost.
MeshData ghost_chain(std::span<const Tube> tubes);

// The pore's surface, whose byte b says how much of a point moves with M3, with the gate open by so much.
MeshData opened(MeshData pore, float gate);

// In scene coordinates. `heads`: the bands of lipid heads and the two faces; otherwise the oily core. Together closed.
struct MembranePiece {
  MeshData heads, core;
};
MembranePiece membrane_piece();

// Where lipid heads sit along the cut and on the upper face, scene coordinates.
std::vector<glm::vec3> lipid_heads(bool upper_face);

// The same along the cut for where it fills the picture: smaller and closer together.
std::vector<glm::vec3> near_lipid_heads();

// Splits a body at the face where it was cut: what lies in the plane, and the rest. The plane: dot(n, p) = d.
struct CutBody {
  MeshData skin, face;
};
CutBody split_at_face(const MeshData& body, glm::vec3 normal);

// Makes the walls of the tunnel dark: less light the nearer to the axis and the further behind the face. Model frame.
void darken_tunnel(MeshData& skin);

// Gives a flat face points of its own, at most `apart` from each other, a grain and a narrow shade along its edge (kEdgeShade
// wide), so that a cut looks like a cut and not like a hole in the picture. Its edge keeps its points.
void shade_face(MeshData& face, float apart = 0.35F);
inline constexpr float kEdgeShade = 0.26F;

// How much light the tunnel leaves at a place: little near the axis. Model frame.
float tunnel_light(glm::vec3 at);

// The cleft around an agonist where the cut runs through it: a shallow dish on the face, seen along `normal`
// (schematic; the surface is too coarse to show it).
MeshData pocket(glm::vec3 middle, glm::vec3 normal);

}  // namespace syn::receptor
