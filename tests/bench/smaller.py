#!/usr/bin/env python3
"""smaller.py DATA OUT: the export of DATA without the last hundredth of its tickets, as it was a while ago."""
import csv
import pathlib
import sys

data, out = map(pathlib.Path, sys.argv[1:])


def rows(name):
    with open(data / name, newline="", encoding="utf-8") as file:
        yield from csv.reader(file)


ids = [row[0] for row in rows("tickets.csv")][1:]
young = set(ids[len(ids) * 99 // 100:])
out.mkdir(exist_ok=True)
for name in "tickets.csv", "messages.csv":
    with open(out / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows(name) if row[0] not in young)
