// The mode Explore: the picture between the ladder of scales and the panels, which fold away; the timeline below.
#pragma once

#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

std::unique_ptr<ModeScreen> make_explore();

}  // namespace syn
