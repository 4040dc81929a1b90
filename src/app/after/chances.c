/* A second chance, term by term with what the log says. The rule of it stands in core/chance.h; nothing is
 * judged twice: lines crossed come from the stored judgements, payments from the ladder. */
#include "after_inside.h"
#include "breach_notes.h"
#include "deciding_inside.h"
#include "writing.h"

#include "paletti/app/blur.h"
#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/dealings.h"
#include "paletti/core/intake.h"
#include "paletti/store/records.h"
#include "paletti/store/triage.h"

void chance_page_clear(struct chance_page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        free(page->v[i].what);
        free(page->v[i].test);
        free(page->v[i].said);
    }
    free(page->v);
    free(page->decision);
    free(page->client);
    free(page->name);
    *page = (struct chance_page){0};
}

/* --- what the log says --- */

/* While one chance is looked at. */
struct judging_chance {
    struct app *app;
    struct store *store;
    const struct force *force;
    int32_t today;
    struct debts debts;
    struct breach_notes notes;
    struct err *err;
};

struct counting {
    const struct judging_chance *of;
    unsigned bit; /* of enum breach */
    int32_t until;
    int64_t n;
};

static int count_crossing(void *ctx, const struct crossing_row *row)
{
    struct counting *counting = ctx;

    if (row->counted & counting->bit &&
        breach_notes_state(&counting->of->notes, (enum breach)counting->bit, row->ref) != BREACH_WAIVED)
        counting->n++;
    return 0;
}

/* From the decision on, to the end of the last day. */
static int count_crossings(const struct judging_chance *of, unsigned bit, int32_t until, int64_t *ret)
{
    struct counting counting = {.of = of, .bit = bit};
    int64_t to = zone_day_start(app_zone(of->app), until + 1) - 1, now = app_now(of->app);
    int r = crossings_each(of->store, of->force->client_id, of->force->decision.at, to < now ? to : now,
                           count_crossing, &counting, of->err);

    *ret = counting.n;
    return r;
}

static int count_complaint(void *ctx, const void *record)
{
    const struct complaint *complaint = record;
    struct counting *counting = ctx;

    counting->n += complaint->right != RIGHT_THEM && complaint->on > counting->of->force->day &&
                   complaint->on <= counting->until;
    return 0;
}

static int32_t paid_on(const struct debt *debt, int32_t today)
{
    int64_t paid = 0;

    if (!debt || (debt->told.written_off_on != DAY_NONE && debt->told.written_off_on <= today))
        return DAY_NONE;
    for (size_t i = 0; i < debt->told.n_payments && debt->told.payments[i].on <= today; i++) {
        paid += debt->told.payments[i].minor;
        if (paid >= debt->told.amount.minor)
            return debt->told.payments[i].on;
    }
    return DAY_NONE;
}

/* Of the invoices that fell due since. */
static int64_t most_late(const struct judging_chance *of, int32_t until)
{
    int64_t most = 0;

    for (size_t i = 0; i < of->debts.n; i++) {
        const struct ladder_debt *told = &of->debts.v[i].told;
        if (told->due_on <= of->force->day || told->due_on > until)
            continue;
        int64_t late = ladder_days_late(told, of->today);
        most = late > most ? late : most;
    }
    return most;
}

static int read_answer(const struct judging_chance *of, const char *test, struct term_seen *seen)
{
    _cleanup_free_ char *ref = intake_ref(of->force->decision.client, test ? test : "");
    struct intake intake;
    int r = store_get(of->store, &model_intake, ref, &intake, of->err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    seen->answer = intake.answer == SAID_YES;
    model_clear(&model_intake, &intake);
    return 0;
}

static int see_term(const struct judging_chance *of, const struct plan_condition *condition,
                    struct term_seen *seen)
{
    int32_t until =
        condition->until != DAY_NONE && condition->until < of->today ? condition->until : of->today;
    struct counting counting = {.of = of, .until = until};
    int r = 0;

    *seen = (struct term_seen){.paid_on = DAY_NONE, .answer = -1};
    switch ((int)condition->measure) {
    case MEASURE_PAYMENT:
        seen->paid_on =
            paid_on(debts_find(&of->debts, condition->invoice ? condition->invoice : ""), of->today);
        return 0;
    case MEASURE_DAYS_LATE:
        seen->days_late = most_late(of, until);
        return 0;
    case MEASURE_CHANNEL:
        return count_crossings(of, BREACH_CLIENT_CHANNEL, until, &seen->count);
    case MEASURE_OFF_HOURS:
        return count_crossings(of, BREACH_CLIENT_OFF_HOURS, until, &seen->count);
    case MEASURE_COMPLAINTS:
        r = store_each(of->store, &model_complaint, of->force->decision.client, count_complaint, &counting,
                       of->err);
        seen->count = counting.n;
        return r;
    default:
        return read_answer(of, condition->test, seen);
    }
}

/* --- in words --- */

static void say_payment(struct app *app, const struct plan_condition *condition, const struct term_seen *seen,
                        enum term_state state, struct str *to)
{
    _cleanup_str_ struct str day = STR_INIT;

    if (seen->paid_on != DAY_NONE) {
        words_day(app, &day, seen->paid_on);
        str_printf(to, _("paid on %s"), str_text(&day));
    } else if (state == TERM_BROKEN && condition->until != DAY_NONE) {
        words_day(app, &day, condition->until);
        str_printf(to, _("not paid by %s"), str_text(&day));
    } else {
        str_add(to, _("not paid yet"));
    }
}

static void say_term(struct app *app, const struct plan_condition *condition, const struct term_seen *seen,
                     enum term_state state, struct str *to)
{
    int limit = (int)condition->limit;

    switch ((int)condition->measure) {
    case MEASURE_PAYMENT:
        say_payment(app, condition, seen, state, to);
        break;
    case MEASURE_DAYS_LATE:
        str_printf(to, P_("%d day late", "%d days late", seen->days_late), (int)seen->days_late);
        break;
    case MEASURE_COMPLAINTS:
        str_printf(to, P_("%d complaint", "%d complaints", seen->count), (int)seen->count);
        break;
    case MEASURE_YES_NO:
        str_add(to, seen->answer < 0 ? _("not answered yet")
                    : seen->answer   ? _("your answer: yes")
                                     : _("your answer: no"));
        break;
    default:
        str_printf(to, P_("%d breach", "%d breaches", seen->count), (int)seen->count);
        break;
    }
    if (condition->measure != MEASURE_PAYMENT && condition->measure != MEASURE_YES_NO)
        str_printf(to, _(", at most %d"), limit);
}

/* --- all terms --- */

static int judge_terms(const struct judging_chance *of, struct chance_page *page)
{
    const struct list *conditions = &of->force->decision.answers.chance.conditions;
    const struct plan_condition *v = conditions->v;
    _cleanup_free_ enum term_state *states = mem_zero(conditions->n + 1, sizeof *states);

    for (size_t i = 0; i < conditions->n; i++) {
        _cleanup_str_ struct str said = STR_INIT;
        struct term_seen seen;
        if (see_term(of, &v[i], &seen) < 0)
            return -1;
        states[i] = chance_term(&v[i], &seen, of->today);
        say_term(of->app, &v[i], &seen, states[i], &said);
        MEM_GROW(page->v, page->n, page->cap);
        page->v[page->n++] = (struct chance_line){
            .what = mem_string(v[i].what),
            .test = v[i].measure == MEASURE_YES_NO ? mem_string(v[i].test) : NULL,
            .said = str_take(&said),
            .until = v[i].until,
            .state = states[i],
        };
    }
    page->state = chance_state(states, conditions->n);
    return 0;
}

/* Its terms as they stood at the end of TODAY. */
static int look_at_terms(struct app *app, struct store *store, const struct force *force, int32_t today,
                         struct chance_page *ret, struct err *err)
{
    struct judging_chance of = {.app = app, .store = store, .force = force, .today = today, .err = err};
    struct chance_page page = {.deadline = plan_chance_deadline(&force->decision.answers.chance)};
    int r = -1;

    if (force->client_id && (app_debts(app, force->client, &of.debts, err) < 0 ||
                             breach_notes_load(store, force->client, &of.notes, err) < 0))
        goto out;
    page.decision = mem_string(force->decision.ref);
    page.client = mem_string(force->client);
    page.name = mem_string(app_blur_client(app, force->client_id, force->name));
    page.client_id = force->client_id;
    page.at = force->decision.at;
    r = judge_terms(&of, &page);
out:
    debts_clear(&of.debts);
    breach_notes_clear(&of.notes);
    if (r < 0)
        chance_page_clear(&page);
    else
        *ret = page;
    return r;
}

int chance_stands(struct app *app, struct store *store, const struct force *force, int32_t today,
                  enum term_state *ret, struct err *err)
{
    _cleanup_chance_ struct chance_page page = {0};

    if (look_at_terms(app, store, force, today, &page, err) < 0)
        return -1;
    *ret = page.state;
    return 0;
}

/* A look that was given when it was decided already, one way or the other, judged it. */
static int look_judged(struct app *app, struct store *store, const struct force *force,
                       struct chance_page *page, struct err *err)
{
    enum term_state then;

    if (!force->last.ref || (page->state != TERM_KEPT && page->state != TERM_BROKEN))
        return 0;
    if (chance_stands(app, store, force, force->looked_on, &then, err) < 0)
        return -1;
    page->judged = then == page->state;
    return 0;
}

static int look(struct app *app, struct store *store, const struct force *force, struct chance_page *ret,
                struct err *err)
{
    struct chance_page page;

    if (decision_path(&force->decision) != PATH_CHANCE)
        return 1;
    if (look_at_terms(app, store, force, days_at(app_zone(app), app_now(app)), &page, err) < 0)
        return -1;
    if (look_judged(app, store, force, &page, err) < 0) {
        chance_page_clear(&page);
        return -1;
    }
    *ret = page;
    return 0;
}

int chance_look(struct app *app, const char *decision, struct chance_page *ret, struct err *err)
{
    _cleanup_force_ struct force force = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || force_get(app, store, decision, &force, err) < 0)
        return -1;
    return look(app, store, &force, ret, err);
}

struct finding {
    struct app *app;
    struct store *store;
    struct chance_page *page;
    struct err *err;
};

/* 2: found; an outcome of its own, for 1 ends the walk without one. */
enum { FOUND = 2 };
static int take_chance(void *ctx, const struct force *force)
{
    const struct finding *finding = ctx;
    int r = look(finding->app, finding->store, force, finding->page, finding->err);

    return r == 0 ? FOUND : r;
}

int chance_of(struct app *app, const char *client, struct chance_page *ret, struct err *err)
{
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    struct finding finding = {app, store, ret, err};
    int r = force_each(app, store, client, take_chance, &finding, err);
    return r == FOUND ? 0 : r < 0 ? -1 : 1;
}

/* --- answers --- */

int chance_answer(struct app *app, const struct request *request, const char *decision, const char *test,
                  int answer, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_chance_ struct chance_page page = {0};
    bool known = false;
    int r = chance_look(app, decision, &page, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("this decision is no second chance"));
    for (size_t i = 0; i < page.n; i++)
        known |= page.v[i].test && str_equal(page.v[i].test, test);
    if (!known)
        return err_set(err, _("\"%.80s\" is no question of this second chance"), test);
    if (writing_begin(app, request, &writing, err) < 0 ||
        intake_put(&writing, page.client, test, answer, NULL, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes | CHANGE_CLIENTS;
    return 0;
}

int chance_reopen(struct app *app, const char *decision, int answer, unsigned *ret_changes, struct err *err)
{
    _cleanup_chance_ struct chance_page page = {0};
    int r = chance_look(app, decision, &page, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("this decision is no second chance"));
    if (page.state != TERM_BROKEN)
        return err_set(err,
                       _("no term of it is broken: it opens again when one is, or with d whenever you like"));
    /* One that is open already stays as it is, and is gone on with. */
    if (deciding_reopen(app, page.client, (enum decide_answer)answer, err) < 0)
        return -1;
    *ret_changes = CHANGE_CLIENTS;
    return 0;
}
