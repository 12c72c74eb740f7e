#!/bin/sh
# banned.sh TOP: calls that the house does not make, and where the few exceptions live.
set -eu
cd "${1:?usage: banned.sh TOP}"
failed=0
files=$(find analytics reports sample-data -name '*.[ch]' | LC_ALL=C sort)
forbid() { # REGEX REASON [EXCEPT-PATH-REGEX]
  hits=$(grep -nE "$1" $files /dev/null | grep -vE "${3:-^$}" | grep -vE ':[0-9]+: *(/?\*|//)' || true)
  [ -z "$hits" ] || { printf '%s\n  -> %s\n' "$hits" "$2"; failed=1; }
}
forbid '(^|[^_a-zA-Z])(strcpy|strcat|sprintf|vsprintf|atoi|atol|atof|strtok|localtime|gmtime|asctime|ctime|system|popen|gets|mktemp|tmpnam)[ ]*\(' 'banned function'
forbid '(^|[^_a-zA-Z.>])exit[ ]*\(' 'exit only in main' '^(reports/command/main\.c|sample-data/)'
forbid '(^|[^_a-zA-Z])(printf|puts|putchar|perror)[ ]*\(' 'only the command layer prints' '^(reports/command/|sample-data/)'
forbid 'setlocale[ ]*\(' 'no process locale'
forbid '(^|[^_a-zA-Z])(time|gettimeofday)[ ]*\((NULL|0|&)' 'no clock is read' '^reports/command/'
[ $failed -eq 0 ] && echo "banned: $(echo "$files" | wc -l) files are clean"
exit $failed
