// What the model says about the receptors of this synapse at a moment.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/stages/synapse/synapse_moment.hpp"
#include "model/channel/synaptic_channel.hpp"
#include "model/data/parameters.hpp"
#include "model/run/trajectory.hpp"

namespace syn::synapse {

class ReceptorShares {
 public:
  // `parameters` as they come from the files; a scenario's own changes are laid over them.
  explicit ReceptorShares(Parameters parameters) : parameters_(std::move(parameters)) {}

  // Shares of the states. Ketamine: the trajectory's column nmda_block_pyramidal, in every lens. Gates: in the lenses
  // ms and s as one release drives them, `since_ms` ago; in the others at equilibrium with ambient glutamate. Magnesium:
  // what sits in pores without ketamine, at rest.
  Shares at(const Trajectory& trajectory, Hours time, Lens lens, double since_ms) const;
  double glutamate_um(const Trajectory& trajectory, Lens lens, double since_ms) const;
  double magnesium_um(const Trajectory& trajectory) const;

 private:
  // The channel with this scenario's parameters; the last one is kept.
  const SynapticChannel& channel_of(const Scenario& scenario) const;
  Parameters parameters_;
  mutable std::map<std::string, double> changes_;
  mutable std::unique_ptr<SynapticChannel> channel_;
};

}  // namespace syn::synapse
