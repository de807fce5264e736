// Reads assets/sources.toml; for parameters.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/data/parameters.hpp"

namespace syn {

// Small letters, digits and underscores.
bool plain_name(std::string_view name);

// Adds every problem of the file to `problems`.
std::map<std::string, Source, std::less<>> read_sources(const ConfigTable& file, Problems& problems);

}  // namespace syn
