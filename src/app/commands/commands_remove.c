/* Removing records: any of them, and with a client all that is theirs. */
#include "acts.h"
#include "commands.h"
#include "known.h"
#include "ref_any.h"
#include "stop.h"
#include "writing.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/later.h"
#include "paletti/core/me.h"
#include "paletti/core/rule.h"
#include "paletti/store/log.h"

enum { SOME = 512, REMOVE_BULK = 1 << 12 }; /* refs taken at a time; entries of one client from which on it is done in bulk */

struct refs {
    const struct model *model;
    struct texts texts;
};

static int add_ref(void *ctx, const void *record)
{
    struct refs *refs = ctx;

    texts_add(&refs->texts, model_ref(refs->model, record));
    return refs->texts.n == SOME;
}

/* All records of MODEL that are the client's. A few at a time: what is being read is not changed meanwhile. */
static int remove_all_of(struct writing *writing, const struct model *model, const char *client, struct err *err)
{
    struct refs refs = {.model = model};
    int r;

    do {
        r = store_each(writing->store, model, client, add_ref, &refs, err);
        bool more = r > 0;
        for (size_t i = 0; i < refs.texts.n && r >= 0; i++)
            r = writing_remove(writing, model, refs.texts.v[i], err);
        texts_clear(&refs.texts);
        if (r >= 0)
            r = stop_wanted(writing->request) ? stop_said(err) : more;
    } while (r > 0);
    return r;
}

static int say_more(struct app *app, const struct known *known, struct err *err)
{
    _cleanup_str_ struct str what = STR_INIT;
    struct belongings has = {0};

    if (view_belongings(app, known->ref, &has, err) < 0)
        return -1;
    words_belongings(&what, &has);
    return what.len == 0 ? 0 : err_set(err, _("%s has %s; --with-log removes them too (and undo brings all of it back)"),
                                       known->name, str_text(&what));
}

static int remove_of_client(struct writing *writing, const char *client, bool with_log, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    size_t n = 0;

    if (known_find(writing->store, client, &known, err) < 0 ||
        remove_all_of(writing, &model_later, known.ref, err) < 0)
        return -1;
    if (!with_log)
        return say_more(writing->app, &known, err);
    int64_t entries = log_count(writing->store, known.row.id);
    if (entries >= REMOVE_BULK && writing_begin_bulk_removal(writing, entries, err) < 0)
        return -1;
    while (models[n])
        n++;
    while (n-- > 0)
        if (known_owns(models[n]) && remove_all_of(writing, models[n], known.ref, err) < 0)
            return -1;
    return 0;
}

/* What was done about the breaches of a record goes with it. */
static int remove_notes(struct writing *writing, const struct model *model, const char *of, struct err *err)
{
    for (size_t i = 0; i < breach_kinds_n; i++) {
        struct breach_note note;
        _cleanup_free_ char *ref = breach_note_ref(breach_kinds[i].bit, of);
        int r = store_get(writing->store, &model_breach_note, ref, &note, err);
        if (r == 0) {
            r = breach_note_target(&note) == model ? writing_remove(writing, &model_breach_note, ref, err) : 0;
            model_clear(&model_breach_note, &note);
        }
        if (r < 0)
            return -1;
    }
    return 0;
}

static int remove_found(struct writing *writing, const struct model *model, const char *ref, bool with_log,
                        struct err *err)
{
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r = store_get(writing->store, model, ref, record, err);

    if (r == 0) {
        if (!writing->named)
            writing_name(writing, model, record);
        model_clear(model, record);
        r = model == &model_client ? remove_of_client(writing, ref, with_log, err) : remove_notes(writing, model, ref, err);
    }
    return r == 0 ? writing_remove(writing, model, ref, err) : r;
}

static int remove_ref(struct writing *writing, const char *text, bool with_log, struct err *err)
{
    const struct model *model;
    _cleanup_free_ char *ref = NULL;
    int r = ref_any(writing->app, writing->store, text, &model, &ref, err);

    if (r == 0 && model->frozen)
        return err_set(err, _("a %s is never removed: undo takes it back, until something has left"), model->type);
    if (r == 0)
        r = remove_found(writing, model, ref, with_log, err);
    return r > 0 ? err_set(err, _("there is no record called \"%.60s\"; nothing was removed"), text) : r;
}

static int remove_refs(struct writing *writing, const struct request *request, struct err *err)
{
    for (size_t i = 0; i < request->n_rest; i++)
        if (remove_ref(writing, request->rest[i], request->options[REMOVE_WITH_LOG] != NULL, err) < 0)
            return -1;
    return 0;
}

COMMAND_RUN(remove)
{
    _cleanup_writing_ struct writing writing = {0};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if ((!app_has_file(app) && app_need_file(app, &store, err) < 0) || writing_begin(app, request, &writing, err) < 0)
        return -1;
    if (remove_refs(&writing, request, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    answer_act_done(app, answer, _("%s; undo brings it back"), &writing.act);
    return 0;
}
