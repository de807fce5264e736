// What can be looked for in the life of the receptor: the four turns of a blocking.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"

namespace syn::receptor {

// At the peak of ketamine in the brain, in the usual receptor, else in the first of kMostLookedAt in which all four turns
// follow each other. The moments lie beside the turns, so that each is seen happening through the lens ms.
std::span<const EventSearch> receptor_events();
inline constexpr int kMostLookedAt = 60;

}  // namespace syn::receptor
