#!/bin/bash
# tidy.sh [SINCE]: clang-tidy (.clang-tidy) over the sources of the program, on all processors; with
# a commit, only over the sources changed since. Ends with 1 where something is found.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v clang-tidy >/dev/null || { echo "tidy: SKIPPED, clang-tidy is not installed"; exit 77; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cmake --preset tidy >"$log" 2>&1 || { cat "$log"; exit 6; }

changed() { # files changed since $1, a header standing for the source of its name
  { git diff --name-only --diff-filter=d "$1" -- analytics reports sample-data
    git ls-files --others --exclude-standard -- analytics reports sample-data
  } | sed -n 's/\.[ch]$/.c/p' | LC_ALL=C sort -u | while read -r file; do [ ! -f "$file" ] || echo "$file"; done
}
if [ $# -gt 0 ]; then
  files=$(changed "$1")
else
  files=$(find analytics reports sample-data -name '*.c' | LC_ALL=C sort)
fi
[ -n "$files" ] || { echo "tidy: nothing changed"; exit 0; }
# shellcheck disable=SC2086
if printf '%s\n' $files | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/tidy 2>/dev/null; then
  echo "tidy: $(wc -w <<<"$files") sources are clean"
else
  echo "tidy: see above"
  exit 1
fi
