#!/usr/bin/env python3
"""The window under rough hands: signals, a display that goes, sizes that no window has, a voice that does not want to end,
a display without OpenGL, a file that others write, held keys, Caps Lock, layouts without Latin letters.

  window_holds.py PROGRAM FOLDER [CHAPTER...]

Without chapters all of them; the exit code is 0 when everything holds.
"""
import os
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # the tree stays as it is
from live_window import Failed, Program, Screen  # noqa: E402

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "assets", "scenarios", "one-infusion-cbt.toml")
EVDEV = {"s": 39, "z": 52, "a": 38, "k": 45}  # key codes of X for places of the keyboard, whatever the layout


class Desk:
    """A folder of its own, a program in it, and tools that are not the system's."""

    def __init__(self, program, screen, folder, name):
        self.executable, self.screen, self.name = program, screen, name
        self.folder = os.path.join(folder, name)
        self.settings = os.path.join(self.folder, "settings")
        self.file = os.path.join(self.folder, "mine.toml")
        self.tools = os.path.join(self.folder, "tools")
        os.makedirs(self.tools)
        shutil.copy(SOURCE, self.file)
        self.runs = 0
        self.program = None

    def tool(self, name, text):
        path = os.path.join(self.tools, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)

    def start(self, *options, cwd=None):
        self.runs += 1
        old = os.environ["PATH"]
        os.environ["PATH"] = self.tools + ":" + old
        try:
            self.program = Program(self.executable, self.screen, self.folder, f"run-{self.runs}", "--settings", self.settings, "--quality", "low",
                                   "--size", "1366x768", *(options or ("--scenario", self.file)), cwd=cwd or self.folder)
        finally:
            os.environ["PATH"] = old
        return self.program

    def kept(self):
        path = os.path.join(self.settings, "unsaved-1.toml")
        return open(path, encoding="utf-8").read() if os.path.exists(path) else None

    def log(self):
        with open(os.path.join(self.folder, f"run-{self.runs}.log"), encoding="utf-8") as file:
            return file.read()

    def close(self):
        if self.program:
            self.program.kill()


def holds(condition, words):
    if not condition:
        raise Failed(words)


def count(program, start):
    return sum(1 for line in program.record() if line.startswith(start))


def ended_with(desk, code):
    holds(desk.program.ended() == code, f"it ended with {desk.program.process.returncode} and not {code}: {desk.log()}")


def ends_on_signals(desk):
    p = desk.start()
    p.rest()
    doses = open(desk.file, encoding="utf-8").read().count("[[dose]]")
    # The key and the signal at once: what was typed before it counts.
    p.xdotool("key", "a")
    p.process.send_signal(signal.SIGTERM)
    ended_with(desk, 143)
    holds(desk.kept() is not None and desk.kept().count("[[dose]]") == doses + 1, f"the last change is not kept: {desk.kept()}")

    # A dialog stands open (that which asks for the change of before), and a caption is spoken.
    desk.tool("spd-say", f"trap '' TERM\necho $$ >> {desk.folder}/voice.txt\nsleep 300\n")
    p = desk.start()
    p.rest()
    p.wait("the question", lambda: p.report().find("restore_yes", "files"))
    p.press("restore_yes", "files")
    p.wait("the change of before", lambda: count(p, "set_scenario") == 1)
    p.key("v")
    p.wait("the voice", lambda: os.path.exists(f"{desk.folder}/voice.txt"))
    p.key("F1")
    p.process.send_signal(signal.SIGINT)
    ended_with(desk, 130)
    holds(desk.kept() is not None and desk.kept().count("[[dose]]") == doses + 1, "the dialog's run lost the change")
    voice = int(open(f"{desk.folder}/voice.txt", encoding="utf-8").read().split()[0])
    holds(not alive(voice), "the voice outlived the program")

    # While many people are computed. (Nobody answers the question: what was left stays.)
    many = os.path.join(desk.folder, "many.toml")
    text = open(desk.file, encoding="utf-8").read()
    with open(many, "w", encoding="utf-8") as file:
        file.write(text.replace("population = 200", "population = 10000"))
    p = desk.start("--scenario", many)
    p.process.send_signal(signal.SIGHUP)
    ended_with(desk, 129)
    holds(desk.kept().count("[[dose]]") == doses + 1, "what was left is gone")


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def outlives_its_display(desk):
    screen = Screen(desk.folder, 1366, 768)
    desk.screen = screen
    p = desk.start()
    p.rest()
    p.key("a")
    p.wait("the dose", lambda: count(p, "add_dose") == 1)
    screen.server.send_signal(signal.SIGKILL)
    screen.server.wait()
    ended_with(desk, 3)
    holds(desk.kept() is not None, "what was unsaved went with the display")
    holds("display" in desk.log(), desk.log())


def holds_every_size(desk):
    p = desk.start()
    p.rest()
    for width, height in ((1, 1), (1, 700), (900, 1), (2, 2), (64, 48), (5000, 40), (300, 200), (1, 1)):
        start = p.report().frame
        p.xdotool("windowsize", p.window, width, height)
        p.wait(f"a frame of {width}x{height}", lambda: p.report().frame > start)
    for step in range(60):  # a storm
        p.xdotool("windowsize", p.window, 1 + 37 * step % 900, 1 + 53 * step % 600)
    p.key("F12")  # a picture of nothing, nearly
    p.wait("the picture", lambda: os.path.exists(os.path.join(desk.folder, "synaptoscope-1.png")))
    p.xdotool("windowsize", p.window, 1366, 768)
    p.rest()
    p.xdotool("windowunmap", p.window)
    time.sleep(0.3)
    p.xdotool("windowmap", p.window)
    p.xdotool("windowfocus", p.window)
    p.key("l")
    p.wait("an answer", lambda: count(p, "set_locale") == 1)


def waits_for_no_voice(desk):
    desk.tool("spd-say", f"trap '' TERM\necho $$ >> {desk.folder}/voice.txt\nsleep 300 &\nwait\nsleep 300\n")
    p = desk.start()
    p.rest()

    def voices():
        path = f"{desk.folder}/voice.txt"
        return [int(word) for word in open(path, encoding="utf-8").read().split()] if os.path.exists(path) else []

    p.key("v")
    p.wait("the voice", lambda: len(voices()) == 1)
    p.key("v")
    p.wait("the second voice", lambda: len(voices()) == 2, 20)
    p.key("l")  # goes on
    p.wait("the first voice to go", lambda: not os.path.exists(f"/proc/{voices()[0]}"), 20)  # and is buried
    p.process.send_signal(signal.SIGTERM)
    ended_with(desk, 143)
    holds(not alive(voices()[1]), "the second voice is still there")


def says_why_no_window_opens(desk):
    environment = {key: value for key, value in os.environ.items() if key not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
    bare = Screen(desk.folder, 640, 480, options=["-extension", "GLX"])
    try:
        for changes in ({"DISPLAY": bare.display}, {"DISPLAY": bare.display, "LIBGL_DRIVERS_PATH": "/nonexistent"}):
            done = subprocess.run([desk.executable, "--settings", desk.settings, "--scenario", desk.file], env={**environment, **changes},
                                  capture_output=True, text=True, timeout=120, check=False)
            words = done.stdout + done.stderr
            holds(done.returncode == 3, f"{changes}: exit code {done.returncode}: {words}")
            holds("X Error" not in words and "OpenGL" in done.stderr, f"{changes}: {words}")
    finally:
        bare.close()
    # With a server that has GLX and no driver for it, either software draws or words say why not.
    done = subprocess.Popen([desk.executable, "--settings", desk.settings, "--scenario", desk.file], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env={**environment, "DISPLAY": desk.screen.display, "LIBGL_DRIVERS_PATH": "/nonexistent"})
    try:
        words = "".join(done.communicate(timeout=20))
        holds(done.returncode == 3 and "X Error" not in words, f"no driver: exit code {done.returncode}: {words}")
    except subprocess.TimeoutExpired:
        done.terminate()
        done.communicate()
        holds(done.returncode == 143, f"no driver: it drew, and ended with {done.returncode}")


def asks_about_a_changed_file(desk):
    p = desk.start()
    p.rest()
    p.key("a")
    p.key("ctrl+s")
    p.wait("the dose in the file", lambda: b"mg" in open(desk.file, "rb").read() and count(p, "add_dose") == 1 and not p.report().has_window("files"))
    p.wait("the title without a star", lambda: not p.xdotool("getwindowname", p.window).startswith("*"))
    with open(desk.file, "a", encoding="utf-8") as file:
        file.write("# by another program\n")
    theirs = open(desk.file, "rb").read()
    p.key("a")
    p.key("ctrl+s")
    p.wait("the question", lambda: p.report().find("save_typed", "files"))
    p.key("Return", "Return")
    holds(open(desk.file, "rb").read() == theirs, "it wrote over the others' changes")
    p.press("save_typed", "files")
    p.wait("the file to be written", lambda: open(desk.file, "rb").read() != theirs)
    p.wait("the dialog to close", lambda: not p.report().has_window("files"))


def takes_keys_as_meant(desk):
    desk.tool("xdg-open", f"printf '%s' \"$1\" > {desk.folder}/opened.txt.part && mv {desk.folder}/opened.txt.part {desk.folder}/opened.txt\n")
    odd = os.path.join(desk.folder, "my #1 desk, 100% å?")
    os.mkdir(odd)
    p = desk.start(cwd=odd)
    p.rest()
    # Space, before the picture was ever clicked, and with the focus on a button.
    p.key("space")
    p.wait("it to play", lambda: count(p, "play true") == 1)
    p.key("space")
    p.wait("it to pause", lambda: count(p, "play false") == 1)
    p.tab_to("menu", "line")
    p.tab_to("help", "line")
    p.key("space")
    p.wait("it to play again", lambda: count(p, "play true") == 2)
    holds(not p.report().has_window("help"), "Space pressed the button")
    p.key("space")
    p.key("Return")
    p.wait("Enter to press it", lambda: p.report().has_window("help"))
    p.key("Escape")
    # Held keys.
    p.xdotool("keydown", "t")
    time.sleep(1.2)
    p.xdotool("keyup", "t")
    p.rest()
    holds(count(p, "set_theme") == 1, f"a held T acted {count(p, 'set_theme')} times")
    p.xdotool("keydown", "Next")
    p.wait("the held key to go on", lambda: count(p, "next_event 1") >= 3, 20)
    p.xdotool("keyup", "Next")
    p.key("Prior")
    p.wait("Page up", lambda: count(p, "next_event -1") == 1)
    # Caps Lock is not Shift.
    p.key("Caps_Lock", "a")
    p.wait("a dose", lambda: count(p, "add_dose") == 1)
    p.key("shift+a")
    p.wait("a session", lambda: count(p, "add_therapy") == 1)
    p.key("Caps_Lock", "period", "b", "F11", "F11")
    # A Russian keyboard.
    p.rest()
    subprocess.run(["setxkbmap", "ru"], env=p.environment, check=True)
    time.sleep(0.5)
    try:
        p.act("key", "--delay", 30, f"ctrl+{EVDEV['z']}")
        p.wait("undo", lambda: p.report().can_redo)
        p.act("key", "--delay", 30, f"{EVDEV['k']}")
        p.wait("it to play", lambda: count(p, "play true") == 3)
        p.act("key", "--delay", 30, f"{EVDEV['k']}")
        p.wait("it to pause", lambda: count(p, "play false") == 3)
        p.act("key", "--delay", 30, f"ctrl+{EVDEV['s']}")
        p.wait("it to be saved", lambda: open(desk.file, "rb").read() != open(SOURCE, "rb").read())
    finally:
        subprocess.run(["setxkbmap", "us"], env=p.environment, check=True)
    # A page to print, from a folder whose name is no address.
    p.key("ctrl+p")
    p.wait("the browser", lambda: os.path.exists(f"{desk.folder}/opened.txt"))
    address = open(f"{desk.folder}/opened.txt", encoding="utf-8").read()
    holds(address.endswith("/my%20%231%20desk%2C%20100%25%20%C3%A5%3F/synaptoscope-1.html"), address)
    # A pasted address.
    p.key("ctrl+o")
    p.wait("the field", lambda: "typing" in p.control("typed", "files").flags)
    shutil.copy(SOURCE, os.path.join(odd, "s.toml"))
    p.type("file://" + desk.folder + "/my%20%231%20desk%2C%20100%25%20%C3%A5%3F/s.toml")
    p.key("Return")
    p.wait("that file", lambda: odd in p.xdotool("getwindowname", p.window))


def runs_without_a_home(desk):
    home = {key: os.environ.pop(key) for key in ("HOME", "XDG_DATA_HOME") if key in os.environ}
    try:
        desk.runs += 1
        p = desk.program = Program(desk.executable, desk.screen, desk.folder, f"run-{desk.runs}", "--size", "1366x768", "--quality", "low", cwd=desk.folder)
    finally:
        os.environ.update(home)
    p.rest()
    p.key("l")
    p.wait("an answer", lambda: count(p, "set_locale") == 1)
    # Exports from a folder that is gone by now.
    gone = os.path.join(desk.folder, "gone")
    os.mkdir(gone)
    p.process.send_signal(signal.SIGTERM)
    ended_with(desk, 143)
    desk.runs += 1
    p = desk.start("--scenario", desk.file, cwd=gone)
    os.rmdir(gone)
    p.key("F12", "ctrl+e", "a")
    p.wait("it to go on", lambda: count(p, "add_dose") == 1)


CHAPTERS = [ends_on_signals, outlives_its_display, holds_every_size, waits_for_no_voice, says_why_no_window_opens, asks_about_a_changed_file, takes_keys_as_meant,
            runs_without_a_home]


def main():
    program, folder, *wanted = sys.argv[1:]
    program, folder = os.path.abspath(program), os.path.abspath(folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    screen = Screen(folder, 1366, 768)
    failed = 0
    try:
        for chapter in CHAPTERS:
            if wanted and not any(word in chapter.__name__ for word in wanted):
                continue
            began = time.monotonic()
            desk = Desk(program, screen, folder, chapter.__name__)
            try:
                chapter(desk)
                print(f"{chapter.__name__.replace('_', ' ')}: {time.monotonic() - began:.0f} s", flush=True)
            except Failed as error:
                failed += 1
                print(f"FAILED: {chapter.__name__.replace('_', ' ')}: {error}", flush=True)
            finally:
                desk.close()
    finally:
        screen.close()
        shutil.rmtree(screen.buffer, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
