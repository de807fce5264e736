#include "model/channel/channel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr std::size_t kOpen = static_cast<std::size_t>(Gate::o);
constexpr double kSaturating = 1000.0;  // uM of glutamate

Channel channel(Subtype subtype) { return Channel(test::shipped(), subtype); }

double total(const ChannelState& state) { return std::accumulate(state.begin(), state.end(), 0.0); }

// The curve of conducting channels after one release, from rest.
struct Epsc {
  double peak = 0.0, rise_ms = 0.0, decay_ms = 0.0;
  double open_ms = 0.0;   // area over 4 s; GluN2A channels come back from desensitisation for seconds
  double early_ms = 0.0;  // area of the synaptic current proper, 200 ms
};

Epsc epsc(Subtype subtype, double voltage_mv, double magnesium_mm, double ketamine_um) {
  const ReleaseStepper release(channel(subtype), {0.0, voltage_mv, magnesium_mm, ketamine_um});
  const std::vector<ChannelState> states = release.run(resting_state(), 4000.0);
  std::size_t top = 0;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (open_probability(states[i]) > open_probability(states[top])) top = i;
  }
  Epsc out;
  out.peak = open_probability(states[top]);
  const auto ms = [](std::size_t i) { return ReleaseStepper::bin_end_ms(i); };
  const auto crossing = [&](std::size_t from, double level, bool up) {
    for (std::size_t i = from; i < states.size(); ++i) {
      const double before = i == 0 ? 0.0 : open_probability(states[i - 1]);
      const double now = open_probability(states[i]);
      if (up ? now >= level : now <= level)
        return (i == 0 ? 0.0 : ms(i - 1)) + (level - before) / (now - before) * (ms(i) - (i == 0 ? 0.0 : ms(i - 1)));
    }
    return -1.0;
  };
  out.rise_ms = crossing(0, 0.9 * out.peak, true) - crossing(0, 0.1 * out.peak, true);
  out.decay_ms = crossing(top, std::exp(-1.0) * out.peak, false) - ms(top);
  for (std::size_t i = 1; i < states.size(); ++i) {
    out.open_ms += 0.5 * (open_probability(states[i]) + open_probability(states[i - 1])) * (ms(i) - ms(i - 1));
    if (ms(i) <= 200.0) out.early_ms = out.open_ms;
  }
  return out;
}

// Peak of the current through a long look at constant conditions, in steps of 0.1 ms.
double peak_of_pulse(const Channel& c, double pulse_ms, double look_ms, double& when_ms) {
  const Matrix on = c.propagator({kSaturating, -66.0, 0.0, 0.0}, 0.1);
  const Matrix off = c.propagator({0.0, -66.0, 0.0, 0.0}, 0.1);
  ChannelState state = resting_state();
  double best = 0.0;
  for (int i = 0; 0.1 * i < look_ms; ++i) {
    const std::vector<double> next = multiply_row(state, 0.1 * i < pulse_ms - 0.05 ? on : off);
    std::copy(next.begin(), next.end(), state.begin());
    if (open_probability(state) > best) {
      best = open_probability(state);
      when_ms = 0.1 * (i + 1);
    }
  }
  return best;
}

}  // namespace

TEST_CASE("rows of the generator sum to zero and off-diagonal rates are not negative") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Matrix q = channel(subtype).generator({300.0, -60.0, 1.0, 0.7});
    for (std::size_t i = 0; i < kChannelStates; ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j < kChannelStates; ++j) {
        sum += q(i, j);
        if (i != j) CHECK(q(i, j) >= 0.0);
      }
      CHECK(std::abs(sum) < 1e-12 * std::abs(q(i, i)) + 1e-15);
    }
    // Magnesium and ketamine exclude each other, and only the open gate lets anything through.
    for (std::size_t i = 0; i < kChannelStates; ++i) {
      for (std::size_t j = 0; j < kChannelStates; ++j) {
        if (i / kGates == j / kGates || q(i, j) == 0.0) continue;
        CHECK(i % kGates == kOpen);
        CHECK(j % kGates == kOpen);
        CHECK((i / kGates == 0 || j / kGates == 0));
      }
    }
  }
}

TEST_CASE("probabilities stay probabilities for a microsecond and for ten minutes") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Channel c = channel(subtype);
    for (const double ms : {1e-3, 0.1, 10.0, 1e3, 6e5}) {
      const ChannelState state = c.step(resting_state(), {kSaturating, -40.0, 1.0, 3.0}, ms);
      CHECK(total(state) == doctest::Approx(1.0).epsilon(1e-10));
      CHECK(*std::min_element(state.begin(), state.end()) > -1e-13);
    }
  }
}

TEST_CASE("a short step without the matrix exponential is the same step") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Channel c = channel(subtype);
    for (const double glutamate : {0.0, 0.05, kSaturating}) {
      const ChannelConditions conditions{glutamate, -40.0, 1.0, 3.0};
      for (const double ms : {1e-3, 0.013, 0.1, 0.7, 3.0}) {
        const ChannelState start = c.equilibrium({5.0, -80.0, 0.2, 1.0});
        const std::vector<double> exact = multiply_row(start, c.propagator(conditions, ms));
        const ChannelState quick = c.step(start, conditions, ms);
        for (std::size_t i = 0; i < kChannelStates; ++i) CHECK(std::abs(exact[i] - quick[i]) < 1e-13);
      }
    }
  }
}

TEST_CASE("the scheme runs into its closed-form equilibrium, and stays in it") {
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Channel c = channel(subtype);
    const ChannelConditions conditions{50.0, -50.0, 1.0, 0.7};
    const ChannelState settled = c.equilibrium(conditions);
    CHECK(total(settled) == doctest::Approx(1.0).epsilon(1e-13));
    const ChannelState reached = c.step(resting_state(), conditions, 1e7);
    const std::vector<double> rate = multiply_row(settled, c.generator(conditions));
    for (std::size_t i = 0; i < kChannelStates; ++i) {
      CHECK(reached[i] == doctest::Approx(settled[i]).epsilon(1e-6));
      CHECK(std::abs(rate[i]) < 1e-14);
    }
  }
}

TEST_CASE("single-channel figures of the scheme: open times, peak and steady opening") {
  struct Row {
    Subtype subtype;
    double open_ms, pulse_peak, steady;
  };
  for (const Row& row :
       {Row{Subtype::glun2a, 2.84, 0.425, 0.085}, Row{Subtype::glun2b, 2.47, 0.114, 0.022}, Row{Subtype::glun2d, 0.91, 0.018, 0.018}}) {
    const Channel c = channel(row.subtype);
    CHECK(c.mean_open_ms() == doctest::Approx(row.open_ms).epsilon(0.005));
    double when_ms = 0.0;
    CHECK(peak_of_pulse(c, 4.0, 30.0, when_ms) == doctest::Approx(row.pulse_peak).epsilon(0.05));
    if (row.subtype == Subtype::glun2a) CHECK(when_ms == doctest::Approx(7.0).epsilon(0.05));
    if (row.subtype == Subtype::glun2b) CHECK(when_ms == doctest::Approx(12.5).epsilon(0.05));
    CHECK(c.gate_equilibrium(1e6)[kOpen] == doctest::Approx(row.steady).epsilon(0.05));
  }
}

TEST_CASE("synaptic currents of the scheme: peak, rise, decay and open time of one release") {
  struct Row {
    Subtype subtype;
    double peak, rise_ms, decay_ms, open_ms, peak_mg_minus60, peak_mg_plus40, area_over_peak_ms;
  };
  for (const Row& row :
       {Row{Subtype::glun2a, 0.42, 3.6, 38.0, 20.0, 0.036, 0.41, 42.0}, Row{Subtype::glun2b, 0.107, 5.9, 164.0, 36.0, 0.0095, 0.105, 323.0},
        Row{Subtype::glun2d, 0.017, 4.3, 860.0, 15.0, 0.0077, 0.017, 860.0}}) {
    const Epsc plain = epsc(row.subtype, -66.0, 0.0, 0.0);
    CHECK(plain.peak == doctest::Approx(row.peak).epsilon(0.05));
    CHECK(plain.rise_ms == doctest::Approx(row.rise_ms).epsilon(0.05));
    CHECK(plain.decay_ms == doctest::Approx(row.decay_ms).epsilon(0.05));
    CHECK(plain.open_ms == doctest::Approx(row.open_ms).epsilon(0.05));
    CHECK((row.subtype == Subtype::glun2a ? plain.early_ms : plain.open_ms) / plain.peak ==
          doctest::Approx(row.area_over_peak_ms).epsilon(0.05));
    CHECK(epsc(row.subtype, -60.0, 1.0, 0.0).peak == doctest::Approx(row.peak_mg_minus60).epsilon(0.05));
    CHECK(epsc(row.subtype, 40.0, 1.0, 0.0).peak == doctest::Approx(row.peak_mg_plus40).epsilon(0.05));
  }
  CHECK(epsc(Subtype::glun2a, -66.0, 0.0, 10.0).decay_ms == doctest::Approx(20.0).epsilon(0.05));
}

TEST_CASE("half-blocking levels and blocks agree with the recordings and with one another") {
  struct Row {
    Subtype subtype;
    double no_mg, rest, minus50, plus40, block_rest, block_minus50, block_10;
  };
  for (const Row& row :
       {Row{Subtype::glun2a, 0.33, 5.9, 3.9, 8.9, 0.107, 0.152, 0.63}, Row{Subtype::glun2b, 0.31, 5.5, 3.7, 8.4, 0.113, 0.160, 0.65},
        Row{Subtype::glun2d, 0.83, 2.9, 2.7, 22.0, 0.192, 0.209, 0.77}}) {
    const Channel c = channel(row.subtype);
    CHECK(c.ic50_um(-66.0, 0.0) == doctest::Approx(row.no_mg).epsilon(0.01));
    CHECK(c.ic50_um(-66.0, 1.0) == doctest::Approx(row.rest).epsilon(0.02));
    CHECK(c.ic50_um(-50.0, 1.0) == doctest::Approx(row.minus50).epsilon(0.03));
    CHECK(c.ic50_um(40.0, 0.0) == doctest::Approx(row.plus40).epsilon(0.03));
    const auto block = [&](double voltage, double ketamine) { return 1.0 - c.relative_current({1.0, voltage, 1.0, ketamine}); };
    CHECK(block(-66.0, 0.7) == doctest::Approx(row.block_rest).epsilon(0.01));
    CHECK(block(-50.0, 0.7) == doctest::Approx(row.block_minus50).epsilon(0.01));
    CHECK(block(-66.0, 10.0) == doctest::Approx(row.block_10).epsilon(0.01));
    CHECK(block(-66.0, c.ic50_um(-66.0, 1.0)) == doctest::Approx(0.5));
  }
}

TEST_CASE("magnesium and voltage: the tables of unblock and of ketamine's grip") {
  const Channel c = channel(Subtype::glun2a);
  constexpr double kMagnesium[][3] = {{-80, 0.025, 0.024}, {-66, 0.060, 0.056}, {-40, 0.299, 0.230},
                                      {-20, 1.03, 0.508},  {0, 3.57, 0.781},    {40, 42.6, 0.977}};
  for (const auto& [voltage, kd, unblocked] : kMagnesium) {
    CHECK(c.magnesium_kd_mm(voltage) == doctest::Approx(kd).epsilon(0.02));
    CHECK(c.pore_equilibrium({1.0, voltage, 1.0, 0.0})[0] == doctest::Approx(unblocked).epsilon(0.02));
  }
  constexpr double kKetamineKd[][2] = {{-80, 0.21}, {-66, 0.33}, {-40, 0.74}, {0, 2.57}, {40, 8.92}};
  for (const auto& [voltage, kd] : kKetamineKd) CHECK(c.ketamine_kd_um(voltage) == doctest::Approx(kd).epsilon(0.02));
}
