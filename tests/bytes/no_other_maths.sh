#!/usr/bin/env bash
# Fails if an archive calls a function of the system's maths library that IEEE 754 does not round exactly: its last digit
# would be another one elsewhere (core/maths.hpp). Usage: no_other_maths.sh COMPILER ARCHIVE...
set -euo pipefail
compiler=$1
shift
exact='(sqrt|fma|fabs|fmin|fmax|floor|ceil|trunc|l?l?round|l?l?rint|nearbyint|fmod|remainder|modf|frexp|ldexp|scalbn|copysign|nextafter)[fl]?'
# All that the library offers, so that no name can be forgotten here.
offered=$(nm -D --defined-only "$("$compiler" -print-file-name=libm.so.6)" | sed -n 's/^[0-9a-f]* [TWi] \([^@]*\).*/\1/p' | grep -vxE "$exact" | sort -u)
wrong=0
for archive in "$@"; do
  called=$(nm -u "$archive" | awk '$1 == "U" { print $2 }' | sort -u | comm -12 - <(echo "$offered"))
  [ -n "$called" ] || continue
  wrong=1
  echo "these call the system's maths library; core/maths.hpp has what is the same everywhere:" >&2
  nm -A -u "$archive" | grep -wFf <(echo "$called") >&2
done
exit $wrong
