/* Comma-separated values: RFC 4180 and what spreadsheets make of it. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define CSV_COLUMNS_MAX 10000

struct csv_table {
    const char *start, *p, *end; /* valid UTF-8, borrowed */
    char delimiter;              /* one of , ; and the tabulator: whatever the first line has most of */
    int64_t row;                 /* of the row last read, from 1, as a spreadsheet counts */
};

struct csv_row {
    struct str text; /* the cells, a NUL behind each */
    size_t *starts;
    size_t n, cap;
};

void csv_table_init(struct csv_table *table, const char *s, size_t n);
/* The next row that is not empty. 0; 1 at the end; -1 with row and column in err: a quote inside a cell that
 * does not begin with one, text behind a closing quote, a quote that is never closed, too many columns. */
int csv_table_next(struct csv_table *table, struct csv_row *row, struct err *err);
/* The I-th cell, "" where the row is shorter. Borrowed until the next row. */
const char *csv_row_cell(const struct csv_row *row, size_t i);
void csv_row_done(struct csv_row *row);

/* Appends CELL as it stands in a file: quoted where needed, and with an apostrophe in front where a
 * spreadsheet would take it for a formula (= + - @, tabulator, carriage return). */
void csv_add_cell(struct str *to, const char *cell);
/* The text that csv_add_cell was given: passes over the apostrophe before a formula's sign. */
const char *csv_plain_cell(const char *cell);
