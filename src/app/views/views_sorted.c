#include "attention_list.h"
#include "blurring.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/store/recent.h"

#include <string.h>

enum { NONE = 0 }; /* of the pool: its first byte says so */

/* What is gathered to be sorted; names stand in the pool, because they are borrowed but for a moment. */
struct gathered {
    struct attention_line line;
    size_t name, short_name, order; /* places in the pool; NONE: there is none */
    int64_t last;
    struct money owed;
};

struct gathering {
    const struct attention_list *list;
    char *search; /* folded; NULL: all */
    const char *currency; /* mine; borrowed from the house */
    struct client_sieve sieve;
    struct dues_now dues;
    struct gathered *v;
    size_t n, cap;
    struct str names;
    int64_t ended, members;
};

/* A row of the store, and what is known of it as of now. */
struct looked_at {
    const struct client_brief *row;
    struct gathered is;
    struct tally tally;
    bool counted; /* `tally` is filled: the stored one knows of the future */
    const struct due_now *dues;
    size_t n_dues;
};

static int count_again(const struct attention_list *list, struct looked_at *at)
{
    struct client_brief now = *at->row;

    if (client_count_tally(list->store, now.id, list->now, &at->tally, list->err) < 0)
        return -1;
    tally_sums(&at->tally, &now.theirs, &now.mine);
    now.owed = tally_owed(&at->tally, list->now);
    now.off_hours = at->tally.breaches[__builtin_ctz(BREACH_CLIENT_OFF_HOURS)];
    now.channel = at->tally.breaches[__builtin_ctz(BREACH_CLIENT_CHANNEL)];
    now.chase = at->tally.breaches[__builtin_ctz(BREACH_CHASE)];
    attention_line_of(&now, list->now, &at->is.line);
    at->is.last = at->tally.last_at;
    at->counted = true;
    return 0;
}

/* The sum in my currency; where nothing is owed in it, in the first one met. */
static void add_owed(struct money *owed, struct money more, const char *mine)
{
    bool is_mine = str_equal(more.currency, mine);

    if (str_equal(owed->currency, more.currency))
        money_add(owed, more);
    else if (is_mine || !owed->currency[0])
        *owed = more;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a == INSTANT_NONE || (b != INSTANT_NONE && b < a) ? b : a;
}

/* One that is put off says nothing while there is another. */
static void add_overdue(const struct gathering *g, struct attention_line *line, const struct due_now *due)
{
    int64_t until = laters_of_record(g->list->laters, "invoice", due->ref);
    bool later = until != INSTANT_NONE, first = !line->invoice_overdue;

    if (first || (line->invoice_later && !later) || (line->invoice_later == later && due->due < line->overdue_since))
        line->overdue_since = due->due;
    line->invoice_overdue = true;
    line->invoice_later = later && (first || line->invoice_later);
    line->later = earlier(line->later, until);
}

static int keep_open(void *ctx, const struct client_row *row)
{
    *(int64_t *)ctx = row->tally.open_id;
    return 0;
}

/* Whether the entry that waits is put off. */
static int add_put_off_question(const struct gathering *g, struct looked_at *at)
{
    struct attention_line *line = &at->is.line;
    _cleanup_free_ char *ref = NULL;
    int64_t open = at->tally.open_id;

    if (line->question == QUESTION_NONE)
        return 0;
    if (!at->counted && client_find_id(g->list->store, line->id, keep_open, &open, g->list->err) < 0)
        return -1;
    ref = log_ref(g->list->store, open);
    int64_t until = ref ? laters_of_record(g->list->laters, "interaction", ref) : INSTANT_NONE;
    line->question_later = until != INSTANT_NONE;
    line->later = earlier(line->later, until);
    return 0;
}

/* Who is put off whole stands behind; else who has nothing left that is not put off. */
static int add_laters(const struct gathering *g, struct looked_at *at)
{
    struct attention_line *line = &at->is.line;
    int64_t whole = laters_of_client(g->list->laters, line->id);

    if (!laters_any(g->list->laters, line->id))
        return 0;
    if (add_put_off_question(g, at) < 0)
        return -1;
    bool wants = (line->question != QUESTION_NONE && !line->question_later) ||
                 (line->invoice_overdue && !line->invoice_later);
    if (whole != INSTANT_NONE || wants)
        line->later = whole;
    return 0;
}

static void add_dues(const struct gathering *g, struct looked_at *at)
{
    struct attention_line *line = &at->is.line;

    at->dues = dues_now_of(&g->dues, at->row->id, &at->n_dues);
    for (size_t i = 0; i < at->n_dues; i++) {
        const struct due_now *due = &at->dues[i];
        line->client_breaches += due->late && due->counted;
        if (due->kind != DUE_INVOICE || !due->open)
            continue;
        if (g->list->now >= due->due)
            add_overdue(g, line, due);
        add_owed(&at->is.owed, due->unpaid, g->currency);
    }
}

static int look_at_row(const struct gathering *g, const struct client_brief *row, struct looked_at *at)
{
    const struct attention_list *list = g->list;

    *at = (struct looked_at){.row = row, .is.last = row->last_at};
    attention_line_of(row, list->now, &at->is.line);
    if (row->last_at != INSTANT_NONE && row->last_at > list->now && count_again(list, at) < 0)
        return -1;
    add_dues(g, at);
    return add_laters(g, at);
}

static bool passes(const struct gathering *g, const struct looked_at *at)
{
    const struct attention_line *line = &at->is.line;
    struct filter_client client = {
        .name = line->name,
        .state = line->state,
        .waits = line->question != QUESTION_NONE,
        .late = line->question == QUESTION_OVERDUE,
        .theirs = line->client_breaches,
        .mine = line->my_breaches,
        .last = at->is.last,
    };

    return client_sieve_passes(&g->sieve, line->id, &client, at->counted ? &at->tally : NULL, at->dues, at->n_dues);
}

/* A group stands for its members until one of them wants something, or somebody looks for them. */
static bool stands_behind(const struct gathering *g, const struct client_brief *row, const struct attention_line *line)
{
    return row->member && !g->search && !g->list->query->filter && line->question == QUESTION_NONE && !line->invoice_overdue;
}

static bool rests(const struct gathering *g, const struct attention_line *line)
{
    const struct filter *filter = g->list->query->filter;

    return !g->list->query->ended && !g->search && !(filter && filter_names_left(filter)) && line->state == CLIENT_LEFT &&
           line->question == QUESTION_NONE;
}

static size_t keep(struct gathering *g, const char *text)
{
    size_t place = g->names.len;

    str_add_n(&g->names, text, strlen(text) + 1);
    return place;
}

static int gather(void *ctx, const struct client_brief *row)
{
    struct gathering *g = ctx;
    struct looked_at at;

    if (g->search && !client_called(row->name, g->search))
        return 0;
    if (look_at_row(g, row, &at) < 0)
        return -1;
    if (stands_behind(g, row, &at.is.line)) {
        g->members++;
        return 0;
    }
    if (rests(g, &at.is.line)) {
        g->ended++;
        return 0;
    }
    if (!passes(g, &at))
        return 0;
    at.is.name = keep(g, row->name);
    at.is.short_name = row->short_name ? keep(g, row->short_name) : NONE;
    at.is.order = g->n;
    MEM_GROW(g->v, g->n, g->cap);
    g->v[g->n++] = at.is;
    return 0;
}

/* --- the orders; rows come in that of their names --- */

static int three_way(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_name(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;

    return three_way((int64_t)a->order, (int64_t)b->order);
}

static int by_section(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int r = (int)client_section(a->line.state) - (int)client_section(b->line.state);

    return r ? r : by_name(left, right);
}

static int urgency(const struct attention_line *line)
{
    if (line->later != INSTANT_NONE)
        return 3;
    if (line->question != QUESTION_NONE && !line->question_later)
        return 0;
    return line->invoice_overdue && !line->invoice_later ? 1 : 2;
}

static int64_t owed_until(const struct attention_line *line)
{
    return line->due == INSTANT_NONE ? TALLY_NEVER : line->due;
}

static int by_attention(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int r = urgency(&a->line) - urgency(&b->line);

    if (r == 0 && urgency(&a->line) == 0)
        r = three_way(owed_until(&a->line), owed_until(&b->line));
    return r ? r : by_name(left, right);
}

static int by_newest(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int r = three_way(b->last, a->last);

    return r ? r : by_name(left, right);
}

static int by_breaches(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int r = three_way(b->line.client_breaches + b->line.my_breaches, a->line.client_breaches + a->line.my_breaches);

    if (r == 0)
        r = three_way(b->line.client_breaches, a->line.client_breaches);
    return r ? r : by_name(left, right);
}

/* `owed` has my currency as an empty one by now, so that it comes first; who owes nothing has 0 of it. */
static int by_owed(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int r = (b->owed.minor > 0) - (a->owed.minor > 0);

    if (r == 0)
        r = strcmp(a->owed.currency, b->owed.currency);
    if (r == 0)
        r = three_way(b->owed.minor, a->owed.minor);
    return r ? r : by_name(left, right);
}

static int (*const comparisons[])(const void *left, const void *right) = {
    [ORDER_ATTENTION] = by_attention, [ORDER_NAME] = by_name,   [ORDER_NEWEST] = by_newest,
    [ORDER_BREACHES] = by_breaches,   [ORDER_OWED] = by_owed,
};

static void sort(struct gathering *g, enum client_order order, const int64_t *of)
{
    for (size_t i = 0; i < g->n && order == ORDER_OWED; i++)
        if (str_equal(g->v[i].owed.currency, g->currency))
            g->v[i].owed.currency[0] = '\0';
    if (g->n > 0)
        qsort(g->v, g->n, sizeof *g->v, by_section);
    for (size_t i = 0, section = 0; section < SECTIONS_N; i += (size_t)of[section++])
        if (of[section] > 0 && order != ORDER_NAME)
            qsort(g->v + i, (size_t)of[section], sizeof *g->v, comparisons[order]);
}

/* --- the whole --- */

static void gathering_done(struct gathering *g)
{
    client_sieve_done(&g->sieve);
    dues_now_clear(&g->dues);
    free(g->search);
    free(g->v);
    str_done(&g->names);
}

static int prepare(struct app *app, struct gathering *g)
{
    const struct attention_list *list = g->list;
    const struct house *house;

    if (app_house(app, &house, list->err) < 0)
        return -1;
    str_add_char(&g->names, ' ');
    g->currency = me_currency(&house->me);
    if (list->query->search && *list->query->search)
        g->search = text_fold_new(list->query->search);
    if (dues_now(app, list->store, 0, list->now, &g->dues, list->err) < 0)
        return -1;
    return client_sieve_init(app, list->store, list->query->filter, &g->sieve, list->err);
}

static void blur_line(struct app *app, struct attention_line *line)
{
    line->name = app_blur_client(app, line->id, line->name);
    line->short_name = app_blur_client(app, line->id, line->short_name);
}

static int tell(struct gathering *g)
{
    size_t limit = g->list->query->limit > 0 ? (size_t)g->list->query->limit : g->n;
    int r = 0;

    for (size_t i = 0; i < g->n && i < limit && r == 0; i++) {
        g->v[i].line.name = str_text(&g->names) + g->v[i].name;
        g->v[i].line.short_name = g->v[i].short_name != NONE ? str_text(&g->names) + g->v[i].short_name : NULL;
        blur_line(g->list->app, &g->v[i].line);
        r = g->list->fn(g->list->ctx, &g->v[i].line);
    }
    return r;
}

int attention_sorted(struct app *app, const struct attention_list *list, struct attention *ret)
{
    _cleanup_(gathering_done) struct gathering g = {.list = list};

    if (prepare(app, &g) < 0 || clients_brief(list->store, BRIEF_ALL, 0, gather, &g, list->err) < 0)
        return -1;
    for (size_t i = 0; i < g.n; i++) {
        enum client_section section = client_section(g.v[i].line.state);
        ret->of[section]++;
        ret->waiting[section] += g.v[i].line.question != QUESTION_NONE;
    }
    sort(&g, list->query->order, ret->of);
    ret->ended = g.ended;
    ret->members = g.members;
    ret->listed = (int64_t)g.n;
    return tell(&g) < 0 ? -1 : 0;
}
