// The screen that the window opens on: three doors (Teach, Walk, Explore), the lectures, the scenarios, and where one was last.
#pragma once

#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

std::unique_ptr<ModeScreen> make_start(const DataFiles& files);

}  // namespace syn
