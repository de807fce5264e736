// The worksheet as a file: made, kept, opened again, graded for what it is.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "../../model/shipped.hpp"
#include "../headless_ui.hpp"
#include "../temporary_folder.hpp"
#include "app/cli/run.hpp"
#include "app/session/hand_in.hpp"
#include "app/session/user_data.hpp"
#include "app/view/picture_report.hpp"
#include "core/png_text.hpp"
#include "gfx/target.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

Scenario scenario() {
  Scenario one;
  one.doses = {Dose{.at_h = 0.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  one.therapies = {Therapy{24.0}};
  one.horizon_days = 7.0;
  one.population = 10;
  one.title = "Försök";
  return one;
}

LabBook book() {
  LabBook made;
  made.answers[1] = "0,04 och 51 %, \"ungefär\"\\";
  made.answers[10] = "day 9.5";
  return made;
}

HandInTexts whole() {
  static const HandInTexts texts = [] {
    HandInTexts made = picture_origin(scenario(), shipped().with(scenario().parameters).hash(), version());
    const HandInTexts more = hand_in_texts(scenario(), book(), shipped(), version());
    made.insert(made.end(), more.begin(), more.end());
    return made;
  }();
  return texts;
}

std::string& part(HandInTexts& texts, std::string_view name) {
  return std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == name; })->second;
}

std::string picture(const HandInTexts& texts) {
  Image image{8, 4, std::vector<std::uint8_t>(96, 90)};
  return to_png(image, texts);
}

int run(const std::vector<std::string>& words) {
  std::vector<const char*> argv{"synaptoscope", "--data", SYN_SOURCE_DIR};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return run_command_line(static_cast<int>(argv.size()), argv.data());
}

}  // namespace

TEST_CASE("answers survive the way through their file; a wrong one is told with its line") {
  CHECK(must(parse_lab_book(to_toml(book()), "answers")) == book());
  CHECK(must(parse_lab_book(to_toml(LabBook{}), "answers")).empty());
  for (const char* wrong : {"[answers]\nq1 = \"x\"\n", "version = 2\n", "version = 1\n[answers]\nq12 = \"x\"\n",
                            "version = 1\n[answers]\nq1 = 3\n", "version = 1\nmore = 1\n", "no toml at all"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_lab_book(wrong, "answers").has_value());
  }
  CHECK_FALSE(parse_lab_book("version = 1\n[answers]\nq1 = \"" + std::string(LabBook::kLongest + 1, 'x') + "\"\n", "answers").has_value());
}

TEST_CASE("a picture carries its texts, more than ASCII too; what is cut or damaged is no picture") {
  const std::string bytes = picture(whole());
  CHECK(must(png_texts(bytes, "x")) == whole());
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{40}, bytes.size() / 2, bytes.size() - 1})
    CHECK_FALSE(png_texts(bytes.substr(0, length), "x").has_value());
  std::string damaged = bytes;
  damaged[damaged.find("seed") + 5] ^= 1;
  CHECK_FALSE(png_texts(damaged, "x").has_value());
  std::string endless = bytes;
  endless.replace(33, 4, "\xFF\xFF\xFF\xFF");  // the length of the first text
  CHECK_FALSE(png_texts(endless, "x").has_value());
}

TEST_CASE("a hand-in is graded for what it is") {
  const Grade good = grade(whole(), shipped());
  CHECK_MESSAGE(good.verdict == Verdict::agrees, good.what);
  CHECK(good.answers == book());
  CHECK(good.title == "Försök");
  const auto graded = [](const std::function<void(HandInTexts&)>& change) {
    HandInTexts texts = whole();
    change(texts);
    return grade(texts, shipped());
  };
  const Grade number = graded([](HandInTexts& t) {
    std::string& table = part(t, "table");
    table.back() = '9';  // of the last number; the line break goes
  });
  CHECK(number.verdict == Verdict::changed_number);
  CHECK(number.what.find("in row") != std::string::npos);
  CHECK(graded([](HandInTexts& t) { part(t, "seed") = "8"; }).verdict == Verdict::changed_number);
  CHECK(graded([](HandInTexts& t) {
          std::string& text = part(t, "scenario");
          text.replace(text.find("mg_per_kg = 0.5"), 15, "mg_per_kg = 0.6");
        }).verdict == Verdict::changed_number);
  CHECK(graded([](HandInTexts& t) { part(t, "scenario") = "version = 1\nnonsense = 2\n"; }).verdict == Verdict::changed_number);
  const Grade older = graded([](HandInTexts& t) { part(t, "parameters") = "0123456789abcdef"; });
  CHECK(older.verdict == Verdict::other_parameters);
  CHECK(older.what.find("0123456789abcdef") != std::string::npos);
  for (const char* name : {"scenario", "answers", "table", "seed", "parameters"}) {
    const Grade lacking = graded([name](HandInTexts& t) { std::erase_if(t, [name](const auto& text) { return text.first == name; }); });
    CHECK(lacking.verdict == Verdict::missing_part);
    CHECK(lacking.what.find(name) != std::string::npos);
  }
  CHECK(grade({{"Software", "something else"}}, shipped()).verdict == Verdict::not_a_hand_in);
  CHECK(grade({}, shipped()).verdict == Verdict::not_a_hand_in);
}

TEST_CASE("grade goes through a folder: 0 where all agree, 1 where one does not, 2 for a wrong command line") {
  const TemporaryFolder folder("lab-grade");
  REQUIRE(write_file(folder.path / "a.png", picture(whole())).has_value());
  CHECK(run({"grade", folder.path.string()}) == kDone);
  HandInTexts changed = whole();
  part(changed, "seed") = "9";
  REQUIRE(write_file(folder.path / "b.png", picture(changed)).has_value());
  CHECK(run({"grade", folder.path.string()}) == kBadInput);
  fs::remove(folder.path / "b.png");
  REQUIRE(write_file(folder.path / "c.txt", "notes").has_value());
  CHECK(run({"grade", folder.path.string()}) == kBadInput);
  fs::remove(folder.path / "c.txt");
  CHECK(run({"grade", (folder.path / "none").string()}) == kBadInput);
  CHECK(run({"grade"}) == kBadCommandLine);
  const TemporaryFolder keys("lab-key");
  const fs::path key = keys.path / "key.txt";
  REQUIRE(write_file(key, "Q2 share at -70 mV: 0.04\nQ11 under 1 % from day: 9.5\n").has_value());
  CHECK(run({"grade", folder.path.string(), "--key", key.string()}) == kDone);
  REQUIRE(write_file(key, "Q12 nothing: 1\n").has_value());
  CHECK(run({"grade", folder.path.string(), "--key", key.string()}) == kBadInput);
}

TEST_CASE("numbers of the key are found in an answer to two of a hundred, with either decimal sign and as percent") {
  CHECK(numbers_found(book().answers[1], {0.0403, 0.51}) == 2);
  CHECK(numbers_found("about 0.05", {0.0403}) == 0);
  CHECK(numbers_found("-2.4 points, then 3.", {-2.4, 3.0}) == 2);
  CHECK(numbers_found("", {1.0}) == 0);
}

TEST_CASE("an unfinished worksheet is kept if asked, and is there again at the next start") {
  const TemporaryFolder folder("lab-kept");
  {
    UserData data(folder.path);
    CHECK(data.lab.empty());
    data.lab = book();
  }
  CHECK(UserData(folder.path).lab.empty());  // nobody asked
  {
    UserData data(folder.path);
    data.lab = book();
    REQUIRE(data.keep_lab().has_value());
  }
  CHECK(UserData(folder.path).lab == book());
  REQUIRE(write_file(folder.path / "lab.toml", "damaged").has_value());
  CHECK(UserData(folder.path).lab.empty());
  CHECK_FALSE(UserData().keep_lab().has_value());
}
