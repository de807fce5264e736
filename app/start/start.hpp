// The screen that the window opens on: three doors (Teach, Walk, Explore), the lectures, the scenarios, and where one was last.
#pragma once

#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

// `walk`: what stands behind that door. Home leads from there to the doors.
std::unique_ptr<ModeScreen> make_start(const DataFiles& files, std::unique_ptr<ModeScreen> walk);

}  // namespace syn
