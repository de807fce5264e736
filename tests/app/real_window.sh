# For the scripts that try the program in a real window: `source` it. They set `program` and `folder`.
#   serve WIDTHxHEIGHT   an X server of one's own, at a free display; it goes with the script
#   open WORDS...        the program with these words; waits for its window
#   ends_well            waits until the program has ended, with exit code 0

client=""
server=""
trap 'kill $client $server 2>/dev/null || true' EXIT

serve() {
  Xvfb -displayfd 3 -screen 0 "${1}x24" -nolisten tcp 3>"$folder/display" >/dev/null 2>&1 &
  server=$!
  for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
  [ -s "$folder/display" ] || { echo "the X server did not start"; exit 1; }
  export DISPLAY=:$(cat "$folder/display") SDL_AUDIODRIVER=dummy LANG=C LANGUAGE=
  unset SDL_VIDEODRIVER WAYLAND_DISPLAY
}

open() {
  "$program" "$@" &
  client=$!
  window=""
  for _ in $(seq 300); do
    window=$(xdotool search --onlyvisible --name Synaptoscope 2>/dev/null | head -n 1) && [ -n "$window" ] && return 0
    kill -0 "$client" 2>/dev/null || { echo "the program ended before its window came up"; exit 1; }
    sleep 0.1
  done
  echo "no window"
  exit 1
}

ends_well() {
  local status=0
  for _ in $(seq 200); do kill -0 "$client" 2>/dev/null || break; sleep 0.1; done
  if kill -0 "$client" 2>/dev/null; then echo "the program did not end on Ctrl+Q and Enter"; exit 1; fi
  wait "$client" || status=$?
  client=""
  [ "$status" -eq 0 ] || { echo "exit code $status"; exit 1; }
}
