#!/usr/bin/env bash
# Fuzzes readers, each for some seconds: fuzz.sh SECONDS [READER...]. Needs clang (packages.txt, "thorough tests").
# What was found stands in build/fuzz/found; copy it to tests/fuzz/seeds/READER once it is mended. Ends with 1 if there was
# anything.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$here"
seconds=${1:?usage: fuzz.sh SECONDS [READER...]}
shift
readers=("$@")
[ ${#readers[@]} -gt 0 ] || readers=(scenario protocol parameters settings share locale tables commands models moments lecture hand_in)
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p build/fuzz/found
status=0
for reader in "${readers[@]}"; do
  grown=build/fuzz/grown/$reader
  mkdir -p "$grown"
  seeds=("tests/fuzz/seeds/$reader")
  dictionary=toml.dict
  case $reader in
    scenario | share | moments) seeds+=(assets/scenarios) ;;
    lecture) seeds+=(assets/lectures) ;;
    protocol) seeds+=(assets/protocols) ;;
    parameters) seeds+=(assets/parameters) ;;
    tables) seeds+=(assets/calibration) ;;
    models) seeds+=(tests/cases/glb) dictionary=gltf.dict ;;
  esac
  # Far below what a person's computer has; a reader that needs more, or ten seconds, for a small file has a fault.
  if ! "build/fuzz/tests/fuzz/fuzz_$reader" "$grown" "${seeds[@]}" -dict="tests/fuzz/$dictionary" -max_total_time="$seconds" -max_len=16384 \
    -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -artifact_prefix="build/fuzz/found/$reader-" -print_final_stats=1 >"build/fuzz/$reader.log" 2>&1; then
    status=1
    echo "$reader: FOUND something, see build/fuzz/$reader.log"
  fi
  echo "$reader: $(grep -a 'stat::number_of_executed_units' "build/fuzz/$reader.log" | tail -1), $(grep -ao 'cov: .*corp: [^ ]*' "build/fuzz/$reader.log" | tail -1)"
done
exit $status
