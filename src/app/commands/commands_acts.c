#include "acts.h"
#include "commands.h"
#include "writing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* --- undo and redo --- */

static int next_act(struct writing *writing, enum turn turn, struct act *ret, struct err *err)
{
    int r = journal_next(writing->store, turn, ret, err);

    if (r <= 0)
        return r;
    if (turn == TURN_REDO)
        return err_set(err, _("nothing was undone that could be done again"));
    return err_set(err, _("there is nothing to undo; backups, exports and restoring one are not undone so"));
}

static int turn(struct app *app, const struct request *request, enum turn which, struct act *ret_act,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct act act = {0};
    struct store *store;

    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    if (writing_begin(app, request, &writing, err) < 0 || next_act(&writing, which, &act, err) < 0)
        return -1;
    if (writing_turn(&writing, &act, err) < 0 || writing_commit(&writing, err) < 0) {
        act_clear(&act);
        return -1;
    }
    act.undone = which == TURN_UNDO;
    *ret_act = act;
    *ret_changes = writing.changes;
    return 0;
}

COMMAND_RUN(undo)
{
    struct act act;

    *ret_changes = CHANGE_NOTHING;
    if (turn(app, request, TURN_UNDO, &act, ret_changes, err) < 0)
        return -1;
    answer_act_done(app, answer, _("undone: %s; redo does it again"), &act);
    act_clear(&act);
    return 0;
}

COMMAND_RUN(redo)
{
    struct act act;

    *ret_changes = CHANGE_NOTHING;
    if (turn(app, request, TURN_REDO, &act, ret_changes, err) < 0)
        return -1;
    answer_act_done(app, answer, _("done again: %s; undo takes it back"), &act);
    act_clear(&act);
    return 0;
}

/* --- the journal --- */

struct acts_out {
    struct app *app;
    struct answer *answer;
};

static int list_act(void *ctx, const struct act *act)
{
    struct acts_out *out = ctx;

    answer_act(out->app, out->answer, act);
    return out->answer->failed;
}

COMMAND_RUN(acts)
{
    struct acts_out out = {app, answer};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    int r = app_open_read(app, &store, err);
    if (r < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (r == 0 && journal_each(store, command_limit(request, ACTS_LIMIT), list_act, &out, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
