#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/config.hpp"
#include "model/scenario/scenario.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

struct TomlWriter {
  std::string out;

  template <class T>
  void operator()(const Field& field, const T& value, const auto&...) {
    if constexpr (Optional<T>) {
      if (value) (*this)(field, *value);
    } else if constexpr (Part<T>) {
      out += fmt::format("\n[{}]\n", field.name);
      fields(*this, value);
    } else if constexpr (std::same_as<T, std::vector<ExperimentUse>>) {
      if (!value.empty()) out += fmt::format("\n[{}]\n", field.name);
      for (const ExperimentUse& use : value) line(name_of(use.kind), window_of(use));
    } else if constexpr (List<T>) {
      for (const auto& entry : value) {
        out += fmt::format("\n[[{}]]\n", field.name);
        fields(*this, entry);
      }
    } else if constexpr (requires { typename T::mapped_type; }) {
      if (!value.empty()) out += fmt::format("\n[{}]\n", field.name);
      for (const auto& [key, number] : value) line(quote(key), toml_text(number));
    } else if (field.applies && !field.left_out) {
      line(field.name, toml_text(value));
    }
  }

  void line(std::string_view key, const std::string& value) { out += fmt::format("{} = {}\n", key, value); }

  static std::string window_of(const ExperimentUse& use) {
    std::string text;
    const auto one = [&](const Field& field, const std::optional<double>& value) {
      if (value) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", field.name, toml_text(*value));
    };
    fields(one, use);
    return text.empty() ? "true" : fmt::format("{{ {} }}", text);
  }
};

}  // namespace

std::string to_toml(const Scenario& scenario) {
  TomlWriter writer{"version = 1\n"};
  fields(writer, scenario);
  return std::move(writer.out);
}

}  // namespace syn
