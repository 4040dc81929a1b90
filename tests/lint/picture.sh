#!/bin/sh
# The picture in the README is a screen that the tests made.  picture.sh SOURCE_ROOT [--write]
cd "$1" || exit 2
golden=tests/screens/cases/panes.txt
wanted=$(awk '/^=== /{on = /the README.s picture/; next} on' "$golden")
[ -n "$wanted" ] || { echo "$golden has no screen for the README"; exit 1; }
picture=$(awk '/^```/{if (on) exit; next} /^ paletti /{on = 1} on' README.md)
[ "$2" != --write ] || [ "$wanted" = "$picture" ] || {
    WANTED=$wanted awk '/^ paletti /{print ENVIRON["WANTED"]; skip = 1} /^```/{skip = 0} !skip' README.md > README.md.new &&
        mv README.md.new README.md
    exit
}
[ "$wanted" = "$picture" ] || { echo 'the picture in README.md is not what the screen shows: tests/lint/picture.sh . --write'; exit 1; }
