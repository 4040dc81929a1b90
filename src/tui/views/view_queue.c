/* The day's queue: whom to answer and until when, who owes what, and what was put off. The client of the selected line is the
 * one that keys are about. */
#include "cmdline.h"
#include "letters_view.h"
#include "listing.h"
#include "stamp.h"
#include "view.h"

#include "paletti/app/ladder.h"
#include "paletti/app/today.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum part { PART_ANSWER, PART_OWED, PART_PUT_OFF, PARTS_N };

static const char *const part_headings[] = {
    [PART_ANSWER] = N_("To answer"),
    [PART_OWED] = N_("They owe you"),
    [PART_PUT_OFF] = N_("Put off: only your reminder, not the due"),
};

struct queue_row {
    enum part part;
    enum today_kind kind;
    bool overdue;
    int64_t client_id;
    char *name, *ref;
    char *when; /* until when, or since when */
    char *what, *aside;
    char *invoice; /* the ref of the one that is owed, or promised; or NULL */
};

struct queue_view {
    struct view base;
    struct queue_row *v;
    size_t n, cap;
    enum part headed[PARTS_N]; /* whose headings stand there, in order */
    struct listing list;
    int when_w, name_w;
};

static void clear(struct queue_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        char *const owned[] = {view->v[i].name, view->v[i].ref, view->v[i].when, view->v[i].what, view->v[i].aside,
                               view->v[i].invoice};
        for (size_t k = 0; k < ARRAY_LEN(owned); k++)
            free(owned[k]);
    }
    view->n = 0;
}

static void queue_done(struct view *base)
{
    struct queue_view *view = (struct queue_view *)base;

    clear(view);
    free(view->v);
}

/* --- what a line says --- */

static bool is_owed(enum today_kind kind)
{
    return kind == TODAY_INVOICE || kind == TODAY_PROMISE;
}

static char *when_of(const struct scene *scene, const struct today_line *line)
{
    _cleanup_str_ struct str when = STR_INIT;

    if (line->later != INSTANT_NONE && zone_day_start(scene->zone, zone_day(scene->zone, line->later, NULL)) == line->later)
        stamp_day(scene, &when, line->later, true);
    else if (line->later != INSTANT_NONE)
        stamp_due(scene, &when, line->later, false);
    else if (is_owed(line->kind))
        stamp_day(scene, &when, line->due - 1, false);
    else
        stamp_due(scene, &when, line->due, false);
    return str_take(&when);
}

static char *what_of(const struct today_line *line)
{
    _cleanup_str_ struct str what = STR_INIT;

    if (is_owed(line->kind)) {
        words_sum(&what, line->owed);
        str_printf(&what, "  %s", line->what);
    } else {
        str_add(&what, line->what);
    }
    return text_safe_line(str_text(&what));
}

/* "politely until Wed 18:00 (12:00 there)"; how long an invoice is overdue. */
static char *aside_of(const struct scene *scene, const struct today_line *line)
{
    _cleanup_str_ struct str aside = STR_INIT, when = STR_INIT;

    if (line->kind != TODAY_REPLY) {
        if (line->kind == TODAY_PROMISE)
            str_add(&aside, line->overdue ? _("promised, not paid") : _("promised for today"));
        else if (line->overdue)
            str_printf(&aside, _("%lld d"), (long long)stamp_days_overdue(scene, line->due));
        if (line->step)
            str_printf(&aside, ", %s", words_step_short(line->step));
        return str_take(&aside);
    }
    if (line->polite == INSTANT_NONE || line->polite < scene->now)
        return str_format("%s", line->overdue ? _("late") : _("no polite moment left"));
    if (line->polite == line->due && !line->zone)
        return str_take(&aside);
    stamp_due(scene, &when, line->polite, false);
    if (line->zone) {
        _cleanup_str_ struct str there = STR_INIT;
        words_clock_in(line->zone, &there, line->polite);
        return str_format(_("politely until %s (%s there)"), str_text(&when), str_text(&there));
    }
    return str_format(_("politely until %s"), str_text(&when));
}

static enum part part_of(const struct today_line *line)
{
    if (line->later != INSTANT_NONE)
        return PART_PUT_OFF;
    return line->kind == TODAY_REPLY ? PART_ANSWER : PART_OWED;
}

static int add(void *ctx, const struct today_line *line)
{
    struct queue_view *view = ctx;
    const struct scene *scene = view->base.scene;

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct queue_row){
        .part = part_of(line),
        .kind = line->kind,
        .overdue = line->overdue,
        .client_id = line->client_id,
        .name = text_safe_line(line->name),
        .ref = line->kind == TODAY_PROMISE
                   ? str_format("invoice:%s", line->invoice)
                   : str_format("%s:%s", line->kind == TODAY_REPLY ? "interaction" : today_kind_names[line->kind], line->ref),
        .when = when_of(scene, line),
        .what = what_of(line),
        .aside = aside_of(scene, line),
        .invoice = mem_string(line->invoice),
    };
    return 0;
}

/* --- loading --- */

/* By part, and within each as they came. There are few. */
static void sort_parts(struct queue_view *view)
{
    struct queue_row *sorted = mem_zero(view->n + 1, sizeof *sorted);
    int64_t heads[PARTS_N];
    size_t n = 0;
    int headings = 0;

    for (enum part part = 0; part < PARTS_N; part++) {
        size_t first = n;
        for (size_t i = 0; i < view->n; i++)
            if (view->v[i].part == part)
                sorted[n++] = view->v[i];
        if (n == first)
            continue;
        heads[headings] = (int64_t)first;
        view->headed[headings++] = part;
    }
    if (view->n > 0)
        memcpy(view->v, sorted, view->n * sizeof *sorted);
    free(sorted);
    listing_head(&view->list, heads, headings);
}

static void measure(struct queue_view *view)
{
    enum { NAME_MAX_W = 26 };

    view->when_w = view->name_w = 0;
    for (size_t i = 0; i < view->n; i++) {
        int when = text_width(view->v[i].when), name = text_width(view->v[i].name);
        view->when_w = when > view->when_w ? when : view->when_w;
        view->name_w = name > view->name_w ? name : view->name_w;
    }
    view->name_w = view->name_w < NAME_MAX_W ? view->name_w : NAME_MAX_W;
}

static int queue_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct queue_view *view = (struct queue_view *)base;

    clear(view);
    int r = view_today(base->scene->app, true, add, view, err);
    sort_parts(view);
    measure(view);
    listing_resize(&view->list, (int64_t)view->n, view->list.height);
    return r;
}

static void queue_resize(struct view *base)
{
    struct queue_view *view = (struct queue_view *)base;

    listing_resize(&view->list, (int64_t)view->n, base->height);
}

static const struct queue_row *selected(const struct queue_view *view)
{
    return view->n > 0 ? &view->v[view->list.selected] : NULL;
}

/* --- acts --- */

/* The ref that an entry's own commands take. */
static const char *bare_ref(const struct queue_row *row)
{
    return strchr(row->ref, ':') + 1;
}

static void put_off(const struct queue_row *row, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "later");
    cmdline_add(&line, row->ref);
    str_add_char(&line, ' ');
    effects_open(effects, &view_command_ops, str_text(&line));
}

static void no_reply(const struct queue_row *row, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (row->kind != TODAY_REPLY) {
        effects_text(effects, EFFECT_SAY, _("Only what a client wrote can need no reply."));
        return;
    }
    str_add(&line, "no-reply");
    cmdline_add(&line, bare_ref(row));
    effects_do(effects, str_text(&line), NULL, false);
}

static void remind(const struct queue_row *row, struct effects *effects)
{
    if (row->invoice)
        letters_remind(row->invoice, effects);
    else
        effects_text(effects, EFFECT_SAY, _("Only of what they owe you, or of a line that they crossed, a letter reminds."));
}

static void sentence(const struct queue_row *row, struct str *to)
{
    str_printf(to, "%s  %s: %s", row->when, row->name, row->what);
    if (*row->aside)
        str_printf(to, "; %s", row->aside);
}

static void copy(const struct queue_row *row, struct effects *effects)
{
    _cleanup_str_ struct str text = STR_INIT;

    sentence(row, &text);
    effects_text(effects, EFFECT_COPY, str_text(&text));
}

static void queue_act(struct view *base, enum action action, struct effects *effects)
{
    struct queue_view *view = (struct queue_view *)base;
    const struct queue_row *row = selected(view);
    struct list_move move;

    if (listing_movement(&view->list, action, &move)) {
        listing_move(&view->list, move);
        return;
    }
    switch ((int)action) {
    case ACTION_OPEN:
        if (row->kind == TODAY_PROMISE)
            effects_open(effects, &view_explain_ops, row->invoice);
        else
            effects_open(effects, row->kind == TODAY_REPLY ? &view_entry_ops : &view_explain_ops, bare_ref(row));
        break;
    case ACTION_EXPLAIN:
        effects_open(effects, &view_explain_ops, row->invoice ? row->invoice : bare_ref(row));
        break;
    case ACTION_LATER:
        put_off(row, effects);
        break;
    case ACTION_NO_REPLY:
        no_reply(row, effects);
        break;
    case ACTION_REMIND:
        remind(row, effects);
        break;
    case ACTION_COPY:
        copy(row, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static unsigned queue_has(const struct view *base)
{
    return selected((const struct queue_view *)base) ? NEED_ROW : 0;
}

static int64_t queue_whose(const struct view *base, const char **ret_name)
{
    const struct queue_row *row = selected((const struct queue_view *)base);

    *ret_name = row ? row->name : NULL;
    return row ? row->client_id : 0;
}

/* --- painting --- */

static enum style tone_of(const struct queue_row *row)
{
    if (row->part == PART_PUT_OFF)
        return STYLE_QUIET;
    if (is_owed(row->kind))
        return STYLE_ALERT;
    return row->overdue ? STYLE_ALERT : STYLE_WAITING;
}

/* Marks as in the list of clients: ! money, * attention. */
static const char *mark_of(const struct queue_row *row)
{
    return row->part == PART_PUT_OFF ? " " : is_owed(row->kind) ? "!" : "*";
}

enum { MARKS_W = 4, GAP_W = 2 };

static void draw_row(const struct queue_view *view, const struct queue_row *row, struct canvas *canvas, struct area at)
{
    enum style quiet = row->part == PART_PUT_OFF ? STYLE_QUIET : STYLE_TEXT;
    int x = at.x + MARKS_W, aside = *row->aside ? text_width(row->aside) + GAP_W : 0;

    canvas_put(canvas, at.x + 2, at.y, 1, tone_of(row), mark_of(row));
    canvas_put(canvas, x, at.y, view->when_w, tone_of(row), row->when);
    x += view->when_w + GAP_W;
    canvas_put(canvas, x, at.y, view->name_w, quiet, row->name);
    x += view->name_w + GAP_W;
    if (at.x + at.w - x > aside)
        canvas_put(canvas, x, at.y, at.x + at.w - x - aside, STYLE_QUIET, row->what);
    canvas_put_right(canvas, x, at.y, at.x + at.w - x, quiet, row->aside);
}

static void draw_nothing(struct canvas *canvas, struct area at, bool focus)
{
    canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_GOOD, _("Nothing is due today, and nothing is overdue."));
    if (focus)
        canvas_set_cursor(canvas, at.x, at.y);
}

static void queue_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct queue_view *view = (const struct queue_view *)base;
    int64_t lines = view->list.n + view->list.n_headings;
    struct area at = {area.x, area.y, area.w, 1};

    if (view->n == 0)
        draw_nothing(canvas, at, focus);
    for (int64_t line = view->list.top; line < lines && at.y < area.y + area.h; line++, at.y++) {
        int heading = 0;
        int64_t row = listing_row(&view->list, line, &heading);
        if (row < 0) {
            canvas_put(canvas, at.x, at.y, at.w, STYLE_COLUMN, _(part_headings[view->headed[heading]]));
            continue;
        }
        draw_row(view, &view->v[row], canvas, at);
        if (row == view->list.selected)
            canvas_point(canvas, at, focus);
    }
}

static void queue_status(const struct view *base, struct str *to)
{
    const struct queue_row *row = selected((const struct queue_view *)base);

    if (row)
        sentence(row, to);
}

static void queue_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    listing_position(&((const struct queue_view *)base)->list, right);
}

static void queue_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { WIDTH_MAX = 110 };
    const struct queue_view *view = (const struct queue_view *)base;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = view->n > 0 ? (int)view->n + view->list.n_headings : 1;
}

static int64_t queue_items(const struct view *base, int64_t *ret_selected)
{
    return listing_items(&((const struct queue_view *)base)->list, ret_selected);
}

static int64_t queue_item_at(const struct view *base, int y)
{
    return listing_item_at(&((const struct queue_view *)base)->list, y);
}

static void queue_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    listing_select(&((struct queue_view *)base)->list, item);
}

static const struct hint queue_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},        {ACTION_OPEN, ACTION_NONE, N_("open")},
    {ACTION_ADD_OUT, ACTION_NONE, N_("answered")}, {ACTION_NO_REPLY, ACTION_NONE, N_("no reply")},
    {ACTION_LATER, ACTION_NONE, N_("later")},    {ACTION_ADD_PAYMENT, ACTION_NONE, N_("paid")},
    {ACTION_REMIND, ACTION_NONE, N_("remind")},
    {ACTION_EXPLAIN, ACTION_NONE, N_("explain")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},     {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_queue_ops = {
    .title = N_("The day's queue"),
    .where = IN_QUEUE,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct queue_view),
    .hints = queue_hints,
    .done = queue_done,
    .load = queue_load,
    .resize = queue_resize,
    .draw = queue_draw,
    .act = queue_act,
    .has = queue_has,
    .whose = queue_whose,
    .status = queue_status,
    .foot = queue_foot,
    .extent = queue_extent,
    .items = queue_items,
    .item_at = queue_item_at,
    .select = queue_select,
};
