#include <doctest/doctest.h>

#include "core/result.hpp"

using namespace syn;

TEST_CASE("a problem is written as place, what is wrong, and what would be right") {
  CHECK(to_text(Problem{"a.toml", 3, 7, "weight is -4", "give at least 40"}) ==
        "a.toml:3:7: weight is -4; give at least 40");
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
