// When the cells of the circuit stage fire: a seeded random process whose mean rate is the modelled one.
//
// Time is cut into bins of 10 ms. Each (seed, cell, bin) has candidates, a Poisson number at kHighest_hz, at uniform
// places in the bin; a candidate is a spike with probability rate(t)/kHighest_hz (thinning: Lewis & Shedler 1979). A
// spike is therefore a function of (seed, cell, time) and the rate there, and playing backwards gives the same spikes.
// Every cell of a class has the mean rate of its class, which is all that is modelled; no refractory time, no rhythm.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/units.hpp"

namespace syn::circuit {

inline constexpr double kHighest_hz = 100.0;  // no modelled class comes near it; higher rates would be cut to it
inline constexpr double kBin_s = 0.01;

// Spike times in seconds of the story, ascending, in [from_s, to_s). `rate_hz(t_s)` >= 0. `cell` is any identity.
std::vector<double> spikes_between(std::uint64_t seed, std::uint64_t cell, double from_s, double to_s,
                                   const std::function<double(double)>& rate_hz);

// The same for two rates that hold all the while, in one go: which of the spikes there are at the first, and which at the
// second. Where one rate is higher, all spikes of the other are among its own.
struct SpikesAtTwo {
  std::vector<double> first_s, second_s;
};
SpikesAtTwo spikes_at_two(std::uint64_t seed, std::uint64_t cell, double from_s, double to_s, double first_hz, double second_hz);

// The first spike at or after `from_s`; from_s + reach_s where none comes before.
double next_spike(std::uint64_t seed, std::uint64_t cell, double from_s, double reach_s, const std::function<double(double)>& rate_hz);

// How bright a cell is `since` a spike, in units of the viewer's seconds: 0 at the spike, 1 after kRise, 0 after kRise
// + kFall. Without corners, so that nothing flashes.
inline constexpr double kRise_s = 0.45, kFall_s = 1.1;
double glow(double since_s);

}  // namespace syn::circuit
