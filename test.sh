#!/usr/bin/env bash
# Installs what is missing, looks at the form of the sources, builds, and runs the tests: the release build with its tests,
# then the tests that need no OpenGL again under the address and undefined-behaviour sanitizers. With --thorough also what
# takes longer (CONTRIBUTING.md says what). Usage: test.sh [--thorough]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"

release_build() {
  cmake --preset release -DSYN_BUILD_TESTS=ON >/dev/null
  cmake --build --preset release
}

usual_tests() { ctest --preset release -j 2; }

sanitized_rooms() {
  cmake --preset asan -DSYN_BUILD_TESTS=ON >/dev/null
  cmake --build --preset asan --target test_os test_core test_model test_state
  ctest --preset asan -j 2 -L '^test_(os|core|model|state)$'
}

# --- what only --thorough does

# What nothing in the usual build needs must go on building.
other_programs() { cmake --build --preset release --target benches bakes; }

# One hash over all tables, whatever the compiler, the optimisation and the number of threads.
same_bytes() { tests/bytes/same_bytes.sh; }

clang_build() {
  cmake --preset clang -DSYN_BUILD_TESTS=ON >/dev/null
  cmake --build --preset clang
}

# More of the same: more seeds, every size, and the student's whole hour.
long_tests() { ctest --preset thorough -j 2; }

# Picture and window, the pictures where there is no display, and a chapter of the student's hour. The leak checker is off:
# what it would report is what the driver keeps.
sanitized_windows() {
  cmake --preset asan -DSYN_BUILD_TESTS=ON >/dev/null
  cmake --build --preset asan --target test_gfx test_app test_screen synaptoscope
  export ASAN_OPTIONS=detect_leaks=0
  ctest --preset asan -j 2 -L '^test_(gfx|app|screen)$'
  echo "sanitizers: the program without arguments and without a display"
  rm -rf build/asan/no-display
  mkdir -p build/asan/no-display/home
  (cd build/asan/no-display && env -u DISPLAY -u WAYLAND_DISPLAY -u XDG_DATA_HOME HOME="$PWD/home" "$here/build/asan/synaptoscope")
  echo "sanitizers: a chapter of the student's hour"
  python3 tests/app/ui_walkthrough.py build/asan/synaptoscope build/asan/hour --only opens
  unset ASAN_OPTIONS
}

# A minute of made-up input for each reader (tests/fuzz/README.md).
fuzzed_readers() { tests/fuzz/fuzz.sh 60; }

step() {  # WORDS FUNCTION
  local began=$SECONDS
  printf '\n=== %s\n' "$1"
  "$2"
  printf '=== %s: done in %d s\n' "$1" $((SECONDS - began))
}

thorough=()
case "${1:-}" in
  "") ;;
  --thorough) thorough=(--thorough) ;;
  *)
    echo "test.sh knows no \"$1\"; usage: test.sh [--thorough]" >&2
    exit 2
    ;;
esac

bash engine/cmake/install_packages.sh "$here" "${thorough[@]}"
step "the form of the sources" tests/format.sh
step "release build" release_build
step "tests" usual_tests
step "core, model and state under the sanitizers" sanitized_rooms
if [ ${#thorough[@]} -gt 0 ]; then
  step "benches and bakes build" other_programs
  step "the same bytes with every compiler" same_bytes
  step "clang builds everything" clang_build
  step "picture and window under the sanitizers" sanitized_windows
  step "long tests" long_tests
  step "fuzzed readers" fuzzed_readers
fi
echo "test.sh: all good in $SECONDS s"
