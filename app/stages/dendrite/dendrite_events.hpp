// What can be looked for on the branch: a spine that is born, one that matures, one that is lost.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"

namespace syn::dendrite {

std::span<const EventSearch> dendrite_events();

}  // namespace syn::dendrite
