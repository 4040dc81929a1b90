#!/bin/sh
# Words that must not stand in the code: functions that write text past the one that makes it safe, the C library's
# traps, marks left behind, files that have become two rooms, addresses of real people.
#   words.sh SOURCE_ROOT
cd "$1" || exit 2
bad=0
# PATTERN (extended, on code without comments), WHY, and the files that are excused.
forbid() {
    pattern=$1 why=$2 excused=$3
    for f in $(find src include -name '*.[ch]' | sort); do
        case " $excused " in *" $f "*) continue ;; esac
        lines=$(sed -e 's@//.*@@' -e 's@/\*.*\*/@@' -e 's@^[ ]*\*.*@@' "$f" | grep -nE "$pattern") || continue
        printf '%s\n' "$lines" | sed "s|^|$f:|; s|\$|   <- $why|"
        bad=1
    done
}
forbid '(^|[^_[:alnum:]])(printf|puts|putchar|fputs|fputc|fprintf|vprintf|vfprintf|perror|dprintf)[ ]*\(' \
    'text reaches the terminal only through cli/out.c' \
    'src/cli/out.c'
forbid '(^|[^_[:alnum:]])(sprintf|vsprintf|strcpy|strcat|strtok|gets|system|popen|mktemp|tmpnam|alloca)[ ]*\(' \
    'has a better sister' ''
forbid '(^|[^_[:alnum:]])(localtime|localtime_r|gmtime|gmtime_r|mktime|strftime|timegm|tzset)[ ]*\(' \
    'the machine zone is never asked: base/zone.h' ''
forbid '(^|[^_[:alnum:]])(time|clock_gettime|gettimeofday)[ ]*\(' 'the clock is passed in' \
    'src/main.c src/tui/loop.c src/tui/plain/plain_loop.c src/tui/terminal/term.c src/app/import/courier.c src/base/lock.c src/base/file.c src/courier/main.c src/courier/job.c src/cli/progress.c'
forbid '(^|[^_[:alnum:]])(getenv|secure_getenv|setenv|putenv)[ ]*\(' 'the environment is read in main' \
    'src/main.c src/courier/main.c src/cli/environment.c src/base/language.c'
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
