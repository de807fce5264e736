// Stage "dendrite": a branch and its spines, as they come and go.
#pragma once

#include <memory>

#include "app/stages/common/stage.hpp"

namespace syn {

std::unique_ptr<Stage> make_dendrite_stage();

}  // namespace syn
