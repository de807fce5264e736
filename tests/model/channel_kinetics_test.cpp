// The slow side of ketamine's block: onset, offset, trapping, use dependence; and the picture's short cut.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "model/channel/channel.hpp"
#include "model/channel/synaptic_channel.hpp"
#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr std::size_t kKetamine = static_cast<std::size_t>(Pore::ketamine);
constexpr std::size_t kOpen = static_cast<std::size_t>(Gate::o);
constexpr double kSaturating = 1000.0;  // uM of glutamate

Channel channel(Subtype subtype) { return Channel(test::shipped(), subtype); }

double held(const ChannelState& state) { return pore_shares(state)[kKetamine]; }

ChannelState fully_blocked() {
  ChannelState state{};
  state[state_index(Pore::ketamine, Gate::r)] = 1.0;
  return state;
}

// Time until the conducting share has gone 1 - 1/e of the way to where it settles, s.
double settling_s(const Channel& c, ChannelState state, const ChannelConditions& conditions) {
  const double start = open_probability(state);
  const double end = open_probability(c.equilibrium(conditions));
  const Matrix step = c.propagator(conditions, 10.0);
  for (double s = 0.0; s < 300.0; s += 0.01) {
    if (std::abs(open_probability(state) - end) <= std::abs(start - end) * std::exp(-1.0)) return s;
    const std::vector<double> next = multiply_row(state, step);
    std::copy(next.begin(), next.end(), state.begin());
  }
  return -1.0;
}

double peak(const std::vector<ChannelState>& states) {
  double best = 0.0;
  for (const ChannelState& state : states) best = std::max(best, open_probability(state));
  return best;
}

// Peaks of a train of releases with drug, over those without, for pulses 1 .. count.
std::vector<double> train(double ketamine_um, double magnesium_mm, double interval_ms, int count) {
  const Channel c = channel(Subtype::glun2a);
  const ReleaseStepper drugged(c, {0.0, -60.0, magnesium_mm, ketamine_um});
  const ReleaseStepper plain(c, {0.0, -60.0, magnesium_mm, 0.0});
  ChannelState a = resting_state();
  ChannelState b = resting_state();
  std::vector<double> ratios;
  for (int i = 0; i < count; ++i) {
    const auto with = drugged.run(a, interval_ms);
    const auto without = plain.run(b, interval_ms);
    ratios.push_back(peak(with) / peak(without));
    a = with.back();
    b = without.back();
  }
  return ratios;
}

}  // namespace

TEST_CASE("1 uM comes on and goes off at the pace of the scheme while the agonist stays") {
  struct Row {
    Subtype subtype;
    double onset_s, offset_s;
  };
  for (const Row& row : {Row{Subtype::glun2a, 1.5, 8.0}, Row{Subtype::glun2b, 6.9, 33.0}, Row{Subtype::glun2d, 6.4, 15.0}}) {
    const Channel c = channel(row.subtype);
    const ChannelConditions with{kSaturating, -70.0, 0.0, 1.0};
    const ChannelConditions without{kSaturating, -70.0, 0.0, 0.0};
    CHECK(settling_s(c, c.equilibrium(without), with) == doctest::Approx(row.onset_s).epsilon(0.05));
    CHECK(settling_s(c, c.equilibrium(with), without) == doctest::Approx(row.offset_s).epsilon(0.05));
  }
}

TEST_CASE("without agonist the drug stays trapped, unless a leak is switched on") {
  struct Row {
    Subtype subtype;
    double kept, kept_with_leak;
  };
  for (const Row& row : {Row{Subtype::glun2a, 0.98, 0.84}, Row{Subtype::glun2b, 0.94, 0.81}, Row{Subtype::glun2d, 0.95, 0.81}}) {
    for (const double leak : {0.0, 1.3e-3}) {
      const Channel c(test::shipped().with({{"channel.ketamine_leak", leak}}), row.subtype);
      const ChannelState full = c.equilibrium({kSaturating, -70.0, 0.0, 1.0});
      const ChannelState later = c.step(full, {0.0, -70.0, 0.0, 0.0}, 120000.0);
      CHECK(held(later) / held(full) == doctest::Approx(leak == 0.0 ? row.kept : row.kept_with_leak).epsilon(0.02));
    }
  }
}

TEST_CASE("with no glutamate at all a trapped drug does not move") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const ChannelState later = channel(subtype).step(fully_blocked(), {0.0, 0.0, 1.0, 0.0}, 3.6e6);
    CHECK(held(later) == doctest::Approx(1.0).epsilon(1e-12));
  }
}

TEST_CASE("one release frees a few in a hundred, many more when depolarised") {
  struct Row {
    Subtype subtype;
    double at_rest, at_zero;
  };
  for (const Row& row : {Row{Subtype::glun2a, 0.037, 0.19}, Row{Subtype::glun2b, 0.041, 0.21}}) {
    const auto freed = [&](double voltage) {
      return 1.0 - held(ReleaseStepper(channel(row.subtype), {0.0, voltage, 0.0, 0.0}).run(fully_blocked(), 1000.0).back());
    };
    CHECK(freed(-60.0) == doctest::Approx(row.at_rest).epsilon(0.05));
    CHECK(freed(0.0) == doctest::Approx(row.at_zero).epsilon(0.05));
  }
}

TEST_CASE("most of the held drug is trapped behind a shut gate, and depolarisation with agonist clears it") {
  const Channel c = channel(Subtype::glun2a);
  const ChannelState settled = c.equilibrium({kSaturating, -66.0, 0.0, 1.0});
  CHECK(held(settled) == doctest::Approx(0.75).epsilon(0.01));
  CHECK(trapped_share(settled) / held(settled) == doctest::Approx(0.91).epsilon(0.01));
  CHECK(1.0 - held(c.step(fully_blocked(), {kSaturating, 40.0, 0.0, 0.0}, 2000.0)) == doctest::Approx(0.94).epsilon(0.01));
  CHECK(1.0 - held(c.step(fully_blocked(), {kSaturating, -70.0, 0.0, 0.0}, 23000.0)) == doctest::Approx(0.94).epsilon(0.02));
}

TEST_CASE("block deepens with use: 41 releases at 1 Hz") {
  constexpr std::array<std::size_t, 6> kPulses{1, 2, 5, 10, 20, 41};
  struct Row {
    double ketamine_um, magnesium_mm;
    std::array<double, 6> ratio;
  };
  for (const Row& row : {Row{1.0, 0.0, {0.98, 0.90, 0.72, 0.53, 0.36, 0.29}}, Row{10.0, 0.0, {0.85, 0.47, 0.12, 0.04, 0.04, 0.04}},
                         Row{1.0, 1.0, {1.00, 0.99, 0.97, 0.95, 0.91, 0.86}}, Row{10.0, 1.0, {0.98, 0.91, 0.76, 0.59, 0.43, 0.35}}}) {
    const std::vector<double> ratios = train(row.ketamine_um, row.magnesium_mm, 1000.0, 41);
    for (std::size_t i = 0; i < kPulses.size(); ++i) {
      CAPTURE(kPulses[i]);
      CHECK(std::abs(ratios[kPulses[i] - 1] - row.ratio[i]) < 0.006);  // printed to two places
    }
  }
}

TEST_CASE("block counts openings, not seconds: at 0.1 Hz the tenth release is cut as much") {
  CHECK(train(1.0, 0.0, 10000.0, 10).back() == doctest::Approx(0.50).epsilon(0.02));
}

TEST_CASE("through a release, gate and pore stay independent: all 24 states show it") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Channel c = channel(subtype);
    const ChannelConditions ambient{c.ambient_glutamate_um(), -66.0, 1.0, 0.45};
    const ChannelState start = c.equilibrium(ambient);
    const PoreShares shares = pore_shares(start);
    double pore_moves = 0.0, product_breaks = 0.0;
    for (const ChannelState& state : ReleaseStepper(c, ambient).run(start, 400.0)) {
      const PoreShares now = pore_shares(state);
      for (std::size_t i = 0; i < kPores; ++i) pore_moves = std::max(pore_moves, std::abs(now[i] - shares[i]));
      const ChannelState product = product_state(gate_shares(state), shares);
      for (std::size_t i = 0; i < kChannelStates; ++i) product_breaks = std::max(product_breaks, std::abs(state[i] - product[i]));
    }
    CHECK(pore_moves < 1e-9);
    CHECK(product_breaks < 1e-9);
  }
}

TEST_CASE("the picture's table of a release agrees with the 24 states, and its pore shares with the model") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const SynapticChannel synaptic(test::shipped(), subtype);
    const Channel& c = synaptic.channel();
    const ChannelConditions ambient{c.ambient_glutamate_um(), -66.0, 1.0, 0.0};
    const auto states = ReleaseStepper(c, ambient).run(c.equilibrium(ambient), 900.0);
    for (const std::size_t bin : {std::size_t{0}, std::size_t{30}, std::size_t{119}, std::size_t{150}, std::size_t{900}}) {
      const GateShares direct = gate_shares(states[bin]);
      const GateShares table = synaptic.release_conformations(ReleaseStepper::bin_end_ms(bin));
      for (std::size_t i = 0; i < kGates; ++i) CHECK(std::abs(direct[i] - table[i]) < 1e-9);
    }
    for (const double ms : {-5.0, 0.0, 0.05, 3.3, 11.99, 12.0, 12.4, 999.5, 1000.0, 5000.0, 1e9}) {
      const GateShares shares = synaptic.release_conformations(ms);
      CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == doctest::Approx(1.0).epsilon(1e-9));
    }
    const double before = synaptic.release_conformations(-1.0)[kOpen];
    CHECK(before < 1e-3);
    CHECK(std::abs(synaptic.release_conformations(1e9)[kOpen] - before) < 1e-5);

    const double k = 0.4475;
    const double expected = subtype == Subtype::glun2d ? k / (k + 1.9) : k / (k + 5.2);
    for (const double voltage : {-66.0, -20.0, 20.0}) {
      const PoreShares pores = synaptic.pore_shares_at(k, voltage);
      CHECK(pores[kKetamine] == doctest::Approx(expected).epsilon(1e-12));
      CHECK(pores[0] + pores[1] + pores[2] == doctest::Approx(1.0).epsilon(1e-12));
      CHECK(pores[1] / pores[0] == doctest::Approx(1.0 / c.magnesium_kd_mm(voltage)));
    }
  }
}

TEST_CASE("fifteen GluN2A receptors at -60 mV: 27 pS with magnesium, 315 pS without") {
  const SynapticChannel synaptic(test::shipped(), Subtype::glun2a);
  double with_magnesium = 0.0, without = 0.0;
  for (double ms = 0.0; ms < 40.0; ms += 0.1) {
    with_magnesium = std::min(with_magnesium, 15.0 * synaptic.current_pa(ms, 0.0, -60.0));
    without = std::min(without, 15.0 * synaptic.channel().current_pa(synaptic.release_conformations(ms)[kOpen], -60.0));
  }
  // pS times mV; the quick share of magnesium leaves the first figure a little below the full scheme's.
  CHECK(with_magnesium == doctest::Approx(-60e-3 * 27.0).epsilon(0.08));
  CHECK(without == doctest::Approx(-60e-3 * 315.0).epsilon(0.05));
}
