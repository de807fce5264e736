#include "app/ui/look/glossary.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/csv.hpp"

namespace syn {
namespace {

constexpr std::array<std::string_view, 4> kColumns{"term_en", "term_sv", "plain_en", "plain_sv"};

// Swedish sorts å, ä, ö after z. In UTF-8 they are C3 A5, C3 A4, C3 B6.
std::string sort_key(std::string_view text) {
  std::string key;
  const std::string small = folded(text);
  for (std::size_t i = 0; i < small.size(); ++i) {
    const bool pair = small[i] == '\xC3' && i + 1 < small.size();
    if (pair && (small[i + 1] == '\xA5' || small[i + 1] == '\xA4' || small[i + 1] == '\xB6')) {
      key += small[i + 1] == '\xA5' ? "{a" : small[i + 1] == '\xA4' ? "{b" : "{c";
      ++i;
    } else {
      key += small[i];
    }
  }
  return key;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') out[i] = static_cast<char>(c - 'A' + 'a');
    const bool capital = i > 0 && out[i - 1] == '\xC3' && c >= 0x80U && c <= 0x9EU && c != 0x97U;
    if (capital) out[i] = static_cast<char>(c + 0x20U);
  }
  return out;
}

Result<Glossary> Glossary::parse(std::string_view text, const std::string& file) {
  const auto table = parse_csv(text, file, kColumns);
  if (!table) return failure(table.error());
  Problems problems;
  Glossary glossary;
  std::array<std::map<std::string, int>, 2> lines;  // of each term seen
  for (const CsvRecord& record : table->records) {
    const CsvReader row(*table, record, problems);
    GlossaryEntry entry;
    for (std::size_t language = 0; language < 2; ++language) {
      const std::string_view term = kColumns[language];
      const std::string_view plain = kColumns[2 + language];
      entry.terms[language] = row.needed(term);
      entry.plains[language] = row.needed(plain);
      const std::string& sentence = entry.plains[language];
      if (!sentence.empty() && sentence.back() != '.') row.problem(plain, "does not end with a full stop", "one plain sentence");
      if (entry.terms[language].empty()) continue;
      const auto [seen, fresh] = lines[language].emplace(folded(entry.terms[language]), record.line);
      if (!fresh) {
        row.problem(term, "\"" + entry.terms[language] + "\" already stands on line " + std::to_string(seen->second), "one row a term");
      }
    }
    glossary.entries_.push_back(std::move(entry));
  }
  if (table->records.empty()) problems.push_back({file, 0, 0, "has no terms", "one row a term under the header"});
  if (!problems.empty()) return failure(std::move(problems));
  return glossary;
}

Result<Glossary> Glossary::load(const DataFiles& files) {
  const auto path = files.find("assets/glossary.csv");
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  return parse(*text, path->string());
}

const GlossaryEntry* Glossary::find(std::string_view id) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [id](const GlossaryEntry& e) { return e.id() == id; });
  return found == entries_.end() ? nullptr : &*found;
}

std::vector<const GlossaryEntry*> Glossary::search(std::string_view words, const Locale& locale) const {
  const std::string wanted = folded(words);
  std::vector<const GlossaryEntry*> found;
  for (const GlossaryEntry& entry : entries_) {
    bool holds = false;
    for (std::size_t language = 0; language < 2; ++language) {
      holds = holds || folded(entry.terms[language]).find(wanted) != std::string::npos ||
              folded(entry.plains[language]).find(wanted) != std::string::npos;
    }
    if (holds) found.push_back(&entry);
  }
  std::sort(found.begin(), found.end(), [&](const GlossaryEntry* a, const GlossaryEntry* b) {
    const std::string left = sort_key(a->term(locale));
    const std::string right = sort_key(b->term(locale));
    // A word found in the term itself comes first.
    const bool left_term = folded(a->term(locale)).find(wanted) != std::string::npos;
    const bool right_term = folded(b->term(locale)).find(wanted) != std::string::npos;
    return left_term != right_term ? left_term : left < right;
  });
  return found;
}

}  // namespace syn
