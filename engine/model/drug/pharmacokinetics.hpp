// Where the drug is: plasma, metabolites and effect site at any moment of a scenario, exactly.
//
// Structure (Perez-Ruixo et al. 2021, hepato-portal): a depot for direct uptake and one for the swallowed share; a
// central and two tissue compartments; a liver that does all elimination; norketamine (two compartments);
// hydroxynorketamine (one); an effect site. Everything is linear, so doses and drugs add.
//
//   Ad' = -kd Ad                       Ag' = rg(t) - kg Ag                                               (mg, mg/h)
//   Ac' = kd Ad + Rinf(t) - (Q1 + Q2 + Qh)/Vc Ac + Q1/Vp1 Ap1 + Q2/Vp2 Ap2 + Qh/Vh Ah
//   Ah' = Fgut kg Ag + Qh/Vc Ac - (Qh/Vh + ktot) Ah
//   An1' = fm ktot Ah + fgw (1 - Fgut) kg Ag - (CLn + Qn)/Vn1 An1 + Qn/Vn2 An2
//   Am' = fh CLn/Vn1 An1 - CLh/Vhn Am                  Ce' = ke0 (1000 Ac/Vc - Ce)
//
// Inputs are constant between a handful of moments, and all rates of the system are real. Each stretch between two
// such moments is therefore kept as a sum of exponentials (one per mode), and a level at any time costs about ten of
// them: no step size, no error that grows, backwards as good as forwards.
// Should two of the rates agree to within one part in a million, one of them is moved by about that much, so that the
// modes stay apart (a change far below what any of the constants is known to).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "model/drug/disposition.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct DrugGroup;

// All amounts at one moment, over both drugs. Never negative.
struct Levels {
  double plasma_ng_ml = 0.0;         // C: ketamine, total (bound + unbound), venous-like, as base
  double norketamine_ng_ml = 0.0;    // Cn
  double hnk_ng_ml = 0.0;            // Cm: 2,6-hydroxynorketamine, all isomers
  double active_hnk_um = 0.0;        // h: the (2R,6R) part of it, total; esketamine forms none
  double effect_site_ng_ml = 0.0;    // Ce: total; follows C with a half-time of 11 s
  double effect_site_um = 0.0;       // Cu = fu Kp,uu Ce / 237.73: unbound in the brain; column brain_ketamine_um
  double potency_weighted_um = 0.0;  // K = sum of p Cu and q b Cn fu/223.7; input of Receptor and Circuit
  double acute_ng_ml = 0.0;          // Ce of racemate + 2 Ce of esketamine; input of Safety
};

// Bookkeeping of the parent drug, mg. given = in_body + removed, at every moment.
struct DrugMass {
  double given = 0.0;    // infused, injected, sprayed and swallowed so far
  double in_body = 0.0;  // depots, tissues and liver
  double removed = 0.0;  // changed by the liver or the gut wall, or never taken up
};

class Pharmacokinetics {
 public:
  // Reads pk.* and receptor.potency*. The scenario must have passed its checks; `parameters` must already carry the
  // scenario's changes (Parameters::with). Holds no reference to either.
  Pharmacokinetics(const Scenario& scenario, const Parameters& parameters, const DrugTraits& traits = {});

  // Any time, in any order; 0 before the first dose. About 0.2 us per drug in use.
  Levels at(double time_h) const { return levels(segment_at(time_h), time_h); }
  // Only what drives the chain, for integrators: about half of that.
  struct Drive {
    double potency_weighted_um = 0.0;  // K
    double active_hnk_um = 0.0;        // h; computed only if asked for
  };
  double potency_weighted_um(double time_h) const { return drive(segment_at(time_h), time_h, false).potency_weighted_um; }

  // The same look-ups for times that come mostly in order: remembers where it was. Cheap to copy; one per thread.
  class Cursor {
   public:
    explicit Cursor(const Pharmacokinetics& owner) : owner_(&owner) {}
    Levels at(double time_h) { return owner_->levels(move_to(time_h), time_h); }
    double potency_weighted_um(double time_h) { return drive(time_h, false).potency_weighted_um; }
    Drive drive(double time_h, bool metabolites) { return owner_->drive(move_to(time_h), time_h, metabolites); }

   private:
    std::size_t move_to(double time_h);
    const Pharmacokinetics* owner_;
    std::size_t segment_ = 0;
  };

  // Moments at which an input starts or stops, increasing. Levels are smooth in between and have a kink there, so
  // an integrator should step onto each of them.
  std::span<const double> breakpoints_h() const { return {starts_h_.data() + 1, starts_h_.size() - 1}; }

  // Moments between `from_h` and `to_h` at which one of these levels is higher than just before and just after, increasing;
  // solved for to a millionth of an hour. A level that is highest at a kink is so at a breakpoint and not listed.
  using Level = double Levels::*;
  std::vector<double> peaks_h(std::span<const Level> levels, double from_h, double to_h) const;
  // The highest that a level gets between `from_h` and `to_h`, and when: a peak, a kink or one of the ends.
  struct Peak {
    double value = 0.0;
    double at_h = 0.0;
  };
  Peak peak(Level level, double from_h, double to_h) const;

  // What has become of the parent drug by `time_h`, summed over both drugs.
  DrugMass mass(double time_h) const;

 private:
  static constexpr std::size_t kModes = 10;  // 2 depots, 4 of ketamine, 2 norketamine, 1 HNK, 1 effect site
  enum Output : std::size_t { kPlasma, kNorketamine, kHnk, kEffectSite, kInBody, kLossRate, kOutputs };
  // constant + sum of coefficient[m] exp(-rate[m] (t - start of the stretch)).
  struct Row {
    double constant = 0.0;
    std::array<double, kModes> coefficient{};
  };
  // One system between two breakpoints.
  struct Stretch {
    bool empty = true;  // nothing given so far: every row is zero
    std::array<Row, kOutputs> rows;
    struct Mode {
      double rate, coefficient;
    };
    std::array<Mode, kModes> potency{};  // the modes of K that are not zero, and its constant
    std::size_t potency_modes = 0;
    double potency_constant = 0.0;
    std::array<double, kEffectSite + 1> at_start{};  // the levels without the rounding of the sum
    double removed_mg = 0.0;                         // by the start of the stretch
    double given_mg = 0.0;                           // by the start of the stretch
    double giving_mg_h = 0.0;
  };
  // The doses that share one Disposition.
  struct System {
    std::array<double, kModes> rates{};
    double cu_per_ce = 0.0;     // uM per ng/mL
    double k_per_ce = 0.0;      // the same times the potency p
    double k_per_cn = 0.0;      // K of norketamine, uM per ng/mL
    double acute_weight = 0.0;  // of Ce in Levels::acute_ng_ml
    double active_hnk_um_per_ng_ml = 0.0;
    std::vector<Stretch> stretches;
  };
  // Weighs what the systems hold (plasma to effect site) into levels.
  static void add_levels(const System& system, const std::array<double, kEffectSite + 1>& value, Levels& out);
  // How fast the levels change right after this moment, each per h.
  Levels slopes(std::size_t segment, double time_h) const;
  static System make_system(const Parameters& parameters, const DrugGroup& group, std::span<const double> starts_h);
  static double lost_mg(const System& system, const Stretch& stretch, double hours);

  std::size_t segment_at(double time_h) const;
  Levels levels(std::size_t segment, double time_h) const;
  Drive drive(std::size_t segment, double time_h, bool metabolites) const;

  std::vector<double> starts_h_;  // of the segments; the first starts at minus infinity
  std::vector<System> systems_;
  std::vector<std::pair<double, double>> unabsorbed_;  // at_h, mg
};

}  // namespace syn
