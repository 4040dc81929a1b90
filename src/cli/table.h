/* A table for people: columns with headings, aligned by the width of what stands in them, cut to the terminal. Rows
 * are held back only until enough of them are known to align (TABLE_HELD); then they stream. */
#pragma once

#include "out.h"

#include "paletti/base/str.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT };
enum table_emphasis { TABLE_NORMAL, TABLE_STRONG, TABLE_FAINT };

struct table_column {
    const char *heading; /* translated */
    enum table_align align;
    bool flexible; /* gives way when the terminal is narrow: at most one */
};

enum { TABLE_COLUMNS = 12, TABLE_HELD = 400 };

struct table;
/* COLUMNS is copied. PLAIN: no alignment, a line per row, "heading: value" for what is not empty. */
struct table *table_new(struct out *out, const struct table_column *columns, size_t n, bool plain, const char *indent);
/* CELLS: one per column, NULL for empty; made safe here. */
void table_row(struct table *table, const char *const *cells, enum table_emphasis emphasis);
/* Writes what is held; frees. Returns how many rows there were. */
size_t table_end(struct table *table);
/* Frees without writing what is held. */
void table_drop(struct table *table);
