#include "model/data/hypotheses.hpp"

#include <algorithm>

#include "core/config.hpp"

namespace syn {
namespace {

// One side of the evidence: there is some, and the sources know it.
std::vector<std::string> read_side(TableReader& reader, std::string_view side, const Parameters& parameters) {
  std::vector<std::string> keys = reader.texts(side, {});
  if (keys.empty()) reader.problem(side, "names no source", "every idea has at least one source for it and one against it");
  for (const std::string& key : keys) {
    if (parameters.source(key) != nullptr) continue;
    std::vector<std::string_view> known;
    for (const auto& [name, source] : parameters.sources()) known.push_back(name);
    const std::string near = nearest_word(key, known);
    reader.problem(side, "names \"" + key + "\", which assets/sources.toml does not list",
                   near.empty() ? "name an entry of assets/sources.toml" : "did you mean \"" + near + "\"?");
  }
  return keys;
}

HypothesisEvidence read_hypothesis(const ConfigTable& table, const std::string& key, const Parameters& parameters, Problems& problems) {
  TableReader reader(table, problems);
  HypothesisEvidence idea;
  idea.key = key;
  idea.letter = reader.text("letter", "");
  if (idea.letter.size() != 1 || idea.letter[0] < 'a' || idea.letter[0] > 'z')
    reader.problem("letter", "is not a small letter", "one letter from a to z, as the ideas are listed in teaching");
  idea.supports = read_side(reader, "supports", parameters);
  idea.contradicts = read_side(reader, "contradicts", parameters);
  for (const std::string& source : idea.supports) {
    if (std::find(idea.contradicts.begin(), idea.contradicts.end(), source) != idea.contradicts.end())
      reader.problem("contradicts", "names \"" + source + "\", which already speaks for the idea", "one side only");
  }
  reader.done();
  return idea;
}

}  // namespace

Result<std::vector<HypothesisEvidence>> parse_hypotheses(std::string_view text, const std::string& file, const Parameters& parameters) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  std::vector<HypothesisEvidence> ideas;
  for (const auto& [key, value] : table->fields) {
    const ConfigTable* inner = value.as_table();
    if (inner == nullptr) {
      problems.push_back({file, value.line, value.column, "`" + key + "` is no table", "one table an idea: [burst]"});
      continue;
    }
    HypothesisEvidence idea = read_hypothesis(*inner, key, parameters, problems);
    const auto same = [&](const HypothesisEvidence& other) { return other.letter == idea.letter; };
    if (std::any_of(ideas.begin(), ideas.end(), same))
      problems.push_back({file, inner->line, 0, "letter \"" + idea.letter + "\" is used twice", "a letter of its own"});
    ideas.push_back(std::move(idea));
  }
  if (!problems.empty()) return failure(std::move(problems));
  return ideas;
}

Result<std::vector<HypothesisEvidence>> load_hypotheses(const DataFiles& files, const Parameters& parameters) {
  const auto path = files.find("assets/hypotheses.toml");
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  return parse_hypotheses(*text, path->string(), parameters);
}

}  // namespace syn
