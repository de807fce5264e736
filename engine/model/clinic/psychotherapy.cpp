#include "model/clinic/psychotherapy.hpp"

#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {

TherapyConstants therapy_constants(const Parameters& parameters, TherapyKind kind) {
  const std::string name = "therapy." + std::string(name_of(kind)) + ".";
  return {parameters[name + "eta"], parameters[name + "kappa"], parameters[name + "ceiling"], parameters[name + "lifetime"]};
}

Psychotherapy::Psychotherapy(const Parameters& parameters, const ModelOptions& options)
    : kind_(options.window),
      coupling_(options.coupling),
      growth_weight_(parameters["therapy.rodent_window.growth_weight"]),
      growth_scale_(parameters["therapy.rodent_window.growth_scale"]),
      ampar_scale_(parameters["therapy.rodent_window.ampar_scale"]) {
  for (const TherapyKind kind : kValues<TherapyKind>) kinds_.push_back(therapy_constants(parameters, kind));
  if (kind_ == WindowKind::rodent) coupling_ *= parameters["therapy.rodent_window.kappa_factor"];
}

double Psychotherapy::learn(double learning, TherapyKind kind, double window, double encoding) const {
  const TherapyConstants& c = constants(kind);
  const double share = std::min(1.0, c.eta * (1.0 + c.kappa * coupling_ * window) * encoding);
  return learning + share * std::max(0.0, c.ceiling - learning);
}

}  // namespace syn
