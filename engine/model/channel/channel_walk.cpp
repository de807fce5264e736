#include "model/channel/channel_walk.hpp"

#include <algorithm>
#include <limits>

#include "core/maths.hpp"
#include "core/random.hpp"

namespace syn {
namespace {

constexpr std::uint32_t kWalkIdentity = 0x57414C4BU;  // keeps these numbers apart from others of the same seed
constexpr double kTwoTo53 = 0x1.0p53;
constexpr double kTwoTo32 = 0x1.0p32;

// The layers of equal area under exp(-x): where the lowest one ends, and the area (Marsaglia & Tsang 2000).
constexpr double kTailStart = 7.69711747013104972;
constexpr double kLayerArea = 0.0039496598225815571993;

}  // namespace

WalkRandom::Layers::Layers() {
  double x = kTailStart;
  const double base = kLayerArea / maths::exp(-x);
  inside[0] = static_cast<std::uint64_t>(x / base * kTwoTo53);
  inside[1] = 0;
  width[0] = base / kTwoTo53;
  width[kLayers - 1] = x / kTwoTo53;
  height[0] = 1.0;
  height[kLayers - 1] = maths::exp(-x);
  for (std::size_t i = kLayers - 2; i >= 1; --i) {
    const double wider = x;
    x = -maths::log(kLayerArea / wider + maths::exp(-wider));
    inside[i + 1] = static_cast<std::uint64_t>(x / wider * kTwoTo53);
    width[i] = x / kTwoTo53;
    height[i] = maths::exp(-x);
  }
}

const WalkRandom::Layers& WalkRandom::shared_layers() {
  static const Layers kShared;
  return kShared;
}

WalkRandom::WalkRandom(std::uint64_t seed, std::uint64_t receptor) : layers_(&shared_layers()) {
  const auto words = [&](std::uint32_t part) {
    return philox4x32({static_cast<std::uint32_t>(receptor), static_cast<std::uint32_t>(receptor >> 32), kWalkIdentity, part},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  };
  const auto first = words(0);
  const auto second = words(1);
  const auto join = [](std::uint32_t high, std::uint32_t low) { return (static_cast<std::uint64_t>(high) << 32) | low; };
  s_ = {join(first[0], first[1]), join(first[2], first[3]), join(second[0], second[1]), join(second[2], second[3])};
}

double WalkRandom::edge(std::size_t layer, std::uint64_t place) {
  double shift = 0.0;
  for (;;) {
    const double x = static_cast<double>(place) * layers_->width[layer];
    if (place < layers_->inside[layer]) return shift + x;
    if (layer == 0) {
      shift += kTailStart;  // the tail is the same curve again
    } else {
      const double u = (static_cast<double>(bits() >> 11) + 0.5) / kTwoTo53;
      if (layers_->height[layer] + u * (layers_->height[layer - 1] - layers_->height[layer]) < maths::exp(-x)) return shift + x;
    }
    const std::uint64_t random = bits();
    layer = random & 0xFFU;
    place = random >> 11;
  }
}

WalkTable::Row WalkTable::row_of(const Matrix& generator, std::size_t state) {
  Row row{};
  std::array<double, kSlots> weights{};
  std::array<std::uint16_t, kSlots> targets{};
  std::size_t count = 0;
  for (std::size_t to = 0; to < kChannelStates; ++to) {
    if (to == state || !(generator(state, to) > 0.0)) continue;
    row.rate_per_ms += generator(state, to);
    weights[count] = generator(state, to);
    targets[count++] = static_cast<std::uint16_t>(to);
  }
  row.mean_ms = count == 0 ? std::numeric_limits<double>::infinity() : 1.0 / row.rate_per_ms;
  if (count == 0) targets.fill(static_cast<std::uint16_t>(state));
  // Each slot is filled up to the mean from one that has more than its share.
  for (double& weight : weights) weight *= count == 0 ? 0.0 : static_cast<double>(kSlots) / row.rate_per_ms;
  std::array<bool, kSlots> done{};
  for (std::size_t turn = 0; turn < kSlots; ++turn) {
    std::size_t least = kSlots;
    std::size_t most = kSlots;
    for (std::size_t i = 0; i < kSlots; ++i) {
      if (done[i]) continue;
      if (least == kSlots || weights[i] < weights[least]) least = i;
      if (most == kSlots || weights[i] > weights[most]) most = i;
    }
    const double own = turn + 1 == kSlots ? 1.0 : std::min(1.0, weights[least]);
    row.exits.slots[least] = {static_cast<std::uint32_t>(std::min(own * kTwoTo32, kTwoTo32 - 1.0)),
                              static_cast<std::uint16_t>(targets[least] | (targets[most] << 8U))};
    weights[most] -= 1.0 - own;
    done[least] = true;
  }
  return row;
}

WalkTable::WalkTable(const Channel& channel, const ChannelConditions& conditions, double bin_ms, std::span<const double> added_um)
    : bin_ms_(bin_ms) {
  const Matrix generator = channel.generator(conditions);
  for (std::size_t state = 0; state < kChannelStates; ++state) {
    const Row row = row_of(generator, state);
    mean_ms_[state] = row.mean_ms;
    rate_per_ms_[state] = row.rate_per_ms;
    exits_[state] = row.exits;
  }
  bins_.reserve(added_um.size());
  for (const double added : added_um) {
    ChannelConditions within = conditions;
    within.glutamate_um += added;
    const Matrix q = channel.generator(within);
    auto& rows = bins_.emplace_back();
    for (std::size_t pore = 0; pore < kPores; ++pore) {
      for (const Gate gate : {Gate::r, Gate::ra}) {
        const WalkState state = walk_state(static_cast<Pore>(pore), gate);
        rows[glutamate_row(state)] = row_of(q, state);
      }
    }
  }
}

WalkTable WalkTable::release(const Channel& channel, const ChannelConditions& between) {
  return WalkTable(channel, between, kReleaseBinMs, channel.release_bins_um());
}

ChannelWalk::ChannelWalk(std::uint64_t seed, std::uint64_t receptor, WalkState start)
    : random_(seed, receptor), state_(start), hazard_(random_.exponential()) {}

ChannelWalk::ChannelWalk(std::uint64_t seed, std::uint64_t receptor, const ChannelState& shares) : ChannelWalk(seed, receptor) {
  double left = static_cast<double>(random_.bits() >> 11) / kTwoTo53;
  for (state_ = 0; state_ + 1 < kChannelStates && left >= shares[state_]; ++state_) left -= shares[state_];
}

}  // namespace syn
