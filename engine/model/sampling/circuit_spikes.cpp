#include "model/sampling/circuit_spikes.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace syn::circuit {
namespace {

constexpr std::uint32_t kCount = 700, kPlace = 720, kKeep = 760;  // what is drawn
constexpr std::uint32_t kMax = 16;                                // candidates a bin; one bin in 10^15 would have more

double smooth(double x) {
  const double t = std::clamp(x, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

// Poisson by inversion.
std::uint32_t candidates(double uniform) {
  double term = std::exp(-kHighest_hz * kBin_s);
  double sum = term;
  std::uint32_t n = 0;
  while (uniform > sum && n < kMax) {
    ++n;
    term *= kHighest_hz * kBin_s / n;
    sum += term;
  }
  return n;
}

// Calls found(time, the rate from which the candidate is a spike) for each candidate, bin by bin.
template <class Found>
void each_candidate(std::uint64_t seed, std::uint64_t cell, double from_s, double to_s, Found found) {
  const auto first = static_cast<std::int64_t>(std::floor(from_s / kBin_s));
  const auto last = static_cast<std::int64_t>(std::floor(to_s / kBin_s));
  for (std::int64_t bin = first; bin <= last; ++bin) {
    const auto when = static_cast<std::uint32_t>(bin);  // 497 days before it comes round again
    const std::uint32_t n = candidates(uniform_at(seed, cell, kCount, when));
    for (std::uint32_t i = 0; i < n; ++i) {
      const double t = kBin_s * (static_cast<double>(bin) + uniform_at(seed, cell, kPlace + i, when));
      if (t < from_s || t >= to_s) continue;
      found(t, uniform_at(seed, cell, kKeep + i, when) * kHighest_hz);
    }
  }
}

}  // namespace

std::vector<double> spikes_between(std::uint64_t seed, std::uint64_t cell, double from_s, double to_s,
                                   const std::function<double(double)>& rate_hz) {
  std::vector<double> out;
  each_candidate(seed, cell, from_s, to_s, [&](double t, double needed_hz) {
    if (needed_hz < rate_hz(t)) out.push_back(t);
  });
  std::sort(out.begin(), out.end());
  return out;
}

SpikesAtTwo spikes_at_two(std::uint64_t seed, std::uint64_t cell, double from_s, double to_s, double first_hz, double second_hz) {
  SpikesAtTwo out;
  each_candidate(seed, cell, from_s, to_s, [&](double t, double needed_hz) {
    if (needed_hz < first_hz) out.first_s.push_back(t);
    if (needed_hz < second_hz) out.second_s.push_back(t);
  });
  std::sort(out.first_s.begin(), out.first_s.end());
  std::sort(out.second_s.begin(), out.second_s.end());
  return out;
}

double next_spike(std::uint64_t seed, std::uint64_t cell, double from_s, double reach_s, const std::function<double(double)>& rate_hz) {
  constexpr double kStretch_s = 0.1;
  for (double at = from_s; at < from_s + reach_s; at += kStretch_s) {
    const auto found = spikes_between(seed, cell, at, at + kStretch_s, rate_hz);
    if (!found.empty()) return std::min(found.front(), from_s + reach_s);
  }
  return from_s + reach_s;
}

double glow(double since_s) {
  if (since_s <= 0.0) return 0.0;
  return since_s < kRise_s ? smooth(since_s / kRise_s) : 1.0 - smooth((since_s - kRise_s) / kFall_s);
}

}  // namespace syn::circuit
