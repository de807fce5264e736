#include "model/data/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "model/data/sources.hpp"

namespace syn {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"published", "fitted", "hypothesis"};

// A table describes one number as soon as anything but further tables stands in it.
bool is_number_table(const ConfigTable& table) {
  return std::any_of(table.fields.begin(), table.fields.end(), [](const auto& field) { return field.second.as_table() == nullptr; });
}

Range read_range(TableReader& reader) {
  const ConfigValue* value = reader.any("range");
  if (value == nullptr) {
    reader.problem("range", "is missing", "give the plausible range: range = [low, high]");
    return {};
  }
  const ConfigArray* pair = value->as_array();
  if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
    reader.problem("range", "is not a pair of numbers", "write range = [low, high]");
    return {};
  }
  const Range range{(*pair)[0].as_number(), (*pair)[1].as_number()};
  if (!(std::isfinite(range.low) && std::isfinite(range.high) && range.low <= range.high)) {
    reader.problem("range", fmt::format("is [{}, {}]", number_text(range.low), number_text(range.high)),
                   "two finite numbers, the lower one first");
    return {};
  }
  return range;
}

// Reads every parameter of every file into one map, remembering where each stands.
class ParameterFiles {
 public:
  ParameterFiles(const std::map<std::string, Source, std::less<>>& sources, Problems& problems)
      : sources_(&sources), problems_(&problems) {}

  void read(const ConfigTable& table) {
    for (const auto& [name, value] : table.fields) {
      const std::string key = table.path.empty() ? name : table.path + "." + name;
      const ConfigTable* inner = value.as_table();
      if (inner == nullptr) {
        problems_->push_back({table.file, value.line, value.column, "`" + key + "` stands outside of any parameter",
                              "each number has a table of its own: [" + key + "] with value, unit, range, kind, source"});
      } else if (!plain_name(name)) {
        problems_->push_back({table.file, value.line, 0, "`" + key + "` is not a name for a parameter",
                              "small letters, digits and underscores, parts joined by dots"});
      } else if (is_number_table(*inner)) {
        read_number(*inner);
      } else {
        read(*inner);
      }
    }
  }

  std::map<std::string, Parameter, std::less<>> take() { return std::move(parameters_); }

 private:
  void read_number(const ConfigTable& table) {
    TableReader reader(table, *problems_);
    Parameter parameter;
    parameter.key = table.path;
    const std::optional<double> value = reader.optional_number("value");
    if (!reader.has("value")) reader.problem("value", "is missing", "give the number: value = ...");
    parameter.value = value.value_or(0.0);
    parameter.unit = reader.text("unit", "");
    if (parameter.unit.empty()) reader.problem("unit", "is missing", "name the unit, or \"-\" for a plain number");
    parameter.range = read_range(reader);
    if (value && !parameter.range.contains(*value)) {
      reader.problem("value", fmt::format("is {}, outside of its own range", number_text(*value)),
                     fmt::format("range = [{}, {}]", number_text(parameter.range.low), number_text(parameter.range.high)));
    }
    if (!reader.has("kind")) reader.problem("kind", "is missing", "published, fitted or hypothesis");
    const std::string kind = reader.choice("kind", "fitted", kKinds);
    parameter.kind = static_cast<Evidence>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
    parameter.source = reader.text("source", "");
    if (sources_->find(parameter.source) == sources_->end()) {
      std::vector<std::string_view> keys;
      for (const auto& [key, source] : *sources_) keys.push_back(key);
      const std::string near = nearest_word(parameter.source, keys);
      reader.problem(
          "source", parameter.source.empty() ? "is missing" : "names \"" + parameter.source + "\", which assets/sources.toml does not list",
          near.empty() ? "name an entry of assets/sources.toml" : "did you mean \"" + near + "\"?");
    }
    parameter.note = reader.text("note", "");
    parameter.note_words = {parameter.note, reader.text("note_sv", "")};
    parameter.name = {reader.text("name", ""), reader.text("name_sv", "")};
    reader.done();

    const std::string place = fmt::format("{}:{}", table.file, table.line);
    const auto [first, fresh] = places_.emplace(parameter.key, place);
    if (!fresh) {
      problems_->push_back(
          {table.file, table.line, 0, "`" + parameter.key + "` is given twice", "the other one stands at " + first->second});
    } else {
      parameters_.emplace(parameter.key, std::move(parameter));
    }
  }

  const std::map<std::string, Source, std::less<>>* sources_;
  Problems* problems_;
  std::map<std::string, Parameter, std::less<>> parameters_;
  std::map<std::string, std::string> places_;
};

void append(Problems& all, Problems more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

Result<Parameters> Parameters::from_texts(const std::vector<std::pair<std::string, std::string>>& name_and_text,
                                          std::string_view sources_text) {
  Problems problems;
  Content out;
  if (const auto file = parse_config(sources_text, "sources.toml")) {
    out.sources = read_sources(*file, problems);
  } else {
    // Without the list of sources every parameter would be reported: the list itself is the one thing to mend.
    return failure(file.error());
  }
  ParameterFiles files(out.sources, problems);
  for (const auto& [name, text] : name_and_text) {
    if (const auto file = parse_config(text, name)) {
      files.read(*file);
    } else {
      append(problems, file.error());
    }
  }
  if (!problems.empty()) return failure(std::move(problems));
  out.parameters = files.take();
  return Parameters(std::move(out));
}

Parameters::Parameters(Content content) {
  std::uint64_t state = 0xcbf29ce484222325ULL;  // FNV-1a, 64 bits
  for (const auto& [key, parameter] : content.parameters) {
    for (const char c : key + "=" + number_text(parameter.value) + "\n") {
      state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
  }
  content.hash = fmt::format("{:016x}", state);
  content_ = std::make_shared<const Content>(std::move(content));
}

Result<Parameters> Parameters::load(const DataFiles& files) {
  Problems problems;
  std::string sources;
  if (const auto path = files.find("assets/sources.toml")) {
    if (auto text = read_file(*path)) {
      sources = std::move(*text);
    } else {
      append(problems, text.error());
    }
  } else {
    append(problems, path.error());
  }
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& path : files.list("assets/parameters", ".toml")) {
    if (auto text = read_file(path)) {
      texts.emplace_back(path.filename().string(), std::move(*text));
    } else {
      append(problems, text.error());
    }
  }
  if (texts.empty() && problems.empty()) {
    problems.push_back({"assets/parameters", 0, 0, "no parameter file was found",
                        "name the folder that holds assets/ with --data DIR or SYNAPTOSCOPE_DATA"});
  }
  if (!problems.empty()) return failure(std::move(problems));
  return from_texts(texts, sources);
}

double Parameters::operator[](std::string_view key) const {
  const auto found = content_->parameters.find(key);
  if (found == content_->parameters.end()) {
    std::fprintf(stderr, "no parameter is called %.*s\n", static_cast<int>(key.size()), key.data());
    std::abort();  // a broken invariant in every build: going on would compute with a made-up number
  }
  return found->second.value;
}

const Parameter* Parameters::find(std::string_view key) const {
  const auto found = content_->parameters.find(key);
  return found == content_->parameters.end() ? nullptr : &found->second;
}

const Source* Parameters::source(std::string_view key) const {
  const auto found = content_->sources.find(key);
  return found == content_->sources.end() ? nullptr : &found->second;
}

Parameters Parameters::with(const std::map<std::string, double>& changes) const {
  if (changes.empty()) return *this;
  Content out = *content_;
  for (const auto& [key, value] : changes) {
    const auto found = out.parameters.find(key);
    assert(found != out.parameters.end() && found->second.range.contains(value));
    if (found != out.parameters.end()) found->second.value = value;
  }
  return Parameters(std::move(out));
}

}  // namespace syn
