#!/usr/bin/env python3
"""Is there one door to the operating system? What names a system stands in engine/os, in the sources made for one
(NAME_posix.cpp), and nowhere else: no header of a system, no question which one it is. And is there nothing in the sources
that the standard library of a browser's compiler lacks (libc++ 13, emscripten 3.1.6)?

Usage: one_door.py [ROOT]      finds, and then looks whether it would have found: a made-up offender of each kind
"""

import pathlib
import re
import sys
import tempfile

FOLDERS = ("engine", "app", "assets/bake")
WITH_PAGE = ("engine", "app")  # what a browser would run
DOOR = re.compile(r"engine/os/\w+_(posix|windows|web)\.cpp")
INCLUDE = re.compile(r"[ \t]*#[ \t]*include[ \t]*<([^>]+)>")
QUESTION = re.compile(r"[ \t]*#[ \t]*(?:if|ifdef|ifndef|elif)\b(.*)")
# Of C++ itself, and of libraries that are there on every system.
PLAIN = re.compile(r"[a-z_]+")
LIBRARIES = re.compile(r"(fmt|glad|glm|nlohmann|toml\+\+|tl|CLI|assimp|gemmi|benchmark)/.+|(backends/)?imgui\w*\.h|SDL\w*\.h|stb_\w+\.h|zlib\.h|hpdf\.h")
SYSTEMS_OWN = {"csignal"}  # plain to look at, and means something else on every system
SYSTEM = re.compile(r"\b(__linux\w*|linux|__unix\w*|unix|_WIN\w+|WIN32|__MINGW\w+|_MSC_VER|__CYGWIN__|__APPLE__|__MACH__|"
                    r"__EMSCRIPTEN\w*|EMSCRIPTEN|__wasm\w*|__ANDROID__|__\w*BSD__|__GLIBC__|_POSIX\w*)\b")
LACKING = {"std::jthread": "std::thread and an end of its own", "std::stop_": "StopToken of math/stop.hpp", "std::bit_cast": "syn::bit_cast of core/bits.hpp",
           "std::ranges::": "the same of <algorithm>", "std::views::": "a loop", "std::chars_format": "plain_number of core/number_text.hpp",
           "std::format(": "fmt::format", "std::source_location": "nothing", "std::condition_variable_any": "std::condition_variable"}
RIGHT = "\n    right: say what is needed in a header of engine/os, and do it in its source for each system"


def faults(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in (".hpp", ".h", ".inl", ".cpp", ".c") or DOOR.fullmatch(name):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                include, question = INCLUDE.match(line), QUESTION.match(line)
                header = include and include.group(1)
                if header and (header in SYSTEMS_OWN or not (PLAIN.fullmatch(header) or LIBRARIES.fullmatch(header))):
                    yield f"{name}:{number}: includes <{header}> of the system{RIGHT}"
                if question and SYSTEM.search(question.group(1)):
                    yield f"{name}:{number}: asks which system it is: {line.strip()}{RIGHT}"
                for lacking, instead in LACKING.items():
                    if lacking in line.partition("//")[0] and folder in WITH_PAGE:
                        yield f"{name}:{number}: not every library has {lacking.strip(':(')}; take {instead}"


OFFENDERS = ("#include <unistd.h>", "#include <sys/stat.h>", "  # include <windows.h>", "#include <emscripten.h>", "#include <csignal>",
             "#ifdef __linux__", "#if !defined(_WIN32)", "#elif defined(__APPLE__) && 1", "#ifndef __EMSCRIPTEN__",
             "std::jthread thread_;", "  std::ranges::sort(all);", "const auto x = std::bit_cast<int>(y);")
INNOCENT = "#include <vector>\n#include <fmt/format.h>\n#include <SDL.h>\n#include <imgui_internal.h>\n// unlike <unistd.h> or std::jthread\n" \
           "#ifdef GL_PROGRAM_POINT_SIZE\n#endif\n"


def blind():
    """What this script overlooks, or takes for a fault."""
    for text in OFFENDERS + (INNOCENT,):
        for file, door in (("app/desktop/loop.cpp", False), ("engine/os/files.hpp", False), ("engine/os/files.cpp", False),
                           ("engine/core/files_posix.cpp", False), ("engine/os/files_posix.cpp", True)):
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, file)
                path.parent.mkdir(parents=True)
                path.write_text(text + "\n", encoding="utf-8")
                found, wanted = len(list(faults(pathlib.Path(folder)))), 0 if door or text == INNOCENT else 1
            if found != wanted:
                yield f"{text!r} in {file}: {found} faults found, and there is {wanted}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    found = list(faults(root))
    for fault in found:
        print(fault)
    unseen = list(blind())
    for one in unseen:
        print("one_door.py itself is wrong: " + one)
    return 1 if found or unseen else 0


if __name__ == "__main__":
    sys.exit(main())
