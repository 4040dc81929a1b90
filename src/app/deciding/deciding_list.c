/* Drafts and decisions, listed; and the light decision that triage makes. */
#include "deciding_inside.h"

#include "known.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

/* --- drafts --- */

struct listing {
    int (*fn)(void *ctx, const struct deciding_line *line);
    void *ctx;
    int64_t now;
    bool over; /* those whose cooling is over come first */
};

static int8_t index_of(const char *const *names, const char *name)
{
    for (int8_t i = 0; names[i]; i++)
        if (str_equal(names[i], name))
            return i;
    return 0;
}

static int tell_line(void *ctx, const struct deciding_row *row)
{
    const struct listing *listing = ctx;
    bool over = row->wakes != INSTANT_NONE && row->wakes <= listing->now;
    struct deciding_line line = {
        .client_id = row->client_id,
        .client = row->client,
        .name = row->name,
        .state = (enum decide_state)index_of(decide_state_names, row->step),
        .path = (enum decide_path)index_of(decide_path_names, row->path),
        .at = row->saved_at,
        .wakes = row->wakes,
        .later_until = row->later_until,
    };

    return over == listing->over ? listing->fn(listing->ctx, &line) : 0;
}

int view_deciding(struct app *app, const char *client, int (*fn)(void *ctx, const struct deciding_line *line),
                  void *ctx, struct err *err)
{
    struct listing listing = {fn, ctx, app_now(app), true};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    r = deciding_each(store, client, tell_line, &listing, err);
    listing.over = false;
    return r != 0 ? r : deciding_each(store, client, tell_line, &listing, err);
}

/* --- decisions --- */

/* By time, not by the order in which they came into the file. */
static int newer_first(const void *a, const void *b)
{
    const struct decision *x = a, *y = b;

    return (x->at < y->at) - (x->at > y->at);
}

int view_decisions(struct app *app, const char *client, int (*fn)(void *ctx, const struct decision *decision),
                   void *ctx, struct err *err)
{
    struct decision *decisions;
    struct store *store;
    size_t n;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    if (store_all(store, &model_decision, client, &decisions, &n, err) < 0)
        return -1;
    if (n > 1)
        qsort(decisions, n, sizeof *decisions, newer_first);
    for (size_t i = 0; i < n && r == 0; i++)
        r = fn(ctx, &decisions[i]);
    for (size_t i = 0; i < n; i++)
        decision_clear(&decisions[i]);
    free(decisions);
    return r;
}

int view_decision(struct app *app, const char *ref, struct decision *ret, struct err *err)
{
    struct store *store;

    return app_need_file(app, &store, err) < 0 ? -1 : store_get(store, &model_decision, ref, ret, err);
}

/* --- triage's keep --- */

/* Yes, no ratings, and the usual review: what a person who looked at a card means by one key. */
static void answer_keep(struct deciding *answers, int64_t now)
{
    for (size_t i = 0; i < answers->facts.n; i++)
        ((struct decided_fact *)answers->facts.v)[i].rating = -1;
    answers->begun = answers->at = answers->first_at = answers->answered_at = now;
    answers->first_answer = answers->answer = ANSWER_YES;
    answers->path = PATH_KEEP;
    answers->state = DECIDE_COMMITTED;
    answers->revision = 1;
}

int deciding_keep(struct app *app, const char *client, char **ret_ref, unsigned *ret_changes, struct err *err)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;
    char *ref = NULL;
    int r = deciding_open_group(app, client, &view, err);

    if (r < 0)
        return -1;
    if (r > 0)
        return err_set(err, r == DECIDING_PROSPECT ? _("a prospect is not kept: answer the intake questions first")
                                                   : _("a decision about them is open already: finish it first"));
    answer_keep(&view->answers, app_now(app));
    r = deciding_commit(app, view, &view->answers, true, &ref, ret_changes, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("a decision about them is open already: finish it first"));
    if (ret_ref)
        *ret_ref = MEM_TAKE(ref);
    free(ref);
    return 0;
}

/* --- a chance that was broken --- */

static void answer_again(struct deciding_view *view, enum decide_answer answer, int64_t now)
{
    struct deciding *answers = &view->answers;

    answers->begun = answers->at = answers->first_at = answers->answered_at = now;
    answers->first_answer = answers->answer = (int8_t)answer;
    answers->facts_seen = true;
    answers->state = DECIDE_PATH;
    answers->revision = 1;
    view->seen.seen.chance_broken = true;
    answers->path = (int8_t)decide_path_default(answers, &view->seen.seen, &view->house);
}

int deciding_reopen(struct app *app, const char *client, enum decide_answer answer, struct err *err)
{
    _cleanup_(deciding_view_free_p) struct deciding_view *view = NULL;
    int r = deciding_open(app, client, &view, err);

    if (r != 0)
        return r == DECIDING_HAS_DRAFT ? 1 : r < 0 ? -1 : err_set(err, _("there is nobody to decide about"));
    answer_again(view, answer, app_now(app));
    return deciding_save(app, &view->answers, KEPT_OPEN, err);
}
