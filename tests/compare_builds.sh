#!/usr/bin/env bash
# Two builds of the program, the same bytes? Runs both on every scenario that comes with them and compares tables, cohorts,
# descriptions, transcripts, calibration, patches, schema and pictures (every stage, three moments, and the whole screen), and
# names what differs. Each program reads the files of its own tree. Usage: compare_builds.sh PROGRAM TREE PROGRAM TREE FOLDER
set -uo pipefail
a=$1 a_tree=$2 b=$3 b_tree=$4 folder=$5
rm -rf "$folder"
mkdir -p "$folder/a" "$folder/b"
compared=0 differ=0

both() {  # NAME ARGUMENTS... (@ stands for the tree, % for the output)
  local name=$1
  shift
  "$a" --data "$a_tree" "${@//@/$a_tree}" >"$folder/a/$name" 2>"$folder/a/$name.err" &
  "$b" --data "$b_tree" "${@//@/$b_tree}" >"$folder/b/$name" 2>"$folder/b/$name.err"
  wait
  same "$name"
}

same() {
  compared=$((compared + 1))
  cmp -s "$folder/a/$1" "$folder/b/$1" && [ -s "$folder/a/$1" ] || { differ=$((differ + 1)); echo "differs or is empty: $1"; }
}

picture() {  # NAME ARGUMENTS...
  local name=$1
  shift
  "$a" --data "$a_tree" render "${@//@/$a_tree}" --out "$folder/a/$name" >/dev/null 2>&1 &
  "$b" --data "$b_tree" render "${@//@/$b_tree}" --out "$folder/b/$name" >/dev/null 2>&1
  wait
  same "$name"
}

for path in "$a_tree"/assets/scenarios/*.toml; do
  s=$(basename "$path" .toml)
  both "$s.csv" simulate "@/assets/scenarios/$s.toml" --csv -
  both "$s.cohort.csv" cohort "@/assets/scenarios/$s.toml" --csv - --patients 40
  both "$s.transcript" describe "@/assets/scenarios/$s.toml" --transcript -
  both "$s.sv.transcript" describe "@/assets/scenarios/$s.toml" --transcript - --locale sv
  for stage in circuit dendrite synapse receptor; do
    both "$s.$stage.said" describe "@/assets/scenarios/$s.toml" --at 3d --stage $stage
    for at in 1h 1d 7d; do
      picture "$s.$stage.$at.png" "@/assets/scenarios/$s.toml" --stage $stage --at $at --size 480x270
    done
  done
done
for path in "$a_tree"/assets/protocols/*.toml; do
  p=$(basename "$path" .toml)
  both "$p.patch.csv" patch "@/assets/protocols/$p.toml" --csv -
done
both schema schema
both check check
both calibrate.csv calibrate --csv -
s=one-infusion-cbt
for lens in ms s min h d wk; do
  for stage in circuit dendrite synapse receptor; do
    picture "$stage.$lens.png" "@/assets/scenarios/$s.toml" --stage $stage --at 40min --lens $lens --size 480x270
  done
done
picture signals.png "@/assets/scenarios/$s.toml" --stage synapse --viewpoint signals --at 1d --size 480x270
for theme in dark light; do
  for locale in en sv; do
    picture "screen.$theme.$locale.png" "@/assets/scenarios/$s.toml" --screen --stage synapse --at 1d --theme $theme --locale $locale
  done
done
for panel in dose therapy timeline curves person lab parameters inspector words; do
  picture "panel.$panel.png" "@/assets/scenarios/$s.toml" --panel $panel --at 1d
done
echo "$compared outputs compared, $differ differ"
[ "$differ" = 0 ]
