/* The rows of the clients, and which of them is selected. */
#include "clients_state.h"

#include "paletti/app/settings.h"
#include "paletti/base/mem.h"

#include <string.h>

static int add_row(void *ctx, const struct attention_line *line)
{
    struct clients_view *view = ctx;

    MEM_GROW(view->rows, view->n, view->cap);
    view->rows[view->n++] = (struct client_row){
        .id = line->id,
        .due = line->due,
        .client_breaches = line->client_breaches,
        .my_breaches = line->my_breaches,
        .name = view->names.len,
        .short_name = view->names.len,
        .state = line->state,
        .question = (uint8_t)line->question,
        .invoice_overdue = line->invoice_overdue,
        .question_later = line->question_later,
        .invoice_later = line->invoice_later,
        .overdue_since = line->overdue_since,
        .often = (uint16_t)line->often,
        .often_n = line->often_n,
        .later = line->later,
    };
    str_add_n(&view->names, line->name, strlen(line->name) + 1);
    if (!line->short_name)
        return 0;
    view->rows[view->n - 1].short_name = view->names.len;
    str_add_n(&view->names, line->short_name, strlen(line->short_name) + 1);
    return 0;
}

const struct client_row *clients_selected(const struct clients_view *view)
{
    return view->list.selected < (int64_t)view->n ? &view->rows[view->list.selected] : NULL;
}

const char *clients_name(const struct clients_view *view, const struct client_row *row)
{
    return str_text(&view->names) + row->name;
}

const char *clients_short(const struct clients_view *view, const struct client_row *row)
{
    return str_text(&view->names) + row->short_name;
}

bool client_row_waits(const struct client_row *row)
{
    return row && (row->question == QUESTION_WAITING || row->question == QUESTION_OVERDUE);
}

/* Every section but the clients' own has a heading. */
static void set_headings(struct clients_view *view)
{
    int64_t headings[SECTIONS_N], row = view->all.of[SECTION_CLIENTS];
    int n = 0;

    for (int section = SECTION_CLIENTS + 1; section < SECTIONS_N; section++) {
        if (view->all.of[section] > 0) {
            view->sections[n] = (enum client_section)section;
            headings[n++] = row;
        }
        row += view->all.of[section];
    }
    listing_head(&view->list, headings, n);
}

bool clients_have_room(const struct view *base)
{
    return client_columns_wide(base->w) && base->height >= 24;
}

int clients_load_rows(struct clients_view *view, struct err *err)
{
    view->has_room = clients_have_room(&view->base);
    const struct client_query query = {
        .search = view->search,
        .filter = view->filter,
        .order = view->order,
        .limit = view->whole ? 0 : (int)view->list.top + view->list.height,
        .ended = !view->filter && view->has_room,
    };

    view->n = 0;
    str_clear(&view->names);
    int r = view_list(view->base.scene->app, &query, add_row, view, &view->all, err);
    set_headings(view);
    listing_resize(&view->list, r < 0 ? (int64_t)view->n : view->all.listed, view->list.height);
    return r;
}

bool clients_find(struct clients_view *view, int64_t id)
{
    int64_t row = client_rows_find(view->rows, view->n, id);

    if (row >= 0)
        listing_select(&view->list, row);
    return row >= 0;
}

bool clients_have_rows(const struct clients_view *view)
{
    return listing_end(&view->list) <= (int64_t)view->n;
}

static const char order_setting[] = "sort.clients";

int clients_keep_order(struct clients_view *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    _cleanup_free_ char *name = NULL;
    int r = 0;

    if (view->order_chosen)
        r = app_set_setting(app, order_setting, client_order_names[view->order], false, err);
    else if (!view->order_known)
        r = app_setting(app, order_setting, &name, err);
    for (int i = 0; name && client_order_names[i]; i++)
        if (str_equal(client_order_names[i], name))
            view->order = (enum client_order)i;
    view->order_known = true;
    view->order_chosen = false;
    return r < 0 ? -1 : 0;
}
