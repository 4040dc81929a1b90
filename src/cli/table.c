#include "table.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

struct row {
    char *cells[TABLE_COLUMNS];
    enum table_emphasis emphasis;
};

struct table {
    struct out *out;
    struct table_column columns[TABLE_COLUMNS];
    int width[TABLE_COLUMNS];
    size_t n, rows;
    bool plain, started;
    const char *indent;
    struct row *held;
    size_t n_held, cap_held;
};

struct table *table_new(struct out *out, const struct table_column *columns, size_t n, bool plain, const char *indent)
{
    struct table *table = mem_zero(1, sizeof *table);

    table->out = out;
    table->n = n;
    table->plain = plain;
    table->indent = indent;
    memcpy(table->columns, columns, n * sizeof *columns);
    for (size_t i = 0; i < n; i++)
        table->width[i] = plain ? 0 : text_width(columns[i].heading);
    return table;
}

/* What the fixed columns and the gaps leave of the terminal goes to the flexible one. */
static void fit(struct table *table)
{
    int used = text_width(table->indent) + 2 * ((int)table->n - 1), flexible = -1;

    for (size_t i = 0; i < table->n; i++) {
        if (table->columns[i].flexible)
            flexible = (int)i;
        else
            used += table->width[i];
    }
    if (flexible < 0 || table->out->width == 0)
        return;
    int room = table->out->width - used;
    if (room < 8)
        room = 8;
    if (table->width[flexible] > room)
        table->width[flexible] = room;
}

static void add_cell(struct table *table, struct str *line, size_t i, const char *cell, bool last)
{
    int width = table->width[i], has = text_width(cell);
    bool cut = table->columns[i].flexible && table->out->width > 0 && has > width;

    if (table->columns[i].align == TABLE_RIGHT)
        for (int space = width - has; space > 0; space--)
            str_add_char(line, ' ');
    if (cut)
        text_pad(line, cell, width, table->out->utf8 ? "…" : "~");
    else
        str_add(line, cell);
    if (last)
        return;
    if (table->columns[i].align == TABLE_LEFT && !cut)
        for (int space = width - has; space > 0; space--)
            str_add_char(line, ' ');
    str_add(line, "  ");
}

static void write_line(struct table *table, const char *const *cells, const char *color)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, table->indent);
    for (size_t i = 0; i < table->n; i++)
        add_cell(table, &line, i, cells[i] ? cells[i] : "", i + 1 == table->n);
    while (line.len > 0 && line.s[line.len - 1] == ' ')
        line.s[--line.len] = '\0';
    if (color && table->out->color)
        out_text(table->out, color);
    out_text(table->out, str_text(&line));
    if (color && table->out->color)
        out_text(table->out, "\033[0m");
    out_text(table->out, "\n");
}

/* For screen readers: what a row says, and of which heading, without columns to be remembered. */
static void write_plain(struct table *table, const struct row *row)
{
    _cleanup_str_ struct str line = STR_INIT;

    for (size_t i = 0; i < table->n; i++) {
        if (!row->cells[i] || !*row->cells[i])
            continue;
        str_printf(&line, "%s%s: %s", line.len ? "; " : "", table->columns[i].heading, row->cells[i]);
    }
    out_text(table->out, table->indent);
    out_text(table->out, str_text(&line));
    out_text(table->out, "\n");
}

static void clear_row(const struct table *table, struct row *row)
{
    for (size_t i = 0; i < table->n; i++)
        free(row->cells[i]);
}

static void write_row(struct table *table, struct row *row)
{
    static const char *const colors[] = {[TABLE_STRONG] = "\033[1m", [TABLE_FAINT] = "\033[2m"};

    if (table->plain)
        write_plain(table, row);
    else
        write_line(table, (const char *const *)row->cells, colors[row->emphasis]);
    clear_row(table, row);
}

static void start(struct table *table)
{
    const char *headings[TABLE_COLUMNS];

    table->started = true;
    fit(table);
    for (size_t i = 0; i < table->n; i++)
        headings[i] = table->columns[i].heading;
    if (!table->plain && table->n_held > 0)
        write_line(table, headings, "\033[2m");
    for (size_t i = 0; i < table->n_held; i++)
        write_row(table, &table->held[i]);
    free(table->held);
    table->held = NULL;
    table->n_held = 0;
}

void table_row(struct table *table, const char *const *cells, enum table_emphasis emphasis)
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
        start(table);
}

size_t table_end(struct table *table)
{
    size_t rows = table->rows;

    if (!table->started)
        start(table);
    free(table);
    return rows;
}

void table_drop(struct table *table)
{
    for (size_t i = 0; i < table->n_held; i++)
        clear_row(table, &table->held[i]);
    free(table->held);
    free(table);
}
