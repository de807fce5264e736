#include "app/ui/look/theme.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "core/config.hpp"

namespace syn {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Role::count)> kRoleNames{
    "text",      "muted",     "glutamate",  "ketamine",       "channel",  "growth",     "therapy", "burden",
    "structure", "symptom",   "background", "background_low", "panel",    "panel_edge", "control", "focus",
    "outline",   "magnesium", "subunit_a",  "subunit_b",      "membrane", "cut"};

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 1, end, value, 16);
  if (error != std::errc() || stop != end) return std::nullopt;
  const auto channel = [&](unsigned shift) { return static_cast<float>((value >> shift) & 0xFFU) / 255.0F; };
  return Color{channel(16), channel(8), channel(0), 1.0F};
}

double linear(float encoded) {
  const double c = encoded;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color color) { return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b); }

}  // namespace

std::string_view name_of(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

Result<Theme> load_theme(const DataFiles& files, std::string_view name) {
  const auto path = files.find("assets/palettes.toml");
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  const auto file = parse_config(*text, path->string());
  if (!file) return failure(file.error());

  const ConfigValue* entry = file->find(name);
  const ConfigTable* table = entry != nullptr ? entry->as_table() : nullptr;
  if (table == nullptr) {
    return failure({path->string(), 0, 0, "there is no theme \"" + std::string(name) + "\"",
                    "the themes are [dark], [light] and [projector], and of each its [..._high_contrast]"});
  }
  Problems problems;
  TableReader reader(*table, problems);
  Theme theme;
  theme.dark = name.starts_with("dark");
  theme.edge = static_cast<float>(reader.number("edge", 1.0, {1.0, 4.0}));
  theme.contour = static_cast<float>(reader.number("contour", 1.0, {1.0, 3.0}));
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    const std::string_view role = kRoleNames[i];
    const std::string value = reader.text(role, "");
    if (const auto color = parse_color(value)) {
      theme.colors[i] = *color;
    } else {
      reader.problem(role, reader.has(role) ? "is no colour" : "is missing", "write it as \"#RRGGBB\"");
    }
  }
  reader.done();
  if (!problems.empty()) return failure(std::move(problems));
  return theme;
}

double contrast(Color a, Color b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

}  // namespace syn
