/* What the columns of other programs' tables are called. links.md, section 7. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum column {
    COLUMN_UNUSED,
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_GIVEN,
    COLUMN_MIDDLE,
    COLUMN_FAMILY,
    COLUMN_ORGANIZATION,
    COLUMN_TITLE,
    COLUMN_EMAIL,
    COLUMN_PHONE,
    COLUMN_NOTES,
    COLUMN_TAGS,
    COLUMN_STAGE,
    COLUMN_COUNTRY,
    COLUMN_LANGUAGE,
    COLUMN_SECOND_NAME, /* stands in where there is no name */
    COLUMN_MARK = 0x40, /* only this program's tables have such a column */
};

#define COLUMN_BIT(column) (1u << (column))

/* Headers in the form of csv_plan.c's fold_header; '#' stands for a number. */
struct csv_alias {
    const char *header;
    int column; /* enum column, with COLUMN_MARK */
};

struct csv_map {
    const char *prefix;
    bool company;    /* each row is one */
    bool unmarked;   /* no marking column is needed */
    unsigned any_of; /* COLUMN_BITs: without one of these columns it is some other table */
    const struct csv_alias *aliases;
    size_t n;
};

/* The tables that are known; CSV_MAPS of them, the one for lists that somebody typed last. */
#define CSV_MAPS 6
extern const struct csv_map csv_maps[CSV_MAPS];
