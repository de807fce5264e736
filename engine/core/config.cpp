#include "core/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>

#include "core/config_scan.hpp"

namespace syn {
namespace {

ConfigTable convert_table(const toml::table& table, const std::string& file, const std::string& path, Problems& problems);

ConfigValue convert(const toml::node& node, const std::string& file, const std::string& path, Problems& problems) {
  ConfigValue out;
  out.line = static_cast<int>(node.source().begin.line);
  out.column = static_cast<int>(node.source().begin.column);
  if (const auto* b = node.as_boolean()) {
    out.value = b->get();
  } else if (const auto* i = node.as_integer()) {
    out.value = i->get();
  } else if (const auto* f = node.as_floating_point()) {
    out.value = f->get();
  } else if (const auto* s = node.as_string()) {
    // What the program shows, opens and writes ends at such a sign.
    if (s->get().find('\0') != std::string::npos)
      problems.push_back({file, out.line, out.column, "the text at `" + path + "` holds the sign \\u0000", "leave it out"});
    out.value = s->get();
  } else if (const auto* t = node.as_table()) {
    out.value = std::make_shared<ConfigTable>(convert_table(*t, file, path, problems));
  } else if (const auto* a = node.as_array()) {
    ConfigArray items;
    for (const toml::node& item : *a) {
      items.push_back(convert(item, file, fmt::format("{}[{}]", path, items.size() + 1), problems));
    }
    out.value = std::move(items);
  } else {
    problems.push_back(
        {file, out.line, out.column, "a date or time stands at `" + path + "`", "hours are written as numbers, such as at_h = 24"});
  }
  return out;
}

ConfigTable convert_table(const toml::table& table, const std::string& file, const std::string& path, Problems& problems) {
  ConfigTable out{file, static_cast<int>(table.source().begin.line), path, {}};
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (name.find('\0') != std::string::npos)
      problems.push_back({file, static_cast<int>(key.source().begin.line), 0, "a name holds the sign \\u0000", "leave it out"});
    ConfigValue value = convert(node, file, path.empty() ? name : path + "." + name, problems);
    if (value.line == 0) value.line = static_cast<int>(key.source().begin.line);
    out.fields.emplace_back(name, std::move(value));
  }
  std::stable_sort(out.fields.begin(), out.fields.end(), [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string number_wanted(Range range, std::string_view unit) {
  const std::string tail = unit.empty() ? "" : " " + std::string(unit);
  if (std::isinf(range.low) && std::isinf(range.high)) return "a finite number" + tail;
  if (std::isinf(range.high)) return fmt::format("a number of at least {}{}", number_text(range.low), tail);
  if (std::isinf(range.low)) return fmt::format("a number of at most {}{}", number_text(range.high), tail);
  return fmt::format("a number from {} to {}{}", number_text(range.low), number_text(range.high), tail);
}

}  // namespace

const ConfigValue* ConfigTable::find(std::string_view key) const {
  for (const auto& [name, value] : fields) {
    if (name == key) return &value;
  }
  return nullptr;
}

double ConfigValue::as_number() const {
  if (const auto* i = std::get_if<std::int64_t>(&value)) return static_cast<double>(*i);
  return std::get<double>(value);
}

const ConfigTable* ConfigValue::as_table() const {
  const auto* table = std::get_if<std::shared_ptr<ConfigTable>>(&value);
  return table != nullptr ? table->get() : nullptr;
}

const char* ConfigValue::kind_name() const {
  constexpr const char* kNames[] = {"true or false", "a whole number", "a number", "a text", "a list", "a table"};
  return kNames[value.index()];
}

Result<ConfigTable> parse_config(std::string_view text, const std::string& file) {
  const auto scan = scan_config(text, file);
  if (!scan) return failure(scan.error());
  // The parser says best what is wrong with a text, but gets no more of it than the line up to which it was looked at.
  constexpr std::size_t kRestOfLine = 200;
  if (!scan->whole) text = text.substr(0, std::min(text.find('\n', scan->understood), scan->understood + kRestOfLine));
  const auto not_toml = [&file](int line, int column, const std::string& why) {
    return failure({file, line, column, "this is not TOML" + why, "write key = value, texts in quotation marks"});
  };
  // The packaged library is built with exceptions; they end here.
  toml::table parsed;
  try {
    parsed = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return not_toml(static_cast<int>(error.source().begin.line), static_cast<int>(error.source().begin.column),
                    ": " + std::string(error.description()));
  }
  if (!scan->whole) return not_toml(scan->line, 0, "");
  Problems problems;
  ConfigTable table = convert_table(parsed, file, "", problems);
  if (!problems.empty()) return failure(std::move(problems));
  return table;
}

const ConfigValue* TableReader::take(std::string_view key) {
  known_.emplace_back(key);
  return table_->find(key);
}

const ConfigValue* TableReader::any(std::string_view key) { return take(key); }

void TableReader::problem(std::string_view key, std::string what, std::string remedy) {
  const ConfigValue* value = table_->find(key);
  const std::string name = table_->path.empty() ? std::string(key) : table_->path + "." + std::string(key);
  problems_->push_back({table_->file, value != nullptr ? value->line : table_->line, value != nullptr ? value->column : 0,
                        "`" + name + "` " + std::move(what), std::move(remedy)});
}

std::optional<double> TableReader::optional_number(std::string_view key, Range range, std::string_view unit) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) {
    problem(key, std::string("is ") + value->kind_name(), "give " + number_wanted(range, unit));
    return std::nullopt;
  }
  const double number = value->as_number();
  if (!std::isfinite(number) || !range.contains(number)) {
    problem(key, "is " + number_text(number), "give " + number_wanted(range, unit));
    return std::nullopt;
  }
  return number;
}

double TableReader::number(std::string_view key, double fallback, Range range, std::string_view unit) {
  return optional_number(key, range, unit).value_or(fallback);
}

std::int64_t TableReader::integer(std::string_view key, std::int64_t fallback, std::int64_t low, std::int64_t high) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return fallback;
  const auto* number = std::get_if<std::int64_t>(&value->value);
  if (number == nullptr || *number < low || *number > high) {
    const std::string found = number != nullptr ? std::to_string(*number) : value->kind_name();
    problem(key, "is " + found, fmt::format("give a whole number from {} to {}", low, high));
    return fallback;
  }
  return *number;
}

bool TableReader::boolean(std::string_view key, bool fallback) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return fallback;
  if (const bool* flag = std::get_if<bool>(&value->value)) return *flag;
  problem(key, std::string("is ") + value->kind_name(), "write true or false");
  return fallback;
}

std::string TableReader::text(std::string_view key, std::string_view fallback) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return std::string(fallback);
  if (const std::string* text = value->as_text()) return *text;
  problem(key, std::string("is ") + value->kind_name(), "write a text in quotation marks");
  return std::string(fallback);
}

std::string TableReader::choice(std::string_view key, std::string_view fallback, std::span<const std::string_view> choices) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return std::string(fallback);
  const std::string* word = value->as_text();
  if (word != nullptr && std::find(choices.begin(), choices.end(), *word) != choices.end()) return *word;
  const std::string near = word != nullptr ? nearest_word(*word, choices) : std::string();
  problem(key, word != nullptr ? "is \"" + *word + "\"" : std::string("is ") + value->kind_name(),
          (near.empty() ? "" : "did you mean \"" + near + "\"? ") + fmt::format("possible: {}", fmt::join(choices, ", ")));
  return std::string(fallback);
}

std::vector<std::string> TableReader::texts(std::string_view key, std::vector<std::string> fallback) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return fallback;
  const ConfigArray* items = value->as_array();
  std::vector<std::string> out;
  if (items != nullptr) {
    for (const ConfigValue& item : *items) {
      if (const std::string* text = item.as_text()) out.push_back(*text);
    }
    if (out.size() == items->size()) return out;
  }
  problem(key, "is not a list of texts", "write it like [\"burst\", \"rest_block\"]");
  return fallback;
}

const ConfigTable* TableReader::table(std::string_view key) {
  const ConfigValue* value = take(key);
  if (value == nullptr) return nullptr;
  const ConfigTable* table = value->as_table();
  if (table == nullptr) problem(key, std::string("is ") + value->kind_name(), fmt::format("write a table: [{}]", key));
  return table;
}

std::vector<const ConfigTable*> TableReader::tables(std::string_view key) {
  std::vector<const ConfigTable*> out;
  const ConfigValue* value = take(key);
  if (value == nullptr) return out;
  const ConfigArray* items = value->as_array();
  bool good = items != nullptr;
  if (good) {
    for (const ConfigValue& item : *items) {
      const ConfigTable* table = item.as_table();
      good = good && table != nullptr;
      if (table != nullptr) out.push_back(table);
    }
  }
  if (!good) problem(key, "is not a list of tables", fmt::format("start each one with [[{}]]", key));
  return out;
}

void TableReader::done() {
  constexpr int kMaxNamed = 20;
  std::vector<std::string_view> known(known_.begin(), known_.end());
  int unknown = 0;
  for (const auto& [name, value] : table_->fields) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (++unknown > kMaxNamed) {
      problem(name, "and others are not fields here", fmt::format("known fields: {}", fmt::join(known, ", ")));
      return;
    }
    const std::string near = nearest_word(name, known);
    std::sort(known.begin(), known.end());
    problem(name, "is not a field here",
            near.empty() ? fmt::format("known fields: {}", fmt::join(known, ", ")) : "did you mean `" + near + "`?");
  }
}

std::string nearest_word(std::string_view word, std::span<const std::string_view> choices) {
  std::string best;
  std::size_t least = word.size() / 3 + 2;  // further away than this is another word, not a slip
  for (const std::string_view candidate : choices) {
    const std::size_t apart = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (apart >= least) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = std::string(candidate);
    }
  }
  return best;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

// "-0" would come back as the whole number 0.
std::string number_text(double value) { return value == 0.0 ? "0" : fmt::format("{}", value); }

}  // namespace syn
