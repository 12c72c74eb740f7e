#!/bin/sh
# smoke.sh SIMULATE DESKGAUGE FOLDER: the path that run.sh times, on few rows and timing nothing:
# data is made, read into a store, found again, and scored to the same bytes.
set -eu
simulate=$1 deskgauge=$2 folder=$3
rm -rf "$folder"
mkdir -p "$folder"
"$simulate" --shape bench --tickets 500 "$folder"
cd "$folder"
"$deskgauge" ingest --store kept tickets.csv messages.csv >first
grep -q '500 rows: 500 new' first
"$deskgauge" ingest --store kept tickets.csv messages.csv >again
[ "$(grep -c 'nothing to do' again)" -eq 2 ]
