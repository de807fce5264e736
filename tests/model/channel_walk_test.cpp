// The random walk of single receptors against the master equation, which has the same states without chance.
#include "model/channel/channel_walk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr WalkState kOpen = walk_state(Pore::empty, Gate::o);
const ChannelConditions kSynapse{0.0, -60.0, 1.0, 0.0};

Channel channel(Subtype subtype = Subtype::glun2a) { return Channel(test::shipped(), subtype); }

using Events = std::vector<std::pair<double, WalkState>>;

Events events(ChannelWalk walk, const WalkTable& table, const std::vector<double>& cuts) {
  Events out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
    walk.advance(table, cuts[i], cuts[i + 1], [&](double ms, WalkState state) { out.emplace_back(ms, state); });
  return out;
}

// Shares of `count` receptors in the 24 states.
ChannelState shares_of(const std::vector<ChannelWalk>& walks) {
  ChannelState shares{};
  for (const ChannelWalk& walk : walks) shares[walk.state()] += 1.0 / static_cast<double>(walks.size());
  return shares;
}

// Sum over the states of (found - expected)^2 / expected times the count: chi-square with fewer than 24 degrees.
double chi_square(const ChannelState& found, const ChannelState& expected, double count) {
  double sum = 0.0;
  double rare_found = 0.0, rare_expected = 0.0;
  const auto term = [&](double f, double e) { return count * (f - e) * (f - e) / e; };
  for (std::size_t i = 0; i < kChannelStates; ++i) {
    if (expected[i] * count < 5.0) {
      rare_found += found[i];
      rare_expected += std::max(0.0, expected[i]);
    } else {
      sum += term(found[i], expected[i]);
    }
  }
  return rare_expected * count >= 1.0 ? sum + term(rare_found, rare_expected) : sum;
}
constexpr double kChiSquareLimit = 55.0;  // 24 degrees of freedom: once in 3,000 seeds

}  // namespace

TEST_CASE("a seed and a receptor have one life; another receptor or seed has another") {
  const WalkTable table = WalkTable::release(channel(), kSynapse);
  const std::vector<double> whole{0.0, 300.0};
  const Events first = events(ChannelWalk(7, 1), table, whole);
  CHECK(first.size() > 5);
  CHECK(first == events(ChannelWalk(7, 1), table, whole));
  CHECK(first != events(ChannelWalk(7, 2), table, whole));
  CHECK(first != events(ChannelWalk(8, 1), table, whole));
  for (std::size_t i = 1; i < first.size(); ++i) CHECK(first[i].first > first[i - 1].first);
}

TEST_CASE("a walk cut into pieces has the events of the whole") {
  const WalkTable table = WalkTable::release(channel(), {0.0, -60.0, 1.0, 5.0});
  std::vector<double> cuts;
  for (int i = 0; i <= 4000; ++i) cuts.push_back(0.073 * i);
  for (std::uint64_t receptor = 0; receptor < 50; ++receptor) {
    const Events whole = events(ChannelWalk(3, receptor), table, {cuts.front(), cuts.back()});
    const Events pieces = events(ChannelWalk(3, receptor), table, cuts);
    REQUIRE(whole.size() == pieces.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      CHECK(whole[i].second == pieces[i].second);
      CHECK(whole[i].first == doctest::Approx(pieces[i].first).epsilon(1e-9));
    }
  }
}

TEST_CASE("every step of the walk is one the scheme allows") {
  const Channel c = channel(Subtype::glun2b);
  const ChannelConditions conditions{20.0, -40.0, 1.0, 3.0};
  const Matrix q = c.generator(conditions);
  WalkState before = walk_state(Pore::empty, Gate::r);
  ChannelWalk walk(5, 5, before);
  bool allowed = true;
  std::array<int, kChannelStates> visits{};
  walk.advance(WalkTable(c, conditions), 0.0, 60000.0, [&](double, WalkState next) {
    allowed = allowed && q(before, next) > 0.0;
    ++visits[next];
    before = next;
  });
  CHECK(allowed);
  CHECK(*std::min_element(visits.begin(), visits.end()) > 0);  // and it finds all 24 states
}

TEST_CASE("20,000 receptors after one release: opening, first visits and stays of GluN2A in 1 mM magnesium") {
  constexpr int kReceptors = 20000;
  const Channel c = channel();
  const WalkTable table = WalkTable::release(c, kSynapse);
  int open_at_6ms = 0, ever_open = 0, stays = 0;
  double stayed_ms = 0.0;
  for (std::uint64_t receptor = 0; receptor < kReceptors; ++receptor) {
    ChannelWalk walk(1, receptor);
    bool ever = false;
    double since = 0.0;
    bool open = false;
    const auto visit = [&](double now, WalkState next) {
      if (open) {
        stayed_ms += now - since;
        ++stays;
      }
      open = next == kOpen;
      ever = ever || open;
      since = now;
    };
    walk.advance(table, 0.0, 6.0, visit);
    open_at_6ms += walk.state() == kOpen ? 1 : 0;
    walk.advance(table, 6.0, 400.0, visit);
    ever_open += ever ? 1 : 0;
  }
  const ReleaseStepper stepper(c, kSynapse);
  const double expected = open_probability(stepper.run(resting_state(), 6.0).back());
  const double spread = std::sqrt(expected / kReceptors);
  CHECK(expected == doctest::Approx(0.0355).epsilon(0.01));
  CHECK(std::abs(static_cast<double>(open_at_6ms) / kReceptors - expected) < 3.5 * spread);
  CHECK(static_cast<double>(ever_open) / kReceptors == doctest::Approx(0.82).epsilon(0.02));
  const Matrix q = c.generator(kSynapse);
  CHECK(stayed_ms / stays == doctest::Approx(-1.0 / q(kOpen, kOpen)).epsilon(0.01));
  CHECK(stayed_ms / stays == doctest::Approx(0.056).epsilon(0.05));
}

TEST_CASE("through a release the 24 states of many receptors follow the master equation") {
  constexpr int kReceptors = 40000;
  for (const Subtype subtype : {Subtype::glun2a, Subtype::glun2b, Subtype::glun2d}) {
    const Channel c = channel(subtype);
    const ChannelConditions conditions{c.ambient_glutamate_um(), -50.0, 1.0, 2.0};
    const ChannelState start = c.equilibrium(conditions);
    const auto expected = ReleaseStepper(c, conditions).run(start, 60.0);
    const WalkTable table = WalkTable::release(c, conditions);
    std::vector<ChannelWalk> walks;
    for (std::uint64_t i = 0; i < kReceptors; ++i) walks.emplace_back(11, i, start);
    double now = 0.0;
    CHECK(chi_square(shares_of(walks), start, kReceptors) < kChiSquareLimit);
    for (const std::size_t bin : {std::size_t{2}, std::size_t{24}, std::size_t{79}, std::size_t{119}, std::size_t{150}}) {
      const double until = ReleaseStepper::bin_end_ms(bin);
      for (ChannelWalk& walk : walks) walk.advance(table, now, until);
      now = until;
      CAPTURE(name_of(subtype));
      CAPTURE(until);
      CHECK(chi_square(shares_of(walks), expected[bin], kReceptors) < kChiSquareLimit);
    }
  }
}

TEST_CASE("a step of voltage and drug in the middle of a stay needs no new start") {
  constexpr int kReceptors = 40000;
  const Channel c = channel();
  const ChannelConditions before{1000.0, -70.0, 1.0, 0.0};
  const ChannelConditions after{1000.0, 20.0, 0.0, 100.0};
  const ChannelState start = c.equilibrium(before);
  const WalkTable first(c, before), second(c, after);
  std::vector<ChannelWalk> walks;
  for (std::uint64_t i = 0; i < kReceptors; ++i) walks.emplace_back(21, i, start);
  for (ChannelWalk& walk : walks) walk.advance(first, 0.0, 3.0);
  CHECK(chi_square(shares_of(walks), start, kReceptors) < kChiSquareLimit);
  double now = 0.0;
  for (const double until : {0.02, 0.3, 4.0, 80.0}) {
    for (ChannelWalk& walk : walks) walk.advance(second, now, until);
    now = until;
    CAPTURE(until);
    CHECK(chi_square(shares_of(walks), c.step(start, after, until), kReceptors) < kChiSquareLimit);
  }
}

TEST_CASE("stays last exponentially long: mean, spread and the share beyond three means") {
  const Channel c = channel();
  const ChannelConditions conditions{1000.0, -60.0, 0.0, 0.0};
  ChannelWalk walk(2, 2);
  double sum = 0.0, squares = 0.0, since = 0.0;
  int stays = 0, long_ones = 0;
  bool open = false;
  const double mean = -1.0 / c.generator(conditions)(kOpen, kOpen);
  walk.advance(WalkTable(c, conditions), 0.0, 1e7, [&](double now, WalkState next) {
    if (open) {
      const double stay = (now - since) / mean;
      sum += stay;
      squares += stay * stay;
      long_ones += stay > 3.0 ? 1 : 0;
      ++stays;
    }
    open = next == kOpen;
    since = now;
  });
  const double n = stays;
  REQUIRE(stays > 200000);
  CHECK(std::abs(sum / n - 1.0) < 4.0 / std::sqrt(n));
  CHECK(std::abs(squares / n - 2.0) < 4.0 * std::sqrt(20.0 / n));
  CHECK(std::abs(long_ones / n - std::exp(-3.0)) < 4.0 * std::sqrt(std::exp(-3.0) / n));
}

TEST_CASE("over a long time the walk is in each state as often as the closed form says") {
  const Channel c = channel();
  const ChannelConditions conditions{10.0, -40.0, 1.0, 2.0};
  const ChannelState expected = c.equilibrium(conditions);
  ChannelWalk walk(4, 4, expected);
  ChannelState time{};
  double since = 0.0;
  constexpr double kLong = 2e7;  // five and a half hours of one receptor
  WalkState state = walk.state();
  walk.advance(WalkTable(c, conditions), 0.0, kLong, [&](double now, WalkState next) {
    time[state] += now - since;
    state = next;
    since = now;
  });
  const double open = time[kOpen] / kLong;
  CHECK(open == doctest::Approx(expected[kOpen]).epsilon(0.03));
  const PoreShares pores = pore_shares(time);
  for (std::size_t i = 0; i < kPores; ++i) CHECK(pores[i] / kLong == doctest::Approx(pore_shares(expected)[i]).epsilon(0.06));
}

TEST_CASE("without glutamate nothing ever happens to a resting or a trapped receptor") {
  const WalkTable table(channel(), {0.0, 0.0, 1.0, 10.0});
  for (const Pore pore : {Pore::empty, Pore::magnesium, Pore::ketamine}) {
    ChannelWalk walk(9, 9, walk_state(pore, Gate::r));
    int steps = 0;
    walk.advance(table, 0.0, 3.6e6, [&](double, WalkState) { ++steps; });
    CHECK(steps == 0);
    CHECK(walk.state() == walk_state(pore, Gate::r));
  }
}
