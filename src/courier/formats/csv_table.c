#include "formats/csv_table.h"

#include "ascii.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define FORMULA_SIGNS "=+-@\t\r"

/* Whatever the first line has most of outside quotes; a comma when it has none. */
static char detect_delimiter(const struct csv_table *table)
{
    static const char known[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool quoted = false;

    for (const char *p = table->p; p < table->end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        const char *found = *p ? strchr(known, *p) : NULL;
        if (*p == '"')
            quoted = !quoted;
        else if (found && !quoted)
            count[found - known]++;
    }
    for (size_t i = 1; i < ARRAY_LEN(count); i++)
        if (count[i] > count[best])
            best = i;
    return known[best];
}

/* The end of a line in each of its three forms; its length, 0 where there is none. */
static size_t line_end(const struct csv_table *table)
{
    if (*table->p == '\r')
        return table->p + 1 < table->end && table->p[1] == '\n' ? 2 : 1;
    return *table->p == '\n';
}

void csv_table_init(struct csv_table *table, const char *s, size_t n)
{
    *table = (struct csv_table){.start = s, .p = s, .end = s + n};
    /* "sep=;" is how some spreadsheets are told; it is no row of data. */
    if (n > 5 && ascii_starts(s, n, "sep=") && (s[5] == '\n' || s[5] == '\r')) {
        table->delimiter = s[4];
        table->p = s + 5;
        table->p += line_end(table);
        table->row = 1;
        return;
    }
    table->delimiter = detect_delimiter(table);
}

static int bad(const struct csv_table *table, const struct csv_row *row, const char *what, struct err *err)
{
    return err_set(err, _("row %lld, column %zu: %s"), (long long)table->row, row->n, what);
}

/* Behind the opening quote, to behind the closing one. */
static int read_quoted(struct csv_table *table, struct csv_row *row, struct err *err)
{
    for (;;) {
        const char *quote = memchr(table->p, '"', (size_t)(table->end - table->p));
        if (!quote)
            return bad(table, row, _("a quote is opened here and never closed"), err);
        str_add_n(&row->text, table->p, (size_t)(quote - table->p));
        table->p = quote + 1;
        if (table->p == table->end || *table->p != '"')
            break;
        str_add_char(&row->text, '"');
        table->p++;
    }
    if (table->p < table->end && *table->p != table->delimiter && !line_end(table))
        return bad(table, row, _("text follows the closing quote; a quote inside a cell is written twice"),
                   err);
    return 0;
}

static int read_plain(struct csv_table *table, struct csv_row *row, struct err *err)
{
    const char *start = table->p;

    while (table->p < table->end && *table->p != table->delimiter && *table->p != '"' && !line_end(table))
        table->p++;
    if (table->p < table->end && *table->p == '"')
        return bad(table, row,
                   _("a quote stands inside a cell that does not begin with one; quote the cell, and write "
                     "the quote twice"),
                   err);
    str_add_n(&row->text, start, (size_t)(table->p - start));
    return 0;
}

static int read_cell(struct csv_table *table, struct csv_row *row, struct err *err)
{
    bool quoted = table->p < table->end && *table->p == '"';

    MEM_GROW(row->starts, row->n, row->cap);
    row->starts[row->n++] = row->text.len;
    if (row->n > CSV_COLUMNS_MAX)
        return bad(table, row, _("there are more columns than any table has"), err);
    table->p += quoted;
    int result = quoted ? read_quoted(table, row, err) : read_plain(table, row, err);
    str_add_char(&row->text, '\0');
    return result;
}

static int read_row(struct csv_table *table, struct csv_row *row, struct err *err)
{
    table->row++;
    row->n = 0;
    str_clear(&row->text);
    while (read_cell(table, row, err) == 0) {
        if (table->p == table->end)
            return 0;
        if (*table->p != table->delimiter) {
            table->p += line_end(table);
            return 0;
        }
        table->p++;
    }
    return -1;
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (*csv_row_cell(row, i))
            return false;
    return true;
}

int csv_table_next(struct csv_table *table, struct csv_row *row, struct err *err)
{
    while (table->p < table->end) {
        if (read_row(table, row, err) < 0)
            return -1;
        if (!is_empty(row))
            return 0;
    }
    return 1;
}

const char *csv_row_cell(const struct csv_row *row, size_t i)
{
    return i < row->n ? row->text.s + row->starts[i] : "";
}

void csv_row_done(struct csv_row *row)
{
    str_done(&row->text);
    free(row->starts);
    *row = (struct csv_row){0};
}

/* Apostrophes before the sign count as well, so that every text comes back as it was. */
static bool is_formula(const char *cell)
{
    cell += strspn(cell, "'");
    return *cell && strchr(FORMULA_SIGNS, *cell);
}

const char *csv_plain_cell(const char *cell)
{
    return *cell == '\'' && is_formula(cell) ? cell + 1 : cell;
}

void csv_add_cell(struct str *to, const char *cell)
{
    bool formula = is_formula(cell);

    if (!strpbrk(cell, ",;\t\"\r\n'") && !ascii_is_space(*cell)) {
        str_add(to, formula ? "'" : "");
        str_add(to, cell);
        return;
    }
    str_add(to, formula ? "\"'" : "\"");
    for (; *cell; cell++) {
        if (*cell == '"')
            str_add_char(to, '"');
        str_add_char(to, *cell);
    }
    str_add_char(to, '"');
}
