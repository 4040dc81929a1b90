/* What rules that are being tried would have meant: the figures, and below them the entries that would be judged
 * otherwise, newest first, of the client who is looked at or of everybody. Both are worked out while nobody types. */
#include "what_if_box.h"

#include "listing.h"
#include "stamp.h"
#include "view.h"
#include "what_if_view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define PART     "\x1f"
#define FROM_FILE '@'

enum {
    WIDTH_MAX = 120,
    ROWS_MIN = 5,
    ROWS_FEWEST = 3, /* the figures give way to them */
    PAGE = 64,      /* rows read at a time ... */
    MOST = 2048,    /* ... and entries looked at for them: a few milliseconds */
    WHEN_W = 13,
    NAME_W = 18,
    GAP_W = 2,
};

struct change_row {
    struct what_if_change change;
    char *ref, *name, *when, *how, *what;
};

struct what_if_view {
    struct view base;
    int64_t client_id;
    char *client; /* or NULL */
    char *source; /* FROM_FILE and a path, or a draft */
    struct what_if_box box;
    bool everybody; /* the rows are everybody's */
    struct change_row *v;
    size_t n, cap;
    bool more;       /* older entries were not looked at yet ... */
    int64_t reached; /* ... before this one */
    struct listing list;
};

/* --- what it is opened with --- */

static char *argument(int64_t client_id, const char *client, const char *mark, const char *source)
{
    return str_format("%lld" PART "%s" PART "%s%s", (long long)client_id, client ? client : "", mark, source);
}

char *what_if_view_draft(int64_t client_id, const char *client, const char *draft)
{
    return argument(client_id, client, "", draft);
}

char *what_if_view_file(int64_t client_id, const char *client, const char *path)
{
    return argument(client_id, client, "@", path);
}

static void trying_init(struct view *base, const char *argument)
{
    struct what_if_view *view = (struct what_if_view *)base;
    char *end;

    view->client_id = strtoll(argument, &end, 10);
    const char *name = end + 1;
    size_t n = strcspn(name, PART);
    view->client = n > 0 ? mem_string_n(name, n) : NULL;
    view->source = mem_string(name + n + 1);
    view->everybody = !view->client;
    if (view->client)
        what_if_box_client(&view->box, view->client_id, view->client);
}

static void clear(struct what_if_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        char *const owned[] = {view->v[i].ref, view->v[i].name, view->v[i].when, view->v[i].how, view->v[i].what};
        for (size_t k = 0; k < ARRAY_LEN(owned); k++)
            free(owned[k]);
    }
    view->n = 0;
    view->more = true;
    view->reached = INT64_MAX;
}

static void trying_done(struct view *base)
{
    struct what_if_view *view = (struct what_if_view *)base;

    clear(view);
    free(view->v);
    free(view->client);
    free(view->source);
    what_if_box_done(&view->box);
}

/* --- rows --- */

/* "you: late, hours (before told)" */
static void add_kinds(struct str *to, uint16_t breaches, uint16_t counted)
{
    size_t before = to->len;

    for (size_t i = 0; i < breach_kinds_n; i++) {
        unsigned bit = breach_kinds[i].bit;
        if (!(breaches & bit))
            continue;
        str_printf(to, "%s%s", to->len > before ? ", " : "", words_breach(breach_kinds[i].bit));
        if (!(counted & bit))
            str_printf(to, " (%s)", _("before told"));
    }
    if (to->len == before)
        str_add(to, _("nothing"));
}

static char *how_of(const struct what_if_bits *bits)
{
    struct str how = STR_INIT;

    add_kinds(&how, bits->now, bits->counted_now);
    str_add(&how, " → ");
    add_kinds(&how, bits->then, bits->counted_then);
    return str_take(&how);
}

static int take_line(void *ctx, const struct log_line *line)
{
    struct what_if_view *view = ctx;
    struct change_row *row = &view->v[view->n];
    struct str when = STR_INIT;

    stamp_when(view->base.scene, &when, line->at, false);
    row->ref = mem_string(line->ref);
    row->name = mem_string(line->client_name);
    row->when = str_take(&when);
    row->what = mem_string(line->subject ? line->subject : line->beginning);
    return 0;
}

static int take_change(void *ctx, const struct what_if_change *change)
{
    struct what_if_view *view = ctx;
    struct err err;

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n] = (struct change_row){.change = *change};
    if (view_log_line(view->base.scene->app, change->id, take_line, view, &err) != 0)
        return 0;
    view->v[view->n++].how = how_of(&change->bits);
    return 0;
}

static int load_rows(struct what_if_view *view, struct err *err)
{
    size_t before = view->n;
    int64_t reached;
    int r = what_if_changes(view->box.what_if, view->everybody ? 0 : view->client_id, view->reached, PAGE, MOST,
                            take_change, view, &reached, err);

    view->more = r > 0 || (r == 0 && view->n - before == PAGE);
    view->reached = r > 0 || !view->more ? reached : view->v[view->n - 1].change.id;
    listing_resize(&view->list, (int64_t)view->n, view->list.height);
    return r < 0 ? r : 0;
}

/* Rows are read a page ahead of what is shown. */
static bool wants_rows(const struct what_if_view *view)
{
    return view->box.what_if && view->more && (int64_t)view->n < view->list.top + 2 * (int64_t)view->list.height;
}

static int make(struct what_if_view *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    struct what_if *what_if = NULL;
    int r = *view->source == FROM_FILE ? what_if_open(app, view->source + 1, view->client_id, &what_if, err)
                                       : what_if_again(app, view->source, view->client_id, &what_if, err);

    if (r == 0)
        what_if_box_take(&view->box, what_if, NULL);
    return r;
}

static int trying_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct what_if_view *view = (struct what_if_view *)base;

    clear(view);
    if (!view->box.what_if && make(view, err) < 0)
        return -1;
    return load_rows(view, err);
}

static bool trying_looks(const struct view *base)
{
    const struct what_if_view *view = (const struct what_if_view *)base;

    return wants_rows(view) || what_if_box_looks(&view->box);
}

static int trying_look(struct view *base, struct err *err)
{
    struct what_if_view *view = (struct what_if_view *)base;

    return wants_rows(view) ? load_rows(view, err) : what_if_box_look(&view->box, err);
}

static const struct change_row *selected(const struct what_if_view *view)
{
    return view->n > 0 ? &view->v[view->list.selected] : NULL;
}

/* --- places: the figures above with a blank line behind, a heading, the rows --- */

static int box_height(const struct what_if_view *view)
{
    if (view->base.height >= WHAT_IF_BOX_H + 2 + ROWS_MIN)
        return WHAT_IF_BOX_H;
    return view->base.height >= WHAT_IF_BOX_SMALL_H + 2 + ROWS_FEWEST ? WHAT_IF_BOX_SMALL_H : 0;
}

static int heading_line(const struct what_if_view *view)
{
    int h = box_height(view);

    return h > 0 ? h + 1 : 0;
}

static int rows_height(const struct what_if_view *view)
{
    int h = view->base.height - heading_line(view) - 1;

    return h > 1 ? h : 1;
}

static void trying_resize(struct view *base)
{
    struct what_if_view *view = (struct what_if_view *)base;

    listing_resize(&view->list, (int64_t)view->n, rows_height(view));
}

static void trying_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct what_if_view *view = (const struct what_if_view *)base;
    int n = view->n > ROWS_MIN ? (int)view->n : ROWS_MIN;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = WHAT_IF_BOX_H + 2 + n;
}

/* --- acts --- */

static void turn_everybody(struct what_if_view *view)
{
    if (!view->client)
        return;
    view->everybody = !view->everybody;
    clear(view);
    listing_resize(&view->list, 0, view->list.height);
    view->base.stale = true;
}

static void trying_act(struct view *base, enum action action, struct effects *effects)
{
    struct what_if_view *view = (struct what_if_view *)base;
    struct list_move move;

    if (listing_movement(&view->list, action, &move)) {
        listing_move(&view->list, move);
        return;
    }
    switch ((int)action) {
    case ACTION_OPEN:
        effects_open(effects, &view_entry_ops, selected(view)->ref);
        break;
    case ACTION_ALL_CHANGES:
        turn_everybody(view);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static unsigned trying_has(const struct view *base)
{
    return selected((const struct what_if_view *)base) ? NEED_ROW : 0;
}

static const char *trying_entry(const struct view *base)
{
    const struct change_row *row = selected((const struct what_if_view *)base);

    return row ? row->ref : NULL;
}

/* --- painting --- */

static void draw_row(const struct what_if_view *view, const struct change_row *row, struct canvas *canvas,
                     struct area at)
{
    int x = at.x + 2, end = at.x + at.w;
    bool mine = (row->change.bits.now | row->change.bits.then) & BREACH_MINE;

    canvas_put(canvas, x, at.y, WHEN_W, STYLE_QUIET, row->when);
    x += WHEN_W + GAP_W;
    if (view->everybody) {
        canvas_put(canvas, x, at.y, NAME_W, STYLE_TEXT, row->name);
        x += NAME_W + GAP_W;
    }
    x += canvas_put(canvas, x, at.y, end - x, mine ? STYLE_MINE : STYLE_THEIRS, row->how) + GAP_W;
    if (row->what && x < end)
        canvas_put_written(canvas, x, at.y, end - x, STYLE_QUIET, row->what);
}

static const char *nothing(const struct what_if_view *view)
{
    return view->more ? _("looking through the log ...") : _("no entry would be judged otherwise");
}

static void draw_rows(const struct what_if_view *view, struct canvas *canvas, struct area at, bool focus)
{
    if (view->n == 0)
        canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_QUIET, nothing(view));
    if (view->n == 0 && focus)
        canvas_set_cursor(canvas, at.x, at.y);
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        draw_row(view, &view->v[i], canvas, at);
        if (i == view->list.selected)
            canvas_point(canvas, at, focus);
    }
}

static void trying_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct what_if_view *view = (const struct what_if_view *)base;
    struct area at = {area.x, area.y, area.w, box_height(view)};

    what_if_box_draw(&view->box, canvas, at);
    at.y += heading_line(view);
    at.h = 1;
    if (!view->box.what_if)
        return;
    if (view->everybody)
        canvas_put(canvas, at.x, at.y, at.w, STYLE_COLUMN, _("What would be judged otherwise: everybody"));
    else
        canvas_printf(canvas, at.x, at.y, at.w, STYLE_COLUMN, _("What would be judged otherwise: %s"), view->client);
    at.y++;
    draw_rows(view, canvas, at, focus);
}

static void trying_status(const struct view *base, struct str *to)
{
    const struct change_row *row = selected((const struct what_if_view *)base);

    if (!row)
        return;
    str_printf(to, "%s, %s: %s", row->name, row->when, row->how);
    if (row->what)
        str_printf(to, "; %s", row->what);
}

static void trying_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    const struct what_if_view *view = (const struct what_if_view *)base;

    listing_position(&view->list, right);
    if (view->n > 0 && view->more)
        str_add_char(right, '+');
}

/* While it looks through the log nobody knows how many there are. */
static int64_t trying_items(const struct view *base, int64_t *ret_selected)
{
    const struct what_if_view *view = (const struct what_if_view *)base;
    int64_t n = listing_items(&view->list, ret_selected);

    return view->more ? -1 : n;
}

static int64_t trying_item_at(const struct view *base, int y)
{
    const struct what_if_view *view = (const struct what_if_view *)base;

    return listing_item_at(&view->list, y - heading_line(view) - 1);
}

static void trying_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    listing_select(&((struct what_if_view *)base)->list, item);
}

static const struct hint trying_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("open")},
    {ACTION_ALL_CHANGES, ACTION_NONE, N_("everybody")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_what_if_ops = {
    .title = N_("What if"),
    .where = IN_WHAT_IF,
    .reloads = CHANGE_ALL & ~CHANGE_SETTINGS,
    .size = sizeof(struct what_if_view),
    .hints = trying_hints,
    .init = trying_init,
    .done = trying_done,
    .load = trying_load,
    .looks = trying_looks,
    .look = trying_look,
    .resize = trying_resize,
    .draw = trying_draw,
    .act = trying_act,
    .has = trying_has,
    .entry = trying_entry,
    .status = trying_status,
    .foot = trying_foot,
    .extent = trying_extent,
    .items = trying_items,
    .item_at = trying_item_at,
    .select = trying_select,
};
