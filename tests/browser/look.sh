#!/bin/sh
# look.sh PROGRAM DEMO SAMPLES short|full: write reports and open them in Chromium (look.mjs).
# Exit code 77, with the reason, where Node, Chromium or the packages are missing. Pictures are left
# in ARTIFACTS (else in a folder under the current one).
set -eu
program=$1 demo=$2 samples=$3 LOOK=$4
export LOOK
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
command -v node >/dev/null || { echo "SKIPPED: node is not installed"; exit 77; }
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || { echo "SKIPPED: chromium is not installed"; exit 77; }
[ -d "$here/node_modules/playwright-core" ] || { echo "SKIPPED: run ./bootstrap browser-test once"; exit 77; }
artifacts=${ARTIFACTS:-$PWD/browser-pictures}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for language in en ru; do
    "$demo" "$place/demo-$language" "$language"
    [ "$LOOK$language" = shortru ] || "$program" run -q --language "$language" \
        --store "$place/store-$language.sqlite" --settings "$samples/deskgauge.yaml" \
        -o "$place/sample-$language" >/dev/null
done
rm -f "$place"/*.sqlite* "$place"/*.key
node "$here/look.mjs" "$artifacts" "$place"/*
