#!/usr/bin/env bash
# A real window under Xvfb with real input: keys, a click, a drag and the wheel reach the program as commands, the screen
# changes, a scenario is saved under a typed name, settings are kept, and Ctrl+Q with Enter ends it with exit code 0. Usage: smoke_window.sh PROGRAM SCREENSHOT_FOLDER
set -euo pipefail
program=$1
folder=$2
mkdir -p "$folder"
record=$folder/commands.txt
rm -rf "$record" "$folder"/*.xwd "$folder/settings" "$folder/typed.toml"

source "$(dirname "${BASH_SOURCE[0]}")/real_window.sh"
serve 1280x720
open --explore --size 1280x720 --settings "$folder/settings" --record "$record"
xdotool windowfocus "$window" || true
sleep 2

key() { xdotool key --delay 60 "$1"; sleep 0.4; }
key Next         # next event: the end of the infusion
key l            # Swedish
key t            # light theme
key bracketleft  # a coarser lens
key m            # reduced motion: the next scale comes at once
key 4            # the dendrite
sleep 1
# A drag over the picture turns the camera.
xdotool mousemove 400 300; sleep 0.5; xdotool mousedown 1; sleep 0.6
for x in 420 450 480; do xdotool mousemove "$x" 310; sleep 0.4; done
xdotool mouseup 1; sleep 0.6
xdotool click 4; sleep 0.8  # the wheel moves closer
key ctrl+z       # nothing to undo: harmless
key ctrl+s       # an example belongs to no file yet: a name is asked for
sleep 1
xdotool key --delay 60 ctrl+a; sleep 0.4
xdotool type --delay 60 "$folder/typed"; sleep 1
key Return
sleep 1
key ctrl+q
key Return

ends_well

for wanted in "next_event 1" "set_locale sv" "set_theme light" "set_lens" "set_reduced_motion true" "set_stage dendrite" "set_camera"; do
  grep -q "$wanted" "$record" || { echo "the command \"$wanted\" never came"; cat "$record"; exit 1; }
done
grep -q "^title" "$folder/typed.toml" || { echo "the scenario was not saved"; ls "$folder"; exit 1; }
grep -q '^language = "sv"' "$folder/settings/settings.toml" || { echo "the language was not kept"; cat "$folder/settings/settings.toml"; exit 1; }
grep -q "typed.toml" "$folder/settings/settings.toml" || { echo "the saved file is not among the recent ones"; exit 1; }
ls "$folder/settings" | grep -q unsaved && { echo "something unsaved is left after a clean end"; exit 1; }
echo "smoke: window, keys, drag, wheel and saving, settings and quitting work"
