#include "stages/stages.hpp"

#include "stages/circuit_stage.hpp"
#include "stages/dendrite_stage.hpp"
#include "stages/receptor_stage.hpp"
#include "stages/synapse_stage.hpp"

namespace syn {

std::vector<std::unique_ptr<Stage>> make_stages() {
  std::vector<std::unique_ptr<Stage>> stages;
  stages.push_back(make_circuit_stage());
  stages.push_back(make_dendrite_stage());
  stages.push_back(make_synapse_stage());
  stages.push_back(make_receptor_stage());
  return stages;
}

}  // namespace syn
