// Some tests repeat one thing with many seeds, sizes or moments. `ctest` does as many as show the fault within minutes,
// `./test.sh --thorough` (SYN_THOROUGH=1) all of them. What differs in kind is never left out, only more of the same.
#pragma once

#include <cstdlib>

namespace syn::test {

inline bool thorough() {
  static const bool kAsked = std::getenv("SYN_THOROUGH") != nullptr;
  return kAsked;
}

}  // namespace syn::test
