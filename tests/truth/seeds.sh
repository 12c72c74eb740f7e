#!/bin/sh
# seeds.sh SIMULATE TRUTH_HOSTING SAMPLE_DATA SEED...: other years of the sample company. What holds
# for the committed year must hold for years that nobody has looked at.
set -eu
simulate=$1 test=$2 samples=$3
shift 3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for seed in "$@"; do
    mkdir -p "$folder/$seed/hosting"
    "$simulate" --shape hosting --seed "$seed" "$folder/$seed/hosting" >/dev/null
    gzip -1nf "$folder/$seed/hosting/messages.csv" "$folder/$seed/hosting/status_history.csv"
    cp "$samples/deskgauge.yaml" "$folder/$seed/deskgauge.yaml"
    echo "seed $seed"
    "$test" "$folder/$seed"
done
