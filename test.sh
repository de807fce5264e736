#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: the release build with all tests, then the tests that need
# no OpenGL again under the address and undefined-behaviour sanitizers.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bash "$here/engine/cmake/install_packages.sh" "$here"
cd "$here"
cmake --preset release -DSYN_BUILD_TESTS=ON >/dev/null
cmake --build --preset release
ctest --preset release -j 2
cmake --preset asan -DSYN_BUILD_TESTS=ON >/dev/null
cmake --build --preset asan --target test_core test_model test_state
# One test at a time keeps the leak checker's report beside the test it belongs to.
for name in test_core test_model test_state; do
  echo "sanitizers: $name"
  "build/asan/tests/$name" --no-intro
done
