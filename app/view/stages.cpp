#include "app/view/stages.hpp"

#include "app/stages/circuit/circuit_stage.hpp"
#include "app/stages/dendrite/dendrite_stage.hpp"
#include "app/stages/receptor/receptor_stage.hpp"
#include "app/stages/synapse/synapse_stage.hpp"

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
