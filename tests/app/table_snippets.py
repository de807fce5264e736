"""Runs the snippets of docs/data.md as they stand there, on a table that the program writes: table_snippets.py PROGRAM SOURCE FOLDER.

A snippet whose language (or its packages) is not on this machine is skipped and said so; 77 if that leaves none.
"""
import pathlib
import re
import shutil
import subprocess
import sys

# How a language is called, and what shows that it can do the snippet.
LANGUAGES = {
    "python": ([sys.executable, "/usr/bin/python3"], "import pandas, matplotlib"),
    "r": (["Rscript"], "invisible(0)"),
}
OPTION = {"python": "-c", "r": "-e"}


def able(calls, option, probe):
    """The first of the calls that exists and can do the probe."""
    for call in calls:
        if shutil.which(call) and subprocess.run([call, option, probe], capture_output=True).returncode == 0:
            return call
    return None


def main():
    program, source, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "simulate", source / "assets/scenarios/one-infusion-cbt.toml", "--csv", folder / "run.csv"], check=True,
                   stdout=subprocess.DEVNULL)
    page = (source / "docs/data.md").read_text(encoding="utf-8")
    picture = folder / "run.png"
    done = 0
    for language, (calls, probe) in LANGUAGES.items():
        snippet = re.search(rf"```{language}\n(.*?)```", page, re.S).group(1)
        call = able(calls, OPTION[language], probe)
        if call is None:
            print(f"{language}: skipped, not on this machine")
            continue
        picture.unlink(missing_ok=True)
        file = folder / f"snippet.{language}"
        file.write_text(snippet, encoding="utf-8")
        subprocess.run([call, file], cwd=folder, check=True)
        assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 5000, f"{language} drew nothing"
        print(f"{language}: drew {picture.stat().st_size} bytes")
        done += 1
    sys.exit(0 if done else 77)


if __name__ == "__main__":
    main()
