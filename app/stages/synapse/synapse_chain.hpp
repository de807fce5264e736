// The one pulse that runs the chain of signals: where it is follows the modelled course. Pure; no canvas.
//
// After each dose every signal of the chain has its highest level at a moment of its own. The pulse stands at a signal when that
// one is highest, and is on the way between two of them in between. It goes no further than the chain answers.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "app/stages/synapse/synapse_signals.hpp"
#include "model/run/run.hpp"

namespace syn::synapse {

// Block of NMDA receptors, BDNF set free, TrkB, Akt with ERK, mTORC1, synthesis, proteins.
inline constexpr std::size_t kChainStops = 7;

struct Pulse {
  std::size_t leg = 0;  // from this stop to the next
  float share = 0.0F;   // of the leg
  float bright = 1.0F;  // it comes up before the first stop and fades after the last that answers
};

class SignalChain {
 public:
  void enter(const Run& run);
  // Nothing where none is under way.
  std::optional<Pulse> at(Hours time) const;
  // Before the first dose: what is drawn dotted.
  const SignalLevels& before() const { return before_; }
  // After the first dose, in the order of the stops; as many as answered.
  std::vector<double> stops_h() const { return waves_.empty() ? std::vector<double>{} : waves_.front(); }

 private:
  std::vector<std::vector<double>> waves_;  // one a dose: when each stop is highest, h
  SignalLevels before_{};
};

// The edges of a leg: ways side by side, each of edges one after the other.
std::vector<std::vector<const SignalEdge*>> ways_of(std::size_t leg);
// A point of a way, 0..1 of it.
glm::vec3 along(const std::vector<const SignalEdge*>& way, float share);

// How much larger the spine head is than before the first dose, in its outline: its volume follows the synaptic proteins
// (schematic: heads and their densities grow together).
float swelling(const SignalLevels& now, const SignalLevels& before);

}  // namespace syn::synapse
