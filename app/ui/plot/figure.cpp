#include "app/ui/plot/figure.hpp"

#include <algorithm>

namespace syn {

bool Figure::has_ghost() const {
  return std::any_of(lines.begin(), lines.end(), [](const Line& line) { return !line.ghost_times.empty(); });
}

std::optional<double> ghost_at(const Figure::Line& line, double time_h) {
  if (line.ghost_times.empty() || time_h < line.ghost_times.front() || time_h > line.ghost_times.back()) return std::nullopt;
  return value_at(line.ghost_times, line.ghost_values, time_h);
}

std::string value_words(const Figure::Line& line, double time_h, const Locale& locale) {
  const PlotLine& style = line.style;
  std::string words = locale.number(value_at(line.times, line.values, time_h) * style.factor, style.decimals);
  if (!style.unit.empty()) words += "\u00A0" + style.unit;
  if (const auto ghost = ghost_at(line, time_h)) words += " (A\u00A0" + locale.number(*ghost * style.factor, style.decimals) + ")";
  return words;
}

std::string value_words(const Figure::Band& band, double time_h, const Locale& locale) {
  return locale.number(value_at(band.times, band.low, time_h), band.decimals) + "\u2013" +
         locale.number(value_at(band.times, band.high, time_h), band.decimals);
}

std::vector<EndName> end_names(const Figure& figure, double time_h, const Locale& locale) {
  std::vector<EndName> names;
  const double end = figure.axes.time_high_h;
  for (const Figure::Line& line : figure.lines) {
    const double value = value_at(line.times, line.values, end) * line.style.factor;
    names.push_back({line.style.name, value_words(line, time_h, locale), line.style.color, line.style.sign, value, value});
  }
  for (const Figure::Band& band : figure.bands)
    names.push_back({band.name, value_words(band, time_h, locale), band.color, std::nullopt, value_at(band.times, band.low, end),
                     value_at(band.times, band.high, end)});
  return names;
}

}  // namespace syn
