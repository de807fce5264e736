// The words of the field in plain language, in every language of the program: assets/glossary.csv.
//
// Columns: term_en, term_sv, plain_en, plain_sv. A row is one term; every field is needed, no term stands twice in a
// language, and every explanation is a sentence that ends with a full stop.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/look/locale.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

struct GlossaryEntry {
  std::array<std::string, 2> terms;   // English, Swedish
  std::array<std::string, 2> plains;  // one sentence each
  const std::string& term(const Locale& locale) const { return terms[locale.name() == "sv" ? 1 : 0]; }
  const std::string& plain(const Locale& locale) const { return plains[locale.name() == "sv" ? 1 : 0]; }
  const std::string& id() const { return terms[0]; }  // the English term: how other files name the entry
};

class Glossary {
 public:
  // Fails with every problem of the file at once, each with its line.
  static Result<Glossary> load(const DataFiles& files);
  static Result<Glossary> parse(std::string_view text, const std::string& file);

  const std::vector<GlossaryEntry>& entries() const { return entries_; }  // in the order of the file
  const GlossaryEntry* find(std::string_view id) const;
  // Entries whose term or explanation, in either language, holds the words; sorted by term in this language.
  std::vector<const GlossaryEntry*> search(std::string_view words, const Locale& locale) const;

 private:
  std::vector<GlossaryEntry> entries_;
};

// Small letters, for searching: A to Z and the accented capitals of Latin-1 (UTF-8); everything else as it is.
std::string folded(std::string_view text);

}  // namespace syn
