#include "log_rows.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum {
    TEXT_MAX = 1024, /* bytes of a subject that a row keeps: more than the widest screen shows */
    SLICE = 4096,    /* rows that are looked at in one go: some milliseconds */
};

void log_rows_clear(struct log_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        free(rows->v[i]);
    rows->n = 0;
    rows->newer = 0;
    rows->at_newest = rows->at_oldest = false;
    rows->looks_fresher = rows->looks_older = false;
    rows->above = INT64_MIN;
    rows->below = INT64_MAX;
}

void log_rows_done(struct log_rows *rows)
{
    log_rows_clear(rows);
    free(rows->v);
    free(rows->search);
    filter_free(rows->filter);
    *rows = (struct log_rows){0};
}

static size_t kept(const char *s)
{
    size_t n = s ? strnlen(s, TEXT_MAX) : 0;

    return n < TEXT_MAX ? n : text_valid(s, n);
}

/* Copies a string behind the row's others; *AT moves on. */
static const char *keep(char **at, const char *s)
{
    char *copy = *at;
    size_t n = kept(s);

    if (!s)
        return NULL;
    memcpy(copy, s, n);
    copy[n] = '\0';
    *at += n + 1;
    return copy;
}

static struct log_row *row_new(const struct log_line *line)
{
    size_t size = kept(line->ref) + kept(line->client_name) + kept(line->channel) + kept(line->subject) +
                  kept(line->beginning) + kept(line->signs) + 6;
    struct log_row *row = mem_alloc(sizeof *row + size);
    char *at = row->text;

    row->line = *line;
    row->line.ref = keep(&at, line->ref);
    row->line.client_name = keep(&at, line->client_name);
    row->line.channel = keep(&at, line->channel);
    row->line.subject = keep(&at, line->subject);
    row->line.beginning = keep(&at, line->beginning);
    row->line.signs = keep(&at, line->signs);
    return row;
}

static int append(void *ctx, const struct log_line *line)
{
    struct log_rows *rows = ctx;

    MEM_GROW(rows->v, rows->n, rows->cap);
    rows->v[rows->n++] = row_new(line);
    return 0;
}

/* Fetches rows beyond AFTER. 1: the look through the filter ended before its time, at *RET_REACHED. */
static int fetch(struct log_rows *rows, struct app *app, int64_t after, bool forward, int wanted, int64_t *ret_reached,
                 struct err *err)
{
    if (!rows->filter)
        return view_log(app, rows->client, rows->search, after, forward, wanted, append, rows, err);
    const struct log_sift sift = {.client_id = rows->client,
                                  .filter = rows->filter,
                                  .search = rows->search,
                                  .after = after,
                                  .forward = forward,
                                  .limit = wanted,
                                  .most = SLICE,
                                  .payments = true};
    return view_log_sifted(app, &sift, append, rows, ret_reached, err);
}

int log_rows_older(struct log_rows *rows, struct app *app, int wanted, struct err *err)
{
    int64_t after = rows->n > 0 && !rows->looks_older ? rows->v[rows->n - 1]->line.id : rows->below;
    size_t before = rows->n;

    if (rows->at_oldest || wanted <= 0)
        return 0;
    int r = fetch(rows, app, after, false, wanted, &rows->below, err);
    if (r < 0)
        return -1;
    rows->looks_older = r > 0;
    rows->at_oldest = r == 0 && rows->n - before < (size_t)wanted;
    return 0;
}

static void reverse(struct log_row **v, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct log_row *row = v[i];
        v[i] = v[n - 1 - i];
        v[n - 1 - i] = row;
    }
}

/* Rows that come oldest first are appended and then turned to the front: three reversals are a rotation. */
static int prepend(struct log_rows *rows, struct app *app, int64_t after, int wanted, struct err *err)
{
    size_t before = rows->n;

    int r = fetch(rows, app, after, true, wanted, &rows->above, err);
    if (r < 0)
        return -1;
    size_t more = rows->n - before;
    reverse(rows->v, before);
    reverse(rows->v, rows->n);
    rows->looks_fresher = r > 0;
    rows->at_newest = r == 0 && more < (size_t)wanted;
    rows->newer = rows->at_newest || rows->newer < (int64_t)more ? 0 : rows->newer - (int64_t)more;
    return 0;
}

int log_rows_fresher(struct log_rows *rows, struct app *app, int wanted, struct err *err)
{
    if (rows->at_newest || wanted <= 0 || (rows->n == 0 && !rows->looks_fresher))
        return 0;
    return prepend(rows, app, rows->looks_fresher ? rows->above : rows->v[0]->line.id, wanted, err);
}

int log_rows_newest(struct log_rows *rows, struct app *app, int wanted, struct err *err)
{
    log_rows_clear(rows);
    rows->at_newest = true;
    return log_rows_older(rows, app, wanted, err);
}

int log_rows_oldest(struct log_rows *rows, struct app *app, int wanted, int64_t total, struct err *err)
{
    log_rows_clear(rows);
    rows->at_oldest = true;
    if (prepend(rows, app, INT64_MIN, wanted, err) < 0)
        return -1;
    bool known = !rows->at_newest && !rows->filter && total >= (int64_t)rows->n;
    rows->newer = known ? total - (int64_t)rows->n : 0;
    return 0;
}

int log_rows_around(struct log_rows *rows, struct app *app, int64_t anchor, int wanted, struct err *err)
{
    int64_t newer = rows->newer;

    log_rows_clear(rows);
    if (prepend(rows, app, anchor, wanted, err) < 0)
        return -1;
    if (rows->n == 0 && !rows->looks_fresher)
        return log_rows_newest(rows, app, wanted, err);
    if (!rows->at_newest)
        rows->newer = newer;
    rows->below = anchor + 1;
    return log_rows_older(rows, app, 2 * wanted, err);
}

void log_rows_trim(struct log_rows *rows, size_t first, size_t end)
{
    if (end < rows->n) {
        for (size_t i = end; i < rows->n; i++)
            free(rows->v[i]);
        rows->n = end;
        rows->at_oldest = rows->looks_older = false;
    }
    if (first > 0 && first <= rows->n) {
        for (size_t i = 0; i < first; i++)
            free(rows->v[i]);
        rows->n -= first;
        memmove(rows->v, rows->v + first, rows->n * sizeof *rows->v);
        rows->newer += (int64_t)first;
        rows->at_newest = rows->looks_fresher = false;
    }
}
