#!/usr/bin/env python3
"""unharmed.py PROGRAM LANGUAGE: an export whose clients are named like formulas, markup, scripts and
paths, with a canary in every column that a person could stand in, goes through every format: nothing
runs, nothing is loaded, no file stands elsewhere, and no canary is found anywhere."""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

from reading import Page, Workbook, read_csv, read_text

NAMES = [
    '=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "@SUM(A1:A9)", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "</svg><svg onload=alert(1)>", "</style></title><b>",
    "`touch pwned`", "'; system('touch pwned'); '", '"; !touch pwned; "', "@macro $data << END_OF_DATA",
    "../../../etc/passwd", "CON", "..", "\u202emoc.elpmaxe\u202c", "a\u0007b\u007fc", "Ж" * 150, "_x0041_",
    "{{7*7}} ${7*7} %n%s", "[x](javascript:alert(1)) | a |",
]
CANARY = "zqcanary"
failures = []


def claim(holds, words):
    if not holds:
        failures.append(words)


def canary(kind, row):
    return {"mail": f"{CANARY}{row}@person.example", "phone": f"+7 900 {CANARY} {row:04d}",
            "name": f"Ivan {CANARY.capitalize()}ov-{row}", "text": f"my password is {CANARY}{row}, call me"}[kind]


def write_export(path):
    header = ["Ticket ID", "Created", "First response at", "Resolved at", "Status", "Channel", "Organization",
              "Requester", "Requester email", "Phone", "Agent", "Subject", "Description", "Tags", "Anything"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(header)
        for row in range(600):
            day, hour = 1 + row % 28, 8 + row % 11
            at = f"2026-0{4 + row % 3}-{day:02d} {hour:02d}"
            out.writerow([row + 1, f"{at}:05:00", f"{at}:{10 + row % 40}:00", f"{at}:59:00", "Closed", "email",
                          NAMES[row % len(NAMES)], canary("name", row), canary("mail", row), canary("phone", row),
                          canary("name", row + 5000), canary("text", row), canary("text", row + 1000),
                          CANARY + "tag", canary("mail", row + 9000)])


def all_bytes(path):
    """The bytes of a file as they lie there, unpacked, and as text of a PDF."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        parts = Workbook(path).parts
        data += b"".join(parts.read(name) for name in parts.namelist())
    if path.suffix == ".pdf" and shutil.which("pdftotext"):
        data += subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
    return data


def look(folder):
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = str(path.relative_to(folder))
        claim(re.fullmatch(r"(\.deskgauge-report|([A-Za-z0-9_-][A-Za-z0-9._-]*/){0,2}[A-Za-z0-9_-][A-Za-z0-9._-]*)", name),
              f"a file is named {name!r}")
        claim(CANARY.encode() not in all_bytes(path).lower(), f"a canary is in {name}")
        if path.suffix == ".html":
            page = Page(read_text(path))
            claim(not {"script", "img", "iframe", "object", "link", "b"} & set(page.tags), f"{name}: {set(page.tags)}")
            claim(all(re.match(r"#|(\.\./)?[a-z0-9-]+/", link) for link in page.links), f"{name} links to {page.links}")
            claim(not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x7f]", read_text(path)), f"{name} turns text around")
            for drawing in re.findall(r"<svg.*?</svg>", read_text(path), re.S):
                tree.fromstring(drawing)
        if path.suffix == ".xlsx":
            book = Workbook(path)
            claim(book.formula_count == 0, f"{name} has formulas")
            claim(not any("TargetMode=\"External\"" in book.parts.read(n).decode() for n in book.parts.namelist()
                          if n.endswith(".rels")), f"{name} links outside")
        if path.suffix == ".csv":
            for row in read_csv(path):
                claim(not any(re.match(r"\s*[=+@\t\r]|-[^0-9.]", cell) for cell in row), f"{name}: a formula in {row[:3]}")
        if path.suffix == ".json":
            json.loads(read_text(path))


def main():
    program, language = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        write_export(place / "export.csv")
        run = [program, "run", "export.csv", "--zone", "UTC", "--language", language, "--store", "store.sqlite"]
        done = subprocess.run(run + ["-o", "report"], cwd=place, capture_output=True)
        if os.access("/usr/bin/weasyprint", os.X_OK):
            paper = [program, "report", "quarterly-review", "--language", language, "--store", "store.sqlite"]
            subprocess.run(paper + ["-o", "paper", "--format", "pdf"], cwd=place, capture_output=True, check=True)
            look(place / "paper")
        claim(done.returncode == 0, f"exit code {done.returncode}: {done.stderr.decode()[-400:]}")
        claim(CANARY.encode() not in (done.stdout + done.stderr).lower(), "a canary was printed")
        look(place / "report")
        for path in place.glob("store.sqlite*"):
            claim(CANARY.encode() not in path.read_bytes().lower(), f"a canary is in {path.name}")
        claim(not list(place.rglob("pwned")), "something ran")
        (place / "notes.txt").write_text("mine")
        done = subprocess.run(run + ["-o", "notes.txt"], cwd=place, capture_output=True)
        claim(done.returncode == 5 and (place / "notes.txt").read_text() == "mine", "a file was overwritten")
        beside = sorted(p.name for p in place.iterdir())
        claim(set(beside) <= {"export.csv", "report", "paper", "notes.txt", "store.sqlite", "deskgauge.key"}, f"left behind: {beside}")
    for failure in failures[:30]:
        print("FAILED", failure)
    print(f"{len(NAMES)} names, {len(failures)} failures")
    sys.exit(bool(failures))


main()
