// What can be looked for at the synapse: a release and what it opens, and the turning points of the signals.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"

namespace syn::synapse {

// At the peak of ketamine in the brain; before the doses where none comes.
std::span<const EventSearch> synapse_events();
inline constexpr int kReleasesLookedAt = 600;
inline constexpr int kOpenEnough = 4;  // receptors through which ions stream: then no better release is looked for

}  // namespace syn::synapse
