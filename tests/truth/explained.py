#!/usr/bin/env python3
"""explained.py DESKGAUGE SAMPLE GOLDEN: every figure of the samples' reports (of the house, of a client,
of the choice of models) and of the odd desks among the golden cases can be asked, and as many tickets
stand behind it as its n says."""
import csv, json, os, re, subprocess, sys, tempfile

program, sample, golden = map(os.path.abspath, sys.argv[1:4])
ODD = ("odd_desks", "survey_kinds", "two_readers")
COUNTS_NO_TICKETS = {"availability.unknown_hours", "channels.offered_and_alive", "channels.policy"}


def run(folder, *args):
    done = subprocess.run([program, *args], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{args}: {done.returncode}: {done.stderr}"
    return done.stdout


def figures_of(folder, place, report):
    run(folder, "report", *report, "-q", "--language", "en", "--format", "json", "--output", place)
    with open(os.path.join(place, "report.json"), encoding="utf-8") as report:
        return {figure["id"]: figure for figure in json.load(report)["figures"]}


def told_counts(text):
    counts, figure = {}, None
    for line in text.splitlines():
        if line and not line.startswith(" "):
            figure = line
        match = re.fullmatch(r"  tickets: (\d+) \(n (\d+)\)", line)
        if match or line.startswith("  tickets: none"):
            counts[figure] = int(match[1]) if match else None
    return counts


def check(folder, work, *report, least=200):
    figures = figures_of(folder, os.path.join(work, report[-1]), report)
    assert len(figures) > least, f"{folder}: only {len(figures)} figures"
    ids = os.path.join(work, "ids")
    with open(ids, "w", encoding="utf-8") as out:
        out.writelines(name + "\n" for name in figures)
    told = told_counts(run(folder, "explain", "--figures", ids))
    assert set(told) == set(figures), set(figures) ^ set(told)
    for name, figure in figures.items():
        if figure["definition"] in COUNTS_NO_TICKETS:
            assert told[name] is None, name
        else:
            assert told[name] == figure["n"], f"{name}: {told[name]} tickets, n {figure['n']}"
    return figures


def check_rows(folder, work, figures):
    """The list itself, not what is said of it: of every ninth figure."""
    some = [name for name, f in figures.items() if f["definition"] not in COUNTS_NO_TICKETS][::9]
    ids = os.path.join(work, "some")
    with open(ids, "w", encoding="utf-8") as out:
        out.writelines(name + "\n" for name in some)
    seen = {name: set() for name in some}
    rows = csv.DictReader(run(folder, "explain", "--csv", "--figures", ids).splitlines())
    for row in rows:
        assert row["outcome"]
        seen[row["figure"]].add((row["source"], row["ticket"]))
    for name in some:
        assert len(seen[name]) == figures[name]["n"], name


def check_one(folder):
    text = run(folder, "explain", "first_reply.within_promise{channel=messenger,period=2026Q2}")
    words, _, rows = text.partition("source,ticket,created_at,outcome,calendar_s,promised_s\n")
    for part in ("how: Aalen", "n_eff", "left out:", "evidence: proved"):
        assert part in words, f"'{part}' is not in:\n{words}"
    kept, asked = map(int, re.search(r"counted: (\d+) / (\d+)", words).groups())
    assert kept > 1000 and len(rows.splitlines()) == asked
    assert sum(",in_time," in row for row in rows.splitlines()) == kept


for name in ("", "small"):
    with tempfile.TemporaryDirectory() as work:
        where = os.path.join(sample, name)
        found = check(where, work, "quarterly-review")
        if not name:
            check_rows(where, work, found)
            check_one(where)
            client = check(where, work, "account-review", "--account", "bakery", least=100)
            assert all("account=bakery" in figure for figure in client)
            check_rows(where, work, client)
            choice = check(where, work, "model-choice")
            assert set(found) <= set(choice)
        print(f"{name or 'hosting'}: {len(found)} figures explained, each with its tickets")

for case in ODD:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["sh", os.path.join(golden, case, "setup")], cwd=place, check=True)
        desks = [where for where, _, files in os.walk(place) if "deskgauge.yaml" in files]
        asked = 0
        for where in desks:
            with tempfile.TemporaryDirectory() as work:
                asked += len(check(where, work, "quarterly-review", least=90))
        print(f"{case}: {asked} figures of {len(desks)} desks explained")
