/* A line that is typed at the bottom of a page: what it means is said at each key, and a text is saved then, too. */
#include "wizard.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

static const struct view_ops typing_ops;

void wizard_type(struct wizard *view, const char *label, const char *text, enum typed_as as,
                 const struct decide_event *event)
{
    view->label = label;
    view->goes_on = false;
    view->typed_as = as;
    view->typed = *event;
    free(view->before);
    free(view->kept);
    view->before = mem_string(text);
    view->kept = mem_string(text ? text : "");
    asking_begin(&view->asking, &view->base, &typing_ops, text ? text : "");
}

void wizard_type_own(struct wizard *view, const char *label, const char *text,
                     int (*reads)(struct wizard *view, const char *text, struct err *err), const struct decide_event *event,
                     const struct decide_event *unfinished)
{
    wizard_type(view, label, text, TYPED_OWN, event);
    view->reads = reads;
    view->unfinished = *unfinished;
}

static int read_day(struct wizard *view, int32_t *ret, struct err *err)
{
    const struct scene *scene = view->base.scene;
    const char *text = str_text(&view->asking.editor.text);
    int64_t at;
    int n = when_parse_as(text, scene->now, scene->zone, WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, err);

    if (n == 0)
        return err_set(err, _("a day: in 30 days, 1 dec, 2026-12-01"));
    if (n < 0)
        return -1;
    *ret = zone_day(scene->zone, at, NULL);
    return 0;
}

static int read_money(struct wizard *view, struct money *ret, struct err *err)
{
    const char *text = str_text(&view->asking.editor.text);
    int n = money_read(text, facts_of(wizard_page(view)->facts)->currency, ret, err);

    if (n == 0 || (n > 0 && text[n]))
        return err_set(err, _("a sum: 80, 80.50, 80 EUR"));
    return n < 0 ? -1 : 0;
}

static int read_typed(struct wizard *view, struct err *err)
{
    const char *text = str_text(&view->asking.editor.text);

    if (view->typed_as == TYPED_OWN)
        return view->reads(view, text, err);
    view->typed.text = text;
    if (view->typed_as == TYPED_DAY)
        view->typed.day = DAY_NONE;
    if (view->typed_as == TYPED_MONEY)
        view->typed.money = (struct money){0};
    if (view->typed_as == TYPED_DAY && *text)
        return read_day(view, &view->typed.day, err);
    if (view->typed_as == TYPED_MONEY && *text)
        return read_money(view, &view->typed.money, err);
    return 0;
}

static void keep_text(char **to, const char *text)
{
    free(*to);
    *to = mem_string(text);
}

static void send_unfinished(struct wizard *view, const char *text)
{
    struct decide_event event = view->unfinished;

    event.text = text;
    wizard_send(view, &event);
}

/* What stands there is understood at each key; a text is saved then, too. */
void wizard_understand(struct wizard *view)
{
    struct asking *asking = &view->asking;
    struct err err;

    str_clear(&asking->meaning);
    int r = read_typed(view, &err);
    bool same = str_equal(view->kept, str_text(&asking->editor.text));
    if (r == 0 && view->typed_as == TYPED_DAY && asking->editor.text.len > 0)
        words_day(view->base.scene->app, &asking->meaning, view->typed.day);
    asking_understood(asking, r, &err);
    if (view->typed_as == TYPED_OWN && !same && !asking->saves)
        send_unfinished(view, str_text(&asking->editor.text));
    if (r == 0 && (asking->saves || (view->typed_as == TYPED_TEXT && !same)))
        wizard_send(view, &view->typed);
    if (r == 0 && asking->saves && view->typed_as == TYPED_OWN)
        wizard_send_both(view, &view->typed, &view->unfinished);
    if (r == 0 && asking->saves && view->goes_on)
        wizard_send_both(view, &view->typed, &(struct decide_event){.kind = DECIDING_NEXT});
    if (r == 0 && asking->saves)
        asking_end(asking, &view->base);
    asking->saves = false;
    keep_text(&view->kept, str_text(&asking->editor.text));
}

/* Esc: what stood there before is there again. */
static void wizard_typing_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    struct wizard *view = (struct wizard *)base;

    asking_act(&view->asking, base, action);
    if (!view->asking.on && view->typed_as == TYPED_OWN)
        send_unfinished(view, "");
    if (view->asking.on || view->typed_as != TYPED_TEXT)
        return;
    view->typed.text = view->before ? view->before : "";
    wizard_send(view, &view->typed);
}

static void wizard_typing(struct view *base, const char *text, struct effects *effects _unused_)
{
    asking_type(&((struct wizard *)base)->asking, base, text);
}

static const struct view_ops typing_ops = {
    WIZARD_OPS_TYPING,
    .where = IN_FORM,
    .hints = asking_hints,
    .act = wizard_typing_act,
    .type = wizard_typing,
};
