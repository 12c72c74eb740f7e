#!/bin/sh
# tickets.sh PROGRAM SAMPLES LANGUAGE: the sample's reports, each with the tickets behind its figures;
# a client's report alone; the model choice alone; and what is left out with --no-tickets.
set -eu
program=$1 samples=$2 language=$3
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
settings=$samples/deskgauge.yaml
[ "$language" = en ] || settings=$samples/small/deskgauge.yaml
"$program" run -q --language "$language" --store store.sqlite --settings "$settings" -o whole >/dev/null
folders=whole
if [ "$language" = en ]; then
    "$program" report account-review --account museum --store store.sqlite --settings "$settings" -o one >/dev/null
    "$program" report model-choice --store store.sqlite --settings "$settings" -o choice >/dev/null
    folders="whole one choice"
fi
python3 "$here/tickets.py" $folders

"$program" report quarterly-review --no-tickets --store store.sqlite --settings "$settings" -o without >/dev/null
[ ! -e without/tickets ]
if grep -q 'tickets/' without/report.html without/report.md; then
    echo "--no-tickets, and a link to tickets"
    exit 1
fi
grep -q "deskgauge explain" without/report.html
"$program" report quarterly-review --format html --store store.sqlite --settings "$settings" -o page >/dev/null
[ ! -e page/tickets ]

# The command beside a figure lists the same tickets as its file.
python3 - "$program" "$settings" <<'PYTHON'
import csv, json, subprocess, sys
program, settings = sys.argv[1:]
report = json.load(open("whole/report.json", encoding="utf-8"))
asked = [f for f in report["figures"] if f["tickets"] and f["n"]][:: max(1, len(report["figures"]) // 12)]
with open("ids", "w", encoding="utf-8") as out:
    out.writelines(f["id"] + "\n" for f in asked)
told = subprocess.run([program, "explain", "--csv", "--figures", "ids", "--store", "store.sqlite", "--settings", settings],
                      capture_output=True, text=True, check=True).stdout
listed = {}
for row in csv.DictReader(told.splitlines()):
    listed.setdefault(row["figure"], set()).add((row["ticket"], row["outcome"]))
for figure in asked:
    tickets = figure["tickets"]
    with open("whole/" + tickets["file"], encoding="utf-8", newline="") as file:
        rows = {(row["ticket"], row[tickets["column"]]) for row in csv.DictReader(file)
                if row[tickets["column"]] and all(row[k] == v for k, v in tickets["where"].items())}
    assert rows == listed[figure["id"]], f"{figure['id']}: {sorted(rows ^ listed[figure['id']])[:4]}"
print(f"{len(asked)} figures: explain and the files list the same tickets, counted as the same")
PYTHON
