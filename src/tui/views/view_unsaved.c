/* What was typed and not saved: to go on with, or to forget. */
#include "pick.h"
#include "stamp.h"

#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"

static int add(void *ctx, const struct typing *typing)
{
    struct pick *pick = ctx;
    _cleanup_str_ struct str when = STR_INIT;

    stamp_when(pick->base.scene, &when, typing->at, false);
    pick_add(pick, str_text(&when), typing->title, "", typing->id, 0);
    return 0;
}

static int unsaved_load(struct view *base, struct effects *effects, struct err *err)
{
    struct pick *pick = (struct pick *)base;

    pick_clear(pick);
    int r = app_typing_left(base->scene->app, add, pick, err);
    pick_narrow(pick);
    if (r == 0 && pick->n == 0)
        effects_add(effects, EFFECT_CLOSE);
    return r;
}

static void unsaved_act(struct view *base, enum action action, struct effects *effects)
{
    struct pick *pick = (struct pick *)base;
    const struct pick_item *item = pick_selected(pick);

    /* Del, where there is nothing to erase. */
    bool forgets = action == ACTION_ERASE_RIGHT && pick->editor.at == pick->editor.text.len;

    if (forgets && item) {
        effects_number(effects, EFFECT_FORGET, item->number);
        base->stale = true;
    } else if (!pick_act(pick, action, effects) && action == ACTION_ACCEPT && item) {
        effects_add(effects, EFFECT_CLOSE);
        effects_number(effects, EFFECT_RESUME, item->number);
    }
}

static const struct hint hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("go on")}, {ACTION_ERASE_RIGHT, ACTION_NONE, N_("drop it")},
    {ACTION_CANCEL, ACTION_NONE, N_("later")}, {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_unsaved_ops = {
    .title = N_("You were writing, and it is not saved"),
    .where = IN_PICK,
    .size = sizeof(struct pick),
    .hints = hints,
    .done = pick_done,
    .load = unsaved_load,
    .resize = pick_resize,
    .draw = pick_draw,
    .act = unsaved_act,
    .type = pick_type,
    .foot = pick_foot,
    .extent = pick_extent,
};
