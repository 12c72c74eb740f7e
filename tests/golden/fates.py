#!/usr/bin/env python3
"""fates.py PROGRAM: the six fates add up, for every input of every golden case.

Each file is read by `check --json` (with --dates dmy where its own order cannot be told). Where it is
read, the fates must add up to its rows, and the rows to those that Python's csv module counts: all
records behind the header and before it, blank lines and footers among them. Of files in which a quote
is broken Python counts otherwise; there the sum alone is held.
"""
import csv
import gzip
import io
import json
import pathlib
import subprocess
import sys

csv.field_size_limit(1 << 30)
program = sys.argv[1]
cases = pathlib.Path(__file__).parent
TABLES = {".csv", ".tsv", ".gz", ".zst", ".zip", ".txt"}


def check(path, *more):
    done = subprocess.run([program, "check", "--json", "--zone", "UTC", *more, path.name], cwd=path.parent,
                          capture_output=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    if done.returncode != 0 or not done.stdout.startswith(b"{"):
        return []
    return [json.loads(line) for line in done.stdout.splitlines()]  # an archive: a line a table


def records(path, read):
    """How many rows Python sees, or None where it cannot say."""
    if path.suffix in (".zst", ".zip"):
        return None
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode(read["charset"], errors="replace").removeprefix("\ufeff")
    if '\\"' in text or "\0" in text or "\r\r" in text:  # Python reads these otherwise
        return None
    if text.startswith("sep="):
        text = text.split("\n", 1)[1]
    if read["desk"] == "requesttracker":  # its quotes are letters
        return text.count("\n") - 1
    delimiter = {"tab": "\t"}.get(read["delimiter"], read["delimiter"])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return sum(1 for _ in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)) - 1
    except csv.Error:
        return None


wrong = read_count = counted = 0
for path in sorted(cases.glob("*/input/**/*")):
    if path.suffix not in TABLES or not path.is_file():
        continue
    name = path.relative_to(cases)
    for read in check(path) or check(path, "--dates", "dmy"):
        if "fates" not in read:  # a table of the house is no export
            continue
        read_count += 1
        if sum(read["fates"].values()) != read["rows"]:
            print(f"{name}: {read['fates']} are not {read['rows']} rows")
            wrong += 1
        expected = records(path, read)
        counted += expected is not None
        if expected is not None and expected != read["rows"]:
            print(f"{name}: {read['rows']} rows, Python counts {expected}")
            wrong += 1
print(f"{read_count} files read, {counted} of them counted by Python, {wrong} wrong")
sys.exit(1 if wrong or read_count < 40 or counted < 30 else 0)
