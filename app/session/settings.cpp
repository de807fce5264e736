#include "app/session/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <type_traits>

#include "core/config.hpp"
#include "core/files.hpp"
#include "core/text.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kAuto = "auto";
constexpr std::array<std::string_view, 4> kQualityWords{kAuto, "low", "default", "high"};

// A value as it stands in the file, and read from it. As many decimals as it takes to read the same value back, and at least one.
std::string written(float value) {
  const std::string text = fmt::format("{}", value);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}
std::string written(const std::string& value) { return quote(value); }
std::string written(bool value) { return value ? "true" : "false"; }
std::string written(const std::optional<QualityName>& value) { return quote(value ? name_of(*value) : kAuto); }
template <class Enum>
std::string written(Enum value) {
  return quote(name_of(value));
}

void read(TableReader& reader, std::string_view key, float& value) { value = static_cast<float>(reader.number(key, value, {1.0, 2.5})); }
void read(TableReader& reader, std::string_view key, std::string& value) { value = reader.text(key, value); }
void read(TableReader& reader, std::string_view key, bool& value) { value = reader.boolean(key, value); }
void read(TableReader& reader, std::string_view key, std::optional<QualityName>& value) {
  value = from_name<QualityName>(reader.choice(key, kAuto, kQualityWords));
}
template <class Enum>
void read(TableReader& reader, std::string_view key, Enum& value) {
  value = from_name<Enum>(reader.choice(key, name_of(value), kWords<Enum>)).value_or(value);
}

// A value of the view as it is kept: a text size that a wheel made in small steps is kept in tenths.
template <class Value>
Value kept(Value value) {
  if constexpr (std::is_same_v<Value, float>) return std::round(value * 10.0F) / 10.0F;
  return value;
}

template <class Value>
std::optional<Value> wished(Value value) {
  return value;
}
template <class Value>
std::optional<Value> wished(std::optional<Value> value) {
  return value;
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
  each_setting([&](const auto& setting) {
    text += fmt::format("{:<24} # {}\n", fmt::format("{} = {}", setting.key, written(settings.*setting.kept)), setting.remark);
  });
  text += "\n# Scenario files, the newest first.\nrecent = [\n";
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
  each_setting([&](const auto& setting) { read(reader, setting.key, out.*setting.kept); });
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
  each_setting([&](const auto& setting) {
    if (mine.*setting.kept != base.*setting.kept) out.*setting.kept = mine.*setting.kept;
  });
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
  each_setting([&](const auto& setting) {
    if (now.*setting.viewed != before.*setting.viewed) settings.*setting.kept = kept(now.*setting.viewed);
  });
}

View with_settings(View view, const Settings& settings, const GivenOptions& given) {
  each_setting([&](const auto& setting) {
    if (setting.given != nullptr && given.*setting.given) return;
    if (const auto wish = wished(settings.*setting.kept)) view.*setting.viewed = *wish;
  });
  return view;
}

float text_scale_for(float dots_per_inch) {
  constexpr float kUsual = 144.0F;
  if (!(dots_per_inch >= 50.0F && dots_per_inch <= 400.0F)) return 1.0F;
  return std::round(std::clamp(dots_per_inch / kUsual, 1.0F, 1.5F) * 10.0F) / 10.0F;
}

}  // namespace syn
