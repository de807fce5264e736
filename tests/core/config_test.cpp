#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "core/config.hpp"
#include "core/config_scan.hpp"
#include "core/files.hpp"

using namespace syn;

TEST_CASE("a table is taken apart with lines, defaults and every kind of value") {
  const auto file = parse_config(R"(title = "x"
count = 3
share = 0.5
on = true
words = ["a", "b"]
[patient]
weight = 70
[[dose]]
at = 1
[[dose]]
at = 2.5
)",
                                 "a.toml");
  REQUIRE(file);
  Problems problems;
  TableReader reader(*file, problems);
  CHECK(reader.text("title", "") == "x");
  CHECK(reader.integer("count", 0, 0, 9) == 3);
  CHECK(reader.number("count", 0.0) == 3.0);
  CHECK(reader.number("share", 0.0) == 0.5);
  CHECK(reader.boolean("on", false));
  CHECK(reader.texts("words", {}) == std::vector<std::string>{"a", "b"});
  CHECK(reader.number("missing", 4.0) == 4.0);
  CHECK_FALSE(reader.optional_number("missing").has_value());
  const ConfigTable* patient = reader.table("patient");
  REQUIRE(patient != nullptr);
  CHECK(patient->path == "patient");
  CHECK(patient->line == 6);
  const auto doses = reader.tables("dose");
  REQUIRE(doses.size() == 2);
  CHECK(doses[1]->path == "dose[2]");
  CHECK(doses[1]->find("at")->line == 11);
  reader.done();
  CHECK(problems.empty());
}

TEST_CASE("every problem of a table is collected in one pass, each with its line") {
  const auto file = parse_config(R"(weight = "heavy"
age = 300
level = nan
size = inf
drug = "ketamin"
on = 1
words = ["a", 2]
wieght = 3
many = 2
)",
                                 "b.toml");
  REQUIRE(file);
  Problems problems;
  TableReader reader(*file, problems);
  constexpr std::array<std::string_view, 2> kDrugs{"ketamine", "midazolam"};
  CHECK(reader.number("weight", 70.0, {40.0, 150.0}, "kg") == 70.0);
  CHECK(reader.number("age", 40.0, {18.0, 100.0}, "years") == 40.0);
  CHECK(reader.number("level", 1.0) == 1.0);
  CHECK(reader.number("size", 1.0) == 1.0);
  CHECK(reader.choice("drug", "ketamine", kDrugs) == "ketamine");
  CHECK(reader.boolean("on", true));
  CHECK(reader.texts("words", {"z"}) == std::vector<std::string>{"z"});
  CHECK(reader.tables("many").empty());
  reader.done();
  REQUIRE(problems.size() == 9);
  CHECK(to_text(problems[0]) == "b.toml:1:10: `weight` is a text; give a number from 40 to 150 kg");
  CHECK(to_text(problems[1]) == "b.toml:2:7: `age` is 300; give a number from 18 to 100 years");
  CHECK(problems[2].line == 3);
  CHECK(problems[2].what == "`level` is nan");
  CHECK(problems[3].line == 4);
  CHECK(to_text(problems[4]) == "b.toml:5:8: `drug` is \"ketamin\"; did you mean \"ketamine\"? possible: ketamine, midazolam");
  CHECK(problems[5].remedy == "write true or false");
  CHECK(problems[6].line == 7);
  CHECK(problems[7].remedy == "start each one with [[many]]");
  CHECK(problems[8].what == "`wieght` is not a field here");
  CHECK(problems[8].remedy == "did you mean `weight`?");
}

TEST_CASE("broken syntax and dates are told with their place") {
  const auto broken = parse_config("a = 1\nb = = 2\n", "c.toml");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().front().file == "c.toml");
  CHECK(broken.error().front().line == 2);
  CHECK(broken.error().front().what.find("not TOML") != std::string::npos);
  const auto date = parse_config("when = 2024-01-01\n", "d.toml");
  REQUIRE_FALSE(date);
  CHECK(date.error().front().line == 1);
  CHECK(date.error().front().what.find("`when`") != std::string::npos);
}

TEST_CASE("the nearest word is offered only for a likely slip") {
  constexpr std::array<std::string_view, 3> kWords{"racemic", "esketamine", "midazolam"};
  CHECK(nearest_word("racemik", kWords) == "racemic");
  CHECK(nearest_word("esketamin", kWords) == "esketamine");
  CHECK(nearest_word("eketamine", kWords) == "esketamine");
  CHECK(nearest_word("placebo", kWords).empty());
  CHECK(nearest_word("", kWords).empty());
}

TEST_CASE("quoted texts and numbers read back as themselves") {
  const std::string nasty = "a \"b\" \\ c\n\t\r\x01\x7f å ½";
  const auto file = parse_config("t = " + quote(nasty) + "\n", "q.toml");
  REQUIRE(file);
  CHECK(*file->find("t")->as_text() == nasty);
  for (const double value : {0.5, 70.0, -0.0, 1e-6, 1.0 / 3.0, 1e300, std::numeric_limits<double>::denorm_min()}) {
    const auto read = parse_config("v = " + number_text(value) + "\n", "n.toml");
    REQUIRE_MESSAGE(read, number_text(value));
    CHECK(read->find("v")->as_number() == value);
  }
  CHECK(number_text(0.5) == "0.5");
  CHECK(number_text(70.0) == "70");
}

namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

Problem refused(const std::string& text) {
  const auto file = parse_config(text, "t.toml");
  REQUIRE_FALSE(file);
  REQUIRE(file.error().size() == 1);
  CHECK(file.error().front().file == "t.toml");
  return file.error().front();
}

}  // namespace

TEST_CASE("a text that is too deeply nested is refused with its line, before it is parsed") {
  // 13500 levels of a dotted key: the parser, or what takes its tables apart, would run out of stack.
  const auto key = read_file(std::string(SYN_SOURCE_DIR) + "/tests/cases/deep-dotted-key.toml");
  REQUIRE(key);
  const Problem deep = refused(*key);
  CHECK(deep.line == 2);
  CHECK(deep.what == "this is too deeply nested");
  CHECK(deep.remedy == "at most 32 levels of tables, lists and dotted keys");
  for (const std::string& text : {
           "x = 1\ny = " + repeated("[", 20000),
           "x = 1\ny = " + repeated("[", 200) + repeated("]", 200),
           "x = 1\ny = " + repeated("{ a = ", 20000),
           "x = 1\n[" + repeated("a.", 20000) + "a]\n",
           "x = 1\n[[" + repeated("\"a\" . 'b' . ", 20000) + "a]]\n",
           "x = 1\ny = { " + repeated("a.", 20) + "b = { " + repeated("a.", 20) + "b = 1 } }\n",
       }) {
    const Problem problem = refused(text);
    CHECK(problem.line == 2);
    CHECK(problem.what == "this is too deeply nested");
  }
}

TEST_CASE("the deepest text that is allowed is read, and brackets and dots in texts and comments count for nothing") {
  std::string deepest = repeated("a.", kDeepestConfig - 1) + "a = 1\n";
  CHECK(parse_config(deepest, "t.toml"));
  CHECK_FALSE(parse_config("a." + deepest, "t.toml"));
  const std::string brackets = repeated("[{.", 100);
  const auto file =
      parse_config("a = \"" + brackets + "\\\" # " + brackets + "\"\nb = '" + brackets + "'\n# " + brackets + "\nc = \"\"\"\n" + brackets +
                       "\"\" \\\"\" \"\"\"\"\"\nd = \'\'\'\n" + brackets + "\'\' \'\'\'\'\n\"" + brackets.substr(0, 90) +
                       "\".'e.f' = [ # " + brackets + "\n 1, # x\n 2,\n]\n[g]\nh.i = { j = [[1], [2]], k = 'l' }\n",
                   "t.toml");
  REQUIRE_MESSAGE(file, to_text(file.error()));
  CHECK(*file->find("a")->as_text() == brackets + "\" # " + brackets);
  CHECK(*file->find("d")->as_text() == brackets + "\'\' \'");
  CHECK(file->find(brackets.substr(0, 90))->as_table()->find("e.f")->as_array()->size() == 2);
  CHECK(file->find("g")->as_table()->find("h")->as_table()->find("i")->as_table()->fields.size() == 2);
}

TEST_CASE("a text that is too large, or holds too many values or too long a name, is refused") {
  CHECK(refused("a = \"" + std::string(kLargestConfig, 'x') + "\"").what.find("bytes long") != std::string::npos);
  CHECK(refused("x = 1\na = [" + repeated("1,", kMaxConfigValues) + "]").what == "holds too many values");
  CHECK(refused(repeated("[[a]]\n", kMaxConfigValues + 1)).what == "holds too many values");
  const Problem name = refused("x = 1\n" + std::string(500, 'k') + " = 1\n");
  CHECK(name.line == 2);
  CHECK(name.what == "a name is 500 bytes long");
}

TEST_CASE("what stands behind a mistake is never parsed, however deep it is") {
  const std::string deep = repeated("a.", 20000) + "b = 1\n";
  for (const std::string mistake : {"x = = 1", "x", "x = \"open", "x = 'open", "[open", "x = [1, 2", "x = 1 2", "= 1", "\x01", "x = [1 2]",
                                    "[x] y", "x = {", "x = {\na = 1 }"}) {
    const auto file = parse_config(mistake + "\n" + deep, "t.toml");
    REQUIRE_MESSAGE(!file, mistake);
    CHECK_MESSAGE(to_text(file.error()).find("not TOML") != std::string::npos, mistake);
  }
}

TEST_CASE("bytes that are no text, signs that end texts, and numbers beyond all bounds are told") {
  for (const std::string& text : {std::string("a = \"\xff\"\n"), std::string("a\0 = 1\n", 7), std::string("a = \"\xed\xa0\x80\"\n"),
                                  std::string("a = 99999999999999999999\n")}) {
    const auto file = parse_config(text, "t.toml");
    REQUIRE_FALSE(file);
    CHECK(file.error().front().line == 1);
  }
  CHECK(refused("x = 1\na = [\"b\\u0000c\"]\n").line == 2);
  CHECK(refused("x = 1\n\"a\\u0000\" = 1\n").line == 2);
  Problems problems;
  for (const char* number : {"1e999", "-1e999", "inf", "nan"}) {
    const auto file = parse_config(std::string("a = ") + number + "\n", "t.toml");
    if (file) CHECK_FALSE(TableReader(*file, problems).optional_number("a").has_value());
  }
}

TEST_CASE("of very many unknown fields the first ones are named") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "field" + std::to_string(i) + " = 1\n";
  const auto file = parse_config(text, "t.toml");
  REQUIRE(file);
  Problems problems;
  TableReader reader(*file, problems);
  reader.text("title", "");
  reader.done();
  REQUIRE(problems.size() == 21);
  CHECK(problems.front().what == "`field0` is not a field here");
  CHECK(problems.back().what == "`field20` and others are not fields here");
}
