#include "app/stages/synapse/synapse_shares.hpp"

namespace syn::synapse {
namespace {

// Adult forebrain synapses hold more GluN2A than GluN2B; the model file is a GluN1-GluN2A receptor, too.
constexpr Subtype kSubtype = Subtype::glun2a;
constexpr double kMicromolarPerMillimolar = 1000.0;
constexpr double kBeforeRelease_ms = -1.0;
constexpr double kInstant_ms = 1.0e-3;  // released_glutamate_um gives means over a stretch

}  // namespace

void ReceptorShares::enter(const Run& run) {
  if (made_with_ == run.parameters.hash()) return;
  made_with_ = run.parameters.hash();
  channel_.emplace(run.parameters, kSubtype);
}

Shares ReceptorShares::at(const Trajectory& trajectory, Hours time, Lens lens, double since_ms) const {
  const GateShares gates = channel_->release_conformations(shows_release(lens) ? since_ms : kBeforeRelease_ms);
  const PoreShares pores = channel_->pore_shares_at(0.0, channel_->resting_mv());
  return {.ketamine = trajectory.at(Column::nmda_block_pyramidal, time),
          .open = gates[static_cast<std::size_t>(Gate::o)],
          .magnesium = pores[static_cast<std::size_t>(Pore::magnesium)]};
}

double ReceptorShares::glutamate_um(Lens lens, double since_ms) const {
  const Channel& channel = channel_->channel();
  return shows_release(lens) ? channel.released_glutamate_um(since_ms, since_ms + kInstant_ms) : channel.ambient_glutamate_um();
}

double ReceptorShares::magnesium_um() const { return kMicromolarPerMillimolar * channel_->channel().magnesium_mm(); }

}  // namespace syn::synapse
