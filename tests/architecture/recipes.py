#!/usr/bin/env python3
"""What CONTRIBUTING.md says of adding things holds: a scratch copy gets a stage, a panel, a condition, a field of a scenario
and a command, each by its recipe, is built, and shows them.

  recipes.py ROOT FOLDER [--only stage,panel,...]   FOLDER is emptied; it keeps the copy and its build

Of each it counts the files that were there before and had to be touched, sentences (assets/locales) apart; more than the
recipe promises is a fault.
"""
import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
COPIED = ("CMakeLists.txt", "CMakePresets.json", "app", "assets", "engine", "shaders", "tests", "CHANGELOG.md", "docs")


class Recipe:
    """One thing that is added: its edits, and how it is seen to be there."""

    def __init__(self, root, name, most):
        self.root, self.name, self.most = root, name, most
        self.touched = set()

    def new(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path, old, new):
        """The first `old` becomes `new`; a recipe that finds nothing to edit is wrong."""
        text = (self.root / path).read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"recipes.py: {self.name}: {path} has no {old!r}: the recipe in CONTRIBUTING.md has changed")
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        if not path.startswith("assets/locales/"):
            self.touched.add(path)

    def sentences(self, text):
        for language in ("en", "sv"):
            path = self.root / f"assets/locales/{language}.toml"
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def sentence_in(self, table, line):
        for language in ("en", "sv"):
            self.edit(f"assets/locales/{language}.toml", f"[{table}]\n", f"[{table}]\n{line}\n")


def stage(r):
    r.new("app/stages/dummy/CMakeLists.txt",
          "# lives: a scale that shows nothing: one label.\n# may use: the common room of stages.\n# never sees: commands, widgets.\n"
          "syn_room(syn_dummy_stage USES syn_stage)\n")
    r.new("app/stages/dummy/dummy_stage.hpp",
          "// Stage \"dummy\": one label.\n#pragma once\n\n#include <memory>\n\n#include \"app/stages/common/stage.hpp\"\n\n"
          "namespace syn {\nstd::unique_ptr<Stage> make_dummy_stage();\n}  // namespace syn\n")
    r.new("app/stages/dummy/dummy_stage.cpp", '''#include "app/stages/dummy/dummy_stage.hpp"

namespace syn {
namespace {
class DummyStage final : public Stage {
 public:
  StageName name() const override { return StageName::dummy; }
  Camera home(Viewpoint) const override { return {}; }
  double nanometres_per_unit() const override { return 1.0; }
  std::vector<Shot> shots() const override { return {{}}; }
  Problems prepare(Canvas&, const DataFiles&) override { return {}; }
  void draw(Canvas& canvas, const StageView&) const override {
    canvas.label({.anchor = glm::vec3{0.0F}, .text = {"stage.dummy.label"_key, {}}});
  }
  StageReport describe() const override {
    StageReport report;
    report.caption = {"stage.dummy.caption"_key, {}};
    report.lens_note = {"stage.dummy.caption"_key, {}};
    report.counts = {{"dummies", time_.value}};
    return report;
  }

 private:
  void enter(const RunPtr&) override {}
  void seek(Hours time, const View&) override { time_ = time; }
  Hours time_{};
};
}  // namespace
std::unique_ptr<Stage> make_dummy_stage() { return std::make_unique<DummyStage>(); }
}  // namespace syn
''')
    view = "app/viewing/view.hpp"
    r.edit(view, "receptor };  // from large", "receptor, dummy };  // from large")
    r.edit(view, '"synapse", "receptor")', '"synapse", "receptor", "dummy")')
    r.edit(view, "ScaleStep{StageName::receptor, Viewpoint::usual}}", "ScaleStep{StageName::receptor, Viewpoint::usual}, ScaleStep{StageName::dummy, Viewpoint::usual}}")
    r.edit("app/view/stages.cpp", "#include \"app/stages/receptor", "#include \"app/stages/dummy/dummy_stage.hpp\"\n#include \"app/stages/receptor")
    r.edit("app/view/stages.cpp", "  return stages;", "  stages.push_back(make_dummy_stage());\n  return stages;")
    r.edit("app/view/CMakeLists.txt", "HIDES syn_circuit_stage", "HIDES syn_circuit_stage syn_dummy_stage")
    r.sentences('[stage.dummy]\nlabel = "dummy"\ncaption = "A dummy."\n')
    r.sentence_in("shell", 'dummy = "9 Dummy"')


def panel(r):
    r.new("app/panels/editors/dummy_panel.cpp", '''// A panel that says one sentence.
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {
class DummyPanel final : public Panel {
 public:
  PanelName name() const override { return PanelName::dummy; }
  TextKey title() const override { return "panel.dummy.title"_key; }
  TextKey tab() const override { return "panel.dummy.title"_key; }
  void draw(const PanelContext& context) override {
    paragraph(context.locale.text("panel.dummy.title"_key), UiLook{context.theme, context.locale, context.unit_px, context.bold});
  }
};
}  // namespace
std::unique_ptr<Panel> make_dummy_panel() { return std::make_unique<DummyPanel>(); }
}  // namespace syn
''')
    view = "app/viewing/view.hpp"
    r.edit(view, "inspector, words };", "inspector, words, dummy };")
    r.edit(view, '"words");', '"words", "dummy");')
    r.edit("app/panels/editors/panels.hpp", "std::unique_ptr<Panel> make_words_panel();", "std::unique_ptr<Panel> make_words_panel();\nstd::unique_ptr<Panel> make_dummy_panel();")
    r.edit("app/panels/editors/panels.cpp", "  return panels;", "  panels.push_back(make_dummy_panel());\n  return panels;")
    r.sentences('[panel.dummy]\ntitle = "A dummy panel"\n')


def condition(r):
    scenario = "engine/model/scenario/scenario.hpp"
    r.edit(scenario, "pain_crps, pain_mixed };", "pain_crps, pain_mixed, dummy };")
    r.edit(scenario, '"pain_mixed");', '"pain_mixed", "dummy");')
    numbers = "assets/parameters/conditions.toml"
    text = (r.root / numbers).read_text(encoding="utf-8")
    # Its block is depression's with other names, the top of the scale at 50.
    blocks = text[text.index("[clinical.trd."):text.index("[clinical.anxiety.")].rsplit("#", 1)[0].replace("clinical.trd.", "clinical.dummy.").replace("_trd]", "_dummy]")
    r.edit(numbers, text, text + "\n" + blocks.replace("value = 60.0\nunit = \"points\"\nrange = [60.0, 60.0]", "value = 50.0\nunit = \"points\"\nrange = [50.0, 50.0]"))
    words = ("name", "scale", "scale_is", "axis", "change", "evidence", "nulls")
    r.sentences("[condition.dummy]\n" + "".join(f'{word} = "the dummy scale, 0 to 50 points"\n' for word in words))


def field(r):
    r.edit("engine/model/scenario/scenario.hpp", "  double weight_kg = 70.0;", "  double weight_kg = 70.0;\n  double dummy = 3.0;")
    r.edit("engine/model/scenario/scenario_fields.hpp", '  each({"weight_kg",', '  each({"dummy", "a dummy", {1.0, 9.0}, "h"}, patient.dummy);\n  each({"weight_kg",')


def command(r):
    header = "app/state/command.hpp"
    r.edit(header, "struct SetSeed {", "struct SetDummy { std::uint64_t seed = 0; };\nstruct SetSeed {")
    r.edit(header, "    Entry<SetSeed>{", '    Entry<SetDummy>{"set_dummy", kScenario},\n    Entry<SetSeed>{')
    r.edit("app/state/command.cpp", "  void run(const command::SetSeed& c)",
           "  void run(const command::SetDummy& c) { next_.scenario.seed = c.seed; }\n  void run(const command::SetSeed& c)")


# What is added, and how many files that were there may be touched.
RECIPES = {"stage": (stage, 3), "panel": (panel, 3), "condition": (condition, 3), "field": (field, 2), "command": (command, 2)}

SCENARIO = '''version = 1
title = "Dummy"
condition = "%s"
horizon_days = 2
population = 10

[patient]
%s

[[dose]]
at_h = 0
mg_per_kg = 0.5
'''


def looks(root, program, added):
    """Faults of what was built: each thing is there and works."""
    faults = []

    def run(*words):
        return subprocess.run([program, "--data", root, *map(str, words)], capture_output=True, text=True, cwd=root.parent)

    def must(what, good, done):
        if not good:
            faults.append(f"{what}: exit {done.returncode}\n{done.stdout[-600:]}{done.stderr[-600:]}")

    usual = root / "assets/scenarios/one-infusion-cbt.toml"
    done = run("check")
    must("check finds what is wrong with files", done.returncode == 0, done)
    if "stage" in added:
        out = root.parent / "dummy.png"
        done = run("render", usual, "--stage", "dummy", "--at", "3h", "--size", "320x180", "--out", out, "--json", root.parent / "dummy.json")
        must("the stage is drawn", done.returncode == 0 and out.stat().st_size > 200, done)
        must("the stage says what it shows", '"dummies": 3' in (root.parent / "dummy.json").read_text(), done)
        done = run("render", usual, "--screen", "--stage", "dummy", "--at", "3h", "--out", out)
        must("the stage is on screen", done.returncode == 0, done)
    if "panel" in added:
        done = run("render", usual, "--panel", "dummy", "--at", "3h", "--out", root.parent / "panel.png")
        must("the panel is drawn", done.returncode == 0, done)
        done = run("render", usual, "--screen", "--panel", "dummy", "--at", "3h", "--out", root.parent / "screen.png")
        must("the panel is in front on screen", done.returncode == 0, done)
    if "condition" in added or "field" in added:
        scenario = root.parent / "dummy.toml"
        scenario.write_text(SCENARIO % ("dummy" if "condition" in added else "trd", "dummy = 4" if "field" in added else "weight_kg = 70"))
        done = run("simulate", scenario, "--csv", "-")
        must("the scenario is simulated", done.returncode == 0 and done.stdout.count("\n") > 100, done)
        scenario.write_text(SCENARIO % ("dummy" if "condition" in added else "trd", "baseline_score = 55" if "condition" in added else "weight_kg = 70"))
        done = run("simulate", scenario, "--csv", "-")
        rows = [line.split(",") for line in done.stdout.splitlines() if line and not line.startswith("#")]
        highest = max(float(row[rows[0].index("symptom_p95")]) for row in rows[1:])
        must(f"a condition with a scale of its own stays on it, not at {highest}", highest <= 50.0 or "condition" not in added, done)
    if "field" in added:
        scenario.write_text(SCENARIO % ("trd", "dummy = 12"))
        done = run("simulate", scenario, "--csv", "-")
        must("the field has its range", done.returncode != 0 and "dummy" in done.stderr and "9" in done.stderr, done)
        done = run("schema")
        must("the schema has the field", "a dummy" in done.stdout, done)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default=",".join(RECIPES))
    a = parser.parse_args()
    copy = a.folder.resolve() / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        source = a.root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    faults = []
    added = a.only.split(",")
    for name in added:
        add, most = RECIPES[name]
        recipe = Recipe(copy, name, most)
        add(recipe)
        print(f"{name}: {len(recipe.touched)} files touched: {', '.join(sorted(recipe.touched))}")
        if len(recipe.touched) > most:
            faults.append(f"{name}: {len(recipe.touched)} files touched, at most {most} were promised")
    build = a.folder.resolve() / "build"
    for words in (["cmake", "-S", copy, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O0", "-DSYN_BUILD_TESTS=OFF"],
                  ["cmake", "--build", build, "--target", "synaptoscope"]):
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stdout[-4000:], done.stderr[-2000:])
            raise SystemExit("recipes.py: what was added by the recipes does not build")
    if not os.path.isdir(copy / "assets/fonts"):
        shutil.copytree(build / "assets/fonts", copy / "assets/fonts")
    faults += looks(copy, build / "synaptoscope", added)
    for fault in faults:
        print("fault:", fault)
    print(f"{len(added)} things added, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
