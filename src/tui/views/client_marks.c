#include "client_marks.h"

int64_t client_rows_find(const struct client_row *rows, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].id == id)
            return (int64_t)i;
    return -1;
}

bool client_marks_apply(struct marks *marks, enum marking marking, const struct client_row *rows, size_t n, int64_t to)
{
    int64_t from = marking == MARKING_RANGE ? client_rows_find(rows, n, marks->from) : 0;
    bool fits = true;

    if (marking != MARKING_RANGE)
        to = (int64_t)n - 1;
    else
        marks->from = 0;
    if (from < 0) /* it is not listed any more */
        from = to;
    for (int64_t i = from < to ? from : to; i <= (from < to ? to : from) && fits; i++)
        fits = marking == MARKING_INVERT ? marks_toggle(marks, rows[i].id) : marks_add(marks, rows[i].id);
    return fits;
}

static int add_mark(void *ctx, const struct attention_line *line)
{
    return marks_add(ctx, line->id) ? 0 : 1;
}

int client_marks_fitting(struct marks *marks, struct app *app, const struct filter *filter, struct err *err)
{
    const struct client_query query = {.filter = filter, .order = ORDER_NAME};
    struct attention all;

    if (view_list(app, &query, add_mark, marks, &all, err) < 0)
        return -1;
    return marks->n >= MARKS_MAX;
}
