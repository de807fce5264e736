#!/usr/bin/env bash
# Installs what is missing, builds, and starts Synaptoscope. Without a display it renders the default scenario
# to pictures and a table in out/ instead. Arguments go to the program.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bash "$here/engine/cmake/install_packages.sh" "$here"
cd "$here"
cmake --preset release -DSYN_BUILD_TESTS=OFF >/dev/null
cmake --build --preset release
exec "$here/build/release/synaptoscope" "$@"
