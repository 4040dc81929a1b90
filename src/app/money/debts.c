/* What one client owes: read from the file, and judged. */
#include "debts_inside.h"

#include "dues_now.h"
#include "known.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/decision.h"
#include "paletti/store/clients.h"
#include "paletti/store/debts.h"
#include "paletti/store/dues.h"
#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

#include <stdio.h>

enum { SUMS = 4 };

const char *debts_keep(struct debts *debts, const char *text)
{
    struct texts *strings = &debts->inside->strings;

    if (!text)
        return NULL;
    texts_add(strings, text);
    return strings->v[strings->n - 1];
}

/* --- the client, the invoices --- */

static int read_client(struct debts *debts, const char *client)
{
    struct debts_inside *inside = debts->inside;
    struct client *record = &inside->client;
    _cleanup_known_ struct known known = {0};

    if (known_find(inside->store, client, &known, inside->err) < 0 ||
        store_get(inside->store, &model_client, known.ref, record, inside->err) != 0)
        return -1;
    debts->client_id = known.row.id;
    debts->client = record->ref;
    debts->name = record->name;
    debts->state = record->state;
    debts->large = record->large;
    const struct person *people = record->people.v;
    for (size_t i = 0; i < record->people.n && !debts->in_charge; i++) {
        if (people[i].role != ROLE_IN_CHARGE)
            continue;
        const char *given = people[i].given, *family = people[i].family;
        _cleanup_free_ char *name =
            str_format("%s%s%s", given ? given : "", given && family ? " " : "", family ? family : "");
        debts->in_charge = debts_keep(debts, *name ? name : people[i].email ? people[i].email : record->name);
    }
    return 0;
}

static int take_invoice(void *ctx, const struct invoice_row *row)
{
    struct debts *debts = ctx;
    struct debts_inside *inside = debts->inside;
    size_t i = debts->n;

    if (row->issued_on > debts->today || row->due == DAY_NONE)
        return 0;
    MEM_GROW(debts->v, debts->n, inside->cap);
    for (; i > 0 && debts->v[i - 1].told.due_on > row->due; i--)
        debts->v[i] = debts->v[i - 1];
    debts->v[i] = (struct debt){
        .ref = debts_keep(debts, row->ref),
        .number = debts_keep(debts, row->number),
        .issued_on = row->issued_on,
        .told = {.amount = row->amount, .due_on = row->due, .written_off_on = row->written_off_on},
        .asked_owing = DAY_NONE,
        .noted_on = DAY_NONE,
        .dispatch = -1,
    };
    debts->n++;
    return 0;
}

static int read_all(struct debts *debts, const char *client)
{
    struct debts_inside *inside = debts->inside;
    const struct house *house;

    if (read_client(debts, client) < 0 || app_house(inside->app, &house, inside->err) < 0 ||
        standing_load(inside->store, house->book, debts->client, &inside->standing, inside->err) < 0 ||
        invoices_each(inside->store, debts->client_id, debts->today, take_invoice, debts, inside->err) < 0)
        return -1;
    inside->events = mem_zero(debts->n, sizeof *inside->events);
    inside->n_events = debts->n;
    return debts_read_events(debts);
}

/* --- judging --- */

static void add_sum(struct money sums[SUMS], size_t *n, struct money sum)
{
    struct money all[CURRENCIES_MAX] = {0};

    for (size_t i = 0; i < *n; i++)
        all[i] = sums[i];
    size_t found = dues_now_add(all, *n, sum);
    *n = found < SUMS ? found : SUMS;
    for (size_t i = 0; i < *n; i++)
        sums[i] = all[i];
}

static const char *promise_of(const struct debts *debts, size_t i)
{
    const struct debt_events *events = &debts->inside->events[i];

    for (size_t k = 0; k < events->n_promises; k++)
        if (events->promises[k].pays_on == debts->v[i].standing.promised)
            return events->refs[k];
    return events->n_promises > 0 ? events->refs[events->n_promises - 1] : NULL;
}

static void judge_debt(struct debts *debts, size_t i)
{
    const struct debts_inside *inside = debts->inside;
    const struct client *client = &inside->client;
    struct debt *debt = &debts->v[i];
    const struct ladder_standing *standing = &debt->standing;

    ladder_stand(debts->rules, &debt->told, inside->standing.boundaries, debts->today, &debt->standing);
    law_count(debts->law, client->country, client->b2b, &debt->told, debts->today, &debt->claim);
    debt->asked_owing = ladder_asked_owing(&debt->told, inside->asked, inside->n_asked, debts->today);
    debt->squeezed = ladder_squeezed(&debt->told, inside->asked, inside->n_asked, debts->today);
    debt->promise = promise_of(debts, i);
    debts->kept += standing->kept;
    debts->broken += standing->broken;
    if (standing->owed.minor == 0)
        return;
    add_sum(debts->owed, &debts->n_owed, standing->owed);
    if (standing->days_late > 0) {
        add_sum(debts->late, &debts->n_late_sums, standing->owed);
        debts->n_late++;
    }
    if (standing->stopped != DAY_NONE && (debts->stopped == DAY_NONE || standing->stopped < debts->stopped))
        debts->stopped = standing->stopped;
    debts->squeezed |= debt->squeezed;
    if (debt->asked_owing > debts->asked_owing)
        debts->asked_owing = debt->asked_owing;
}

/* The one to act on: whose step is due; else what is late; else what is owed. */
static int rank_of(const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;

    if (standing->owed.minor == 0)
        return 0;
    return standing->state == LADDER_DUE ? 3 : standing->days_late > 0 ? 2 : 1;
}

static int find_first(const struct debts *debts)
{
    int found = -1;

    for (size_t i = 0; i < debts->n; i++)
        if (rank_of(&debts->v[i]) > (found < 0 ? 0 : rank_of(&debts->v[found])))
            found = (int)i;
    return found;
}

/* C1 is asked about the oldest that is late: what was late before it. */
static int judge_chance(struct debts *debts)
{
    struct debts_inside *inside = debts->inside;
    int32_t since = inside->client.since;
    int late = 0, used;

    for (size_t i = 0; i < debts->n && debts->v[i].standing.days_late == 0; i++)
        late += ladder_days_late(&debts->v[i].told, debts->today) > 0;
    if (since == DAY_NONE) {
        int64_t first;
        if (debt_first_entry(inside->store, debts->client_id, &first, inside->err) < 0)
            return -1;
        since = first == INSTANT_NONE ? DAY_NONE : zone_day(app_zone(inside->app), first, NULL);
    }
    if (debt_decisions(inside->store, debts->client, decide_path_names[PATH_CHANCE], &used, inside->err) < 0)
        return -1;
    ladder_chance_look(debts->rules, since, debts->today, late, used, &debts->chance);
    return 0;
}

static enum ladder_pattern pattern_of(const struct debts *debts)
{
    struct ladder_debt *all = mem_zero(debts->n, sizeof *all);

    for (size_t i = 0; i < debts->n; i++)
        all[i] = debts->v[i].told;
    enum ladder_pattern pattern = ladder_pattern(debts->rules, all, debts->n, debts->today);
    free(all);
    return pattern;
}

/* --- what it is worth to go after it --- */

static struct recovery_guess guess_of(const struct debts *debts, const struct me *me)
{
    struct recovery_guess guess = {.hours = debts->rules->recovery_hours, .likely = debts->rules->recovery_likely};
    const char *currency = me_currency(me);
    int64_t minor = debts->rules->recovery_cost;

    for (int i = currency_decimals(currency); i > 3; i--)
        minor *= 10;
    for (int i = currency_decimals(currency); i < 3; i++)
        minor /= 10;
    guess.cost.minor = minor;
    snprintf(guess.cost.currency, sizeof guess.cost.currency, "%s", currency);
    guess.an_hour = me->target_rate;
    return guess;
}

void debts_recover(struct debts *debts)
{
    struct money owed = {0}, interest = {0}, sum = {0};

    if (debts->first < 0)
        return;
    owed = debts->v[debts->first].told.amount;
    owed.minor = 0;
    for (size_t i = 0; i < debts->n; i++) {
        const struct debt *debt = &debts->v[i];
        if (debt->standing.days_late == 0 || !str_equal(debt->told.amount.currency, owed.currency))
            continue;
        money_add(&owed, debt->standing.owed);
        if (debt->claim.lack != LAW_APPLIES)
            continue;
        interest.minor = sum_plus(interest.minor, debt->claim.interest.minor);
        snprintf(interest.currency, sizeof interest.currency, "%s", owed.currency);
        sum.minor = sum_plus(sum.minor, debt->claim.sum.minor);
        snprintf(sum.currency, sizeof sum.currency, "%s", debt->claim.sum.currency);
    }
    recovery_count(owed, interest, sum, &debts->guess, &debts->recovery);
}

/* Of the letter that waits. */
static int read_dispatch(struct debts *debts, struct debt *debt)
{
    enum dispatch_state state;
    int r = debt->draft ? dispatch_of_draft(debts->inside->store, debt->draft, &state, NULL, debts->inside->err) : 1;

    if (r == 0)
        debt->dispatch = (int8_t)state;
    return r < 0 ? -1 : 0;
}

static int judge_all(struct debts *debts)
{
    struct debts_inside *inside = debts->inside;
    const struct house *house;

    if (app_house(inside->app, &house, inside->err) < 0)
        return -1;
    for (size_t i = 0; i < debts->n; i++) {
        judge_debt(debts, i);
        if (read_dispatch(debts, &debts->v[i]) < 0)
            return -1;
    }
    debts->first = find_first(debts);
    debts->excuses = inside->excuses;
    debts->n_excuses = inside->n_excuses;
    debts->loose = inside->loose;
    debts->n_loose = inside->n_loose;
    debts->pattern = pattern_of(debts);
    debts->guess = guess_of(debts, &house->me);
    debts_recover(debts);
    return judge_chance(debts);
}

/* --- together --- */

int app_debts(struct app *app, const char *client, struct debts *ret, struct err *err)
{
    struct debts debts = {.first = -1, .stopped = DAY_NONE, .asked_owing = DAY_NONE};
    struct debts_inside *inside = mem_zero(1, sizeof *inside);

    debts.inside = inside;
    inside->app = app;
    inside->err = err;
    inside->now = app_now(app);
    model_init(&model_client, &inside->client);
    ladder_book_load(app, &inside->book);
    debts.rules = &inside->book.rules;
    debts.law = &inside->book.law;
    debts.refused = inside->book.refused;
    debts.today = zone_day(app_zone(app), inside->now, NULL);
    if (app_need_file(app, &inside->store, err) < 0 || read_all(&debts, client) < 0 || judge_all(&debts) < 0) {
        debts_clear(&debts);
        return -1;
    }
    *ret = debts;
    return 0;
}

static void events_clear(struct debt_events *events)
{
    free(events->payments);
    free(events->letters);
    free(events->promises);
    free(events->refs);
}

void debts_clear(struct debts *debts)
{
    struct debts_inside *inside = debts->inside;

    if (inside) {
        for (size_t i = 0; i < inside->n_events; i++)
            events_clear(&inside->events[i]);
        free(inside->events);
        free(inside->asked);
        free(inside->excused);
        free(inside->loose);
        free(inside->excuses);
        texts_clear(&inside->strings);
        standing_clear(&inside->standing);
        ladder_book_clear(&inside->book);
        model_clear(&model_client, &inside->client);
        free(inside);
    }
    free(debts->v);
    *debts = (struct debts){0};
}

const struct debt *debts_find(const struct debts *debts, const char *invoice)
{
    for (size_t i = 0; i < debts->n; i++)
        if (str_equal(debts->v[i].ref, invoice))
            return &debts->v[i];
    for (size_t i = 0; i < debts->n; i++)
        if (str_equal(debts->v[i].number, invoice))
            return &debts->v[i];
    return NULL;
}

const char *debt_letter(const struct debts *debts, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;

    if (standing->owed.minor == 0)
        return NULL;
    if (standing->step >= 0)
        return debts->rules->steps[standing->step].letter;
    return !standing->in_charge && (debts->large || debts->in_charge) ? LADDER_IN_CHARGE : NULL;
}

bool debt_broken(const struct debts *debts, const struct debt *debt)
{
    const struct ladder_debt *told = &debt->told;
    int32_t broken = DAY_NONE, written = told->n_letters > 0 ? told->letters[told->n_letters - 1].on : DAY_NONE;

    for (size_t i = 0; i < told->n_promises; i++)
        if (ladder_promise_kept(told, i, debts->today) == LADDER_BROKEN && told->promises[i].pays_on > broken)
            broken = told->promises[i].pays_on;
    return debt->standing.broken > 0 && debt->standing.owed.minor > 0 && written <= broken;
}
