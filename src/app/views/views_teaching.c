#include "paletti/app/teaching.h"

#include "blurring.h"
#include "client_lines.h"
#include "known.h"
#include "standing.h"

#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"
#include "paletti/store/log.h"
#include "paletti/store/recent.h"

/* A client's instants: theirs outside the hours, and my answers outside mine. */
struct instants {
    int64_t *v;
    size_t n, cap;
};

struct answer_given {
    int64_t id, at;
    char *channel;
};

struct walk {
    struct boundaries *boundaries;
    int64_t now;
    struct instants contacts;
    struct answer_given *given;
    size_t n_given, cap_given;
};

static void walk_done(struct walk *walk)
{
    for (size_t i = 0; i < walk->n_given; i++)
        free(walk->given[i].channel);
    free(walk->given);
    free(walk->contacts.v);
}

static bool is_contact(struct walk *walk, const struct entry *entry)
{
    return entry->direction == DIRECTION_IN && entry->kind != KIND_NOTE &&
           !calendar_open(boundaries_at(walk->boundaries, entry->at)->calendar, entry->at);
}

static int take_entry(void *ctx, const struct log_entry *row)
{
    struct walk *walk = ctx;

    if (row->entry.at > walk->now)
        return 1;
    if (is_contact(walk, &row->entry)) {
        MEM_GROW(walk->contacts.v, walk->contacts.n, walk->contacts.cap);
        walk->contacts.v[walk->contacts.n++] = row->entry.at;
    }
    if (row->verdict.breaches & BREACH_MY_OFF_HOURS) {
        MEM_GROW(walk->given, walk->n_given, walk->cap_given);
        walk->given[walk->n_given++] =
            (struct answer_given){row->id, row->entry.at, mem_string(row->entry.channel)};
    }
    return 0;
}

struct telling {
    struct app *app;
    struct store *store;
    const struct house *house;
    int64_t now;
    int (*fn)(void *ctx, const struct lesson_line *line);
    void *ctx;
    struct teaching sums;
    struct err *err;
};

static int say(struct telling *telling, const struct client_row *client, const struct walk *walk, size_t i)
{
    const struct answer_given *given = &walk->given[i];
    _cleanup_free_ char *ref = log_ref(telling->store, given->id);
    struct lesson_line line = {
        .client_id = client->id,
        .entry = given->id,
        .client = client->ref,
        .name = app_blur_client(telling->app, client->id, client->name),
        .ref = ref ? ref : "",
        .channel = given->channel,
        .taught = {.at = given->at},
    };

    teaching_count(walk->contacts.v, walk->contacts.n, telling->now, &line.taught);
    telling->sums.answers++;
    if (line.taught.whole) {
        telling->sums.whole++;
        telling->sums.before += line.taught.before;
        telling->sums.after += line.taught.after;
    }
    return telling->fn ? telling->fn(telling->ctx, &line) : 0;
}

static int tell_client(void *ctx, const struct client_row *client)
{
    struct telling *telling = ctx;
    _cleanup_standing_ struct standing standing = {0};
    _cleanup_(walk_done) struct walk walk = {.now = telling->now};
    int r = standing_load(telling->store, telling->house->book, client->ref, &standing, telling->err);

    if (r < 0)
        return -1;
    walk.boundaries = standing.boundaries;
    if (log_entries(telling->store, client->id, 0, take_entry, &walk, telling->err) < 0)
        return -1;
    for (size_t i = walk.n_given; i-- > 0 && r == 0;)
        r = say(telling, client, &walk, i);
    return r;
}

static int tell_known(struct telling *telling, const char *client)
{
    _cleanup_known_ struct known known = {0};

    if (known_find(telling->store, client, &known, telling->err) < 0)
        return -1;
    struct client_row row = {.id = known.row.id, .ref = known.ref, .name = known.name};
    return tell_client(telling, &row);
}

int view_teaching(struct app *app, const char *client, int (*fn)(void *ctx, const struct lesson_line *line), void *ctx,
                  struct teaching *ret, struct err *err)
{
    struct telling telling = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx, .err = err};
    int r = app_open_read(app, &telling.store, err);

    *ret = telling.sums;
    if (r != 0)
        return r < 0 ? r : 0;
    if (app_house(app, &telling.house, err) < 0)
        return -1;
    r = client ? tell_known(&telling, client) : clients_each(telling.store, 0, tell_client, &telling, err);
    if (r < 0)
        return -1;
    *ret = telling.sums;
    return 0;
}
