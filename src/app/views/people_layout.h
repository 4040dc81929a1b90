/* How the answers of the commands look for people: which values stand in which column, under which heading. */
#pragma once

#include "people_table.h"

/* What a value is, beyond its type. */
enum cell_kind {
    CELL_TEXT,
    CELL_WORD,     /* a word of the JSON answers, shown translated: "overdue", "late_reply" */
    CELL_CHANNEL,
    CELL_MINUTES,
    CELL_DURATION, /* seconds */
    CELL_TALLY,    /* a number; nothing for 0 */
    CELL_YES,      /* a word for true, nothing for false */
    CELL_FIRST,    /* text, of which the first of several columns with the same heading that has some is shown */
};

struct column {
    const char *path;    /* "due", "breaches.client" */
    const char *heading; /* N_() */
    enum cell_kind kind;
    enum table_align align;
    bool flexible;
    bool spare;      /* goes first where there is no room */
    const char *yes; /* CELL_YES: N_() */
};

struct layout {
    const char *command;
    const char *list; /* "" for the answer itself, else the key of a list in it: "skipped" */
    const char *title; /* N_(), a line above it; NULL: none */
    const char *empty; /* N_(), instead of an empty table; NULL: nothing */
    const struct column *columns;
    size_t n;
    const char *strong; /* a row whose value at this path is true or "overdue" is emphasised */
};

/* NULL where there is none. */
const struct layout *layout_find(const char *command, const char *list);
/* The label of a single value ("updated" -> "updated"), translated. */
const char *layout_label(const char *key);
/* A word of the JSON answers in the person's language; WORD itself when it is none of ours. */
const char *layout_word(const char *word);
