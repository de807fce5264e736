#include "core/config_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace syn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_bare(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-'; }

// Walks through the text as the grammar of TOML 1.0 has it, sign by sign. Every function returns false as soon as the
// walk has to end: at something that is not TOML, or beyond a limit (then `beyond_` says which).
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Result<ConfigScan> read() {
    if (text_.size() > kLargestConfig)
      return failure(
          {file_, 0, 0, fmt::format("is {} bytes long", text_.size()), fmt::format("at most {} bytes are read", kLargestConfig)});
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    bool whole = true;
    while (whole && !ended()) whole = statement();
    if (beyond_) return failure(std::move(*beyond_));
    return ConfigScan{at_, line_, whole};
  }

 private:
  bool ended() const { return at_ >= text_.size(); }
  char here() const { return ended() ? '\0' : text_[at_]; }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void blanks() {
    while (is_blank(here())) ++at_;
  }
  bool line_end() {
    if (!take("\n") && !take("\r\n")) return false;
    ++line_;
    return true;
  }
  void comment() {
    if (here() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
  }
  // Blanks, comments and line ends, as they may stand between the items of a list.
  void space() {
    do {
      blanks();
      comment();
    } while (line_end());
  }

  bool beyond(std::string what, std::string remedy) {
    beyond_ = Problem{file_, line_, 0, std::move(what), std::move(remedy)};
    return false;
  }
  bool deep_enough(std::size_t depth) {
    return depth <= kDeepestConfig ||
           beyond("this is too deeply nested", fmt::format("at most {} levels of tables, lists and dotted keys", kDeepestConfig));
  }
  bool one_more() {
    return ++values_ <= kMaxConfigValues || beyond("holds too many values", fmt::format("at most {} in one text", kMaxConfigValues));
  }

  // A line: empty, a comment, a header, or a key with its value.
  bool statement() {
    blanks();
    if (here() == '[') {
      ++at_;
      const bool list = take("[");
      std::size_t parts = 0;
      if (!one_more() || !key(parts, 0)) return false;
      if (!take(list ? "]]" : "]")) return false;
      base_ = parts;
    } else if (here() != '#' && here() != '\n' && here() != '\r' && !ended()) {
      if (!pair(base_)) return false;
    }
    blanks();
    comment();
    return ended() || line_end();
  }

  bool pair(std::size_t depth) {
    std::size_t parts = 0;
    if (!key(parts, depth) || !take("=")) return false;
    blanks();
    return value(depth + parts);
  }

  // Names joined by dots, and the blanks around them.
  bool key(std::size_t& parts, std::size_t depth) {
    do {
      blanks();
      const std::size_t begin = at_;
      if (here() == '"' || here() == '\'') {
        if (!line_of_text(here())) return false;
      } else {
        while (is_bare(here())) ++at_;
      }
      if (at_ == begin) return false;
      if (at_ - begin > kLongestConfigKey)
        return beyond(fmt::format("a name is {} bytes long", at_ - begin), fmt::format("at most {} bytes", kLongestConfigKey));
      if (!deep_enough(depth + ++parts)) return false;
      blanks();
    } while (take("."));
    return true;
  }

  bool value(std::size_t depth) {
    if (!one_more()) return false;
    switch (here()) {
      case '"': return take("\"\"\"") ? block_of_text('"') : line_of_text('"');
      case '\'': return take("'''") ? block_of_text('\'') : line_of_text('\'');
      case '[': return list(depth + 1);
      case '{': return table(depth + 1);
      default: return plain();
    }
  }

  // A number, a date, true, false: whatever stands there up to a sign that cannot belong to it.
  bool plain() {
    constexpr std::string_view kEnds = " \t\r\n,]}#";
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(kEnds, at_), text_.size());
    // A date may be parted from its time by a blank.
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool date = word.size() == 10 && is_digit(word[0]) && word[4] == '-' && word[7] == '-';
    if (date && here() == ' ' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))
      at_ = std::min(text_.find_first_of(kEnds, at_ + 1), text_.size());
    return at_ > begin;
  }

  bool line_of_text(char quote) {
    for (++at_; !ended() && here() != '\n'; ++at_) {
      if (here() == quote) return ++at_, true;
      if (here() == '\\' && quote == '"') ++at_;
      if (here() == '\n') return false;
    }
    return false;
  }

  // After the three quotes that open it. One or two more may stand before the three that close it.
  bool block_of_text(char quote) {
    const std::string_view closing = quote == '"' ? "\"\"\"" : "'''";
    for (; !ended(); ++at_) {
      if (here() == '\\' && quote == '"') {
        if (++at_; ended()) return false;
      } else if (take(closing)) {
        for (int more = 0; more < 2 && here() == quote; ++more) ++at_;
        return true;
      }
      if (here() == '\n') ++line_;
    }
    return false;
  }

  bool list(std::size_t depth) {
    if (!deep_enough(depth)) return false;
    ++at_;
    for (space(); !take("]"); space()) {
      if (!value(depth)) return false;
      space();
      if (!take(",") && here() != ']') return false;
    }
    return true;
  }

  bool table(std::size_t depth) {
    if (!deep_enough(depth)) return false;
    ++at_;
    blanks();
    if (take("}")) return true;
    do {
      if (!pair(depth)) return false;
      blanks();
    } while (take(","));
    return take("}");
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t base_ = 0;  // levels of the header above
  std::size_t values_ = 0;
  std::optional<Problem> beyond_;
};

}  // namespace

Result<ConfigScan> scan_config(std::string_view text, const std::string& file) { return Scanner(text, file).read(); }

}  // namespace syn
