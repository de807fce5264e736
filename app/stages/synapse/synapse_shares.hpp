// What the model says about the receptors of this synapse at a moment.
#pragma once

#include <optional>
#include <string>

#include "app/stages/synapse/synapse_moment.hpp"
#include "model/channel/synaptic_channel.hpp"
#include "model/run/run.hpp"

namespace syn::synapse {

class ReceptorShares {
 public:
  void enter(const Run& run);  // its parameters from here on

  // Shares of the states. Ketamine: the trajectory's column nmda_block_pyramidal, in every lens. Gates: in the lenses
  // ms and s as one release drives them, `since_ms` ago; in the others at equilibrium with ambient glutamate. Magnesium:
  // what sits in pores without ketamine, at rest.
  Shares at(const Trajectory& trajectory, Hours time, Lens lens, double since_ms) const;
  double glutamate_um(Lens lens, double since_ms) const;
  double magnesium_um() const;

 private:
  std::string made_with_;  // hash of the parameters of the channel
  std::optional<SynapticChannel> channel_;
};

}  // namespace syn::synapse
