#include "app/ui/look/locale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/config.hpp"

namespace syn {
namespace {

bool good_key(std::string_view key) {
  return !key.empty() &&
         std::all_of(key.begin(), key.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// Nested tables become dotted keys; what is no text is a problem at its own line.
void flatten(const ConfigTable& table, const std::string& prefix, std::map<std::string, std::string, std::less<>>& out,
             Problems& problems) {
  for (const auto& [name, value] : table.fields) {
    const std::string key = prefix.empty() ? name : prefix + "." + name;
    if (!good_key(name)) {
      problems.push_back(
          {table.file, value.line, value.column, "`" + key + "` is no text key", "keys hold small letters, digits and underscores"});
    } else if (const ConfigTable* inner = value.as_table()) {
      flatten(*inner, key, out, problems);
    } else if (const std::string* text = value.as_text()) {
      out.emplace(key, *text);
    } else {
      problems.push_back(
          {table.file, value.line, value.column, "`" + key + "` is " + value.kind_name(), "write a text in quotation marks"});
    }
  }
}

}  // namespace

Result<Locale> Locale::load(const DataFiles& files, std::string_view name) {
  const auto path = files.find(fmt::format("assets/locales/{}.toml", name));
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  return parse(*text, path->string(), name);
}

Result<Locale> Locale::parse(std::string_view text, const std::string& file, std::string_view name) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Locale locale;
  locale.name_ = std::string(name);
  Problems problems;
  flatten(*table, "", locale.texts_, problems);
  if (!problems.empty()) return failure(std::move(problems));
  return locale;
}

const char* Locale::text(TextKey key) const {
  if (const auto found = texts_.find(key.id()); found != texts_.end()) return found->second.c_str();
  auto found = missing_.find(key.id());
  if (found == missing_.end()) {
    found = missing_.emplace(std::string(key.id()), "<" + std::string(key.id()) + ">").first;
  }
  return found->second.c_str();
}

bool Locale::has(TextKey key) const { return texts_.find(key.id()) != texts_.end(); }

std::string Locale::text(const Sentence& sentence) const {
  const std::string_view pattern = text(sentence.key);
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += pattern[i++];
      continue;
    }
    const std::string_view name = pattern.substr(i + 1, close - i - 1);
    const auto value = std::find_if(sentence.values.begin(), sentence.values.end(), [&](const auto& entry) { return entry.first == name; });
    if (value == sentence.values.end()) {
      out += pattern.substr(i, close - i + 1);
    } else if (const auto* quantity = std::get_if<Quantity>(&value->second)) {
      out += number(quantity->value, quantity->decimals);
    } else if (const auto* key = std::get_if<TextKey>(&value->second)) {
      out += text(*key);
    } else if (const auto* inner = std::get_if<std::vector<Sentence>>(&value->second)) {
      for (const Sentence& one : *inner) out += text(one);
    } else {
      out += std::get<std::string>(value->second);
    }
    i = close + 1;
  }
  return out;
}

std::string Locale::number(double value, int decimals) const {
  if (!std::isfinite(value)) return text("app.number.unknown"_key);
  std::string digits = fmt::format("{:.{}f}", std::abs(value), std::max(decimals, 0));
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string out = value < 0.0 && !zero ? "\u2212" : "";
  for (std::size_t i = 0; i < whole; ++i) {
    // Four digits stand together; from five on, groups of three with a thin space.
    if (i > 0 && whole > 4 && (whole - i) % 3 == 0) out += "\u202F";
    out += digits[i];
  }
  if (whole < digits.size()) out += text("app.number.decimal"_key) + digits.substr(whole + 1);
  return out;
}

Locale Locale::doubled() const {
  Locale longer = *this;
  for (auto& [key, text] : longer.texts_) {
    if (key.starts_with("app.unit.") || key.starts_with("app.number.")) continue;
    std::string twice;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t end = std::min(text.find(' ', i), text.size());
      const std::string word = text.substr(i, end - i);
      const auto letters = std::count_if(word.begin(), word.end(), [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; });
      twice += (i > 0 ? " " : "") + word;
      if (letters > 1 && word.find('{') == std::string::npos) twice += " " + word;
      i = end + 1;
    }
    text = std::move(twice);
  }
  return longer;
}

std::vector<std::string> Locale::keys() const {
  std::vector<std::string> keys;
  keys.reserve(texts_.size());
  for (const auto& [key, text] : texts_) keys.push_back(key);
  return keys;
}

}  // namespace syn
