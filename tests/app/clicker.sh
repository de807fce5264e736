#!/usr/bin/env bash
# A whole lecture in a real window under Xvfb, by keys as a clicker sends them: Next through all beats with their questions, the
# screen dark and back, a question from the room and the way back, the other language, Esc twice. Usage: clicker.sh PROGRAM FOLDER
set -euo pipefail
program=$1
folder=$2
mkdir -p "$folder"
record=$folder/commands.txt
rm -rf "$record" "$folder/settings"

source "$(dirname "${BASH_SOURCE[0]}")/real_window.sh"
serve 960x540
open --settings "$folder/settings" --record "$record" lecture five-minutes
xdotool mousemove 480 270  # nobody manages windows here: the keys are for the one under the pointer

# Waits until the record holds so many lines with this text: the program has taken the key.
count() { grep -c -e "$1" "$record" 2>/dev/null || true; }
wait_for() {
  for _ in $(seq 300); do
    [ "$(count "$1")" -ge "$2" ] && return 0
    kill -0 "$client" 2>/dev/null || { echo "the program ended while \"$1\" was waited for"; exit 1; }
    sleep 0.1
  done
  echo "\"$1\" did not come $2 times"; tail -n 5 "$record" | cut -c1-200; exit 1
}
key() { xdotool key --delay 60 "$1"; }
beats=(two-treatments four-to-seven-days in-the-gate new-contacts scan-in-people the-window what-nobody-knows)
wait_for "present five-minutes two-treatments" 1

sleep 2
for beat in "${beats[@]:1}"; do
  before=$(count "present five-minutes $beat")
  for press in 1 2 3; do  # a question and its answer come first
    lines=$(count "present five-minutes")
    key Next
    wait_for "present five-minutes" $((lines + 1))
    [ "$(count "present five-minutes $beat")" -gt "$before" ] && break
  done
  [ "$(count "present five-minutes $beat")" -gt "$before" ] || { echo "Next did not come to $beat"; exit 1; }
done

key period; wait_for "blank=true" 1
lines=$(count "present five-minutes what-nobody-knows card=none\$")
key period; wait_for "present five-minutes what-nobody-knows card=none\$" $((lines + 1))
key 4; wait_for "aside=true" 1; wait_for "set_stage dendrite" 1
lines=$(count "present five-minutes what-nobody-knows card=none\$")
key BackSpace; wait_for "present five-minutes what-nobody-knows card=none\$" $((lines + 1))
key l; wait_for "set_locale sv" 1
key Prior; wait_for "present five-minutes the-window" 2
key Escape; wait_for "set_mode explore" 1
key Escape
sleep 1
kill -0 "$client" 2>/dev/null || { echo "Esc twice ended the program"; exit 1; }
key F5; wait_for "set_mode present" 1
wait_for "present five-minutes the-window" 3
key ctrl+q; sleep 0.5
key Return
ends_well
grep -q '^beat = "the-window"' "$folder/settings/settings.toml" || { echo "the beat was not kept"; cat "$folder/settings/settings.toml"; exit 1; }
echo "clicker: a whole lecture, a dark screen, a question from the room, another language and the way out work"
