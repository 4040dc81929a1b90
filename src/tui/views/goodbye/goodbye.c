#include "goodbye.h"

#include "paletti/app/refunds.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

void goodbye_forget(struct after *after)
{
    struct goodbye *view = (struct goodbye *)after;

    farewell_page_clear(&view->page);
    view->page = (struct farewell_page){0};
    free(MEM_TAKE(view->refused));
}

int goodbye_read(struct goodbye *view, const char *client, struct err *err)
{
    struct app *app = view->after.base.scene->app;
    _cleanup_free_ char *ref = NULL;

    if (view_client_find(app, client, &ref, err) < 0 ||
        view_client_id(app, ref, &view->after.client_id, err) < 0)
        return -1;
    int r = farewell_look(app, ref, &view->page, err);
    if (r == FAREWELL_NOT_DECIDED)
        view->refused = mem_string(err->text);
    return r < 0 ? -1 : 0;
}

int goodbye_do(const struct goodbye *view, const struct farewell_act *act, unsigned *ret_changes,
               struct err *err)
{
    int r = farewell_do(view->after.base.scene->app, NULL, view->page.client, act, ret_changes, err);

    return r < 0 ? -1 : r == FAREWELL_REFUSED ? AFTER_REFUSED : 0;
}

void goodbye_ask_waive(struct goodbye *view, int step)
{
    after_type(&view->after, ACTION_AFTER_WAIVE, _("Not needed, because"),
               _("Why this step is not needed; nothing typed takes that back."),
               farewell_waived(&view->page.farewell, farewell_step_names[step]));
}

int goodbye_waive(const struct goodbye *view, int step, const char *why, unsigned *ret_changes,
                  struct err *err)
{
    struct farewell_act waive = FAREWELL_ACT(FAREWELL_WAIVE, .number = step, .text = why);

    return goodbye_do(view, &waive, ret_changes, err);
}

const char *goodbye_box(enum farewell_stand stand)
{
    static const char *const boxes[] = {[FAREWELL_NOT_NEEDED] = "[-] ",
                                        [FAREWELL_DONE] = "[x] ",
                                        [FAREWELL_NOW] = "[ ] ",
                                        [FAREWELL_WAITS] = "[.] ",
                                        [FAREWELL_BLOCKED] = "[!] "};

    return boxes[stand];
}

const char *goodbye_mode(const struct goodbye *view)
{
    return view->page.money ? refunds_mode(view->page.live) : "";
}

void goodbye_put_mode(struct after *after, const char *mode)
{
    if (!*mode)
        return;
    bool live = str_equal(mode, refunds_mode(1));
    _cleanup_free_ char *text = str_format(
        live ? _("%s: what is confirmed here moves real money.") : _("%s: no real money moves."), mode);
    after_text(after, live ? STYLE_ALERT : STYLE_WAITING, text);
}

void goodbye_open(const struct goodbye *view, int step, struct effects *effects)
{
    _cleanup_free_ char *argument = goodbye_step_argument(view->page.client, step);

    if (step == FAREWELL_REFUND)
        after_open(&view_refunds_ops, view->page.client, effects);
    else
        after_open(&view_goodbye_step_ops, argument, effects);
}

void goodbye_turn(const struct goodbye *view, int step, int way, struct effects *effects)
{
    int to = step;

    do
        to = (to + way + FAREWELL_STEPS) % FAREWELL_STEPS;
    while (to != step && view->page.steps[to].stood.stand == FAREWELL_NOT_NEEDED);
    effects_add(effects, EFFECT_CLOSE);
    goodbye_open(view, to, effects);
}

static bool is_open(const struct goodbye *view, int step)
{
    enum farewell_stand stand = (enum farewell_stand)view->page.steps[step].stood.stand;

    return stand == FAREWELL_NOW || stand == FAREWELL_BLOCKED;
}

void goodbye_go_on(const struct goodbye *view, int step, struct effects *effects)
{
    int to = (step + 1) % FAREWELL_STEPS;

    while (to != step && !is_open(view, to))
        to = (to + 1) % FAREWELL_STEPS;
    effects_add(effects, EFFECT_CLOSE);
    if (to != step)
        goodbye_open(view, to, effects);
}

void goodbye_step_corner(enum farewell_step step, const char *mode, struct str *to)
{
    str_printf(to, "%d/%d %s%s%s", (int)step + 1, FAREWELL_STEPS, words_farewell_step(step), *mode ? " " : "",
               mode);
}

static void put_step(struct after *after, enum farewell_step step)
{
    _cleanup_free_ char *text =
        str_format(_("%d of %d: %s"), (int)step + 1, FAREWELL_STEPS, words_farewell_step(step));

    if (after->base.scene->plain)
        after_text(after, STYLE_HEAD, text);
}

void goodbye_put_head(struct goodbye *view, enum farewell_step step)
{
    struct after *after = &view->after;
    const struct farewell_page_step *of = &view->page.steps[step];
    enum farewell_stand stand = (enum farewell_stand)of->stood.stand;
    _cleanup_free_ char *head =
        str_format("%s%s: %s", goodbye_box(stand), words_farewell_stand(stand), of->text);

    put_step(after, step);
    after_text(after, stand == FAREWELL_BLOCKED ? STYLE_ALERT : STYLE_HEAD, head);
    if (of->cannot)
        after_text(after, STYLE_WAITING, of->cannot);
    goodbye_put_mode(after, goodbye_mode(view));
}

void goodbye_corner(const struct view *base, struct str *to)
{
    str_add(to, goodbye_mode((const struct goodbye *)base));
}
