"""The real program in a window of its own under Xvfb, driven with real input events by xdotool.

Standard library only. The program tells what is on screen (--report-controls) and what was done (--record); pictures are
read from the frame buffer that Xvfb keeps in a file. Waiting is for these, not for a time.
"""
import os
import shutil
import signal
import struct
import subprocess
import time
import zlib


class Failed(Exception):
    pass


def write_png(path, width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    raw = b"".join(b"\0" + row for row in rows)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(raw, 3)) + chunk(b"IEND", b""))


class Screen:
    """An X server without a screen, whose picture is a file."""

    def __init__(self, folder, width, height, screens=1, dpi=None, options=()):
        self.width, self.height = width, height
        self.buffer = os.path.join(folder, "framebuffer")
        shutil.rmtree(self.buffer, ignore_errors=True)
        os.makedirs(self.buffer)
        # The server itself finds a free number and tells it.
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-fbdir", self.buffer]
        for number in range(screens):
            command += ["-screen", str(number), f"{width}x{height}x24"]
        if dpi:
            command += ["-dpi", str(dpi)]
        command += options
        self.server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        self.display = ":" + number

    def close(self):
        self.server.terminate()
        self.server.wait()

    def picture(self, path, number=0, place=None):
        with open(os.path.join(self.buffer, f"Xvfb_screen{number}"), "rb") as file:
            data = file.read()
        (size, _, _, _, width, height, _, order, _, _, _, bits, line, *_, colors) = struct.unpack(">20I", data[:80])
        start = size + 12 * colors
        if bits != 32:
            raise Failed(f"a screen of {bits} bits a pixel")
        if place:  # left, top, right, bottom: no file, the bytes themselves
            left, top, right, bottom = (max(0, round(edge)) for edge in place)
            return b"".join(data[start + y * line + 4 * left:start + y * line + 4 * right] for y in range(top, min(bottom, height)))
        rows = []
        for y in range(height):
            row = data[start + y * line:start + y * line + 4 * width]
            pixels = bytearray(3 * width)
            red, blue = (2, 0) if order == 0 else (1, 3)
            pixels[0::3], pixels[1::3], pixels[2::3] = row[red::4], row[1 if order == 0 else 2::4], row[blue::4]
            rows.append(bytes(pixels))
        write_png(path, width, height, rows)
        return None

    def pixels(self, thing):
        """What stands in the place of a control, to be compared."""
        return self.picture(None, place=(thing.left, thing.top, thing.right, thing.bottom))


class Thing:
    """A line of the report: a window, a control, or a part of a control."""

    def __init__(self, line):
        self.kind, self.window, self.path, *place, flags = line.split("\t")
        self.left, self.top, self.right, self.bottom = (float(edge) for edge in place)
        self.flags = set() if flags == "-" else set(flags.split(","))
        self.parts = []

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def seen(self):
        return "away" not in self.flags

    def at(self, share):
        return self.left + share * (self.right - self.left), (self.top + self.bottom) / 2

    def __repr__(self):
        return f"{self.window} {self.path}"


class Report:
    def __init__(self, text):
        lines = text.splitlines()
        _, frame, time_h, playing, self.lens, self.stage, self.viewpoint, undo, redo = lines[0].split("\t")
        self.frame, self.time_h, self.playing = int(frame), float(time_h), playing == "playing"
        self.can_undo, self.can_redo = undo == "undo", redo == "redo"
        self.windows, self.controls, self.loose = [], [], []
        for line in lines[1:]:
            thing = Thing(line)
            if thing.kind == "window":
                self.windows.append(thing)
            elif thing.kind == "control":
                self.controls.append(thing)
            elif self.controls and thing.path.startswith(self.controls[-1].path.split("#")[0] + "/"):
                self.controls[-1].parts.append(thing)
            else:
                self.loose.append(thing)  # of the picture

    def find(self, path, window=None):
        for thing in self.controls:
            if thing.path == path and window in (None, thing.window):
                return thing
        return None

    def has_window(self, name):
        return any(window.window == name for window in self.windows)

    @property
    def focus(self):
        return next((thing for thing in self.controls if "focus" in thing.flags), None)


class Program:
    def __init__(self, program, screen, folder, name, *options, cwd=None, doors=False):
        self.screen, self.name = screen, name
        self.record_file = os.path.join(folder, f"{name}.commands.txt")
        self.report_file = os.path.join(folder, f"{name}.controls.txt")
        for path in (self.record_file, self.report_file):
            if os.path.exists(path):
                os.remove(path)
        self.environment = {key: value for key, value in os.environ.items() if key not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
        self.environment.update(DISPLAY=screen.display, SDL_AUDIODRIVER="dummy", LANG="C", LANGUAGE="")
        self.log = open(os.path.join(folder, f"{name}.log"), "wb")
        self.process = subprocess.Popen([program, *([] if doors else ["--explore"]), "--record", self.record_file, "--report-controls", self.report_file, *options],
                                        env=self.environment, stdout=self.log, stderr=self.log, cwd=cwd)
        self.pace, self.mouse, self.calm = 0.0, None, False
        self.patience = 60.0
        self.wait("the first frame", lambda: os.path.exists(self.report_file))
        self.window = self.xdotool("search", "--onlyvisible", "--name", "Synaptoscope").split()[0]
        self.xdotool("windowfocus", self.window)

    # --- what it says

    def report(self):
        with open(self.report_file, encoding="utf-8") as file:
            return Report(file.read())

    def record(self):
        try:
            with open(self.record_file, encoding="utf-8") as file:
                return [line.split("\t", 1)[1] for line in file.read().splitlines() if "\t" in line]
        except FileNotFoundError:
            return []

    # --- waiting

    def wait(self, what, condition, patience=None):
        until = time.monotonic() + (patience or self.patience)
        while True:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None:
                raise Failed(f"waiting for {what}: the program ended with {self.process.returncode}")
            if time.monotonic() > until:
                raise Failed(f"waited in vain for {what}")
            time.sleep(0.01)

    def rest(self):
        """Until nothing is drawn anew any more: the camera has arrived, the bands are there. It sways until the first input:
        a press of the middle button, which does nothing."""
        if not self.calm:
            self.calm = True
            self.xdotool("click", 2)
        def still():
            frame = self.report().frame
            time.sleep(0.25)
            return self.report().frame == frame
        self.wait("the screen to rest", still)

    # --- input

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *[str(word) for word in words]], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"xdotool {' '.join(str(word) for word in words)}: {done.stderr.strip()}")
        return done.stdout

    def act(self, *words):
        """Input, and the frames that answer it."""
        start = self.report().frame
        self.xdotool(*words)
        self.wait(f"an answer to {' '.join(str(word) for word in words)}", lambda: self.report().frame >= start + 3)
        if self.pace:
            time.sleep(self.pace)

    def move_to(self, x, y):
        x, y = round(x), round(y)
        if self.mouse != (x, y):  # a move to where it is is none
            self.act("mousemove", x, y)
        self.mouse = (x, y)

    def click(self, x, y, button=1):
        self.move_to(x, y)
        self.act("mousedown", button)
        self.act("mouseup", button)

    def drag(self, start, end, button=1, steps=4, keep=False):
        self.move_to(*start)
        self.act("mousedown", button)
        for step in range(1, steps + 1):
            share = step / steps
            self.move_to(start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        if not keep:
            self.act("mouseup", button)

    def wheel(self, x, y, clicks):
        self.move_to(x, y)
        self.act("click", "--repeat", abs(clicks), "--delay", 5, 4 if clicks > 0 else 5)

    def key(self, *names):
        for name in names:
            self.act("key", "--delay", 30, name)

    def type(self, text):
        self.act("type", "--delay", 20, text)

    # --- finding

    def control(self, path, window=None, patience=None):
        return self.wait(f"the control {path}", lambda: self.report().find(path, window), patience)

    def into_view(self, path, window=None, part=None):
        """Scrolls with the wheel until the control, or a part of it, can be clicked."""
        for _ in range(60):
            thing = self.control(path, window)
            if part is not None and part >= len(thing.parts):
                raise Failed(f"{path} has no cell {part}: {thing.parts}")
            goal = thing if part is None else thing.parts[part]
            if goal.seen and goal.bottom - goal.top >= 8:
                return goal
            # What is cut away lies at the edge behind which it is. Over the scroll bar the wheel turns nothing else.
            frame = next(one for one in self.report().windows if one.window == thing.window)
            down = goal.top > (frame.top + frame.bottom) / 2
            self.wheel(frame.right - 22, frame.bottom - 25, -1 if down else 1)
        raise Failed(f"{path} cannot be scrolled into view")

    def press(self, path, window=None, part=None):
        place = None
        for _ in range(8):
            goal = self.into_view(path, window, part)
            if place == goal.middle:  # still there once the mouse is: the page does not move any more
                self.act("mousedown", 1)
                self.act("mouseup", 1)
                return
            place = goal.middle
            here = self.mouse == (round(place[0]), round(place[1]))
            self.move_to(place[0] + (2 if here else 0), place[1])  # a move brings frames, and what moved is told
        raise Failed(f"{path} does not stand still")

    def tab_to(self, path, window=None):
        """With Tab and Shift+Tab alone."""
        for _ in range(25):  # a track keeps Tab until its last marker
            report = self.report()
            target = report.find(path, window)
            if target is None:
                raise Failed(f"{path} is not on screen")
            if "focus" in target.flags:
                return target
            order = report.controls
            there = order.index(target)
            now = order.index(report.focus) if report.focus else -1
            steps = there - now
            if report.focus and abs(steps) > len(order) / 2:
                steps -= len(order) if steps > 0 else -len(order)
            name = "Tab" if steps > 0 else "shift+Tab"
            start = report.frame
            self.xdotool("key", "--delay", 12, *[name] * abs(steps))
            self.wait("the focus", lambda: self.report().frame >= start + 2 * abs(steps) + 2)
            focus = self.report().focus
            if focus is None and abs(steps) < 2:
                self.key(name)
        raise Failed(f"Tab does not reach {path}; the focus is on {self.report().focus}")

    # --- the end

    def ended(self, patience=30):
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired as error:
            raise Failed("the program does not end") from error
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def cpu_share(self, seconds):
        """Of one core, over so long."""
        def used():
            with open(f"/proc/{self.process.pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        start, clock = used(), time.monotonic()
        time.sleep(seconds)
        return (used() - start) / (time.monotonic() - clock)
