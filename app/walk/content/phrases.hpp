// Sentences of the walk with the numbers of its facts filled in.
//
// "{ID}" is the number of a fact (a range reads "61 to 75"), "{ID.no}" the others of 100, "{ID.NAME}" a further number of the
// row, "{=ID}" nothing: the sentence rests on that row. "{date}" is when the facts were read. No other number may stand in a
// text but 100 and 112.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/look/locale.hpp"
#include "app/walk/content/facts.hpp"
#include "core/config.hpp"

namespace syn {

struct Phrase {
  LocalizedText words;             // with a remark in brackets where a number was recalled
  std::vector<std::string> facts;  // ids, in their order
};

class Phrases {
 public:
  // `locales` in the order English, Swedish.
  Phrases(const Facts& facts, std::span<const Locale> locales, LocalizedText date)
      : facts_(facts), locales_(locales), date_(std::move(date)) {}

  // The texts `key` and `key`_sv of a table, and the lists of these names. A problem is one that is missing, says a number by
  // itself, names no fact or one that nobody may be shown, or names other facts than its twin.
  Phrase one(TableReader& reader, const std::string& key, bool needed = true) const;
  std::vector<Phrase> list(TableReader& reader, const std::string& key) const;

  // A number from a fact to a fact, in words of the language: "3 to 28".
  std::string range(double low, double high, std::string_view language) const;
  const Locale& locale(std::string_view language) const { return locales_[language == "sv" ? 1 : 0]; }

 private:
  struct Filled {
    std::string words;
    std::vector<std::string> facts;
  };
  Filled fill(TableReader& reader, const std::string& key, const std::string& text, std::string_view language) const;
  std::string value(TableReader& reader, const std::string& key, std::string_view name, std::string_view language, const Fact*& fact) const;
  Phrase both(TableReader& reader, const std::string& key, const std::string& en, const std::string& sv) const;
  const Facts& facts_;
  std::span<const Locale> locales_;
  LocalizedText date_;
};

}  // namespace syn
