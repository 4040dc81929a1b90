/* Pictures of the log, of the client at hand or of everybody. What is drawn is counted while nobody types; until that is done,
 * what was counted before stays. */
#include "picture_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define PART "\x1f"

struct picture_view {
    struct view base;
    size_t kind;
    int64_t client_id;
    char *client; /* or NULL */
    bool everybody;
    int64_t since;
    enum plot_side side;
    bool by_amount;
    int top;           /* the first row that is seen, of pictures that may be higher than the place */
    struct plot *plot; /* drawn; NULL: nothing is yet */
    struct plot *next; /* counted, to be drawn then */
};

/* --- what it is opened with --- */

char *picture_view_argument(const struct plot_wish *wish, const char *name)
{
    return str_format("%zu" PART "%lld" PART "%d" PART "%d" PART "%lld" PART "%s", plot_kind_find(wish->name), (long long)wish->since,
                      (int)wish->side, wish->by_amount, (long long)wish->client_id, wish->client_id && name ? name : "");
}

static int64_t number(const char **text)
{
    char *end;
    int64_t n = strtoll(*text, &end, 10);

    *text = end + strlen(PART);
    return n;
}

static void picture_init(struct view *base, const char *argument)
{
    struct picture_view *view = (struct picture_view *)base;

    view->kind = (size_t)number(&argument);
    view->since = number(&argument);
    view->side = (enum plot_side)number(&argument);
    view->by_amount = number(&argument) != 0;
    view->client_id = number(&argument);
    view->client = view->client_id ? mem_string(argument) : NULL;
    view->everybody = !view->client_id;
}

static void picture_done(struct view *base)
{
    struct picture_view *view = (struct picture_view *)base;

    plot_free(view->plot);
    plot_free(view->next);
    free(view->client);
}

/* --- counting --- */

static void drop(struct picture_view *view)
{
    plot_free(MEM_TAKE(view->plot));
    plot_free(MEM_TAKE(view->next));
    view->base.stale = true;
}

/* What is counted takes the place of what was. */
static void take_next(struct picture_view *view)
{
    plot_free(view->plot);
    view->plot = MEM_TAKE(view->next);
    plot_show(view->plot, view->side, true);
}

static int count_on(struct picture_view *view, struct err *err)
{
    int r = plot_step(view->next, PLOT_SLICE, err);

    if (r < 0)
        plot_free(MEM_TAKE(view->next));
    if (r == 0)
        take_next(view);
    return r < 0 ? -1 : 0;
}

static int picture_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct picture_view *view = (struct picture_view *)base;
    struct plot_wish wish = {.name = plot_kind_name(view->kind),
                             .client_id = view->everybody ? 0 : view->client_id,
                             .since = view->since,
                             .side = view->side,
                             .by_amount = view->by_amount};

    if (view->plot && plot_current(view->plot))
        return 0;
    plot_free(MEM_TAKE(view->next));
    return plot_new(base->scene->app, &wish, &view->next, err) < 0 ? -1 : count_on(view, err);
}

static bool picture_looks(const struct view *base)
{
    return ((const struct picture_view *)base)->next != NULL;
}

static int picture_look(struct view *base, struct err *err)
{
    return count_on((struct picture_view *)base, err);
}

/* --- acts --- */

/* How high it is painted where the place has H rows. */
static int rows_of(const struct picture_view *view, int h)
{
    int w, rows = h;

    if (view->plot && plot_kind_scrolls(view->kind))
        plot_extent(view->plot, view->base.w - 1, &w, &rows);
    return rows > h ? rows : h;
}

static bool scroll(struct picture_view *view, enum action action)
{
    int h = view->base.height, last = rows_of(view, h) - h;
    const struct {
        enum action action;
        int by;
    } moves[] = {{ACTION_DOWN, 1},       {ACTION_UP, -1},         {ACTION_HALF_DOWN, h / 2}, {ACTION_HALF_UP, -h / 2},
                 {ACTION_PAGE_DOWN, h},  {ACTION_PAGE_UP, -h},    {ACTION_FIRST, -last},     {ACTION_LAST, last}};

    for (size_t i = 0; i < ARRAY_LEN(moves); i++)
        if (moves[i].action == action) {
            int top = view->top + moves[i].by;
            view->top = top < 0 ? 0 : top > last ? last : top;
            return true;
        }
    return false;
}

static void turn_to(struct picture_view *view, size_t by)
{
    view->top = 0;
    view->kind = (view->kind + by) % plot_kinds();
    drop(view);
}

static void turn_side(struct picture_view *view, struct effects *effects)
{
    if (!plot_kind_sides(view->kind)) {
        effects_text(effects, EFFECT_SAY, _("This picture has one side only."));
        return;
    }
    view->side = view->side == PLOT_MINE ? PLOT_THEIRS : PLOT_MINE;
    if (view->plot)
        plot_show(view->plot, view->side, true);
}

static void turn_order(struct picture_view *view, struct effects *effects)
{
    if (!plot_kind_sorts(view->kind)) {
        effects_text(effects, EFFECT_SAY, _("This picture has an order of its own."));
        return;
    }
    view->by_amount = !view->by_amount;
    if (view->plot)
        plot_sort(view->plot, view->by_amount);
    effects_text(effects, EFFECT_SAY, view->by_amount ? _("By what it amounts to.") : _("By name."));
}

static void turn_all(struct picture_view *view, struct effects *effects)
{
    if (plot_kind_of_all(view->kind)) {
        effects_text(effects, EFFECT_SAY, _("This picture is of everybody."));
        return;
    }
    if (!view->client_id) {
        effects_text(effects, EFFECT_SAY, _("No client is selected: this is everybody."));
        return;
    }
    view->everybody = !view->everybody;
    drop(view);
}

static void picture_act(struct view *base, enum action action, struct effects *effects)
{
    struct picture_view *view = (struct picture_view *)base;

    if (scroll(view, action))
        return;
    switch ((int)action) {
    case ACTION_PICTURE_NEXT:
        turn_to(view, 1);
        break;
    case ACTION_PICTURE_PREVIOUS:
        turn_to(view, plot_kinds() - 1);
        break;
    case ACTION_PICTURE_SIDE:
        turn_side(view, effects);
        break;
    case ACTION_PICTURE_SORT:
        turn_order(view, effects);
        break;
    case ACTION_PICTURE_ALL:
        turn_all(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

/* --- painting --- */

struct wall {
    struct canvas *canvas;
    struct area area;
    int top;
};

static void put(void *ctx, int x, int y, int w, enum plot_tone tone, const char *text)
{
    static const enum style styles[] = {
        [PLOT_TEXT] = STYLE_TEXT,   [PLOT_QUIET] = STYLE_QUIET, [PLOT_TITLE] = STYLE_HEAD,  [PLOT_AXIS] = STYLE_COLUMN,
        [PLOT_FRAME] = STYLE_KEY,   [PLOT_IN] = STYLE_GOOD,     [PLOT_OUT] = STYLE_THEIRS,  [PLOT_GOOD] = STYLE_GOOD,
        [PLOT_BAD] = STYLE_ALERT,   [PLOT_OPEN] = STYLE_WAITING};
    const struct wall *wall = ctx;

    if (y >= wall->top && y - wall->top < wall->area.h)
        canvas_put(wall->canvas, wall->area.x + x, wall->area.y + y - wall->top, w, styles[tone], text);
}

static void draw_words(const struct plot *plot, struct canvas *canvas, struct area area)
{
    _cleanup_str_ struct str words = STR_INIT;
    char *rest, *line;

    plot_heading(plot, &words);
    str_add(&words, ".\n");
    plot_words(plot, &words);
    for (line = strtok_r(words.s, "\n", &rest); line && area.h > 0; line = strtok_r(NULL, "\n", &rest), area.h--)
        canvas_put(canvas, area.x, area.y++, area.w, STYLE_TEXT, line);
}

static void draw_counting(const struct picture_view *view, struct canvas *canvas, struct area area)
{
    int64_t done, total;

    if (!view->next)
        return;
    plot_progress(view->next, &done, &total);
    if (total > 0)
        canvas_printf(canvas, area.x, area.y, area.w, STYLE_QUIET, _("counting: %lld of %lld entries"), (long long)done,
                      (long long)total);
    else
        canvas_printf(canvas, area.x, area.y, area.w, STYLE_QUIET, P_("counting: %lld entry", "counting: %lld entries", done),
                      (long long)done);
}

static void picture_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct picture_view *view = (const struct picture_view *)base;
    struct area inside = {area.x + 1, area.y, area.w - 1, area.h};
    struct wall wall = {canvas, inside, view->top};
    const struct plot_paper paper = {inside.w, rows_of(view, inside.h), canvas->ascii, put, &wall};

    if (focus)
        canvas_set_cursor(canvas, area.x, area.y);
    if (!view->plot)
        draw_counting(view, canvas, inside);
    else if (base->scene->plain)
        draw_words(view->plot, canvas, inside);
    else
        plot_paint(view->plot, &paper);
}

static const struct plot *at_hand(const struct picture_view *view)
{
    return view->plot ? view->plot : view->next;
}

static void picture_heading(const struct view *base, struct str *to)
{
    const struct plot *plot = at_hand((const struct picture_view *)base);

    if (plot)
        plot_heading(plot, to);
}

static void picture_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { PLAIN_H = 20 };
    const struct plot *plot = at_hand((const struct picture_view *)base);

    *ret_w = room;
    *ret_h = base->scene->plain ? PLAIN_H : 1;
    if (!plot || base->scene->plain)
        return;
    plot_extent(plot, room - 1, ret_w, ret_h);
    *ret_w += 2;
}

static void picture_status(const struct view *base, struct str *to)
{
    const struct plot *plot = ((const struct picture_view *)base)->plot;

    if (!plot)
        return;
    _cleanup_str_ struct str words = STR_INIT;
    plot_words(plot, &words);
    str_add_n(to, str_text(&words), strcspn(str_text(&words), "\n"));
}

static void picture_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct picture_view *view = (const struct picture_view *)base;
    int rows = rows_of(view, base->height), last = view->top + base->height;

    if (rows > base->height && !base->scene->plain)
        str_printf(left, "%d-%d/%d", view->top + 1, last < rows ? last : rows, rows);
    if (!base->scene->plain) /* it is no page of one list */
        str_printf(right, "%zu/%zu", view->kind + 1, plot_kinds());
}

static const struct hint picture_hints[] = {
    {ACTION_PICTURE_NEXT, ACTION_PICTURE_PREVIOUS, N_("picture")},
    {ACTION_PICTURE_SIDE, ACTION_NONE, N_("other side")},
    {ACTION_PICTURE_ALL, ACTION_NONE, N_("everybody")},
    {ACTION_PICTURE_SORT, ACTION_NONE, N_("sort")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_picture_ops = {
    .where = IN_PICTURE,
    .reloads = CHANGE_ALL & ~CHANGE_SETTINGS,
    .size = sizeof(struct picture_view),
    .hints = picture_hints,
    .init = picture_init,
    .done = picture_done,
    .load = picture_load,
    .looks = picture_looks,
    .look = picture_look,
    .draw = picture_draw,
    .act = picture_act,
    .heading = picture_heading,
    .status = picture_status,
    .foot = picture_foot,
    .extent = picture_extent,
};
