#include "app/cli/run.hpp"
#include "app/console/console.hpp"

int main(int argc, char** argv) {
  syn::prepare_process();
  return syn::run_command_line(argc, argv);
}
