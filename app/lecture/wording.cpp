#include "app/lecture/wording.hpp"

#include <algorithm>

#include "core/config.hpp"

namespace syn {
namespace {

constexpr std::array<const char*, 2> kLanguages{"en", "sv"};

// " small letters between single spaces ", with a question mark as a word of its own: what is looked for in it is found as
// whole words only. Beyond a to z the capitals of Latin-1, as UTF-8.
std::string plain(std::string_view text) {
  std::string out = " ";
  const auto gap = [&out] {
    if (out.back() != ' ') out += ' ';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c == 0xC3 && i + 1 < text.size()) {
      auto second = static_cast<unsigned char>(text[++i]);
      if (second >= 0x80 && second <= 0x9E && second != 0x97) second = static_cast<unsigned char>(second + 0x20);
      out += text[i - 1];
      out += static_cast<char>(second);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80 || c == '\'') {
      out += static_cast<char>(c);
    } else {
      gap();
      if (c == '?') out += "? ";
    }
  }
  gap();
  return out;
}

const std::string* first_in(const std::vector<std::string>& words, const std::string& text) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& w) { return text.find(w) != std::string::npos; });
  return found == words.end() ? nullptr : &*found;
}

std::string bare(const std::string& word) { return word.substr(1, word.size() - 2); }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + bare(word);
  return out;
}

}  // namespace

TextKey badge_word(BeatBadge badge) {
  switch (badge) {
    case BeatBadge::people: return "app.badge.people"_key;
    case BeatBadge::animals: return "app.badge.animals"_key;
    case BeatBadge::hypothesis: return "app.badge.hypothesis"_key;
    case BeatBadge::our_model: return "app.badge.our_model"_key;
    case BeatBadge::background: return "lecture.background"_key;
  }
  return {};
}

Result<WordRules> WordRules::parse(std::string_view text, const std::string& file) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  WordRules wording;
  const auto read = [&](TableReader& reader, const char* key, auto&& into) {
    const ConfigTable* lists = reader.table(key);
    if (lists == nullptr) return;
    TableReader fields(*lists, problems);
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      std::vector<std::string> words = fields.texts(kLanguages[i], {});
      if (words.empty()) fields.problem(kLanguages[i], "names no word", "a list of words in this language");
      for (std::string& word : words) word = plain(word);
      into(wording.languages_[i], std::move(words));
    }
    fields.done();
  };
  TableReader reader(*table, problems);
  read(reader, "never", [](Language& in, Words words) { in.never = std::move(words); });
  for (const BeatBadge badge : kValues<BeatBadge>) {
    const ConfigTable* rules = reader.table(name_of(badge));
    if (rules == nullptr) continue;
    TableReader rule(*rules, problems);
    const auto at = static_cast<std::size_t>(badge);
    read(rule, "refused", [at](Language& in, Words words) { in.of_badge[at].refused = std::move(words); });
    read(rule, "needed", [at](Language& in, Words words) { in.of_badge[at].needed = std::move(words); });
    rule.done();
  }
  reader.done();
  if (!problems.empty()) return failure(std::move(problems));
  return wording;
}

Problems WordRules::check(BeatBadge badge, std::string_view name, std::string_view said, std::string_view spoken) const {
  const Language& in = language(name);
  const Rule& rule = in.of_badge[static_cast<std::size_t>(badge)];
  const std::string on_screen = plain(said);
  const std::string badge_name(name_of(badge));
  Problems problems;
  for (const std::string& text : {on_screen, plain(spoken)}) {
    if (const std::string* word = first_in(in.never, text))
      problems.push_back({"", 0, 0, "says \"" + bare(*word) + "\"", "what was seen, without a promise"});
  }
  if (const std::string* word = first_in(rule.refused, on_screen))
    problems.push_back({"", 0, 0, "says \"" + bare(*word) + "\" beside the badge " + badge_name,
                        rule.needed.empty() ? "another verb" : "one of: " + listed(rule.needed)});
  if (!rule.needed.empty() && first_in(rule.needed, on_screen) == nullptr)
    problems.push_back({"", 0, 0, "does not say what the badge " + badge_name + " means", "one of: " + listed(rule.needed)});
  return problems;
}

}  // namespace syn
