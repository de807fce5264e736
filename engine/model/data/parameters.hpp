// Every number of the model, from assets/parameters/*.toml, with unit, plausible range, kind and source.
//
// A file is a list of tables, one per number; its key is the dotted name of the table:
//   [pk.racemic.clearance]
//   value = 90.0
//   unit = "L/h"
//   range = [69.0, 114.0]
//   kind = "fitted"            # published | fitted | hypothesis
//   source = "hasan_2021"      # a key of assets/sources.toml
//   note = "..."               # optional, one sentence
//   name = "..."               # what it is, in a few words
//   name_sv, note_sv           # the same in Swedish
// In assets/sources.toml every text has its Swedish twin in the same way (says_sv beside says). Both may be left out
// here, so that a number can be tried out; missing_words() says what is left to write.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/config.hpp"
#include "core/enum_table.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

enum class Evidence { published, fitted, hypothesis };

// A text in the two languages of the program.
struct LocalizedText {
  std::string en, sv;
  // By the locale's name; English where there is no other.
  const std::string& in(std::string_view language) const { return language == "sv" && !sv.empty() ? sv : en; }
};

struct Parameter {
  std::string key;
  double value = 0.0;
  std::string unit;
  Range range;
  Evidence kind = Evidence::fitted;
  std::string source;
  std::string note;  // in English; note_words has both
  LocalizedText name, note_words;
};

// What a source is: a trial that treats people; something measured in people; animals; cells and receptors; other
// papers; a label, a computer file, a scale; what was chosen or fitted for this program.
enum class SourceKind { trial, people, animals, cells, review, document, own };
template <>
inline constexpr auto kWords<SourceKind> = words("trial", "people", "animals", "cells", "review", "document", "own");

// One entry of assets/sources.toml.
struct Source {
  std::string key;
  SourceKind kind = SourceKind::document;
  std::string citation;  // authors, journal, year, identifier
  std::string says;      // who, n, design, result in one line
  std::string limit;     // what it does not show
  std::string read;      // how it was checked: page | secondary | memory | own (chosen or fitted for this program)
  // The same as `says`, apart: all four or none; a trial has them. kUnknown where the project's documents do not say.
  std::string who = {}, n = {}, design = {}, result = {};
  // Which of these lines rest on memory, and which the project's documents do not give.
  std::vector<std::string> recalled = {}, outside = {};
  std::map<std::string, std::string, std::less<>> swedish = {};  // by the line's name: "says", "citation" ...

  // A line by its name ("says") in a language; English where it has no other.
  const std::string& line(std::string_view name, std::string_view language) const;
  bool is_recalled(std::string_view line) const;
  bool is_outside(std::string_view line) const;
};
// A line of a trial that the project's documents do not give.
inline constexpr std::string_view kUnknown = "?";

// An immutable set of parameters. Look-ups of a key that does not exist are a broken invariant (assert);
// constructors of the model's constants are the only callers, and a test loads them all.
class Parameters {
 public:
  // Reads every file of assets/parameters and assets/sources.toml; fails with every problem of all files: a number
  // outside its own range, a missing unit, a source that is not listed, a key given twice.
  static Result<Parameters> load(const DataFiles& files);
  static Result<Parameters> from_texts(const std::vector<std::pair<std::string, std::string>>& name_and_text,
                                       std::string_view sources_text);

  double operator[](std::string_view key) const;
  const Parameter* find(std::string_view key) const;
  const Source* source(std::string_view key) const;
  const std::map<std::string, Parameter, std::less<>>& all() const { return content_->parameters; }
  const std::map<std::string, Source, std::less<>>& sources() const { return content_->sources; }

  // A copy with some values replaced (a scenario's [parameters]); keys and ranges must have been checked.
  Parameters with(const std::map<std::string, double>& changes) const;
  // What is not yet written in both languages: names, notes, lines of sources. For `synaptoscope check`.
  Problems missing_words() const;
  // 16 hexadecimal digits over all keys and values: goes into every table and picture.
  const std::string& hash() const { return content_->hash; }

 private:
  struct Content {
    std::map<std::string, Parameter, std::less<>> parameters;
    std::map<std::string, Source, std::less<>> sources;
    std::string hash;
  };
  explicit Parameters(Content content);
  std::shared_ptr<const Content> content_;  // shared by copies; never changed
};

}  // namespace syn
