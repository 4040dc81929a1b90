#include "people_table.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* Between columns; what a flexible column keeps before columns are spared, and what it keeps in any case. */
enum { GAP = 2, ENOUGH = 24, LEAST = 8 };

struct row {
    char *cells[TABLE_COLUMNS];
    enum people_emphasis emphasis;
};

struct table {
    const struct people_page *page;
    struct table_column columns[TABLE_COLUMNS];
    int width[TABLE_COLUMNS];
    bool left_out[TABLE_COLUMNS];
    size_t n, rows;
    bool started;
    const char *indent;
    struct str line; /* that is being written */
    struct row *held;
    size_t n_held, cap_held;
};

struct table *table_new(const struct people_page *page, const struct table_column *columns, size_t n,
                        const char *indent)
{
    struct table *table = mem_zero(1, sizeof *table);

    table->page = page;
    table->n = n;
    table->indent = indent;
    table->line = (struct str)STR_INIT;
    memcpy(table->columns, columns, n * sizeof *columns);
    for (size_t i = 0; i < n; i++)
        table->width[i] = text_width(columns[i].heading);
    return table;
}

/* What the columns take that are not left out; the flexible one at least LEAST. */
static int needed(const struct table *table, int least)
{
    int width = text_width(table->indent) - GAP;

    for (size_t i = 0; i < table->n; i++)
        if (!table->left_out[i])
            width += GAP + (table->columns[i].flexible && table->width[i] > least ? least : table->width[i]);
    return width;
}

static void fit(struct table *table)
{
    if (table->page->width == 0 || table->page->plain)
        return;
    for (size_t i = table->n; i-- > 0 && needed(table, ENOUGH) > table->page->width;)
        table->left_out[i] |= table->columns[i].spare;
    for (size_t i = 0; i < table->n; i++) {
        int room = table->page->width - needed(table, 0);
        if (table->columns[i].flexible && table->width[i] > room)
            table->width[i] = room > LEAST ? room : LEAST;
    }
}

static void add_spaces(struct str *line, int n)
{
    static const char blanks[] = "                                ";

    for (int most = (int)sizeof blanks - 1; n > 0; n -= most)
        str_add_n(line, blanks, (size_t)(n < most ? n : most));
}

static void add_cell(struct table *table, struct str *line, size_t i, const char *cell)
{
    const struct table_column *column = &table->columns[i];
    int missing = table->width[i] - text_width(cell);

    if (column->align == TABLE_RIGHT)
        add_spaces(line, missing);
    if (missing < 0 && column->flexible && table->page->width > 0)
        text_pad(line, cell, table->width[i], table->page->utf8 ? "…" : "~");
    else
        str_add(line, cell);
    if (column->align == TABLE_LEFT)
        add_spaces(line, missing);
}

static void write_line(struct table *table, const char *const *cells, enum people_emphasis emphasis)
{
    struct str *line = &table->line;
    int gap = 0;

    str_clear(line);
    str_add(line, table->indent);
    for (size_t i = 0; i < table->n; i++) {
        if (table->left_out[i])
            continue;
        add_spaces(line, gap);
        add_cell(table, line, i, cells[i] ? cells[i] : "");
        gap = GAP;
    }
    while (line->len > 0 && line->s[line->len - 1] == ' ')
        line->s[--line->len] = '\0';
    table->page->line(table->page->ctx, str_text(line), emphasis);
}

/* For screen readers: what a row says, and of which heading, without columns to be remembered. */
static void write_plain(struct table *table, const struct row *row)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, table->indent);
    for (size_t i = 0; i < table->n; i++) {
        if (!row->cells[i] || !*row->cells[i])
            continue;
        str_printf(&line, "%s%s: %s", line.len > strlen(table->indent) ? "; " : "", table->columns[i].heading, row->cells[i]);
    }
    table->page->line(table->page->ctx, str_text(&line), PEOPLE_NORMAL);
}

static void clear_row(const struct table *table, struct row *row)
{
    for (size_t i = 0; i < table->n; i++)
        free(row->cells[i]);
}

static void write_row(struct table *table, struct row *row)
{
    if (table->page->plain)
        write_plain(table, row);
    else
        write_line(table, (const char *const *)row->cells, row->emphasis);
    clear_row(table, row);
}

/* Columns in which nothing stands. */
static void leave_out_empty(struct table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        table->left_out[i] = true;
        for (size_t row = 0; row < table->n_held; row++)
            if (table->held[row].cells[i] && *table->held[row].cells[i])
                table->left_out[i] = false;
    }
}

static void start(struct table *table, bool whole)
{
    const char *headings[TABLE_COLUMNS];

    table->started = true;
    if (whole)
        leave_out_empty(table);
    fit(table);
    for (size_t i = 0; i < table->n; i++)
        headings[i] = table->columns[i].heading;
    if (!table->page->plain && table->n_held > 0)
        write_line(table, headings, PEOPLE_FAINT);
    for (size_t i = 0; i < table->n_held; i++)
        write_row(table, &table->held[i]);
    free(table->held);
    table->held = NULL;
    table->n_held = 0;
}

void table_row(struct table *table, const char *const *cells, enum people_emphasis emphasis)
{
    struct row row = {.emphasis = emphasis};

    table->rows++;
    for (size_t i = 0; i < table->n; i++) {
        row.cells[i] = cells[i] ? text_safe_line(cells[i]) : NULL;
        int width = row.cells[i] && !table->started ? text_width(row.cells[i]) : 0;
        if (width > table->width[i])
            table->width[i] = width;
    }
    if (table->started) {
        write_row(table, &row);
        return;
    }
    MEM_GROW(table->held, table->n_held, table->cap_held);
    table->held[table->n_held++] = row;
    if (table->n_held == TABLE_HELD)
        start(table, false);
}

size_t table_end(struct table *table)
{
    size_t rows = table->rows;

    if (!table->started)
        start(table, true);
    str_done(&table->line);
    free(table);
    return rows;
}

void table_drop(struct table *table)
{
    for (size_t i = 0; i < table->n_held; i++)
        clear_row(table, &table->held[i]);
    free(table->held);
    str_done(&table->line);
    free(table);
}
