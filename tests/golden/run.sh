#!/bin/sh
# run.sh PROGRAM CASE [--update]: run one golden case in a folder of its own and compare.
#
# CASE/args       the arguments, as a shell would split them; several lines are several runs
# CASE/input/     copied to where the program runs; CASE/setup, if there, is run there first
#                 (exit code 77: skipped, its output says why)
# CASE/stdin      given as standard input
# CASE/show       lines of FILE<tab>PATTERN[<tab>PATTERN]: what stands in the file from there on (to there) is
#                 compared too
# CASE/expected/  stdout, stderr, exit (one code a run), files (what stands there afterwards)
set -u
program=$(realpath "$1")
case_folder=$(realpath "$2")
update=${3:-}
[ -f "$case_folder/args" ] || { echo "run.sh: $2 is no case: it has no args" >&2; exit 2; }
place=$(mktemp -d)
trap 'cd /; [ ! -f "$place/teardown" ] || sh "$place/teardown"; chmod -R u+rwX "$place"; rm -rf "$place"' EXIT
mkdir "$place/in" "$place/got"
[ ! -d "$case_folder/input" ] || cp -r "$case_folder/input/." "$place/in/"
cd "$place/in" || exit 1
unset DESKGAUGE_STORE LANGUAGE
LC_ALL=C TZ=UTC
export LC_ALL TZ
if [ -f "$case_folder/setup" ]; then
    PROGRAM=$program TEARDOWN=$place/teardown sh -eu "$case_folder/setup"
    code=$?
    [ $code -eq 0 ] || exit $code
fi
input=/dev/null
[ ! -f "$case_folder/stdin" ] || input=$case_folder/stdin
while IFS= read -r line; do
    eval "set -- $line"
    "$program" "$@" <"$input" >>"$place/got/stdout" 2>>"$place/got/stderr"
    echo $? >>"$place/got/exit"
done <"$case_folder/args"
if [ -f "$case_folder/show" ]; then
    while IFS='	' read -r file from to; do
        end=\$
        [ -z "$to" ] || end="/$to/"
        sed -n "/$from/,${end}p" "$file" >>"$place/got/shown"
    done <"$case_folder/show"
fi
# Which release of the time zones a machine has is no part of the case.
zones=$(sed -n '1s/^# version //p' /usr/share/zoneinfo/tzdata.zi)
[ ! -f "$place/got/shown" ] || sed -i "s/: ${zones:-none}\$/: TZDATA/" "$place/got/shown"
find . -type f | sort >"$place/got/files"
if [ "$update" = --update ]; then
    mkdir -p "$case_folder/expected"
    cp "$place/got/"* "$case_folder/expected/"
    exit 0
fi
diff -u "$case_folder/expected" "$place/got" && exit 0
echo "FAILED: if the new output is right: tests/golden/run.sh PROGRAM $case_folder --update"
exit 1
