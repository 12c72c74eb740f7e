#!/bin/bash
# reports.sh [ROUNDS]: how long the reports take once everything is scored: all three kinds for the 12
# clients of the sample, in both languages, as HTML, JSON and XLSX. Wall and CPU seconds, medians.
# `run` scores too: what `score --by account` and `compare` take is measured beside and taken off. What
# remains still holds the scoring of each client alone. BENCH_BINARIES (default build/release) holds deskgauge.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
rounds=${1:-5}
deskgauge=${BENCH_BINARIES:-$root/build/release}/reports/command/deskgauge
[ -x "$deskgauge" ] || {
  echo "reports.sh: there is no $deskgauge (hint: cmake --preset release && cmake --build --preset release)" >&2
  exit 2
}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
asked="--store $place/store.sqlite --settings $root/sample-data/deskgauge.yaml"
"$deskgauge" ingest -q $asked >/dev/null

# measure NAME COMMAND…: a line "NAME wall cpu" to the log of all rounds.
measure() {
  local name=$1 TIMEFORMAT='%R %U %S'
  shift
  { time "$@" >/dev/null 2>"$place/told"; } 2>"$place/took" || { cat "$place/told" >&2; exit 1; }
  awk -v name="$name" '{ print name, $1, $2 + $3 }' "$place/took" >>"$place/log"
}
reports() {
  for language in en ru; do
    "$deskgauge" run -q $asked --language $language --format html,json,xlsx -o "$place/$language"
  done
}
scoring() {
  for language in en ru; do
    "$deskgauge" score -q $asked --by account
    "$deskgauge" compare -q $asked
  done
}
for round in $(seq "$rounds"); do
  measure reports reports
  measure scoring scoring
done
pages=$(find "$place/en" "$place/ru" -name report.html | wc -l)
awk -v pages="$pages" '
  { n[$1]++; wall[$1, n[$1]] = $2; cpu[$1, n[$1]] = $3 }
  function median(of, name,  i, j, v, k, sorted) {
    k = n[name]
    for (i = 1; i <= k; i++) sorted[i] = of[name, i]
    for (i = 1; i <= k; i++) for (j = i + 1; j <= k; j++) if (sorted[j] < sorted[i]) { v = sorted[i]; sorted[i] = sorted[j]; sorted[j] = v }
    return sorted[int((k + 1) / 2)]
  }
  END {
    for (name in n) { w[name] = median(wall, name); c[name] = median(cpu, name) }
    printf "%d pages, %d rounds\n\n| | wall s | cpu s |\n| --- | ---: | ---: |\n", pages, n["reports"]
    printf "| run, both languages | %.2f | %.2f |\n| of it scoring | %.2f | %.2f |\n", w["reports"], c["reports"], w["scoring"], c["scoring"]
    printf "| after scoring | %.2f | %.2f |\n", w["reports"] - w["scoring"], c["reports"] - c["scoring"]
  }' "$place/log"
