/* All decisions and what came of them: the person's own record. Counted flat: nothing here is a score.
 * ledger.md 000-02, 001-32. */
#include "after_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/core/draft.h"
#include "paletti/core/intake.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

/* A client, and the day of their decision behind the one that is looked at; DAY_NONE: it is in force. */
struct decided_client {
    char *ref, *name;
    int64_t id;
    int8_t state;
    int32_t next;
};

struct record {
    struct app *app;
    struct store *store;
    int year;
    struct decided_client *clients; /* by ref */
    size_t n_clients, cap_clients;
    struct review *reviews;
    size_t n_reviews;
    int (*fn)(void *ctx, const struct decided_line *line);
    void *ctx;
    struct err *err;
};

static int year_of(int32_t day)
{
    struct civil civil;

    civil_of_day(day, &civil);
    return civil.year;
}

static int add_client(void *ctx, const struct client_row *row)
{
    struct record *record = ctx;

    MEM_GROW(record->clients, record->n_clients, record->cap_clients);
    record->clients[record->n_clients++] =
        (struct decided_client){mem_string(row->ref), mem_string(row->name), row->id, row->state, DAY_NONE};
    return 0;
}

static int by_ref(const void *a, const void *b)
{
    return strcmp(((const struct decided_client *)a)->ref, ((const struct decided_client *)b)->ref);
}

static struct decided_client *client_of(const struct record *record, const char *ref)
{
    struct decided_client wanted = {.ref = (char *)ref};

    return record->n_clients == 0
               ? NULL
               : bsearch(&wanted, record->clients, record->n_clients, sizeof wanted, by_ref);
}

static int load(struct record *record)
{
    if (clients_each_briefly(record->store, add_client, record, record->err) < 0 ||
        store_all(record->store, &model_review, NULL, &record->reviews, &record->n_reviews, record->err) < 0)
        return -1;
    if (record->n_clients > 1)
        qsort(record->clients, record->n_clients, sizeof *record->clients, by_ref);
    return 0;
}

static void record_done(struct record *record)
{
    for (size_t i = 0; i < record->n_clients; i++) {
        free(record->clients[i].ref);
        free(record->clients[i].name);
    }
    for (size_t i = 0; i < record->n_reviews; i++)
        model_clear(&model_review, &record->reviews[i]);
    free(record->clients);
    free(record->reviews);
}

static const struct review *last_review(const struct record *record, const char *decision)
{
    const struct review *last = NULL;

    for (size_t i = 0; i < record->n_reviews; i++)
        if (str_equal(record->reviews[i].decision, decision) && (!last || record->reviews[i].on >= last->on))
            last = &record->reviews[i];
    return last;
}

/* Of a chance: as it stood when the next decision was made, or today. */
static int look_at_chance(const struct record *record, int32_t until, struct decided_line *line)
{
    _cleanup_force_ struct force force = {0};

    if (decision_path(line->decision) != PATH_CHANCE)
        return 0;
    if (force_get(record->app, record->store, line->decision->ref, &force, record->err) < 0)
        return -1;
    return chance_stands(record->app, record->store, &force, until, &line->chance, record->err);
}

/* Newest first. */
static int take_decision(void *ctx, const struct decision *decision)
{
    struct record *record = ctx;
    struct decided_client *client = client_of(record, decision->client);
    int32_t day = days_at(app_zone(record->app), decision->at);
    struct decided_line line = {.decision = decision, .name = decision->client, .in_force = true};
    int32_t until = days_at(app_zone(record->app), app_now(record->app));

    if (decision->state != DECISION_MADE)
        return 0;
    if (client) {
        line.client_id = client->id;
        line.name = app_blur_client(record->app, client->id, client->name);
        line.in_force = client->next == DAY_NONE;
        line.left = line.in_force && client->state == CLIENT_LEFT && decision->last_day != DAY_NONE;
        until = line.in_force ? until : client->next;
        client->next = day;
    }
    line.review = last_review(record, decision->ref);
    if (record->year && year_of(day) != record->year)
        return 0;
    if (look_at_chance(record, until, &line) < 0)
        return -1;
    return record->fn(record->ctx, &line);
}

int view_decided(struct app *app, int year, int (*fn)(void *ctx, const struct decided_line *line), void *ctx,
                 struct err *err)
{
    struct record record = {.app = app, .year = year, .fn = fn, .ctx = ctx, .err = err};
    int r = app_open_read(app, &record.store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    r = load(&record);
    if (r == 0)
        r = view_decisions(app, NULL, take_decision, &record, err);
    record_done(&record);
    return r;
}

/* --- counts --- */

struct counting {
    struct decided_counts *counts;
    int year;
    const struct decided_client *client; /* a prospect who is gone, while their records are looked at */
    int32_t asked, wrote;                /* the last answer; the letter */
    bool no;                             /* a "no" that was not let pass */
};

static int count_decision(void *ctx, const struct decided_line *line)
{
    struct decided_counts *counts = ((struct counting *)ctx)->counts;
    enum decide_path path = decision_path(line->decision);

    counts->decided++;
    counts->kept += path == PATH_KEEP;
    counts->terms += path == PATH_TERMS;
    counts->declined += path == PATH_DECLINE;
    counts->exits += path == PATH_NOTICE || path == PATH_TODAY;
    counts->left += line->left;
    if (path != PATH_CHANCE)
        return 0;
    counts->chances++;
    counts->chances_kept += line->chance == TERM_KEPT;
    counts->chances_broken += line->chance == TERM_BROKEN;
    counts->chances_open += line->in_force && (line->chance == TERM_OPEN || line->chance == TERM_ASK);
    return 0;
}

static bool within(const struct counting *counting, int32_t day)
{
    return !counting->year || (day != DAY_NONE && year_of(day) == counting->year);
}

static int count_review(void *ctx, const void *record)
{
    const struct review *review = record;
    const struct counting *counting = ctx;
    struct decided_counts *counts = counting->counts;

    if (!within(counting, review->on))
        return 0;
    counts->reviews++;
    counts->again += review->again == SAID_YES;
    counts->not_again += review->again == SAID_NO;
    if (review->relief != RELIEF_NONE) {
        counts->reliefs++;
        counts->relief += review->relief;
    }
    return 0;
}

static int count_lesson(void *ctx, const void *record)
{
    const struct counting *counting = ctx;

    counting->counts->lessons += within(counting, ((const struct lesson *)record)->on);
    return 0;
}

static int count_win(void *ctx, const void *record)
{
    const struct counting *counting = ctx;

    counting->counts->wins += within(counting, ((const struct win *)record)->on);
    return 0;
}

/* --- prospects that were declined --- */

static int take_answer(void *ctx, const void *record)
{
    const struct intake *intake = record;
    struct counting *counting = ctx;

    counting->no |= intake->answer == SAID_NO && !intake->waived_reason;
    if (intake->on > counting->asked)
        counting->asked = intake->on;
    return 0;
}

static int take_letter(void *ctx, const void *record)
{
    const struct draft *draft = record;
    struct counting *counting = ctx;

    if (str_equal(draft->code, "T13"))
        counting->wrote = days_at(zone_utc(), draft->made);
    return 0;
}

static int is_any(void *ctx _unused_, const struct decision *decision _unused_)
{
    return 1;
}

/* Whoever left without a decision, and was told the kind no, or has a "no" among the answers. */
static int count_prospect(struct app *app, struct store *store, struct counting *counting, struct err *err)
{
    const char *ref = counting->client->ref;

    counting->asked = counting->wrote = DAY_NONE;
    counting->no = false;
    int r = view_decisions(app, ref, is_any, NULL, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_each(store, &model_intake, ref, take_answer, counting, err) < 0 ||
        store_each(store, &model_draft, ref, take_letter, counting, err) < 0)
        return -1;
    int32_t day = counting->wrote != DAY_NONE ? counting->wrote : counting->asked;
    counting->counts->prospects += (counting->wrote != DAY_NONE || counting->no) && within(counting, day);
    return 0;
}

static int count_prospects(struct app *app, struct store *store, struct counting *counting, struct err *err)
{
    struct record record = {.app = app, .store = store, .err = err};
    int r = clients_each_briefly(store, add_client, &record, err);

    for (size_t i = 0; i < record.n_clients && r == 0; i++) {
        counting->client = &record.clients[i];
        if (record.clients[i].state == CLIENT_LEFT)
            r = count_prospect(app, store, counting, err);
    }
    record_done(&record);
    return r;
}

int decided_count(struct app *app, int year, struct decided_counts *ret, struct err *err)
{
    struct decided_counts counts = {0};
    struct counting counting = {.counts = &counts, .year = year};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r < 0 || view_decided(app, year, count_decision, &counting, err) < 0)
        return -1;
    if (r == 0 && (store_each(store, &model_review, NULL, count_review, &counting, err) < 0 ||
                   store_each(store, &model_lesson, NULL, count_lesson, &counting, err) < 0 ||
                   store_each(store, &model_win, NULL, count_win, &counting, err) < 0 ||
                   count_prospects(app, store, &counting, err) < 0))
        return -1;
    *ret = counts;
    return 0;
}

/* --- in words --- */

static void add_part(struct str *to, size_t begun, const char *part)
{
    str_printf(to, "%s%s", to->len > begun ? "; " : "", part);
}

/* PART is owned from here on. */
static void add_count(struct str *to, size_t begun, int64_t n, char *part)
{
    if (n > 0)
        add_part(to, begun, part);
    free(part);
}

void words_decided(struct str *to, const struct decided_counts *counts)
{
    size_t begun = to->len;

    if (counts->chances > 0) {
        _cleanup_free_ char *part =
            str_format(P_("of %lld chance, %lld kept", "of %lld chances, %lld kept", counts->chances),
                       (long long)counts->chances, (long long)counts->chances_kept);
        add_part(to, begun, part);
        if (counts->chances_open > 0)
            str_printf(to, _(", %lld still open"), (long long)counts->chances_open);
    }
    add_count(to, begun, counts->exits,
              str_format(P_("%lld let go", "%lld let go", counts->exits), (long long)counts->exits));
    add_count(to, begun, counts->declined,
              str_format(P_("%lld project declined", "%lld projects declined", counts->declined),
                         (long long)counts->declined));
    add_count(to, begun, counts->prospects,
              str_format(P_("%lld prospect declined", "%lld prospects declined", counts->prospects),
                         (long long)counts->prospects));
    add_count(to, begun, counts->kept,
              str_format(P_("%lld kept as it was", "%lld kept as they were", counts->kept),
                         (long long)counts->kept));
    add_count(
        to, begun, counts->terms,
        str_format(P_("%lld on new terms", "%lld on new terms", counts->terms), (long long)counts->terms));
    if (counts->reliefs > 0) {
        int64_t tenths =
            (counts->relief * 10 + (counts->relief < 0 ? -counts->reliefs : counts->reliefs) / 2) /
            counts->reliefs;
        int64_t size = tenths < 0 ? -tenths : tenths;
        _cleanup_str_ struct str mean = STR_INIT;
        str_printf(&mean, "%s%lld", tenths < 0 ? "-" : "+", (long long)(size / 10));
        str_printf(&mean, _(".%lld"), (long long)(size % 10));
        add_count(
            to, begun, counts->reliefs,
            str_format(P_("relief %2$s after %1$lld end", "relief %2$s after %1$lld ends", counts->reliefs),
                       (long long)counts->reliefs, str_text(&mean)));
    }
}
