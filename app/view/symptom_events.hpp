// What can be looked for in the symptom curve: the fall, the return, the time when therapy holds the gain.
#pragma once

#include <span>

#include "app/stages/common/stage.hpp"

namespace syn {

std::span<const EventSearch> symptom_events();

}  // namespace syn
