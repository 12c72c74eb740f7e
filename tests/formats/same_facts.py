#!/usr/bin/env python3
"""same_facts.py FOLDER...: the page, the text, the workbook, the CSV (and the PDF, where there is
one) of each report folder say what its JSON says. The JSON is read, the others are compared."""
import json
import math
import os
import shutil
import subprocess
import sys

from reading import Page, Workbook, one_blank, read_csv, read_markdown, read_text

failures = []


def claim(holds, words):
    if not holds:
        failures.append(words)


def near(a, b):
    return isinstance(a, float) and math.isclose(a, float(b), rel_tol=1e-12, abs_tol=1e-12)


def in_cell(cell):
    """What a spreadsheet holds for a value of the JSON: the text, or its ends as numbers."""
    scale = {"duration": 1 / 86400, "points": 100, "money": 1 / 100}.get(cell["kind"], 1)
    if cell["kind"] == "duration" and cell.get("value", cell.get("lo")) < 0:
        scale = 1 / 3600
    if cell["kind"] in ("number", "ratio", "points", "duration", "count", "money"):
        ends = [cell["value"]] if "value" in cell else [cell["lo"], cell["hi"]]
        return [end * scale for end in ends]
    return None


def same_cell(expected, cells, row, column, where):
    numbers = in_cell(expected)
    if numbers is None:
        if expected["kind"] in ("words", "text", "period", "quarter", "unknown"):
            claim((cells.get((row, column)) or "") == (expected["text"] or ""),
                  f"{where}: '{cells.get((row, column))}' in the workbook, '{expected['text']}' in the JSON")
        return
    for i, number in enumerate(numbers):
        found = cells.get((row, column + i))
        claim(near(found, number), f"{where}: {found} in the workbook, {number} in the JSON")


def is_range(table, column):
    return any("lo" in row[column] for row in table["rows"])


def places(table):
    at, out = 0, []
    for column in range(len(table["columns"])):
        out.append(at)
        at += 2 if is_range(table, column) else 1
    return out


def same_table(table, sheet, cells, rows, page, where):
    first = 1 + next(r for (r, c), text in sorted(cells.items()) if r >= 5 and c == 0)
    for i, row in enumerate(table["rows"]):
        for place, cell in zip(places(table), row):
            same_cell(cell, cells, first + i, place, f"{where}, sheet '{sheet}', row {i}")
            if i < 200:
                claim(one_blank(cell["text"] or "") in page.text, f"{where}: '{cell['text']}' is not on the page")
    claim(len(rows) == len(table["rows"]) + 1, f"{where}: {len(rows) - 1} rows of CSV, {len(table['rows'])} of JSON")
    for i, row in enumerate(table["rows"][: len(rows) - 1]):
        for place, cell in zip(places(table), row):
            if cell["kind"] in ("number", "ratio", "points", "duration", "count"):
                value = cell.get("value", cell.get("lo"))
                claim(near(float(rows[i + 1][place] or "nan"), value), f"{where}: {rows[i + 1][place]} in the CSV")


def compare_figures(folder, report, book, page, markdown):
    cells = book.sheets["figures"]
    rows = {cells[r, 0]: r for (r, c) in cells if c == 0 and r > 5}
    listed = {row[0].lstrip("'"): row for row in read_csv(f"{folder}/data/figures.csv")[1:]}
    claim(len(rows) == len(report["figures"]) == len(listed), f"{folder}: {len(rows)} figures in the workbook")
    for figure in report["figures"]:
        name, row = figure["id"], rows.get(figure["id"])
        claim(row is not None, f"{name} is not in the workbook")
        if row is None:
            continue
        claim(cells.get((row, 1)) == figure["text"], f"{name}: '{cells.get((row, 1))}' in the workbook")
        scale = 1 / 100 if str(figure["unit"]).startswith("minor") else 1
        for column, key in ((2, "value_lo"), (3, "value_hi"), (4, "lo"), (5, "hi"), (7, "n")):
            if isinstance(figure[key], (int, float)):
                expected = figure[key] * (scale if key != "n" else 1)
                claim(near(cells.get((row, column)), expected), f"{name}: {key} {cells.get((row, column))}, not {expected}")
                in_csv = listed[name][{2: 1, 3: 2, 4: 3, 5: 4, 7: 6}[column]]
                claim(near(float(in_csv or "nan"), expected), f"{name}: {key} {in_csv} in the CSV, not {expected}")
            else:
                claim((row, column) not in cells, f"{name}: {key} is unknown, and a number in the workbook")
        claim(cells.get((row, 8)) == figure["rung"], f"{name}: the rung differs")


def compare_blocks(folder, report, book, page, markdown, pdf):
    front = "\n".join(text for text in next(iter(book.sheets.values())).values() if isinstance(text, str))
    front = one_blank(front)
    for block in report["blocks"]:
        texts = [block.get(key) for key in ("headline", "text", "title", "subtitle", "note", "topic")]
        for tile in block.get("tiles", []):
            texts += [tile["name"], tile["verdict"], tile["earlier"], tile["value"]["text"]]
        for row in block["rows"] if block["kind"] == "criteria" else []:
            texts += [row["name"], row["promise"], row["happened"], row["why"], row["value"]["text"]]
        for text in filter(None, texts):
            if block["kind"] == "scorecard" and text in [t["value"]["text"] for t in block["tiles"]]:
                media = (("the page", page.text), ("the text", markdown))
            else:
                media = (("the page", page.text), ("the text", markdown), ("the workbook", front))
            for name, whole in media:
                claim(one_blank(text) in whole, f"{folder}: '{text}' is not in {name}")
            if pdf is not None:
                claim(one_blank(text).replace(" ", "").replace("-", "") in pdf, f"{folder}: '{text}' is not in the PDF")
        table = block.get("table")
        if table is not None:
            is_exhibit = block["kind"] == "exhibit"
            sheet = f"{block['number']:02d} {block['key']}"[:31] if is_exhibit else table["key"][:31]
            rows = read_csv(f"{folder}/data/{block['number']:02d}-{block['key']}.csv" if is_exhibit
                            else f"{folder}/data/{table['key']}.csv")
            claim(sheet in book.sheets, f"{folder}: no sheet '{sheet}'")
            if sheet in book.sheets:
                same_table(table, sheet, book.sheets[sheet], rows, page, f"{folder} {sheet}")


def pdf_text(folder):
    if not os.path.exists(f"{folder}/report.pdf") or shutil.which("pdftotext") is None:
        return None
    text = subprocess.run(["pdftotext", "-raw", f"{folder}/report.pdf", "-"], capture_output=True, check=True).stdout
    return "".join(one_blank(text.decode()).replace("\u00ad", "").replace("-", "").split())


def compare(folder):
    report = json.loads(read_text(f"{folder}/report.json"))
    book = Workbook(f"{folder}/report.xlsx")
    page = Page(read_text(f"{folder}/report.html"))
    markdown = read_markdown(f"{folder}/report.md")
    claim(book.formula_count == 0, f"{folder}: {book.formula_count} formulas in the workbook")
    compare_figures(folder, report, book, page, markdown)
    compare_blocks(folder, report, book, page, markdown, pdf_text(folder))


for place in sys.argv[1:]:
    compare(place)
for failure in failures[:40]:
    print(failure)
print(f"{len(sys.argv) - 1} reports, {len(failures)} differences")
sys.exit(bool(failures))
