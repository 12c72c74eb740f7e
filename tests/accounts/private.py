"""make FOLDER: an export of three clients with words planted everywhere.
look FOLDER PLACE…: search the pages of each client in every format for the words of the others."""
import csv
import datetime
import pathlib
import sys
import zipfile

CLIENTS = {  # client: its folder, and its own words
    "Zebrafink GmbH": ("account-zebrafink-gmbh", "zebrafink"),
    "Quokka & Partners": ("account-quokka-partners", "quokka"),
    "Кофейня Барсук": ("account-kofejna-barsuk", "барсук"),
}
NOBODY = ["agnescanary", "reqcanary", "subjcanary", "bodycanary", "tagcanary", "teamcanary", "filecanary"]
START = datetime.datetime(2026, 1, 5, 9, 0)


def tickets():
    """180 tickets a client over two quarters; every fifth late, every ninth never answered."""
    for c, client in enumerate(CLIENTS):
        word = CLIENTS[client][1]
        for i in range(180):
            created = START + datetime.timedelta(days=i, minutes=37 * (i % 11) + c)
            reply = None if i % 9 == 4 else created + datetime.timedelta(minutes=600 if i % 5 == 0 else 20)
            solved = None if i > 176 else (reply or created) + datetime.timedelta(hours=5)
            yield {
                "ticket_id": f"T{c}-{i:04d}",
                "created_at": created,
                "first_reply_at": reply,
                "resolved_at": solved,
                "subject": f"subjcanary {word}",
                "requester": f"reqcanary{c}{i % 7}@{'zqk'[c]}-{i}.example",
                "account": client,
                "assignee": f"AgnesCanary {i % 4}",
                "group": "teamcanary nights",
                "channel": ["email", "chat", "phone"][i % 3],
                "priority": ["normal", "urgent"][i % 2],
                "category": f"tagcanary {word}",
                "satisfaction": ["good", "bad", "", ""][i % 4],
            }


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def make(folder):
    rows = list(tickets())
    for row in rows:
        for key in ("created_at", "first_reply_at", "resolved_at"):
            row[key] = row[key].strftime("%Y-%m-%d %H:%M:%S") if row[key] else ""
    write(folder / "filecanary-quokka.csv", rows)
    write(folder / "decisions.csv", [
        {"decision": "More people for Quokka", "owner": "head of support", "decided": "2026-05-01",
         "due": "2026-08-01", "client": "", "internal": ""},
        {"decision": "A second line for the fink", "owner": "day shift", "decided": "2026-05-01",
         "due": "2026-08-01", "client": "Zebrafink GmbH", "internal": ""},
        {"decision": "Raise the price of Zebrafink, as of Quokka", "owner": "sales", "decided": "2026-05-01",
         "due": "2026-08-01", "client": "Zebrafink GmbH", "internal": "yes"},
    ])
    write(folder / "events.csv", [
        {"event": "Outage of the line of Quokka", "from": "2026-05-04", "client": ""},
        {"event": "Move of the data centre", "from": "2026-05-05", "client": ""},
    ])
    (folder / "notes.md").write_text(
        "# Zebrafink GmbH\n## Summary\nThank you for the patience.\n\n"
        "# Quokka & Partners\n## Summary\nA word to Quokka alone.\n\n"
        "## Next steps\nNothing.\n", encoding="utf-8")
    (folder / "deskgauge.yaml").write_text(
        """version: 1
organisation: House
zone: UTC
exports:
  - {name: desk, files: [filecanary-quokka.csv], desk: generic, export_time: "2026-07-04T00:00:00Z"}
hours:
  quokka nights: {open: {mon-fri: "10:00-18:00"}}
promises:
  - {account: "Quokka & Partners", first_reply: 1h, hours: quokka nights, share: 90%}
  - {first_reply: 2h, share: 90%}
""",
        encoding="utf-8",
    )


def texts(place):
    """Every file of a folder as text, workbooks unpacked; the names of the files too."""
    for path in sorted(place.rglob("*")):
        if not path.is_file():
            continue
        yield str(path), str(path.relative_to(place))
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    yield f"{path}:{name}", parts.read(name).decode("utf-8", "replace")
        else:
            yield str(path), path.read_bytes().decode("utf-8", "replace")


def search(place, own, what):
    others = [word for _, word in CLIENTS.values() if word != own]
    own_found = False
    for where, text in texts(place):
        folded = text.casefold()
        own_found |= own in folded
        for word in others + NOBODY:
            assert word not in folded, f"{where}: '{word}' in {what}"
    assert own_found, f"{place}: the client's own name is nowhere: the search proves nothing"


def look_at_tickets(place, client):
    """The tickets behind the figures: this client's alone, and nothing of a person in any column."""
    files = sorted(place.glob("*.csv"))
    assert files, f"{place}: no tickets behind the figures"
    for path in files:
        with open(path, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert rows and not {"account", "executor"} & set(rows[0]), f"{path}: {list(rows[0])}"
        assert all(row["ticket"].startswith(f"T{client}-") for row in rows), f"{path}: another client's ticket"
        told = {value for row in rows for value in row.values()}
        assert not {"satisfied", "not_satisfied", "silent"} & told, f"{path} tells who was satisfied"
        assert not {"survey_answers", "survey_answered"} & set(rows[0]), f"{path} tells who answered"
    with open(place / "orientation.csv", encoding="utf-8", newline="") as lines:
        assert "survey" in next(csv.reader(lines)), f"{place}: no survey: the look proves nothing"


def look(folder, pages, one, whole):
    for place in (folder / pages, folder / whole):
        for client, (name, word) in CLIENTS.items():
            assert (place / name / "report.html").is_file(), f"no page for {client} in {place}"
            search(place / name, word, f"the page of {client}")
            look_at_tickets(place / name / "tickets", list(CLIENTS).index(client))
    search(folder / one, "zebrafink", "the one page")
    look_at_tickets(folder / one / "tickets", 0)
    page = (folder / one / "report.md").read_text(encoding="utf-8")
    assert "A second line for the fink" in page, "a decision for this client is not on its page"
    assert "Thank you for the patience." in page, "the note for this client is not on its page"
    assert "A word to" not in page, "the note for another client is on the page"
    assert "Raise the price" not in page, "an internal decision on a client's page"
    assert "Move of the data centre" in page, "an event for all is not on the page"
    review = "".join(text for _, text in texts(folder / whole)).casefold()
    for _, word in CLIENTS.values():
        assert word in review, f"'{word}' is not in the review of the house: nothing was planted"


if __name__ == "__main__":
    command, place = sys.argv[1], pathlib.Path(sys.argv[2])
    make(place) if command == "make" else look(place, *sys.argv[3:])
