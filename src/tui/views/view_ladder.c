/* What a client owes, where each debt stands on the payment ladder, and what comes next. */
#include "ladder_view.h"
#include "letters_view.h"
#include "reading.h"

#include "paletti/app/ladder.h"
#include "paletti/app/reminder.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { WIDTH_MAX = 100 };

struct ladder_view {
    struct reading reading;
    char *client, *name;
    int64_t client_id;
    char *invoice; /* the one to act on; NULL: none */
    bool reminds;  /* load opens the next step's letter */
};

static void ladder_init(struct view *base, const char *argument)
{
    struct ladder_view *view = (struct ladder_view *)base;

    view->client = mem_string(argument);
    view->reading.most = WIDTH_MAX;
}

static void ladder_done(struct view *base)
{
    struct ladder_view *view = (struct ladder_view *)base;

    free(view->client);
    free(view->name);
    free(view->invoice);
    reading_done(base);
}

static int add_line(void *ctx, int hang, const char *line)
{
    scroll_add_styled(ctx, hang == 0 ? STYLE_COLUMN : STYLE_TEXT, hang, line);
    return 0;
}

static void take(struct ladder_view *view, const struct debts *debts)
{
    free(view->name);
    free(view->invoice);
    view->name = mem_string(debts->name);
    view->invoice = debts->first < 0 ? NULL : mem_string(debts->v[debts->first].ref);
    view->client_id = debts->client_id;
    scroll_clear(&view->reading.scroll);
    ladder_lines(view->reading.base.scene->app, debts, false, add_line, &view->reading.scroll);
}

static int ladder_load(struct view *base, struct effects *effects, struct err *err)
{
    struct ladder_view *view = (struct ladder_view *)base;
    _cleanup_debts_ struct debts debts = {0};
    bool reminds = view->reminds;

    view->reminds = false;
    if (app_debts(base->scene->app, view->client, &debts, err) < 0) {
        effects_add(effects, EFFECT_CLOSE);
        return -1;
    }
    take(view, &debts);
    reading_resize(base);
    if (reminds && view->invoice)
        letters_remind(view->invoice, effects);
    else if (reminds)
        effects_text(effects, EFFECT_COMPLAIN, _("They owe you nothing."));
    return 0;
}

static void ladder_act(struct view *base, enum action action, struct effects *effects)
{
    if (action == ACTION_REMIND)
        ((struct ladder_view *)base)->reminds = base->stale = true;
    else
        reading_act(base, action, effects);
}

static unsigned ladder_has(const struct view *base)
{
    return ((const struct ladder_view *)base)->invoice ? NEED_ROW : 0;
}

static int64_t ladder_whose(const struct view *base, const char **ret_name)
{
    const struct ladder_view *view = (const struct ladder_view *)base;

    *ret_name = view->name;
    return view->client_id;
}

static const struct hint ladder_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll"), NULL},           {ACTION_REMIND, ACTION_NONE, N_("next letter"), NULL},
    {ACTION_PROMISE, ACTION_NONE, N_("promised"), NULL},    {ACTION_ADD_PAYMENT, ACTION_NONE, N_("paid"), NULL},
    {ACTION_DRAFTS, ACTION_NONE, N_("letters"), NULL},
    {ACTION_HELP, ACTION_NONE, N_("help"), NULL},           {ACTION_LEAVE, ACTION_NONE, N_("back"), NULL},
    {ACTION_NONE, ACTION_NONE, NULL, NULL},
};

const struct view_ops view_ladder_ops = {
    .title = N_("Payment ladder"),
    .where = IN_TEXT,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct ladder_view),
    .hints = ladder_hints,
    .init = ladder_init,
    .done = ladder_done,
    .load = ladder_load,
    .act = ladder_act,
    .has = ladder_has,
    .whose = ladder_whose,
    READING_OPS_BUT_ACT,
};
