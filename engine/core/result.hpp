// Errors as values. Whatever comes from outside (a file, an option, a dropped scenario) is read into a
// Result: either the whole thing, or every problem found in it. Nothing is ever half loaded.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace syn {

// One thing wrong with one place. `line` and `column` count from 1; 0 means "the file as a whole".
struct Problem {
  std::string file;  // as the user named it
  int line = 0;
  int column = 0;
  std::string what;    // what is wrong
  std::string remedy;  // what would be right
};

using Problems = std::vector<Problem>;

template <class T>
using Result = tl::expected<T, Problems>;

// "file:line:column: what is wrong; what would be right", one line a problem.
std::string to_text(const Problem& problem);
std::string to_text(const Problems& problems);

// A Result that failed for one reason.
inline tl::unexpected<Problems> failure(Problem problem) { return tl::unexpected(Problems{std::move(problem)}); }
inline tl::unexpected<Problems> failure(Problems problems) { return tl::unexpected(std::move(problems)); }

}  // namespace syn
