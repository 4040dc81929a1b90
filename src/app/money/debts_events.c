/* What happened about a client's debts: payments, letters, promises, requests, excuses, and the time spent meanwhile. */
#include "debts_inside.h"

#include "paletti/base/mem.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/dealings.h"
#include "paletti/core/draft.h"
#include "paletti/store/debts.h"
#include "paletti/store/payments.h"
#include "paletti/store/records.h"

#include <ctype.h>
#include <string.h>

#define EXCUSE_SIGN "excuse_"
#define NO_EXCUSE   "none"

static struct debt_events *events_of(const struct debts *debts, const char *invoice)
{
    for (size_t i = 0; i < debts->n; i++)
        if (str_equal(debts->v[i].ref, invoice))
            return &debts->inside->events[i];
    return NULL;
}

static struct debt *debt_of(const struct debts *debts, const struct debt_events *events)
{
    return &debts->v[events - debts->inside->events];
}

/* The lists so far, for questions asked while they are read. */
static void connect(const struct debts *debts)
{
    for (size_t i = 0; i < debts->n; i++) {
        const struct debt_events *events = &debts->inside->events[i];
        struct ladder_debt *told = &debts->v[i].told;
        told->payments = events->payments;
        told->n_payments = events->n_payments;
        told->letters = events->letters;
        told->n_letters = events->n_letters;
        told->promises = events->promises;
        told->n_promises = events->n_promises;
        told->excuses = debts->inside->excused;
        told->n_excuses = debts->inside->n_excused;
    }
}

/* --- payments --- */

static int take_payment(void *ctx, const struct payment_row *row)
{
    struct debts *debts = ctx;
    struct debt_events *events = row->invoice ? events_of(debts, row->invoice) : NULL;

    if (!events || !str_equal(row->amount.currency, debt_of(debts, events)->told.amount.currency))
        return 0;
    MEM_GROW(events->payments, events->n_payments, events->cap_payments);
    events->payments[events->n_payments++] = (struct ladder_payment){row->on, row->amount.minor};
    return 0;
}

/* --- letters --- */

static void add_letter(struct debt_events *events, const char *code, int32_t on)
{
    size_t i = events->n_letters;

    MEM_GROW(events->letters, events->n_letters, events->cap_letters);
    for (; i > 0 && events->letters[i - 1].on > on; i--)
        events->letters[i] = events->letters[i - 1];
    events->letters[i] = (struct ladder_letter){code, on};
    events->n_letters++;
}

/* The invoice that a draft is about: as a breach, or as a record. */
static const char *invoice_of(const struct draft *draft)
{
    static const char *const heads[] = {"late_payment:", "invoice:"};

    for (size_t i = 0; draft->about && i < ARRAY_LEN(heads); i++)
        if (str_starts(draft->about, heads[i]))
            return draft->about + strlen(heads[i]);
    return NULL;
}

static void take_sent(struct debts *debts, struct debt_events *events, const struct draft *draft)
{
    struct debt *debt = debt_of(debts, events);

    if (ladder_letter(debts->rules, draft->code))
        add_letter(events, debts_keep(debts, draft->code), draft->done_on);
    else if (str_equal(draft->code, LADDER_PROMISED) && draft->done_on > debt->noted_on)
        debt->noted_on = draft->done_on;
}

static int take_draft(void *ctx, const void *record)
{
    struct debts *debts = ctx;
    const struct draft *draft = record;
    const char *invoice = invoice_of(draft);
    struct debt_events *events = invoice ? events_of(debts, invoice) : NULL;

    if (!events)
        return 0;
    if (draft->state == DRAFT_OPEN) {
        if (debt_of(debts, events)->draft && draft->made < events->draft_made)
            return 0;
        debt_of(debts, events)->draft = debts_keep(debts, draft->ref);
        events->draft_made = draft->made;
    } else if (draft->code && draft->done_on != DAY_NONE && draft->done_on <= debts->today) {
        take_sent(debts, events, draft);
    }
    return 0;
}

/* NUMBER as a word of its own. */
static bool names(const char *subject, const char *number)
{
    size_t n = strlen(number);

    for (const char *s = subject; n > 0 && s && (s = strstr(s, number)) != NULL; s++)
        if ((s == subject || !isalnum((unsigned char)s[-1])) && !isalnum((unsigned char)s[n]))
            return true;
    return false;
}

static bool owed_on(const struct debt *debt, int32_t day, bool late)
{
    return debt->issued_on <= day && ladder_owed(&debt->told, day - 1) > 0 && (!late || debt->told.due_on < day);
}

/* For the invoices that its subject names; else those late on that day; else those owed. */
static void add_sent(struct debts *debts, const char *letter, const char *subject, int32_t day)
{
    bool named = false, late = false;

    for (size_t i = 0; i < debts->n; i++) {
        named |= names(subject, debts->v[i].number);
        late |= owed_on(&debts->v[i], day, true);
    }
    for (size_t i = 0; i < debts->n; i++)
        if (named ? names(subject, debts->v[i].number) : owed_on(&debts->v[i], day, late))
            add_letter(&debts->inside->events[i], letter, day);
}

static void add_excuse(struct debts_inside *inside, const char *code, int32_t day)
{
    if (str_equal(code, NO_EXCUSE))
        return;
    MEM_GROW(inside->excuses, inside->n_excuses, inside->cap_excuses);
    inside->n_excuses = ladder_excuse_add(inside->excuses, inside->n_excuses, code, day);
}

static int take_sign(void *ctx, const struct debt_sign *sign)
{
    struct debts *debts = ctx;
    struct debts_inside *inside = debts->inside;
    int32_t day = zone_day(app_zone(inside->app), sign->at, NULL);

    if (sign->out && ladder_letter(debts->rules, sign->sign))
        add_sent(debts, debts_keep(debts, sign->sign), sign->subject, day);
    if (!str_starts(sign->sign, EXCUSE_SIGN))
        return 0;
    MEM_GROW(inside->excused, inside->n_excused, inside->cap_excused);
    inside->excused[inside->n_excused++] = day;
    add_excuse(inside, debts_keep(debts, sign->sign + strlen(EXCUSE_SIGN)), day);
    return 0;
}

/* --- promises --- */

static struct debt_events *oldest_owed(const struct debts *debts, int32_t day)
{
    for (size_t i = 0; i < debts->n; i++)
        if (owed_on(&debts->v[i], day, false))
            return &debts->inside->events[i];
    return NULL;
}

static bool comes_before(const struct ladder_promise *a, const struct ladder_promise *b)
{
    return a->said_on != b->said_on ? a->said_on < b->said_on : a->pays_on < b->pays_on;
}

static void add_promise(struct debt_events *events, struct ladder_promise promise, const char *ref)
{
    size_t i = events->n_promises;

    MEM_GROW(events->promises, events->n_promises, events->cap_promises);
    MEM_GROW(events->refs, events->n_promises, events->cap_refs);
    for (; i > 0 && comes_before(&promise, &events->promises[i - 1]); i--) {
        events->promises[i] = events->promises[i - 1];
        events->refs[i] = events->refs[i - 1];
    }
    events->promises[i] = promise;
    events->refs[i] = ref;
    events->n_promises++;
}

static const int8_t kept[] = {
    [PROMISE_OPEN] = LADDER_KEPT_OPEN, [PROMISE_KEPT] = LADDER_KEPT, [PROMISE_BROKEN] = LADDER_BROKEN};

/* About no invoice that is known: nobody can judge it, but what was noted counts. */
static int note_loose(struct debts *debts, const struct promise *promise)
{
    struct debts_inside *inside = debts->inside;

    if (promise->kept == PROMISE_OPEN)
        return 0;
    MEM_GROW(inside->loose, inside->n_loose, inside->cap_loose);
    inside->loose[inside->n_loose++] =
        (struct ladder_promise){.said_on = promise->said_on, .pays_on = promise->pays_on, .kept = kept[promise->kept]};
    debts->kept += promise->kept == PROMISE_KEPT;
    debts->broken += promise->kept == PROMISE_BROKEN;
    return 0;
}

static int take_promise(void *ctx, const void *record)
{
    struct debts *debts = ctx;
    const struct promise *promise = record;

    if (promise->said_on > debts->today)
        return 0;
    const char *excuse = debts_keep(debts, promise->excuse);
    if (excuse)
        add_excuse(debts->inside, excuse, promise->said_on);
    struct debt_events *events =
        promise->invoice ? events_of(debts, promise->invoice) : oldest_owed(debts, promise->said_on);
    if (!events)
        return note_loose(debts, promise);
    bool same = str_equal(promise->amount.currency, debt_of(debts, events)->told.amount.currency);
    add_promise(events,
                (struct ladder_promise){promise->said_on, promise->pays_on, same ? promise->amount.minor : 0, excuse,
                                        kept[promise->kept]},
                debts_keep(debts, promise->ref));
    return 0;
}

/* --- requests, and time --- */

static int take_request(void *ctx, const void *record)
{
    struct debts *debts = ctx;
    struct debts_inside *inside = debts->inside;
    const struct extra_request *request = record;

    if (request->on > debts->today)
        return 0;
    MEM_GROW(inside->asked, inside->n_asked, inside->cap_asked);
    inside->asked[inside->n_asked++] = request->on;
    return 0;
}

static int take_minutes(void *ctx, int64_t at, int64_t minutes, bool work)
{
    struct debts *debts = ctx;
    int32_t day = zone_day(app_zone(debts->inside->app), at, NULL);
    bool late = false;

    for (size_t i = 0; i < debts->n; i++) {
        struct debt *debt = &debts->v[i];
        if (ladder_owed(&debt->told, debts->today) == 0 || !owed_on(debt, day, true))
            continue;
        debt->minutes += minutes;
        debt->worked |= work;
        late = true;
    }
    debts->minutes += late ? minutes : 0;
    return 0;
}

/* The first day behind a due date of what is owed still; DAY_NONE: nothing is late. */
static int32_t late_since(const struct debts *debts)
{
    for (size_t i = 0; i < debts->n; i++)
        if (ladder_owed(&debts->v[i].told, debts->today) > 0 && debts->v[i].told.due_on < debts->today)
            return debts->v[i].told.due_on + 1;
    return DAY_NONE;
}

static int read_time(struct debts *debts)
{
    struct debts_inside *inside = debts->inside;
    int32_t since = late_since(debts);

    if (since == DAY_NONE)
        return 0;
    return debt_minutes(inside->store, debts->client_id, zone_day_start(app_zone(inside->app), since), inside->now,
                        take_minutes, debts, inside->err);
}

static int by_first(const void *a, const void *b)
{
    const struct ladder_excuse *x = a, *y = b;

    return x->first != y->first ? (x->first < y->first ? -1 : 1) : strcmp(x->code, y->code);
}

int debts_read_events(struct debts *debts)
{
    struct debts_inside *inside = debts->inside;
    struct store *store = inside->store;
    struct err *err = inside->err;

    if (payments_each(store, debts->client_id, debts->today, take_payment, debts, err) < 0)
        return -1;
    connect(debts);
    /* Excuses are older than the oldest invoice that is known. */
    if (store_each(store, &model_draft, debts->client, take_draft, debts, err) < 0 ||
        debt_signs(store, debts->client_id, INSTANT_FIRST, inside->now, take_sign, debts, err) < 0 ||
        store_each(store, &model_promise, debts->client, take_promise, debts, err) < 0 ||
        store_each(store, &model_request, debts->client, take_request, debts, err) < 0 || read_time(debts) < 0)
        return -1;
    if (inside->n_excuses > 0)
        qsort(inside->excuses, inside->n_excuses, sizeof *inside->excuses, by_first);
    connect(debts);
    return 0;
}
