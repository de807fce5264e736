#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "core/config.hpp"

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
  CHECK(to_text(problems[4]) ==
        "b.toml:5:8: `drug` is \"ketamin\"; did you mean \"ketamine\"? possible: ketamine, midazolam");
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
