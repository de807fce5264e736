// The claims of the brief: assets/claims.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/config.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct Claim {
  std::string id;  // "C1": the n-th of the file is Cn
  LocalizedText words;
};

// Fails with what is wrong with the file.
Result<std::vector<Claim>> parse_claims(std::string_view text, const std::string& file);

// A text in both languages, `key` and `key`_sv; a problem where one of them is missing.
LocalizedText both_languages(TableReader& reader, const std::string& key, std::string_view what);

}  // namespace syn
