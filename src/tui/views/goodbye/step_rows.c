/* How the rows of a step are painted. */
#include "stamp.h"
#include "step.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* From which width on there is room for whom a letter goes to; its own page says it in any case. */
enum { WITH_ADDRESS = 96 };

static int add_row(struct goodbye_step *view, const struct farewell_item *item,
                   const struct step_choice *choice)
{
    MEM_GROW(view->rows, view->n, view->cap);
    view->rows[view->n++] = (struct step_row){item, choice};
    return (int)view->n;
}

/* --- items --- */

static const char *box_of(enum farewell_item_state state)
{
    static const char *const boxes[] = {[FAREWELL_ITEM_OPEN] = "[ ] ",      [FAREWELL_ITEM_DRAFTED] = "[ ] ",
                                        [FAREWELL_ITEM_CONFIRMED] = "[>] ", [FAREWELL_ITEM_SENDING] = "[>] ",
                                        [FAREWELL_ITEM_WAITS] = "[.] ",     [FAREWELL_ITEM_REFUSED] = "[!] ",
                                        [FAREWELL_ITEM_UNKNOWN] = "[?] ",   [FAREWELL_ITEM_DONE] = "[x] ",
                                        [FAREWELL_ITEM_KEPT] = "[-] "};

    return boxes[state];
}

static enum style style_of(enum farewell_item_state state)
{
    if (state == FAREWELL_ITEM_REFUSED || state == FAREWELL_ITEM_UNKNOWN)
        return STYLE_ALERT;
    return state == FAREWELL_ITEM_DONE || state == FAREWELL_ITEM_KEPT ? STYLE_QUIET : STYLE_TEXT;
}

/* "Wed 18 Nov 16:00  session 9 of 12"; "site password, WordPress"; a sum where there is one. */
static char *what_of(const struct goodbye_step *view, const struct farewell_item *item)
{
    const struct scene *scene = view->goodbye.after.base.scene;
    _cleanup_str_ struct str text = STR_INIT;

    str_add(&text, box_of((enum farewell_item_state)item->state));
    if (item->kind == FAREWELL_ITEM_MEETING && item->at != INSTANT_NONE) {
        stamp_full(scene, &text, item->at);
        str_add(&text, "  ");
    }
    str_add(&text, item->what);
    if (item->where && (item->kind != FAREWELL_ITEM_LETTER || view->goodbye.after.base.w >= WITH_ADDRESS))
        str_printf(&text, ", %s", item->where);
    if (item->kind == FAREWELL_ITEM_REFUND) {
        str_add(&text, "  ");
        words_sum(&text, item->sum);
    }
    return str_take(&text);
}

/* The state's word, and the day of it: "cancelled 16 Nov"; of what is open, by when. */
static char *aside_of(const struct goodbye_step *view, const struct farewell_item *item)
{
    struct app *app = view->goodbye.after.base.scene->app;
    enum farewell_item_state state = (enum farewell_item_state)item->state;
    int32_t day = item->done_on != DAY_NONE ? item->done_on : item->on;
    _cleanup_str_ struct str text = STR_INIT;

    if (item->kind == FAREWELL_ITEM_COLLEAGUE && state == FAREWELL_ITEM_DONE)
        str_add(&text, _("agreed on"));
    else if (state != FAREWELL_ITEM_OPEN)
        str_add(&text, words_farewell_item(state));
    if (day != DAY_NONE && item->kind != FAREWELL_ITEM_MEETING) {
        str_add(&text, text.len > 0 ? " " : "");
        words_day(app, &text, day);
    }
    return str_take(&text);
}

static void put_note(struct after *after, const struct farewell_item *item)
{
    if (!item->note)
        return;
    sheet_more(&after->sheet);
    sheet_wrap(&after->sheet, AFTER_DEEP + 4, AFTER_DEEP + 4, STYLE_QUIET, item->note);
}

static void put_item(struct goodbye_step *view, const struct farewell_item *item)
{
    struct after *after = &view->goodbye.after;
    _cleanup_free_ char *what = what_of(view, item), *aside = aside_of(view, item);
    enum style style = style_of((enum farewell_item_state)item->state);
    int w = sheet_width(aside), room = after->base.w - AFTER_DEEP - w - 2;

    sheet_item(&after->sheet, add_row(view, item, NULL));
    if (sheet_width(what) <= room) {
        sheet_put(&after->sheet, AFTER_DEEP, room, style, what);
    } else {
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, style, what);
        if (w > 0)
            sheet_more(&after->sheet);
    }
    if (w > 0)
        sheet_put_right(&after->sheet, after->base.w - w - 1, w, STYLE_QUIET, aside);
    put_note(after, item);
}

/* --- choices --- */

/* "type its number: R-2026-1". */
static char *text_of(const struct goodbye_step *view, const struct step_choice *choice)
{
    const char *before = choice->before ? choice->before(view) : NULL;

    if (!before || !*before)
        return mem_string(_(choice->text));
    return str_format("%s: %s", _(choice->text), app_blur_text(view->goodbye.after.base.scene->app, before));
}

static void put_choice(void *ctx, const struct step_choice *choice)
{
    struct goodbye_step *view = ctx;
    struct after *after = &view->goodbye.after;
    int tag = add_row(view, NULL, choice);

    bool first = tag == 1 || view->rows[tag - 2].item;

    if (first || choice->heading)
        after_blank(after);
    if (choice->heading)
        after_text(after, STYLE_HEAD, _(choice->heading));
    if (!choice->chosen) {
        _cleanup_free_ char *text = text_of(view, choice);
        after_choice(after, tag, choice->key, text);
        return;
    }
    bool chosen = choice->chosen(view) == choice->number;
    _cleanup_free_ char *line = str_format("(%s) %s", chosen ? "x" : " ", _(choice->text));
    sheet_item(&after->sheet, tag);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, chosen ? STYLE_KEY : STYLE_TEXT, line);
}

/* --- the step --- */

/* Letters are the things of the step that writes them; those that confirm and release them show them too. */
static const struct farewell_page_step *source_of(const struct goodbye_step *view)
{
    bool letters =
        view->step == FAREWELL_CONFIRM || view->step == FAREWELL_RELEASE || view->step == FAREWELL_STATEMENT;

    return letters ? &view->goodbye.page.steps[FAREWELL_TEXT] : step_of(view);
}

static bool belongs(const struct goodbye_step *view, const struct farewell_item *item)
{
    return view->step != FAREWELL_STATEMENT || item->kind != FAREWELL_ITEM_LETTER ||
           str_equal(item->code, "T3");
}

static void put_items(struct goodbye_step *view, const struct farewell_page_step *step)
{
    for (size_t i = 0; i < step->n; i++) {
        if (!belongs(view, &step->v[i]))
            continue;
        if (view->n == 0)
            after_blank(&view->goodbye.after);
        put_item(view, &step->v[i]);
    }
}

void step_fill(struct after *after)
{
    struct goodbye_step *view = (struct goodbye_step *)after;
    const struct farewell_page_step *source = source_of(view);

    view->n = 0;
    goodbye_put_head(&view->goodbye, view->step);
    put_items(view, source);
    if (source != step_of(view))
        put_items(view, step_of(view));
    step_each_choice(view, put_choice, view);
}
