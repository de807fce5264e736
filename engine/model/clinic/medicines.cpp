#include "model/clinic/medicines.hpp"

#include <limits>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {

Medicines::Medicines(const Parameters& parameters, const Scenario& scenario)
    : medications_(scenario.medications),
      opioid_(scenario.model.has(Hypothesis::opioid)),
      effect_(parameters["clinical.ssri.effect"]),
      onset_h_(parameters["clinical.ssri.onset"]),
      fade_h_(parameters["clinical.ssri.fade"]),
      naltrexone_h_(parameters["clinical.naltrexone.hours"]),
      naltrexone_loss_(parameters["clinical.naltrexone.loss"]) {}

double Medicines::antidepressant(double time_h) const {
  double sum = 0.0;
  for (const Medication& medication : medications_) {
    if (medication.kind != MedicineKind::ssri || time_h <= medication.start_h) continue;
    const double last_h = medication.stop_h.value_or(std::numeric_limits<double>::infinity());
    const double taken_h = std::min(time_h, last_h) - medication.start_h;
    const double since_h = time_h > last_h ? time_h - last_h : 0.0;
    sum += effect_ * -maths::expm1(-taken_h / onset_h_) * maths::exp(-since_h / fade_h_);
  }
  return sum;
}

double Medicines::drug_factor(double time_h) const {
  if (!opioid_) return 1.0;
  for (const Medication& medication : medications_) {
    if (medication.kind != MedicineKind::naltrexone_oral || time_h < medication.start_h) continue;
    if (!medication.stop_h || time_h < *medication.stop_h + naltrexone_h_) return 1.0 - naltrexone_loss_;
  }
  return 1.0;
}

std::vector<double> Medicines::jumps_h() const {
  std::vector<double> out;
  for (const Medication& medication : medications_) {
    if (!opioid_ || medication.kind != MedicineKind::naltrexone_oral) continue;
    out.push_back(medication.start_h);
    if (medication.stop_h) out.push_back(*medication.stop_h + naltrexone_h_);
  }
  return out;
}

}  // namespace syn
