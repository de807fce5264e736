#include "app/console/exit_code.hpp"

#include "app/console/console.hpp"

namespace syn {

std::string version() { return SYN_VERSION; }

int report(const Problems& problems, ExitCode code) {
  put(stderr, to_text(problems));
  return code;
}

}  // namespace syn
