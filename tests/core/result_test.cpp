#include <doctest/doctest.h>

#include <string>

#include "core/result.hpp"
#include "core/text.hpp"

using namespace syn;

TEST_CASE("a problem is written as place, what is wrong, and what would be right") {
  CHECK(to_text(Problem{"a.toml", 3, 7, "weight is -4", "give at least 40"}) == "a.toml:3:7: weight is -4; give at least 40");
  CHECK(to_text(Problem{"a.toml", 3, 0, "no title", ""}) == "a.toml:3: no title");
  CHECK(to_text(Problem{"a.toml", 0, 5, "empty", ""}) == "a.toml: empty");
  CHECK(to_text(Problem{"", 0, 0, "empty", "write something"}) == "empty; write something");
  CHECK(to_text(Problems{{"a", 1, 0, "x", ""}, {"b", 2, 0, "y", ""}}) == "a:1: x\nb:2: y\n");
}

TEST_CASE("a failure carries its problems and no value") {
  const Result<int> failed = failure(Problem{"a", 1, 0, "x", "y"});
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().size() == 1);
}

TEST_CASE("a message stays on its line, moves no cursor and ends somewhere, whatever the file held") {
  CHECK(to_text(Problem{"a", 1, 0, "`x\x1b[2J\ny\x7f\xc2\x9b\xc3\xa5`", ""}) == "a:1: `x\\x1B[2J y\\x7F\\xC2\\x9B\xc3\xa5`");
  CHECK(to_text(Problem{"\xe5\xe4.toml", 1, 0, "a\x80\x80", "b\xc3"}) == "\\xE5\\xE4.toml:1: a\\x80\\x80; b\\xC3");
  std::string letters;
  for (int i = 0; i < 100000; ++i) letters += "\xc3\xa5";
  const std::string text = to_text(Problem{"a", 1, 0, "x" + letters, ""});
  CHECK(text.size() < 2000);
  CHECK(is_utf8(text));
}

TEST_CASE("text is told from other bytes") {
  for (const char* text : {"", "plain", "\xc3\xa5", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
    CHECK(is_utf8(text));
  for (const char* bytes : {"\x80", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "a\xe2\x82"})
    CHECK_FALSE(is_utf8(bytes));
}
