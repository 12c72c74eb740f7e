"""traps.py: the tests that schemas/desks/README.md names for the 25 traps, and the files that
hostile/README.md names for themselves and for the behaviour of libcsv, are there."""
import glob
import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))


def read(*parts):
    with open(os.path.join(root, *parts), encoding="utf-8") as file:
        return file.read()


tests = set()
for path in glob.glob(os.path.join(root, "tests", "unit", "ingest", "*.c")):
    tests |= set(re.findall(r"cmocka_unit_test\((\w+)\)", read(path)))
cases = {name for name in os.listdir(here) if os.path.isdir(os.path.join(here, name))}
hostile = {os.path.splitext(name)[0] for name in os.listdir(os.path.join(here, "hostile", "input"))}
setup = read("tests", "golden", "hostile", "setup")
wrong = []
rows = re.findall(r"^\| (\d+) \|.*\| ([^|]*) \|$", read("schemas", "desks", "README.md"), re.M)
if [number for number, _ in rows] != [str(i) for i in range(1, 26)]:
    wrong.append("the table is not of the traps 1 to 25")
for number, held in rows:
    wrong += [f"trap {number}: no test {name}" for name in re.findall(r"`(\w+)`", held) if name not in tests]
    wrong += [f"trap {number}: no case {name}" for name in re.findall(r"\bdesk_\w+(?![\w*])", held)
              if not name.endswith("_") and name not in cases]
for row in re.findall(r"^\| (?!file|---|#|\d)([^|]+) \|", read("tests", "golden", "hostile", "README.md"), re.M):
    wrong += [f"hostile: no file {name}" for name in row.split(", ")
              if name not in hostile and name not in setup]
sheet = re.findall(r"^\| (\d+) \|.*\| ([^|]*) \|$", read("tests", "golden", "hostile", "README.md"), re.M)
if [number for number, _ in sheet] != [str(i) for i in range(1, 22)]:
    wrong.append("the sheet of libcsv is not of the rows 1 to 21")
for number, held in sheet:
    wrong += [f"libcsv {number}: no test {name}" for name in re.findall(r"`(\w+)`", held) if name not in tests]
    for name in re.findall(r"\w+", re.sub(r"`\w+`", "", held)):
        if name != "G" and name not in hostile and name not in setup and name not in cases:
            wrong.append(f"libcsv {number}: no file {name}")
print("\n".join(wrong) if wrong else f"{len(rows)} traps, all held")
sys.exit(bool(wrong))
