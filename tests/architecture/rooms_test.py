#!/usr/bin/env python3
"""Does rooms.py find what it is there to find? Each test makes a small house in a temporary folder, breaks one rule and
looks for the words of that fault. The house as it begins has none."""

import contextlib
import io
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import forbidden_includes
import rooms
from house import House, circles, longest_function

HEAD = "# lives: {0}\n# may use: what it links\n#   and no more\n# never sees: the rest\n"
PAGE = f"# The house\n\n`engine/core/text.cpp: trimmed` cuts.\n\n{rooms.BEGIN}\n{rooms.END}\n"


class RoomsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.room("engine/core", "syn_core", "USES fmt::fmt")
        self.write("engine/core/text.hpp", "int trimmed();\n")
        self.write("engine/core/text.cpp", '#include "core/text.hpp"\nint trimmed() { return 1; }\n')
        self.room("engine/model/drug", "syn_drug", "USES syn_core")
        self.write("engine/model/drug/receptor.hpp", '#include "core/text.hpp"\n')
        self.room("app/state", "syn_state", "USES syn_drug")
        self.write("app/state/command.hpp", '#include "core/text.hpp"\n#include "model/drug/receptor.hpp"\n')
        self.room("app/stages", "syn_stages", "HIDES syn_state")
        self.write("app/stages/stage.hpp", '#include "shapes.hpp"\n')
        self.write("app/stages/shapes.hpp", "int shape;\n")
        self.write("app/stages/stage.cpp", '#include "app/state/command.hpp"\n')
        self.write("docs/architecture.md", PAGE)
        self.renew()

    def write(self, file, text):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def room(self, folder, name, links, head=HEAD):
        self.write(f"{folder}/CMakeLists.txt", head.format(f"what {folder} is for") + f"syn_room({name} {links})\n")

    def renew(self):
        self.run_rooms("--draw", str(self.root / rooms.DRAWING), "--page", str(self.root / rooms.PAGE))

    def run_rooms(self, *arguments):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = rooms.main(["--root", str(self.root), *arguments])
        return code, said.getvalue()

    def finds(self, *words, renewed=True):
        """The check fails, and one fault has all these words. The page is renewed first, so that it is not the only one."""
        if renewed:
            self.renew()
        code, said = self.run_rooms()
        self.assertEqual(code, 1, said)
        faults = said.split("\n")
        self.assertTrue(any(all(word in fault for word in words) for fault in faults), f"no fault says {words}:\n{said}")

    def test_a_good_house_has_no_fault(self):
        self.assertEqual(self.run_rooms(), (0, "4 rooms, 0 faults\n"))

    def test_include_of_a_room_that_is_not_linked(self):
        self.write("engine/core/text.cpp", '// first\n#include "model/drug/receptor.hpp"\n')
        self.finds("engine/core/text.cpp:2:", "syn_core includes", "syn_drug, which it does not link")

    def test_include_by_the_way_of_the_folder(self):
        self.write("engine/core/text.cpp", '#include "../model/drug/receptor.hpp"\n')
        self.finds("engine/core/text.cpp:1:", "syn_drug, which it does not link")

    def test_hidden_links_do_not_go_on(self):
        self.room("app/panels", "syn_panels", "USES syn_stages")
        self.write("app/panels/panel.hpp", '#include "app/stages/stage.hpp"\n#include "app/state/command.hpp"\n')
        self.finds("app/panels/panel.hpp:2:", "syn_state, which it does not link")

    def test_header_that_includes_what_is_hidden(self):
        self.write("app/stages/stage.hpp", '#include "shapes.hpp"\n#include "app/state/command.hpp"\n')
        self.finds("app/stages/stage.hpp:2:", "a header of syn_stages includes syn_state, which it HIDES")

    def test_link_that_only_a_source_needs(self):
        self.room("app/stages", "syn_stages", "USES syn_state")
        self.finds("app/stages/CMakeLists.txt:5:", "syn_stages USES syn_state, and no header of it does")

    def test_link_without_include(self):
        self.room("app/state", "syn_state", "\n  USES syn_drug\n  HIDES syn_core")
        self.write("app/state/command.hpp", '#include "model/drug/receptor.hpp"\n')
        self.finds("app/state/CMakeLists.txt:7:", "links syn_core and includes nothing")

    def test_circle_of_includes(self):
        self.room("engine/core", "syn_core", "USES syn_drug")
        self.write("engine/core/text.hpp", '#include "model/drug/receptor.hpp"\n')
        self.finds("circle of includes: syn_", "syn_core", "syn_drug")

    def test_circle_of_links(self):
        self.room("engine/core", "syn_core", "USES syn_state")
        self.finds("engine/", "CMakeLists.txt", "circle of links: syn_", "syn_state")

    def test_circle_is_told_once(self):
        class Thing:
            def __init__(self, name):
                self.name = name
        a, b, c = Thing("a"), Thing("b"), Thing("c")
        self.assertEqual(circles([(a, b), (b, c), (c, a)]), [[a, b, c, a]])
        self.assertEqual(circles([(a, b), (b, c), (a, c)]), [])

    def test_two_targets_in_one_folder(self):
        self.write("app/stages/main.cpp", "int main() {}\n")
        self.write("app/stages/CMakeLists.txt", HEAD.format("stages") + "set(SHAPES shapes.cpp)\nsyn_room(syn_stages SOURCES ${SHAPES} HIDES syn_state)\n"
                   "add_executable(program main.cpp)\ntarget_link_libraries(program PRIVATE syn_stages)\n")
        self.write("app/stages/shapes.cpp", '#include "shapes.hpp"\n')
        self.finds("app/stages/CMakeLists.txt:7:", "several targets in one folder: syn_stages, program")
        owner = House(self.root).owner
        self.assertEqual((owner["app/stages/main.cpp"].name, owner["app/stages/shapes.hpp"].name), ("program", "syn_stages"))

    def test_sources_outside_of_a_room(self):
        self.write("app/lost/found.cpp", "int found;\n")
        self.finds("app/lost/found.cpp:1:", "the folder app/lost has sources and is no room")

    def test_head_of_a_room(self):
        for head in ("", "# lives: here\n# may use: core\n", "# may use: a\n# lives: b\n# never sees: c\n", "# The room.\n" + HEAD,
                     "# lives:\n# may use: a\n# never sees: b\n"):
            self.room("app/state", "syn_state", "USES syn_drug", head)
            self.finds("app/state/CMakeLists.txt:1:", "does not say what the room is")

    def test_large_room(self):
        for number in range(rooms.MANY_UNITS + 1):
            self.write(f"engine/core/unit{number}.cpp", "int x;\n")
        self.finds("engine/core/CMakeLists.txt:1:", "16 units and does not say why")
        self.room("engine/core", "syn_core", "USES fmt::fmt", HEAD + "# large: small tools\n")
        self.renew()
        self.assertEqual(self.run_rooms()[0], 0)
        for number in range(rooms.MOST_UNITS):
            self.write(f"engine/core/unit{number}.cpp", "int x;\n")
        self.finds("engine/core/CMakeLists.txt:6:", "25 units")

    def test_long_unit(self):
        self.write("engine/core/text.cpp", "int x;\n" * rooms.MOST_LINES)
        self.finds("engine/core/text.cpp:1:", "the unit text has 641 lines")

    def test_page_and_drawing_of_yesterday(self):
        self.room("app/panels", "syn_panels", "USES syn_stages")
        self.write("app/panels/panel.hpp", '#include "app/stages/stage.hpp"\n')
        self.finds("docs/architecture.md:5:", "not those of today", renewed=False)
        self.finds("docs/architecture.svg:1:", "not the house of today", renewed=False)
        self.renew()
        self.assertEqual(self.run_rooms()[0], 0)

    def test_page_without_place(self):
        self.write("docs/architecture.md", "# The house\n")
        self.finds("docs/architecture.md:1:", "has no place for the rooms", renewed=False)
        (self.root / "docs/architecture.md").unlink()
        self.finds("docs/architecture.md:1:", "is missing", renewed=False)

    def test_names_on_the_page(self):
        self.write("docs/architecture.md", PAGE.replace("trimmed", "trim"))
        self.finds("docs/architecture.md:3:", "engine/core/text.cpp does not say trim")
        self.write("docs/architecture.md", PAGE.replace("text.cpp", "gone.cpp"))
        self.finds("docs/architecture.md:3:", "there is no file engine/core/gone.cpp")

    def test_paths_of_moved_files_are_renewed(self):
        (self.root / "engine/core/text.cpp").rename(self.root / "engine/model/drug/text.cpp")
        self.finds("docs/architecture.md:3:", "there is no file engine/core/text.cpp", renewed=False)
        self.renew()
        self.assertIn("`engine/model/drug/text.cpp: trimmed`", (self.root / rooms.PAGE).read_text(encoding="utf-8"))

    def test_floors_and_figures(self):
        house = House(self.root)
        self.assertEqual({room.label: floor for room, floor in house.floors().items()}, {"core": 1, "model/drug": 2, "app/state": 3, "app/stages": 4})
        figures = dict(rooms.figures(house))
        self.assertEqual((figures["rooms"], figures["units"], figures["floors"], figures["arrows between rooms"], figures["arrows between units"]), (4, 5, 4, 4, 5))
        self.write("engine/core/os_posix.cpp", "int a;\nint b;\n")
        figures = dict(rooms.figures(House(self.root)))
        self.assertEqual(figures["lines of product code"] - figures["without what is the system's"], 2)

    def test_longest_function(self):
        for lines, first, text in (
                (3, 2, "namespace a {\nint f(int x) {\n  if (x) { return 1; }\n}\n}\n"),
                (4, 1, "A::A(int x)\n    : a_{x}, b_(x) {\n  go();\n}\nint g() { return 0; }\n"),
                (3, 1, "auto f(int x) -> std::vector<int> {\n  return {};  // }\n}\n"),
                (3, 4, "const std::array kTable{\n  row(1),\n  row(2)};\nvoid f() const {\n  say(\"}\");\n}\n"),
                (2, 2, "struct A {\n  int f() const {\n    return 1; }\n  int b;\n};\n")):
            self.assertEqual(longest_function(text), (lines, first), text)

    def test_forbidden_includes_are_looked_up_by_every_door(self):
        (self.root / "doors").mkdir()
        os.symlink(self.root / "app", self.root / "doors/app")
        house = House(self.root)
        self.assertEqual(forbidden_includes.folders_of(["c++", "-Ia", "-isystem", "b", "-c", "x.cpp"], pathlib.Path("/r")), [pathlib.Path("/r/a"), pathlib.Path("/r/b")])
        self.assertEqual(forbidden_includes.seen_as(house, "app/state/command.hpp", [self.root / "doors"]), "app/state/command.hpp")
        self.assertIsNone(forbidden_includes.seen_as(house, "engine/core/text.hpp", [self.root / "doors"]))
        found = {room: (["c++", "-Idoors"], self.root) for room in house.rooms if room.name == "syn_drug"}
        faults, _ = forbidden_includes.look_up(house, found)
        self.assertEqual(len(faults), 2, faults)
        self.assertIn('syn_drug does not link syn_state and finds 1 of its headers: "app/state/command.hpp"', faults)

    def test_a_header_of_the_same_name_elsewhere_is_not_the_rooms(self):
        self.write("system/command.hpp", "int other;\n")
        self.assertIsNone(forbidden_includes.seen_as(House(self.root), "app/state/command.hpp", [self.root / "system"]))

    def test_the_compiler_is_asked(self):
        house = House(self.root)
        by_name, header = house.by_name, "app/state/command.hpp"
        found = {by_name["syn_core"]: (["c++", "-Iengine", "-c", "x.cpp", "-o", "x.o"], self.root),
                 by_name["syn_state"]: (["c++", "-I.", "-Iengine"], self.root), by_name["syn_drug"]: (["c++", "-I.", "-Iengine"], self.root)}
        old = forbidden_includes.TELLING
        self.addCleanup(setattr, forbidden_includes, "TELLING", old)
        forbidden_includes.TELLING = (("engine/core", header),)
        self.assertEqual(forbidden_includes.ask_compiler(house, found), ([], 1, 1))
        forbidden_includes.TELLING = (("engine/model", header), ("engine/core", "engine/gone"), ("app/state", "engine/core"))
        faults, asked, _ = forbidden_includes.ask_compiler(house, found)
        self.assertEqual(asked, 1)
        self.assertEqual(faults, [f'"{header}" compiles in syn_drug, which does not link syn_state',
                                  "there is no engine/core or no engine/gone: mend TELLING in tests/architecture/forbidden_includes.py",
                                  "syn_state links syn_core and so sees engine/core"])
        self.write("engine/core/text.hpp", "no C++\n")
        forbidden_includes.TELLING = (("engine/core", header),)
        house = House(self.root)
        faults, _, _ = forbidden_includes.ask_compiler(house, {house.by_name["syn_core"]: found[by_name["syn_core"]]})
        self.assertIn("the control does not compile", faults[0])


if __name__ == "__main__":
    unittest.main()
