// Drugs in the pore beside racemic ketamine, mixtures, and the options of the channel that are off unless asked for.
#include "model/channel/blocker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "model/channel/channel.hpp"
#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr double kSaturating = 1000.0;  // uM of glutamate
constexpr std::array kSubtypes{Subtype::glun2a, Subtype::glun2b, Subtype::glun2d};
constexpr std::size_t kOpen = static_cast<std::size_t>(Gate::o);

double held(const ChannelState& state) { return pore_shares(state)[static_cast<std::size_t>(Pore::ketamine)]; }

Channel with(const std::map<std::string, double>& changes, Subtype subtype = Subtype::glun2a) {
  return Channel(test::shipped().with(changes), subtype);
}

double decay_ms(const std::vector<ChannelState>& states) {
  std::size_t top = 0;
  for (std::size_t i = 0; i < states.size(); ++i)
    if (open_probability(states[i]) > open_probability(states[top])) top = i;
  std::size_t i = top;
  while (open_probability(states[i]) > std::exp(-1.0) * open_probability(states[top])) ++i;
  return ReleaseStepper::bin_end_ms(i) - ReleaseStepper::bin_end_ms(top);
}

// Time until the drug's share has gone 1 - 1/e of the way from none to its equilibrium, s.
double onset_s(const Channel& c, const ChannelConditions& conditions) {
  const Matrix step = c.propagator(conditions, 10.0);
  ChannelConditions free = conditions;
  free.ketamine_um = 0.0;
  ChannelState state = c.equilibrium(free);
  const double goal = (1.0 - std::exp(-1.0)) * held(c.equilibrium(conditions));
  double s = 0.0;
  for (; held(state) < goal && s < 3600.0; s += 0.01) {
    const std::vector<double> next = multiply_row(state, step);
    std::copy(next.begin(), next.end(), state.begin());
  }
  return s;
}

}  // namespace

TEST_CASE("affinities of ketamine, its isomers and norketamines at GluN2A: without and with magnesium") {
  struct Row {
    PoreBlocker blocker;
    double kd_um, ic50_um;
  };
  for (const Row& row : {Row{PoreBlocker::ketamine, 0.33, 5.9}, Row{PoreBlocker::s_ketamine, 0.20, 3.6},
                         Row{PoreBlocker::r_ketamine, 0.94, 17.0}, Row{PoreBlocker::s_norketamine, 1.13, 20.0},
                         Row{PoreBlocker::r_norketamine, 8.7, 155.0}, Row{PoreBlocker::norketamine, 2.0, 36.0}}) {
    CAPTURE(name_of(row.blocker));
    const Channel c(test::shipped(), Subtype::glun2a, row.blocker);
    CHECK(c.ketamine_kd_um(-66.0) == doctest::Approx(row.kd_um).epsilon(0.01));
    CHECK(c.ic50_um(-66.0, 1.0) == doctest::Approx(row.ic50_um).epsilon(0.03));
  }
  // Blocks of other subtypes keep the ratio of the isomers.
  for (const Subtype subtype : kSubtypes) {
    const double s = Channel(test::shipped(), subtype, PoreBlocker::s_ketamine).ketamine_kd_um(-66.0);
    const double r = Channel(test::shipped(), subtype, PoreBlocker::r_ketamine).ketamine_kd_um(-66.0);
    CHECK(r / s == doctest::Approx(1.4 / 0.3).epsilon(0.01));
  }
}

TEST_CASE("memantine: block by subtype with and without magnesium, deeper and faster than ketamine") {
  struct Row {
    Subtype subtype;
    double no_mg, mg;
  };
  for (const Row& row : {Row{Subtype::glun2a, 0.80, 13.0}, Row{Subtype::glun2b, 0.57, 10.4}, Row{Subtype::glun2d, 0.54, 1.8}}) {
    const Channel c(test::shipped(), row.subtype, PoreBlocker::memantine);
    CHECK(c.ic50_um(-66.0, 0.0) == doctest::Approx(row.no_mg).epsilon(1e-6));
    CHECK(c.ic50_um(-66.0, 1.0) == doctest::Approx(row.mg).epsilon(0.12));
  }
  const Channel ketamine(test::shipped(), Subtype::glun2a);
  const Channel memantine(test::shipped(), Subtype::glun2a, PoreBlocker::memantine);
  CHECK(memantine.ketamine_kd_um(0.0) / memantine.ketamine_kd_um(-66.0) >
        1.2 * ketamine.ketamine_kd_um(0.0) / ketamine.ketamine_kd_um(-66.0));
  const ChannelConditions one{kSaturating, -70.0, 0.0, 1.0};
  CHECK(onset_s(memantine, one) < 0.6 * onset_s(ketamine, one));
}

TEST_CASE("a fifth of memantine leaves shut channels, ketamine stays") {
  const auto kept = [](PoreBlocker blocker) {
    const Channel c(test::shipped(), Subtype::glun2a, blocker);
    const ChannelState full = c.equilibrium({kSaturating, -70.0, 0.0, 10.0});
    return held(c.step(full, {0.0, -70.0, 0.0, 0.0}, 120000.0)) / held(full);
  };
  CHECK(kept(PoreBlocker::memantine) == doctest::Approx(0.80).epsilon(0.03));
  for (const PoreBlocker blocker : {PoreBlocker::ketamine, PoreBlocker::ketamine_human, PoreBlocker::s_ketamine})
    CHECK(kept(blocker) > 0.95);
}

TEST_CASE("the human receptor of Gilling: 0.71 uM at -70 mV, GluN2A only, half as fast as the usual set") {
  const Channel human(test::shipped(), Subtype::glun2a, PoreBlocker::ketamine_human);
  CHECK(human.ic50_um(-70.0, 0.0) == doctest::Approx(0.71).epsilon(0.005));
  CHECK(human.blocker().depth == doctest::Approx(0.79));
  CHECK_FALSE(is_measured(test::shipped(), PoreBlocker::ketamine_human, Subtype::glun2b));
  for (const PoreBlocker blocker : kPoreBlockers) CHECK(is_measured(test::shipped(), blocker, Subtype::glun2a));
}

TEST_CASE("a mixture blocks with the sum of C/Kd; equal parts of the isomers are the racemate") {
  for (const Subtype subtype : kSubtypes) {
    const Channel c(test::shipped(), subtype);
    const std::array halves{Dissolved{PoreBlocker::s_ketamine, 0.35}, Dissolved{PoreBlocker::r_ketamine, 0.35}};
    const double strength = blocking_strength(test::shipped(), subtype, halves, -50.0);
    const double racemate = c.relative_current({1.0, -50.0, 1.0, 0.7});
    CHECK(c.relative_current(strength, -50.0, 1.0) == doctest::Approx(racemate).epsilon(0.001));
    // A half-blocking dose of each of two drugs leaves a third.
    const std::array two{
        Dissolved{PoreBlocker::ketamine, c.ketamine_kd_um(-50.0)},
        Dissolved{PoreBlocker::memantine, Channel(test::shipped(), subtype, PoreBlocker::memantine).ketamine_kd_um(-50.0)}};
    CHECK(c.relative_current(blocking_strength(test::shipped(), subtype, two, -50.0), -50.0, 0.0) == doctest::Approx(1.0 / 3.0));
  }
  CHECK(blocking_strength(test::shipped(), Subtype::glun2a, {}, -50.0) == 0.0);
}

TEST_CASE("every exchange balances at equilibrium, whatever is switched on") {
  const std::map<std::string, double> warm{{"channel.temperature", 35.0}, {"channel.gating_voltage", 1.0}};
  for (const Subtype subtype : kSubtypes) {
    for (const Parameters& parameters : {test::shipped(), test::shipped().with(warm)}) {
      const Channel c(parameters, subtype, PoreBlocker::s_ketamine);
      const ChannelConditions conditions{3.0, -35.0, 1.0, 2.0, 0.4};
      const ChannelState p = c.equilibrium(conditions);
      const Matrix q = c.generator(conditions);
      for (std::size_t i = 0; i < kChannelStates; ++i) {
        double sum = 0.0;
        for (std::size_t j = 0; j < kChannelStates; ++j) {
          sum += q(i, j);
          CHECK(p[i] * q(i, j) == doctest::Approx(p[j] * q(j, i)).epsilon(1e-9));
        }
        CHECK(std::abs(sum) <= 1e-12 * std::abs(q(i, i)));
      }
    }
  }
}

TEST_CASE("at 35 degrees currents are faster, affinities and rates into balance stay as they are") {
  const Channel cool(test::shipped(), Subtype::glun2a);
  const Channel warm = with({{"channel.temperature", 35.0}});
  const double factor = std::pow(2.75, 1.3);
  CHECK(cool.mean_open_ms() / warm.mean_open_ms() == doctest::Approx(factor).epsilon(1e-9));
  CHECK(warm.ketamine_kd_um(-66.0) == doctest::Approx(cool.ketamine_kd_um(-66.0)).epsilon(1e-12));
  CHECK(warm.magnesium_kd_mm(-40.0) == doctest::Approx(cool.magnesium_kd_mm(-40.0)).epsilon(1e-12));
  CHECK(warm.gate_equilibrium(5.0)[kOpen] == doctest::Approx(cool.gate_equilibrium(5.0)[kOpen]).epsilon(1e-9));
  const ChannelConditions plain{0.0, -66.0, 0.0, 0.0};
  const double slow = decay_ms(ReleaseStepper(cool, plain).run(resting_state(), 300.0));
  const double fast = decay_ms(ReleaseStepper(warm, plain).run(resting_state(), 300.0));
  // The transient of glutamate is not warmed, so the current gains a little less than its rates.
  CHECK(slow / fast > 0.75 * factor);
  CHECK(slow / fast < factor);
}

TEST_CASE("gating feels the voltage only when asked to: then it opens more when depolarised") {
  const Channel off(test::shipped(), Subtype::glun2b);
  const Channel on = with({{"channel.gating_voltage", 1.0}}, Subtype::glun2b);
  const auto opening = [](const Channel& c, double voltage) {
    return c.gate_equilibrium(ChannelConditions{kSaturating, voltage, 0.0, 0.0})[kOpen];
  };
  CHECK(opening(off, 40.0) == opening(off, -100.0));
  CHECK(opening(on, -100.0) == doctest::Approx(opening(off, -100.0)).epsilon(1e-9));
  CHECK(opening(on, 40.0) > 2.0 * opening(on, -60.0));
}

TEST_CASE("the second site spares single currents and lowers tonic ones") {
  const Channel c(test::shipped(), Subtype::glun2a);
  const SecondSite site(test::shipped());
  const auto bound = [](const ChannelState& state) {
    const GateShares gates = gate_shares(state);
    return 1.0 - gates[0] - gates[1];
  };
  // One release in 0.1 uM, whose half is taken at equilibrium: the largest share taken.
  double y = 0.0, most = 0.0, before_ms = 0.0;
  const auto states = ReleaseStepper(c, {0.0, -60.0, 1.0, 0.1}).run(resting_state(), 500.0);
  for (std::size_t i = 0; i < states.size(); ++i) {
    const double ms = ReleaseStepper::bin_end_ms(i);
    y = site.advance(y, 0.1, bound(states[i]), ms - before_ms);
    before_ms = ms;
    most = std::max(most, y);
  }
  CHECK(most > 0.01);
  CHECK(most < 0.15);
  const ChannelConditions tonic{kSaturating, -60.0, 1.0, 0.0};
  y = site.advance(0.0, 0.1, bound(c.equilibrium(tonic)), 20000.0);
  CHECK(y == doctest::Approx(0.5).epsilon(0.01));
  ChannelConditions taken = tonic;
  taken.second_site = y;
  const double lost = 1.0 - open_probability(c.equilibrium(taken)) / open_probability(c.equilibrium(tonic));
  CHECK(lost > 0.02);
  CHECK(lost < 0.25);  // the fast step is only one of two and the steady state is mostly desensitised
}

TEST_CASE("tonic glutamate, 50 nM at -55 mV: interneuron receptors reach their block in minutes, the others never") {
  const ChannelConditions tonic{0.05, -55.0, 1.0, 0.7};
  const Channel d(test::shipped(), Subtype::glun2d);
  CHECK(1.0 - d.relative_current(tonic) == doctest::Approx(0.21).epsilon(0.05));
  CHECK(onset_s(d, tonic) / 60.0 == doctest::Approx(7.0).epsilon(0.1));
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b}) {
    const Channel c(test::shipped(), subtype);
    CHECK(c.gate_equilibrium(0.05)[kOpen] < 1e-4);
    ChannelState state = c.equilibrium({0.05, -55.0, 1.0, 0.0});
    CHECK(held(c.step(state, tonic, 3.6e6)) < 0.7 * held(c.equilibrium(tonic)));
  }
}
