/* Everybody's sums, counted in slices and kept. */
#include "facts_inside.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <limits.h>

extern const struct embedded embedded_facts[];

enum { FILE_LIMIT = 1 << 20 };

struct facts_kept {
    /* The limits, and what they were read of. */
    struct facts_limits limits;
    bool read;
    char *own, *refused; /* the person's file, NULL: none; why it was not taken */

    /* The counting. */
    bool begun;
    int64_t stamp;
    struct fact_terms terms;
    struct facts_peer *v;
    size_t n, cap;
    struct facts_spans spans; /* of somebody known since ever */
    int type;                 /* enum fact_type: which is being read; FACT_TYPES: all is counted */
    int64_t after;
};

static struct facts_kept *kept_of(struct app *app)
{
    struct facts_kept **place = app_facts_kept(app);

    if (!*place)
        *place = mem_zero(1, sizeof **place);
    return *place;
}

void facts_kept_forget(struct facts_kept *kept)
{
    if (!kept)
        return;
    fact_terms_clear(&kept->terms);
    free(MEM_TAKE(kept->v));
    kept->n = kept->cap = 0;
    kept->begun = false;
}

void facts_kept_free(struct facts_kept *kept)
{
    if (!kept)
        return;
    facts_kept_forget(kept);
    facts_limits_clear(&kept->limits);
    free(kept->own);
    free(kept->refused);
    free(kept);
}

/* --- the limits --- */

static char *own_text(struct app *app)
{
    const char *home = app_options(app)->config_home;
    _cleanup_str_ struct str text = STR_INIT;

    if (!home)
        return NULL;
    _cleanup_free_ char *path = str_format("%s/paletti/facts/limits", home);
    return file_read_regular(path, FILE_LIMIT, &text, NULL) == 0 ? str_take(&text) : NULL;
}

static int read_builtin(struct facts_limits *limits, struct err *err)
{
    for (const struct embedded *file = embedded_facts; file->name; file++)
        if (facts_limits_parse(file->text, limits, err) < 0)
            return -1;
    return 0;
}

/* Of a file with a mistake nothing is taken. */
static int refuse(struct app *app, struct facts_kept *kept, const char *why, struct err *err)
{
    _cleanup_free_ char *path = str_format("%s/paletti/facts/limits", app_options(app)->config_home);

    kept->refused = str_format(_("%s: %s; the built-in file was taken"), path, why);
    facts_limits_clear(&kept->limits);
    return read_builtin(&kept->limits, err);
}

int facts_limits_of(struct app *app, const struct facts_limits **ret, struct err *err)
{
    struct facts_kept *kept = kept_of(app);
    _cleanup_free_ char *own = own_text(app);
    struct err refused;

    if (!kept->read || !str_equal(own, kept->own)) {
        facts_kept_forget(kept);
        facts_limits_clear(&kept->limits);
        free(MEM_TAKE(kept->refused));
        free(MEM_TAKE(kept->own));
        if (read_builtin(&kept->limits, err) < 0 ||
            (own && facts_limits_parse(own, &kept->limits, &refused) < 0 && refuse(app, kept, refused.text, err) < 0))
            return -1;
        kept->own = MEM_TAKE(own);
        kept->read = true;
    }
    *ret = &kept->limits;
    return 0;
}

const char *facts_limits_refused(struct app *app)
{
    return kept_of(app)->refused;
}

/* --- counting --- */

static int add_client(void *ctx, const struct fact_client *client)
{
    struct facts_kept *kept = ctx;
    int32_t since = client->since;

    if (since == DAY_NONE && client->first_at != INSTANT_NONE)
        since = zone_day(kept->terms.zone, client->first_at, NULL);
    MEM_GROW(kept->v, kept->n, kept->cap);
    struct facts_peer *peer = &kept->v[kept->n++];
    *peer = (struct facts_peer){
        .client_id = client->id, .group = client->group, .state = client->state, .since = since};
    facts_spans(&peer->spans, kept->terms.limits, kept->terms.zone, kept->terms.now, since);
    return 0;
}

static int begin(struct facts_kept *kept, struct app *app, struct store *store, struct err *err)
{
    facts_kept_forget(kept);
    kept->terms.limits = &kept->limits;
    if (fact_terms_load(app, store, &kept->terms, err) < 0)
        return -1;
    facts_spans(&kept->spans, &kept->limits, kept->terms.zone, kept->terms.now, DAY_NONE);
    kept->stamp = facts_stamp(store);
    kept->type = 0;
    kept->after = INT64_MIN;
    kept->begun = true;
    return facts_clients(store, add_client, kept, err);
}

static struct facts_peer *find(const struct facts_kept *kept, int64_t client_id)
{
    return mem_find_id(kept->v, kept->n, sizeof *kept->v, client_id);
}

struct counting {
    struct facts_kept *kept;
    struct store *store;
    struct err *err;
};

static void add_events(struct facts_peer *peer, const struct fact_record *record,
                       const struct fact_event *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (facts_within(&peer->spans, FACTS_WINDOW, events[i].at))
            facts_counts_add(&peer->counts, &events[i].counts);
        if (facts_within(&peer->spans, FACTS_RATED, events[i].at))
            facts_counts_add(&peer->rated, &events[i].counts);
        if (record->type == FACT_PAYMENT && record->on >= peer->spans.income_from)
            peer->income = sum_plus(peer->income, events[i].income);
    }
}

static int count_record(void *ctx, const struct fact_record *record)
{
    struct counting *counting = ctx;
    struct facts_peer *peer = find(counting->kept, record->client_id), *group = NULL;
    struct fact_event events[FACT_EVENTS_MAX];
    struct texts signs = {0};

    if (!peer)
        return 0;
    if (record->signs && fact_signs(counting->store, record->signs, &signs, counting->err) < 0)
        return -1;
    size_t n = fact_events(&counting->kept->terms, record, &signs, events);
    texts_clear(&signs);
    add_events(peer, record, events, n);
    if (peer->group && (group = find(counting->kept, peer->group)))
        add_events(group, record, events, n);
    return 0;
}

static void compare_all(struct facts_kept *kept)
{
    for (size_t i = 0; i < kept->n; i++) {
        struct facts_peer *peer = &kept->v[i];
        int64_t days = peer->since == DAY_NONE ? 0 : kept->terms.today - peer->since;
        peer->comparable = peer->state != CLIENT_PROSPECT && !peer->group &&
                           !facts_thin(peer->counts.entries, days, &kept->limits);
    }
}

/* Reads on until a slice ends within a type. */
static int count_slice(struct facts_kept *kept, struct store *store, int most, struct err *err)
{
    struct counting counting = {kept, store, err};
    const struct facts_spans *spans = &kept->spans;

    while (kept->type < FACT_TYPES) {
        bool months = kept->type == FACT_PAYMENT && spans->income_from < spans->from;
        struct fact_query query = {.type = (enum fact_type)kept->type,
                                   .from = months ? spans->income_from : spans->from,
                                   .today = kept->terms.today,
                                   .from_at = spans->of[FACTS_WINDOW].from,
                                   .now = kept->terms.now,
                                   .after = kept->after,
                                   .most = most};
        int r = facts_each(store, &query, count_record, &counting, &kept->after, err);
        if (r < 0)
            return -1;
        if (kept->after != INT64_MAX)
            return 1;
        kept->type++;
        kept->after = INT64_MIN;
    }
    compare_all(kept);
    return 0;
}

static bool current(struct facts_kept *kept, struct app *app, struct store *store)
{
    return kept->begun && kept->stamp == facts_stamp(store) &&
           kept->terms.today == zone_day(app_zone(app), app_now(app), NULL);
}

static int go_on(struct app *app, struct store *store, int most, struct err *err)
{
    const struct facts_limits *limits;
    struct facts_kept *kept = kept_of(app);

    if (facts_limits_of(app, &limits, err) < 0)
        return -1;
    if (!current(kept, app, store) && begin(kept, app, store, err) < 0)
        return -1;
    return kept->type == FACT_TYPES ? 0 : count_slice(kept, store, most, err);
}

int facts_everybody(struct app *app, int most, const struct facts_peer **ret_v, size_t *ret_n,
                    struct err *err)
{
    struct store *store;
    int r = app_open_read(app, &store, err);

    *ret_v = NULL;
    *ret_n = 0;
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_view_begin(store, err) < 0)
        return -1;
    r = go_on(app, store, most, err);
    store_view_end(store);
    if (r == 0) {
        *ret_v = kept_of(app)->v;
        *ret_n = kept_of(app)->n;
    }
    return r;
}
