// All stages.
#pragma once

#include <memory>
#include <vector>

#include "app/stages/common/stage.hpp"

namespace syn {

// The one list, from large to small.
std::vector<std::unique_ptr<Stage>> make_stages();

}  // namespace syn
