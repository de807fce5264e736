#include "app/walk/content/phrases.hpp"

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

// The first number that a text says by itself; empty if none.
std::string own_number(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') i = std::min(text.find('}', i), text.size() - 1);
    const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (!is_digit(i)) continue;
    std::size_t end = i;
    while (is_digit(end)) ++end;
    std::string number(text.substr(i, end - i));
    if (number != "100" && number != "112") return number;
    i = end;
  }
  return {};
}

}  // namespace

std::string Phrases::range(double low, double high, std::string_view language) const {
  const Locale& words = locale(language);
  const auto text = [&](double value) { return words.number(value, value == std::round(value) ? 0 : 1); };
  if (low == high) return text(low);
  return words.text(Sentence{"walk.range"_key, {{"low", text(low)}, {"high", text(high)}}});
}

std::string Phrases::value(TableReader& reader, const std::string& key, std::string_view name, std::string_view language,
                           const Fact*& fact) const {
  const std::size_t point = std::min(name.find('.'), name.size());
  const std::string_view id = name.substr(0, point);
  const std::string_view what = point < name.size() ? name.substr(point + 1) : std::string_view();
  fact = facts_.find(id);
  if (fact == nullptr) {
    std::vector<std::string_view> ids;
    for (const Fact& one : facts_.all()) ids.push_back(one.id);
    const std::string near = nearest_word(id, ids);
    reader.problem(key, "there is no fact \"" + std::string(id) + "\"",
                   near.empty() ? "the id of a row of facts.csv" : "did you mean \"" + near + "\"?");
    return {};
  }
  if (fact->withheld())
    reader.problem(key, "the fact \"" + fact->id + "\" is remembered to its order only", "leave it out: nobody is shown that");
  if (const auto found = fact->more.find(what); found != fact->more.end()) return range(found->second, found->second, language);
  if (!what.empty() && what != "no") {
    reader.problem(key, "the fact \"" + fact->id + "\" has no number \"" + std::string(what) + "\"", "one of its column `more`, or `no`");
  } else if (!fact->low) {
    reader.problem(key, "the fact \"" + fact->id + "\" has no number", "say it in words, and name the row with {=" + fact->id + "}");
  } else {
    return what.empty() ? range(*fact->low, *fact->high, language) : range(100.0 - *fact->high, 100.0 - *fact->low, language);
  }
  return {};
}

Phrases::Filled Phrases::fill(TableReader& reader, const std::string& key, const std::string& text, std::string_view language) const {
  if (const std::string number = own_number(text); !number.empty())
    reader.problem(key, "says " + number + " by itself", "the fact that it comes from, as {ID}");
  Filled out;
  bool recalled = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      out.words += text[i++];
      continue;
    }
    std::string_view name = std::string_view(text).substr(i + 1, close - i - 1);
    i = close + 1;
    if (name == "date") {
      out.words += date_.in(language);
      continue;
    }
    const bool named_only = name.starts_with('=');
    if (named_only) name.remove_prefix(1);
    const Fact* fact = nullptr;
    if (named_only) {
      fact = facts_.find(name);
      if (fact == nullptr || fact->withheld()) value(reader, key, name, language, fact);  // says what is wrong
    } else {
      out.words += value(reader, key, name, language, fact);
    }
    if (fact == nullptr) continue;
    recalled = recalled || fact->recalled();
    if (std::find(out.facts.begin(), out.facts.end(), fact->id) == out.facts.end()) out.facts.push_back(fact->id);
  }
  if (recalled) out.words += std::string(" ") + locale(language).text("walk.recalled"_key);
  return out;
}

Phrase Phrases::both(TableReader& reader, const std::string& key, const std::string& en, const std::string& sv) const {
  Filled english = fill(reader, key, en, "en");
  Filled swedish = fill(reader, key + "_sv", sv, "sv");
  auto sorted = [](std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  if (sorted(english.facts) != sorted(swedish.facts))
    reader.problem(key + "_sv", "rests on other facts than `" + key + "`", "the same facts in both languages");
  return {{std::move(english.words), std::move(swedish.words)}, std::move(english.facts)};
}

Phrase Phrases::one(TableReader& reader, const std::string& key, bool needed) const {
  const std::string en = reader.text(key, ""), sv = reader.text(key + "_sv", "");
  if (en.empty() != sv.empty() || (needed && en.empty()))
    reader.problem(en.empty() ? key : key + "_sv", "is missing", "a text in both languages");
  return both(reader, key, en, sv);
}

std::vector<Phrase> Phrases::list(TableReader& reader, const std::string& key) const {
  const std::vector<std::string> en = reader.texts(key, {}), sv = reader.texts(key + "_sv", {});
  if (en.size() != sv.size()) reader.problem(key + "_sv", "is not as long as `" + key + "`", "the same number of texts in both languages");
  std::vector<Phrase> out;
  for (std::size_t i = 0; i < std::min(en.size(), sv.size()); ++i) out.push_back(both(reader, key, en[i], sv[i]));
  return out;
}

}  // namespace syn
