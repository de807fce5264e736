#!/usr/bin/env bash
# Fails where a source is not written as .clang-format says, and names the lines. To mend: tests/format.sh --mend
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
how=(--dry-run --Werror)
[ "${1:-}" != --mend ] || how=(-i)
find engine app tests assets/bake -name '*.[ch]pp' -print0 | xargs -0 -P 2 -n 40 clang-format "${how[@]}"
