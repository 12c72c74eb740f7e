#!/bin/sh
# compare SIMULATE COMMITTED SCRATCH: the simulator still writes the committed samples, byte by
# byte. Compressed files are compared by what is in them: gzip's own bytes differ by version.
set -eu
simulate=$1 committed=$2 scratch=$3
mkdir -p "$scratch"
for shape in hosting small; do
    "$simulate" --shape "$shape" "$scratch/$shape"
    for made in "$scratch/$shape"/*; do
        kept=$committed/$shape/${made##*/}
        if [ -f "$kept" ]; then
            cmp "$kept" "$made"
        else
            gzip -dc "$kept.gz" | cmp - "$made"
        fi
    done
done
