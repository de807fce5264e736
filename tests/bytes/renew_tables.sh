#!/usr/bin/env bash
# Writes tables.txt anew; the head stays. Usage: renew_tables.sh SAME_BYTES
set -euo pipefail
kept=$(dirname "${BASH_SOURCE[0]}")/tables.txt
new=$( (grep '^#' "$kept"; "$1") )
printf '%s\n' "$new" >"$kept"
