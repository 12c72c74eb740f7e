"""What a reader finds in a report folder: the workbook, the CSV, the page, the text."""
import csv
import html.parser
import io
import re
import zipfile
import xml.etree.ElementTree as tree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Workbook:
    """Cells by sheet: {"02 where": {(row, column): text or float}}, and what else is in there."""

    def __init__(self, path):
        self.parts = zipfile.ZipFile(path)
        assert self.parts.testzip() is None, "the archive is broken"
        for name in self.parts.namelist():
            if name.endswith((".xml", ".rels")):
                tree.fromstring(self.parts.read(name))
        self.formula_count = 0
        self.shared = [
            "".join(t.text or "" for t in item.iter(SHEET + "t"))
            for item in self._part("xl/sharedStrings.xml")
        ]
        targets = {r.get("Id"): r.get("Target") for r in self._part("xl/_rels/workbook.xml.rels")}
        self.sheets = {}
        for sheet in self._part("xl/workbook.xml").find(SHEET + "sheets"):
            self.sheets[sheet.get("name")] = self._cells("xl/" + targets[sheet.get(RELATION + "id")])

    def _part(self, name):
        return tree.fromstring(self.parts.read(name))

    def _cells(self, part):
        cells = {}
        for cell in self._part(part).iter(SHEET + "c"):
            self.formula_count += cell.find(SHEET + "f") is not None
            value = cell.find(SHEET + "v")
            if value is None:
                continue
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            cells[int(row) - 1, column - 1] = (
                unescape(self.shared[int(value.text)]) if cell.get("t") == "s" else float(value.text)
            )
        return cells

    def texts(self):
        return [text for cells in self.sheets.values() for text in cells.values() if isinstance(text, str)]


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


class Page(html.parser.HTMLParser):
    """The text of a page as a reader sees it, blanks as one; links and ids."""

    def __init__(self, source):
        super().__init__()
        self.text, self.links, self.ids, self.tags = "", [], [], []
        self._hidden = 0
        self.feed(source)
        self.text = one_blank(self.text)

    def handle_starttag(self, tag, attrs):
        self._hidden += tag == "style"
        self.tags.append(tag)
        self.text += " "
        for name, value in attrs:
            if name == "href":
                self.links.append(value)
            if name == "id":
                self.ids.append(value)

    def handle_endtag(self, tag):
        self._hidden -= tag == "style"
        self.text += " "

    def handle_data(self, data):
        if not self._hidden:
            self.text += data


def one_blank(text):
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", " ", text)


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def read_markdown(path):
    return one_blank(re.sub(r"\\(.)", r"\1", read_text(path)).replace("**", ""))


def read_csv(path):
    return list(csv.reader(io.StringIO(read_text(path))))
