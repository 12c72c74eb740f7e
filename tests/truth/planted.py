#!/usr/bin/env python3
"""planted.py DESKGAUGE SAMPLE_DATA: what the scoring says of the sample companies, against truth.json.

The hosting company has one planted sag (first reply, messenger, from 2026-W19); the small desk has
none. Everything compared here is printed; the closing line is 'N passed, N failed'.
"""
import datetime
import json
import subprocess
import sys

program, samples = sys.argv[1:3]
results = []


def claim(text, holds):
    results.append(bool(holds))
    print(("ok   " if holds else "FAIL ") + text)


def score(settings):
    run = subprocess.run([program, "score", "--json", settings], capture_output=True, check=True)
    data = json.loads(run.stdout)
    criteria = {row["criterion"]: row for row in data["criteria"]}
    figures = {row["id"]: row for row in data["figures"]}
    return criteria, figures


def near(figures, name, truth, tolerance):
    value = figures[name]["value"]
    claim(f"{name}: {value:.3f}, truth {truth:.3f}", abs(value - truth) <= tolerance)


truth = json.load(open(f"{samples}/hosting/truth.json"))
criteria, figures = score(f"{samples}/deskgauge.yaml")

claim("first reply sagged", criteria["first_reply"]["change"] == "sagged")
monday = criteria["first_reply"]["week_day"]
week = datetime.date(1970, 1, 1) + datetime.timedelta(days=monday or 0)
claim(f"the sag is dated: week of {week}", week == datetime.date(2026, 5, 4))
for name in ("completeness", "channels"):
    claim(f"{name} did not sag", criteria[name]["change"] not in ("sagged", "look"))

for quarter in ("2026Q1", "2026Q2"):
    latent = truth["quarters"][quarter]["first_reply"]["within_promise_share"]
    near(figures, f"first_reply.within_promise{{period={quarter}}}", latent, 0.015)
for channel in ("messenger", "email", "chat"):
    latent = truth["quarters"]["2026Q2"]["first_reply_by_channel"][channel]["within_promise_share"]
    near(figures, f"first_reply.within_promise{{channel={channel},period=2026Q2}}", latent, 0.02)
row = figures["first_reply.within_promise{period=2026Q2}"]
latent = truth["quarters"]["2026Q2"]["first_reply"]["within_promise_share"]
claim(f"the interval {row['low']:.3f}–{row['high']:.3f} holds the truth", row["low"] <= latent <= row["high"])
tickets = truth["quarters"]["2026Q2"]["tickets"]
claim(f"{row['asked']} tickets were asked, truth {truth['quarters']['2026Q2']['first_reply']['waiting']}",
      abs(row["asked"] - truth["quarters"]["2026Q2"]["first_reply"]["waiting"]) <= 5)

criteria, figures = score(f"{samples}/small/deskgauge.yaml")
for name, row in criteria.items():
    claim(f"small: {name} did not sag", row["change"] != "sagged")
claim("small: satisfaction is not in the export", criteria["orientation"]["standing"] == "not_observable")

print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
