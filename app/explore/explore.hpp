// The mode Explore: the picture, panels folded away at its right, the timeline below.
#pragma once

#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

std::unique_ptr<ModeScreen> make_explore();

}  // namespace syn
