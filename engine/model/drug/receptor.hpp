// From the drug in the brain to what the rest of the model is driven by: two true occupancies of the NMDA receptor,
// the effective block, and intoxication. All are instant functions of one number or the other:
//
//   K = p Cu + q b Cn fu/223.7   potency-weighted unbound brain concentration, uM (Levels::potency_weighted_um):
//              p = 1 for racemic ketamine, 1.65 for esketamine (ratio of their affinities); norketamine blocks too, q times
//              as strongly, and a share b of its unbound level gets into the brain.
//   C          what is felt goes with another one, Levels::acute_ng_ml, as dissociation does (safety.hpp).
//
// Four different things, one name each; never call the effective block "receptors blocked":
//   occupancy pyramidal bE, occupancy interneuron bI   share of channels that hold the drug: small (0.08 and 0.19 at
//                                                      the end of 0.5 mg/kg over 40 min)
//   effective block B                                  fitted input of the plasticity chain (0.53 at that moment)
//   intoxication b                                     how altered the person feels, on the scale of the window gate
#pragma once

#include <algorithm>

namespace syn {

class Parameters;

class Receptor {
 public:
  // Reads receptor.*; the parameters must already carry the scenario's changes.
  explicit Receptor(const Parameters& parameters);

  // Share (0..1) of NMDA channels holding the drug at equilibrium with 1 mM magnesium at rest: K/(K + IC50).
  // IC50: mean of GluN2A and GluN2B for pyramidal cells, geometric mean of GluN2C and GluN2D for interneurons
  // (Kotermanski & Johnson 2009).
  double occupancy_pyramidal(double k_um) const { return saturation(k_um, ic50_pyramidal_um_); }
  double occupancy_interneuron(double k_um) const { return saturation(k_um, ic50_interneuron_um_); }

  // B = c/(1 + c), c = K/0.40 uM, 0..1: how strongly the chain that was fitted to rodents is driven in people.
  double effective_block(double k_um) const { return saturation(k_um, block_half_um_); }

  // b = 0.5 C/194 ng/mL; 0.5 at the end of 0.5 mg/kg over 40 min. Not limited to 1.
  double intoxication(double acute_ng_ml) const { return 0.5 * acute_ng_ml / intoxication_half_ng_ml_; }
  // g = be/(be + 0.15), be = [b - floor]+, 0..1: closes the learning window while intoxicated; exactly 0 below the
  // floor (30 ng/mL of racemate in plasma, "little felt"). The window is W = min(1, P)(1 - g).
  double gate(double acute_ng_ml) const {
    const double excess = std::max(0.0, intoxication(acute_ng_ml) - intoxication_floor_);
    return saturation(excess, gate_half_);
  }
  // 1 - 0.7 g: share of a session that is learned; 1 when the scenario switches encoding loss off.
  double encoding(double acute_ng_ml, bool encoding_loss) const { return encoding_loss ? 1.0 - encoding_loss_ * gate(acute_ng_ml) : 1.0; }

  // The rodent stand-in: drive c and block c/(1 + c) at `hours` after one intraperitoneal injection (0 before it).
  // c = 0.165 D ka/(ka - ke) (e^(-ke t) - e^(-ka t)); 10 mg/kg peaks at c = 1.2, B = 0.54, after 14 min.
  double rodent_drive(double mg_per_kg, double hours) const;
  double rodent_block(double mg_per_kg, double hours) const { return saturation(rodent_drive(mg_per_kg, hours), 1.0); }

 private:
  static double saturation(double x, double half) { return x / (x + half); }

  double ic50_pyramidal_um_;
  double ic50_interneuron_um_;
  double block_half_um_;
  double intoxication_half_ng_ml_;
  double intoxication_floor_;
  double gate_half_;
  double encoding_loss_;
  double rodent_gain_;
  double rodent_uptake_;
  double rodent_loss_;
};

}  // namespace syn
