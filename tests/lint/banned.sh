#!/bin/sh
# banned.sh TOP: calls that the house does not make, and where the few exceptions live; and what
# the files in other languages that are embedded may not say (gnuplot runs a shell for some of it).
set -eu
cd "${1:?usage: banned.sh TOP}"
failed=0
files=$(find analytics reports sample-data -name '*.[ch]' | LC_ALL=C sort)
plots=$(find reports -name '*.gp' | LC_ALL=C sort)
sheets=$(find reports -name '*.css' | LC_ALL=C sort)
tell() { # HITS REASON
  [ -z "$1" ] || { printf '%s\n  -> %s\n' "$1" "$2"; failed=1; }
}
forbid() { # REGEX REASON [EXCEPT-PATH-REGEX]
  # shellcheck disable=SC2086
  tell "$(grep -nE "$1" $files /dev/null | grep -vE "${3:-^$}" | grep -vE ':[0-9]+: *(/?\*|//)' || true)" "$2"
}
forbid_in() { # FILES REGEX REASON
  # shellcheck disable=SC2086
  tell "$(grep -nE "$2" $1 /dev/null | grep -vE ':[0-9]+: *#' || true)" "$3"
}
forbid '(^|[^_a-zA-Z])(strcpy|strcat|sprintf|vsprintf|atoi|atol|atof|strtok|localtime|gmtime|asctime|ctime|system|popen|gets|mktemp|tmpnam)[ ]*\(' 'banned function'
forbid '(^|[^_a-zA-Z.>])exit[ ]*\(' 'exit only in main' '^(reports/command/main\.c|sample-data/)'
forbid '(^|[^_a-zA-Z])(printf|puts|putchar|perror)[ ]*\(' 'only the command layer prints' '^(reports/command/|sample-data/)'
forbid 'setlocale[ ]*\(' 'no process locale'
forbid '(^|[^_a-zA-Z])(time|gettimeofday)[ ]*\((NULL|0|&)' 'no clock is read' '^reports/command/'
forbid_in "$plots" '(^|[^_a-zA-Z$])(system|shell|eval|evaluate|load|call|cd|save|import)([^_a-zA-Z]|$)' 'gnuplot: no shell, no other file'
forbid_in "$plots" '`|^[ \t]*!|[;{][ \t]*!' 'gnuplot: a shell escape'
forbid_in "$plots" "['\"][ \t]*[<|]" 'gnuplot: a pipe as a file'
forbid_in "$plots" "set[ \t]+(o|ou|out|output|print|table|loadpath|macros?)([ \t]|\$)" 'gnuplot: where it writes is settled by the runner'
forbid_in "$sheets" 'url[(]|@import|expression[(]' 'style sheets fetch nothing'
[ $failed -eq 0 ] && echo "banned: $(echo "$files" "$plots" "$sheets" | wc -w) files are clean"
exit $failed
