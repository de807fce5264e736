#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "model/cortex/circuit.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/pharmacokinetics.hpp"
#include "model/drug/receptor.hpp"
#include "shipped.hpp"

using namespace syn;

TEST_CASE("the circuit gives the published-fit table of rates against drug level") {
  const Circuit circuit(test::shipped(), true);
  CHECK(circuit.resting().pyramidal == doctest::Approx(3.21).epsilon(0.002));
  CHECK(circuit.resting().parvalbumin == doctest::Approx(11.40).epsilon(0.002));
  CHECK(circuit.resting().somatostatin == doctest::Approx(5.13).epsilon(0.002));
  struct Row {
    double k, e, p, s;
  };
  constexpr std::array<Row, 13> kTable{{{0, 100, 100, 100},
                                        {0.2, 112, 100, 94},
                                        {0.5, 124, 100, 87},
                                        {0.7, 129, 100, 82},
                                        {1, 135, 99, 77},
                                        {1.5, 139, 97, 69},
                                        {3, 133, 91, 54},
                                        {4.5, 122, 86, 46},
                                        {7.5, 102, 79, 37},
                                        {10, 89, 75, 33},
                                        {15, 73, 71, 29},
                                        {30, 51, 65, 24},
                                        {60, 37, 62, 21}}};
  for (const Row& row : kTable) {
    CAPTURE(row.k);
    const CircuitRates rates = circuit.rates(row.k);
    // Printed in whole percent.
    CHECK(std::abs(100.0 * rates.pyramidal / circuit.resting().pyramidal - row.e) < 0.51);
    CHECK(std::abs(100.0 * rates.parvalbumin / circuit.resting().parvalbumin - row.p) < 0.51);
    CHECK(std::abs(100.0 * rates.somatostatin / circuit.resting().somatostatin - row.s) < 0.51);
  }
}

TEST_CASE("the closed form is the fixed point that the equations run into from anywhere") {
  for (const bool burst : {true, false}) {
    const Circuit circuit(test::shipped(), burst);
    for (const double k : {0.0, 0.45, 1.5, 7.5, 60.0}) {
      CAPTURE(k);
      CircuitRates now{20.0, 1.0, 30.0};
      for (int i = 0; i < 40000; ++i) {  // 2 s in steps of 0.05 ms
        const CircuitRates slope = circuit.slope(now, k);
        now.pyramidal += 0.05 * slope.pyramidal;
        now.parvalbumin += 0.05 * slope.parvalbumin;
        now.somatostatin += 0.05 * slope.somatostatin;
      }
      const CircuitRates closed = circuit.rates(k);
      CHECK(now.pyramidal == doctest::Approx(closed.pyramidal).epsilon(1e-6));
      CHECK(now.parvalbumin == doctest::Approx(closed.parvalbumin).epsilon(1e-6));
      CHECK(now.somatostatin == doctest::Approx(closed.somatostatin).epsilon(1e-6));
    }
  }
}

TEST_CASE("without block of interneurons firing only falls") {
  const Circuit circuit(test::shipped(), false);
  double last = 1.0;
  for (double k = 0.05; k < 60.0; k *= 1.1) {
    const double ratio = circuit.pyramidal_ratio(k);
    CHECK((ratio < last || ratio == 0.0));  // it falls silent rather than below zero
    last = ratio;
  }
  // Followed with its lag through 0.5 mg/kg over 40 min, glutamate falls to 0.79 at the least.
  const Pharmacokinetics drug(test::one_infusion(), test::shipped());
  double glutamate = 1.0, least = 1.0;
  constexpr double kStepH = 1e-3;
  for (double h = 0.0; h < 4.0; h += kStepH) {
    glutamate += kStepH * (circuit.glutamate_target(drug.potency_weighted_um(h)) - glutamate) / circuit.glutamate_lag_h();
    least = std::min(least, glutamate);
  }
  CHECK(std::abs(least - 0.79) < 0.005);
  CHECK(circuit.resting().pyramidal == Circuit(test::shipped(), true).resting().pyramidal);
}

TEST_CASE("at the end of 0.5 mg/kg over 40 min the circuit and the receptor stand where the chain says") {
  const Circuit circuit(test::shipped(), true);
  const Receptor receptor(test::shipped());
  const double k = 0.4475;
  CHECK(circuit.pyramidal_ratio(k) == doctest::Approx(1.2216).epsilon(2e-4));
  CHECK(circuit.glutamate_target(k) == doctest::Approx(1.2216).epsilon(2e-4));
  CHECK(circuit.glutamate_lag_h() == 0.25);
  CHECK(circuit.gamma_ratio(k) == doctest::Approx(1.443).epsilon(1e-3));
  CHECK(circuit.gamma_ratio(60.0) == 0.2);
  CHECK(receptor.occupancy_pyramidal(k) == doctest::Approx(0.0792).epsilon(1e-3));
  CHECK(receptor.occupancy_interneuron(k) == doctest::Approx(0.1906).epsilon(1e-3));
  CHECK(receptor.effective_block(k) == doctest::Approx(0.5280).epsilon(1e-3));
  CHECK(receptor.intoxication(194.0166) == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("the gate is exactly open below the floor and closes with intoxication") {
  const Receptor receptor(test::shipped());
  CHECK(receptor.gate(30.0) == 0.0);
  CHECK(receptor.encoding(30.0, true) == 1.0);
  CHECK(receptor.gate(0.0) == 0.0);
  CHECK(receptor.gate(194.07) == doctest::Approx((0.5 - 0.0773) / (0.5 - 0.0773 + 0.15)));
  CHECK(receptor.encoding(194.07, true) == doctest::Approx(1.0 - 0.7 * receptor.gate(194.07)));
  CHECK(receptor.encoding(194.07, false) == 1.0);
  CHECK(receptor.encoding(1e8, true) == doctest::Approx(0.3).epsilon(1e-5));
}

TEST_CASE("10 mg/kg in a rat peaks after 14 minutes at the block that 0.5 mg/kg gives in people") {
  const Receptor receptor(test::shipped());
  double best = 0.0, when_h = 0.0;
  for (double h = 0.0; h < 3.0; h += 1e-3) {
    if (receptor.rodent_drive(10.0, h) > best) {
      best = receptor.rodent_drive(10.0, h);
      when_h = h;
    }
  }
  CHECK(best == doctest::Approx(1.17).epsilon(0.03));
  CHECK(60.0 * when_h == doctest::Approx(14.0).epsilon(0.03));
  CHECK(receptor.rodent_block(10.0, when_h) == doctest::Approx(0.54).epsilon(0.01));
  CHECK(receptor.rodent_block(10.0, -1.0) == 0.0);
}

TEST_CASE("the circuit stays alive at every corner of its parameters' ranges") {
  const Parameters& parameters = test::shipped();
  std::vector<const Parameter*> couplings;
  for (const char* key :
       {"circuit.j_e", "circuit.j_p", "circuit.j_s", "circuit.w_ee", "circuit.w_ep", "circuit.w_es", "circuit.w_pe", "circuit.w_se"}) {
    couplings.push_back(parameters.find(key));
  }
  for (unsigned corner = 0; corner < (1U << couplings.size()); ++corner) {
    std::map<std::string, double> changes;
    for (std::size_t i = 0; i < couplings.size(); ++i) {
      changes[couplings[i]->key] = (corner >> i & 1U) != 0U ? couplings[i]->range.high : couplings[i]->range.low;
    }
    const Circuit circuit(parameters.with(changes), true);
    CHECK(circuit.resting().pyramidal > 0.1);
    CHECK(std::isfinite(circuit.pyramidal_ratio(0.5)));
  }
}
