#!/usr/bin/env bash
# Installs the packages of packages.txt that are missing; those that stand under "# thorough tests" only if they are asked
# for. Needs root or sudo only if something is missing.
# Usage: install_packages.sh REPOSITORY [--thorough]
set -euo pipefail
until='/^# thorough tests/q'
[ "${2:-}" = --thorough ] && until=''
mapfile -t wanted < <(sed -n "$until;/^\s*\(#\|$\)/!p" "$1/packages.txt")
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Installing: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing, and neither root nor sudo is at hand: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
