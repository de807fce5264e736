#include "model/clinic/medicines.hpp"

#include <limits>
#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {

Medicines::Medicines(const Parameters& parameters, const Scenario& scenario)
    : medications_(scenario.medications),
      condition_(scenario.condition),
      opioid_(scenario.model.has(Hypothesis::opioid)),
      effect_(parameters["clinical.ssri.effect"]),
      onset_h_(parameters["clinical.ssri.onset"]),
      fade_h_(parameters["clinical.ssri.fade"]),
      naltrexone_h_(parameters["clinical.naltrexone.hours"]),
      naltrexone_loss_(parameters["clinical.naltrexone.loss"]) {
  for (const MedicineKind kind : {MedicineKind::naltrexone_oral, MedicineKind::naltrexone_xr, MedicineKind::bupropion}) {
    const std::string name = "clinical." + std::string(name_of(kind)) + "." + std::string(name_of(condition_)) + ".";
    if (parameters.find(name + "effect") == nullptr) continue;
    steady_.push_back({kind, parameters[name + "effect"], parameters[name + "onset"], parameters[name + "gone"]});
  }
}

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

double Medicines::steady(double time_h) const {
  double out = 0.0;
  for (const Steady& each : steady_) {
    for (const Medication& medication : medications_) {
      if (medication.kind != each.kind || time_h < medication.start_h + each.onset_h) continue;
      if (!medication.stop_h || time_h < *medication.stop_h + each.gone_h) out = each.effect;
    }
  }
  return out;
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
  for (const Steady& each : steady_) {
    for (const Medication& medication : medications_) {
      if (medication.kind != each.kind) continue;
      out.push_back(medication.start_h + each.onset_h);
      if (medication.stop_h) out.push_back(*medication.stop_h + each.gone_h);
    }
  }
  for (const Medication& medication : medications_) {
    if (!opioid_ || medication.kind != MedicineKind::naltrexone_oral) continue;
    out.push_back(medication.start_h);
    if (medication.stop_h) out.push_back(*medication.stop_h + naltrexone_h_);
  }
  return out;
}

}  // namespace syn
