#!/bin/sh
# store_syscalls.sh STORE_WRITER [LAST]: the K-th write, sync or truncate fails, once and from then on, for each K up to
# LAST (12; the long form is 200). Whatever was acknowledged is there afterwards, and what was not is said.
# reliability.md, 3.
set -eu
writer=$1
last=${2:-12}
command -v strace >/dev/null || { echo "strace is not installed"; exit 77; }
strace -o /dev/null true 2>/dev/null || { echo "strace is not allowed here"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
runs=0
"$writer" write "$folder" 0 2 >"$folder/said"
for fault in fdatasync:error=EIO fsync:error=EIO pwrite64:error=EIO pwrite64:error=ENOSPC ftruncate:error=EIO; do
    for sticky in '' +; do
        k=1
        while [ "$k" -le "$last" ]; do
            runs=$((runs + 1))
            # Leaks cannot be looked for in a process that is traced.
            ASAN_OPTIONS=detect_leaks=0 strace -o /dev/null -e trace="${fault%%:*}" -e inject="$fault:when=$k$sticky" \
                "$writer" write "$folder" "$runs" 4 >>"$folder/said" 2>"$folder/why" || true
            grep -v 'nothing was saved' "$folder/why" && { echo "$fault when=$k$sticky: no sentence that says so"; exit 1; }
            "$writer" verify "$folder" <"$folder/said" || { echo "$fault when=$k$sticky"; exit 1; }
            k=$((k + 1))
        done
    done
done
echo "$runs faults, $(wc -l <"$folder/said") acknowledged, 0 lost"
