// A lecture made by doing: the state as it is becomes a beat of a file.
#pragma once

#include <string>
#include <string_view>

#include "app/lecture/lecture.hpp"

namespace syn {

// The text of a lecture file with one beat more, which brings this state about. An empty text becomes a lecture of one chapter. The
// beat has words to be written over, and an id that is not in the text yet.
std::string with_beat(std::string_view text, const State& state);

}  // namespace syn
