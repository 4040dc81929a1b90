#!/bin/sh
# No mutable globals: nothing of a room's object files may stand in .data, .bss or thread-local storage.
#   globals.sh LIBRARY...
# What a signal handler needs to restore the terminal has no other place to stand.
excused='(^|[/_])term\.c\.o: term_rescue '
bad=0
for lib; do
    found=$(objdump -t "$lib" | awk '
        / file format / { split($1, p, ":"); object = p[1] }
        / O (\.data|\.bss|\.tbss|\.tdata)(\.[^r][^ ]*)?[ \t]/ { print object ": " $NF " (" $(NF - 2) ")" }' |
        grep -vE "$excused")
    [ -n "$found" ] && { printf '%s: mutable:\n%s\n' "$lib" "$found"; bad=1; }
done
exit $bad
