#include "judging.h"

#include "judging_log.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum {
    SINGLY_MAX = 16,     /* more clients than that are judged in one pass over the log */
    STOP_EACH = 1 << 12, /* entries between two looks at whether to stop, and two words on how far it is */
};

/* Who is judged, and from which entry on; by id once it is complete. */
struct work {
    int64_t id, from;
};
struct plan {
    struct work *v;
    size_t n, cap;
    struct store *store;
    bool everything;
};

struct walk {
    struct log_judge *judges; /* by client id */
    size_t n;
    struct log_judge *last;
    struct judging_sink *sink;
    const struct request *request;
    struct err *err;
};

/* --- the plan --- */

static void plan_add(struct plan *plan, int64_t id, int64_t from)
{
    MEM_GROW(plan->v, plan->n, plan->cap);
    plan->v[plan->n++] = (struct work){id, from};
}

static int add_touched(void *ctx, int64_t client_id, int64_t from)
{
    plan_add(ctx, client_id, from);
    return 0;
}

static int add_client(void *ctx, const struct client_row *row)
{
    struct plan *plan = ctx;

    if (plan->everything || log_rules_touched(plan->store, row->id))
        plan_add(plan, row->id, LOG_WHOLE);
    else if (dues_touched(plan->store, row->id))
        plan_add(plan, row->id, LOG_SOUND);
    return 0;
}

static int by_client(const void *a, const void *b)
{
    const struct work *x = a, *y = b;

    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* Sorts, and keeps one row per client: the one that begins first. */
static void plan_settle(struct plan *plan)
{
    size_t n = 0;

    if (plan->n)
        qsort(plan->v, plan->n, sizeof *plan->v, by_client);
    for (size_t i = 0; i < plan->n; i++)
        if (n == 0 || plan->v[i].id != plan->v[n - 1].id)
            plan->v[n++] = plan->v[i];
    plan->n = n;
}

static int make_plan(struct plan *plan, bool of_clients, struct err *err)
{
    plan->everything = plan->everything || log_rules_touched(plan->store, 0);
    if (!plan->everything && log_touched(plan->store, add_touched, plan, err) < 0)
        return -1;
    if ((plan->everything || of_clients) && clients_each(plan->store, 0, add_client, plan, err) < 0)
        return -1;
    plan_settle(plan);
    return 0;
}

/* --- the walk --- */

static struct log_judge *find_judge(struct walk *walk, int64_t client_id)
{
    if (!walk->last || walk->last->id != client_id)
        walk->last = mem_find_id(walk->judges, walk->n, sizeof *walk->judges, client_id);
    return walk->last;
}

static int report(const struct walk *walk)
{
    const struct request *request = walk->request;

    if (stop_wanted(request))
        return stop_said(walk->err);
    if (request && request->progress)
        request->progress(request->ctx, walk->sink->judgements, log_count(walk->sink->store, 0), _("judged"));
    return 0;
}

static int step(void *ctx, const struct log_entry *row)
{
    struct walk *walk = ctx;
    struct log_judge *judge = find_judge(walk, row->client_id);

    if (!judge || row->id < judge->from)
        return 0;
    if (walk->sink->judgements % STOP_EACH == 0 && report(walk) < 0)
        return -1;
    return log_judge_step(judge, row, walk->sink, walk->err);
}

/* Walks the logs of all judges: one client's own, or, for several, one pass over everybody's. */
static int walk_log(struct walk *walk, struct err *err)
{
    int64_t from = LOG_SOUND;

    for (size_t i = 0; i < walk->n; i++)
        if (walk->judges[i].from < from)
            from = walk->judges[i].from;
    if (from == LOG_SOUND)
        return 0;
    return log_entries(walk->sink->store, walk->n == 1 ? walk->judges[0].id : 0, from, step, walk, err) < 0
               ? -1
               : 0;
}

static int end_client(struct log_judge *judge, struct judging_sink *sink, struct err *err)
{
    if (log_judge_end(judge, sink, err) < 0)
        return -1;
    return dues_judge(sink->store, judge->id, judge->ref, judge->standing.boundaries, sink, err);
}

/* Opens, walks and ends the judges of N clients. */
static int judge_clients(const struct house *house, const struct work *work, size_t n,
                         struct judging_sink *sink, const struct request *request, struct err *err)
{
    _cleanup_free_ struct log_judge *judges = mem_zero(n, sizeof *judges);
    struct walk walk = {.judges = judges, .sink = sink, .request = request, .err = err};
    int r = 0;

    for (size_t i = 0; i < n && r >= 0; i++) {
        r = log_judge_open(sink->store, house->book, work[i].id, work[i].from, &judges[walk.n], err);
        walk.n += r == 0;
    }
    if (r >= 0)
        r = walk_log(&walk, err);
    for (size_t i = 0; i < walk.n && r >= 0; i++)
        r = end_client(&judges[i], sink, err);
    for (size_t i = 0; i < walk.n; i++)
        log_judge_clear(&judges[i]);
    return r < 0 ? -1 : 0;
}

static int carry_out(const struct house *house, const struct plan *plan, struct judging_sink *sink,
                     const struct request *request, struct err *err)
{
    size_t step_n = plan->n > SINGLY_MAX ? plan->n : 1;

    for (size_t i = 0; i < plan->n; i += step_n)
        if (judge_clients(house, &plan->v[i], step_n, sink, request, err) < 0)
            return -1;
    return 0;
}

/* --- writing --- */

static int write_verdict(struct judging_sink *sink, int64_t id, const struct verdict *verdict,
                         struct err *err)
{
    return log_set_verdict(sink->store, id, verdict, err);
}

static int write_tally(struct judging_sink *sink, int64_t client_id, const struct tally *tally,
                       struct err *err)
{
    return client_set_tally(sink->store, client_id, tally, err);
}

static int write_ask(struct judging_sink *sink, const struct ask_row *row, int64_t due, bool told,
                     struct err *err)
{
    return ask_set_due(sink->store, row->id, due, told, err);
}

static int write_invoice(struct judging_sink *sink, const struct invoice_row *row, int32_t due,
                         int64_t due_end, struct err *err)
{
    return invoice_set_due(sink->store, row->id, due, due_end, err);
}

int judging_update(struct app *app, struct store *store, bool of_clients, const struct request *request,
                   struct err *err)
{
    struct judging_sink sink = {write_verdict, write_tally, write_ask, write_invoice, store, 0};
    struct plan plan = {.store = store};
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    int r = make_plan(&plan, of_clients, err);
    if (r == 0)
        r = carry_out(house, &plan, &sink, request, err);
    free(plan.v);
    return r;
}

/* --- comparing --- */

struct compare {
    struct judging_sink sink; /* first */
    void (*fn)(void *ctx, const char *ref, const char *what);
    void *ctx;
};

static int note_ref(void *ctx, const struct log_row *row)
{
    *(char **)ctx = mem_string(row->ref);
    return 1;
}

static int compare_verdict(struct judging_sink *sink, int64_t id, const struct verdict *verdict _unused_,
                           struct err *err)
{
    struct compare *compare = (struct compare *)sink;
    struct log_query query = {.after = id - 1, .forward = true, .limit = 1, .now = INT64_MAX};
    _cleanup_free_ char *ref = NULL;

    if (log_each(sink->store, &query, note_ref, &ref, err) < 0)
        return -1;
    compare->fn(compare->ctx, ref, _("the stored judgement is not what the rules say"));
    return 0;
}

static int note_client_ref(void *ctx, const struct client_row *row)
{
    *(char **)ctx = mem_string(row->ref);
    return 0;
}

static int compare_tally(struct judging_sink *sink, int64_t client_id, const struct tally *tally _unused_,
                         struct err *err)
{
    struct compare *compare = (struct compare *)sink;
    _cleanup_free_ char *ref = NULL;

    if (client_find_id(sink->store, client_id, note_client_ref, &ref, err) < 0)
        return -1;
    compare->fn(compare->ctx, ref, _("the kept counts are not those of the log"));
    return 0;
}

static int compare_ask(struct judging_sink *sink, const struct ask_row *row, int64_t due _unused_,
                       bool told _unused_, struct err *err _unused_)
{
    struct compare *compare = (struct compare *)sink;

    compare->fn(compare->ctx, row->ref, _("the stored due is not what the rules say"));
    return 0;
}

static int compare_invoice(struct judging_sink *sink, const struct invoice_row *row, int32_t due _unused_,
                           int64_t due_end _unused_, struct err *err _unused_)
{
    struct compare *compare = (struct compare *)sink;

    compare->fn(compare->ctx, row->ref, _("the stored due date is not what rules and contract say"));
    return 0;
}

int judging_check(struct app *app, struct store *store,
                  void (*fn)(void *ctx, const char *ref, const char *what), void *ctx,
                  const struct request *request, int64_t *ret_judgements, struct err *err)
{
    struct compare compare = {
        {compare_verdict, compare_tally, compare_ask, compare_invoice, store, 0}, fn, ctx};
    struct plan plan = {.store = store, .everything = true};
    const struct house *house;

    if (app_house(app, &house, err) < 0 || store_view_begin(store, err) < 0)
        return -1;
    int r = make_plan(&plan, false, err);
    if (r == 0)
        r = carry_out(house, &plan, &compare.sink, request, err);
    store_view_end(store);
    free(plan.v);
    if (r == 0)
        *ret_judgements = compare.sink.judgements;
    return r;
}
