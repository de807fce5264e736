#!/usr/bin/env python3
"""A student's hour with the real program: a real window, a real mouse, real keys (Xvfb and xdotool).

  ui_walkthrough.py PROGRAM FOLDER [--hands mouse|keyboard] [--locale en|sv] [--pace SECONDS] [--thorough] [--size WxH]

Every chapter is a thing that a student does; after each act its effect is looked for in the commands that the program
took (--record), in what stands on the screen (--report-controls) or in the files it wrote. Then every control of every
panel that was not used yet is used. FOLDER gets a picture of each chapter and unused.txt: the controls that were seen
and never used, which must be empty but for those of EXPLAINED. --pace waits so long after each act, for those who want
to look on. --thorough uses each of several alike (every hypothesis, every experiment), not one of them.

What a run says of time and of the processor is a report, never a verdict.
"""
import argparse
import os
import re
import shutil
import sys
import time
import traceback
from contextlib import contextmanager

sys.dont_write_bytecode = True  # the tree stays as it is
from live_window import Failed, Program, Screen  # noqa: E402

# Seen, and not used on purpose.
EXPLAINED = {
    r"files (/?.*\.\./|\.\.)": "the way out of the folder of the test",
    r"files restore_no": "the question after a crash is asked once, and its chapter answers yes",
    r"editor (bouton|vesicle|signal_\w+|astrocyte|spine|psd|ampa|nmda\w*|\w+)/(glutamate|synapse|synaptic vesicle|kinase|AMPA receptor|NMDA receptor)":
        "the words that belong to the thing looked up last: those of the first thing are used in their chapter",
}

# Several that are alike, and come and go as others are used: one of them speaks for all.
ALIKE = [
    (r"^(editor) \w+(/switch)?/reset$", r"\1 CHANGED/reset"),
    (r"^(editor) \w+/(when|from_h|hours)\b", r"\1 EXPERIMENT/\2"),
    (r"^(moments) .*", r"\1 MOMENT"),
]
# Unless the run is thorough, these too.
ALIKE_IN_SHORT = [
    (r"^(picture) .*", None),
    (r"\b(rapamycin|ampa_blocker|calcium_blocker|trkb_blocker|anti_bdnf|lithium|gsk3_knock_in|eef2k_knock_out|eef2k_inhibitor|"
     r"pi3k_inhibitor|mek_inhibitor|memantine|spine_erasure|acute_stressor)\b", "EXPERIMENT"),
    (r"\b(burst|rest_block|extrasynaptic|metabolite|habenula|trkb|opioid)\b/", "HYPOTHESIS/"),
]
# Rows of lists: their number and names come and go with the scenario.
ROWS = [
    (r"#\d+$", ""),
    (r"^(editor \d+)/(dose|session)/", r"editor N/\2/"),
    (r"^editor (list/|.*/)?list/.*", "editor list/THING"),
    (r"^(files) (/.*)/recent$", r"\1 RECENT"),
    (r"^(files) (.*\.toml)$", r"\1 FILE"),
    (r"^(timeline \w+_track)/\d+$", r"\1/MARKER"),
    (r"^editor ([a-z0-9]+(_[a-z0-9]+)*\.)+[a-z0-9_.]+/", "editor PARAMETER/"),
]

# What is typed into a field: the first that is taken. By the end of its name, else plain numbers.
TYPED = {
    "##moment": ["2 10:00", "1 08:30"],
    "time/from/typed": ["1"], "time/to/typed": ["30"], "values/from/typed": ["2"], "values/to/typed": ["38"],
    "seed/value/typed": ["12"],
    "weight/typed": ["82"],
    "search": ["ket"], "search/text": ["bdnf"],
}
NUMBERS = ["3", "1.5", "12", "0.4", "45", "130", "0.05", "600", "0.002", "-3"]


class Student:
    def __init__(self, arguments, screen, folder):
        self.a, self.screen, self.folder = arguments, screen, folder
        self.keyboard = arguments.hands == "keyboard"
        self.seen, self.used = {}, set()
        self.mute, self.number, self.acts = [], 0, 0
        self.desk = os.path.join(folder, "desk")  # where the student saves
        self.settings = os.path.join(folder, "settings")
        self.program = None
        self.began = time.monotonic()

    # --- the program

    def start(self, *options, name="hour"):
        self.program = Program(self.a.program, self.screen, self.folder, name, "--size", self.a.size, "--settings", self.settings,
                               *options, cwd=self.desk)
        self.program.pace = self.a.pace
        self.program.rest()
        return self.program

    def report(self):
        report = self.program.report()
        for thing in report.controls:
            key = self.key_of(thing.window, thing.path)
            if key and "text" not in thing.flags:
                self.seen.setdefault(key, thing)
                if "choice" in thing.flags:
                    for part in thing.parts:
                        self.seen.setdefault(self.key_of(part.window, part.path), part)
        return report

    def key_of(self, window, path):
        key = f"{window} {path}"
        for pattern, by in ROWS + ALIKE + ([] if self.a.thorough else ALIKE_IN_SHORT):
            if by is None:
                continue
            key = re.sub(pattern, by, key)
        return key

    def mark(self, thing, part=None):
        self.used.add(self.key_of(thing.window, thing.path))
        if part is not None and part < len(thing.parts):
            self.used.add(self.key_of(thing.window, thing.parts[part].path))

    def picture(self, words):
        self.number += 1
        self.program.rest()
        self.report()
        self.screen.picture(os.path.join(self.folder, f"{self.number:02d}-{words}.png"))

    # --- what an act must do

    @contextmanager
    def brings(self, *wanted):
        """The commands that the act must bring, by their beginnings."""
        before = len(self.program.record())
        yield
        self.acts += 1
        for start in wanted:
            self.program.wait(f'the command "{start}"', lambda: any(line.startswith(start) for line in self.program.record()[before:]), 20)
        self.report()

    @contextmanager
    def changes(self, what, value):
        """What `value` gives must be something else afterwards."""
        self.program.rest()  # what the act before brought stands on the screen
        before = value()
        yield
        self.acts += 1
        self.program.wait(what, lambda: value() != before, 20)
        self.report()

    def is_so(self, what, condition, patience=20):
        self.program.wait(what, condition, patience)
        self.report()

    # --- one control, by mouse or by keys alone

    def use(self, path, window=None, part=None, text=None, share=None):
        p = self.program
        thing = p.control(path, window)
        self.report()
        self.mark(thing, part)
        if self.keyboard:
            thing = p.tab_to(path, window)
            if part is not None:
                self.arrow_to(path, window, part)
            elif text is not None:
                self.type_over(text)
            elif share is not None:
                p.key("shift+Right" if share > 0.5 else "shift+Left")
            else:
                p.key("Return")
        elif part is not None:
            p.press(path, window, part)
        elif text is not None:
            p.press(path, window)
            self.type_over(text, entered=True)
        elif share is not None:
            thing = p.into_view(path, window)
            p.drag(thing.at(0.4), thing.at(share))
        else:
            p.press(path, window)

    def type_over(self, text, entered=False):
        p = self.program
        if not entered and "typing" not in (p.report().focus or p.report().controls[0]).flags:
            p.key("Return")
        p.key("ctrl+a")
        p.type(text)
        p.key("Return")

    def empty(self, path, window):
        if self.keyboard:
            self.program.tab_to(path, window)
            self.program.key("Return")
        else:
            self.program.press(path, window)
        self.program.key("ctrl+a", "BackSpace", "Return")

    def type_into_field(self, text, fresh=True):
        """The name in a dialog of files, which waits for it as soon as it is there, and Enter."""
        if fresh:
            self.is_so("the field to be ready", lambda: "typing" in self.program.control("typed", "files").flags)
        elif self.keyboard:
            self.program.tab_to("typed", "files")
            self.program.key("Return")
        if not self.keyboard:
            self.program.press("typed", "files")
        self.mark(self.program.control("typed", "files"))
        self.program.key("ctrl+a")
        self.program.type(text)
        self.program.key("Return")

    def arrow_to(self, path, window, part):
        """To a cell of a choice, with the arrows."""
        p = self.program
        for _ in range(20):
            thing = p.control(path, window)
            now = next((i for i, cell in enumerate(thing.parts) if "chosen" in cell.flags), 0)
            if now == part:
                return
            p.key("Right" if part > now else "Left")
        raise Failed(f"the arrows do not reach cell {part} of {path}")

    def chosen(self, path, window=None):
        thing = self.program.control(path, window)
        return next((i for i, cell in enumerate(thing.parts) if "chosen" in cell.flags), None)

    def tab(self, panel):
        """Opens a panel, by its word on the rail."""
        opened = f"set_panel {panel}"
        if next((line for line in reversed(self.program.record()) if line.startswith(("set_panel", "place_panels"))), "") != opened:
            with self.brings(opened):
                self.use(panel, "rail")
        self.is_so(f"the panel {panel}", lambda: self.program.report().find("close", "curves" if panel == "curves" else "editor"))

    def at_foot(self, path, key):
        """Done at the foot of the screen, or by its key where the foot has no room."""
        if self.program.report().find(path, "line") and not self.keyboard:
            self.use(path, "line")
        else:
            self.program.key(key)

    # --- all that was not used yet

    def body(self):
        """What is on screen, without where the focus is."""
        with open(self.program.report_file, encoding="utf-8") as file:
            lines = file.read().splitlines()
        return [re.sub(r"\b(focus|typing),?", "", line).rstrip(",-\t") for line in lines[1:] if "\tpicture\t" not in line] + lines[0].split("\t")[3:]

    def sweep(self, window, leave=()):
        """Uses what is left in the window, from top to bottom; what takes back comes last."""
        while True:
            left = []
            for thing in self.report().controls:
                key = self.key_of(thing.window, thing.path)
                if thing.window != window or "text" in thing.flags or any(re.fullmatch(pattern, thing.path) for pattern in leave):
                    continue
                parts = [i for i, part in enumerate(thing.parts) if self.key_of(part.window, part.path) not in self.used] if "choice" in thing.flags else []
                if key not in self.used or parts:
                    left.append((thing, parts))
            if not left:
                return
            late = ("reset", "remove", "reset_all", "reset_parameters")
            thing, parts = min(left, key=lambda one: (late.index(one[0].path.split("/")[-1]) + 1 if one[0].path.split("/")[-1] in late else 0))
            try:
                self.use_somehow(thing, parts)
            except Failed:
                again = self.program.report().find(thing.path, thing.window)
                gone = [part for part in thing.parts[len(again.parts):]] if again else []
                if again and not gone:
                    raise  # else it went with what the act before did: a value of the file, once another is chosen
                self.used.update(self.key_of(part.window, part.path) for part in gone)

    def use_somehow(self, thing, parts):
        p = self.program
        record, body = len(p.record()), self.body()
        part = None
        if "choice" in thing.flags:
            now = next((i for i, cell in enumerate(thing.parts) if "chosen" in cell.flags), None)
            part = next((i for i in parts if i != now), None)
            if part is None:  # only the chosen one is left: away from it and back
                part = parts[0] if parts else 0
                self.use(thing.path, thing.window, part=(part + 1) % len(thing.parts))
                record, body = len(p.record()), self.body()
                again = p.report().find(thing.path, thing.window)
                if again is None or part >= len(again.parts):
                    self.mark(thing, part)  # it goes when it is left: a value of the file, such as 0.2
                    return

        # The axes and points of a plot are told nowhere but in its picture.
        plots = []
        if thing.window == "curves" and "choice" not in thing.flags:
            if not self.keyboard:
                p.move_to(*p.into_view(thing.path, thing.window).middle)
            p.rest()
            plots = [(plot, self.screen.pixels(plot)) for plot in p.report().controls if "plot" in plot.flags and plot.seen]

        def answered():
            return (len(p.record()) > record or self.body() != body or
                    any(self.screen.pixels(plot) != before for plot, before in plots))

        if "plot" in thing.flags:
            self.mark(thing)
            if self.keyboard:
                p.tab_to(thing.path, thing.window)
                p.key("Right", "Right", "Return")
            else:
                thing = p.into_view(thing.path, thing.window)
                for share in (0.5, 0.8, 0.3):
                    p.click(thing.at(0.5)[0], thing.top + share * (thing.bottom - thing.top))
                    if len(p.record()) > record:
                        break
        elif "field" in thing.flags:
            ends = [values for end, values in TYPED.items() if thing.path.endswith(end)]
            for text in ends[-1] if ends else NUMBERS:
                self.use(thing.path, thing.window, text=text)
                if answered():
                    break
            if thing.path.endswith("search") or thing.path.endswith("search/text"):
                found = answered()
                self.empty(thing.path, thing.window)
                if found:
                    return
        elif "slider" in thing.flags:
            self.use(thing.path, thing.window, share=0.7)
            if not answered():
                self.use(thing.path, thing.window, share=0.2)
        else:
            self.use(thing.path, thing.window, part=part)
        self.acts += 1
        until = time.monotonic() + 4
        while not answered() and time.monotonic() < until:
            time.sleep(0.02)
        if not answered():
            self.mute.append(self.key_of(thing.window, thing.path) + (f"/{part}" if part is not None else ""))
        self.close_dialogs()

    def close_dialogs(self):
        for name in ("files", "help", "settings", "menu", "quit"):
            if self.program.report().has_window(name):
                self.report()
                self.program.key("Escape")
                self.is_so(f"{name} to close", lambda: not self.program.report().has_window(name))


# --- the chapters ------------------------------------------------------------------------------------------------


def opens_an_example(s):
    p = s.program
    s.picture("start")
    s.at_foot("open", "ctrl+o")
    s.is_so("the dialog", lambda: p.report().find("six-infusions.toml", "files"))
    s.is_so("the focus to be seen in it", lambda: p.report().focus is not None and p.report().focus.window == "files")
    s.picture("open")
    with s.brings("set_scenario"):
        s.use("six-infusions.toml", "files")
    s.is_so("the dialog to close", lambda: not p.report().has_window("files"))
    # And one by its name.
    p.key("ctrl+o")
    s.is_so("the field to be ready", lambda: "typing" in p.control("typed", "files").flags)
    with s.brings("set_scenario"):
        p.key("ctrl+a")
        p.type(os.path.join(s.desk, "mine.toml"))
        s.mark(p.control("typed", "files"))
        p.key("Return")
    # A name that is none: the reason is told, and nothing is lost.
    p.key("ctrl+o")
    s.is_so("the field to be ready", lambda: "typing" in p.control("typed", "files").flags)
    before = len(p.record())
    p.type("no-such-file")
    s.use("open_typed", "files")
    s.picture("open-wrong")
    if len(p.record()) != before:
        raise Failed("a file that is not there brought a command")
    s.use("close", "files")
    s.is_so("the dialog to close", lambda: not p.report().has_window("files"))


def looks_at_every_scale(s):
    p = s.program
    for key, name in (("2", "circuit"), ("4", "dendrite"), ("5", "synapse"), ("6", "receptor")):
        if p.report().stage == name:
            continue
        with s.brings(f"set_stage {name}"):
            if s.keyboard:
                p.key(key)
            else:
                s.use(name, "ladder")
        s.picture(f"scale-{name}")
    scene = p.control("scene", "picture")
    s.mark(scene)
    # With the wheel, or plus and minus, from the receptor outwards, and in again.
    if s.keyboard:
        p.tab_to("scene", "picture")
    for sign, start, end in ((-1, "receptor", "dendrite"), (1, "dendrite", "receptor")):
        p.rest()
        place = None
        for _ in range(60):
            report = p.report()
            if report.stage == end:
                break
            if place != (report.stage, report.viewpoint):
                p.rest()  # the camera travels
            place = (report.stage, report.viewpoint)
            if s.keyboard:
                p.key(*["plus" if sign > 0 else "minus"] * 3)
            else:
                p.wheel(*scene.middle, 3 * sign)
        if p.report().stage != end:
            raise Failed(f"zooming does not lead from {start} to {end}")
    p.rest()
    with s.brings("set_camera"):
        if s.keyboard:
            p.key("Left", "Up", "Right")
        else:
            x, y = scene.middle
            p.drag((x, y), (x + 90, y - 30))
    with s.brings("reset_camera"):
        p.key("Home")
    with s.brings("set_stage synapse"):
        p.key("5")
    p.rest()
    with s.brings("set_viewpoint signals"):
        s.use("viewpoint", "picture")
    s.picture("inside-the-spine")
    with s.brings("set_viewpoint usual"):
        p.key("BackSpace")
    p.rest()


def goes_to_moments(s):
    """Ketamine enters the pore, by one press; then on and back by the keys, and to the whole scene again."""
    p = s.program
    with s.brings("set_stage receptor"):
        p.key("6")
    p.rest()
    with s.brings("show_moment receptor.ketamine-enters"):
        s.use("receptor.ketamine-enters", "moments")
    p.rest()
    s.picture("ketamine-enters")
    with s.brings("show_moment receptor.gate-shuts"):
        p.key("n")
    with s.brings("show_moment receptor.ketamine-enters"):
        p.key("shift+n")
    p.rest()
    with s.brings("set_viewpoint usual"):
        s.use("viewpoint", "picture")
    with s.brings("set_stage synapse", "next_event -1"):
        p.key("5")
        p.rest()
        s.use("previous_event", "timeline")
    p.rest()


def lets_time_run(s):
    p = s.program
    for place, lens in enumerate(("ms", "s", "min", "h", "d", "wk")):
        if s.chosen("lens", "timeline") == place:
            continue
        with s.brings(f"set_lens {lens}"):
            s.use("lens", "timeline", part=place)
        p.rest()
    with s.brings("set_lens d"):
        p.key("bracketright")
    s.picture("lens")
    with s.brings("set_lens h"):
        p.key("bracketright")
    for path, command in (("next_event", "next_event 1"), ("step", "step 1"), ("step_back", "step -1"), ("previous_event", "next_event -1")):
        with s.brings(command):
            s.use(path, "timeline")
    for place in (0, 2, 1):
        with s.brings("set_speed"):
            s.use("speed", "timeline", part=place)
    with s.changes("the time", lambda: p.report().time_h), s.brings("play true"):
        s.use("play", "timeline")
    # The window is drawn out while the story plays.
    width, height = s.screen.width, s.screen.height
    for size in ((1000, 600), (width, height)):
        p.act("windowsize", p.window, *size)
        s.is_so("the window to follow", lambda: abs(max(w.right for w in p.report().windows) - size[0]) <= 1)
    s.is_so("the story to go on", lambda: p.report().playing)
    with s.brings("play false"):
        s.use("play", "timeline")
    with s.brings("play true", "play false"):
        p.key("k", "k")
    for key, command in (("Next", "next_event 1"), ("j", "step 1")):
        with s.brings(command):
            p.key(key)
    axis = p.control("axis", "timeline")
    s.mark(axis)
    with s.brings("step" if s.keyboard else "seek"):
        if s.keyboard:
            p.tab_to("axis", "timeline")
            p.key("Right")
        else:
            p.click(*axis.at(0.3))
    s.picture("time")


def moves_markers(s):
    p = s.program
    for path, command in (("add_dose", "add_dose"), ("add_session", "add_therapy")):
        with s.brings(command):
            s.use(path, "timeline")
    for track, kind in (("dose_track", "dose"), ("therapy_track", "therapy")):
        thing = p.control(track, "timeline")
        s.mark(thing)
        if s.keyboard:
            p.tab_to(track, "timeline")
            for _ in range(12):  # Tab goes from marker to marker; the last one has room
                if "chosen" in p.control(track, "timeline").parts[-1].flags:
                    break
                p.key("Tab")
            with s.brings(f"move_{kind}"):
                p.key("Right")
            with s.brings(f"move_{kind}"):
                p.key("shift+Right")
            with s.brings("seek"):
                p.key("Return")
        else:
            marker = thing.parts[-1]
            with s.brings(f"select {kind}", f"move_{kind}"):
                p.drag(marker.middle, (marker.middle[0] + 60, marker.middle[1]))
            x = thing.at(0.83)
            with s.brings(f"add_{kind}"):
                p.move_to(*x)
                p.act("click", "--repeat", 2, "--delay", 60, 1)

    def markers():
        report = p.report()
        return [len(report.find(track, "timeline").parts) for track in ("dose_track", "therapy_track")]
    with s.changes("the number of markers", markers):
        s.use("duplicate", "timeline")
    with s.changes("the number of markers", markers):
        s.use("remove", "timeline")
    s.picture("markers")
    def rows():  # the marker in front may stand where it stood, and no other be left
        return s.screen.pixels(p.report().find("therapy_track", "timeline"))
    for path in ("closer", "closer", "farther", "whole"):
        with s.changes(path, rows):
            s.use(path, "timeline")
    # With keys, whatever hand it is.
    with s.brings("add_dose"):
        p.key("a")
    with s.brings("remove_dose"):
        p.tab_to("dose_track", "timeline")
        p.key("Delete")
    with s.brings("add_therapy"):
        p.key("shift+a")
    p.key("ctrl+c")
    p.key("n")
    with s.brings("add_therapy"):
        p.key("ctrl+v")
    with s.brings("add_therapy"):
        p.key("ctrl+d")
    for path, key, was in (("undo", "ctrl+z", 0), ("redo", "ctrl+y", 0), ("undo", "ctrl+z", 0)):
        with s.changes(path, lambda: len(p.control("therapy_track", "timeline").parts)):
            s.at_foot(path, key)
    with s.changes("redo", lambda: len(p.control("therapy_track", "timeline").parts)):
        p.key("ctrl+y")


def edits_doses_and_sessions(s):
    p = s.program
    s.tab("dose")
    with s.brings("set_dose"):
        s.use("editor/per_kg/typed", "editor", text="0.7")
    with s.brings("set_patient"):
        s.use("weight/typed", "editor", text="82")
    s.sweep("editor", leave=(r"close", r"\d_.*"))
    s.picture("dose")
    for name in ("1_single_infusion", "3_spray_twice_weekly", "2_six_infusions", "4_kap_course"):
        with s.brings("apply_schedule"):
            s.use(name, "editor")
        s.sweep("editor", leave=(r"close", r"\d_.*"))  # what this plan has of its own
    s.picture("schedule")
    s.use("editor/route", "editor", part=5)
    with s.brings("set_dose"):
        s.use("editor/swallowed", "editor")
    s.tab("therapy")
    s.sweep("editor", leave=(r"close",))
    with s.changes("undo", lambda: s.body()):
        p.key("ctrl+z")
    with s.brings("set_model"):
        s.use("coupling/track", "editor", share=0.0)
    s.picture("therapy")


def changes_the_person(s):
    s.tab("person")
    s.picture("person")
    conditions = ("trd", "anxiety", "social_anxiety", "ptsd", "alcohol", "opioid", "smoking", "pain_crps", "pain_mixed")
    for place, name in list(enumerate(conditions))[1:] + [(0, conditions[0])]:
        with s.brings(f"set_condition {name}"):
            s.use("condition/value", "editor", part=place)
        s.picture(f"person-{name}")
    s.sweep("editor", leave=(r"close",))
    s.picture("person-changed")


def tries_ideas(s):
    s.tab("lab")
    s.picture("lab")
    with s.brings("set_model"):
        s.program.key("h")
    s.sweep("editor", leave=(r"close",))
    # An experiment with a time and a length of its own.
    def of(name):
        return [thing.path for thing in s.program.report().controls if re.fullmatch(f"rapamycin/{name}", thing.path)]
    if not of("when"):
        s.use(of(r"switch(/\w+)?")[-1], "editor")
        s.is_so("its time", lambda: of("when"))
    if not of("from_h/track"):
        s.use("rapamycin/when", "editor", part=1)
        s.is_so("its own window", lambda: of("from_h/track"))
    s.sweep("editor", leave=(r"close", r"reset_all"))
    s.picture("lab-changed")


def changes_a_number(s):
    s.tab("parameters")
    s.picture("numbers")
    p = s.program
    with s.changes("the list", s.body):
        s.use("search/text", "editor", text="bdnf")
    s.sweep("editor", leave=(r"close",))
    s.picture("numbers-changed")
    s.empty("search/text", "editor")


def reads_the_curves(s):
    p = s.program
    s.tab("curves")
    with s.brings("set_pin"):
        p.key("c")
    for place, name in enumerate(("drug", "circuit", "cell", "symptoms", "safety")):
        if s.chosen("tab", "curves") != place:
            with s.brings(f"set_curve_tab {name}"):
                s.use("tab", "curves", part=place)
        for below in range(5):
            s.use("below", "curves", part=below)
            s.is_so("the section", lambda: s.chosen("below", "curves") == below)
            if below == 3 and place == 0:
                for end, text in (("from", "2"), ("to", "90")):
                    s.use(f"values/{end}/typed", "curves", text=text)
                    s.is_so("a way back from it", lambda: p.report().find("reset", "curves"))
                    s.use("reset", "curves")
                    s.is_so("the usual axes", lambda: not p.report().find("reset", "curves"))
                s.sweep("curves", leave=(r"below", r"tab", r"close"))
            if below == 4 and name == "symptoms":
                for path, end in (("csv", ".csv"), ("svg", ".svg")):
                    with s.changes(path, lambda: len([f for f in os.listdir(s.desk) if f.endswith(end)])):
                        s.use(path, "curves")
        s.picture(f"curves-{name}")
        for plot in [thing for thing in p.report().controls if "plot" in thing.flags and s.key_of(thing.window, thing.path) not in s.used]:
            s.use_somehow(plot, [])
    plot = p.wait("a plot", lambda: next((thing for thing in p.report().controls if "plot" in thing.flags), None), 20)
    if s.keyboard:
        p.tab_to(plot.path, "curves")
        with s.brings("seek"):
            p.key("Right", "Right", "Return")
        p.key("plus")
    else:
        with s.brings("seek"):
            p.click(*plot.at(0.6))
        p.wheel(*plot.at(0.6), 2)
    s.mark(plot)
    s.picture("curves-zoomed")
    s.use("below", "curves", part=0)
    s.sweep("curves", leave=(r"below", r"tab", r"close"))
    s.use("below", "curves", part=1)
    s.sweep("curves", leave=(r"below", r"tab", r"close"))
    s.picture("curves-compared")
    with s.changes("the table", lambda: len([f for f in os.listdir(s.desk) if f.startswith("synaptoscope") and f.endswith(".csv")])):
        p.key("ctrl+e")


def looks_things_up(s):
    p = s.program
    p.key("5")
    p.rest()
    # Points at a label of the picture, and asks what it is.
    label = p.wait("a label of the picture", lambda: next((thing for thing in p.report().loose if thing.window == "picture"), None), 20)
    p.move_to(*label.middle)
    p.key("i")
    s.is_so("the inspector to come", lambda: p.report().find("page", "editor") and s.chosen("page", "editor") == 0)
    s.picture("inspector")
    first = [thing.path for thing in p.report().controls if thing.window == "editor"]
    p.move_to(label.middle[0], s.screen.height - 8)
    p.key("i")
    s.is_so("the next thing", lambda: [thing.path for thing in p.report().controls if thing.window == "editor"] != first)
    p.key("s")
    s.is_so("the sources", lambda: s.chosen("page", "editor") == 2)
    s.picture("sources")
    p.key("g")
    s.is_so("the glossary", lambda: s.chosen("page", "editor") == 1)
    s.picture("glossary")
    s.sweep("editor", leave=(r"close", r"page"))
    for page in (0, 2, 1, 0):
        s.use("page", "editor", part=page)
        s.is_so("the page", lambda: s.chosen("page", "editor") == page)
        s.sweep("editor", leave=(r"close", r"page"))
    others = [thing.path for thing in p.report().controls if re.search(r"(^|/)list/", thing.path) and thing.window == "editor"]
    if others:
        with s.changes("the thing", s.body):
            s.use(others[0], "editor")


def reads_in_words(s):
    p = s.program
    s.tab("words")
    s.picture("words")
    s.use("copy", "editor")
    with s.changes("the transcript", lambda: len([f for f in os.listdir(s.desk) if f.endswith(".txt")])):
        s.use("transcript", "editor")
    s.tab("dose")
    with s.changes("the picture", lambda: len([f for f in os.listdir(s.desk) if f.endswith(".png")])):
        p.key("F12")


def saves_and_shares(s):
    p = s.program
    with s.brings("add_dose"):
        p.key("a")
    title = p.xdotool("getwindowname", p.window)
    if not title.startswith("*"):
        raise Failed("the title does not say that something is unsaved: " + title)
    p.key("ctrl+s")  # it has a file: mine.toml
    s.is_so("the file to be written", lambda: not p.xdotool("getwindowname", p.window).startswith("*"))
    s.at_foot("save", "ctrl+shift+s")
    s.is_so("the dialog", lambda: p.report().find("save_typed", "files"))
    s.picture("save")
    s.use("share", "files")
    s.type_into_field(os.path.join(s.desk, "second"), fresh=False)
    s.is_so("the second file", lambda: os.path.exists(os.path.join(s.desk, "second.toml")))
    # Over a file that is there: asked first.
    p.key("ctrl+shift+s")
    s.is_so("the dialog", lambda: p.report().find("save_typed", "files"))
    s.type_into_field(os.path.join(s.desk, "mine"))
    s.picture("save-over")
    s.is_so("the question", lambda: p.report().has_window("files"))
    before = os.path.getmtime(os.path.join(s.desk, "mine.toml"))
    s.use("close", "files")  # the other answer: no
    s.use("save_typed", "files")
    s.use("save_typed", "files")
    s.is_so("the file to be written over", lambda: os.path.getmtime(os.path.join(s.desk, "mine.toml")) > before)
    s.is_so("the dialog to close", lambda: not p.report().has_window("files"))
    # The scenario as a text, copied here and pasted there, over something unsaved.
    p.key("ctrl+shift+c")
    with s.brings("add_dose"):
        p.key("a")
    for answer in ("stay", "open_anyway", "save_first"):
        p.key("ctrl+o")
        s.is_so("the field to be ready", lambda: "typing" in p.control("typed", "files").flags)
        p.key("ctrl+a", "ctrl+v", "Return")
        s.is_so("the question", lambda: p.report().find("stay", "files"))
        s.picture(f"unsaved-{answer}") if answer == "stay" else None
        if answer == "stay":
            s.use("stay", "files")
        elif answer == "open_anyway":
            with s.brings("set_scenario"):
                s.use("open_anyway", "files")
            with s.brings("add_dose"):
                p.key("a")
        else:
            s.use("save_first", "files")
            s.is_so("a name to be asked for", lambda: p.report().find("save_typed", "files"))
            with s.brings("set_scenario"):
                s.type_into_field(os.path.join(s.desk, "third"))
        s.is_so("the dialog to close", lambda: not p.report().has_window("files"))
    if not os.path.exists(os.path.join(s.desk, "third.toml")):
        raise Failed("saved first, and no file is there")
    # The recent ones.
    p.key("ctrl+o")
    s.is_so("the recent files", lambda: [t for t in p.report().controls if t.path.endswith("/recent")])
    recent = [t for t in p.report().controls if t.path.endswith("/recent")]
    s.picture("recent")
    s.use(recent[-1].path, "files")
    s.is_so("the dialog to close", lambda: not p.report().has_window("files"))
    s.is_so("that file in the title", lambda: recent[-1].path.removesuffix("/recent") in p.xdotool("getwindowname", p.window))


def sets_the_program_up(s):
    p = s.program
    other = 1 if s.a.locale == "en" else 0
    p.key("ctrl+comma")
    s.is_so("the settings", lambda: p.report().find("language", "settings"))
    s.picture("settings")
    for path, command in (("language", "set_locale"), ("theme", "set_theme"), ("palette", "set_palette")):
        for part in (1, 0) if s.chosen(path, "settings") == 0 else (0, 1):
            with s.brings(command):
                s.use(path, "settings", part=part)
            if path == "theme" and part == 1:
                s.picture("settings-light")
            if path == "palette" and part == 1:
                s.picture("settings-high-contrast")
    for path, count in (("larger", 2), ("smaller", 2)):
        for _ in range(count):
            with s.brings("set_text_scale"):
                s.use(path, "settings")
    for part in (3, 2, 1):
        with s.brings("set_quality"):
            s.use("quality", "settings", part=part)
    s.use("quality", "settings", part=0)
    s.use("quality", "settings", part=1)
    for path, command in (("motion", "set_reduced_motion"), ("letters", "set_letter_keys")):
        with s.brings(command):
            s.use(path, "settings")
    s.use("close", "settings")
    s.is_so("the settings to close", lambda: not p.report().has_window("settings"))
    # Letter keys are off now: t does nothing.
    before = len(p.record())
    p.key("t")
    if len(p.record()) != before:
        raise Failed("letter keys are off, and t did something")
    p.key("ctrl+comma")
    for path in ("letters", "motion"):
        with s.changes(path, lambda: len(p.record())):
            s.use(path, "settings")
    p.key("Escape")
    text = open(os.path.join(s.settings, "settings.toml"), encoding="utf-8").read()
    for line in ('quality = "low"', "letter_keys = true", "reduced_motion = false"):
        if line not in text:
            raise Failed(f"the settings do not hold {line}:\n{text}")
    # The foot has the language, too, where its sentence leaves room.
    at_foot = p.report().find("language", "line") is not None
    for part in ((1, 0) if s.chosen("language", "line") == 0 else (0, 1)) if at_foot else ():
        with s.brings("set_locale"):
            s.use("language", "line", part=part)

    def text(path):
        p.key("ctrl+comma")
        for _ in range(10):
            with s.brings("set_text_scale"):
                s.use(path, "settings")
        p.key("Escape")
        s.is_so("the settings to close", lambda: not p.report().has_window("settings"))
    # Large text: the panels come from the foot, and an open one has the way to the others.
    s.tab("dose")
    s.use("close", "editor")
    s.is_so("the panel to fold away", lambda: not p.report().find("close", "editor"))
    text("larger")
    s.picture("text-200")
    with s.brings("set_panel"):
        s.use("panels", "line")
    if p.report().find("read", "caption"):
        s.use("read", "caption")
        p.key("Down")
    for path in ("tab/next", "tab/before"):
        with s.changes("the panel", s.body):
            s.use(path, "editor")
    text("smaller")
    for key, command in (("l", "set_locale"), ("l", "set_locale"), ("t", "set_theme"), ("t", "set_theme"), ("m", "set_reduced_motion"), ("m", "set_reduced_motion")):
        with s.brings(command):
            p.key(key)
    return other


def asks_for_help(s):
    p = s.program
    s.at_foot("help", "F1")
    s.is_so("the help", lambda: p.report().has_window("help"))
    s.picture("help")
    p.key("Next", "Prior")
    with s.brings("set_letter_keys"):
        s.use("letters", "help")
    with s.brings("set_letter_keys"):
        s.use("letters", "help")
    s.use("settings", "help")
    s.is_so("the settings", lambda: p.report().has_window("settings"))
    p.key("Escape")
    p.key("question")
    s.use("close", "help")
    s.is_so("the help to close", lambda: not p.report().has_window("help"))
    # Nobody manages windows here, so the window may or may not grow: it must stay usable.
    p.key("F11")
    p.rest()
    s.picture("full-screen")
    p.key("F11")
    p.rest()
    with s.brings("show_moment"):
        p.key("n")


def uses_the_menu(s):
    """Every line of the menu once; what toggles, twice."""
    p = s.program

    def opened():
        s.close_dialogs()
        s.at_foot("menu", "F10")
        s.is_so("the menu", lambda: p.report().has_window("menu"))
        return [thing.path for thing in p.report().controls if thing.window == "menu"]

    p.key("ctrl+z")  # so that there is something to redo
    lines = opened()
    s.picture("menu")
    s.use("close", "menu")
    s.is_so("the menu to close", lambda: not p.report().has_window("menu"))
    twice = [line for line in lines if re.search(r"language|theme|reduced_motion|full_screen|compare", line)]
    for line in [line for line in lines if line != "close"] + twice:
        opened()
        s.use(line, "menu")
        s.is_so("the menu to close", lambda: not p.report().has_window("menu"))
        p.rest()
        s.close_dialogs()
        for _ in range(2):  # out of a lecture
            if not p.report().find("dose", "rail"):
                p.key("Escape")
                p.rest()
        s.is_so(f"the picture with its panels after {line}", lambda: p.report().find("dose", "rail"))
    folder = s.desk
    pages = [name for name in os.listdir(folder) if name.endswith(".html")]
    if not pages:
        raise Failed("no page to print was made")


def uses_what_is_left(s):
    p = s.program
    s.close_dialogs()
    p.key("Escape")
    for panel in ("dose", "therapy", "person", "lab", "parameters", "inspector", "words"):
        s.tab(panel)
        s.sweep("editor", leave=(r"close",))
    s.tab("curves")
    s.sweep("curves", leave=(r"close",))
    # Large, and folded away again.
    with s.brings("place_panels large"):
        p.key("e")
    s.picture("curves-large")
    with s.brings("place_panels folded"):
        p.key("e")
    s.tab("curves")
    with s.brings("place_panels folded"):
        s.use("close", "curves")
    with s.brings("set_panel"):
        p.key("r")
    with s.brings("place_panels folded"):
        p.key("r")
    for window in ("line", "timeline", "ladder", "rail"):
        s.sweep(window)


def is_killed(s):
    """kill -9 in the middle; what was not saved comes back, and the screen shows it."""
    p = s.program
    s.tab("therapy")
    with s.brings("set_model"):
        s.use("coupling/typed", "editor", text="1.7")
    unsaved = os.path.join(s.settings, "unsaved-1.toml")
    s.is_so("the work to be kept", lambda: os.path.exists(unsaved) and "1.7" in open(unsaved, encoding="utf-8").read(), 60)
    s.picture("before-the-kill")
    markers = len(p.control("therapy_track", "timeline").parts)
    p.kill()
    p = s.start(name="after")
    s.is_so("the question", lambda: p.report().find("restore_yes", "files"))
    s.is_so("the focus to be seen", lambda: p.report().focus is not None and p.report().focus.path == "restore_yes")
    s.picture("after-the-kill")
    with s.brings("set_scenario"):
        s.use("restore_yes", "files")
    if not any("1.7" in line for line in p.record() if line.startswith("set_scenario")):
        raise Failed("what came back is not what was there")
    s.is_so("the markers to be back", lambda: len(p.control("therapy_track", "timeline").parts) == markers)
    s.picture("given-back")


def rests(s):
    p = s.program
    p.rest()
    time.sleep(1.0)
    shares = [("after its start and some input", p.cpu_share(10))]
    p.key("k")
    time.sleep(2)
    p.key("k")
    p.rest()
    time.sleep(1.0)
    shares.append(("after playing", p.cpu_share(10)))
    p.key("F1")
    p.rest()
    shares.append(("with the help page open", p.cpu_share(10)))
    p.key("Escape")
    for words, share in shares:
        print(f"idle {words}: {100 * share:.1f} % of one core")
        if share > 0.10:
            raise Failed(f"idle {words}, and still {100 * share:.0f} % of one core")


def quits(s):
    p = s.program
    p.key("ctrl+q")
    s.is_so("the question", lambda: p.report().has_window("quit"))
    s.picture("quit")
    s.use("quit_no", "quit")
    s.is_so("the program to stay", lambda: not p.report().has_window("quit"))
    p.key("ctrl+q")
    s.is_so("the question", lambda: p.report().has_window("quit"))
    way = "quit_yes"
    if p.report().find("quit_save", "quit") and s.desk in p.xdotool("getwindowname", p.window):
        way = "quit_save"  # it has a file, so it is saved there and ends
    elif p.report().find("quit_save", "quit"):
        s.use("quit_save", "quit")
        s.is_so("a name to be asked for", lambda: p.report().find("save_typed", "files"))
        p.key("Escape")
        p.key("ctrl+q")
        s.is_so("the question", lambda: p.report().has_window("quit"))
    s.mark(p.control(way, "quit"))
    if s.keyboard:
        p.tab_to(way, "quit")
        p.xdotool("key", "--delay", 30, "Return")
    else:
        x, y = p.control(way, "quit").middle
        p.xdotool("mousemove", round(x), round(y), "click", 1)
    if p.ended() != 0:
        raise Failed(f"it ended with {p.process.returncode}")
    left = [name for name in os.listdir(s.settings) if name.startswith("unsaved")]
    if left:
        raise Failed(f"after a clean end there is still {left}")


CHAPTERS = [opens_an_example, looks_at_every_scale, goes_to_moments, lets_time_run, moves_markers, edits_doses_and_sessions, changes_the_person, tries_ideas,
            changes_a_number, reads_the_curves, looks_things_up, reads_in_words, saves_and_shares, sets_the_program_up, asks_for_help, uses_the_menu,
            uses_what_is_left, is_killed, rests, quits]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--hands", choices=["mouse", "keyboard"], default="mouse")
    parser.add_argument("--locale", choices=["en", "sv"], default="en")
    parser.add_argument("--pace", type=float, default=0.0, help="seconds to wait after each act")
    parser.add_argument("--thorough", action="store_true", help="each of several alike, not one of them")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--only", default="", help="chapters whose name contains this, for work on the script")
    a = parser.parse_args()
    a.program = os.path.abspath(a.program)
    folder = os.path.abspath(a.folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "desk"))
    width, height = (int(part) for part in a.size.split("x"))
    screen = Screen(folder, width, height)
    student = Student(a, screen, folder)
    failed = None
    try:
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "assets", "scenarios", "one-infusion-cbt.toml")
        shutil.copy(source, os.path.join(student.desk, "mine.toml"))
        student.start("--locale", a.locale, "--quality", "low")
        for chapter in CHAPTERS:
            if a.only and not any(part in chapter.__name__ for part in a.only.split(",")) and chapter is not quits:
                continue
            began, acts = time.monotonic(), student.acts
            chapter(student)
            print(f"{chapter.__name__.replace('_', ' ')}: {student.acts - acts} acts, {time.monotonic() - began:.0f} s", flush=True)
    except Failed as error:
        failed = error
        where = next((f"line {frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
                      if frame.name == chapter.__name__), "")
        print(f"FAILED in {chapter.__name__} {where}: {error}", flush=True)
        try:
            screen.picture(os.path.join(folder, "failed.png"))
        except OSError:
            pass
    finally:
        if student.program:
            student.program.kill()
        screen.close()
        shutil.rmtree(screen.buffer, ignore_errors=True)
    unused = sorted(key for key in student.seen if key not in student.used and not any(re.fullmatch(why, key) for why in EXPLAINED))
    with open(os.path.join(folder, "unused.txt"), "w", encoding="utf-8") as file:
        file.writelines(key + "\n" for key in unused)
    print(f"{a.hands}, {a.locale}: {student.acts} acts, {len(student.seen)} controls and cells seen, {time.monotonic() - student.began:.0f} s")
    for key in student.mute:
        print(f"no answer from: {key}")
    if failed or a.only:
        return 1 if failed else 0
    for key in unused:
        print(f"never used: {key}")
    return 1 if unused or student.mute else 0


if __name__ == "__main__":
    sys.exit(main())
