#include "model/clinic/relapse.hpp"

#include "model/data/parameters.hpp"

namespace syn {

Relapse::Relapse(const Parameters& parameters)
    : hazard_per_day_(parameters["clinical.relapse.hazard"]),
      continued_factor_(parameters["clinical.relapse.continued"]),
      continued_days_(parameters["clinical.relapse.continued_days"]) {}

}  // namespace syn
