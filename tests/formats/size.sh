#!/bin/sh
# size.sh PROGRAM SAMPLES: a client's review goes by mail: no page of the sample has over 150 kB, in
# Russian, whose letters take two bytes.
set -eu
program=$1 samples=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$program" run -q --language ru --format html --store "$place/store.sqlite" \
    --settings "$samples/deskgauge.yaml" -o "$place/whole" >/dev/null
found=$(find "$place/whole" -path '*/account-*/report.html' | wc -l)
[ "$found" -eq 12 ] || { echo "$found pages of clients, not 12"; exit 1; }
large=$(find "$place/whole" -path '*/account-*/report.html' -size +150000c)
[ -z "$large" ] || { ls -l $large; exit 1; }
find "$place/whole" -path '*/account-*/report.html' -printf '%s\n' | sort -n | tail -1
