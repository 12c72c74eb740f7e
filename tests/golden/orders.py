#!/usr/bin/env python3
"""orders.py PROGRAM: overlapping exports arrive at one store, in whatever order they come.

A quarter of tickets and their messages are cut into three exports that overlap, the later ones with some
tickets changed since; a Jira export grows by comments. Every order is read into a store of its own,
one of them twice; the scores, as JSON, must be the same bytes.
"""
import csv
import datetime
import itertools
import pathlib
import subprocess
import sys
import tempfile

program = sys.argv[1]


def at(hours):
    return (datetime.datetime(2026, 1, 5) + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def table(name):
    """A quarter of 300 tickets, each with what the client wrote, an answer, and sometimes more."""
    if name == "tickets.csv":
        return (["ticket_id", "account", "channel", "status", "created_at", "updated_at", "resolved_at", "reopens"],
                [[f"T{i}", f"Client {i % 7}", ("email", "chat", "phone")[i % 3], "solved", at(7 * i), at(7 * i + 30),
                  at(7 * i + 5), i % 11 // 10] for i in range(300)])
    return (["ticket_id", "at", "author_kind", "author", "public", "body"],
            [[f"T{i}", at(7 * i + k * (1 + i % 4)), ("customer", "human")[k % 2], f"p{i % 5}{k % 2}", "true",
              f"Text {k} of {i}"] for i in range(300) for k in range(2 + i % 3)])


def write(folder, name, head, rows):
    with open(folder / name, "w", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return name


def exports(folder):
    head, rows = table("tickets.csv")
    status, updated = head.index("status"), head.index("updated_at")
    names = []
    for part, (first, last) in enumerate(((0, 6), (2, 8), (4, 10))):
        cut = [list(row) for row in rows[len(rows) * first // 10:len(rows) * last // 10]]
        for row in cut[::7] if part else []:  # changed since the export before
            row[status], row[updated] = "closed", f"2026-07-0{part}T00:00:00Z"
        names.append(write(folder, f"tickets{part}.csv", head, cut))
    head, rows = table("messages.csv")
    names.append(write(folder, "messages0.csv", head, rows[:len(rows) * 6 // 10]))
    names.append(write(folder, "messages1.csv", head, rows[len(rows) * 4 // 10:]))
    return names


def jira(folder):
    head = ["Issue key", "Issue id", "Issue Type", "Status", "Reporter", "Assignee", "Created", "Updated",
            "Status Category", *["Comment"] * 3]
    said = ["25/Feb/26 10:20 PM;bob;Which one?", "25/Feb/26 10:30 PM;ann;This one", "26/Feb/26 9:00 AM;bob;Done"]
    return [write(folder, f"jira{count}.csv", head,
                  [[f"S-{i}", i, "Bug", "Odd", "ann", "bob", "25/Feb/26 10:17 PM", f"2{4 + count}/Feb/26 11:00 PM",
                    "Done" if count == 3 else "To Do", *said[:count], *[""] * (3 - count)] for i in range(1, 40)])
            for count in (1, 2, 3)]


def run(folder, *words):
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def converge(folder, names, orders, label):
    results = {}
    for count, order in enumerate(orders):
        (folder / label / str(count)).mkdir(parents=True)
        store = f"{label}/{count}/s.sqlite"  # a key of its own
        for name in order:
            run(folder, "ingest", "--quiet", "--store", store, "--zone", "UTC", name)
        results.setdefault(run(folder, "score", "--json", "--period", "2026Q1", "--store", store), order)
    print(f"{label}: {len(orders)} orders, {len(results)} results")
    (folder / label / "part").mkdir()
    run(folder, "ingest", "--quiet", "--store", f"{label}/part/s.sqlite", "--zone", "UTC", names[0])
    part = run(folder, "score", "--json", "--period", "2026Q1", "--store", f"{label}/part/s.sqlite")
    # The comparison must be able to fail.
    return len(results) == 1 and part not in results


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    names = exports(folder)
    orders = [list(order) for order in itertools.permutations(names)][::30] + [names[::-1], names + names[:2]]
    grown = jira(folder)
    fine = converge(folder, names, orders, "sample")
    fine = converge(folder, grown, [*map(list, itertools.permutations(grown)), grown[::-1] + grown], "jira") and fine
sys.exit(0 if fine else 1)
