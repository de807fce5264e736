#include "model/cortex/circuit_kinetics.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <map>

#include "model/channel/channel.hpp"
#include "model/channel/synaptic_channel.hpp"
#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr double kSecond = 1.0 / 3600.0;

CircuitKinetics kinetics(bool disinhibition = true) { return CircuitKinetics(test::shipped(), disinhibition); }

void check_same(const CircuitBlocks& a, const CircuitBlocks& b, double tolerance) {
  CHECK(std::abs(a.pyramidal - b.pyramidal) < tolerance);
  CHECK(std::abs(a.parvalbumin - b.parvalbumin) < tolerance);
  CHECK(std::abs(a.somatostatin - b.somatostatin) < tolerance);
}

}  // namespace

TEST_CASE("the fast limit of the use-dependent circuit is the circuit at equilibrium") {
  for (const bool burst : {true, false}) {
    for (const double k : {0.0, 0.2, 0.45, 1.5, 7.5, 60.0}) {
      CAPTURE(k);
      if (!burst && k > 5.0) continue;  // pyramidal cells fall silent first: the next test
      CircuitKinetics slow = kinetics(burst);
      slow.advance(k, 1.0);
      check_same(slow.blocks(), slow.circuit().equilibrium_blocks(k), 1e-9);
      CHECK(slow.pyramidal_ratio() == doctest::Approx(slow.circuit().pyramidal_ratio(k)).epsilon(1e-8));
      CHECK(slow.glutamate_target() == doctest::Approx(slow.circuit().glutamate_target(k)).epsilon(1e-8));
      CircuitKinetics fast = kinetics(burst);
      fast.advance(k, 10.0 * kSecond, 1e6);  // q at its limit of 1
      check_same(fast.blocks(), slow.circuit().equilibrium_blocks(k), 1e-4);
    }
  }
}

TEST_CASE("cells that fall silent stop filling: a high level never gets in") {
  CircuitKinetics circuit = kinetics(false);
  REQUIRE(circuit.circuit().rates(60.0).pyramidal == 0.0);
  circuit.advance(60.0, 60.0 * kSecond);
  CHECK(circuit.blocks().pyramidal < 0.5 * circuit.circuit().equilibrium_blocks(60.0).pyramidal);
  CHECK(circuit.rates().pyramidal < 0.05 * circuit.circuit().resting().pyramidal);
  circuit.advance(60.0, 24.0);  // ambient glutamate gets there in the end
  CHECK(circuit.blocks().pyramidal == doctest::Approx(circuit.circuit().equilibrium_blocks(60.0).pyramidal));
}

TEST_CASE("block comes on over seconds, in interneurons before pyramidal cells, and goes off as it came") {
  CircuitKinetics circuit = kinetics();
  const double k = 0.45;
  const CircuitBlocks goal = circuit.circuit().equilibrium_blocks(k);
  const CircuitBlocks pace = circuit.approach_per_h(k);
  CHECK(pace.parvalbumin > 2.0 * pace.pyramidal);
  CHECK(pace.somatostatin > pace.pyramidal);
  CHECK(3600.0 / pace.pyramidal > 2.0);  // s
  CHECK(3600.0 / pace.pyramidal < 30.0);
  circuit.advance(k, kSecond);
  CHECK(circuit.blocks().pyramidal < 0.25 * goal.pyramidal);
  CHECK(circuit.blocks().parvalbumin / goal.parvalbumin > 1.5 * circuit.blocks().pyramidal / goal.pyramidal);
  double before = circuit.pyramidal_ratio();
  CHECK(before > 1.0);
  circuit.advance(k, 60.0 * kSecond);
  check_same(circuit.blocks(), goal, 1e-3);
  circuit.advance(0.0, 3.0 * kSecond);
  CHECK(circuit.blocks().pyramidal > 0.4 * goal.pyramidal);
  CHECK(circuit.blocks().parvalbumin < 0.5 * goal.parvalbumin);
  circuit.advance(0.0, 300.0 * kSecond);
  check_same(circuit.blocks(), {}, 1e-9);
}

TEST_CASE("no activity, no entry and no exit") {
  // No releases and no ambient glutamate to speak of.
  const Parameters dark = test::shipped().with({{"channel.glutamate_ambient", 0.005}});
  CircuitKinetics empty(dark, true);
  empty.advance(5.0, 10.0 * kSecond, 0.0);
  check_same(empty.blocks(), {}, 1e-3);
  CircuitKinetics full(dark, true);
  full.settle(5.0);
  const CircuitBlocks held = full.blocks();
  CHECK(held.pyramidal > 0.4);
  full.advance(0.0, 60.0 * kSecond, 0.0);
  check_same(full.blocks(), held, 1e-2);
  full.advance(0.0, 60.0 * kSecond, 1.0);
  CHECK(full.blocks().pyramidal < 0.05 * held.pyramidal);
  // Ambient glutamate frees a silent interneuron within hours, a silent pyramidal cell within a day.
  CircuitKinetics ambient = kinetics();
  ambient.settle(5.0);
  ambient.advance(0.0, 1.0, 0.0);
  CHECK(ambient.blocks().parvalbumin < 0.5 * held.parvalbumin);
  CHECK(ambient.blocks().pyramidal > 0.8 * held.pyramidal);
  ambient.advance(0.0, 0.0);
  CHECK(ambient.blocks().pyramidal > 0.8 * held.pyramidal);
}

TEST_CASE("blocks stay shares, and the size of the steps does not matter") {
  for (const double k : {0.1, 0.45, 5.0}) {
    CircuitKinetics one = kinetics();
    CircuitKinetics many = kinetics();
    one.advance(k, 4.0 * kSecond);
    for (int i = 0; i < 400; ++i) {
      many.advance(k, 0.01 * kSecond);
      CHECK(many.blocks().pyramidal >= 0.0);
      CHECK(many.blocks().somatostatin <= 1.0);
    }
    check_same(one.blocks(), many.blocks(), 2e-4);
  }
}

TEST_CASE("without disinhibition interneurons stay free and firing falls") {
  CircuitKinetics circuit = kinetics(false);
  circuit.advance(1.5, 0.1);
  CHECK(circuit.blocks().parvalbumin == 0.0);
  CHECK(circuit.blocks().somatostatin == 0.0);
  CHECK(circuit.pyramidal_ratio() < 1.0);
}

TEST_CASE("the open time of one release is that of the channel scheme") {
  const auto open_s = [](Subtype subtype) {
    const SynapticChannel synaptic(test::shipped().with({{"channel.glutamate_ambient", 0.005}}), subtype);
    double sum = 0.0;
    for (double ms = 0.0; ms < 4000.0; ms += 0.2)
      sum += 0.2e-3 * synaptic.release_conformations(ms + 0.1)[static_cast<std::size_t>(Gate::o)];
    return sum;
  };
  CHECK(test::shipped()["circuit.open_time_e"] == doctest::Approx(0.5 * (open_s(Subtype::glun2a) + open_s(Subtype::glun2b))).epsilon(0.05));
  CHECK(test::shipped()["circuit.open_time_i"] == doctest::Approx(open_s(Subtype::glun2d)).epsilon(0.05));
}
