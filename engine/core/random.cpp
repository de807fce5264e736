#include "core/random.hpp"

#include <cmath>
#include <numbers>

#include "core/maths.hpp"

namespace syn {
namespace {

struct Words {
  std::uint32_t high;
  std::uint32_t low;
};

Words multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

std::array<std::uint32_t, 4> draw(std::uint64_t seed, std::uint64_t who, std::uint32_t what, std::uint32_t when) {
  return philox4x32({static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32), what, when},
                    {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
}

// 52 bits placed in the middle of their cell, so that neither 0 nor 1 can come out.
double open_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 20) ^ (low >> 12);
  return (static_cast<double>(bits & 0xFFFFFFFFFFFFFULL) + 0.5) * 0x1.0p-52;
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const Words first = multiply(0xD2511F53U, counter[0]);
    const Words second = multiply(0xCD9E8D57U, counter[2]);
    counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1], first.low};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

double uniform_at(std::uint64_t seed, std::uint64_t who, std::uint32_t what, std::uint32_t when) {
  const auto words = draw(seed, who, what, when);
  return open_unit(words[0], words[1]);
}

double normal_at(std::uint64_t seed, std::uint64_t who, std::uint32_t what, std::uint32_t when) {
  const auto words = draw(seed, who, what, when);
  const double radius = std::sqrt(-2.0 * maths::log(open_unit(words[0], words[1])));
  return radius * maths::cos(2.0 * std::numbers::pi * open_unit(words[2], words[3]));
}

double normal_share(double x) {
  constexpr double kFar = 6.0;
  constexpr double kRootTwoPi = 2.5066282746310002;
  if (std::abs(x) > kFar) return x > 0.0 ? 1.0 : 0.0;
  // x + x^3/3 + x^5/(3 5) + ..., times the density.
  double term = x;
  double sum = x;
  for (double n = 3.0; std::abs(term) > 1e-17; n += 2.0) {
    term *= x * x / n;
    sum += term;
  }
  return 0.5 + sum * maths::exp(-0.5 * x * x) / kRootTwoPi;
}

double normal_quantile(double share) {
  double low = -6.0;
  double high = 6.0;
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (low + high);
    (normal_share(middle) < share ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double Stream::exponential() { return -maths::log(uniform()); }

std::uint32_t Stream::below(std::uint32_t n) { return static_cast<std::uint32_t>(uniform() * n); }

double smooth_noise(std::uint64_t seed, std::uint64_t who, std::uint32_t what, double x) {
  const double cell = std::floor(x);
  const double t = x - cell;
  const auto at = [&](double offset) {
    return normal_at(seed, who, what, static_cast<std::uint32_t>(static_cast<std::int64_t>(cell + offset)));
  };
  // Cubic B-spline blend of four lattice values: continuous up to the second derivative.
  const double s = 1.0 - t;
  const double w0 = s * s * s / 6.0;
  const double w1 = (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0;
  const double w2 = (3.0 * s * s * s - 6.0 * s * s + 4.0) / 6.0;
  const double w3 = t * t * t / 6.0;
  const double blended = w0 * at(-1.0) + w1 * at(0.0) + w2 * at(1.0) + w3 * at(2.0);
  return blended * 1.44;  // the blend shrinks the standard deviation to about 0.69 on average over a cell
}

}  // namespace syn
