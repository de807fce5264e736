#!/usr/bin/env python3
"""The main command where nobody can look: the program without arguments, without a display, in the places where it may
be started for the first time. Counts the files it leaves and looks into them.

Usage: no_display.py PROGRAM SOURCE_TREE FOLDER LOCALES (a folder with a compiled sv_SE.UTF-8)
"""

import os
import pathlib
import re
import shutil
import stat
import struct
import subprocess
import sys
import zlib

NOBODY = 65534
LOCALES = pathlib.Path(sys.argv[4]).resolve()

# Of the default scenario: one infusion of 40 minutes at 0 h, 28 days.
PICTURES = {
    "circuit": ["0h", "20min", "40min", "40min6ms", "2h", "1d"],
    "dendrite": ["0h", "6h", "1d", "3d", "7d", "28d"],
    "synapse": ["0h", "20min", "40min", "40min6ms", "1d", "7d"],
    "receptor": ["0h", "20min", "40min", "40min12ms", "40min300ms", "1d"],
    "curves": ["drug", "circuit", "cell", "symptoms", "safety"],
}
EXPECTED = {f"{stage}-{moment}.png" for stage, moments in PICTURES.items() for moment in moments} | {"trajectory.csv"}


def fail(text):
    sys.exit(f"no_display: {text}")


def run(command, folder, status=0, user=None, **variables):
    """The command with the variables of a bare login shell and those given; None takes one away."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder / "home"), "XDG_DATA_HOME": str(folder / "settings"), "TMPDIR": str(folder / "temporary")}
    environment.update(variables)
    environment = {name: value for name, value in environment.items() if value is not None}

    def become():
        if user is not None and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)

    done = subprocess.run([str(word) for word in command], cwd=folder / "here", env=environment, preexec_fn=become, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=600)
    if done.returncode != status:
        fail(f"{command} ended with {done.returncode}, not {status}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


def fresh(folder, name):
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    for part in ("here", "home", "temporary"):
        (place / part).mkdir(parents=True)
        (place / part).chmod(0o777)
    place.chmod(0o755)
    return place


def png_pixels(path):
    """Width, height and the bytes behind the filters: enough to tell a picture from an empty one."""
    data = path.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        fail(f"{path} is no PNG")
    at, packed, size = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    return size, zlib.decompress(packed)


def check_files(out, expected=EXPECTED):
    found = {entry.name for entry in out.iterdir()}
    if found != expected:
        fail(f"in {out}: missing {sorted(expected - found)}, too many {sorted(found - expected)}")
    for name in sorted(expected):
        path = out / name
        if name.endswith(".png"):
            size, pixels = png_pixels(path)
            if size != (1280, 720):
                fail(f"{path} is {size}")
            if path.stat().st_size < 10000 or len(set(pixels)) < 32:
                fail(f"{path} shows nothing ({path.stat().st_size} bytes)")
    seen = [(out / name).read_bytes() for name in sorted(expected) if name.endswith(".png")]
    if len(set(seen)) != len(seen):
        fail(f"two pictures in {out} are the same")
    if "trajectory.csv" in expected:
        rows = [line for line in (out / "trajectory.csv").read_text().splitlines() if not line.startswith("#")]
        if not rows[0].startswith("time_h,") or len(rows) < 28 * 24 * 6:
            fail(f"{out}/trajectory.csv has {len(rows)} rows")
        at_peak = [row for row in rows if row.startswith("0.66666")]
        if len(at_peak) != 1 or abs(float(at_peak[0].split(",")[1]) - 194.0) > 2.0:
            fail("the table has no 194 ng/mL at the end of the infusion")


def says(done, *texts):
    for text in texts:
        if text not in done.stdout:
            fail(f"\"{text}\" was not said:\n{done.stdout}{done.stderr}")


def in_another_folder_without_home(program, tree, folder):
    place = fresh(folder, "plain")
    done = run([program], place, HOME=None, XDG_DATA_HOME=None)
    says(done, "There is no display here", f"The {len(EXPECTED)} files are in {place}/here/out")
    check_files(place / "here/out")
    if done.stderr:
        fail(f"something was complained of: {done.stderr}")
    if any((place / "home").iterdir()):
        fail("something was left in the home folder")
    return place / "here/out"


def from_a_read_only_copy_by_somebody_without_rights(program, tree, folder):
    """Built elsewhere, moved, and nothing of it can be written to; started by its run.sh from within."""
    place = fresh(folder, "read-only")
    copy = place / "copy"
    (copy / "build/release/assets").mkdir(parents=True)
    shutil.copy2(program, copy / "build/release/synaptoscope")
    shutil.copytree(program.parent / "assets/fonts", copy / "build/release/assets/fonts")
    for name in ("run.sh", "packages.txt", "CMakePresets.json"):
        shutil.copy2(tree / name, copy / name)
    for name in ("assets", "shaders"):
        shutil.copytree(tree / name, copy / name)
    shutil.rmtree(place / "here")
    (place / "here").symlink_to(copy)
    for root, folders, files in os.walk(copy):
        for name in files:
            path = pathlib.Path(root, name)
            path.chmod(0o555 if os.access(path, os.X_OK) else 0o444)
        pathlib.Path(root).chmod(0o555)
    try:
        done = run(["./run.sh"], place, user=NOBODY)
        named = re.search(r"the pictures go to (\S+)", done.stdout)
        if not named or not named[1].startswith(str(place / "temporary")):
            fail(f"no temporary folder was named:\n{done.stdout}")
        check_files(pathlib.Path(named[1]))
        again = run([copy / "build/release/synaptoscope", "--out", "out"], place, status=3, user=NOBODY)
        if "out: the folder cannot be made" not in again.stderr:
            fail(f"a folder that was asked for and cannot be made: {again.stderr}")
    finally:
        for root, folders, files in os.walk(copy):
            pathlib.Path(root).chmod(0o755 | stat.S_IWUSR)


def with_a_display_that_nobody_serves_in_swedish(program, tree, folder, english):
    place = fresh(folder, "swedish")
    done = run([program], place, DISPLAY=":7731", LANG="sv_SE.UTF-8", LC_ALL="sv_SE.UTF-8", LOCPATH=LOCALES)
    says(done, "The display :7731 does not answer")
    check_files(place / "here/out")
    table = (place / "here/out/trajectory.csv").read_bytes()
    if table != (english / "trajectory.csv").read_bytes():
        fail("the table depends on the language of the machine")
    picture = "curves-symptoms.png"
    if (place / "here/out" / picture).read_bytes() == (english / picture).read_bytes():
        fail(f"{picture} is not in Swedish")


def without_opengl(program, tree, folder):
    """No driver to be found: what needs none is still made, and the exit code says that the machine cannot."""
    place = fresh(folder, "no-opengl")
    done = run([program, "--out", "some/where"], place, status=3, LIBGL_DRIVERS_PATH="/nonexistent", __EGL_VENDOR_LIBRARY_DIRS="/nonexistent")
    says(done, "the pictures need OpenGL")
    check_files(place / "here/some/where", {f"curves-{tab}.svg" for tab in PICTURES["curves"]} | {"trajectory.csv"})


def with_a_scenario_among_the_pictures(program, tree, folder):
    """Under a name that the table would take, also behind a link: refused, and it stays what it was."""
    place = fresh(folder, "among")
    (place / "here/out").mkdir()
    scenario = place / "here/out/trajectory.csv"
    shutil.copy(tree / "assets/scenarios/one-infusion-cbt.toml", scenario)
    (place / "here/link.toml").symlink_to(scenario)
    before = scenario.read_bytes()
    for name in ("out/trajectory.csv", "link.toml"):
        done = run([program, "--scenario", name], place, status=2)
        if "lies in the folder of the pictures" not in done.stderr:
            fail(f"no reason was given: {done.stderr}")
    if scenario.read_bytes() != before or len(list((place / "here/out").iterdir())) != 1:
        fail("a scenario among the pictures was written over, or something beside it")


def with_a_peak_where_a_picture_is_drawn_anyhow(program, tree, folder):
    """A swallowed dose peaks after some hours; each name is written once, and the number that is told is that of the files."""
    place = fresh(folder, "slow")
    (place / "here/slow.toml").write_text('version = 1\nhorizon_days = 2\npopulation = 10\n[[dose]]\nat_h = 0\nroute = "oral"\nmg_per_kg = 1\n')
    done = run([program, "--scenario", "slow.toml"], place)
    names = [line for line in done.stdout.splitlines() if line.startswith("out/")]
    files = list((place / "here/out").iterdir())
    if len(set(names)) != len(names) or len(names) != len(files):
        fail(f"{len(names)} names for {len(files)} files:\n{done.stdout}")
    says(done, f"The {len(files)} files are in")


def main():
    program, tree, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    folder.mkdir(parents=True, exist_ok=True)
    english = in_another_folder_without_home(program, tree, folder)
    from_a_read_only_copy_by_somebody_without_rights(program, tree, folder)
    with_a_display_that_nobody_serves_in_swedish(program, tree, folder, english)
    without_opengl(program, tree, folder)
    with_a_scenario_among_the_pictures(program, tree, folder)
    with_a_peak_where_a_picture_is_drawn_anyhow(program, tree, folder)
    print(f"no display: {len(EXPECTED)} files in each of three places, and what can be made without OpenGL")


if __name__ == "__main__":
    main()
