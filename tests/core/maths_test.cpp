// musl's functions, compiled in: right to the last bits against the system's, and the same bits as on every machine.
#include <doctest/doctest.h>

#include <bit>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/maths.hpp"

namespace maths = syn::maths;

namespace {

// Numbers of type double between the two.
std::int64_t apart(double a, double b) { return std::abs(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b)); }

}  // namespace

TEST_CASE("every function agrees with the system's to 2 units in the last place") {
  for (int i = 1; i < 4000; ++i) {
    const double x = 0.005 * i * (1.0 + 1e-9 * i);
    CAPTURE(x);
    CHECK(apart(maths::exp(x), std::exp(x)) <= 2);
    CHECK(apart(maths::exp(-x), std::exp(-x)) <= 2);
    CHECK(apart(maths::expm1(x), std::expm1(x)) <= 2);
    CHECK(apart(maths::expm1(-x), std::expm1(-x)) <= 2);
    CHECK(apart(maths::log(x), std::log(x)) <= 2);
    CHECK(apart(maths::log1p(x), std::log1p(x)) <= 2);
    CHECK(apart(maths::log2(x), std::log2(x)) <= 2);
    CHECK(apart(maths::pow(x, 0.5 - x), std::pow(x, 0.5 - x)) <= 2);
    CHECK(apart(maths::hypot(x, 3.0), std::hypot(x, 3.0)) <= 2);
    CHECK(apart(maths::sinh(x), std::sinh(x)) <= 3);
    CHECK(std::abs(maths::cos(x) - std::cos(x)) < 2e-16);
  }
}

TEST_CASE("outside of the domain there is NaN or infinity, and errno stays") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  errno = 0;
  CHECK(maths::exp(-kInfinity) == 0.0);
  CHECK(maths::exp(1000.0) == kInfinity);
  CHECK(maths::log(0.0) == -kInfinity);
  CHECK(std::isnan(maths::log(-1.0)));
  CHECK(std::isnan(maths::pow(-2.0, 0.5)));
  CHECK(maths::pow(0.0, 0.0) == 1.0);
  CHECK(std::isnan(maths::cos(kInfinity)));
  CHECK(errno == 0);
}
