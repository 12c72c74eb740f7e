#!/bin/sh
# make_again SIMULATE FOLDER: write both samples again. Long tables are kept compressed; ingest
# reads them as they are.
set -eu
simulate=$1 folder=$2
"$simulate" --shape hosting "$folder/hosting"
"$simulate" --shape small "$folder/small"
gzip -9nf "$folder/hosting/messages.csv" "$folder/hosting/status_history.csv"
