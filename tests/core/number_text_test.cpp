// Numbers from texts: what std::from_chars reads as a finite number, in every language.
#include "core/number_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/bits.hpp"
#include "core/random.hpp"

using namespace syn;

namespace {

template <class Number>
std::optional<Number> from_chars(std::string_view text, std::chars_format format) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, format);
  const bool good = error == std::errc() && end == text.data() + text.size() && !text.empty() && std::isfinite(value);
  return good ? std::optional(value) : std::nullopt;
}

template <class Number>
bool same(std::optional<Number> a, std::optional<Number> b) {
  return a.has_value() == b.has_value() && (!a || (*a == *b && std::signbit(*a) == std::signbit(*b)));
}

void compare(const std::string& text) {
  CAPTURE(text);
  CHECK(same(plain_number(text), from_chars<double>(text, std::chars_format::general)));
  CHECK(same(plain_number(text, Notation::fixed), from_chars<double>(text, std::chars_format::fixed)));
  CHECK(same(plain_float(text), from_chars<float>(text, std::chars_format::general)));
}

void compare_many() {
  for (const char* text : {"",
                           "0",
                           "-0",
                           "12",
                           "12.5",
                           "5.",
                           ".5",
                           "-.5",
                           ".",
                           "-",
                           "-.",
                           "+1",
                           " 1",
                           "1 ",
                           "1,5",
                           "1.5.",
                           "1..5",
                           "1e5",
                           "1E5",
                           "1e+05",
                           "1e-3",
                           "1e",
                           "1e+",
                           "e5",
                           "1e5.",
                           "1e5e",
                           ".e5",
                           "0x10",
                           "inf",
                           "-inf",
                           "infinity",
                           "nan",
                           "nan(1)",
                           "NaN",
                           "00012",
                           "--1",
                           "1-",
                           "1e400",
                           "-1e400",
                           "1.8e308",
                           "1.7976931348623157e308",
                           "1e-310",
                           "4e-324",
                           "2e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "1e-400",
                           "0e999",
                           "0e-999",
                           "0.000e99999999999999999999",
                           "1e99999999999999999999",
                           "1e-99999999999999999999",
                           "3.5e38",
                           "1e-46",
                           "9007199254740993",
                           "0.1",
                           "1.00000017881393432617187499",
                           "0.500000000000000166533453693773481063544750213623046875"})
    compare(text);
  compare(std::string("1\0", 2));
  compare(std::string(400, '9'));
  compare("0." + std::string(400, '0') + "1");
  compare("1" + std::string(60, '0') + "." + std::string(60, '3'));
  // Any double and what is near it, written short and long, and then with one sign changed.
  constexpr std::string_view kSigns = "0123456789.-+eE, x";
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const auto draw = [&](std::uint32_t what) { return uniform_at(4711, i, what); };
    const auto bits = static_cast<std::uint64_t>(draw(0) * 18446744073709551615.0) ^ static_cast<std::uint64_t>(draw(1) * 4294967295.0);
    const auto any = syn::bit_cast<double>(bits);
    if (!std::isfinite(any)) continue;
    const double near = 2e4 * (draw(2) - 0.5);
    for (std::string text : {fmt::format("{}", any), fmt::format("{:.25e}", any), fmt::format("{}", near), fmt::format("{:.3f}", near),
                             fmt::format("{}", static_cast<float>(near))}) {
      compare(text);
      text[static_cast<std::size_t>(draw(3) * static_cast<double>(text.size()))] =
          kSigns[static_cast<std::size_t>(draw(4) * kSigns.size())];
      compare(text);
    }
  }
}

}  // namespace

TEST_CASE("a plain number is what std::from_chars reads as a finite one, to the last bit") { compare_many(); }

TEST_CASE("numbers have a point in every language") {
  ::setenv("LOCPATH", SYN_BINARY_DIR "/locale", 1);
  REQUIRE(std::setlocale(LC_NUMERIC, "sv_SE.UTF-8") != nullptr);
  CHECK(std::strtod("1,5", nullptr) == 1.5);
  CHECK(plain_number("1.5") == 1.5);
  CHECK_FALSE(plain_number("1,5").has_value());
  compare_many();
  std::setlocale(LC_NUMERIC, "C");
}

TEST_CASE("the same bits as another type") {
  constexpr double kValue = -1.5;
  static_assert(syn::bit_cast<std::uint64_t>(kValue) == 0xBFF8000000000000U);
  CHECK(syn::bit_cast<double>(syn::bit_cast<std::uint64_t>(kValue)) == kValue);
}
