#!/bin/sh
# messages.sh check | update: are all marked messages in every catalogue? / bring new ones into them.
# Run by CTest as languages.catalogues. A message is marked by the macros named in `keywords`.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

keywords='--keyword --keyword=N_ --keyword=tr:2 --keyword=tr_in:2c,3 --keyword=language_text:2
    --keyword=language_text_in:2c,3 --keyword=language_plural:2,3 --keyword=PHRASE:1
    --keyword=PHRASE_IN:1c,2 --keyword=PLURAL:1,2'
# NBSP is a macro for readers of the sources; xgettext must see the character.
find reports -name '*.[ch]' | LC_ALL=C sort | while read -r source; do
    mkdir -p "$work/$(dirname "$source")"
    sed 's/" NBSP "/\xC2\xA0/g' "$source" >"$work/$source"
    echo "$source"
done >"$work/list"
(cd "$work" && xgettext --from-code=UTF-8 --language=C --no-location --sort-output $keywords \
    --flag=PHRASE:1:c-format --flag=PHRASE_IN:2:c-format --flag=PLURAL:1:c-format \
    --flag=PLURAL:2:c-format --files-from=list --output=all.pot 2>"$work/said") ||
    { cat "$work/said" >&2; exit 1; }

for catalogue in reports/languages/*.po; do
    case $1 in
    check)
        msgfmt --check --output-file=/dev/null "$catalogue"
        msgcmp "$catalogue" "$work/all.pot" ||
            { echo "$catalogue: run reports/languages/messages.sh update, then translate" >&2; exit 1; }
        ;;
    update)
        msgmerge --update --backup=none --no-fuzzy-matching --no-wrap --sort-output "$catalogue" "$work/all.pot"
        ;;
    *)
        echo "usage: messages.sh check | update" >&2
        exit 2
        ;;
    esac
done
