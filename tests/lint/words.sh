#!/bin/sh
# Words that must not stand in the code: functions that write text past the one that makes it safe, the C library's
# traps, marks left behind, files that have become two rooms, addresses of real people.
#   words.sh SOURCE_ROOT
cd "$1" || exit 2
bad=0
# FILE:LINE:code, without comments; read once, for there are many files.
code=$(mktemp) || exit 2
trap 'rm -f "$code"' EXIT
find src include -name '*.[ch]' | sort | xargs awk '
    { gsub(/\/\/.*/, ""); gsub(/\/\*.*\*\//, ""); sub(/^ *\*.*/, ""); if ($0 != "") print FILENAME ":" FNR ":" $0 }' > "$code"
# FUNCTIONS (alternatives), WHY, and the files that are excused.
forbid() {
    functions=$1 why=$2 excused=$3
    lines=$(grep -E "^[^:]*:[0-9]+:(.*[^_[:alnum:]])?($functions) *\\(" "$code") || return
    for file in $excused; do
        lines=$(printf '%s\n' "$lines" | grep -v "^$file:")
    done
    [ -z "$lines" ] && return
    printf '%s\n' "$lines" | sed "s|\$|   <- $why|"
    bad=1
}
forbid 'printf|puts|putchar|fputs|fputc|fprintf|vprintf|vfprintf|perror|dprintf' \
    'text reaches the terminal only through cli/out.c' \
    'src/cli/out.c'
forbid 'sprintf|vsprintf|strcpy|strcat|strtok|gets|system|popen|mktemp|tmpnam|alloca' 'has a better sister' ''
forbid 'localtime|localtime_r|gmtime|gmtime_r|mktime|strftime|timegm|tzset' 'the machine zone is never asked: base/zone.h' ''
forbid 'time|clock_gettime|gettimeofday' 'the clock is passed in' \
    'src/main.c src/tui/loop.c src/tui/plain/plain_loop.c src/tui/terminal/term.c src/app/import/courier.c src/base/lock.c src/base/file.c src/base/program.c src/courier/main.c src/courier/job.c src/cli/progress.c'
forbid 'getenv|secure_getenv|setenv|putenv' 'the environment is read in main' \
    'src/main.c src/courier/main.c src/cli/environment.c src/base/language.c src/base/program.c'
grep -nwE 'TODO|FIXME|XXX' -r src include && { echo '   <- a mark without an owner'; bad=1; }
for f in $(find src include -name '*.[ch]'); do
    n=$(wc -l < "$f")
    [ "$n" -gt 600 ] && { echo "$f: $n lines: two rooms in one?"; bad=1; }
done
# Invented people only: addresses end in .example (or localhost, in tests of servers).
found=$(grep -rnIoE '[[:alnum:]._+-]+@[[:alnum:]-]+(\.[[:alnum:]-]+)+' data tests man README.md 2>/dev/null |
    grep -vE '\.example(\.|$)|@localhost|@[0-9]' | grep -vE '/fuzz/corpus/|/bench/kit/|\.po:' )
[ -n "$found" ] && { echo "$found" | sed 's/$/   <- an address that does not end in .example/'; bad=1; }
exit $bad
