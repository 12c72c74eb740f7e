#!/bin/sh
# format.sh TOP: every source as clang-format would write it.
set -eu
cd "${1:?usage: format.sh TOP}"
command -v clang-format >/dev/null || { echo "format: SKIPPED, clang-format is not installed"; exit 0; }
find analytics reports sample-data tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror
echo "format: clean"
