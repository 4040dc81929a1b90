#include "client_lines.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/store/brief.h"

#include <string.h>

/* The list while it is made. */
struct listing {
    struct store *store;
    int64_t now;
    int (*fn)(void *ctx, const struct attention_line *line);
    void *ctx;
    struct err *err;
    int64_t left_n;

    /* What is gathered to be sorted; names stand in the pool, because they are borrowed but for a moment. */
    char *search; /* folded; NULL: all */
    struct dues_now dues;
    struct gathered *v;
    size_t n, cap;
    struct str names;
    int64_t ended;
};

struct gathered {
    struct attention_line line;
    size_t name, order;
};

static void line_of(const struct client_brief *row, int64_t now, struct attention_line *ret)
{
    bool owed = row->owed != INSTANT_NONE;

    *ret = (struct attention_line){
        .id = row->id,
        .name = row->name,
        .state = row->state,
        .question = !owed             ? QUESTION_NONE
                    : now > row->owed ? QUESTION_OVERDUE
                                      : QUESTION_WAITING,
        .due = row->owed == TALLY_NEVER ? INSTANT_NONE : row->owed,
        .client_breaches = row->theirs,
        .my_breaches = row->mine,
    };
}

/* --- straight from the store, class by class --- */

static int pass_on(void *ctx, const struct client_brief *row)
{
    struct listing *listing = ctx;
    struct attention_line line;

    line_of(row, listing->now, &line);
    listing->left_n--;
    return listing->fn(listing->ctx, &line);
}

static int list_straight(struct listing *listing, int limit)
{
    static const enum brief classes[] = {BRIEF_OWED, BRIEF_RESTING, BRIEF_PROSPECTS};

    listing->left_n = limit > 0 ? limit : INT64_MAX;
    for (size_t i = 0; i < ARRAY_LEN(classes) && listing->left_n > 0; i++)
        if (clients_brief(listing->store, classes[i], limit > 0 ? (int)listing->left_n : 0, pass_on, listing,
                          listing->err) < 0)
            return -1;
    return 0;
}

/* --- gathered and sorted --- */

/* What the stored sums do not know: that entries still lie in the future, and how asks and invoices stand
 * now. */
static int correct(struct listing *listing, const struct client_brief *row, struct attention_line *line)
{
    struct client_brief now = *row;
    struct tally tally;
    size_t n;

    if (row->last_at != INSTANT_NONE && row->last_at > listing->now) {
        if (client_count_tally(listing->store, row->id, listing->now, &tally, listing->err) < 0)
            return -1;
        tally_sums(&tally, &now.theirs, &now.mine);
        now.owed = tally_owed(&tally, listing->now);
        line_of(&now, listing->now, line);
    }
    const struct due_now *dues = dues_now_of(&listing->dues, row->id, &n);
    for (size_t i = 0; i < n; i++) {
        line->client_breaches += dues[i].late && dues[i].counted;
        line->invoice_overdue |= dues[i].kind == DUE_INVOICE && dues[i].open && listing->now >= dues[i].due;
    }
    return 0;
}

static int gather(void *ctx, const struct client_brief *row)
{
    struct listing *listing = ctx;
    struct attention_line line;

    if (listing->search && !client_called(row->name, listing->search))
        return 0;
    line_of(row, listing->now, &line);
    if (correct(listing, row, &line) < 0)
        return -1;
    if (!listing->search && line.state == CLIENT_LEFT && line.question == QUESTION_NONE) {
        listing->ended++;
        return 0;
    }
    MEM_GROW(listing->v, listing->n, listing->cap);
    listing->v[listing->n] = (struct gathered){line, listing->names.len, listing->n};
    listing->n++;
    str_add_n(&listing->names, row->name, strlen(row->name) + 1);
    return 0;
}

static int urgency(const struct attention_line *line)
{
    if (line->question != QUESTION_NONE)
        return 0;
    if (line->invoice_overdue)
        return 1;
    return line->state == CLIENT_PROSPECT ? 3 : line->state == CLIENT_LEFT ? 4 : 2;
}

static int64_t owed_until(const struct attention_line *line)
{
    return line->due == INSTANT_NONE ? TALLY_NEVER : line->due;
}

static int by_attention(const void *left, const void *right)
{
    const struct gathered *a = left, *b = right;
    int ua = urgency(&a->line), ub = urgency(&b->line);

    if (ua != ub)
        return ua - ub;
    if (ua == 0 && owed_until(&a->line) != owed_until(&b->line))
        return owed_until(&a->line) < owed_until(&b->line) ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static int list_sorted(struct app *app, struct listing *listing, int limit)
{
    size_t n;
    int r = 0;

    if (dues_now(app, listing->store, 0, listing->now, &listing->dues, listing->err) < 0 ||
        clients_brief(listing->store, BRIEF_ALL, 0, gather, listing, listing->err) < 0)
        return -1;
    if (listing->n > 0)
        qsort(listing->v, listing->n, sizeof *listing->v, by_attention);
    n = limit > 0 && (size_t)limit < listing->n ? (size_t)limit : listing->n;
    for (size_t i = 0; i < n && r == 0; i++) {
        listing->v[i].line.name = str_text(&listing->names) + listing->v[i].name;
        r = listing->fn(listing->ctx, &listing->v[i].line);
    }
    return r;
}

static void listing_done(struct listing *listing)
{
    dues_now_clear(&listing->dues);
    free(listing->search);
    free(listing->v);
    str_done(&listing->names);
}

int view_attention(struct app *app, const char *search, int limit,
                   int (*fn)(void *ctx, const struct attention_line *line), void *ctx, struct attention *ret,
                   struct err *err)
{
    _cleanup_(listing_done)
    struct listing listing = {.now = app_now(app), .fn = fn, .ctx = ctx, .err = err};
    struct clients_sums sums;

    *ret = (struct attention){0};
    int r = app_open_read(app, &listing.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (app_sums(app, listing.now, &sums, err) < 0)
        return -1;
    listing.search = search && *search ? text_fold_new(search) : NULL;
    bool sorted = listing.search || sums.has_dues || sums.newest > listing.now;
    if ((sorted ? list_sorted(app, &listing, limit) : list_straight(&listing, limit)) < 0)
        return -1;
    ret->ended = sorted ? listing.ended : sums.ended;
    ret->listed = sorted ? (int64_t)listing.n : sums.clients - sums.ended;
    return 0;
}
