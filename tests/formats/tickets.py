#!/usr/bin/env python3
"""tickets.py FOLDER...: in every report of the folders each figure that counts tickets leads to them:
the rows of its file that its filters choose are as many as its n, the page, the text, the workbook and
figures.csv name the same file, every link resolves, and no cell is a formula. Deliberately another
program than the one that wrote them."""
import collections
import csv
import json
import os
import pathlib
import re
import sys
import urllib.parse

from reading import Page, Workbook, read_csv, read_text

# Figures of hours, calls, the rota and declared marks: no ticket stands behind them.
COUNTS_NO_TICKETS = re.compile(r"availability\.(unknown_hours|test_calls_answered|rota\.)|channels\.(offered_and_alive|policy|calls\.)|choice\.|offer\.|cost")
# Who answered a survey is told to the house alone.
OF_ANSWERS = re.compile(r"orientation\.satisfied")
OF_PERSONS = {"account", "executor", "survey_answers", "survey_answered"}
failures, looked = [], {"figures": 0, "rows": 0, "links": 0}


def claim(holds, words):
    if not holds:
        failures.append(words)


def undefused(cell):
    return cell[1:] if cell[:1] == "'" else cell


def read_list(path, lists):
    """Rows as dictionaries; the raw cells are looked at once."""
    if path not in lists:
        rows = read_csv(path)
        for row in rows:
            claim(len(row) == len(rows[0]), f"{path}: a row of {len(row)} cells")
            claim(not any(re.match(r"\s*[=+@\t\r|%-]", cell) for cell in row), f"{path}: a formula in {row}")
        header, rows = rows[0], rows[1:]
        claim(len(set(header)) == len(header), f"{path}: a column stands twice")
        claim(len(rows) > 0, f"{path}: no ticket")
        keys = [(row[0], row[1]) for row in rows]
        claim(len(set(keys)) == len(keys), f"{path}: a ticket stands twice")
        lists[path] = [dict(zip(header, map(undefused, row))) for row in rows]
        looked["rows"] += len(rows)
    return lists[path]


def chosen(rows, tickets):
    where = tickets["where"]
    return [row for row in rows if row[tickets["column"]] and all(row[key] == value for key, value in where.items())]


def count(path, tickets, lists):
    """len(chosen()), for many figures of one file: rows are counted once for each set of filters."""
    keys = (tickets["column"], *tickets["where"])
    if (path, keys) not in lists:
        rows = read_list(path, lists)
        lists[path, keys] = collections.Counter(tuple(row[key] for key in keys[1:]) for row in rows if row[keys[0]])
    return lists[path, keys][tuple(tickets["where"].values())]


def check_figure(where, figure, place, lists, is_client):
    tickets, name = figure["tickets"], f"{where}: {figure['id']}"
    if COUNTS_NO_TICKETS.match(figure["definition"]):
        claim(tickets is None, f"{name} counts no tickets, and has some")
        return
    claim(tickets is not None, f"{name} leads nowhere")
    if tickets is None:
        return
    looked["figures"] += 1
    claim(tickets["count"] == figure["n"], f"{name}: {tickets['count']} tickets, n {figure['n']}")
    claim(tickets["explain"].startswith("deskgauge explain '"), f"{name}: explained by {tickets['explain']}")
    if figure["n"] == 0:
        claim(tickets["file"] is None, f"{name} has no ticket, and a file")
        return
    if is_client and OF_ANSWERS.match(figure["definition"]) and tickets["file"] is None:
        return
    claim(tickets["file"] is not None, f"{name} has {figure['n']} tickets, and no file")
    if tickets["file"] is None:
        return
    path = place / tickets["file"]
    claim(path.is_file(), f"{name}: {tickets['file']} is not there")
    if path.is_file():
        found = count(path, tickets, lists)
        claim(found == figure["n"], f"{name}: {found} rows in {tickets['file']}, n {figure['n']}")


def check_counts(where, report, place, lists):
    """The counts that a figure prints, from the outcomes of its rows."""
    for figure in report["figures"]:
        if figure["definition"] != "first_reply.within_promise" or (figure["n"] or 0) < 200 or figure["rung"] != "proved":
            continue
        rows = chosen(read_list(place / figure["tickets"]["file"], lists), figure["tickets"])
        kept = sum(row["within_promise"] == "in_time" for row in rows)
        late = sum(row["within_promise"] in ("late", "never_answered", "waiting") for row in rows)
        claim(kept + late + sum(row["within_promise"] == "undecided" for row in rows) == figure["n"], f"{where}: outcomes")
        if figure["lo"] is not None and figure["value"] is not None:
            claim(abs(kept / figure["n"] - figure["value"]) < 0.02, f"{where}: {figure['id']} is {figure['value']}, {kept} of {figure['n']} rows")
        for row in rows:
            if row["within_promise"] == "late" and row["waited_promised_s"]:
                claim(int(row["waited_promised_s"]) > int(row["promised_s"]), f"{where}: ticket {row['ticket']} is late in time")


def check_documents(where, report, place):
    by_id = {figure["id"]: figure for figure in report["figures"]}
    told = {figure["tickets"]["file"] for figure in by_id.values() if figure["tickets"] and figure["tickets"]["file"]}
    page, markdown = Page(read_text(place / "report.html")), read_text(place / "report.md")
    for link in page.links:
        looked["links"] += 1
        there = link[1:] in page.ids if link.startswith("#") else (place / urllib.parse.unquote(link)).is_file()
        claim(there, f"{where}: the link {link} leads nowhere")
    for link in re.findall(r"(?<!\\)\]\(([^)]*)\)", markdown):
        claim((place / link).is_file(), f"{where}: the link {link} of the text leads nowhere")
    for block in report["blocks"]:
        for cited in [block.get("figure")] + [row.get("figure") for row in block.get("rows", []) if isinstance(row, dict)]:
            tickets = by_id[cited]["tickets"] if cited else None
            if not tickets or not tickets["file"]:
                continue
            claim(tickets["file"] in page.links, f"{where}: {cited} has no link on the page")
            claim(f"]({tickets['file']})" in markdown, f"{where}: {cited} has no link in the text")
            if block["kind"] == "exhibit":
                claim(tickets["explain"] in page.text, f"{where}: {cited} is not explained on the page")
                claim(tickets["explain"] in markdown, f"{where}: {cited} is not explained in the text")
    book = Workbook(place / "report.xlsx")
    cells = book.sheets["figures"]
    rows = {cells[r, 0]: r for (r, c) in cells if c == 0 and r > 5}
    for name, figure in by_id.items():
        tickets = figure["tickets"] or {"count": None, "file": None, "explain": None}
        found = [cells.get((rows[name], column)) for column in (12, 13, 15)]
        claim(found == [tickets["count"], tickets["file"], tickets["explain"]], f"{where}: {name}: {found} in the workbook")
    if (place / "data/figures.csv").is_file():
        for row in csv.DictReader(read_text(place / "data/figures.csv").splitlines()):
            tickets = by_id[row["id"]]["tickets"]
            claim((row["tickets_file"] or None) == (tickets and tickets["file"]), f"{where}: {row['id']} in figures.csv")
    return book, told


def check_sheet(where, report, place, book, lists):
    """The first tickets of this period, in the sheet; all of them in the files."""
    cells = book.sheets.get("tickets")
    claim(cells is not None, f"{where}: no sheet of tickets")
    if cells is None:
        return
    ids = [str(cells[r, 0]) for (r, c) in sorted(cells) if c == 0 and r > 5]
    of_period = {row["ticket"] for row in read_list(place / "tickets/context.csv", lists)
                 if row["period"] == report["about"]["period_key"] and row["tickets"]}
    claim(len(set(ids)) == len(ids) == min(5000, len(of_period)), f"{where}: {len(ids)} tickets in the sheet, {len(of_period)} in the files")
    claim(set(ids) <= of_period, f"{where}: {sorted(set(ids) - of_period)[:3]} are in the sheet and in no file")
    about = str(cells.get((1, 0), ""))
    if len(of_period) > 5000:
        claim("tickets" in about and re.search(r"5.000", about) is not None, f"{where}: the sheet does not say where the rest is: {about}")


def check(place):
    lists, where = {}, str(place)
    report = json.loads(read_text(place / "report.json"))
    for figure in report["figures"]:
        check_figure(where, figure, place, lists, report["about"]["account"] is not None)
    check_counts(where, report, place, lists)
    book, told = check_documents(where, report, place)
    is_inside = any(name.startswith("../") for name in told)
    if not is_inside:
        check_sheet(where, report, place, book, lists)
        there = {str(path.relative_to(place)) for path in place.glob("tickets/*")}
        claim(there == told, f"{where}: {there ^ told} are told and not there, or there and not told")
    if report["about"]["account"]:
        for path in [key for key in lists if isinstance(key, pathlib.Path)]:
            rows = lists[path]
            claim(not OF_PERSONS & set(rows[0]), f"{path}: {OF_PERSONS & set(rows[0])} in a client's file")
            claim(not any(value in ("satisfied", "not_satisfied", "silent", "repeats") for row in rows for value in row.values()),
                  f"{path}: what a person answered is in a client's file")


places = [report.parent for folder in map(pathlib.Path, sys.argv[1:]) for report in sorted(folder.rglob("report.json"))]
for place in places:
    check(place)
for failure in failures[:40]:
    print("FAILED", failure)
print(f"{len(places)} reports, {looked['figures']} figures, {looked['rows']} rows, {looked['links']} links, {len(failures)} failures")
sys.exit(bool(failures) or not places or not looked["figures"])
