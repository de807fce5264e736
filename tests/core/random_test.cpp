#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <set>

#include "core/random.hpp"

using namespace syn;

TEST_CASE("Philox gives the published known answers") {
  using Four = std::array<std::uint32_t, 4>;
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == Four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t kOnes = 0xffffffff;
  CHECK(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) == Four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a random number is a function of who, what and when, and of each of them") {
  CHECK(uniform_at(7, 1, 2, 3) == uniform_at(7, 1, 2, 3));
  std::set<double> seen;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    for (std::uint64_t who = 0; who < 3; ++who) {
      for (std::uint32_t what = 0; what < 3; ++what) {
        for (std::uint32_t when = 0; when < 3; ++when) seen.insert(uniform_at(seed, who << 33U, what, when));
      }
    }
  }
  CHECK(seen.size() == 81);
}

TEST_CASE("uniform and normal deviates have their moments and never touch the ends") {
  constexpr int kDraws = 200000;
  double sum = 0.0, sum2 = 0.0, normal = 0.0, normal2 = 0.0, normal4 = 0.0, least = 1.0, most = 0.0;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const double u = uniform_at(11, i, 0);
    least = std::min(least, u);
    most = std::max(most, u);
    sum += u;
    sum2 += u * u;
    const double z = normal_at(11, i, 1);
    normal += z;
    normal2 += z * z;
    normal4 += z * z * z * z;
  }
  CHECK(least > 0.0);
  CHECK(most < 1.0);
  // Four standard errors each.
  CHECK(std::abs(sum / kDraws - 0.5) < 0.0026);
  CHECK(std::abs(sum2 / kDraws - 1.0 / 3.0) < 0.0027);
  CHECK(std::abs(normal / kDraws) < 0.009);
  CHECK(std::abs(normal2 / kDraws - 1.0) < 0.0127);
  CHECK(std::abs(normal4 / kDraws - 3.0) < 0.09);
}

TEST_CASE("a stream gives what its position says, whoever copies it") {
  Stream stream(5, 9, 1);
  CHECK(stream.uniform() == uniform_at(5, 9, 1, 0));
  Stream copy = stream;
  CHECK(stream.normal() == copy.normal());
  CHECK(stream.normal() == normal_at(5, 9, 1, 2));
  std::array<int, 6> counts{};
  for (int i = 0; i < 60000; ++i) ++counts[stream.below(6)];
  for (const int count : counts) CHECK(std::abs(count - 10000) < 400);
  double sum = 0.0;
  for (int i = 0; i < 100000; ++i) sum += stream.exponential();
  CHECK(std::abs(sum / 100000 - 1.0) < 0.013);
}

TEST_CASE("smooth noise is continuous, of standard deviation one, and forgets within a few units") {
  double largest_step = 0.0;
  for (int i = -30000; i < 30000; ++i) {
    const double x = 1e-3 * i;
    largest_step = std::max(largest_step, std::abs(smooth_noise(3, 4, 5, x + 1e-3) - smooth_noise(3, 4, 5, x)));
  }
  CHECK(largest_step < 0.01);  // slopes stay of the order of one
  // Across a lattice point as smooth as elsewhere.
  CHECK(std::abs(smooth_noise(3, 4, 5, 2.0 - 1e-9) - smooth_noise(3, 4, 5, 2.0 + 1e-9)) < 1e-7);

  double sum = 0.0, sum2 = 0.0, far = 0.0;
  constexpr int kSamples = 20000;
  for (int i = 0; i < kSamples; ++i) {
    const double value = smooth_noise(3, static_cast<std::uint64_t>(i), 5, 0.37 + 0.05 * (i % 20));
    sum += value;
    sum2 += value * value;
    far += value * smooth_noise(3, static_cast<std::uint64_t>(i), 5, 4.37 + 0.05 * (i % 20));
  }
  CHECK(std::abs(sum / kSamples) < 0.03);
  CHECK(std::sqrt(sum2 / kSamples) == doctest::Approx(1.0).epsilon(0.03));
  CHECK(std::abs(far / kSamples) < 0.03);
}
