// Where a picture, a table or a page goes that nobody gave a name: into the current folder, over nothing that is there.
#pragma once

#include <filesystem>

#include "core/result.hpp"

namespace syn {

// The first name that is free, with its whole path: NAME.END, NAME-2.END, NAME-3.END, ... or, `numbered`, NAME-1.END,
// NAME-2.END, ... Fails when the current folder is gone.
Result<std::filesystem::path> free_name(const std::filesystem::path& name, bool numbered = false);

}  // namespace syn
