#include "model/drug/receptor.hpp"

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {

Receptor::Receptor(const Parameters& parameters)
    : ic50_pyramidal_um_(parameters["receptor.ic50_pyramidal"]),
      ic50_interneuron_um_(parameters["receptor.ic50_interneuron"]),
      block_half_um_(parameters["receptor.block_half"]),
      intoxication_half_ng_ml_(parameters["receptor.intoxication_half"]),
      intoxication_floor_(parameters["receptor.intoxication_floor"]),
      gate_half_(parameters["receptor.gate_half"]),
      encoding_loss_(parameters["receptor.encoding_loss"]),
      rodent_gain_(parameters["rodent.drive_gain"]),
      rodent_uptake_(parameters["rodent.uptake"]),
      rodent_loss_(parameters["rodent.loss"]) {}

double Receptor::rodent_drive(double mg_per_kg, double hours) const {
  if (hours <= 0.0) return 0.0;
  return rodent_gain_ * mg_per_kg * rodent_uptake_ / (rodent_uptake_ - rodent_loss_) *
         (maths::exp(-rodent_loss_ * hours) - maths::exp(-rodent_uptake_ * hours));
}

}  // namespace syn
