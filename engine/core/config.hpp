// Configuration text (TOML) with line numbers, read so that every problem of a file is reported at once.
//
//   Result<ConfigTable> file = parse_config(text, "one.toml");
//   TableReader reader(*file, problems);
//   double weight = reader.number("weight_kg", 70.0, {40.0, 150.0});
//   reader.done();                      // fields nobody asked for are problems, with a suggestion
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.hpp"

namespace syn {

struct ConfigValue;
using ConfigArray = std::vector<ConfigValue>;

// A table as written: fields in file order, each with the line its value stands on.
struct ConfigTable {
  std::string file;
  int line = 0;
  std::string path;  // "patient", "dose[1]"; empty for the whole file
  std::vector<std::pair<std::string, ConfigValue>> fields;
  const ConfigValue* find(std::string_view key) const;
};

struct ConfigValue {
  int line = 0;
  int column = 0;
  std::variant<bool, std::int64_t, double, std::string, ConfigArray, std::shared_ptr<ConfigTable>> value;

  bool is_number() const { return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value); }
  double as_number() const;  // only if is_number()
  const ConfigTable* as_table() const;
  const ConfigArray* as_array() const { return std::get_if<ConfigArray>(&value); }
  const std::string* as_text() const { return std::get_if<std::string>(&value); }
  const char* kind_name() const;  // "a number", "a text", ... for messages
};

// Parses TOML text. Fails with the line and column of the first syntax error; and before anything is parsed, with the line,
// when the text is too large, too deeply nested or holds too many values (config_scan.hpp). Dates and the sign \u0000 are
// refused.
Result<ConfigTable> parse_config(std::string_view text, const std::string& file);

// Closed interval a number must lie in.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  constexpr bool contains(double x) const { return x >= low && x <= high; }
};

// Takes a table apart field by field. Each call marks its field as known; a field that is missing gives the
// default; a wrong one adds a Problem (and gives the default), so that one pass reports everything.
class TableReader {
 public:
  TableReader(const ConfigTable& table, Problems& problems) : table_(&table), problems_(&problems) {}

  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  // Finite numbers only; outside `range` is a problem that names the range and `unit`.
  double number(std::string_view key, double fallback, Range range = {}, std::string_view unit = {});
  std::optional<double> optional_number(std::string_view key, Range range = {}, std::string_view unit = {});
  std::int64_t integer(std::string_view key, std::int64_t fallback, std::int64_t low, std::int64_t high);
  bool boolean(std::string_view key, bool fallback);
  std::string text(std::string_view key, std::string_view fallback);
  // One of `choices`; anything else is a problem that lists them and suggests the nearest.
  std::string choice(std::string_view key, std::string_view fallback, std::span<const std::string_view> choices);
  std::vector<std::string> texts(std::string_view key, std::vector<std::string> fallback);
  // A table field, or nullptr when it is missing (or a problem when it is no table).
  const ConfigTable* table(std::string_view key);
  // The tables of an array of tables (`[[dose]]`); empty when missing.
  std::vector<const ConfigTable*> tables(std::string_view key);
  // Any value, for fields of several kinds. Marks the field as known.
  const ConfigValue* any(std::string_view key);

  // A problem at a field (or at the table, if the field is missing).
  void problem(std::string_view key, std::string what, std::string remedy);
  // Reports fields that nobody asked for, with the nearest known name; of very many only the first ones.
  void done();

 private:
  const ConfigValue* take(std::string_view key);
  const ConfigTable* table_;
  Problems* problems_;
  std::vector<std::string> known_;
};

// The entry of `choices` nearest to `word` by edit distance, if near enough to be a likely slip; else empty.
std::string nearest_word(std::string_view word, std::span<const std::string_view> choices);

// A TOML basic string with quotes and escapes.
std::string quote(std::string_view text);
// The shortest decimal text that reads back as the same double ("0.5", "70", "1e-06").
std::string number_text(double value);

}  // namespace syn
