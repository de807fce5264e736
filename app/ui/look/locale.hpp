// Words in one language, looked up by key. Files: assets/locales/<name>.toml, nested tables of texts; the key
// "panel.dose.title" is the field `title` of [panel.dose].
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/files.hpp"
#include "core/result.hpp"
#include "core/sentence.hpp"

namespace syn {

class Locale {
 public:
  static Result<Locale> load(const DataFiles& files, std::string_view name);  // "en", "sv"
  // Of a file's text; `file` is for messages.
  static Result<Locale> parse(std::string_view text, const std::string& file, std::string_view name);

  // The words of a key. A missing key gives the key itself in angle brackets (tests see to it that none is missing).
  const char* text(TextKey key) const;  // stable as long as the locale lives
  bool has(TextKey key) const;
  // Fills the {placeholders} of a sentence; numbers get this language's decimal sign.
  std::string text(const Sentence& sentence) const;
  std::string number(double value, int decimals) const;
  std::vector<std::string> keys() const;  // sorted
  const std::string& name() const { return name_; }
  // Every word twice, to see whether the screen has room for another language. Symbols, units, what is filled in and
  // single letters stay as they are.
  Locale doubled() const;

 private:
  std::string name_;
  std::map<std::string, std::string, std::less<>> texts_;
  mutable std::map<std::string, std::string, std::less<>> missing_;
};

}  // namespace syn
