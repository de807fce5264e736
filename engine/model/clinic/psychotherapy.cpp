#include "model/clinic/psychotherapy.hpp"

#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/acting.hpp"

namespace syn {

TherapyConstants therapy_constants(const Parameters& parameters, TherapyKind kind, Condition condition) {
  const std::string name = "therapy." + std::string(name_of(kind)) + ".";
  const auto own_or_usual = [&](const std::string& what) {
    const Parameter* own = parameters.find(name + std::string(name_of(condition)) + "." + what);
    return own != nullptr ? own->value : parameters[name + what];
  };
  const double untried = was_tried(kind, condition) ? 1.0 : parameters["therapy.untried"];
  return {untried * own_or_usual("eta"), parameters[name + "kappa"], own_or_usual("ceiling"), parameters[name + "lifetime"]};
}

Psychotherapy::Psychotherapy(const Parameters& parameters, const ModelOptions& options, Condition condition)
    : kind_(options.window),
      coupling_(options.coupling),
      growth_weight_(parameters["therapy.rodent_window.growth_weight"]),
      growth_scale_(parameters["therapy.rodent_window.growth_scale"]),
      ampar_scale_(parameters["therapy.rodent_window.ampar_scale"]) {
  for (const TherapyKind kind : kValues<TherapyKind>) kinds_.push_back(therapy_constants(parameters, kind, condition));
  if (kind_ == WindowKind::rodent) coupling_ *= parameters["therapy.rodent_window.kappa_factor"];
}

double Psychotherapy::learn(double learning, TherapyKind kind, double window, double encoding) const {
  const TherapyConstants& c = constants(kind);
  const double share = std::min(1.0, c.eta * (1.0 + c.kappa * coupling_ * window) * encoding);
  return learning + share * std::max(0.0, c.ceiling - learning);
}

}  // namespace syn
