// How a person likes the program, kept between runs in one file that can be read and written by hand.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/viewing/view.hpp"
#include "core/result.hpp"

namespace syn {

struct Settings {  // one line here and one in each_setting
  LocaleName locale = LocaleName::en;
  ThemeName theme = ThemeName::dark;
  float text_scale = 1.0F;  // 1.0 .. 2.5
  bool reduced_motion = false;
  std::optional<QualityName> quality;           // empty: chosen in the first second of every run
  bool letter_keys = true;                      // single letters act as keys (WCAG 2.1.4 asks that they can be switched off)
  std::vector<std::filesystem::path> recent;    // scenario files, the newest first
  PaletteName palette = PaletteName::standard;  // of the theme
  ThemeName hall_theme = ThemeName::projector;
  bool hall = false;
  std::string lecture, beat;  // where one was last
  Mode door = Mode::explore;
  bool operator==(const Settings&) const = default;
};

// What the command line says of the settings.
struct GivenOptions {
  bool locale = false;
  bool theme = false;
  bool text_scale = false;
  bool quality = false;
  bool palette = false;
  bool lecture = false;
};

// A setting that the view follows: its name in the file, what is written behind it there, and where its value stands.
template <class Kept, class Viewed = Kept>
struct SettingRow {
  std::string_view key;
  std::string_view remark;
  Kept Settings::*kept;
  Viewed View::*viewed;
  bool GivenOptions::*given = nullptr;  // none: no option of the command line
};

// All of them, in the order of the file: reading, writing, merging and following the view go through this list.
template <class Visit>
void each_setting(Visit visit) {
  visit(SettingRow<LocaleName>{"language", "en, sv", &Settings::locale, &View::locale, &GivenOptions::locale});
  visit(SettingRow<ThemeName>{"theme", "dark, light, projector", &Settings::theme, &View::theme, &GivenOptions::theme});
  visit(SettingRow<PaletteName>{"palette", "standard, high_contrast (of the theme)", &Settings::palette, &View::palette,
                                &GivenOptions::palette});
  visit(SettingRow<float>{"text_scale", "1.0 to 2.5", &Settings::text_scale, &View::text_scale, &GivenOptions::text_scale});
  visit(SettingRow<bool>{"reduced_motion", "true: cuts instead of moving pictures", &Settings::reduced_motion, &View::reduced_motion});
  visit(SettingRow<std::optional<QualityName>, QualityName>{"quality", "auto (what this computer can do), low, default, high",
                                                            &Settings::quality, &View::quality, &GivenOptions::quality});
  visit(SettingRow<ThemeName>{"hall_theme", "while presenting: dark, light, projector", &Settings::hall_theme, &View::hall_theme});
  visit(SettingRow<bool>{"hall", "true: while presenting the camera takes 5 seconds", &Settings::hall, &View::hall});
  visit(SettingRow<std::string>{"lecture", "that was given last", &Settings::lecture, &View::lecture, &GivenOptions::lecture});
  visit(SettingRow<std::string>{"beat", "where it stood", &Settings::beat, &View::beat, &GivenOptions::lecture});
  visit(SettingRow<Mode>{"door", "that was gone through last: explore, present", &Settings::door, &View::door});
  visit(SettingRow<bool>{"letter_keys", "false: single letters do nothing", &Settings::letter_keys, &View::letter_keys});
}

inline constexpr std::size_t kRecentFiles = 8;
inline constexpr const char* kSettingsName = "settings.toml";

// The whole file, comments included; parse_settings gives equal settings back.
std::string to_toml(const Settings& settings);
// Fails with every problem at once, each with its line. What is left out takes its default.
Result<Settings> parse_settings(std::string_view text, const std::string& file);

struct SettingsFound {
  Settings settings;                // the defaults when there is no file or a broken one
  bool first_run = false;           // there was no file
  bool may_write = true;            // false: a broken file could not be moved, and must not be written over
  Problems problems;                // of a broken file
  std::filesystem::path set_aside;  // where a broken file is now
};
// Reads DIR/settings.toml. A file that cannot be read is renamed to the first free settings.broken-N.toml.
SettingsFound load_settings(const std::filesystem::path& folder);

// What `mine` changed since `base`, on top of `theirs`: two windows that keep their settings in one file lose nothing of each
// other's. Files that are new at the head of the recent ones of `mine` go before those of `theirs`.
Settings merged(const Settings& base, const Settings& mine, const Settings& theirs);

// Puts a file at the head of the recent ones (once), as an absolute path.
void remember_file(Settings& settings, const std::filesystem::path& file);

// What the person changed in the view since `before` is how they like it from now on. Where they look is not a setting.
void follow_view(Settings& settings, const View& before, const View& now);
// The view as the person likes it. `given`: what the command line says wins for this run, and is not kept.
View with_settings(View view, const Settings& settings, const GivenOptions& given);

// Text size for a display of this many dots an inch, on the first run only: 1 up to 144 (what the user data screen or a doubled
// laptop screen has), then in proportion in steps of a tenth, at most 1.5. What no display has (below 50, above 400) is 1.
float text_scale_for(float dots_per_inch);

}  // namespace syn
