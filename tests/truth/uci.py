#!/usr/bin/env python3
"""uci.py DESKGAUGE FOLDER: the figures that are known of a real ServiceNow incident log.

FOLDER is ../shared/real-data; without it the check skips aloud (exit code 77).
"""
import json
import os
import subprocess
import sys

program, folder = sys.argv[1:3]
log = f"{folder}/uci-incidents/incident_event_log.csv"
if not os.path.exists(log):
    print(f"SKIPPED: {log} is not here")
    sys.exit(77)
results = []


def claim(text, holds):
    results.append(bool(holds))
    print(("ok   " if holds else "FAIL ") + text)


def figures(*options):
    run = subprocess.run([program, "score", "--json", *options, log], capture_output=True, check=True)
    return {row["id"].split("{")[0]: row for row in json.loads(run.stdout)["figures"] if "=" not in row["id"].replace("period=", "")}


check = subprocess.run([program, "check", "--json", log], capture_output=True, check=True)
read = json.loads(check.stdout)
claim("ServiceNow is recognised", read["desk"] == "servicenow")
claim(f"5,998 rows: {read['fates']}", read["rows"] == 5998 and sum(read["fates"].values()) == 5998)
claim("890 tickets", read["fates"]["new"] == 890)
claim("dates are day-month-year", read["dates"] == "dmy")

whole = figures()
claim("890 tickets in the period", whole["context.tickets"]["value"] == 890)
claim(f"10 reopened: {whole['completeness.reopened_tickets']['value']}",
      whole["completeness.reopened_tickets"]["value"] == 10)
known = {
    "2016-03-03": (298, 7.2, 53.5, 53.5),
    "2016-03-05": (500, 24.8, 61.0, 61.0),
    "2016-03-20": (735, 48.9, 61.0, 62.6),  # flat at one half
}
for day, (resolved, naive, low, high) in known.items():
    seen = figures("--as-of", day)
    claim(f"{day}: {seen['context.resolved']['value']} resolved", seen["context.resolved"]["value"] == resolved)
    hours = seen["context.time_to_resolution.median"]["value"] / 3600
    claim(f"{day}: Kaplan–Meier median {hours:.1f} h, known {low}–{high}", low <= round(hours, 1) <= high)
    hours = seen["context.time_to_resolution.resolved_only_median"]["value"] / 3600
    claim(f"{day}: median of the resolved {hours:.1f} h, known {naive}", abs(hours - naive) <= 0.051)

print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
