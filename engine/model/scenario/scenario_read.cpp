#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

#include "core/config.hpp"
#include "model/data/parameter_changes.hpp"
#include "model/scenario/acting.hpp"
#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

using Names = std::span<const std::string_view>;

bool among(std::string_view word, Names names) { return std::find(names.begin(), names.end(), word) != names.end(); }

std::string possible(Names names) { return fmt::format("possible: {}", fmt::join(names, ", ")); }

std::string right_word(std::string_view word, Names names) {
  const std::string near = nearest_word(word, names);
  return (near.empty() ? "" : "did you mean \"" + near + "\"? ") + possible(names);
}

// Takes the fields of a part out of its table. What is left out or cannot be read stays as it is.
class FieldReader {
 public:
  FieldReader(TableReader& reader, const Parameters& parameters, Problems& problems)
      : reader_(reader), parameters_(parameters), problems_(problems) {}

  void operator()(const Field& field, auto& value, const auto&... usual) {
    ((value = usual), ...);
    read(field, value);
  }

 private:
  template <class T>
  void read_part(const ConfigTable& table, T& part) {
    TableReader reader(table, problems_);
    fields(FieldReader(reader, parameters_, problems_), part);
    if constexpr (std::same_as<T, Dose>) {
      if (reader.has("over_min") && part.route != Route::iv_infusion)
        reader.problem("over_min", fmt::format("does not go with route \"{}\"", name_of(part.route)),
                       "only infusions have a length; leave it out");
    }
    reader.done();
  }

  template <Part T>
  void read(const Field& field, T& part) {
    if (const ConfigTable* table = reader_.table(field.name)) read_part(*table, part);
  }
  template <Part T>
  void read(const Field& field, std::vector<T>& list) {
    for (const ConfigTable* table : reader_.tables(field.name)) read_part(*table, list.emplace_back());
  }
  // `rapamycin = true`, `rapamycin = false`, or `rapamycin = { from_h = -2, hours = 26 }`.
  void read(const Field& field, std::vector<ExperimentUse>& list) {
    const ConfigTable* experiments = reader_.table(field.name);
    if (experiments == nullptr) return;
    TableReader reader(*experiments, problems_);
    for (const Experiment kind : kValues<Experiment>) {
      const std::string_view name = name_of(kind);
      const ConfigValue* value = reader.any(name);
      if (value == nullptr) continue;
      const bool* on = std::get_if<bool>(&value->value);
      if (const ConfigTable* window = value->as_table()) {
        read_part(*window, list.emplace_back(ExperimentUse{kind, {}, {}}));
      } else if (on == nullptr) {
        reader.problem(name, std::string("is ") + value->kind_name(), "write true, false or { from_h = 0, hours = 24 }");
      } else if (*on) {
        list.push_back({kind, {}, {}});
      }
    }
    reader.done();
  }
  void read(const Field& field, double& value) { value = number(field).value_or(value); }
  void read(const Field& field, std::optional<double>& value) { value = number(field); }
  template <std::integral T>
  void read(const Field& field, std::optional<T>& value) {
    if (reader_.has(field.name)) read(field, value.emplace());
  }
  // Only what the member can hold; what it should be is checked afterwards.
  template <std::integral T>
  void read(const Field& field, T& value) {
    const ConfigValue* found = reader_.any(field.name);
    if (found == nullptr) return;
    const auto* whole = std::get_if<std::int64_t>(&found->value);
    if (whole != nullptr && std::in_range<T>(*whole)) {
      value = static_cast<T>(*whole);
    } else {
      reader_.problem(field.name, "is " + (whole != nullptr ? std::to_string(*whole) : found->kind_name()),
                      "give a whole number " + range_words(field));
    }
  }
  void read(const Field& field, bool& value) { value = reader_.boolean(field.name, value); }
  void read(const Field& field, std::string& value) { value = reader_.text(field.name, value); }
  template <Named E>
  void read(const Field& field, E& value) {
    value = from_name<E>(reader_.choice(field.name, name_of(value), kWords<E>)).value_or(value);
  }
  template <Named E>
  void read(const Field& field, std::vector<E>& list) {
    if (!reader_.has(field.name)) return;
    list.clear();
    const Names names = kWords<E>;
    const std::vector<std::string> words = reader_.texts(field.name, {});
    if (words.size() > names.size())
      reader_.problem(field.name, fmt::format("lists {} names", words.size()), "each of them once; " + possible(names));
    for (const std::string& word : std::span(words).first(std::min(words.size(), names.size()))) {
      if (const auto known = from_name<E>(word)) {
        list.push_back(*known);
      } else {
        reader_.problem(field.name, "lists \"" + word + "\"", right_word(word, names));
      }
    }
  }
  void read(const Field& field, std::map<std::string, double>& changes) {
    if (const ConfigTable* table = reader_.table(field.name))
      read_parameter_changes(*table, parameters_, problems_,
                             [&](auto&, auto&, const std::string& key, double number) { changes[key] = number; });
  }

  // A number, or one of the words that stand for one.
  std::optional<double> number(const Field& field) {
    const ConfigValue* value = reader_.any(field.name);
    const std::string* word = value != nullptr ? value->as_text() : nullptr;
    if (word == nullptr || field.names.empty()) return reader_.optional_number(field.name);
    const std::string prefix = fmt::format("scenario.{}.", field.name);
    std::vector<std::string_view> names;
    for (const auto& [name, parameter] : parameters_.all()) {
      if (name.starts_with(prefix)) names.push_back(std::string_view(name).substr(prefix.size()));
    }
    if (among(*word, names)) return parameters_[prefix + *word];
    reader_.problem(field.name, "is \"" + *word + "\"", right_word(*word, names) + ", or a number");
    return std::nullopt;
  }

  TableReader& reader_;
  const Parameters& parameters_;
  Problems& problems_;
};

// Finds where a path such as "dose[2].mg" stands; the nearest table around it if the field itself is left out.
std::pair<int, int> place_of(const ConfigTable& file, std::string_view path) {
  const ConfigTable* table = &file;
  std::pair<int, int> place{table->line, 0};
  if (path.starts_with("parameters.")) {
    if (const ConfigValue* changes = file.find("parameters"); changes != nullptr && changes->as_table() != nullptr) {
      table = changes->as_table();
      place = {table->line, 0};
      path.remove_prefix(std::string_view("parameters.").size());
    }
  }
  while (table != nullptr && !path.empty()) {
    if (const ConfigValue* whole = table->find(path)) return {whole->line, whole->column};
    const std::size_t end = path.find('.');
    const std::string_view part = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    const std::size_t bracket = part.find('[');
    const ConfigValue* value = table->find(part.substr(0, bracket));
    if (value == nullptr) break;
    if (bracket != std::string_view::npos) {
      const std::size_t number = static_cast<std::size_t>(std::stoul(std::string(part.substr(bracket + 1))));
      if (value->as_array() == nullptr || number > value->as_array()->size()) break;
      value = &(*value->as_array())[number - 1];
    }
    table = value->as_table();
    place = table != nullptr ? std::pair{table->line, 0} : std::pair{value->line, value->column};
  }
  return place;
}

// A field that could not be read stands at its default: a rule about it, or about its entry, would only confuse.
bool already_told(const Problems& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.what.starts_with("`" + path + "`") || problem.what.starts_with("`" + path + ".");
  });
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view text, const std::string& file, const Parameters& parameters) {
  const Result<ConfigTable> parsed = parse_config(text, file);
  if (!parsed) return failure(parsed.error());
  Problems problems;
  TableReader reader(*parsed, problems);

  // Nothing else means anything in a file of another version.
  constexpr std::int64_t kVersion = 1;
  const ConfigValue* version = reader.any("version");
  if (version == nullptr) {
    reader.problem("version", "is missing", "scenario files start with version = 1");
  } else if (const auto* number = std::get_if<std::int64_t>(&version->value); number == nullptr || *number != kVersion) {
    std::string what = number != nullptr ? "is " + std::to_string(*number) : std::string("is ") + version->kind_name();
    if (number != nullptr && *number > kVersion) what += ": the file was made by a newer Synaptoscope";
    reader.problem("version", what, "this one reads version = 1");
    return failure(std::move(problems));
  }

  // What is left out is the condition's own.
  const ConfigValue* condition = parsed->find("condition");
  const std::string* name = condition != nullptr ? condition->as_text() : nullptr;
  Scenario out = usual_scenario(name != nullptr ? from_name<Condition>(*name).value_or(Condition::trd) : Condition::trd, parameters);
  fields(FieldReader(reader, parameters, problems), out);
  reader.done();

  const Problems reading = problems;
  for (const Violation& violation : find_violations(out, parameters)) {
    if (already_told(reading, violation.path)) continue;
    const auto [line, column] = place_of(*parsed, violation.path);
    std::string what = "`" + violation.path + "` " + violation.what;
    if (!violation.other.empty())
      what += fmt::format(" (`{}` stands in line {})", violation.other, place_of(*parsed, violation.other).first);
    problems.push_back({file, line, column, std::move(what), violation.remedy});
  }
  if (!problems.empty()) {
    std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return failure(std::move(problems));
  }
  out.sort_events();
  return out;
}

Result<Scenario> load_scenario(const std::filesystem::path& path, const Parameters& parameters) {
  constexpr std::size_t kLimitBytes = 1U << 20U;
  const Result<std::string> text = read_file(path, kLimitBytes);
  if (!text) return failure(text.error());
  return parse_scenario(*text, path.string(), parameters);
}

}  // namespace syn
