#include "app/ui/look/locale.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "app/ui/look/clock.hpp"
#include "app/viewing/view.hpp"
#include "model/scenario/scenario.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

Locale shipped(std::string_view name) {
  auto locale = Locale::load(DataFiles({fs::path(SYN_SOURCE_DIR)}), name);
  if (!locale) FAIL(to_text(locale.error()));
  return std::move(*locale);
}

std::set<std::string> placeholders(const std::string& text) {
  static const std::regex kPattern("\\{[a-z0-9_]+\\}");
  return {std::sregex_token_iterator(text.begin(), text.end(), kPattern), {}};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

TEST_CASE("English and Swedish have the same keys with the same placeholders, and no text is empty") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  CHECK(en.keys() == sv.keys());
  REQUIRE(en.keys().size() > 100);
  for (const std::string& key : en.keys()) {
    CAPTURE(key);
    const std::string english = en.text(TextKey::unchecked(key));
    const std::string swedish = sv.text(TextKey::unchecked(key));
    CHECK(!english.empty());
    CHECK(!swedish.empty());
    CHECK(placeholders(english) == placeholders(swedish));
  }
}

TEST_CASE("no text claims more than is known") {
  const std::vector<std::string> rejected{"heals",         "repairs", "resets", "rewires", "läker", "reparerar", "återställer hjärnan",
                                          "kopplar om din"};
  for (const char* name : {"en", "sv"}) {
    const Locale locale = shipped(name);
    for (const std::string& key : locale.keys()) {
      const std::string text = lower(locale.text(TextKey::unchecked(key)));
      for (const std::string& word : rejected) {
        CAPTURE(key);
        CAPTURE(word);
        CHECK(text.find(word) == std::string::npos);
      }
    }
  }
}

TEST_CASE("every key that the sources name stands in both languages") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  const std::regex literal("\"([a-z0-9_.]+)\"_key");
  std::size_t found = 0;
  for (const char* room : {"app", "engine"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SYN_SOURCE_DIR) / room)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (line.find("//") < line.find("_key")) continue;  // an example in a comment
        for (auto match = std::sregex_iterator(line.begin(), line.end(), literal); match != std::sregex_iterator(); ++match) {
          const std::string key = (*match)[1];
          CAPTURE(entry.path().filename().string());
          CAPTURE(key);
          CHECK(en.has(TextKey::unchecked(key)));
          CHECK(sv.has(TextKey::unchecked(key)));
          ++found;
        }
      }
    }
  }
  CHECK(found > 100);
}

TEST_CASE("every name of a kind has its words in both languages") {
  for (const char* language : {"en", "sv"}) {
    const Locale locale = shipped(language);
    const auto all = [&](const auto& names, const std::string& before, const std::string& after) {
      for (const std::string_view name : names) {
        const std::string key = before + std::string(name) + after;
        CHECK_MESSAGE(locale.has(TextKey::unchecked(key)), key);
      }
    };
    for (const char* after : {".name", ".scale", ".now", ".axis", ".change"}) all(kWords<Condition>, "condition.", after);
    for (const char* after : {".name", ".claim", ".supports", ".contradicts"}) all(kWords<Hypothesis>, "hypothesis.", after);
    for (const char* before : {"describe.route.", "panel.dose.route."}) all(kWords<Route>, before, "");
    for (const char* before : {"describe.therapy.", "panel.therapy.kind."}) all(kWords<TherapyKind>, before, "");
    all(kWords<TherapyKind>, "panel.therapy.kind.", "_name");
    for (const char* before : {"describe.medicine.", "panel.beside.medicine."}) all(kWords<MedicineKind>, before, "");
    for (const char* before : {"describe.experiment.", "panel.beside.experiment."}) all(kWords<Experiment>, before, "");
    all(kWords<Lens>, "stage.synapse.lens.", "");
  }
}

TEST_CASE("numbers are written as the language writes them") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  CHECK(en.number(0.5, 2) == "0.50");
  CHECK(sv.number(0.5, 2) == "0,50");
  CHECK(en.number(-3.25, 1) == "\u22123.2");
  CHECK(sv.number(1234, 0) == "1234");
  CHECK(sv.number(12345.6, 1) == "12\u202F345,6");
  CHECK(en.number(1234567, 0) == "1\u202F234\u202F567");
  CHECK(en.number(-0.001, 2) == "0.00");  // no minus before nothing
  CHECK(en.number(std::numeric_limits<double>::quiet_NaN(), 1) == "–");
}

TEST_CASE("a sentence takes numbers, words and names; what is not given stays visible") {
  const Locale sv = shipped("sv");
  CHECK(sv.text({"app.clock.moment"_key, {{"day", Quantity{3, 0}}, {"time", std::string("14:05")}}}) == "Dag 3, 14:05");
  CHECK(sv.text({"panel.dose.row"_key,
                 {{"when", std::string("Dag 0")}, {"mg", Quantity{35, 0}}, {"route", "panel.dose.route.intranasal"_key}}}) ==
        "Dag 0 · 35\u00A0mg, nässpray");
  CHECK(sv.text({"app.clock.day"_key, {}}) == "Dag {day}");
  CHECK(std::string(sv.text(TextKey::unchecked("no.such.key"))) == "<no.such.key>");
  CHECK(!sv.has(TextKey::unchecked("no.such.key")));
}

TEST_CASE("a locale file with mistakes tells all of them with their lines") {
  const fs::path folder = fs::temp_directory_path() / "synaptoscope_locale_test";
  fs::create_directories(folder / "assets/locales");
  std::ofstream(folder / "assets/locales/xx.toml") << "good = \"yes\"\nnumber = 3\n[Table]\nbad = \"big letter above\"\n";
  const auto locale = Locale::load(DataFiles({folder}), "xx");
  REQUIRE(!locale);
  CHECK(locale.error().size() == 2);
  CHECK(to_text(locale.error()).find(":2:") != std::string::npos);
  CHECK(to_text(locale.error()).find("Table") != std::string::npos);
  CHECK(!Locale::load(DataFiles({folder}), "yy"));
  fs::remove_all(folder);
}

TEST_CASE("the clock shows what its lens needs, before day 0 as well") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  const double t = 24.0 + 6.0 + (7.0 * 60.0 + 24.4424) / 3600.0;
  CHECK(clock_text(t, ClockUnit::ms, en) == "Day 1  06:07:24.442");
  CHECK(clock_text(t, ClockUnit::ms, sv) == "Dag 1  06:07:24,442");
  CHECK(clock_text(t, ClockUnit::s, en) == "Day 1  06:07:24.4");
  CHECK(clock_text(t, ClockUnit::min, en) == "Day 1  06:07:24");
  CHECK(clock_text(t, ClockUnit::h, en) == "Day 1  06:07");
  CHECK(clock_text(10.0 * 24.0, ClockUnit::wk, en) == "Week 2 · day 10");
  CHECK(clock_text(-0.5, ClockUnit::h, en) == "Day \u22121  23:30");
  CHECK(clock_text(24.0 - 1e-12, ClockUnit::h, en) == "Day 1  00:00");  // rounding never shows 23:60
}

TEST_CASE("spans and paces are said in the most readable unit") {
  const Locale en = shipped("en");
  CHECK(span_text(40.0 / 60.0, en) == "40\u00A0min");
  CHECK(span_text(1.5, en) == "1.5\u00A0h");
  CHECK(span_text(48.0, en) == "2\u00A0d");
  CHECK(span_text(0.01 / 3600.0, en) == "10\u00A0ms");
  CHECK(pace_text(1.0 / 3600.0, en) == "as fast as life");
  CHECK(pace_text(1e-4 / 3600.0, en) == "slowed 10\u202F000\u00A0×");
  CHECK(pace_text(2.0, en) == "1\u00A0s shows 2\u00A0h");
  CHECK(pace_text(0.0, en).empty());
}
