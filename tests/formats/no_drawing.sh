#!/bin/sh
# no_drawing.sh PROGRAM SAMPLES FAKES: gnuplot missing, failing, crashing, hanging, flooding: the
# report of all clients stands with its tables, says why, and the run ends with exit code 5 in time.
set -u
program=$1 samples=$2 fakes=$3
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 1
cp -r "$samples/small" small
"$program" run -q small/deskgauge.yaml --store store.sqlite -o report >/dev/null || exit 1
failed=0
for fake in missing fail crash hang flood junk; do
    start=$(date +%s)
    DESKGAUGE_GNUPLOT=$fakes/fake_gnuplot_$fake "$program" run -q small/deskgauge.yaml \
        --store store.sqlite --language en -o report >told 2>&1
    code=$?
    took=$(($(date +%s) - start))
    notes=$(grep -o 'The chart was not drawn' report/report.html | wc -l)
    drawings=$(grep -c '<svg' report/report.html)
    echo "$fake: exit code $code, $took s, $notes notes, $drawings drawings"
    if [ $code -ne 5 ] || [ $took -gt 30 ] || [ "$notes" -lt 3 ] || [ "$drawings" -gt 0 ]; then
        echo "FAILED $fake: $(tail -1 told)"
        failed=1
    fi
done
exit $failed
