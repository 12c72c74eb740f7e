#!/bin/sh
# same_bytes.sh PROGRAM SAMPLES: a report made twice, the second time in another locale, zone, umask
# and home, is the same in every byte of every format.
set -eu
program=$1 samples=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
cp -r "$samples/small" small
formats=html,md,json,xlsx,csv
[ ! -x /usr/bin/weasyprint ] || formats=$formats,pdf
"$program" report quarterly-review small/deskgauge.yaml --format "$formats" -o report >first.out
mv report first
locale=C
if localedef -i de_DE -f UTF-8 "$place/de_DE.UTF-8" 2>/dev/null; then
    locale=de_DE.UTF-8
fi
umask 077
# The C library never gives back the paths of LOCPATH.
env -u HOME ASAN_OPTIONS=detect_leaks=0 LOCPATH="$place" LC_ALL=$locale LANG=$locale LANGUAGE=de TZ=Asia/Kathmandu \
    "$program" report quarterly-review small/deskgauge.yaml --format "$formats" -o report >second.out
diff -r first report
diff first.out second.out
echo "the same bytes in $locale, in $(find report -type f | wc -l) files"
