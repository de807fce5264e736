// Time on the scenario's clock, and the conversions the program needs.
//
// Units live in types or names. Times of the story are `Hours` (0 = day 0 of the scenario, may be negative);
// plain doubles carry their unit in their name (`weight_kg`, `plasma_ng_ml`, `effect_site_um`).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace syn {

// A moment or a length of time on the scenario's clock, in hours. A double resolves well below a microsecond
// over any horizon the program accepts, so the millisecond lens uses the same clock as the week lens.
struct Hours {
  double value = 0.0;

  constexpr double seconds() const { return value * 3600.0; }
  constexpr double milliseconds() const { return value * 3.6e6; }
  constexpr double days() const { return value / 24.0; }
  static constexpr Hours from_seconds(double seconds) { return {seconds / 3600.0}; }
  static constexpr Hours from_minutes(double minutes) { return {minutes / 60.0}; }
  static constexpr Hours from_days(double days) { return {days * 24.0}; }

  constexpr auto operator<=>(const Hours&) const = default;
  constexpr Hours operator+(Hours other) const { return {value + other.value}; }
  constexpr Hours operator-(Hours other) const { return {value - other.value}; }
  constexpr Hours operator*(double factor) const { return {value * factor}; }
};

// Reads a time such as `40min`, `36h`, `3d`, `1h30min`, `40min12ms`, `-2h`, `2wk`. Units: ms s min h d wk.
// Empty when the text is not such a time, or is longer than 1e8 h; no sign means positive; parts add up.
std::optional<Hours> parse_time(std::string_view text);

// Writes a time so that parse_time gives it back to within a tenth of a millisecond, e.g. `1d12h`.
std::string time_text(Hours time);

}  // namespace syn
