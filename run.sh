#!/usr/bin/env bash
# Installs what is missing, builds, and starts Synaptoscope. Without a display it renders the default scenario
# to pictures and a table in out/ instead. Arguments go to the program. A copy that cannot be written to is started as it
# was built.
set -euo pipefail
here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
program=$here/build/release/synaptoscope
if [ ! -w "$here" ]; then
  if [ ! -x "$program" ]; then
    echo "$here cannot be written to and holds no built program; copy it to a place of your own, or build it where it can be written." >&2
    exit 3
  fi
  exec "$program" "$@"
fi
bash "$here/engine/cmake/install_packages.sh" "$here"
# A tree that was moved or copied is configured anew. The program starts in the folder that one stands in.
fresh=()
cache=$here/build/release/CMakeCache.txt
if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$cache"; then fresh=(--fresh); fi
(
  cd "$here"
  cmake "${fresh[@]}" --preset release -DSYN_BUILD_TESTS=OFF >/dev/null
  cmake --build --preset release
)
exec "$program" "$@"
