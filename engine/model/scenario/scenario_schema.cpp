#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

struct SchemaWriter {
  std::string out;

  void row(std::string_view name, std::string_view accepts, std::string_view usual, std::string_view meaning) {
    out += fmt::format("  {:<15} {:<45} {:<31} {}\n", name, accepts, usual, meaning);
  }

  template <class T>
  void operator()(const Field& field, const T& value, const auto&...) {
    if constexpr (Part<T>) {
      out += fmt::format("[{}]\n", field.name);
      fields(*this, value);
    } else if constexpr (std::same_as<T, std::vector<ExperimentUse>>) {
      out += fmt::format("[{}]\n", field.name);
      for (const Experiment kind : kValues<Experiment>) {
        const bool moment = is_moment(kind);
        row(name_of(kind), is_gene(kind) ? "true | false" : (moment ? "{ from_h = }" : "true | false | { from_h = , hours = }"), "false",
            kind == Experiment::rapamycin ? "true: from 2 h before to 24 h after each treatment session begins" : "");
      }
    } else if constexpr (List<T>) {
      out += fmt::format("[[{}]], up to {}\n", field.name, field.range.high);
      const typename T::value_type entry{};
      fields(*this, entry);
    } else if constexpr (requires { typename T::mapped_type; }) {
      out += fmt::format("[{}]\n", field.name);
      row("a key", "a number in its range", "the program's value", "keys, ranges and sources stand in assets/parameters");
    } else {
      row(field.name, field.accepts.empty() ? accepts(field, value) : field.accepts, usual(field, value), field.meaning);
      if (!field.names.empty()) row("", fmt::format("names of {}: {}", field.name, field.names), "", "");
    }
  }

  static std::string accepts(const Field&, bool) { return "true | false"; }
  static std::string accepts(const Field& field, const std::string&) {
    return fmt::format("a text of up to {} {}", field.range.high, field.unit);
  }
  template <Named E>
  static std::string accepts(const Field&, const E&) {
    return words_of<E>(" | ");
  }
  template <Named E>
  static std::string accepts(const Field&, const std::vector<E>&) {
    return fmt::format("a list of {}", words_of<E>(", "));
  }
  static std::string accepts(const Field& field, const auto&) { return range_words(field); }

  template <class T>
  static std::string usual(const Field& field, const T& value) {
    if constexpr (Optional<T>) {
      return std::string(field.usual);
    } else {
      std::string out(field.usual.empty() ? toml_text(value) : field.usual);
      std::erase_if(out, [](char c) { return c == '"' || c == '[' || c == ']'; });
      return out;
    }
  }
};

}  // namespace

std::string scenario_schema() {
  SchemaWriter schema{"Scenario files, version 1 (TOML). Times are hours of the scenario's clock; 0 = day 0.\n"};
  schema.row("field", "accepts", "when left out", "meaning");
  schema.out += "top of the file\n";
  schema.row("version", "1", "required", "version of the format");
  const Scenario usual;
  fields(schema, usual);
  return std::move(schema.out);
}

}  // namespace syn
