#include "core/csv.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace syn;

namespace {

constexpr std::array<std::string_view, 3> kColumns{"id", "hours", "note"};

Problems problems_of(std::string_view text) {
  const auto table = parse_csv(text, "t.csv", kColumns);
  return table ? Problems{} : table.error();
}

}  // namespace

TEST_CASE("a table keeps commas, quotes and line ends inside quotes, and columns in any order") {
  const auto table = parse_csv("note,id,hours\r\n\"a, \"\"b\"\"\nc\",x,2.5\r\n,y,\r\n", "t.csv", kColumns);
  REQUIRE(table);
  REQUIRE(table->records.size() == 2);
  Problems problems;
  const CsvReader first(*table, table->records[0], problems);
  CHECK(first.text("note") == "a, \"b\"\nc");
  CHECK(first.number("hours") == 2.5);
  CHECK(table->records[0].line == 2);
  CHECK(table->records[1].line == 4);
  const CsvReader second(*table, table->records[1], problems);
  CHECK_FALSE(second.optional_number("hours").has_value());
  CHECK(second.text("note").empty());
  CHECK(problems.empty());
}

TEST_CASE("everything wrong with a table is said at once") {
  const Problems problems = problems_of("id,hour,id\nx,1,2\ny,1\nz,1,2,3\n");
  CHECK(problems.size() == 6);  // hour unknown, id twice, hours and note missing, two rows of the wrong length
  CHECK(problems[0].line == 1);
  CHECK(problems[0].remedy == "did you mean `hours`?");
  CHECK(problems[4].line == 3);
  CHECK(problems[5].line == 4);
  CHECK(problems_of("").size() == 1);
  CHECK(problems_of("id,hours,note\nx,1,\"open\n").size() == 1);
  CHECK(problems_of("id,hours,note\nx,1,a\"b\n").size() == 1);
  CHECK(problems_of("id,hours,note\nx,1,\"a\"b\n").size() == 1);
  CHECK(problems_of(std::string_view("id,hours,note\nx,\0,\n", 20)).size() == 1);
}

TEST_CASE("fields that cannot be read are problems with a line and a remedy") {
  const auto table = parse_csv("id,hours,note\n,1;2;x,\nb,1e999,0;;1\n", "t.csv", kColumns);
  REQUIRE(table);
  Problems problems;
  const CsvReader first(*table, table->records[0], problems);
  CHECK(first.needed("id").empty());
  CHECK(first.numbers("hours") == std::vector<double>{1.0, 2.0});
  CHECK(first.items("note").empty());
  const CsvReader second(*table, table->records[1], problems);
  second.number("hours");
  CHECK(second.items("note").size() == 3);
  constexpr std::array<std::string_view, 2> kChoices{"alpha", "beta"};
  CHECK(second.choice("id", kChoices) == "alpha");
  CHECK(problems.size() == 5);
  CHECK(problems[1].line == 2);
  CHECK(problems[1].what == "`hours` is `x`, which is no number");
  CHECK(problems[4].line == 3);
}

TEST_CASE("a written field reads back as it was") {
  for (const char* text : {"plain", "a,b", "say \"so\"", "two\nlines", ""}) {
    const auto table = parse_csv("id,hours,note\n1,2," + csv_field(text) + "\n", "t.csv", kColumns);
    REQUIRE(table);
    CHECK(table->records[0].fields[2] == text);
  }
}

TEST_CASE("a table beyond all bounds, or of other bytes than text, is refused without going through it for each of its parts") {
  CHECK(problems_of("id,hours,note\n" + std::string(kLargestCsv, 'x')).size() == 1);
  CHECK(problems_of("id,hours,note\n\xff,1,\n").size() == 1);
  std::string long_one = "id,hours,note\n";
  for (std::size_t i = 0; i <= kMaxCsvRecords; ++i) long_one += "x,1,\n";
  REQUIRE(problems_of(long_one).size() == 1);
  CHECK(problems_of(long_one).front().what == "has more records than a table may hold");
  // A header of a million columns, and a million rows with too many fields.
  const Problems wide = problems_of(std::string(1'000'000, ','));
  CHECK(wide.size() < 20);
  std::string bad = "id,hours,note\n";
  for (int i = 0; i < 10000; ++i) bad += ",,,,,,,,,,,,\n";
  const Problems many = problems_of(bad);
  CHECK(many.size() == 200);
  CHECK(many.front().what == "has more than 6 fields where the header has 3");
}
