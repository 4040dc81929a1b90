/* A table for people: columns with headings, aligned by the width of what stands in them. Where the page is narrower,
 * the columns that can be spared go first, the last one first; then the flexible one is cut. Rows are held back only until enough of them are known to align (TABLE_HELD); then they stream. */
#pragma once

#include "paletti/app/answer_people.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
    const char *heading; /* translated */
    enum table_align align;
    bool flexible; /* gives way when the page is narrow: at most one */
    bool spare;    /* goes altogether when the page is narrow */
};

enum { TABLE_COLUMNS = 12, TABLE_HELD = 400 };

struct table;
/* COLUMNS is copied, PAGE and INDENT are borrowed. */
struct table *table_new(const struct people_page *page, const struct table_column *columns, size_t n,
                        const char *indent);
/* CELLS: one per column, NULL for empty; made safe here. */
void table_row(struct table *table, const char *const *cells, enum people_emphasis emphasis);
/* Writes what is held; frees. Returns how many rows there were. */
size_t table_end(struct table *table);
/* Frees without writing what is held. */
void table_drop(struct table *table);
