#include "app/stages/synapse/synapse_moment.hpp"

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>
#include <numeric>

#include "core/random.hpp"

namespace syn::synapse {
namespace {

constexpr double kReleaseEvery_s = 1.0;
constexpr double kReleasesPerKetamineBin = 8.0;
constexpr double kKetamineMoves_s = 0.008;  // after a release, about when most gates stand open
constexpr double kKetamineTakes_s = 0.004;
// A time such as 40 min is not a whole number of seconds in binary hours; it still belongs to the second it names.
constexpr double kRounding_s = 1.0e-7;

// Names of the draws. The first five take part in one five-dimensional sequence.
enum What : std::uint32_t {
  draw_ketamine,
  draw_ketamine_open,
  draw_open,
  draw_open_magnesium,
  draw_shut_magnesium,
  who_ketamine,
  who_gate,
  where_release
};

Bin bin_of(double time_s, double length_s) {
  const double number = std::floor(time_s / length_s);
  return {static_cast<std::int64_t>(number), time_s - number * length_s, length_s};
}

double ambient_bin_s(Lens lens) {
  switch (lens) {
    case Lens::min: return 60.0;
    case Lens::h: return 15.0 * 60.0;
    case Lens::d: return 6.0 * 3600.0;
    default: return 24.0 * 3600.0;
  }
}

// What the two bins settle, before any fading.
struct Settled {
  std::array<bool, kNmdaReceptors> ketamine{};
  std::array<bool, kNmdaReceptors> open{};
  std::array<bool, kNmdaReceptors> magnesium{};
  std::array<float, kNmdaReceptors> gate{};  // how far an open gate has come, 0..1
};

// Of the receptors of `order` for which `among` holds, the first floor(share * number + u) are picked.
template <class Among, class Pick>
void pick(const std::array<int, kNmdaReceptors>& order, double share, double u, Among&& among, Pick&& pick_one) {
  const auto number = std::count_if(order.begin(), order.end(), among);
  const double reached = std::clamp(share, 0.0, 1.0) * static_cast<double>(number) + u;
  int rank = 0;
  for (const int who : order) {
    if (!among(who)) continue;
    if (static_cast<double>(++rank) > reached) return;
    pick_one(who, reached - rank);
  }
}

Settled settle(std::uint64_t seed, Lens lens, std::int64_t ketamine_number, std::int64_t gate_number, const Shares& shares) {
  Settled out;
  const auto at = [](auto& list, int who) -> auto& { return list[static_cast<std::size_t>(who)]; };
  auto holders = order_of(seed, who_ketamine, ketamine_number, 0.25);
  std::stable_partition(holders.begin(), holders.end(), [](int who) { return who == 0; });
  pick(
      holders, shares.ketamine, stratified_draw(seed, draw_ketamine, ketamine_number), [](int) { return true; },
      [&](int who, double) { at(out.ketamine, who) = true; });

  // Which gates open is new in every release; between releases who is empty drifts.
  const auto order = order_of(seed, who_gate, gate_number, shows_release(lens) ? 1.0 : 0.25);
  const auto open_one = [&](int who, double beyond) {
    at(out.open, who) = true;
    at(out.gate, who) = 0.4F + 0.6F * glm::smoothstep(0.0F, 0.5F, static_cast<float>(beyond));
  };
  const auto take_magnesium = [&](int who, double) { at(out.magnesium, who) = true; };
  const auto u = [&](What what) { return stratified_draw(seed, what, gate_number); };
  pick(
      order, shares.open, u(draw_ketamine_open), [&](int who) { return at(out.ketamine, who); }, open_one);
  pick(
      order, shares.open, u(draw_open), [&](int who) { return !at(out.ketamine, who); }, open_one);
  const auto among = [&](bool open) { return [&out, at, open](int who) { return !at(out.ketamine, who) && at(out.open, who) == open; }; };
  pick(order, shares.magnesium, u(draw_open_magnesium), among(true), take_magnesium);
  pick(order, shares.magnesium, u(draw_shut_magnesium), among(false), take_magnesium);
  return out;
}

ReceptorState state_of(bool open, bool ketamine, bool magnesium) {
  if (ketamine) return open ? ReceptorState::open_ketamine : ReceptorState::trapped;
  if (open) return magnesium ? ReceptorState::open_magnesium : ReceptorState::open;
  return magnesium ? ReceptorState::shut_magnesium : ReceptorState::shut;
}

}  // namespace

std::string_view name_of(ReceptorState state) {
  switch (state) {
    case ReceptorState::shut: return "receptor_shut";
    case ReceptorState::shut_magnesium: return "receptor_shut_mg";
    case ReceptorState::open: return "receptor_open";
    case ReceptorState::open_magnesium: return "receptor_open_mg";
    case ReceptorState::open_ketamine: return "receptor_open_ketamine";
    case ReceptorState::trapped: return "receptor_trapped";
  }
  return {};
}

Release last_release(std::uint64_t seed, Hours time) {
  const Bin bin = bin_of(time.seconds() + kRounding_s, kReleaseEvery_s);
  Release release{bin.number, std::max(0.0, bin.since_s - kRounding_s) * 1000.0, 0};
  release.site = static_cast<int>(kFrontVesicles * uniform_at(seed, static_cast<std::uint64_t>(bin.number), where_release));
  return release;
}

Bin gate_bin(Hours time, Lens lens) {
  return bin_of(time.seconds() + kRounding_s, shows_release(lens) ? kReleaseEvery_s : ambient_bin_s(lens));
}

Bin ketamine_bin(Hours time, Lens lens) {
  if (!shows_release(lens)) return gate_bin(time, lens);
  return bin_of(time.seconds() + kRounding_s - kKetamineMoves_s, kReleasesPerKetamineBin * kReleaseEvery_s);
}

double stratified_draw(std::uint64_t seed, std::uint32_t what, std::int64_t bin) {
  // Powers of 1/g, g the positive root of g^6 = g + 1: the five-dimensional member of the golden-ratio family.
  constexpr double kRoot = 1.1347241384015194;
  const double x = uniform_at(seed, 0, what) + std::fmod(static_cast<double>(bin) * std::pow(kRoot, -1.0 - what), 1.0);
  return x - std::floor(x);
}

std::array<int, kNmdaReceptors> order_of(std::uint64_t seed, std::uint32_t what, std::int64_t bin, double drift) {
  std::array<double, kNmdaReceptors> score{};
  for (std::size_t who = 0; who < score.size(); ++who) {
    score[who] = drift >= 1.0 ? uniform_at(seed, who, what, static_cast<std::uint32_t>(bin))
                              : smooth_noise(seed, who, what, drift * static_cast<double>(bin));
  }
  std::array<int, kNmdaReceptors> order{};
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&score](int a, int b) { return score[static_cast<std::size_t>(a)] < score[static_cast<std::size_t>(b)]; });
  return order;
}

ReceptorMoments receptors_at(std::uint64_t seed, Hours time, Lens lens, const Shares& shares) {
  const Bin ketamine = ketamine_bin(time, lens);
  const Bin gate = gate_bin(time, lens);
  const Settled now = settle(seed, lens, ketamine.number, gate.number, shares);
  const double fade_s = shows_release(lens) ? kKetamineTakes_s : 0.5 * ketamine.length_s;
  const bool fading = ketamine.since_s < fade_s;
  // Shortly after a bin began, what was before still shows. Gates need no fading while a release is shown: they are
  // all shut when it begins.
  const Settled before =
      fading ? settle(seed, lens, ketamine.number - 1, shows_release(lens) ? gate.number : gate.number - 1, shares) : now;
  const auto progress = static_cast<float>(std::clamp(ketamine.since_s / fade_s, 0.0, 1.0));
  const float mix = glm::smoothstep(0.0F, 1.0F, progress);
  const auto faded = [mix](bool from, bool to) { return std::lerp(from ? 1.0F : 0.0F, to ? 1.0F : 0.0F, mix); };
  ReceptorMoments out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    ReceptorMoment& r = out[i];
    r.state = state_of(now.open[i], now.ketamine[i], now.magnesium[i]);
    r.gate = std::lerp(before.gate[i], now.gate[i], mix);
    r.ketamine = faded(before.ketamine[i], now.ketamine[i]);
    r.magnesium = faded(before.magnesium[i], now.magnesium[i]);
    // A shut gate lets nobody pass: within a release, ketamine is seen to come or go only through an open one.
    const bool may_pass = !shows_release(lens) || now.open[i];
    if (fading && may_pass && now.ketamine[i] != before.ketamine[i]) {
      r.arrival = now.ketamine[i] ? progress : 1.0F - progress;
    }
  }
  return out;
}

std::array<int, kReceptorStates.size()> count_states(const ReceptorMoments& receptors) {
  std::array<int, kReceptorStates.size()> counts{};
  for (const ReceptorMoment& r : receptors) ++counts[static_cast<std::size_t>(r.state)];
  return counts;
}

}  // namespace syn::synapse
