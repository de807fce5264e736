#include "app/session/settings.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "app/session/user_data.hpp"
#include "temporary_folder.hpp"

using namespace syn;
using syn::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

Settings unlike_the_usual() {
  return {LocaleName::sv,
          ThemeName::light,
          1.7F,
          true,
          QualityName::high,
          false,
          {"/a \"b\"/x.toml", "/tmp/åäö.toml"},
          PaletteName::high_contrast,
          ThemeName::dark,
          true,
          "five-minutes",
          "in-the-gate",
          Mode::present};
}

}  // namespace

TEST_CASE("settings are read back as they were written, and the file says what each may be") {
  for (const Settings& settings : {Settings{}, unlike_the_usual()}) {
    const std::string text = to_toml(settings);
    CHECK(parse_settings(text, "settings.toml").value() == settings);
    for (const char* word : {"# How you like", "en, sv", "dark, light", "standard, high_contrast", "1.0 to 2.5", "auto", "version = 1"})
      CHECK(text.find(word) != std::string::npos);
  }
  CHECK(parse_settings("version = 1\n", "s").value() == Settings{});
}

TEST_CASE("a file whose name is no UTF-8 is opened but not remembered: settings that hold it could not be read again") {
  Settings settings = unlike_the_usual();
  const Settings before = settings;
  remember_file(settings, "/tmp/\xe5\xe4\xf6.toml");
  CHECK(settings == before);
  remember_file(settings, "/tmp/a\nb\x01\x7f \xc2\x85.toml");
  CHECK(settings.recent.size() == before.recent.size() + 1);
  CHECK(parse_settings(to_toml(settings), "s.toml").value() == settings);
}

TEST_CASE("every mistake in settings is told with its line") {
  const auto read =
      parse_settings("version = 1\nlanguage = \"fr\"\ntheme = 3\ntext_scale = 9\nquality = \"lwo\"\nquestion = true\n", "s.toml");
  REQUIRE_FALSE(read.has_value());
  REQUIRE(read.error().size() == 5);
  for (int i = 0; i < 5; ++i) CHECK(read.error()[static_cast<std::size_t>(i)].line == i + 2);
  CHECK(read.error()[3].remedy.find("low") != std::string::npos);
  const auto newer = parse_settings("version = 2\n", "s.toml");
  REQUIRE_FALSE(newer.has_value());
  CHECK(to_text(newer.error()).find("newer Synaptoscope") != std::string::npos);
  CHECK_FALSE(parse_settings("", "s.toml").has_value());
}

TEST_CASE("a broken settings file is set aside with its bytes, not obeyed, and never over another one") {
  const TemporaryFolder folder("settings");
  const std::string broken = "version = 1\ntheme = \"light\"\ntext_scale = \"big\"\n";
  for (int number = 1; number <= 3; ++number) {
    REQUIRE(write_file(folder.path / kSettingsName, broken + "# " + std::to_string(number)));
    const SettingsFound found = load_settings(folder.path);
    CHECK(found.settings == Settings{});
    CHECK_FALSE(found.first_run);
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems.front().line == 3);
    const fs::path place = folder.path / ("settings.broken-" + std::to_string(number) + ".toml");
    CHECK(found.set_aside == place);
    CHECK(read_file(place).value() == broken + "# " + std::to_string(number));
    CHECK_FALSE(fs::exists(folder.path / kSettingsName));
  }
  CHECK(read_file(folder.path / "settings.broken-1.toml").value() == broken + "# 1");
  CHECK(load_settings(folder.path).first_run);
}

TEST_CASE("random bytes in the place of settings never stop a start") {
  const TemporaryFolder folder("settings-noise");
  std::mt19937 dice(11);
  const std::string good = to_toml(unlike_the_usual());
  for (int round = 0; round < 60; ++round) {
    std::string text = good;
    for (int hit = 0; hit < 4; ++hit) text[dice() % text.size()] = static_cast<char>(dice() % 256);
    if (round % 3 == 0) text.resize(dice() % text.size());
    REQUIRE(write_file(folder.path / kSettingsName, text));
    const SettingsFound found = load_settings(folder.path);
    CHECK(found.problems.empty() == found.set_aside.empty());
    if (!found.problems.empty()) CHECK(found.settings == Settings{});
    CHECK(found.settings.text_scale >= 1.0F);
    CHECK(found.settings.text_scale <= 2.5F);
  }
}

TEST_CASE("what the command line says wins for the run and is not kept; what the person changes is") {
  Settings settings = unlike_the_usual();
  View asked;
  asked.theme = ThemeName::dark;
  asked.text_scale = 1.2F;
  asked.stage = StageName::receptor;
  const View view = with_settings(asked, settings, {.theme = true, .text_scale = true});
  CHECK(view.theme == ThemeName::dark);
  CHECK(view.text_scale == 1.2F);
  CHECK(view.locale == LocaleName::sv);
  CHECK(view.palette == PaletteName::high_contrast);
  CHECK(with_settings(asked, settings, {.palette = true}).palette == PaletteName::standard);
  CHECK(view.reduced_motion);
  CHECK(view.quality == QualityName::high);
  CHECK(view.stage == StageName::receptor);
  View later = view;
  later.stage = StageName::dendrite;
  later.lens = Lens::ms;
  const Settings before = settings;
  follow_view(settings, view, later);
  CHECK(settings == before);
  View changed = later;
  changed.locale = LocaleName::en;
  follow_view(settings, later, changed);
  CHECK(settings.locale == LocaleName::en);
  CHECK(settings.theme == ThemeName::light);  // the option of the run is still not theirs
  CHECK(settings.text_scale == 1.7F);
}

TEST_CASE("the text size of a first run follows the density of the display, within what a display can be") {
  CHECK(text_scale_for(96.0F) == 1.0F);
  CHECK(text_scale_for(144.0F) == 1.0F);
  CHECK(text_scale_for(166.0F) == doctest::Approx(1.2));
  CHECK(text_scale_for(300.0F) == 1.5F);
  for (const float nonsense : {0.0F, -1.0F, 10.0F, 5000.0F, std::numeric_limits<float>::quiet_NaN()})
    CHECK(text_scale_for(nonsense) == 1.0F);
}

TEST_CASE("recent files: the newest first, each once, eight at most") {
  Settings settings;
  for (int i = 0; i < 12; ++i) remember_file(settings, "/s/" + std::to_string(i) + ".toml");
  remember_file(settings, "/s/x/../9.toml");
  REQUIRE(settings.recent.size() == kRecentFiles);
  CHECK(settings.recent[0] == "/s/9.toml");
  CHECK(settings.recent[1] == "/s/11.toml");
  CHECK(std::count(settings.recent.begin(), settings.recent.end(), fs::path("/s/9.toml")) == 1);
}

TEST_CASE("a desk keeps settings from one run to the next, and a broken file that cannot be moved is not written over") {
  const TemporaryFolder folder("desk");
  const fs::path place = folder.path / "new" / "inner";
  {
    UserData user_data(place);
    CHECK(user_data.found().first_run);
    REQUIRE(user_data.change(unlike_the_usual()));
  }
  UserData again(place);
  CHECK_FALSE(again.found().first_run);
  CHECK(again.settings() == unlike_the_usual());
}

TEST_CASE("two windows with one settings file lose nothing of each other's") {
  const TemporaryFolder folder("two-windows");
  UserData first(folder.path);
  UserData second(folder.path);
  Settings mine = first.settings();
  mine.theme = ThemeName::light;
  remember_file(mine, "/s/first.toml");
  REQUIRE(first.change(mine));
  Settings theirs = second.settings();
  theirs.locale = LocaleName::sv;
  remember_file(theirs, "/s/second.toml");
  REQUIRE(second.change(theirs));
  Settings both = load_settings(folder.path).settings;
  CHECK(both.theme == ThemeName::light);
  CHECK(both.locale == LocaleName::sv);
  CHECK(both.recent == std::vector<fs::path>{"/s/second.toml", "/s/first.toml"});
  // The first window goes on from what it knows, and offers what the other one opened.
  first.look_again();
  CHECK(first.settings().recent == both.recent);
  mine = first.settings();
  mine.text_scale = 1.5F;
  REQUIRE(first.change(mine));
  theirs = second.settings();
  remember_file(theirs, "/s/first.toml");
  REQUIRE(second.change(theirs));
  both = load_settings(folder.path).settings;
  CHECK(both.text_scale == 1.5F);
  CHECK(both.recent == std::vector<fs::path>{"/s/first.toml", "/s/second.toml"});
  // What somebody broke by hand meanwhile is set aside and told, and the window's own settings are written.
  REQUIRE(write_file(folder.path / kSettingsName, "version = \n"));
  theirs.theme = ThemeName::dark;
  const auto told = second.change(theirs);
  REQUIRE_FALSE(told);
  CHECK(to_text(told.error()).find("settings.broken-1.toml") != std::string::npos);
  CHECK(load_settings(folder.path).settings.locale == LocaleName::sv);
}

TEST_CASE("merged settings: own changes on top of the others', recent files in the order of their opening") {
  Settings base;
  for (const char* name : {"/a", "/b", "/c"}) base.recent.emplace_back(name);
  Settings theirs = base;
  theirs.quality = QualityName::low;
  remember_file(theirs, "/t");
  CHECK(merged(base, base, theirs) == theirs);
  Settings mine = base;
  remember_file(mine, "/m");
  remember_file(mine, "/b");
  mine.letter_keys = false;
  const Settings both = merged(base, mine, theirs);
  CHECK(both.recent == std::vector<fs::path>{"/b", "/m", "/t", "/a", "/c"});
  CHECK(both.quality == QualityName::low);
  CHECK_FALSE(both.letter_keys);
  for (int i = 0; i < 12; ++i) remember_file(mine, "/" + std::to_string(i));
  CHECK(merged(base, mine, theirs).recent == mine.recent);  // no more than a list holds
}

TEST_CASE("many windows at once: every file that was opened is among the recent ones") {
  const TemporaryFolder folder("many-windows");
  std::vector<pid_t> children;
  constexpr int kWindows = 6;
  for (int window = 0; window < kWindows; ++window) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      UserData user_data(folder.path);
      Settings settings = user_data.settings();
      remember_file(settings, "/s/" + std::to_string(window) + ".toml");
      ::_exit(user_data.change(settings) ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
  }
  CHECK(load_settings(folder.path).settings.recent.size() == kWindows);
}
