#!/usr/bin/env python3
"""updated_since.py DESKGAUGE: exports made by "updated since" from desks whose waits are known.

A slow desk: exponential waits with a mean of eight days, each ticket touched last when it is solved.
The export holds what was updated since the middle of the quarter, so of the older tickets it holds
the slow ones alone. Read as if they were all, the median is far off; entered late, it is right.
"""
import csv, datetime, json, math, os, random, subprocess, sys, tempfile

program = os.path.abspath(sys.argv[1])
DAY = 86400
BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc).timestamp()
SINCE = datetime.datetime(2026, 5, 10, tzinfo=datetime.timezone.utc).timestamp()
CUT = datetime.datetime(2026, 7, 20, tzinfo=datetime.timezone.utc).timestamp()
MEAN_S = 8 * DAY
TRUTH = {"first_reply.wait.median": MEAN_S * math.log(2), "first_reply.wait.p80": MEAN_S * math.log(5)}
FORM = "%Y-%m-%d %H:%M:%S"
SETTINGS = """version: 1
zone: UTC
language: en
exports:
  - {name: desk, files: [tickets.csv], desk: generic, export_time: "2026-07-20T00:00:00+00:00"}
promises:
  - {first_reply: 48h, hours: 24x7, share: 80%}
"""


def told(at):
    return "" if at > CUT else datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime(FORM)


def world(seed, since, touched_at_once=False):
    draw = random.Random(seed)
    rows = []
    at = BEGIN
    while at < CUT:
        at += draw.expovariate(8 / DAY)
        reply = at + draw.expovariate(1 / MEAN_S)
        solved = reply + draw.expovariate(1 / 7200)
        updated = solved if solved <= CUT else reply if reply <= CUT else at
        if touched_at_once:  # a desk that moved: all tickets were touched that day or later
            updated = max(updated, SINCE)
        if at < CUT and updated >= since:
            rows.append([len(rows) + 1, told(at), told(reply), told(solved), told(updated),
                         "solved" if solved <= CUT else "open", "email", f"u{len(rows) % 97}"])
    return rows


def score(rows, *options):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "deskgauge.yaml"), "w", encoding="utf-8") as out:
            out.write(SETTINGS)
        with open(os.path.join(folder, "tickets.csv"), "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow("id created_at first_reply_at solved_at updated_at status channel requester".split())
            writer.writerows(rows)
        run = subprocess.run([program, "score", "-q", "--period", "2026Q2", *options, "deskgauge.yaml"],
                             cwd=folder, capture_output=True, check=True, text=True)
        return run.stdout


def figures(rows):
    return {row["id"].split("{")[0]: row for row in json.loads(score(rows, "--json"))["figures"]
            if row["id"].endswith("{period=2026Q2}")}


held = {name: 0 for name in TRUTH}
errors = {name: 0.0 for name in TRUTH}
naive = 0.0
SEEDS = 40
for seed in range(SEEDS):
    seen = figures(world(seed, SINCE))
    for name, truth in TRUTH.items():
        row = seen[name]
        assert row["reason"] == "updated_since" and row["standing"] == "indicative", row
        held[name] += row["low"] <= truth <= row["high"]
        errors[name] += row["value"] / truth - 1
    naive += seen["first_reply.answered_only_median"]["value"] / TRUTH["first_reply.wait.median"] - 1
for name in TRUTH:
    print(f"{name}: {held[name]} of {SEEDS} intervals hold the truth, mean error {errors[name] / SEEDS:+.1%}")
    assert held[name] >= 36, "intervals do not hold what is known"
    assert abs(errors[name] / SEEDS) < .05, "biased"
print(f"the answered alone, as a dashboard has it: {naive / SEEDS:+.1%}")
assert naive / SEEDS > .10, "this world does not tell the two apart"

text = score(world(1, SINCE))
assert "The export holds only what was updated since 10 May 2026" in text, text
whole = world(1, 0)
assert "updated since" not in score(whole)
moved = figures(world(1, 0, touched_at_once=True))["first_reply.wait.median"]
assert abs(moved["value"] / TRUTH["first_reply.wait.median"] - 1) < .12, moved
assert "The export holds only what" not in score(world(1, 0, touched_at_once=True))
# Of a quarter of which nothing was watched from its beginning waits are not told, not guessed.
early = figures(world(1, SINCE + 53 * DAY))["first_reply.wait.median"]
assert early["value"] is None and early["standing"] == "not_enough_data", early
