// How a command ends, and what the program calls itself.
#pragma once

#include <string>

#include "core/result.hpp"

namespace syn {

// 0 done - 1 the input is wrong (every problem is on the error stream) - 2 the command line is wrong -
// 3 this machine cannot (no OpenGL, a place that cannot be written, no memory), or nobody takes the answer.
enum ExitCode : int { kDone = 0, kBadInput = 1, kBadCommandLine = 2, kCannot = 3 };

std::string version();

// Prints the problems to the standard error and gives the code back.
int report(const Problems& problems, ExitCode code);

}  // namespace syn
