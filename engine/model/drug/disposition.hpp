// The constants of one person for one drug: volumes, flows and uptake, with weight and age applied.
#pragma once

#include "model/scenario/scenario.hpp"

namespace syn {

// Volumes L, flows L/h, rates 1/h. The equations that use them stand in pharmacokinetics.hpp.
struct Disposition {
  double central_volume = 0.0, shallow_volume = 0.0, deep_volume = 0.0, liver_volume = 0.0;  // Vc, Vp1, Vp2, Vh
  double shallow_flow = 0.0, deep_flow = 0.0, liver_flow = 0.0;                              // Q1, Q2, Qh
  double liver_loss = 0.0;                                                                   // ktot
  double gut_passing = 0.0;                                          // Fgut: swallowed share that passes the gut wall unchanged
  double liver_to_norketamine = 0.0;                                 // fm: share of the liver's loss that becomes circulating norketamine
  double gut_to_norketamine = 0.0;                                   // fgw: the same of the gut wall's loss
  double norketamine_volume = 0.0, norketamine_tissue_volume = 0.0;  // Vn1, Vn2, apparent
  double norketamine_clearance = 0.0, norketamine_flow = 0.0;        // CLn, Qn, apparent
  double norketamine_to_hnk = 0.0;                                   // fh
  double hnk_volume = 0.0, hnk_clearance = 0.0;                      // Vhn, CLh, apparent
  double effect_site_rate = 0.0;                                     // ke0
  double direct_uptake = 0.0;                                        // kd, from the direct depot
  double swallowed_uptake = 0.0;                                     // kg, from the gut
  double direct_release_h = 0.0;     // D, h: the direct share reaches its depot evenly over this time; 0 = at once
  double swallowed_release_h = 0.0;  // the same of the swallowed share and the gut
  bool operator==(const Disposition&) const = default;

  double extraction() const;                          // E = Vh ktot/(Qh + Vh ktot), share taken out by one pass of the liver
  double clearance() const;                           // CL = Qh E, L/h
  double bioavailability(double direct_share) const;  // F of a dose of which the rest is swallowed
  double steady_state_volume() const;                 // Vss, L: clearance times mean residence time after an injection
  double terminal_half_life_h() const;                // of the slowest mode of ketamine itself
};

// How one person differs from the typical one, as standard normal numbers (0 = typical). Their sizes stand in
// pk.between.*; which of them matter depends on the column and the route.
struct DrugTraits {
  double clearance = 0.0;
  double central_volume = 0.0;
  double shallow_volume = 0.0;
  double liver_flow = 0.0;
  double uptake = 0.0;
  double oral_share = 0.0;    // bioavailability of what is swallowed
  double direct_share = 0.0;  // what nose or mouth takes up directly
  double norketamine_clearance = 0.0;
  double hnk = 0.0;
  bool operator==(const DrugTraits&) const = default;
};

// Column R (racemate by any route, and esketamine by every route that the spray's trials did not cover, with a
// clearance of its own) scales with weight: flows with the power 0.75, volumes with 1, uptake not at all. Column S
// (esketamine spray, or swallowed esketamine) does not: no effect in 820 people of 39-170 kg.
// Liver flow falls by 2.19 L/h for each year above 60, before scaling; the liver's own loss rate stays.
// Sources: Perez-Ruixo 2021 (S), fitted for this program to published racemic levels (R).
Disposition disposition(const Parameters& parameters, Drug drug, Route route, const Patient& patient, const DrugTraits& traits = {});

// Where a dose goes, shares of the amount: directly to its depot (or, by vein, straight into the blood), to the gut, and
// nowhere (stays in muscle, is spat out). They sum to 1. `sprayed_mg` of esketamine went into the nose earlier in the
// same session: what a device adds to the direct uptake falls from device to device, however they are entered.
struct Intake {
  double direct = 0.0;
  double swallowed = 0.0;
  double lost = 0.0;
};
Intake intake(const Parameters& parameters, const Dose& dose, double amount_mg, const DrugTraits& traits = {}, double sprayed_mg = 0.0);

// Share (0..1) of an intranasal dose that is taken up directly; the rest is swallowed. Racemate: a constant.
// Esketamine: FRn(N) = 0.54 (1 + 0.62 (N - 1))/N for N devices of 28 mg, N >= 1 (a fraction if the dose was given
// in mg), 0.54 for less.
double nasal_direct_share(const Parameters& parameters, Drug drug, double amount_mg);

// F: share (0..1) of a dose that reaches the blood of this patient, by whatever way.
double reaching_share(const Parameters& parameters, const Dose& dose, const Patient& patient);

}  // namespace syn
