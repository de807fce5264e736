#include "app/run.hpp"

int main(int argc, char** argv) { return syn::run_command_line(argc, argv); }
