#!/bin/sh
# swapped_dates.sh DESKGAUGE FOLDER: a real log whose days and months changed places is refused.
# FOLDER is ../shared/real-data; without it the check skips aloud (exit code 77).
log=$2/swapped-dates/helpdesk.csv
[ -f "$log" ] || { echo "SKIPPED: $log is not here"; exit 77; }
said=$("$1" check --zone UTC "$log" 2>&1)
code=$?
echo "$said"
[ $code -eq 3 ] || { echo "FAIL exit code $code, expected 3"; exit 1; }
case $said in
*"28.7 % of the dates that could be read both ways fall on a weekend, 5.9 % of the others, and 7.9 % when"*)
    exit 0 ;;
esac
echo "FAIL the shares are 28.7, 5.9 and 7.9 %"
exit 1
