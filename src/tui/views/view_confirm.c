/* Yes or no. Nothing is chosen beforehand but the safe answer: Enter alone changes nothing. */
#include "confirm_view.h"
#include "cmdline.h"
#include "scroll.h"
#include "view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define PART "\x1f"

enum { WIDTH_MAX = 60, BELOW = 2 }; /* rows: a blank one and that of the answers */

struct confirm_view {
    struct view base;
    char *line; /* what is run on yes */
    struct scroll question;
    bool yes; /* is chosen */
};

char *confirm_view_argument(const char *question, const char *line)
{
    return str_format("%s" PART "%s", line, question);
}

void confirm_view_remove(const char *type, const char *ref, const char *says, struct effects *effects)
{
    _cleanup_free_ char *question = str_format(_("Remove \"%s\"? u brings it back."), says);
    _cleanup_free_ char *of = str_format("%s:%s", type, ref);
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "remove");
    cmdline_add(&line, of);
    _cleanup_free_ char *argument = confirm_view_argument(question, str_text(&line));
    effects_open(effects, &view_confirm_ops, argument);
}

static void confirm_init(struct view *base, const char *argument)
{
    struct confirm_view *view = (struct confirm_view *)base;
    size_t n = strcspn(argument, PART);

    view->line = mem_string_n(argument, n);
    scroll_add_styled(&view->question, STYLE_TEXT, 0, argument + n + 1);
}

static void confirm_done(struct view *base)
{
    struct confirm_view *view = (struct confirm_view *)base;

    free(view->line);
    scroll_done(&view->question);
}

static void confirm_resize(struct view *base)
{
    scroll_resize(&((struct confirm_view *)base)->question, base->w, base->height > BELOW ? base->height - BELOW : 1);
}

static void answer(const struct confirm_view *view, bool yes, struct effects *effects)
{
    effects_add(effects, EFFECT_CLOSE);
    if (yes)
        effects_text(effects, EFFECT_RUN, view->line);
}

static void confirm_act(struct view *base, enum action action, struct effects *effects)
{
    struct confirm_view *view = (struct confirm_view *)base;

    switch ((int)action) {
    case ACTION_YES:
        answer(view, true, effects);
        break;
    case ACTION_NO:
        answer(view, false, effects);
        break;
    case ACTION_OTHER_ANSWER:
        view->yes = !view->yes;
        break;
    case ACTION_ANSWER:
        answer(view, view->yes, effects);
        break;
    }
}

static int put_answer(struct canvas *canvas, int x, int y, const char *text, bool chosen)
{
    _cleanup_free_ char *label = str_format("[ %s ]", text);
    int w = canvas_put(canvas, x, y, text_width(label), STYLE_KEY, label);

    if (chosen) {
        canvas_select(canvas, (struct area){x, y, w, 1});
        canvas_set_cursor(canvas, x + 2, y);
    }
    return w + 3;
}

static void confirm_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct confirm_view *view = (const struct confirm_view *)base;
    int y = area.y + area.h - 1;

    scroll_draw(&view->question, canvas, (struct area){area.x, area.y, area.w, area.h - BELOW}, false);
    int x = area.x + put_answer(canvas, area.x, y, _("No"), !view->yes);
    put_answer(canvas, x, y, _("Yes"), view->yes);
}

static void confirm_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    int width = room < WIDTH_MAX ? room : WIDTH_MAX;

    scroll_extent(&((const struct confirm_view *)base)->question, width, ret_w, ret_h);
    *ret_h += BELOW;
}

static const struct hint confirm_hints[] = {
    {ACTION_YES, ACTION_NONE, N_("yes")},
    {ACTION_NO, ACTION_NONE, N_("no")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_confirm_ops = {
    .title = N_("Sure?"),
    .where = IN_CONFIRM,
    .size = sizeof(struct confirm_view),
    .hints = confirm_hints,
    .init = confirm_init,
    .done = confirm_done,
    .resize = confirm_resize,
    .draw = confirm_draw,
    .act = confirm_act,
    .extent = confirm_extent,
};
