#!/bin/bash
# run.sh [S|M|L] [ROUNDS]: deskgauge beside those who do a like job, interleaved on this machine.
# README.md says what the job is and how to read the table. A rival that is not there is skipped,
# aloud. BENCH_FOLDER (default build/bench) takes data and packages, BENCH_BINARIES (default
# build/release) holds deskgauge and simulate, RIVALS names who runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
size=${1:-S} rounds=${2:-5}
folder=${BENCH_FOLDER:-$root/build/bench}
binaries=${BENCH_BINARIES:-$root/build/release}
rivals=${RIVALS:-duckdb_view duckdb_table polars pandas sqlite miller}
deskgauge=$binaries/reports/command/deskgauge
case $size in
S) tickets=100000 ;; M) tickets=1000000 ;; L) tickets=5000000 ;;
*) echo "run.sh: the size is S, M or L, not '$size'" >&2; exit 2 ;;
esac
skip() { echo "run.sh: skipped $1: $2" >&2; }

[ -x "$deskgauge" ] || {
  echo "run.sh: there is no $deskgauge (hint: cmake --preset release && cmake --build --preset release)" >&2
  exit 2
}
mkdir -p "$folder/out"
data=$folder/$size out=$folder/out
if [ ! -f "$data/.made" ]; then
  "$binaries/sample-data/simulate" --shape bench --tickets "$tickets" "$data"
  touch "$data/.made"
fi
case " $rivals " in *duckdb* | *polars*)
  if command -v npm >/dev/null; then
    [ -d "$folder/node_modules" ] || {
      cp "$here/rivals/package.json" "$folder"
      (cd "$folder" && npm install --no-audit --no-fund --silent >&2)
    }
  fi ;;
esac

# One command a rival; empty when it cannot run here. node finds its modules beside the script.
command_of() {
  case $1 in
  duckdb_view | duckdb_table | polars)
    [ -d "$folder/node_modules" ] || { skip "$1" "no npm, or its packages cannot be had"; return; }
    cp "$here/rivals/duckdb.js" "$here/rivals/polars.js" "$folder" ;;
  esac
  case $1 in
  duckdb_view) echo "node $folder/duckdb.js $data :memory: view $out/$1" ;;
  duckdb_table) echo "node $folder/duckdb.js $data $out/$1.db table $out/$1" ;;
  polars) echo "POLARS_MAX_THREADS=2 node $folder/polars.js $data $out/$1" ;;
  pandas)
    for python in /usr/bin/python3 python3; do
      "$python" -c 'import pandas' 2>/dev/null || continue
      echo "$python $here/rivals/pandas_job.py $data $out/$1"; return
    done
    skip "$1" "no pandas (hint: apt-get install python3-pandas)" ;;
  sqlite)
    command -v sqlite3 >/dev/null || { skip "$1" "no sqlite3"; return; }
    sed "s|DIR|$data|; s|OUT|$out/$1|" "$here/rivals/sqlite.sql" >"$out/$1.sql"
    echo "rm -f $out/$1.db; sqlite3 $out/$1.db <$out/$1.sql" ;;
  miller)
    command -v mlr >/dev/null || { skip "$1" "no mlr (hint: apt-get install miller)"; return; }
    echo "$here/rivals/miller.sh $data $out/$1" ;;
  *) skip "$1" "nobody of this name" ;;
  esac
}

# Those that print the same numbers must print the same bytes: a fast wrong answer is none.
agree() {
  local first=""
  for rival in $rivals; do
    [ "$rival" != miller ] || continue
    [ -f "$out/$rival" ] || continue
    [ -n "$first" ] || first=$rival
    cmp -s "$out/$first" "$out/$rival" || { echo "run.sh: $rival disagrees with $first" >&2; return 1; }
  done
}

csv="$data/tickets.csv $data/messages.csv"
smaller="$data/smaller/tickets.csv $data/smaller/messages.csv"
[ -f "$data/smaller/messages.csv" ] || "$here/smaller.py" "$data" "$data/smaller"
store=$out/store
commands=()
for rival in $rivals; do
  rm -f "$out/$rival"
  command=$(command_of "$rival")
  [ -z "$command" ] || commands+=("$rival=$command")
done
fresh="rm -rf $store; mkdir $store"
commands+=("deskgauge score=$fresh; $deskgauge score --quiet --store $store/fresh $csv"
  "deskgauge ingest=$fresh; $deskgauge ingest --quiet --store $store/fresh $csv"
  "deskgauge ingest again=$deskgauge ingest --quiet --store $store/fresh $csv"
  "deskgauge score again=$deskgauge score --quiet --store $store/fresh"
  "wc -l=wc -l $csv"
  "ingest 99 %=$fresh; $deskgauge ingest --quiet --store $store/fresh $smaller"
  "and 1 % more=$deskgauge ingest --quiet --store $store/fresh $csv")

cat $csv >/dev/null # into the page cache
echo "$size: $(wc -l <"$data/tickets.csv") lines of tickets, $(du -cm $csv | tail -1 | cut -f1) MiB, $rounds rounds, $(nproc) processors, $(date -u +%F)"
echo
status=0
"$here/interleave.py" "$rounds" "${commands[@]}" | tee "$out/$size.md" || status=1
agree || status=1

# Of the least times, which a busy minute does not touch: seconds by rows, from S to this size.
least() { awk -F' *[|] *' -v name="$2" '$2 == name { print $4 }' "$out/$1.md"; }
if [ "$size" != S ] && [ -f "$out/S.md" ]; then
  awk -v a="$(least S 'deskgauge score')" -v b="$(least "$size" 'deskgauge score')" \
    -v n="$tickets" 'BEGIN { printf "\ngrowth exponent S to %s: %.2f\n", "'"$size"'", log(b / a) / log(n / 100000) }'
fi
exit $status
