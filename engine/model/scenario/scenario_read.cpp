#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

#include "core/config.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

using Names = std::span<const std::string_view>;

// Names of the format that later releases will model.
constexpr std::string_view kLaterConditions[] = {"anxiety", "social_anxiety", "ptsd",      "alcohol",
                                                 "opioid",  "smoking",        "pain_crps", "pain_mixed"};
constexpr std::string_view kLaterTherapies[] = {"met", "mbrp"};
constexpr std::string_view kLaterMedicines[] = {"naltrexone_xr", "bupropion"};

bool among(std::string_view word, Names names) { return std::find(names.begin(), names.end(), word) != names.end(); }

std::string possible(Names names) { return fmt::format("possible: {}", fmt::join(names, ", ")); }

// `later`: names that a later release will know.
template <Named E>
E read_choice(TableReader& reader, std::string_view key, E fallback, Names later = {}) {
  const ConfigValue* value = reader.any(key);
  const std::string* word = value != nullptr ? value->as_text() : nullptr;
  if (word != nullptr && among(*word, later)) {
    reader.problem(key, "is \"" + *word + "\", which is not modelled in this version", possible(kWords<E>));
    return fallback;
  }
  return from_name<E>(reader.choice(key, name_of(fallback), kWords<E>)).value_or(fallback);
}

// A number, or one of the names listed as parameters under `prefix`.
std::optional<double> read_named_number(TableReader& reader, std::string_view key, std::string_view prefix, const Parameters& parameters) {
  const ConfigValue* value = reader.any(key);
  const std::string* word = value != nullptr ? value->as_text() : nullptr;
  if (word == nullptr) return reader.optional_number(key);
  std::vector<std::string_view> names;
  for (const auto& [name, parameter] : parameters.all()) {
    if (name.starts_with(prefix)) names.push_back(std::string_view(name).substr(prefix.size()));
  }
  if (among(*word, names)) return parameters[std::string(prefix) + *word];
  const std::string near = nearest_word(*word, names);
  reader.problem(key, "is \"" + *word + "\"", (near.empty() ? "" : "did you mean \"" + near + "\"? ") + possible(names) + ", or a number");
  return std::nullopt;
}

Patient read_patient(TableReader reader) {
  Patient out;
  out.weight_kg = reader.number("weight_kg", out.weight_kg);
  out.age_years = reader.number("age_years", out.age_years);
  out.baseline_score = reader.number("baseline_score", out.baseline_score);
  out.baseline_sd = reader.number("baseline_sd", out.baseline_sd);
  out.stress = read_choice(reader, "stress", out.stress);
  out.bdnf = read_choice(reader, "bdnf", out.bdnf);
  reader.done();
  return out;
}

Setting read_setting(TableReader reader, const Parameters& parameters) {
  Setting out;
  out.expectancy = read_named_number(reader, "expectancy", "scenario.expectancy.", parameters);
  out.trial_factor = read_named_number(reader, "trial", "scenario.trial.", parameters).value_or(out.trial_factor);
  reader.done();
  return out;
}

Dose read_dose(TableReader reader) {
  Dose out;
  out.at_h = reader.number("at_h", out.at_h);
  out.drug = read_choice(reader, "drug", out.drug);
  const Route usual = out.drug == Drug::esketamine ? Route::intranasal : Route::iv_infusion;
  out.route = read_choice(reader, "route", usual);
  out.mg_per_kg = reader.optional_number("mg_per_kg");
  out.mg = reader.optional_number("mg");
  if (reader.has("sprays")) out.sprays = static_cast<int>(reader.integer("sprays", 1, -1000, 1000));
  out.over_min = reader.number("over_min", out.over_min);
  if (reader.has("over_min") && out.route != Route::iv_infusion) {
    reader.problem("over_min", fmt::format("does not go with route \"{}\"", name_of(out.route)),
                   "only infusions have a length; leave it out");
  }
  out.swallowed = reader.boolean("swallowed", out.swallowed);
  reader.done();
  return out;
}

Therapy read_therapy(TableReader reader) {
  Therapy out;
  out.at_h = reader.number("at_h", out.at_h);
  out.kind = read_choice(reader, "kind", out.kind, kLaterTherapies);
  reader.done();
  return out;
}

Visit read_visit(TableReader reader) {
  Visit out;
  out.at_h = reader.number("at_h", out.at_h);
  reader.done();
  return out;
}

Medication read_medication(TableReader reader) {
  Medication out;
  out.kind = read_choice(reader, "kind", out.kind, kLaterMedicines);
  out.start_h = reader.number("start_h", out.start_h);
  out.stop_h = reader.optional_number("stop_h");
  reader.done();
  return out;
}

Stressor read_stressor(TableReader reader) {
  Stressor out;
  out.at_h = reader.number("at_h", out.at_h);
  out.hours = reader.number("hours", out.hours);
  out.level = reader.number("level", out.level);
  reader.done();
  return out;
}

Retrieval read_retrieval(TableReader reader) {
  Retrieval out;
  out.at_h = reader.number("at_h", out.at_h);
  reader.done();
  return out;
}

// `rapamycin = true`, `rapamycin = false`, or `rapamycin = { from_h = -2, hours = 26 }`.
std::vector<ExperimentUse> read_experiments(TableReader reader, Problems& problems) {
  std::vector<ExperimentUse> out;
  for (const Experiment kind : kValues<Experiment>) {
    const std::string_view name = name_of(kind);
    const ConfigValue* value = reader.any(name);
    if (value == nullptr) continue;
    ExperimentUse use{kind, {}, {}};
    if (const ConfigTable* table = value->as_table()) {
      TableReader window(*table, problems);
      use.from_h = window.optional_number("from_h");
      use.hours = window.optional_number("hours");
      window.done();
      out.push_back(use);
    } else if (const bool* on = std::get_if<bool>(&value->value)) {
      if (*on) out.push_back(use);
    } else {
      reader.problem(name, std::string("is ") + value->kind_name(), "write true, false or { from_h = 0, hours = 24 }");
    }
  }
  reader.done();
  return out;
}

ModelOptions read_model(TableReader reader) {
  ModelOptions out;
  const Names names = kWords<Hypothesis>;
  if (reader.has("hypotheses")) {
    out.hypotheses.clear();
    const std::vector<std::string> words = reader.texts("hypotheses", {});
    if (words.size() > names.size())
      reader.problem("hypotheses", fmt::format("lists {} names", words.size()), "each of them once; " + possible(names));
    for (const std::string& word : std::span(words).first(std::min(words.size(), names.size()))) {
      if (const auto known = from_name<Hypothesis>(word)) {
        out.hypotheses.push_back(*known);
      } else {
        const std::string near = nearest_word(word, names);
        reader.problem("hypotheses", "lists \"" + word + "\"", (near.empty() ? "" : "did you mean \"" + near + "\"? ") + possible(names));
      }
    }
  }
  out.coupling = reader.number("coupling", out.coupling);
  out.encoding_loss = reader.boolean("encoding_loss", out.encoding_loss);
  out.route_logic = read_choice(reader, "route_logic", out.route_logic);
  out.window = read_choice(reader, "window", out.window);
  out.block_kinetics = read_choice(reader, "block_kinetics", out.block_kinetics);
  out.vary_pharmacokinetics = reader.boolean("vary_pharmacokinetics", out.vary_pharmacokinetics);
  reader.done();
  return out;
}

// Dotted keys may be written with or without quotation marks, so tables inside are part of the name.
void read_changes(const ConfigTable& table, const std::string& prefix, const Parameters& parameters, std::map<std::string, double>& out,
                  Problems& problems) {
  TableReader reader(table, problems);
  if (table.fields.size() > parameters.all().size()) {
    problems.push_back({table.file, table.line, 0, fmt::format("`{}` holds {} entries", table.path, table.fields.size()),
                        fmt::format("the model has {} parameters", parameters.all().size())});
    return;
  }
  for (const auto& [name, value] : table.fields) {
    if (const ConfigTable* inner = value.as_table()) {
      reader.any(name);
      read_changes(*inner, prefix + name + ".", parameters, out, problems);
    } else if (const std::optional<double> number = reader.optional_number(name)) {
      out[prefix + name] = *number;
    }
  }
}

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

template <class Event, class Read>
std::vector<Event> read_list(TableReader& reader, std::string_view key, Problems& problems, Read read) {
  std::vector<Event> out;
  for (const ConfigTable* table : reader.tables(key)) out.push_back(read(TableReader(*table, problems)));
  return out;
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

  Scenario out;
  out.title = reader.text("title", out.title);
  out.condition = read_choice(reader, "condition", out.condition, kLaterConditions);
  out.horizon_days = reader.number("horizon_days", out.horizon_days);
  constexpr std::int64_t kLargest = 9007199254740991;
  out.seed = static_cast<std::uint64_t>(reader.integer("seed", static_cast<std::int64_t>(out.seed), 0, kLargest));
  out.population = static_cast<int>(reader.integer("population", out.population, 1, 100000));
  if (const ConfigTable* table = reader.table("patient")) out.patient = read_patient(TableReader(*table, problems));
  if (const ConfigTable* table = reader.table("setting")) out.setting = read_setting(TableReader(*table, problems), parameters);
  out.doses = read_list<Dose>(reader, "dose", problems, read_dose);
  out.therapies = read_list<Therapy>(reader, "therapy", problems, read_therapy);
  out.visits = read_list<Visit>(reader, "visit", problems, read_visit);
  out.medications = read_list<Medication>(reader, "medication", problems, read_medication);
  out.stressors = read_list<Stressor>(reader, "stressor", problems, read_stressor);
  out.retrievals = read_list<Retrieval>(reader, "retrieval", problems, read_retrieval);
  if (const ConfigTable* table = reader.table("experiments")) out.experiments = read_experiments(TableReader(*table, problems), problems);
  if (const ConfigTable* table = reader.table("model")) out.model = read_model(TableReader(*table, problems));
  if (const ConfigTable* table = reader.table("parameters")) read_changes(*table, "", parameters, out.parameters, problems);
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
