#include "model/data/hypotheses.hpp"

#include <doctest/doctest.h>

#include "shipped.hpp"

using namespace syn;

TEST_CASE("the shipped hypotheses are the seven of the model, each with sources for and against") {
  const auto ideas = load_hypotheses(test::source_tree(), test::shipped());
  REQUIRE_MESSAGE(ideas, to_text(ideas.error()));
  std::string letters;
  std::vector<std::string> keys;
  for (const HypothesisEvidence& idea : *ideas) {
    CAPTURE(idea.key);
    letters += idea.letter;
    keys.push_back(idea.key);
    for (const auto* side : {&idea.supports, &idea.contradicts}) {
      CHECK(!side->empty());
      for (const std::string& source : *side) CHECK(test::shipped().source(source) != nullptr);
    }
  }
  CHECK(letters == "abcdefg");
  // What a scenario may list stands in the file under the same name.
  REQUIRE(keys.size() == kValues<Hypothesis>.size());
  for (std::size_t i = 0; i < keys.size(); ++i) CHECK(keys[i] == name_of(kValues<Hypothesis>[i]));
}

TEST_CASE("a wrong hypotheses file tells every problem with its line and the nearest name") {
  const auto ideas = parse_hypotheses(
      "[burst]\nletter = \"a\"\nsupports = [\"moghadam_1997\"]\ncontradicts = []\n"
      "[rest_block]\nletter = \"a\"\nsupports = [\"autry_2011\"]\ncontradicts = [\"autry_2011\"]\nproof = true\n"
      "[trkb]\nletter = \"ff\"\nsupports = [\"casarotto_2021\"]\ncontradicts = [\"moliner_2023\"]\n",
      "ideas.toml", test::shipped());
  REQUIRE(!ideas);
  const std::string words = to_text(ideas.error());
  CAPTURE(words);
  CHECK(ideas.error().size() == 6);
  CHECK(words.find("ideas.toml:3") != std::string::npos);
  CHECK(words.find("moghaddam_1997") != std::string::npos);   // did you mean
  CHECK(words.find("names no source") != std::string::npos);  // nothing against
  CHECK(words.find("already speaks for the idea") != std::string::npos);
  CHECK(words.find("used twice") != std::string::npos);
  CHECK(words.find("proof") != std::string::npos);  // an unknown field
  CHECK(words.find("is not a small letter") != std::string::npos);
}
