#include "app/session/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "core/config.hpp"
#include "core/files.hpp"
#include "core/text.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kAuto = "auto";
constexpr std::array<std::string_view, 4> kQualityWords{kAuto, "low", "default", "high"};

// As many decimals as it takes to read the same value back, and at least one.
std::string decimals(float value) {
  const std::string text = fmt::format("{}", value);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

// Where the broken file goes: never over another one.
fs::path free_place(const fs::path& folder) {
  for (int number = 1;; ++number) {
    fs::path place = folder / fmt::format("settings.broken-{}.toml", number);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(place, error))) return place;
  }
}

}  // namespace

std::string to_toml(const Settings& settings) {
  std::string text =
      "# How you like Synaptoscope. The program writes this file anew when you change something there; you may also edit it\n"
      "# while the program is not running. A file with a mistake is set aside, and the usual settings are taken.\n"
      "version = 1\n\n";
  text += fmt::format("language = {}          # en, sv\n", quote(name_of(settings.locale)));
  text += fmt::format("theme = {}           # dark, light (for a projector)\n", quote(name_of(settings.theme)));
  text += fmt::format("palette = {}     # standard, high_contrast (of the theme)\n", quote(name_of(settings.palette)));
  text += fmt::format("text_scale = {}         # 1.0 to 2.5\n", decimals(settings.text_scale));
  text += fmt::format("reduced_motion = {}   # true: cuts instead of moving pictures\n", settings.reduced_motion);
  text += fmt::format("quality = {}         # auto (what this computer can do), low, default, high\n",
                      quote(settings.quality ? name_of(*settings.quality) : kAuto));
  text += fmt::format("letter_keys = {}       # false: single letters do nothing\n\n", settings.letter_keys);
  text += "# Scenario files, the newest first.\nrecent = [\n";
  for (const fs::path& file : settings.recent) text += "  " + quote(file.string()) + ",\n";
  return text + "]\n";
}

Result<Settings> parse_settings(std::string_view text, const std::string& file) {
  const auto parsed = parse_config(text, file);
  if (!parsed) return failure(parsed.error());
  Problems problems;
  TableReader reader(*parsed, problems);
  Settings out;
  if (!reader.has("version")) {
    reader.problem("version", "is missing", "settings start with version = 1");
  } else if (const std::int64_t version = reader.integer("version", 1, 1, 1000000); version != 1) {
    reader.problem("version", fmt::format("is {}: the file was made by a newer Synaptoscope", version), "this one reads version = 1");
  }
  out.locale = from_name<LocaleName>(reader.choice("language", name_of(out.locale), kWords<LocaleName>)).value_or(out.locale);
  out.theme = from_name<ThemeName>(reader.choice("theme", name_of(out.theme), kWords<ThemeName>)).value_or(out.theme);
  out.palette = from_name<PaletteName>(reader.choice("palette", name_of(out.palette), kWords<PaletteName>)).value_or(out.palette);
  out.text_scale = static_cast<float>(reader.number("text_scale", 1.0, {1.0, 2.5}));
  out.reduced_motion = reader.boolean("reduced_motion", out.reduced_motion);
  out.quality = from_name<QualityName>(reader.choice("quality", kAuto, kQualityWords));
  out.letter_keys = reader.boolean("letter_keys", out.letter_keys);
  for (const std::string& name : reader.texts("recent", {})) out.recent.emplace_back(name);
  if (out.recent.size() > kRecentFiles) out.recent.resize(kRecentFiles);
  reader.done();
  if (!problems.empty()) {
    std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return failure(std::move(problems));
  }
  return out;
}

SettingsFound load_settings(const fs::path& folder) {
  SettingsFound found;
  const fs::path path = folder / kSettingsName;
  std::error_code error;
  if (!fs::exists(fs::symlink_status(path, error))) {
    found.first_run = true;
    return found;
  }
  constexpr std::size_t kLimitBytes = 256U << 10U;
  const auto text = read_file(path, kLimitBytes);
  auto settings = text ? parse_settings(*text, path.string()) : Result<Settings>(failure(text.error()));
  if (settings) {
    found.settings = std::move(*settings);
    return found;
  }
  found.problems = std::move(settings.error());
  const fs::path place = free_place(folder);
  fs::rename(path, place, error);
  if (error) {
    found.may_write = false;
  } else {
    found.set_aside = place;
  }
  return found;
}

Settings merged(const Settings& base, const Settings& mine, const Settings& theirs) {
  Settings out = theirs;
  const auto take = [&](auto Settings::*field) {
    if (mine.*field != base.*field) out.*field = mine.*field;
  };
  take(&Settings::locale);
  take(&Settings::theme);
  take(&Settings::palette);
  take(&Settings::text_scale);
  take(&Settings::reduced_motion);
  take(&Settings::quality);
  take(&Settings::letter_keys);
  // Own are those before the rest that still stands in the old order.
  auto rest = mine.recent.end();
  for (auto old = base.recent.end(); rest != mine.recent.begin(); --rest) {
    const auto found = std::find(std::make_reverse_iterator(old), base.recent.rend(), *(rest - 1));
    if (found == base.recent.rend()) break;
    old = found.base() - 1;
  }
  for (auto own = rest; own != mine.recent.begin(); --own) remember_file(out, *(own - 1));
  return out;
}

void remember_file(Settings& settings, const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  // A name in another encoding can stand in no TOML file: with it the whole settings could not be read again.
  if (!is_utf8(whole.string())) return;
  auto& list = settings.recent;
  list.erase(std::remove(list.begin(), list.end(), whole), list.end());
  list.insert(list.begin(), whole);
  if (list.size() > kRecentFiles) list.resize(kRecentFiles);
}

void follow_view(Settings& settings, const View& before, const View& now) {
  if (now.locale != before.locale) settings.locale = now.locale;
  if (now.theme != before.theme) settings.theme = now.theme;
  if (now.palette != before.palette) settings.palette = now.palette;
  if (now.text_scale != before.text_scale) settings.text_scale = std::round(now.text_scale * 10.0F) / 10.0F;
  if (now.reduced_motion != before.reduced_motion) settings.reduced_motion = now.reduced_motion;
  if (now.quality != before.quality) settings.quality = now.quality;
  if (now.letter_keys != before.letter_keys) settings.letter_keys = now.letter_keys;
}

View with_settings(View view, const Settings& settings, const GivenOptions& given) {
  if (!given.locale) view.locale = settings.locale;
  if (!given.theme) view.theme = settings.theme;
  if (!given.palette) view.palette = settings.palette;
  if (!given.text_scale) view.text_scale = settings.text_scale;
  if (!given.quality && settings.quality) view.quality = *settings.quality;
  view.reduced_motion = settings.reduced_motion;
  view.letter_keys = settings.letter_keys;
  return view;
}

float text_scale_for(float dots_per_inch) {
  constexpr float kUsual = 144.0F;
  if (!(dots_per_inch >= 50.0F && dots_per_inch <= 400.0F)) return 1.0F;
  return std::round(std::clamp(dots_per_inch / kUsual, 1.0F, 1.5F) * 10.0F) / 10.0F;
}

}  // namespace syn
