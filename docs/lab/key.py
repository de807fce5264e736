#!/usr/bin/env python3
"""The teacher's key to worksheet.md: every number that is asked, computed anew by the program.

Usage: key.py PROGRAM [FOLDER]      FOLDER: where tables go; without it a folder that is removed again
"""

import csv
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ONE = ROOT / "assets/scenarios/one-infusion-cbt.toml"
STARTS = ("2h", "1d", "7d", "28d")
PEAKS = {"plasma": "plasma_ketamine_ng_ml", "block": "effective_block", "glutamate": "glutamate_ratio", "BDNF": "bdnf_ratio",
         "spines": "spine_density_ratio"}


class Lab:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *words):
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: {done.stderr}")
        return done.stdout

    def patch(self, name):
        summary = self.folder / f"{name}-summary.csv"
        self.run("patch", ROOT / f"assets/lab/{name}.toml", "--csv", self.folder / f"{name}.csv", "--summary", summary)
        return rows(summary.read_text())

    def simulate(self, scenario, name, every=10, people=None):
        path = self.folder / f"{name}.csv"
        self.run("simulate", scenario, "--csv", path, "--every", every, *(["--patients", people] if people else []))
        return rows(path.read_text())

    def changed(self, scenario, name, **lines):
        """The scenario with other values of these fields, each of which stands once at the start of a line."""
        text = scenario.read_text()
        for field, value in lines.items():
            kept = [f"{field} = {value}" if line.split("=")[0].strip() == field else line for line in text.splitlines()]
            text = "\n".join(kept) + "\n"
        path = self.folder / f"{name}.toml"
        path.write_text(text)
        return path


def rows(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [{key: number(value) for key, value in row.items()} for row in csv.DictReader(lines)]


def number(text):
    try:
        return float(text)
    except ValueError:
        return text


def at(table, hours):
    return min(table, key=lambda row: abs(row["time_h"] - hours))


def by_time(table):
    return {round(row["time_h"], 3): row["symptom_mean"] for row in table}


def answers(lab):
    out = {}
    sweeps = lab.patch("magnesium")
    free = {(row["voltage_mv"], row["magnesium_mm"]): row["end_pa"] for row in sweeps}
    for voltage in (-70, -20):
        out[f"Q2 share of the current at {voltage} mV with 1 mM magnesium"] = free[voltage, 1] / free[voltage, 0]
    sweeps = lab.patch("half-block")
    for row in sweeps[1:]:
        left = row["end_of_control"]
        out[f"Q3 blocked at {row['drug_um']:g} uM"] = 1 - left
        out[f"Q3 K from the point at {row['drug_um']:g} uM"] = row["drug_um"] * left / (1 - left)
    one = lab.simulate(ONE, "one", 10)
    plasma = at(one, 6)["plasma_ketamine_ng_ml"] / at(one, 40 / 60)["plasma_ketamine_ng_ml"]
    out["Q5 plasma at 6 h of that at 40 min"] = plasma
    out["Q5 what one half-life of 7.4 h would give"] = 0.5 ** ((6 - 40 / 60) / 7.4)
    for name, column in PEAKS.items():
        out[f"Q6 peak of {name}, h"] = max(one, key=lambda row: row[column])["time_h"]
    out["Q6 lowest symptoms, h"] = min(one, key=lambda row: row["symptom_mean"])["time_h"]
    rapamycin = ROOT / "assets/scenarios/rapamycin.toml"
    with_it = lab.simulate(rapamycin, "rapamycin", 60)
    without = lab.simulate(lab.changed(rapamycin, "no-rapamycin", rapamycin="false"), "no-rapamycin", 60)
    for day in (1, 14):
        out[f"Q7 responders on day {day} with rapamycin, of 100"] = 100 * at(with_it, 24 * day)["response_fraction"]
        out[f"Q7 responders on day {day} without, of 100"] = 100 * at(without, 24 * day)["response_fraction"]
    for coupling in (1, 0):
        last = {}
        for start in STARTS:
            scenario = lab.changed(HERE / f"sessions-{start}.toml", f"sessions-{start}-{coupling}", coupling=f"{coupling}.0")
            last[start] = lab.simulate(scenario, f"sessions-{start}-{coupling}", 1440)[-1]["symptom_mean"]
            out[f"Q{8 if coupling else 9} symptoms on day 60, sessions from {start}, coupling {coupling}"] = last[start]
        out[f"Q{8 if coupling else 9} from day 1 less from day 28, coupling {coupling}"] = last["1d"] - last["28d"]
    days = []
    for seed in range(1, 21):
        table = lab.simulate(lab.changed(ONE, f"seed-{seed}", seed=seed), f"seed-{seed}", 360, 60)
        half = 0.5 * table[0]["symptom_mean"]
        days.append(sum(row["symptom_mean"] <= half for row in table if row["time_h"] % 6 == 0) / 4)
    out["Q10 days at half the symptoms or less, fewest of 20 seeds"] = min(days)
    out["Q10 days at half the symptoms or less, most of 20 seeds"] = max(days)
    a, b = (by_time(lab.simulate(HERE / f"hypothesis-{x}.toml", f"hypothesis-{x}", 360)) for x in "ab")
    apart = {time: abs(a[time] - b[time]) / a[time] for time in sorted(a.keys() & b.keys())}
    out["Q11 largest difference, %"] = 100 * max(apart.values())
    out["Q11 under 1 % from day"] = max(time for time, share in apart.items() if share >= 0.01) / 24
    return out


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as spare:
        folder = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else spare)
        folder.mkdir(parents=True, exist_ok=True)
        for question, value in answers(Lab(sys.argv[1], folder)).items():
            print(f"{question}: {value:.3g}")


if __name__ == "__main__":
    main()
