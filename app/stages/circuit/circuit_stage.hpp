// Stage "circuit": the cells of a circuit, and what ketamine does to their firing.
#pragma once

#include <memory>

#include "app/stages/common/stage.hpp"

namespace syn {

std::unique_ptr<Stage> make_circuit_stage();

}  // namespace syn
