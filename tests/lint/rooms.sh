#!/bin/sh
# The house's permissions: which room may include which, and which third-party headers. Prints a line per offence.
#   rooms.sh SOURCE_ROOT
cd "$1" || exit 2
awk '
BEGIN {
    may["base"] = "base"
    may["core"] = "base core"
    may["record"] = "base core record"
    may["store"] = "base core store"
    may["app"] = "base core record store app"
    may["cli"] = "base core app cli"
    may["tui"] = "base core app tui"
    may["courier"] = "base core record courier"
    # third-party headers, each with the room (or the one file) that may see it
    only["utf8proc.h"] = "base"; only["sodium.h"] = "base"
    only["jansson.h"] = "record"; only["sqlite3.h"] = "store"
    only["gmime/gmime.h"] = "courier"; only["curl/curl.h"] = "courier"
    only["seccomp.h"] = "courier"; only["libical/ical.h"] = "courier"; only["expat.h"] = "courier"
    only["ncurses.h"] = only["curses.h"] = only["term.h"] = "src/tui/terminal/term.c"
}
function room_of(path,   part) {
    split(path, part, "/")
    return part[1] == "include" ? part[3] : part[2]
}
function allowed(room, wanted,   list, i, n) {
    n = split(may[room], list, " ")
    for (i = 1; i <= n; i++) if (list[i] == wanted) return 1
    return 0
}
/^[ \t]*#[ \t]*include/ {
    room = room_of(FILENAME)
    name = $0; sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*$/, "", name)
    if (name ~ /^paletti\//) {
        split(name, part, "/")
        if (room in may && !allowed(room, part[2])) {
            printf "%s:%d: room %s may not include %s\n", FILENAME, FNR, room, name; bad = 1
        }
    } else if (name in only) {
        if (FILENAME != only[name] && room != only[name]) {
            printf "%s:%d: %s belongs to %s\n", FILENAME, FNR, name, only[name]; bad = 1
        }
    } else if (name ~ /\.\.\//) {
        printf "%s:%d: %s leaves the room\n", FILENAME, FNR, name; bad = 1
    }
}
END { exit bad }
' $(find include src -name '*.[ch]' ! -path 'src/main.c')
