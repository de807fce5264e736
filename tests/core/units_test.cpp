#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>

#include "core/units.hpp"

using namespace syn;

TEST_CASE("times are read in every unit, in parts, and with a sign") {
  CHECK(parse_time("40min")->value == doctest::Approx(2.0 / 3.0));
  CHECK(parse_time("36h")->value == 36.0);
  CHECK(parse_time("3d")->value == 72.0);
  CHECK(parse_time("2wk")->value == 336.0);
  CHECK(parse_time("1h30min")->value == 1.5);
  CHECK(parse_time("40min12ms")->milliseconds() == doctest::Approx(2400012.0).epsilon(1e-12));
  CHECK(parse_time("0.25h")->value == 0.25);
  CHECK(parse_time("90s")->seconds() == doctest::Approx(90.0));
  CHECK(parse_time("-2h")->value == -2.0);
  CHECK(parse_time("+2h")->value == 2.0);
  CHECK(parse_time("0h")->value == 0.0);
}

TEST_CASE("what is not a time is refused") {
  for (const char* text : {"", "-", "h", "40", "40 min", "4..0h", ".", "3x", "3dd4", "1h-2min", "min40", "1e3h", "nanh", "infh"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
  for (const char* text : {" 1h", "1h ", "0x10h", "1,5h", "--1h", "+-1h", "1H", "inf", "nan", "1e400", "100000001h", "1h\n"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
  CHECK_FALSE(parse_time(std::string(400, '9') + "h").has_value());
  CHECK(parse_time("100000000h")->value == 1e8);
  CHECK(parse_time(time_text({1e300})).has_value());
}

TEST_CASE("a written time reads back to within a tenth of a millisecond") {
  double worst_ms = 0.0;
  for (int i = -2000; i <= 2000; ++i) {
    const Hours time{0.37123456789 * i + 1e-6 * i * i};
    const auto back = parse_time(time_text(time));
    REQUIRE_MESSAGE(back.has_value(), time_text(time));
    worst_ms = std::max(worst_ms, std::abs(back->milliseconds() - time.milliseconds()));
  }
  CHECK(worst_ms < 0.1);
}

TEST_CASE("times are written the way people write them") {
  CHECK(time_text({0.0}) == "0h");
  CHECK(time_text({36.0}) == "1d12h");
  CHECK(time_text(Hours::from_minutes(40.0)) == "40min");
  CHECK(time_text(Hours::from_seconds(0.0125)) == "12.5ms");
  CHECK(time_text({-2.5}) == "-2h30min");
  CHECK(time_text({-1e-12}) == "0h");
}
