#include "core/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_text.hpp"

namespace syn {
namespace {

struct Unit {
  std::string_view name;
  double hours;
};

// Longest unit first, so that writing is greedy; "min" and "ms" stand before "m..." could be misread as either.
constexpr std::array kUnits{Unit{"d", 24.0},         Unit{"h", 1.0},          Unit{"min", 1.0 / 60.0},
                            Unit{"s", 1.0 / 3600.0}, Unit{"ms", 1.0 / 3.6e6}, Unit{"wk", 168.0}};

// Ten thousand years and more: beyond it tenths of a millisecond have no whole number.
constexpr Hours kLongest{1e8};

}  // namespace

std::optional<Hours> parse_time(std::string_view text) {
  double sign = 1.0;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    if (text.front() == '-') sign = -1.0;
    text.remove_prefix(1);
  }
  if (text.empty()) return std::nullopt;
  double total = 0.0;
  while (!text.empty()) {
    const std::size_t digits = text.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
    const auto amount = plain_number(text.substr(0, digits));
    if (!amount) return std::nullopt;
    text.remove_prefix(digits);
    const std::size_t letters = std::min(text.find_first_of("0123456789."), text.size());
    const std::string_view name = text.substr(0, letters);
    double factor = 0.0;
    for (const Unit& unit : kUnits) {
      if (unit.name == name) factor = unit.hours;
    }
    if (factor == 0.0) return std::nullopt;
    total += *amount * factor;
    text.remove_prefix(letters);
  }
  if (!(total <= kLongest.value)) return std::nullopt;
  return Hours{sign * total};
}

std::string time_text(Hours time) {
  long long tenths = std::llround(std::min(std::abs(time.value), kLongest.value) * 3.6e7);  // tenths of a millisecond
  std::string text = time.value < 0.0 && tenths > 0 ? "-" : "";
  const std::size_t start = text.size();
  constexpr std::array<long long, 4> kTenths{864000000LL, 36000000LL, 600000LL, 10000LL};
  for (std::size_t i = 0; i < kTenths.size(); ++i) {
    const long long count = tenths / kTenths[i];
    if (count > 0) text += fmt::format("{}{}", count, kUnits[i].name);
    tenths -= count * kTenths[i];
  }
  if (tenths > 0) text += tenths % 10 == 0 ? fmt::format("{}ms", tenths / 10) : fmt::format("{}.{}ms", tenths / 10, tenths % 10);
  return text.size() == start ? "0h" : text;
}

}  // namespace syn
