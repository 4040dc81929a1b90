#include "client_lines.h"
#include "client_sieve.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <string.h>

/* A list of clients while it is made. */
struct listing {
    struct store *store;
    int64_t now;
    char *search; /* folded; NULL: all */
    struct client_sieve sieve;
    struct dues_now dues;
    int (*fn)(void *ctx, const struct client_line *line);
    void *ctx;
    struct err *err;
};

int tally_now(struct store *store, const struct client_row *row, int64_t now, struct tally *ret,
              struct err *err)
{
    if (row->tally.last_at != INSTANT_NONE && row->tally.last_at > now)
        return client_count_tally(store, row->id, now, ret, err);
    *ret = row->tally;
    return 0;
}

static void set_question(struct client_line *line, const struct tally *tally, int64_t now)
{
    line->question = tally->open_id ? verdict_state(&tally->open, now) : QUESTION_NONE;
    line->due = tally->open_id ? verdict_due(&tally->open, now) : INSTANT_NONE;
}

/* Without a filter only the sums were read, unless they are of another moment. */
static void add_breaches(const struct listing *listing, const struct client_row *row, const struct tally *tally,
                         struct client_line *line)
{
    if (!listing->sieve.filter && row->tally.last_at == tally->last_at) {
        line->client_breaches = row->theirs;
        line->my_breaches = row->mine;
    } else {
        tally_sums(tally, &line->client_breaches, &line->my_breaches);
    }
}

static size_t add_dues(const struct listing *listing, struct client_line *line, struct money *sums)
{
    size_t n;
    const struct due_now *dues = dues_now_of(&listing->dues, line->id, &n);

    for (size_t i = 0; i < n; i++) {
        line->client_breaches += dues[i].late && dues[i].counted;
        line->invoice_overdue |= dues[i].kind == DUE_INVOICE && dues[i].open && listing->now >= dues[i].due;
    }
    return dues_now_unpaid(dues, n, sums);
}

static bool passes(const struct listing *listing, const struct client_line *line, const struct tally *tally)
{
    struct filter_client client = {
        .name = line->name,
        .state = line->state,
        .waits = line->question != QUESTION_NONE,
        .late = line->question == QUESTION_OVERDUE,
        .theirs = line->client_breaches,
        .mine = line->my_breaches,
        .last = line->last,
    };
    size_t n;
    const struct due_now *dues = dues_now_of(&listing->dues, line->id, &n);

    return client_sieve_passes(&listing->sieve, line->id, &client, tally, dues, n);
}

static int take_client(void *ctx, const struct client_row *row)
{
    struct listing *listing = ctx;
    struct money sums[CURRENCIES_MAX];
    struct tally tally;

    if (listing->search && !client_called(row->name, listing->search))
        return 0;
    if (tally_now(listing->store, row, listing->now, &tally, listing->err) < 0)
        return -1;
    struct client_line line = {
        .id = row->id,
        .ref = row->ref,
        .name = row->name,
        .short_name = row->short_name,
        .state = row->state,
        .last = tally.last_at,
        .owed = sums,
    };
    set_question(&line, &tally, listing->now);
    add_breaches(listing, row, &tally, &line);
    line.n_owed = add_dues(listing, &line, sums);
    return passes(listing, &line, &tally) ? listing->fn(listing->ctx, &line) : 0;
}

static int list(struct app *app, struct listing *listing, const char *search, const struct filter *filter)
{
    int r = app_open_read(app, &listing->store, listing->err);

    if (r != 0)
        return r < 0 ? r : 0;
    if (dues_now(app, listing->store, 0, listing->now, &listing->dues, listing->err) < 0)
        return -1;
    listing->search = search && *search ? text_fold_new(search) : NULL;
    r = client_sieve_init(app, listing->store, filter, &listing->sieve, listing->err);
    if (r == 0)
        r = filter ? clients_each(listing->store, 0, take_client, listing, listing->err)
                   : clients_each_briefly(listing->store, take_client, listing, listing->err);
    client_sieve_done(&listing->sieve);
    free(listing->search);
    dues_now_clear(&listing->dues);
    return r < 0 ? -1 : 0;
}

int view_clients(struct app *app, const char *search, int (*fn)(void *ctx, const struct client_line *line),
                 void *ctx, struct err *err)
{
    struct listing listing = {.now = app_now(app), .fn = fn, .ctx = ctx, .err = err};

    return list(app, &listing, search, NULL);
}

int view_clients_filtered(struct app *app, const struct filter *filter,
                          int (*fn)(void *ctx, const struct client_line *line), void *ctx, struct err *err)
{
    struct listing listing = {.now = app_now(app), .fn = fn, .ctx = ctx, .err = err};

    return list(app, &listing, NULL, filter);
}

/* --- one by its id --- */

struct wanted_client {
    int (*fn)(void *ctx, const char *ref, const char *name);
    void *ctx;
};

static int take_wanted(void *ctx, const struct client_row *row)
{
    struct wanted_client *wanted = ctx;

    return wanted->fn(wanted->ctx, row->ref, row->name);
}

int view_client(struct app *app, int64_t id, int (*fn)(void *ctx, const char *ref, const char *name), void *ctx,
                struct err *err)
{
    struct wanted_client wanted = {fn, ctx};
    struct store *store;

    int r = app_open_read(app, &store, err);
    return r != 0 ? r : client_find_briefly(store, id, take_wanted, &wanted, err);
}
