#!/bin/sh
# same_facts.sh PROGRAM DEMO SAMPLES LANGUAGE: write the invented review and the one of the sample
# data, then compare every format of both with the JSON.
set -eu
program=$1 demo=$2 samples=$3 language=$4
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
"$demo" "$place/demo" "$language"
formats=html,md,json,xlsx,csv
[ ! -x /usr/bin/weasyprint ] || formats=$formats,pdf
"$program" run -q --language "$language" --format "$formats" --store "$place/store.sqlite" \
    --settings "$samples/deskgauge.yaml" -o "$place/sample" >/dev/null
python3 "$here/same_facts.py" demo sample
