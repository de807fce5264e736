#!/usr/bin/env python3
"""Does a wrong include really not build? Whatever room A does not link, A's own compile command must not find.

Every header of every such room is looked up in the include folders of A, by each ending of its path. For a handful of
telling pairs the compiler itself is asked, beside a control that must compile.

Usage: forbidden_includes.py BUILD_FOLDER   (configured, with compile_commands.json)
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leaves nothing in the source tree
from house import HEADERS, House

# Who must not see what, and why one would be tempted. A folder stands for the rooms in it and below it.
TELLING = (
    ("engine/core", "engine/model"),
    ("engine/model", "engine/os"),
    ("app/panels", "engine/os"),
    ("engine/model", "engine/gfx"),
    ("engine/model", "app/state"),
    ("engine/gfx", "engine/model"),
    ("engine/gfx", "app/ui"),
    ("app/state", "engine/gfx/canvas.hpp"),
    ("app/state", "app/ui"),
    ("app/ui", "engine/model"),
    ("app/stages", "app/state/command.hpp"),
    ("app/stages", "app/panels"),
    ("app/panels", "app/stages"),
    ("app/panels", "engine/gfx/canvas.hpp"),
)


def commands(house, build):
    """The compile command of one source of each room, as words, and the folder in which it runs."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(os.path.normpath(pathlib.Path(entry["directory"]) / entry["file"]))
        file = path.relative_to(house.root).as_posix() if path.is_relative_to(house.root) else ""
        if file in house.owner:
            found.setdefault(house.owner[file], (shlex.split(entry["command"]), pathlib.Path(entry["directory"])))
    return found


def folders_of(command, directory):
    """Where the compiler looks for headers: -I, -isystem and -iquote, joined to their folder or before it."""
    out = []
    for word, following in zip(command, command[1:] + [""]):
        for flag in ("-I", "-isystem", "-iquote"):
            if word == flag:
                out.append(directory / following)
            elif word.startswith(flag):
                out.append(directory / word[len(flag):])
    return out


def seen_as(house, header, folders):
    """The shortest path by which the header is found in these folders, or None. Only the file itself counts: a system's
    header may have the same name."""
    parts = header.split("/")
    for first in reversed(range(len(parts))):
        path = "/".join(parts[first:])
        for folder in folders:
            if (folder / path).is_file() and os.path.samefile(folder / path, house.root / header):
                return path
    return None


def compiles(command, directory, path):
    """Whether a source with this one include passes the compiler under A's flags; and what the compiler says."""
    words = [word for word in command if not word.endswith("ccache")]
    for flag in ("-o", "-c"):
        if flag in words:
            at = words.index(flag)
            del words[at:at + 2]
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "one_include.cpp"
        source.write_text(f'#include "{path}"\n', encoding="utf-8")
        done = subprocess.run([*words, "-fsyntax-only", str(source)], cwd=directory, capture_output=True, text=True, timeout=300)
    return done.returncode == 0, done.stderr


def headers_of(house, room):
    return [file for file in room.files if file.endswith(HEADERS)]


def rooms_in(house, place):
    return [room for room in house.rooms if room.folder == place or room.folder.startswith(place + "/")]


def look_up(house, found):
    """Every pair, every header. Returns the faults, one for each pair."""
    faults, looked = [], 0
    folders = {room: folders_of(*command) for room, command in found.items()}
    for here in found:
        allowed = house.reach(here) | {here}
        for there in house.rooms:
            if there in allowed:
                continue
            looked += len(headers_of(house, there))
            seen = [path for path in (seen_as(house, header, folders[here]) for header in headers_of(house, there)) if path]
            if seen:
                faults.append(f'{here.name} does not link {there.name} and finds {len(seen)} of its headers: "{seen[0]}"'
                              + (" ..." if len(seen) > 1 else ""))
    return faults, looked


def ask_compiler(house, found):
    faults, asked, controlled = [], 0, set()
    for place, target in TELLING:
        headers = [target] if target in house.owner else [file for room in rooms_in(house, target) for file in headers_of(house, room)]
        rooms = [room for room in rooms_in(house, place) if room in found]
        if not headers or not rooms:
            faults.append(f"there is no {place} or no {target}: mend TELLING in tests/architecture/forbidden_includes.py")
            continue
        here = rooms[0]
        allowed = house.reach(here) | {here}
        header = min((file for file in headers if house.owner[file] not in allowed), key=lambda file: (len(house.text[file]), file), default=None)
        if header is None:
            if house.owner[headers[0]] is here:
                faults.append(f"{target} belongs to {here.name}: a room of its own would keep them apart")
            else:
                faults.append(f"{here.name} links {house.owner[headers[0]].name} and so sees {target}")
            continue
        there = house.owner[header]
        # As those include it who may; where nobody compiles it, as it lies below engine or below the root.
        path = seen_as(house, header, folders_of(*found[there])) if there in found else header.removeprefix("engine/")
        command, directory = found[here]
        passes, said = compiles(command, directory, path)
        asked += 1
        if passes:
            faults.append(f'"{path}" compiles in {here.name}, which does not link {there.name}')
        elif not re.search(r"one_include\.cpp:1:\d+: fatal error", said):  # found after all, and failed further in
            faults.append(f'"{path}" in {here.name} does not fail because it is not found:\n{said[:2000]}')
        if here not in controlled:  # the flags are good: what it may include compiles
            controlled.add(here)
            own = min((file for room in (here, *allowed) for file in headers_of(house, room)), key=lambda file: (house.owner[file] is not here, len(house.text[file]), file))
            passes, said = compiles(command, directory, seen_as(house, own, folders_of(command, directory)))
            if not passes:
                faults.append(f"the control does not compile: {own} in {here.name}\n{said[:2000]}")
    return faults, asked, len(controlled)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    house = House(pathlib.Path(__file__).resolve().parents[2])
    found = commands(house, pathlib.Path(arguments[0]).resolve())
    faults = [f"{room.name} has no source in compile_commands.json" for room in house.rooms
              if room not in found and any(not file.endswith(HEADERS) for file in room.files)]  # of headers alone nothing is compiled
    more, looked = look_up(house, found)
    faults += more
    more, asked, controlled = ask_compiler(house, found)
    faults += more
    for fault in faults:
        print(fault)
    print(f"{looked} forbidden headers looked up, {asked} includes and {controlled} controls compiled, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
