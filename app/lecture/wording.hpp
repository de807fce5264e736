// Whether words fit what is known: assets/wording.toml.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_table.hpp"
#include "core/result.hpp"
#include "core/sentence.hpp"
#include "model/data/parameters.hpp"

namespace syn {

// How well the claims of a beat are known; a mixed beat has the weakest. Background: definitions and history, which claim no
// evidence.
enum class BeatBadge { people, animals, hypothesis, our_model, background };
template <>
inline constexpr auto kWords<BeatBadge> = words("people", "animals", "hypothesis", "our_model", "background");

TextKey badge_word(BeatBadge badge);  // "People"

class WordRules {
 public:
  static Result<WordRules> parse(std::string_view text, const std::string& file);

  // What is wrong with words in a language ("en", "sv") under a badge, and what would be right; the place is left empty.
  // `said`: what stands on the screen together. `spoken`: what is only said beside it.
  Problems check(BeatBadge badge, std::string_view language, std::string_view said, std::string_view spoken) const;

 private:
  using Words = std::vector<std::string>;  // each between spaces, in small letters
  struct Rule {
    Words refused, needed;
  };
  struct Language {
    Words never;
    std::array<Rule, kWords<BeatBadge>.size()> of_badge;
  };
  const Language& language(std::string_view name) const { return languages_[name == "sv" ? 1 : 0]; }
  std::array<Language, 2> languages_;  // en, sv
};

}  // namespace syn
