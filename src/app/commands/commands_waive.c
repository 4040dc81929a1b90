/* Letting a breach pass, with a reason. boundaries.md, section 5. */
#include "acts.h"
#include "breach_notes.h"
#include "commands.h"
#include "explaining.h"
#include "ref_any.h"
#include "writing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static int refuse(const struct explained *explained, struct err *err)
{
    return err_set(err, explained->n_breaches > 0
                            ? _("%s: only you crossed a line there; your own lines are not waived, they teach")
                            : _("%s: no line was crossed there; nothing is to be waived"),
                   explained->client_name);
}

struct waiving {
    struct writing *writing;
    const char *reason;
};

static int waive_one(void *ctx, const char *text, struct err *err)
{
    const struct waiving *waiving = ctx;
    struct writing *writing = waiving->writing;
    _cleanup_explained_ struct explained explained = {0};
    const struct model *model;
    _cleanup_free_ char *ref = NULL;
    int n = 0;

    int r = ref_any(writing->app, writing->store, text, &model, &ref, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("nothing is called \"%.60s\""), text);
    if (explained_find(writing->app, writing->store, ref, &explained, err) < 0)
        return -1;
    for (size_t i = 0; i < explained.n_breaches; i++) {
        if (explained.breaches[i].kind->mine) /* mine teach me: they are never waived */
            continue;
        if (breach_note_put(writing, explained.breaches[i].kind->bit, explained.ref, BREACH_WAIVED, waiving->reason, err) < 0)
            return -1;
        n++;
    }
    if (n == 0)
        return refuse(&explained, err);
    if (!writing->act.client)
        writing->act.client = mem_string(explained.client_name);
    return 0;
}

COMMAND_RUN(waive)
{
    _cleanup_writing_ struct writing writing = {0};
    struct waiving waiving = {&writing, request->arguments[1]};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    if (writing_begin(app, request, &writing, err) < 0 ||
        refs_each(request->arguments[0], waive_one, &waiving, err) < 0)
        return -1;
    writing.act.command = mem_string("waive");
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    answer_act_done(app, answer, _("%s; undo opens it again"), &writing.act);
    return 0;
}
