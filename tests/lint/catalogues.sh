#!/bin/sh
# Every language of data/po/LINGUAS says everything that the sources say now: no message missing, left over or fuzzy,
# formats and spaces at the ends alike.  catalogues.sh SOURCE_ROOT [--write]   (--write takes the messages of today over)
cd "$1" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# What codes mean, as if it stood in a source file.
awk '!/^[ \t]*(#|$)/ { sub(/^[ \t]*[^ \t]+[ \t]+/, ""); sub(/[ \t]*\|.*/, ""); gsub(/["\\]/, "\\\\&"); printf "_(\"%s\")\n", $0 }' data/codes/* > "$work/codes.c"
xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=C_:1c,2 --keyword=NC_:1c,2 --files-from=data/po/POTFILES \
    -o "$work/paletti.pot" "$work/codes.c" || exit 2
bad=0
complain() { echo "data/po/$language.po: $1: tests/lint/catalogues.sh . --write, then translate"; bad=1; }
# The messages of a catalogue that msgattrib takes with OPTION.
count() { msgattrib "$@" | grep -c '^\(#~ \)\?msgid' ; }

for language in $(grep -v '^#' data/po/LINGUAS); do
    po=data/po/$language.po
    msgmerge -q --no-fuzzy-matching --no-location --no-wrap -o "$work/$language.po" "$po" "$work/paletti.pot" || exit 2
    if [ "$2" = --write ]; then
        msgattrib --no-obsolete --no-wrap "$work/$language.po" | sed '/^"POT-Creation-Date/d' > "$work/new.po"
        cp "$work/new.po" "$po"
        continue
    fi
    msgfmt -c -o /dev/null "$po" || bad=1
    [ "$(count --untranslated "$work/$language.po")" = 0 ] || {
        complain 'not translated'
        msgattrib --untranslated --no-wrap "$work/$language.po" | grep '^msgid ' | grep -v '^msgid ""$'
    }
    [ "$(count --only-fuzzy "$po")" = 0 ] || complain 'fuzzy'
    [ "$(count --only-obsolete "$work/$language.po")" = 0 ] || complain 'no longer said'
    awk -v po="$po" '
    function ends(s,   head, tail) {
        match(s, /^( |\\n)*/); head = substr(s, 1, RLENGTH)
        tail = match(s, /( |\\n)+$/) ? substr(s, RSTART) : ""
        return head "|" tail
    }
    function compare(   i) {
        for (i in said) if (id != "" && said[i] != "" && ends(said[i]) != ends(id)) {
            print po ": other spaces or lines at the ends than \"" id "\": \"" said[i] "\""; bad = 1
        }
        delete said; id = ""; into = ""
    }
    /^$/ { compare() }
    /^msg/ { into = $1; if (into == "msgstr") into = "msgstr[0]" }
    /^(msg|")/ {
        text = $0; sub(/^[^"]*"/, "", text); sub(/"$/, "", text)
        if (into == "msgid") id = id text
        else if (into != "msgid_plural") said[into] = said[into] text
    }
    END { compare(); exit bad }' "$po" || bad=1
done
exit $bad
