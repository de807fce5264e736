#include "app/cli/run.hpp"
#include "app/console/console.hpp"

#ifdef __linux__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __linux__
  // A software renderer takes and gives back megabytes every frame. Kept by the process, they need no new pages from
  // the kernel, which cost a tenth of the frame.
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
  syn::prepare_process();
  return syn::run_command_line(argc, argv);
}
