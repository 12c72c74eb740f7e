#!/usr/bin/env python3
"""choices.py PROGRAM: the figures of the model choice are the comparison's, and each can be explained.

The buyer's report and `compare --json` must hold the same numbers under the ids that `explain choice` lists;
every id is explained with a formula, its numbers and the value that the report prints.
"""
import json
import pathlib
import subprocess
import sys
import urllib.parse

program, folder = sys.argv[1], pathlib.Path(__file__).parent / "compare_buyer/input"
FIELDS = {"cost_p10": "p10_minor", "cost_p50": "p50_minor", "cost_p90": "p90_minor",
          "cost_per_resolved": "per_resolved_minor", "chance_cheapest": "chance_cheapest",
          "expected_regret": "regret_minor", "worst_regret": "most_regret_minor",
          "weightings": "weight_share_low"}
failures = []


def run(*words):
    return subprocess.run([program, *words, "--settings", str(folder / "deskgauge.yaml")],
                          check=True, capture_output=True, text=True).stdout


def claim(is_so, text):
    if not is_so:
        failures.append(text)


def model_of(scope, models):
    key, name = scope.split("=")
    name = urllib.parse.unquote(name)
    kinds = ["own_staff"] if name == "own_staff" else ["hybrid", "two_offers"] if key == "mix" else ["offer"]
    found = [m for m in models if m["model"] in kinds and name in (m["name"], "own_staff")]
    claim(len(found) == 1, f"{scope} is {len(found)} models")
    return found[0]


def report_figures():
    import tempfile
    with tempfile.TemporaryDirectory() as place:
        run("report", "model-choice", "--language", "en", "--format", "json", "-o", place + "/report")
        report = json.loads(pathlib.Path(place, "report/report.json").read_text())
    return {figure["id"]: figure for figure in report["figures"]}


def check_values(figures, compared):
    for name, figure in figures.items():
        head, scope = name[:-1].split("{")
        field = FIELDS.get(head.removeprefix("choice."))
        if field is None:
            continue
        value = model_of(scope, compared["models"])[field]
        claim(abs(value - figure["value"]) <= max(1, 1e-6 * abs(value)), f"{name}: {figure['value']}, compared {value}")
    stretches = [f for f in figures.values() if f["definition"] == "choice.break_even"]
    claim(len(stretches) == len(compared["break_evens"]) > 0, f"{len(stretches)} stretches")


def check_told(figures):
    for definition in sorted({figure["definition"] for figure in figures.values()}):
        told = {part.split("\n", 1)[0]: part for part in run("explain", definition).split("\n\nchoice.") if part}
        told = {(k if k.startswith("choice.") else "choice." + k): v for k, v in told.items()}
        wanted = {name for name, figure in figures.items() if figure["definition"] == definition}
        claim(set(told) == wanted, f"{definition}: told {set(told) ^ wanted}")
        for name in wanted & set(told):
            claim("  how: " in told[name], f"{name}: no formula")
            claim(f"  value: {figures[name]['text']}\n" in told[name], f"{name}: another value than {figures[name]['text']}")


figures = report_figures()
claim(set(run("explain", "choice").split()) == set(figures), "explain choice lists other ids than the report")
check_values(figures, json.loads(run("compare", "--json")))
check_told(figures)
print("\n".join(failures) or f"{len(figures)} figures of the choice hold")
sys.exit(bool(failures) or len(figures) < 20)
