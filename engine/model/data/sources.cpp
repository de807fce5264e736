#include "model/data/sources.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace syn {
namespace {

constexpr std::array<std::string_view, 4> kReadings{"page", "secondary", "memory", "own"};

using Line = std::pair<const char*, std::string Source::*>;
constexpr std::array<Line, 7> kLines{{{"citation", &Source::citation},
                                      {"says", &Source::says},
                                      {"limit", &Source::limit},
                                      {"who", &Source::who},
                                      {"n", &Source::n},
                                      {"design", &Source::design},
                                      {"result", &Source::result}}};
constexpr std::array<std::size_t, 4> kApart{3, 4, 5, 6};  // who, n, design, result

bool holds(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

// The names in `field` have to be lines that this source has.
std::vector<std::string> line_names(TableReader& reader, std::string_view field, const Source& source) {
  std::vector<std::string> names = reader.texts(field, {});
  for (const std::string& name : names) {
    if (std::none_of(kLines.begin(), kLines.end(), [&](const Line& line) { return name == line.first && !(source.*line.second).empty(); }))
      reader.problem(field, "names \"" + name + "\", which is no line here",
                     "name lines of this source: who, n, design, result, says or limit");
  }
  return names;
}

Source read_source(std::string key, const ConfigTable& table, Problems& problems) {
  TableReader reader(table, problems);
  Source source;
  source.key = std::move(key);
  for (const auto& [name, field] : kLines) {
    source.*field = reader.text(name, "");
    if (std::string swedish = reader.text(std::string(name) + "_sv", ""); !swedish.empty())
      source.swedish.emplace(name, std::move(swedish));
  }
  source.kind = from_name<SourceKind>(reader.choice("kind", "document", kWords<SourceKind>)).value_or(SourceKind::document);
  const auto told = std::count_if(kApart.begin(), kApart.end(), [&](std::size_t i) { return !(source.*kLines[i].second).empty(); });
  if (told != 0 && told != 4) reader.problem("who", "stands without the others", "who, n, design and result: all four or none");
  if (told == 0 && source.kind == SourceKind::trial)
    reader.problem("who", "is missing in a trial", "who, n, design and result; \"?\" for what the documents do not give");
  source.recalled = line_names(reader, "recalled", source);
  source.outside = line_names(reader, "outside", source);
  source.read = reader.choice("read", "", kReadings);
  const std::array<std::pair<const char*, const std::string*>, 4> needed{
      {{"citation", &source.citation}, {"says", &source.says}, {"limit", &source.limit}, {"read", &source.read}}};
  for (const auto& [name, text] : needed) {
    if (text->empty() && !reader.has(name)) reader.problem(name, "is missing", "every source has citation, says, limit and read");
  }
  reader.done();
  return source;
}

}  // namespace

bool plain_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

const std::string& Source::line(std::string_view name, std::string_view language) const {
  static const std::string kNothing;
  if (language == "sv") {
    if (const auto found = swedish.find(name); found != swedish.end()) return found->second;
  }
  const auto* found = std::find_if(kLines.begin(), kLines.end(), [&](const Line& line) { return name == line.first; });
  return found == kLines.end() ? kNothing : this->*found->second;
}

bool Source::is_recalled(std::string_view line) const { return holds(recalled, line); }
bool Source::is_outside(std::string_view line) const { return holds(outside, line); }

std::map<std::string, Source, std::less<>> read_sources(const ConfigTable& file, Problems& problems) {
  std::map<std::string, Source, std::less<>> sources;
  for (const auto& [key, value] : file.fields) {
    const ConfigTable* table = value.as_table();
    if (table == nullptr || !plain_name(key)) {
      problems.push_back({file.file, value.line, 0, "`" + key + "` is not a source",
                          "each source is a table named with small letters, digits and underscores"});
      continue;
    }
    sources.emplace(key, read_source(key, *table, problems));
  }
  return sources;
}

Problems Parameters::missing_words() const {
  Problems problems;
  const auto need = [&](const char* file, const std::string& key, const std::string& field, bool there) {
    if (!there) problems.push_back({file, 0, 0, "`" + key + "." + field + "` is missing", "every text stands in English and in Swedish"});
  };
  for (const auto& [key, parameter] : content_->parameters) {
    need("assets/parameters", key, "name", !parameter.name.en.empty());
    need("assets/parameters", key, "name_sv", !parameter.name.sv.empty());
    need("assets/parameters", key, "note_sv", parameter.note.empty() == parameter.note_words.sv.empty());
  }
  for (const auto& [key, source] : content_->sources) {
    for (const auto& [name, field] : kLines) {
      const std::string& text = source.*field;
      // Who wrote what and where is the same in every language, unless it is said in a sentence.
      const bool may_be_alike = std::string_view(name) == "citation" && source.kind != SourceKind::own;
      const bool has_words = std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
      if (!has_words || may_be_alike) continue;
      need("assets/sources.toml", key, std::string(name) + "_sv", source.swedish.contains(name));
    }
  }
  return problems;
}

}  // namespace syn
