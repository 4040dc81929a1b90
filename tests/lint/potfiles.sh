#!/bin/sh
# data/po/POTFILES names every source file with a string to translate, sorted.  potfiles.sh SOURCE_ROOT [--write]
cd "$1" || exit 2
wanted=$(grep -rlE '(^|[^[:alnum:]_])(_|N_|P_|C_|NC_)\(' --include='*.[ch]' src include | grep -v 'base/i18n.h' | LC_ALL=C sort)
if [ "$2" = --write ]; then printf '%s\n' "$wanted" > data/po/POTFILES; fi
printf '%s\n' "$wanted" | diff - data/po/POTFILES > /dev/null ||
    { echo 'data/po/POTFILES is out of date: tests/lint/potfiles.sh . --write'; exit 1; }
