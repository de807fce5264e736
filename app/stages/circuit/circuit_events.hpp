// What can be looked for in the circuit: rest, the brake being blocked, pyramidal cells firing more.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"

namespace syn::circuit {

std::span<const EventSearch> circuit_events();

}  // namespace syn::circuit
