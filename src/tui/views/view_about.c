/* Panes of labelled lines: the boundaries with the selected client, the facts to decide on, what comes next, and the
 * figures of the last days. They differ in where the lines come from, and in what stands behind one. */
#include "about_view.h"
#include "layout.h"
#include "letters_view.h"
#include "listing.h"
#include "scroll.h"
#include "view.h"

#include "paletti/app/reminder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

void about_clear(struct about_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->rows[i].label);
        free(view->rows[i].text);
        free(view->rows[i].aside);
        free(view->rows[i].ref);
    }
    view->n = 0;
}

void about_done(struct view *base)
{
    struct about_view *view = (struct about_view *)base;

    about_clear(view);
    about_decision_free(view->known);
    about_numbers_free(view->numbers);
    free(view->rows);
    free(view->name);
    free(view->chosen);
}

void about_client(struct view *base, int64_t id, const char *name)
{
    struct about_view *view = (struct about_view *)base;

    if (!str_equal(view->name, name)) {
        free(view->name);
        view->name = mem_string(name);
    }
    if (id == view->client)
        return;
    base->stale = true;
    view->client = id;
    view->list.selected = view->list.top = view->list.above = 0;
    free(MEM_TAKE(view->chosen));
}

int about_add_row(void *ctx, const struct about_line *line)
{
    struct about_view *view = ctx;

    MEM_GROW(view->rows, view->n, view->cap);
    view->rows[view->n++] = (struct about_row){
        .label = mem_string(line->label),
        .text = text_safe_line(line->text),
        .aside = mem_string(line->aside),
        .ref = mem_string(line->ref),
        .tone = line->tone,
        .aside_tone = line->aside_tone,
        .spare = line->spare,
        .untold = line->untold,
        .breaches = line->breaches,
        .client_id = line->client_id,
        .entry = line->entry,
    };
    return 0;
}

/* --- what fits --- */

/* Where a row's text stands: behind the label; a sentence has none. */
static int text_x(const struct about_view *view, const struct about_row *row)
{
    return *row->label || row->spare ? view->label_w + 2 : 1;
}

/* The next piece of the row's text from *AT on; the first one leaves room for the aside. */
static size_t next_piece(const struct about_view *view, const struct about_row *row, size_t *at)
{
    int room = view->base.w - 1 - text_x(view, row);
    int aside = *at == 0 && *row->aside ? text_width(row->aside) + 2 : 0;
    const char *rest = row->text + *at;
    size_t n = scroll_wrap(rest, strlen(rest), room > aside ? room - aside : 1);

    for (*at += n; row->text[*at] == ' ';)
        ++*at;
    return n;
}

static int row_height(const struct about_view *view, const struct about_row *row, enum fit fit)
{
    size_t at = 0;
    int h = 1;

    if (fit != FIT_ALL && row->spare)
        return 0;
    if (fit == FIT_CUT)
        return 1;
    for (next_piece(view, row, &at); row->text[at]; h++)
        next_piece(view, row, &at);
    return h;
}

static int height_of(const struct about_view *view, enum fit fit)
{
    int h = 0;

    for (size_t i = 0; i < view->n; i++)
        h += row_height(view, &view->rows[i], fit);
    return h;
}

/* Those that can be spared stand behind the line that they go on with: where they are left out, the selection is on
 * that line. */
static void step_over(struct about_view *view, int by)
{
    int64_t i = view->list.selected;

    while (i > 0 && i < (int64_t)view->n && view->rows[i].spare)
        i += by;
    view->list.selected = i < (int64_t)view->n ? i : view->list.selected;
    while (view->list.selected > 0 && view->rows[view->list.selected].spare)
        view->list.selected--;
}

/* Lines come and go while more is looked up: the selection stays on the one that was chosen, and where it stood. */
static void find_chosen(struct about_view *view)
{
    size_t at = (size_t)view->list.selected;

    if (view->chosen && (at >= view->n || !str_equal(view->rows[at].label, view->chosen)))
        for (size_t i = 0; i < view->n; i++)
            if (str_equal(view->rows[i].label, view->chosen)) {
                view->list.selected = (int64_t)i;
                break;
            }
    view->list.top = view->list.selected - view->list.above;
}

enum { LABEL_MIN = 15 };

void about_fit_rows(struct about_view *view)
{
    int most = view->base.w / 3 > LABEL_MIN ? view->base.w / 3 : LABEL_MIN, h = view->base.height;

    view->label_w = 0;
    for (size_t i = 0; i < view->n; i++) {
        int w = text_width(view->rows[i].label);
        view->label_w = w > view->label_w ? w : view->label_w;
    }
    view->label_w = view->label_w < most ? view->label_w : most;
    view->fit = FIT_ALL;
    while (view->fit < FIT_CUT && height_of(view, view->fit) > h)
        view->fit++;
    find_chosen(view);
    listing_resize(&view->list, (int64_t)view->n, h);
    step_over(view, -1);
}

void about_resize(struct view *base)
{
    about_fit_rows((struct about_view *)base);
}

/* --- drawing --- */

enum style about_style(enum about_tone tone)
{
    static const enum style styles[] = {
        [ABOUT_PLAIN] = STYLE_TEXT,     [ABOUT_QUIET] = STYLE_QUIET, [ABOUT_GOOD] = STYLE_GOOD,
        [ABOUT_WAITING] = STYLE_WAITING, [ABOUT_ALERT] = STYLE_ALERT, [ABOUT_THEIRS] = STYLE_THEIRS,
        [ABOUT_MINE] = STYLE_MINE,
    };

    return styles[tone];
}

/* Draws the row from AT on, which is one row of the place; returns how many it took. */
static int draw_row(const struct about_view *view, const struct about_row *row, struct canvas *canvas, struct area at)
{
    int h = row_height(view, row, view->fit), x = text_x(view, row), room = at.w - 1 - x;
    int aside = *row->aside ? text_width(row->aside) + 2 : 0;
    size_t from = 0;

    canvas_put(canvas, at.x + 1, at.y, view->label_w, STYLE_QUIET, row->label);
    canvas_put_right(canvas, at.x + x, at.y, room, about_style(row->aside_tone), row->aside);
    if (view->fit == FIT_CUT) {
        /* The margin gives way to a text that then stands there whole. */
        bool tight = aside == 0 && text_width(row->text) == room + 1;
        canvas_put(canvas, at.x + x, at.y, tight ? room + 1 : room - aside, about_style(row->tone), row->text);
        return h;
    }
    for (int i = 0; i < h; i++) {
        const char *piece = row->text + from;
        size_t n = next_piece(view, row, &from);
        _cleanup_free_ char *line = mem_string_n(piece, n);
        canvas_put(canvas, at.x + x, at.y + i, room, about_style(row->tone), line);
    }
    return h;
}

void about_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct about_view *view = (const struct about_view *)base;
    struct area at = {area.x, area.y, area.w, 1};

    if (focus)
        canvas_set_cursor(canvas, at.x, at.y);
    for (size_t i = (size_t)view->list.top; i < view->n && at.y < area.y + area.h; i++) {
        int h = row_height(view, &view->rows[i], view->fit) > 0 ? draw_row(view, &view->rows[i], canvas, at) : 0;
        if (focus && (int64_t)i == view->list.selected) {
            canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
            canvas_select(canvas, (struct area){at.x, at.y, at.w, h});
            canvas_set_cursor(canvas, at.x, at.y);
        }
        at.y += h;
    }
}

/* --- keys --- */

static const struct about_row *selected_row(const struct about_view *view)
{
    return view->list.selected < (int64_t)view->n ? &view->rows[view->list.selected] : NULL;
}

static void move(struct about_view *view, struct list_move by)
{
    listing_move(&view->list, by);
    step_over(view, by.rows > 0 ? 1 : -1);
    const struct about_row *row = selected_row(view);
    if (view->fit != FIT_CUT)
        view->list.top = 0;
    free(MEM_TAKE(view->chosen));
    if (row && *row->label)
        view->chosen = mem_string(row->label);
}

static void ask(struct about_view *view, enum action action)
{
    view->asks = action;
    view->base.stale = true;
}

static void open_row(struct about_view *view, const struct about_row *row, struct effects *effects)
{
    if (row->client_id) {
        effects_number(effects, EFFECT_SHOW_CLIENT, row->client_id);
    } else if (row->breaches) {
        _cleanup_str_ struct str words = STR_INIT;
        filter_of_breaches(row->breaches, ABOUT_DAYS, &words);
        effects_log(effects, str_text(&words), view->base.ops->where == IN_RULES ? PANE_RULES : PANE_DECIDE);
    } else if (row->ref || row->entry) {
        ask(view, ACTION_EXPLAIN);
    } else {
        effects_text(effects, EFFECT_SAY, _("Nothing in the log stands behind this line."));
    }
}

static void explain_row(struct about_view *view, const struct about_row *row, struct effects *effects)
{
    if (row->ref || row->entry || (row->breaches && !row->client_id))
        ask(view, ACTION_EXPLAIN);
    else
        effects_text(effects, EFFECT_SAY, _("There is nothing to explain on this line."));
}

static void handle_breach(struct about_view *view, const struct about_row *row, enum action action, struct effects *effects)
{
    if (row->breaches & BREACH_CLIENTS)
        ask(view, action);
    else
        effects_text(effects, EFFECT_COMPLAIN, _("No line that they crossed stands behind this one."));
}

void about_act(struct view *base, enum action action, struct effects *effects)
{
    struct about_view *view = (struct about_view *)base;
    struct list_move by;

    if (listing_movement(&view->list, action, &by))
        move(view, by);
    else if (action == ACTION_OPEN)
        open_row(view, selected_row(view), effects);
    else if (action == ACTION_EXPLAIN)
        explain_row(view, selected_row(view), effects);
    else if (action == ACTION_REMIND || action == ACTION_WAIVE)
        handle_breach(view, selected_row(view), action, effects);
    else if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_number(effects, EFFECT_FOCUS, 0);
}

unsigned about_has(const struct view *base)
{
    return selected_row((const struct about_view *)base) ? NEED_ROW : 0;
}

/* The whole line: where there is little room it is cut in the pane. */
void about_status(const struct view *base, struct str *to)
{
    const struct about_row *row = selected_row((const struct about_view *)base);

    if (!row)
        return;
    str_add(to, row->label);
    str_add(to, *row->label && *row->text ? ": " : "");
    str_add(to, row->text);
    if (*row->aside)
        str_printf(to, "; %s", row->aside);
    if (to->len > 0 && to->s[to->len - 1] != ':' && to->s[to->len - 1] != '.')
        str_add_char(to, '.');
    if (row->untold)
        str_printf(to, " %s", _("T: tell them."));
}

int64_t about_items(const struct view *base, int64_t *ret_selected)
{
    const struct about_view *view = (const struct about_view *)base;

    *ret_selected = view->n > 0 ? view->list.selected : -1;
    return (int64_t)view->n;
}

int64_t about_item_at(const struct view *base, int y)
{
    const struct about_view *view = (const struct about_view *)base;

    for (size_t i = (size_t)view->list.top; i < view->n && y >= 0; i++) {
        int h = row_height(view, &view->rows[i], view->fit);
        if (y < h)
            return (int64_t)i;
        y -= h;
    }
    return -1;
}

void about_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    struct about_view *view = (struct about_view *)base;

    move(view, (struct list_move){item - view->list.selected, false});
}

void about_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    const struct about_view *view = (const struct about_view *)base;

    if (view->fit == FIT_CUT && (int64_t)view->n > view->list.height)
        listing_position(&view->list, right);
}

void about_heading(const struct view *base, struct str *to)
{
    const struct about_view *view = (const struct about_view *)base;

    if (base->alone && view->name)
        str_printf(to, ": %s", view->name);
}

/* --- loading --- */

static int take_newest(void *ctx, const struct log_line *line)
{
    effects_open(ctx, &view_explain_ops, line->ref);
    return 1;
}

/* Only load asks the app: what explains a row is looked up here. */
static int open_explanation(struct about_view *view, const struct about_row *row, struct effects *effects, struct err *err)
{
    struct app *app = view->base.scene->app;
    _cleanup_free_ char *ref = row->entry ? view_entry_ref(app, row->entry) : mem_string(row->ref);

    if (!ref)
        return view_crossed(app, view->client, row->breaches, take_newest, effects, err);
    effects_open(effects, &view_explain_ops, ref);
    return 0;
}

/* The newest of those behind the row about which nothing was done yet. */
static int open_breach(const struct about_view *view, const struct about_row *row, struct effects *effects, struct err *err)
{
    _cleanup_free_ char *ref = NULL;
    int r = reminder_newest(view->base.scene->app, view->client, row->breaches, &ref, err);

    if (r < 0)
        return -1;
    if (r > 0)
        effects_text(effects, EFFECT_COMPLAIN,
                     _("Nothing is open there: reminded of, waived, before they were told, or longer ago."));
    else if (view->asks == ACTION_REMIND)
        letters_remind(ref, effects);
    else
        letters_waive(ref, effects);
    return 0;
}

int about_reload(struct about_view *view, int r, struct effects *effects, struct err *err)
{
    const struct about_row *row;

    about_fit_rows(view);
    row = selected_row(view);
    if (r >= 0 && view->asks != ACTION_NONE && row)
        r = view->asks == ACTION_EXPLAIN ? open_explanation(view, row, effects, err) : open_breach(view, row, effects, err);
    view->asks = ACTION_NONE;
    return r;
}
