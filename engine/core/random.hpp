// Random numbers without state: a number is a function of (seed, who, what, when).
//
// Because nothing is consumed in order, any thread count, any sharding and any direction of play give the
// same numbers. The generator is Philox4x32-10 (Salmon et al. 2011, SC11, doi:10.1145/2063384.2063405).
#pragma once

#include <array>
#include <cstdint>

namespace syn {

// Four independent 32-bit words for one 128-bit counter and 64-bit key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

// Uniform in the open interval (0, 1), 52 random bits: a function of the four arguments and nothing else.
double uniform_at(std::uint64_t seed, std::uint64_t who, std::uint32_t what, std::uint32_t when = 0);

// Standard normal deviate, same contract.
double normal_at(std::uint64_t seed, std::uint64_t who, std::uint32_t what, std::uint32_t when = 0);

// Share of a standard normal distribution that lies below x; and the x below which a share (0 < share < 1) lies. Both to a
// thousand millionth, x held within -6 and 6.
double normal_share(double x);
double normal_quantile(double share);

// A sequence for one identity, for code that reads better with "next". Copyable; equal streams give equal numbers.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t who, std::uint32_t what = 0) : seed_(seed), who_(who), what_(what) {}
  double uniform() { return uniform_at(seed_, who_, what_, next_++); }
  double normal() { return normal_at(seed_, who_, what_, next_++); }
  double exponential();                  // mean 1
  std::uint32_t below(std::uint32_t n);  // 0 .. n-1, n > 0

 private:
  std::uint64_t seed_;
  std::uint64_t who_;
  std::uint32_t what_;
  std::uint32_t next_ = 0;
};

// Smooth noise in time, standard deviation about 1, correlation time about 1 in units of `x`: seeded value noise
// with a smooth blend. A function of its arguments, so it can be evaluated at any moment and backwards.
double smooth_noise(std::uint64_t seed, std::uint64_t who, std::uint32_t what, double x);

}  // namespace syn
