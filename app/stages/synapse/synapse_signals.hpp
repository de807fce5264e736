// The signals inside the spine as a diagram: who acts on whom, and how strongly at this moment in the model. Pure; no
// canvas. Lengths in nanometres, in the frame of synapse_layout.
//
// The graph is that of the plasticity dossier: glutamate through AMPA receptors sets BDNF free; a block of NMDA receptors
// at rest eases the brake of the eEF2 kinase; TrkB answers through Akt, ERK, GSK3 and mTORC1, which order protein. Places
// and bodies are schematic. Levels are ratios to a healthy, unstressed, undrugged brain (= 1) unless said otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <string_view>
#include <vector>

#include "app/stages/common/stage.hpp"
#include "camera/camera.hpp"
#include "mesh/mesh_data.hpp"
#include "model/run/trajectory.hpp"

namespace syn::synapse {

enum class Signal : std::uint8_t { ampa, nmda_free, bdnf_pool, bdnf_released, trkb, akt, erk, gsk3, mtorc1, eef2, synthesis, proteins };
inline constexpr std::array kSignals{Signal::ampa,   Signal::nmda_free, Signal::bdnf_pool, Signal::bdnf_released,
                                     Signal::trkb,   Signal::akt,       Signal::erk,       Signal::gsk3,
                                     Signal::mtorc1, Signal::eef2,      Signal::synthesis, Signal::proteins};
std::string_view name_of(Signal signal);  // as in `render --json`

// Everything the diagram shows of one moment. nmda_free: share of NMDA receptors that the drug does not block. synthesis:
// share of the protein synthesis that the signal can order, 0 at rest. eef2: phosphorylated eEF2, what its kinase does.
using SignalLevels = std::array<double, kSignals.size()>;
SignalLevels signal_levels(const Trajectory& trajectory, Hours time);
inline double level(const SignalLevels& levels, Signal signal) { return levels[static_cast<std::size_t>(signal)]; }

// What a body's full size stands for: twice the level of a healthy brain; of shares all.
double full_scale(Signal signal);
// How large a body is drawn at a level; a healthy brain's level is about 1, and of shares the size goes up from none.
float size_of(Signal signal, double value);

// How the body of a signal is drawn.
enum class Body : std::uint8_t { none, kinase, complex, receptor, ribosome, vesicle, cloud };
struct SignalNode {
  Signal signal;
  Body body;
  glm::vec3 at;    // middle of the body
  float reach;     // of the body from there at size 1
  bool brake;      // holds back what it acts on
  float priority;  // of its name
};
std::span<const SignalNode> signal_nodes();
const SignalNode& node(Signal signal);

// One signal acts on another: with an arrow head (raises) or a bar (holds back).
struct SignalEdge {
  Signal from, to;
  bool holds_back;
  std::vector<glm::vec3> path;  // corners of a smooth curve
};
const std::vector<SignalEdge>& signal_edges();
// A point of an edge's curve, 0..1 of its length.
glm::vec3 along(const SignalEdge& edge, float share);

// Surfaces, around the origin where they belong to a body; colour 0, second parts colour 1.
MeshData signal_body(Body body);
MeshData edge_surface(const SignalEdge& edge, float strength);  // the stronger the thicker, 0..1
inline constexpr float kSignalPlane = 66.0F;                    // z of the diagram: a little behind the spine's cut

// Where the diagram is looked at from.
Camera signals_camera();

// What it says about a moment: caption, note, counts.
StageReport signals_story(const Trajectory& trajectory, Hours time, const SignalLevels& levels);
// The name of a signal with its level, as it stands under its bar.
Sentence signal_words(Signal signal, const SignalLevels& levels);

}  // namespace syn::synapse
