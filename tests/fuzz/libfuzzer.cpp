// The door by which libFuzzer comes in. SYN_FUZZ_TARGET is the name of one of the targets.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace syn::fuzz;
  static const Target target = *std::find_if(targets().begin(), targets().end(), [](const Target& t) { return t.name == SYN_FUZZ_TARGET; });
  target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}
