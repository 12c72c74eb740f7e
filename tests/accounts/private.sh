#!/bin/sh
# private.sh PROGRAM LANGUAGE: pages for clients from an export full of planted words; none leaks.
set -eu
program=$1 language=$2
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 "$here/private.py" make .
"$program" report account-review --language "$language" --settings deskgauge.yaml -o pages >/dev/null
"$program" report account-review --language "$language" --settings deskgauge.yaml \
    --account "Zebrafink GmbH" -o one >/dev/null
"$program" run -q --language "$language" --settings deskgauge.yaml -o whole >/dev/null
python3 "$here/private.py" look . pages one whole

# An unknown client is told with the nearest name, a quarter without data in plain words.
said=$("$program" report account-review --settings deskgauge.yaml --account "Zebrafnk GmbH" -o none 2>&1) && exit 1
echo "$said" | grep -q "did you mean 'Zebrafink GmbH'"
said=$("$program" report account-review --settings deskgauge.yaml --account "Zebrafink GmbH" \
    --period 2019Q1 -o none 2>&1) && exit 1
echo "$said" | grep -q "no ticket was created in 2019Q1 (hint: the export holds .*)$"
said=$("$program" report quarterly-review --settings deskgauge.yaml --account x -o none 2>&1) && exit 1
echo "$said" | grep -q "is for account-review"
[ ! -e none ]
