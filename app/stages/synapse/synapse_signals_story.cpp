// What the diagram of signals says in words.
#include <cmath>

#include "app/stages/synapse/synapse_signals.hpp"

namespace syn::synapse {
namespace {

constexpr double kOrders = 0.01;  // of the protein synthesis that the signal can order: less is no order
constexpr double kMoved = 0.05;   // of a healthy brain's level: a change worth a sentence

TextKey name_key(Signal signal) {
  switch (signal) {
    case Signal::ampa: return "stage.synapse.signal.ampa"_key;
    case Signal::nmda_free: return "stage.synapse.signal.nmda"_key;
    case Signal::bdnf_pool: return "stage.synapse.signal.bdnf_pool"_key;
    case Signal::bdnf_released: return "stage.synapse.signal.bdnf_released"_key;
    case Signal::trkb: return "stage.synapse.signal.trkb"_key;
    case Signal::akt: return "stage.synapse.signal.akt"_key;
    case Signal::erk: return "stage.synapse.signal.erk"_key;
    case Signal::gsk3: return "stage.synapse.signal.gsk3"_key;
    case Signal::mtorc1: return "stage.synapse.signal.mtorc1"_key;
    case Signal::eef2: return "stage.synapse.signal.eef2"_key;
    case Signal::synthesis: return "stage.synapse.signal.synthesis"_key;
    case Signal::proteins: return "stage.synapse.signal.proteins"_key;
  }
  return {};
}

Quantity percent(double ratio) { return {100.0 * ratio, 0}; }

Sentence caption(const Trajectory& trajectory, const SignalLevels& now) {
  const SignalLevels before = signal_levels(trajectory, trajectory.start());
  const auto risen = [&](Signal s) { return level(now, s) - level(before, s) > kMoved; };
  const auto fallen = [&](Signal s) { return level(before, s) - level(now, s) > kMoved; };
  const bool brake = fallen(Signal::eef2), bdnf = risen(Signal::bdnf_released);
  const bool ordering = level(now, Signal::synthesis) > kOrders;
  if (risen(Signal::proteins) && !ordering)
    return {"stage.synapse.signals.caption.after"_key, {{"proteins", percent(level(now, Signal::proteins))}}};
  if (risen(Signal::mtorc1) && ordering) {
    return {"stage.synapse.signals.caption.growth"_key,
            {{"mtorc1", percent(level(now, Signal::mtorc1))}, {"synthesis", percent(level(now, Signal::synthesis))}}};
  }
  if (fallen(Signal::mtorc1)) return {"stage.synapse.signals.caption.held"_key, {{"mtorc1", percent(level(now, Signal::mtorc1))}}};
  if (brake && bdnf)
    return {"stage.synapse.signals.caption.both"_key,
            {{"eef2", percent(level(now, Signal::eef2))}, {"bdnf", percent(level(now, Signal::bdnf_released))}}};
  if (brake) return {"stage.synapse.signals.caption.brake"_key, {{"eef2", percent(level(now, Signal::eef2))}}};
  if (level(now, Signal::bdnf_pool) < 1.0 - kMoved) {
    return {"stage.synapse.signals.caption.stress"_key,
            {{"bdnf", percent(level(now, Signal::bdnf_pool))}, {"mtorc1", percent(level(now, Signal::mtorc1))}}};
  }
  return {"stage.synapse.signals.caption.rest"_key, {}};
}

}  // namespace

Sentence signal_words(Signal signal, const SignalLevels& levels) {
  const double shown = signal == Signal::nmda_free ? 1.0 - level(levels, signal) : level(levels, signal);
  return {name_key(signal), {{"percent", percent(shown)}}};
}

StageReport signals_story(const Trajectory& trajectory, Hours /*time*/, const SignalLevels& levels) {
  StageReport report;
  report.badge = Badge::our_model;
  report.caption = caption(trajectory, levels);
  report.lens_note = {"stage.synapse.signals.note"_key, {}};
  for (const Signal signal : kSignals) report.counts.emplace_back(name_of(signal), level(levels, signal));
  return report;
}

}  // namespace syn::synapse
