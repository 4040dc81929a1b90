#include "explaining.h"

#include "dues_now.h"
#include "known.h"
#include "ref_find.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/invoice_due.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

struct search {
    struct app *app;
    struct store *store;
    const struct house *house;
    const char *ref;
    int64_t now;
    struct err *err;
};

static const struct explained nothing_explained = {
    .at = INSTANT_NONE,
    .receipt = INSTANT_NONE,
    .due = INSTANT_NONE,
    .answered = INSTANT_NONE,
    .asked_at = INSTANT_NONE,
    .asked_due = INSTANT_NONE,
    .asked_answered = INSTANT_NONE,
};

/* What is kept of a log row. */
struct entry_copy {
    int64_t id, client_id, at;
    char *channel;
    bool joins; /* needs a reply, but a clock was running already */
    struct verdict verdict;
};

static int copy_entry(void *ctx, const struct log_row *row)
{
    struct entry_copy *copy = ctx;

    *copy = (struct entry_copy){
        .id = row->id,
        .client_id = row->client_id,
        .at = row->at,
        .channel = mem_string(row->channel),
        .joins = row->direction == DIRECTION_IN && !row->verdict.started &&
                 interaction_needs_reply((enum kind)row->kind, row->needs_reply),
        .verdict = row->verdict,
    };
    return 0;
}

/* The client's side of the rules; the explanation keeps it. */
static int load_client(const struct search *s, int64_t client_id, struct explained *ret)
{
    _cleanup_known_ struct known known = {0};

    if (known_by_id(s->store, client_id, &known, s->err) != 0)
        return -1;
    ret->ref = mem_string(s->ref);
    ret->client = mem_string(known.ref);
    ret->client_name = mem_string(known.name);
    return standing_load(s->store, s->house->book, known.ref, &ret->standing, s->err);
}

static void add_breach(struct explained *to, enum breach breach, bool counted, const struct rule *rule,
                       char *text)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (breach_kinds[i].bit == breach)
            to->breaches[to->n_breaches++] =
                (struct explained_breach){.kind = &breach_kinds[i], .counted = counted, .rule = rule, .text = text};
}

/* --- entries --- */

static void explain_clock(const struct entry_copy *entry, int64_t now, struct explained *ret)
{
    const struct verdict *v = &entry->verdict;
    bool held = v->held_at != INSTANT_NONE && v->held_at <= now;

    ret->timed = true;
    ret->receipt = v->receipt;
    ret->due = verdict_due(v, now);
    ret->state = verdict_state(v, now);
    ret->answered = v->answered <= now ? v->answered : INSTANT_NONE;
    ret->no_opening = explain_question(ret->standing.boundaries, entry->at, held ? v->promised : INSTANT_NONE,
                                       &ret->segments) > 0;
    ret->window = ret->segments.window;
    if (ret->segments.rule)
        ret->rule = ret->segments.rule;
}

static int find_started(void *ctx, const struct log_row *row)
{
    struct entry_copy *copy = ctx;

    if (!row->verdict.started)
        return 0;
    *copy = (struct entry_copy){.at = row->at, .verdict = row->verdict};
    return 1;
}

/* The question that an entry joined, chased or answered: the newest one that was started before it. 1: found. */
static int newest_question(const struct search *s, const struct entry_copy *entry, struct entry_copy *ret)
{
    struct log_query query = {.client_id = entry->client_id, .after = entry->id, .now = INT64_MAX};

    return log_each(s->store, &query, find_started, ret, s->err);
}

static int find_question(const struct search *s, const struct entry_copy *entry, struct breach_facts *facts)
{
    struct entry_copy question = {0};

    int r = newest_question(s, entry, &question);
    if (r <= 0)
        return r;
    facts->asked_at = question.at;
    facts->receipt = question.verdict.receipt;
    facts->due = verdict_due(&question.verdict, entry->at);
    return 0;
}

/* Which wait the entry is part of. */
static int explain_joined(const struct search *s, const struct entry_copy *entry, struct explained *ret)
{
    struct entry_copy question = {0};

    int r = newest_question(s, entry, &question);
    if (r <= 0)
        return r;
    int64_t answered = question.verdict.answered;
    ret->asked_at = question.at;
    ret->asked_due = verdict_due(&question.verdict, s->now);
    ret->asked_answered = answered <= s->now ? answered : INSTANT_NONE;
    return 0;
}

#define OF_QUESTION (BREACH_CHASE | BREACH_LATE_REPLY | BREACH_BROKEN_PROMISE)

static int explain_breaches(const struct search *s, const struct entry_copy *entry, struct explained *ret)
{
    const struct verdict *v = &entry->verdict;
    struct breach_facts facts = {
        .at = entry->at,
        .channel = entry->channel,
        .terms = boundaries_at(ret->standing.boundaries, entry->at),
        .asked_at = INSTANT_NONE,
        .due = INSTANT_NONE,
    };
    const struct rule *here = facts.terms->rule, *then = here;

    if ((v->breaches & OF_QUESTION) && find_question(s, entry, &facts) < 0)
        return -1;
    if (facts.asked_at != INSTANT_NONE) {
        const struct terms *terms = boundaries_at(ret->standing.boundaries, facts.asked_at);
        facts.window = terms_window(terms, facts.receipt);
        then = terms->rule;
        facts.terms = boundaries_at(ret->standing.boundaries, entry->at);
    }
    for (size_t i = 0; i < breach_kinds_n; i++) {
        enum breach bit = breach_kinds[i].bit;
        if (!(v->breaches & bit))
            continue;
        bool counted = v->counted & bit;
        const struct rule *rule = bit == BREACH_LATE_REPLY || bit == BREACH_BROKEN_PROMISE ? then : here;
        add_breach(ret, bit, counted, rule, explaining_entry(s->app, bit, &facts, counted, rule));
    }
    return 0;
}

static int explain_entry(const struct search *s, const struct entry_copy *entry, struct explained *ret)
{
    if (load_client(s, entry->client_id, ret) < 0)
        return -1;
    ret->what = EXPLAINED_ENTRY;
    ret->at = entry->at;
    ret->rule = boundaries_at(ret->standing.boundaries, entry->at)->rule;
    if (entry->verdict.started)
        explain_clock(entry, s->now, ret);
    if (entry->joins && explain_joined(s, entry, ret) < 0)
        return -1;
    return explain_breaches(s, entry, ret);
}

static int find_entry(const struct search *s, struct explained *ret)
{
    struct entry_copy entry = {0};

    int r = log_find(s->store, s->ref, copy_entry, &entry, s->err);
    if (r == 0)
        r = entry.at > s->now ? 1 : explain_entry(s, &entry, ret);
    free(entry.channel);
    return r;
}

/* --- asks and invoices --- */

/* The client whose REF is CLIENT, and of their dues the one looked for. 0; 1: it lies in the future. */
static int find_due(const struct search *s, const char *client, enum due_kind kind, struct explained *ret,
                    struct due_now *ret_due)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    int64_t client_id;

    if (client_find(s->store, client, &client_id, NULL, NULL, s->err) != 0 ||
        load_client(s, client_id, ret) < 0 ||
        dues_now(s->app, s->store, client_id, s->now, &dues, s->err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++)
        if (dues.v[i].kind == kind && str_equal(dues.v[i].ref, s->ref)) {
            *ret_due = dues.v[i];
            ret->at = dues.v[i].at;
            return 0;
        }
    return 1;
}

static int explain_ask_found(const struct search *s, const struct ask *ask, struct explained *ret)
{
    struct boundaries *boundaries;
    struct due_now due;

    int r = find_due(s, ask->client, DUE_ASK, ret, &due);
    if (r != 0)
        return r;
    boundaries = ret->standing.boundaries;
    ret->what = EXPLAINED_ASK;
    ret->timed = true;
    ret->due = due.due;
    ret->window = ask->window.n ? ask->window : WINDOW_ASK_DEFAULT;
    ret->no_opening = explain_ask(boundaries, due.at, ret->window, &ret->segments) > 0;
    ret->receipt = ret->segments.receipt;
    ret->rule = boundaries_at(boundaries, due.at)->rule;
    if (!due.late)
        return 0;
    const struct rule *rule = boundaries_at(boundaries, due.due)->rule;
    int64_t received = ask->received <= s->now ? ask->received : INSTANT_NONE;
    add_breach(ret, BREACH_LATE_MATERIAL, due.counted, rule,
               explaining_ask(s->app, ask->what, due.at, due.due, received, due.counted, rule));
    return 0;
}

static int find_ask(const struct search *s, struct explained *ret)
{
    struct ask ask;

    int r = store_get(s->store, &model_ask, s->ref, &ask, s->err);
    if (r != 0)
        return r;
    r = explain_ask_found(s, &ask, ret);
    model_clear(&model_ask, &ask);
    return r;
}

struct paid {
    const char *ref;
    int32_t due;
    int64_t in_time;
};

static int note_paid(void *ctx, const struct invoice_row *row)
{
    struct paid *paid = ctx;

    if (str_equal(row->ref, paid->ref)) {
        paid->due = row->due;
        paid->in_time = row->paid_in_time;
    }
    return 0;
}

static int explain_invoice_found(const struct search *s, const struct invoice *invoice, struct explained *ret)
{
    struct paid paid = {.ref = s->ref};
    struct due_now due;
    int64_t client_id;

    int r = find_due(s, invoice->client, DUE_INVOICE, ret, &due);
    if (r != 0)
        return r;
    ret->what = EXPLAINED_INVOICE;
    ret->due = due.due;
    ret->rule = boundaries_at(ret->standing.boundaries, due.due)->rule;
    if (!due.late)
        return 0;
    client_id = due.client_id;
    if (invoices_each(s->store, client_id, DAY_NONE, note_paid, &paid, s->err) < 0)
        return -1;
    struct money came = invoice->amount;
    came.minor = paid.in_time;
    add_breach(ret, BREACH_LATE_PAYMENT, true, ret->rule,
               explaining_invoice(s->app, invoice->number, invoice->amount, came, paid.due, ret->rule));
    return 0;
}

static int find_invoice(const struct search *s, struct explained *ret)
{
    struct invoice invoice;

    int r = store_get(s->store, &model_invoice, s->ref, &invoice, s->err);
    if (r != 0)
        return r;
    r = explain_invoice_found(s, &invoice, ret);
    model_clear(&model_invoice, &invoice);
    return r;
}

static int find_notes(const struct search *search, struct explained *explained)
{
    for (size_t i = 0; i < explained->n_breaches; i++) {
        struct explained_breach *breach = &explained->breaches[i];
        _cleanup_free_ char *ref = breach_note_ref(breach->kind->bit, explained->ref);
        if (store_get(search->store, &model_breach_note, ref, &breach->note, search->err) < 0)
            return -1;
    }
    return 0;
}

/* 1: nothing has this ref. */
static int find_exactly(struct search *search, const char *ref, struct explained *ret)
{
    static int (*const find[])(const struct search *, struct explained *) = {find_entry, find_ask,
                                                                             find_invoice};
    int r = 1;

    search->ref = ref;
    for (size_t i = 0; i < ARRAY_LEN(find) && r > 0; i++) {
        explained_clear(ret);
        r = find[i](search, ret);
    }
    if (r == 0)
        r = find_notes(search, ret);
    if (r != 0)
        explained_clear(ret);
    return r;
}

int explained_find(struct app *app, struct store *store, const char *ref, struct explained *ret,
                   struct err *err)
{
    struct search search = {.app = app, .store = store, .now = app_now(app), .err = err};
    _cleanup_free_ char *found = NULL;

    *ret = nothing_explained;
    if (app_house(app, &search.house, err) < 0)
        return -1;
    int r = find_exactly(&search, ref, ret);
    if (r <= 0)
        return r;
    if (ref_find(store, ref, &found, err) < 0)
        return -1;
    r = find_exactly(&search, found, ret);
    return r <= 0 ? r : err_set(err, _("\"%s\" lies in the future: there is nothing to explain yet"), found);
}

void explained_clear(struct explained *explained)
{
    for (size_t i = 0; i < explained->n_breaches; i++) {
        free(explained->breaches[i].text);
        model_clear(&model_breach_note, &explained->breaches[i].note);
    }
    explanation_clear(&explained->segments);
    standing_clear(&explained->standing);
    free(explained->ref);
    free(explained->client);
    free(explained->client_name);
    *explained = nothing_explained;
}
