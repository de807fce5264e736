#!/usr/bin/env bash
# Builds the model with each compiler at -O0 and -O2, runs it with 1 and 2 threads, and fails where the hash over all
# tables is not the one kept in tables.txt. Prints one line a build. Builds lie in build/bytes-COMPILER-LEVEL.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
wrong=0
for compiler in g++ clang++; do
  for level in O0 O2; do
    folder=build/bytes-$compiler-$level
    # Debug, because Release asks for -O3 in some files.
    [ $level = O0 ] && kind=Debug || kind=Release
    cmake -S . -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER=$compiler -DCMAKE_BUILD_TYPE=$kind \
      -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_CXX_FLAGS_RELEASE=-O2 >/dev/null
    cmake --build "$folder" --target same_bytes >"$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; exit 1; }
    for threads in 1 2; do
      printf '%-8s -%s %s thread(s)  ' $compiler $level $threads
      "$folder/tests/bytes/same_bytes" --threads $threads --against tests/bytes/tables.txt || wrong=1
    done
    ctest --test-dir "$folder" -R same_bytes/no_other_maths --output-on-failure --quiet || wrong=1
  done
done
exit $wrong
