/* What a goodbye has to settle and to close, as the records have it. */
#include "deciding_inside.h"

#include "paletti/app/statement.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/store/records.h"

/* --- the settlement --- */

static void clear_settlement(struct plan_exit *exit)
{
    struct settled_line *lines = exit->settlement.v;

    for (size_t i = 0; i < exit->settlement.n; i++) {
        free(lines[i].package);
        free(lines[i].unit);
    }
    free(lines);
    exit->settlement = (struct list){0};
    exit->to_return = exit->owed = (struct money){0};
}

static void settle(const struct statement *statement, struct plan_exit *exit)
{
    static const char *const units[] = {"hour", "session", "month", "fixed"};

    clear_settlement(exit);
    for (size_t i = 0; i < statement->credit.n_lines; i++) {
        const struct credit_line *from = &statement->credit.lines[i];
        struct settled_line *line = list_add(&exit->settlement, sizeof *line);
        *line = (struct settled_line){mem_string(from->package->ref),
                                      mem_string(units[from->package->unit]),
                                      from->bought,
                                      from->used,
                                      from->left,
                                      from->refund};
    }
    if (statement->credit.n_totals > 0)
        exit->to_return = statement->credit.totals[0];
    if (statement->n_owed > 0)
        exit->owed = statement->owed[0];
}

static bool anything_back(const struct credit *credit)
{
    for (size_t i = 0; i < credit->n_totals; i++)
        if (credit->totals[i].minor > 0)
            return true;
    return false;
}

static bool unpriced(const struct credit *credit)
{
    for (size_t i = 0; i < credit->n_lines; i++)
        if (credit->lines[i].unpriced && credit->lines[i].left > 0)
            return true;
    return false;
}

static int take_statement(struct app *app, struct deciding_seen *seen, struct deciding *answers,
                          struct err *err)
{
    _cleanup_statement_ struct statement statement = {0};

    if (statement_make(app, answers->client, decide_last_day(answers, &seen->seen), &answers->exit.given_back, &statement, err) <
        0)
        return -1;
    settle(&statement, &answers->exit);
    seen->seen.to_return = anything_back(&statement.credit);
    seen->seen.unpriced = unpriced(&statement.credit);
    if (answers->exit.method < 0 && statement.credit.n_splits > 0 && statement.credit.splits[0].payment)
        answers->exit.method = statement.credit.splits[0].payment->method;
    return 0;
}

/* --- what is open --- */

struct closing {
    struct app *app;
    struct list *closes;
    int64_t now;
};

static struct plan_close *find_close(const struct list *closes, enum close_kind kind, const char *ref)
{
    struct plan_close *v = closes->v;

    for (size_t i = 0; i < closes->n; i++)
        if (v[i].kind == (int8_t)kind && str_equal(v[i].ref, ref))
            return &v[i];
    return NULL;
}

/* What the person said about it stays. */
static struct plan_close *place(const struct closing *closing, enum close_kind kind, const char *ref)
{
    struct plan_close *close = find_close(closing->closes, kind, ref);

    if (close)
        return close;
    close = list_add(closing->closes, sizeof *close);
    *close = (struct plan_close){.kind = (int8_t)kind, .ref = mem_string(ref), .by = DAY_NONE, .held_on = DAY_NONE};
    return close;
}

static int add_meeting(void *ctx, const void *record)
{
    const struct closing *closing = ctx;
    const struct meeting *meeting = record;
    struct plan_close *close = find_close(closing->closes, CLOSE_MEETING, meeting->ref);
    bool open = meeting->state == MEETING_PLANNED && meeting->starts > closing->now;

    if (!open && close)
        close->done = true;
    if (!open)
        return 0;
    close = place(closing, CLOSE_MEETING, meeting->ref);
    _cleanup_str_ struct str when = STR_INIT;
    words_instant(closing->app, &when, meeting->starts);
    free(close->what);
    close->what = str_format(_("meeting %s"), str_text(&when));
    close->held_on = zone_day(app_zone(closing->app), meeting->starts, NULL);
    close->done = false;
    return 0;
}

static int add_access(void *ctx, const void *record)
{
    const struct closing *closing = ctx;
    const struct access *access = record;
    struct plan_close *close = find_close(closing->closes, CLOSE_ACCESS, access->ref);

    if (close)
        close->done = access->closed_on != DAY_NONE;
    if (access->closed_on != DAY_NONE)
        return 0;
    close = place(closing, CLOSE_ACCESS, access->ref);
    free(close->what);
    close->what = mem_string(access->what);
    return 0;
}

/* What held until now stands there before somebody writes it; what they wrote stays. */
static void take_old_terms(const struct deciding_seen *seen, struct plan_terms *terms)
{
    if (!terms->scope_was)
        terms->scope_was = mem_string(seen->scope);
    if (!terms->hours_was && seen->hours && *seen->hours)
        terms->hours_was = mem_string(seen->hours);
    if (!terms->channel_was && seen->channels && *seen->channels)
        terms->channel_was = mem_string(seen->channels);
}

int deciding_plan_take(struct app *app, struct store *store, struct deciding_seen *seen,
                       struct deciding *answers, struct err *err)
{
    struct closing closing = {app, &answers->exit.closes, seen->seen.now};

    if (store_each(store, &model_meeting, answers->client, add_meeting, &closing, err) < 0 ||
        store_each(store, &model_access, answers->client, add_access, &closing, err) < 0)
        return -1;
    if (answers->path == PATH_TERMS)
        take_old_terms(seen, &answers->terms);
    return take_statement(app, seen, answers, err);
}
