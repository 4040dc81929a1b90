#include "what_if_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/invoice_due.h"
#include "paletti/store/recent.h"

#include <string.h>

enum { CLIENT_COST = 32 }; /* reading what belongs to one client takes as long as judging so many entries */

/* --- one client --- */

int subject_open(struct what_if *what_if, struct store *store, struct subject *subject, struct err *err)
{
    size_t n;

    if (subject->judge)
        return 0;
    if (standing_read(store, subject->ref, HAS_OVERRIDES | HAS_TOLD, &subject->now, err) < 0)
        return -1;
    struct standing *now = &subject->now;
    /* The place behind what they were told holds today's version of one side, then of the other. */
    standing_tell(now, told_today(what_if->now.book, what_if->at));
    standing_lay(now, what_if->now.book);
    now->told[now->n_told - 1] = told_today(what_if->then.book, what_if->at);
    subject->overrides = ruleset_overrides(&what_if->then, subject->ref, now, &n);
    subject->then = boundaries_new(what_if->then.book, subject->overrides, n, now->told, now->n_told);
    subject->judge = judge_new(subject->then);
    return 0;
}

/* What was opened; who it is stays. */
static void subject_close(struct subject *subject)
{
    judge_free(subject->judge);
    judge_free(subject->page);
    boundaries_free(subject->then);
    free(subject->overrides);
    standing_clear(&subject->now);
    *subject = (struct subject){.id = subject->id, .ref = subject->ref, .name = subject->name};
}

static void subject_clear(struct subject *subject)
{
    subject_close(subject);
    free(subject->ref);
    free(subject->name);
    *subject = (struct subject){0};
}

struct subject *subject_find(const struct what_if *what_if, int64_t client_id)
{
    /* Ids mostly follow each other without a gap. */
    size_t guess = what_if->n > 0 ? (size_t)(client_id - what_if->subjects[0].id) : 0;

    if (guess < what_if->n && what_if->subjects[guess].id == client_id)
        return &what_if->subjects[guess];
    return mem_find_id(what_if->subjects, what_if->n, sizeof *what_if->subjects, client_id);
}

/* --- entries --- */

struct slice {
    struct what_if *what_if;
    struct subject *subject; /* whose entry was the last one, or the only one */
    int left;                /* entries that this slice may still judge */
    int64_t id;              /* of the last one */
    bool over;               /* what follows is not known yet */
};

static int judge_entry(void *ctx, const struct log_entry *row)
{
    struct slice *slice = ctx;
    struct what_if_bits bits;

    slice->over = row->entry.at > slice->what_if->at;
    if (slice->over)
        return 1;
    if (!slice->subject || slice->subject->id != row->client_id)
        slice->subject = subject_find(slice->what_if, row->client_id);
    struct subject *subject = slice->subject;
    slice->id = row->id;
    if (subject) {
        struct what_if_pair pair = {subject->now.boundaries, subject->then, subject->judge};
        what_if_entry(&pair, &row->entry, row->verdict.breaches, &bits);
        what_if_count(&subject->counts, &bits);
    }
    return --slice->left <= 0;
}

/* Judges on behind *REACHED. 1: there may be more. */
static int judge_slice(struct what_if *what_if, struct store *store, struct subject *subject, int64_t *reached, int *most,
                       struct err *err)
{
    struct slice slice = {.what_if = what_if, .subject = subject, .left = *most, .id = *reached};
    int64_t from = *reached + 1;
    int r = log_entries_crossed(store, subject ? subject->id : 0, from, INT64_MAX, judge_entry, &slice, err);

    *most = slice.left;
    *reached = slice.id;
    return slice.over ? 0 : r;
}

/* --- asks and invoices --- */

struct dues {
    struct what_if *what_if;
    struct store *store;
    struct subject *subject;
};

static int judge_ask(void *ctx, const struct ask_row *row, int64_t due, struct err *err _unused_)
{
    struct dues *dues = ctx;
    struct subject *subject = dues->subject;
    struct what_if_pair pair = {subject->now.boundaries, subject->then, NULL};
    struct what_if_bits bits;

    if (row->asked_at > dues->what_if->at)
        return 0;
    what_if_ask(&pair, row->due, due, row->received, dues->what_if->at, &bits);
    what_if_count(&subject->counts, &bits);
    return 0;
}

static int judge_invoice(void *ctx, const struct invoice_row *row, int32_t due, int64_t due_end, struct err *err)
{
    struct dues *dues = ctx;
    const struct what_if *w = dues->what_if;
    struct invoice invoice = {.amount = row->amount};
    struct what_if_bits bits = {0};
    int64_t paid = row->paid_in_time;

    if (due != row->due && invoice_paid_by(dues->store, row->id, due, &paid, err) < 0)
        return -1;
    if (row->issued_on <= w->today_now && invoice_late(&invoice, row->paid_in_time, row->due_end, w->at))
        bits.now = bits.counted_now = BREACH_LATE_PAYMENT;
    if (row->issued_on <= w->today_then && invoice_late(&invoice, paid, due_end, w->at))
        bits.then = bits.counted_then = BREACH_LATE_PAYMENT;
    what_if_count(&dues->subject->counts, &bits);
    return 0;
}

static int judge_dues(struct what_if *what_if, struct store *store, struct subject *subject, struct err *err)
{
    struct dues dues = {what_if, store, subject};
    const struct dues_sink sink = {judge_ask, judge_invoice, &dues};

    return dues_each(store, subject->id, subject->ref, subject->then, &sink, err);
}

/* --- from phase to phase: each goes on by at most *MOST, and says whether there is more of it --- */

static int step_client(struct what_if *what_if, struct store *store, int *most, struct err *err)
{
    struct subject *client = &what_if->client;

    if (client->id == 0 || what_if->client_reached == INT64_MAX)
        return 0;
    if (subject_open(what_if, store, client, err) < 0)
        return -1;
    int r = judge_slice(what_if, store, client, &what_if->client_reached, most, err);
    if (r == 0)
        r = judge_dues(what_if, store, client, err);
    if (r == 0)
        what_if->client_reached = INT64_MAX;
    return r;
}

static int step_subjects(struct what_if *what_if, struct store *store, int *most,
                         int (*fn)(struct what_if *what_if, struct store *store, struct subject *subject, struct err *err),
                         struct err *err)
{
    for (; what_if->next < what_if->n && *most > 0; *most -= CLIENT_COST)
        if (fn(what_if, store, &what_if->subjects[what_if->next++], err) < 0)
            return -1;
    return what_if->next < what_if->n;
}

static int step_log(struct what_if *what_if, struct store *store, int *most, struct err *err)
{
    int before = *most;
    int r = judge_slice(what_if, store, NULL, &what_if->reached, most, err);

    what_if->done += before - *most;
    return r;
}

static int step_dues(struct what_if *what_if, struct store *store, int *most, struct err *err)
{
    struct clients_sums sums;

    if (app_sums(what_if->app, what_if->at, &sums, err) < 0)
        return -1;
    return sums.has_dues ? step_subjects(what_if, store, most, judge_dues, err) : 0;
}

static int step_phase(struct what_if *what_if, struct store *store, int *most, struct err *err)
{
    switch (what_if->phase) {
    case PHASE_CLIENT:
        return step_client(what_if, store, most, err);
    case PHASE_OPEN:
        return step_subjects(what_if, store, most, subject_open, err);
    case PHASE_LOG:
        return step_log(what_if, store, most, err);
    case PHASE_DUES:
        return step_dues(what_if, store, most, err);
    case PHASE_DONE:
        break;
    }
    return 0;
}

int what_if_step(struct what_if *what_if, int most, struct err *err)
{
    struct store *store;
    if (what_if_enter(what_if, &store, err) < 0)
        return -1;
    /* Who is looked at comes first, also when that is somebody else on the way. */
    int r = step_client(what_if, store, &most, err);
    while (r == 0 && most > 0 && what_if->phase != PHASE_DONE) {
        r = step_phase(what_if, store, &most, err);
        if (r == 0) {
            what_if->phase++;
            what_if->next = 0;
        }
    }
    store_view_end(store);
    return r < 0 ? r : what_if->phase != PHASE_DONE;
}

/* --- beginning --- */

static int add_subject(void *ctx, const struct client_row *row)
{
    struct what_if *what_if = ctx;

    MEM_GROW(what_if->subjects, what_if->n, what_if->cap);
    what_if->subjects[what_if->n++] =
        (struct subject){.id = row->id, .ref = mem_string(row->ref), .name = mem_string(row->name)};
    return 0;
}

static int by_id(const void *a, const void *b)
{
    const struct subject *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

/* They come by name. */
static void sort_subjects(struct what_if *what_if)
{
    _cleanup_free_ int64_t *ids = mem_zero(what_if->n, sizeof *ids);

    for (size_t i = 0; i < what_if->n; i++)
        ids[i] = what_if->subjects[i].id;
    if (what_if->n > 0)
        qsort(what_if->subjects, what_if->n, sizeof *what_if->subjects, by_id);
    what_if->by_name = mem_zero(what_if->n, sizeof *what_if->by_name);
    for (size_t i = 0; i < what_if->n; i++)
        what_if->by_name[i] = (size_t)(subject_find(what_if, ids[i]) - what_if->subjects);
}

/* Everything but what is tried out and who is looked at. */
static void forget(struct what_if *what_if)
{
    for (size_t i = 0; i < what_if->n; i++)
        subject_clear(&what_if->subjects[i]);
    free(what_if->subjects);
    free(what_if->by_name);
    what_if->subjects = NULL;
    what_if->by_name = NULL;
    what_if->n = what_if->cap = what_if->next = 0;
    subject_clear(&what_if->client);
    ruleset_clear(&what_if->now);
    what_if->current = false;
}

static int64_t zone_today(const struct ruleset *set, int64_t at)
{
    return zone_day(rulebook_zone(set->book, rulebook_at(set->book, at)), at, NULL);
}

static int begin(struct what_if *what_if, struct store *store, int64_t client_id, struct err *err)
{
    what_if->at = app_now(what_if->app);
    what_if->phase = PHASE_CLIENT;
    what_if->reached = INT64_MIN;
    what_if->done = 0;
    what_if->total = log_count(store, 0);
    if (ruleset_stored(what_if->app, store, &what_if->now, err) < 0 ||
        clients_each(store, 0, add_subject, what_if, err) < 0)
        return -1;
    sort_subjects(what_if);
    what_if->today_now = (int32_t)zone_today(&what_if->now, what_if->at);
    what_if->today_then = (int32_t)zone_today(&what_if->then, what_if->at);
    what_if_look_at(what_if, client_id);
    what_if->version = store_version(store);
    what_if->current = true;
    return 0;
}

int what_if_enter(struct what_if *what_if, struct store **ret, struct err *err)
{
    struct store *store;
    int64_t client_id = what_if->client.id;

    if (app_need_file(what_if->app, &store, err) < 0 || store_view_begin(store, err) < 0)
        return -1;
    *ret = store;
    /* On the way the clock stands still: it would never come to an end in a log that takes longer than a minute. */
    bool minute = what_if->phase != PHASE_DONE || app_now(what_if->app) / 60 == what_if->at / 60;
    if (what_if->current && minute && store_version(store) == what_if->version)
        return 0;
    forget(what_if);
    if (begin(what_if, store, client_id, err) == 0)
        return 0;
    store_view_end(store);
    return -1;
}

void what_if_look_at(struct what_if *what_if, int64_t client_id)
{
    const struct subject *subject = subject_find(what_if, client_id);

    if (what_if->client.id == client_id)
        return;
    subject_clear(&what_if->client);
    what_if->client_reached = INT64_MIN;
    if (subject)
        what_if->client = (struct subject){.id = client_id, .ref = mem_string(subject->ref)};
}

/* Takes THEN. */
static int make(struct app *app, struct store *store, const struct ruleset *then, int64_t client_id, struct what_if **ret,
                struct err *err)
{
    _cleanup_(what_if_free_p)
    struct what_if *what_if = mem_zero(1, sizeof *what_if);

    what_if->app = app;
    what_if->then = *then;
    if (begin(what_if, store, client_id, err) < 0)
        return -1;
    *ret = MEM_TAKE(what_if);
    return 0;
}

int what_if_new(struct app *app, const struct what_if_draft *draft, int64_t client_id, struct what_if **ret,
                struct err *err)
{
    struct store *store;
    struct ruleset then;

    if (app_need_file(app, &store, err) < 0 || ruleset_with(app, store, draft, &then, err) < 0)
        return -1;
    return make(app, store, &then, client_id, ret, err);
}

int what_if_open(struct app *app, const char *path, int64_t client_id, struct what_if **ret, struct err *err)
{
    struct store *store;
    struct ruleset then;

    if (app_need_file(app, &store, err) < 0 || ruleset_open(app, store, path, &then, err) < 0)
        return -1;
    return make(app, store, &then, client_id, ret, err);
}

int what_if_again(struct app *app, const char *text, int64_t client_id, struct what_if **ret, struct err *err)
{
    struct store *store;
    struct ruleset then;

    if (app_need_file(app, &store, err) < 0 || ruleset_again(app, text, &then, err) < 0)
        return -1;
    return make(app, store, &then, client_id, ret, err);
}

char *what_if_text(const struct what_if *what_if)
{
    return ruleset_text(&what_if->then);
}

void what_if_free(struct what_if *what_if)
{
    if (!what_if)
        return;
    forget(what_if);
    ruleset_clear(&what_if->then);
    free(what_if);
}

/* --- what there is --- */

void what_if_progress(const struct what_if *what_if, int64_t *ret_done, int64_t *ret_total)
{
    *ret_done = what_if->phase >= PHASE_DUES ? what_if->total : what_if->done;
    *ret_total = what_if->total;
}

bool what_if_total(const struct what_if *what_if, struct what_if_counts *ret)
{
    *ret = (struct what_if_counts){0};
    for (size_t i = 0; i < what_if->n; i++)
        what_if_sum(ret, &what_if->subjects[i].counts);
    return what_if->phase == PHASE_DONE;
}

bool what_if_of(const struct what_if *what_if, int64_t client_id, struct what_if_counts *ret)
{
    const struct subject *subject = subject_find(what_if, client_id);
    bool looked_at = client_id != 0 && what_if->client.id == client_id;

    if (looked_at)
        *ret = what_if->client.counts;
    else
        *ret = subject ? subject->counts : (struct what_if_counts){0};
    return looked_at ? what_if->client_reached == INT64_MAX : what_if->phase == PHASE_DONE;
}

int what_if_each(const struct what_if *what_if,
                 int (*fn)(void *ctx, int64_t id, const char *ref, const char *name, const struct what_if_counts *counts),
                 void *ctx)
{
    int r = 0;

    for (size_t i = 0; i < what_if->n && r == 0; i++) {
        const struct subject *subject = &what_if->subjects[what_if->by_name[i]];
        r = fn(ctx, subject->id, subject->ref, subject->name, &subject->counts);
    }
    return r;
}
