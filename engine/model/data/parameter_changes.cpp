#include "model/data/parameter_changes.hpp"

#include <fmt/format.h>

#include <optional>

namespace syn {

void read_parameter_changes(const ConfigTable& table, const Parameters& parameters, Problems& problems, const EachChange& each,
                            const std::string& prefix) {
  TableReader reader(table, problems);
  if (table.fields.size() > parameters.all().size()) {
    problems.push_back({table.file, table.line, 0, fmt::format("`{}` holds {} entries", table.path, table.fields.size()),
                        fmt::format("the model has {} parameters", parameters.all().size())});
    return;
  }
  for (const auto& [name, value] : table.fields) {
    if (const ConfigTable* inner = value.as_table()) {
      reader.any(name);
      read_parameter_changes(*inner, parameters, problems, each, prefix + name + ".");
    } else if (const std::optional<double> number = reader.optional_number(name)) {
      each(reader, name, prefix + name, *number);
    }
  }
}

}  // namespace syn
