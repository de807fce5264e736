"""The house as it stands: rooms, their files, their links and their includes, read from every CMakeLists.txt and every
source below engine and app. Nothing is listed here, so nothing here has to be renewed when a room is added or moved.
"""

import collections
import pathlib
import re

PRODUCT = ("engine", "app")
SUFFIXES = (".hpp", ".h", ".inl", ".cpp", ".c")
HEADERS = (".hpp", ".h", ".inl")
NOTES = ("lives", "may use", "never sees", "large")  # in this order at the head of a room's CMakeLists.txt

Include = collections.namedtuple("Include", "file line path target")  # who, where, as written, the file that is meant


class Word(str):
    """A word of a CMakeLists.txt that knows its line."""
    line = 0


def words_of(text, line):
    out = []
    for match in re.finditer(r'"[^"]*"|[^\s"]+', text):
        word = Word(match.group().strip('"'))
        word.line = line + text.count("\n", 0, match.start())
        out.append(word)
    return out


def calls_of(text):
    """Every command of a CMakeLists.txt: (name, line, words). Comments go first: a bracket in one would be read as code."""
    text = re.sub(r'("[^"\n]*")|#[^\n]*', lambda match: match.group(1) or "", text)
    for match in re.finditer(r"^[ \t]*(\w+)[ \t]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text, re.MULTILINE):
        line = 1 + text.count("\n", 0, match.start(2))
        yield match.group(1), line, words_of(match.group(2), line)


def sections_of(words, names):
    """The words behind each of the keywords; those before the first stand under ""."""
    out, at = {name: [] for name in ("",) + names}, ""
    for word in words:
        if word in names:
            at = str(word)
        else:
            out[at].append(word)
    return out


class Room:
    def __init__(self, name, cmake, line):
        self.name, self.cmake, self.line = str(name), cmake, line
        self.folder = str(pathlib.PurePosixPath(cmake).parent)
        self.uses, self.hides, self.named, self.files, self.notes = [], [], [], [], {}
        self.label = self.folder.removeprefix("engine/")  # two targets in one folder are told apart by their names

    def units(self):
        """A unit is a header with its source: what has the same stem."""
        units = collections.defaultdict(list)
        for file in self.files:
            units[pathlib.PurePosixPath(file).stem].append(file)
        return units


def notes_of(text):
    """The comment at the head of a room's CMakeLists.txt, as {"lives": words, ...} in the order in which it stands there."""
    notes, at = {}, None
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        said = line.lstrip("#").strip()
        label = next((name for name in NOTES if said.startswith(name + ":")), None)
        if label:
            at, said = label, said[len(label) + 1:].strip()
        if at is None:
            break  # it begins with other words
        notes[at] = (notes.get(at, "") + " " + said).strip()
    return notes


class House:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.rooms, self.text, self.owner, self.homeless = [], {}, {}, []
        for part in PRODUCT:
            for path in sorted((self.root / part).rglob("*")):
                if path.is_file() and path.suffix in SUFFIXES:
                    self.text[self.name_of(path)] = path.read_text(encoding="utf-8")
            for path in sorted((self.root / part).rglob("CMakeLists.txt")):
                self.read_cmake(path)
        self.give_files()
        self.by_name = {room.name: room for room in self.rooms}
        self.includes = [include for file in self.text for include in self.includes_of(file)]
        self.arrows = collections.defaultdict(list)
        for include in self.includes:
            here, there = self.owner.get(include.file), self.owner.get(include.target)
            if here and there and here is not there:
                self.arrows[here, there].append(include)

    def name_of(self, path):
        return path.relative_to(self.root).as_posix()

    def read_cmake(self, path):
        text, lists, rooms = path.read_text(encoding="utf-8"), {}, {}
        for command, line, words in calls_of(text):
            if not words:
                continue
            if command == "set":
                lists[words[0]] = words[1:]
            elif command == "target_link_libraries" and words[0] in rooms:
                found = sections_of(words[1:], ("PUBLIC", "PRIVATE", "INTERFACE"))
                rooms[words[0]].uses += found["PUBLIC"] + found["INTERFACE"]
                rooms[words[0]].hides += found["PRIVATE"] + found[""]
            elif command in ("syn_room", "add_executable", "add_library") and not {"INTERFACE", "IMPORTED", "ALIAS"} & set(words):
                found = sections_of(words[1:], ("SOURCES", "USES", "HIDES"))
                room = rooms[words[0]] = Room(words[0], self.name_of(path), line)
                room.uses, room.hides, room.notes = found["USES"], found["HIDES"], notes_of(text)
                for word in found["SOURCES"] + found[""]:  # names, or a variable with names; of a glob nothing is known
                    variable = re.fullmatch(r"\$\{(\w+)\}", word)
                    room.named += [name for name in (lists.get(variable.group(1), []) if variable else [word]) if name.endswith((".cpp", ".c"))]
        self.rooms += rooms.values()

    def give_files(self):
        """A room has all files of its folder. Where targets share one, each has what it names, with the headers of the same
        stem, and the one that names nothing (it takes a glob) has the rest."""
        at = collections.defaultdict(list)
        for room in self.rooms:
            at[room.folder].append(room)
        for file in self.text:
            path = pathlib.PurePosixPath(file)
            rooms = at.get(str(path.parent), [])
            if not rooms:
                self.homeless.append(file)
                continue
            rest = next((room for room in rooms if not room.named), rooms[0])
            namers = [room for room in rooms if path.stem in {pathlib.PurePosixPath(name).stem for name in room.named}]
            self.owner[file] = namers[0] if namers and len(rooms) > 1 else rest
            self.owner[file].files.append(file)
        for rooms in at.values():
            for room in rooms if len(rooms) > 1 else []:
                room.label += ": " + room.name.removeprefix("syn_")

    def includes_of(self, file):
        folder = pathlib.PurePosixPath(file).parent
        for number, line in enumerate(self.text[file].splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if not match:
                continue
            for base in (str(folder), ".", *PRODUCT):  # as the compiler: beside the file first, then through a door
                meant = normal(f"{base}/{match.group(1)}")
                if meant in self.text:
                    yield Include(file, number, match.group(1), meant)
                    break

    def links(self, room):
        """The rooms that it links itself: {room: the word that says so}."""
        return {self.by_name[word]: word for word in room.uses + room.hides if word in self.by_name}

    def reach(self, room, hidden=True):
        """The rooms whose headers it can include: what it links, and what those link for everybody (USES, not HIDES).
        Without what it hides itself: those that whoever links it can include."""
        found, todo = set(), [other for other, word in self.links(room).items() if hidden or word in room.uses]
        while todo:
            other = todo.pop()
            if other not in found:
                found.add(other)
                todo += [self.by_name[word] for word in other.uses if word in self.by_name]
        return found

    def used_by(self, room):
        return sorted({there for here, there in self.arrows if here is room}, key=lambda other: other.label)

    def floors(self):
        """1 + the highest floor of what a room includes. A circle, which is a fault of its own, is cut where it closes."""
        floors = {}

        def floor(room, above):
            if room not in floors:
                below = [floor(other, above | {room}) for other in self.used_by(room) if other not in above | {room}]
                floors[room] = 1 + max(below, default=0)
            return floors[room]

        for room in self.rooms:
            floor(room, frozenset())
        return floors

    def lines(self, files):
        return sum(self.text[file].count("\n") for file in files)

    def about_lines(self, room):
        """Its lines as a round number (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, ...): for the page and the drawing, which
        must not be renewed whenever somebody adds a line."""
        steps = [step * 10 ** power // 10 for power in range(1, 6) for step in (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)]
        lines = max(1, self.lines(room.files))
        return min(steps, key=lambda step: max(step / lines, lines / step))

    def unit_arrows(self):
        unit = {file: (self.owner[file].name, pathlib.PurePosixPath(file).stem) for file in self.owner}
        return {(unit[i.file], unit[i.target]) for i in self.includes
                if i.file in unit and i.target in unit and unit[i.file] != unit[i.target]}


def normal(path):
    out = []
    for part in path.split("/"):
        if part == ".." and out:
            out.pop()
        elif part != ".":
            out.append(part)
    return "/".join(out)


def circles(edges):
    """The shortest way from each thing back to itself, each circle once. edges: pairs."""
    nexts = collections.defaultdict(list)
    for here, there in sorted(edges, key=lambda edge: (edge[0].name, edge[1].name)):
        nexts[here].append(there)
    seen, out = set(), []
    for start in list(nexts):
        ways = collections.deque([[start]])
        visited = set()
        while ways:
            way = ways.popleft()
            if start in nexts.get(way[-1], []):
                if frozenset(way) not in seen:
                    seen.add(frozenset(way))
                    out.append(way + [start])
                break
            for room in nexts.get(way[-1], []):
                if room not in visited:
                    visited.add(room)
                    ways.append(way + [room])
    return out


def bare(text):
    """Code without comments, texts and preprocessor lines, every line in its place."""
    pattern = r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#(?:\\\n|[^\n])*'
    return re.sub(pattern, lambda match: "\n" * match.group().count("\n"), text, flags=re.DOTALL | re.MULTILINE)


def longest_function(text):
    """(lines, first line) of the longest function. A brace opens one if a list of arguments stands before it and only
    namespaces and classes around it. Lines count from the head to the closing brace."""
    best, stack, head, head_line, line = (0, 0), [], "", 1, 1
    for char in bare(text):
        if char == "{":
            words = head.strip()
            inside = any(kind != "scope" for kind, _ in stack)
            members = re.search(r"\)[\w\s]*:(?!:)", words)
            if inside or words.endswith(("=", ",", "(")):
                kind = "data"
            elif members and re.search(r"[\w>]$", words):
                kind = "member"  # of a constructor's list: the body is still to come
            elif re.search(r"\)\s*(?:(?:const|noexcept|override|final|mutable|&+|->\s*[\w:<>,&* ]+)\s*)*$", words) or members:
                kind = "function"
            else:
                kind = "scope" if re.search(r"\b(namespace|class|struct|union|extern)\b", words) else "data"
            stack.append((kind, head_line))
            if kind in ("scope", "function"):
                head = ""
        elif char == "}" and stack:
            kind, first = stack.pop()
            if kind == "function":
                best = max(best, (line - first + 1, first), key=lambda found: found[0])
            if kind != "member":
                head = ""
        elif char == ";" and not any(kind == "function" for kind, _ in stack):
            head = ""
        elif not head.strip():
            head, head_line = char, line
        else:
            head += char
        line += char == "\n"
    return best
