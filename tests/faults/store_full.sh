#!/bin/sh
# store_full.sh STORE_WRITER: a disk that fills up. Whatever was acknowledged is there, the sentence says what happened,
# and with space it works again. reliability.md, 4.
set -eu
writer=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$writer" write "$folder" 0 5 >"$folder/said"
for blocks in 480 500 520 560 640; do
    if (ulimit -f "$blocks" && "$writer" write "$folder" "$blocks" 200 >>"$folder/said" 2>"$folder/why"); then
        echo "200 entries went into $blocks blocks: nothing was tried"
        exit 1
    fi
    grep -q 'The disk is full: nothing was saved' "$folder/why" || { sort -u "$folder/why"; exit 1; }
    "$writer" verify "$folder" <"$folder/said"
done
"$writer" write "$folder" 1 5 >>"$folder/said"
"$writer" verify "$folder" <"$folder/said"
