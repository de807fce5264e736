#include "app/ui/look/clock.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace syn {
namespace {

// Day and time of day, in whole milliseconds so that no digit can disagree with the next.
struct ClockTime {
  std::int64_t day, hour, minute, second, millisecond;
};
ClockTime clock_time(double time_h) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::int64_t total = std::llround(time_h * 3.6e6);
  const std::int64_t day = total >= 0 ? total / kDay : -((-total + kDay - 1) / kDay);
  const std::int64_t rest = total - day * kDay;
  return {day, rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60, rest % 1000};
}

Quantity count(std::int64_t value) { return {static_cast<double>(value), 0}; }

// At most two digits that matter, so that the eye is not kept busy: 10 417 -> 10 000.
double rounded(double value) {
  const double scale = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
  return std::round(value / scale) * scale;
}

}  // namespace

TextKey name_key(ClockUnit unit) {
  constexpr std::array kKeys{"app.lens.ms"_key, "app.lens.s"_key, "app.lens.min"_key,
                             "app.lens.h"_key,  "app.lens.d"_key, "app.lens.wk"_key};
  return kKeys[static_cast<std::size_t>(unit)];
}

TextKey symbol_key(ClockUnit unit) {
  constexpr std::array kKeys{"app.unit.ms"_key, "app.unit.s"_key, "app.unit.min"_key,
                             "app.unit.h"_key,  "app.unit.d"_key, "app.unit.wk"_key};
  return kKeys[static_cast<std::size_t>(unit)];
}

std::string clock_text(double time_h, ClockUnit unit, const Locale& locale) {
  const ClockTime m = clock_time(time_h);
  if (unit == ClockUnit::wk) {
    const std::int64_t week = (m.day >= 0 ? m.day / 7 : (m.day - 6) / 7) + 1;
    return locale.text({"app.clock.week"_key, {{"week", count(week)}, {"day", count(m.day)}}});
  }
  const std::string day = locale.text({"app.clock.day"_key, {{"day", count(m.day)}}});
  std::string time = fmt::format("{:02}:{:02}", m.hour, m.minute);
  const char* decimal = locale.text("app.number.decimal"_key);
  if (unit <= ClockUnit::min) time += fmt::format(":{:02}", m.second);
  if (unit == ClockUnit::s) time += fmt::format("{}{}", decimal, m.millisecond / 100);
  if (unit == ClockUnit::ms) time += fmt::format("{}{:03}", decimal, m.millisecond);
  return day + "  " + time;
}

std::string moment_text(double time_h, const Locale& locale) {
  const ClockTime m = clock_time(time_h);
  return locale.text({"app.clock.moment"_key, {{"day", count(m.day)}, {"time", fmt::format("{:02}:{:02}", m.hour, m.minute)}}});
}

std::string span_text(double hours, const Locale& locale) {
  struct Step {
    double below_h, unit_h;
    ClockUnit unit;
  };
  constexpr std::array kSteps{Step{1.0 / 3600.0, 1.0 / 3.6e6, ClockUnit::ms}, Step{1.0 / 60.0, 1.0 / 3600.0, ClockUnit::s},
                              Step{1.0, 1.0 / 60.0, ClockUnit::min}, Step{36.0, 1.0, ClockUnit::h}, Step{1e12, 24.0, ClockUnit::d}};
  const double size = std::abs(hours) * (1.0 + 1e-9);
  const Step* step = kSteps.data();
  while (size >= step->below_h && step->unit != ClockUnit::d) ++step;
  const double value = hours / step->unit_h;
  const int decimals = std::abs(value - std::round(value)) < 0.05 ? 0 : 1;
  return locale.number(value, decimals) + "\u00A0" + locale.text(symbol_key(step->unit));
}

std::string pace_text(double hours_per_second, const Locale& locale) {
  const double factor = hours_per_second * 3600.0;
  if (!(factor > 0.0)) return {};
  if (std::abs(factor - 1.0) < 0.005) return locale.text("app.pace.life"_key);
  if (factor < 1.0) {
    const double slowed = rounded(1.0 / factor);
    return locale.text({"app.pace.slowed"_key, {{"factor", Quantity{slowed, slowed < 10.0 ? 1 : 0}}}});
  }
  return locale.text({"app.pace.shows"_key, {{"span", span_text(hours_per_second, locale)}}});
}

}  // namespace syn
