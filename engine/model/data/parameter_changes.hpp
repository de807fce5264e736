// The table [parameters] of a scenario or a protocol: numbers that stand instead of the program's own.
#pragma once

#include <functional>
#include <string>

#include "core/config.hpp"
#include "model/data/parameters.hpp"

namespace syn {

// Calls each(reader, field, key, number) for every number: `key` is the parameter's, `field` its last part, under which
// `reader` tells what is wrong with it. Dotted keys may be written with or without quotation marks, so tables inside are part
// of the name. A table of more entries than the model has parameters is refused as a whole.
using EachChange = std::function<void(TableReader& reader, const std::string& field, const std::string& key, double number)>;
void read_parameter_changes(const ConfigTable& table, const Parameters& parameters, Problems& problems, const EachChange& each,
                            const std::string& prefix = "");

}  // namespace syn
