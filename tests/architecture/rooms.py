#!/usr/bin/env python3
"""Does the house stand as CONTRIBUTING.md says? A folder is a room is a target; no room includes what it does not link.

Usage: rooms.py                    checks everything, also that docs/architecture.md and its drawing are those of today
       rooms.py --figures          counts
       rooms.py --draw FILE.svg    draws the rooms
       rooms.py --page FILE.md     renews the table of the rooms, and the paths of files that were moved
       --root FOLDER               another tree than this one
"""

import argparse
import collections
import pathlib
import re
import sys

sys.dont_write_bytecode = True  # leaves nothing in the source tree
import drawing
from house import HEADERS, NOTES, House, circles, longest_function

MOST_UNITS, MANY_UNITS, MOST_LINES = 24, 14, 640
PAGE, DRAWING = "docs/architecture.md", "docs/architecture.svg"
BEGIN, END = "<!-- rooms: begin -->", "<!-- rooms: end -->"
RENEW = f"renew it: python3 tests/architecture/rooms.py --draw {DRAWING} --page {PAGE}"
NAMED = re.compile(r"`([\w./-]+\.\w+): ([\w:~.]+)`")  # a place in the code as the page writes it: `file: name`

Fault = collections.namedtuple("Fault", "file line what right")


def check_includes(house):
    for (here, there), includes in house.arrows.items():
        if there not in house.reach(here):
            for include in includes:
                yield Fault(include.file, include.line, f'{here.name} includes "{include.path}" of {there.name}, which it does not link',
                            f"do without it, or add {there.name} to the links in {here.cmake}")
        for include in includes:
            if there in house.reach(here) - house.reach(here, hidden=False) and include.file.endswith(HEADERS):
                yield Fault(include.file, include.line, f"a header of {here.name} includes {there.name}, which it HIDES from those who link it",
                            f"USES {there.name}, or the include in the source alone")
    for room in house.rooms:
        for other, word in house.links(room).items():
            includes = house.arrows.get((room, other))
            if not includes:
                yield Fault(room.cmake, word.line, f"{room.name} links {other.name} and includes nothing of it", f"take {other.name} out")
            elif word in room.uses and not any(include.file.endswith(HEADERS) for include in includes):
                yield Fault(room.cmake, word.line, f"{room.name} USES {other.name}, and no header of it does", f"HIDES {other.name}")


def check_circles(house):
    for way in circles(house.arrows):
        first = house.arrows[way[0], way[1]][0]
        yield Fault(first.file, first.line, "a circle of includes: " + " -> ".join(room.name for room in way),
                    "move what both need to a room below them")
    links = {(room, other): word for room in house.rooms for other, word in house.links(room).items()}
    for way in circles(links):
        yield Fault(way[0].cmake, links[way[0], way[1]].line, "a circle of links: " + " -> ".join(room.name for room in way),
                    "move what both need to a room below them")


def check_folders(house):
    at = collections.defaultdict(list)
    for room in house.rooms:
        at[room.cmake].append(room)
    for cmake, rooms in at.items():
        if len(rooms) > 1:
            yield Fault(cmake, rooms[1].line, "several targets in one folder: " + ", ".join(room.name for room in rooms),
                        "a folder is a room is a target: give each a folder of its own")
        if list(rooms[0].notes)[:3] != list(NOTES[:3]) or not all(rooms[0].notes[note] for note in NOTES[:3]):
            yield Fault(cmake, 1, "does not say what the room is", "begin with three comments: # lives: ..., # may use: ..., # never sees: ...")
    homeless = collections.defaultdict(list)
    for file in house.homeless:
        homeless[str(pathlib.PurePosixPath(file).parent)].append(file)
    for folder, files in homeless.items():
        yield Fault(files[0], 1, f"the folder {folder} has sources and is no room", "a CMakeLists.txt with a syn_room, or move the files")


def check_sizes(house):
    for room in house.rooms:
        units = room.units()
        if len(units) > MOST_UNITS:
            yield Fault(room.cmake, room.line, f"{room.name} has {len(units)} units", f"at most {MOST_UNITS}: make two rooms of it")
        elif len(units) > MANY_UNITS and not room.notes.get("large"):
            yield Fault(room.cmake, 1, f"{room.name} has {len(units)} units and does not say why",
                        f"a comment # large: ... behind the other three, or at most {MANY_UNITS}")
        for stem, files in units.items():
            if house.lines(files) > MOST_LINES:
                yield Fault(files[0], 1, f"the unit {stem} has {house.lines(files)} lines", f"at most {MOST_LINES}: make two units of it")


def named_places(text):
    for number, line in enumerate(text.splitlines(), 1):
        for match in NAMED.finditer(line):
            yield number, match.group(1), match.group(2)


def says(text, name):
    return re.search(rf"(?<![\w:]){re.escape(name)}(?!\w)", text) is not None


def moved_to(house, file, name):
    """Where this name is said now: in a file that is still called so, or in one source alone. None if there is a choice."""
    found = [other for other in house.text if says(house.text[other], name)]
    called_so = [other for other in found if other.endswith("/" + file.rsplit("/", 1)[-1])]
    return next((each[0] for each in (called_so, found) if len(each) == 1), None)


def check_page(house):
    path = house.root / PAGE
    if not path.exists():
        yield Fault(PAGE, 1, "is missing", "write it, with the marks " + BEGIN + " and " + END)
        return
    text = path.read_text(encoding="utf-8")
    for number, file, name in named_places(text):
        place = house.root / file
        if not place.is_file():
            now = moved_to(house, file, name)
            yield Fault(PAGE, number, f"there is no file {file}", f"{name} is in {now} now; {RENEW}" if now else f"the file that has {name}")
        elif not says(place.read_text(encoding="utf-8"), name):
            yield Fault(PAGE, number, f"{file} does not say {name}", "the name that it has now, or the file that has it")
    if BEGIN not in text or END not in text:
        yield Fault(PAGE, 1, "has no place for the rooms", f"the lines {BEGIN} and {END}")
    elif with_table(text, table(house)) != text:
        yield Fault(PAGE, 1 + text[:text.index(BEGIN)].count("\n"), "the rooms are not those of today", RENEW)
    picture = house.root / DRAWING
    if not picture.exists() or picture.read_text(encoding="utf-8") != drawing.draw(house):
        yield Fault(DRAWING, 1, "is not the house of today", RENEW)


def table(house):
    floors = house.floors()
    rows = ["| floor | room | what lives there | units | lines, about | uses directly |", "|---:|---|---|---:|---:|---|"]
    for room in sorted(house.rooms, key=lambda room: (floors[room], room.label)):
        used = ", ".join(f"`{other.label}`" for other in house.used_by(room)) or "\u2013"
        rows.append(f"| {floors[room]} | `{room.label}` | {room.notes.get('lives', '')} | {len(room.units())} | {house.about_lines(room)} | {used} |")
    return "\n".join(rows)


def with_table(text, rows):
    return text[:text.index(BEGIN) + len(BEGIN)] + "\n" + rows + "\n" + text[text.index(END):]


def renew_page(house, path):
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        sys.exit(f"rooms: {path} has no lines {BEGIN} and {END}")
    for _, file, name in list(named_places(text)):
        now = None if (house.root / file).is_file() else moved_to(house, file, name)
        if now:
            text = text.replace(f"`{file}: {name}`", f"`{now}: {name}`")
    path.write_text(with_table(text, table(house)), encoding="utf-8")


def figures(house):
    files = list(house.text)
    units = [(house.lines(f), room.label + "/" + stem) for room in house.rooms for stem, f in room.units().items()]
    room = max(house.rooms, key=lambda room: len(room.units()))
    longest, first, where = max((*longest_function(text), file) for file, text in house.text.items())
    system = [file for file in files if file.startswith("app/platform/") or re.match(r"engine/core/os[_.]", file)]
    return [("rooms", len(house.rooms)), ("units", len(units)), ("floors", max(house.floors().values())),
            ("arrows between rooms", len(house.arrows)), ("arrows between units", len(house.unit_arrows())),
            ("largest room", f"{room.label} ({len(room.units())} units)"), ("largest unit", "{1} ({0} lines)".format(*max(units))),
            ("largest file", "{1} ({0} lines)".format(*max((house.lines([file]), file) for file in files))),
            ("longest function", f"{where}:{first} ({longest} lines)"), ("lines of product code", house.lines(files)),
            ("without what is the system's", house.lines(files) - house.lines(system))]


def faults_of(house):
    checks = (check_folders, check_includes, check_circles, check_sizes, check_page)
    return [fault for check in checks for fault in check(house)]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--draw", type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    job = parser.parse_args(arguments)
    house = House(job.root)
    if job.figures:
        for name, figure in figures(house):
            print(f"{name:28}  {figure}")
    if job.draw:
        job.draw.write_text(drawing.draw(house), encoding="utf-8")
    if job.page:
        renew_page(house, job.page)
    if job.figures or job.draw or job.page:
        return 0
    faults = faults_of(house)
    for fault in faults:
        print(f"{fault.file}:{fault.line}: {fault.what}\n    right: {fault.right}")
    print(f"{len(house.rooms)} rooms, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
