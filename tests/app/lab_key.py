#!/usr/bin/env python3
"""The key to the worksheet of docs/lab, computed by the program: does every question get its number, and do the numbers say what the
worksheet leads to? No number of the model is kept here, so that the key follows the model.

Usage: lab_key.py PROGRAM SOURCE
"""

import pathlib
import re
import subprocess
import sys


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    done = subprocess.run([sys.executable, source / "docs/lab/key.py", program], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    print(done.stdout)
    key = {line.rpartition(": ")[0]: float(line.rpartition(": ")[2]) for line in done.stdout.splitlines()}
    faults = []

    def expect(what, good):
        if not good:
            faults.append(what)

    # What is asked in both worksheets, and answered here by a number.
    for sheet, letter in (("worksheet.md", "Q"), ("worksheet-sv.md", "F")):
        text = (source / "docs/lab" / sheet).read_text(encoding="utf-8")
        asked = re.findall(rf"\*{letter}(\d+)\.\*", text)
        expect(f"{sheet}: eleven questions", asked == [str(n) for n in range(1, 12)])
        for file in re.findall(r"(?:docs/lab|assets/\w+)/[\w.-]+\.(?:toml|py)", text):
            expect(f"{sheet}: {file} is there", (source / file).exists())
    for number in (2, 3, 5, 6, 7, 8, 9, 10, 11):
        expect(f"a number for Q{number}", any(name.startswith(f"Q{number} ") for name in key))
    free = [value for name, value in key.items() if name.startswith("Q2")]
    expect("Q2 is near the formula", abs(free[0] - 0.04) < 0.015 and abs(free[1] - 0.51) < 0.03)
    k = [value for name, value in key.items() if name.startswith("Q3 K")]
    expect("Q3 is one K", max(k) - min(k) < 0.02 * k[0])
    expect("Q5: one half-life is wrong", key["Q5 plasma at 6 h of that at 40 min"] < 0.2 < key["Q5 what one half-life of 7.4 h would give"])
    order = [value for name, value in key.items() if name.startswith("Q6 peak")]
    expect("Q6 has an order", order == sorted(order))
    for day in (1, 14):
        expect(f"Q7: fewer respond on day {day} in this model",
               key[f"Q7 responders on day {day} with rapamycin, of 100"] < key[f"Q7 responders on day {day} without, of 100"])
    with_it, without = key["Q8 from day 1 less from day 28, coupling 1"], key["Q9 from day 1 less from day 28, coupling 0"]
    expect("Q8 and Q9: the contrast is the assumption", with_it < 0 and abs(without) < 0.5 * abs(with_it))
    expect("Q10 has a range", key["Q10 days at half the symptoms or less, fewest of 20 seeds"] <= key["Q10 days at half the symptoms or less, most of 20 seeds"])
    expect("Q11: the curves come together", key["Q11 largest difference, %"] > 1 and key["Q11 under 1 % from day"] < 28)
    if faults:
        sys.exit("not so: " + "\nnot so: ".join(faults))


if __name__ == "__main__":
    main()
