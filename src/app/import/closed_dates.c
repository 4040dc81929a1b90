/* Days off from a calendar become a version of the rules. */
#include "paletti/app/closed_dates.h"

#include "courier.h"
#include "importing.h"
#include "rule_inside.h"
#include "stop.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/hours_text.h"

#include <string.h>

enum { YEARS_BACK = 1, YEARS_AHEAD = 3, YEAR = 366 };

/* --- from when --- */

static int begins(struct app *app, const char *when, struct rule_beginning *ret, struct err *err)
{
    return rule_begins(app, app_zone(app), INSTANT_NONE, when ? when : "today", ret, err);
}

int closed_dates_when(struct app *app, const char *when, struct str *to, struct err *err)
{
    struct rule_beginning beginning;

    if (begins(app, when, &beginning, err) < 0)
        return -1;
    rule_beginning_words(app, &beginning, to);
    return 0;
}

/* The version that is changed: the one that holds when the new one begins; and those that begin behind it. */
struct versions_hit {
    struct rule_beginning beginning;
    const struct rule *base;
    const struct rule *later;
    size_t n_later;
};

static int find_versions(struct app *app, const char *when, struct versions_hit *ret, struct err *err)
{
    const struct house *house;
    struct versions_hit hit;
    size_t first;

    if (app_house(app, &house, err) < 0 || begins(app, when, &hit.beginning, err) < 0)
        return -1;
    hit.base = rulebook_at(house->book, hit.beginning.from);
    for (first = house->n_rules; first > 0 && house->rules[first - 1].from > hit.beginning.from;)
        first--;
    hit.later = first < house->n_rules ? &house->rules[first] : NULL;
    hit.n_later = house->n_rules - first;
    *ret = hit;
    return 0;
}

/* --- what the rules say already --- */

/* The same days in RULE, of whatever kind; NULL: it has none. */
static struct closed *same_days(const struct rule *rule, const struct closed_date *date)
{
    struct closed *closed = rule->closed.v;

    for (size_t i = 0; i < rule->closed.n; i++)
        if (closed[i].from == date->from && closed[i].to == date->to)
            return &closed[i];
    return NULL;
}

static bool has_closed(const struct rule *rule, const struct closed_date *date)
{
    const struct closed *same = same_days(rule, date);

    return same && same->kind == (int8_t)date->kind;
}

static bool all_have(const struct versions_hit *hit, const struct closed_date *date)
{
    bool have = has_closed(hit->base, date);

    for (size_t i = 0; i < hit->n_later && have; i++)
        have = has_closed(&hit->later[i], date);
    return have;
}

static void add_special(struct app *app, struct str *to, const struct special *special)
{
    _cleanup_str_ struct str day = STR_INIT, hours = STR_INIT;

    words_day(app, &day, special->on);
    spans_text(&hours, &special->hours);
    str_add(to, to->len ? "; " : "");
    if (special->hours.n)
        str_printf(to, _("%s has hours of its own, which hold: %s"), str_text(&day), str_text(&hours));
    else
        str_printf(to, _("%s is a special day, which holds"), str_text(&day));
}

static void add_overlap(struct app *app, struct str *to, const struct closed *closed)
{
    _cleanup_str_ struct str days = STR_INIT;

    words_range(app, &days, closed->from, closed->to);
    str_add(to, to->len ? "; " : "");
    if (closed->label)
        str_printf(&days, ", %s", closed->label);
    str_printf(to, closed->kind == CLOSED_HOLIDAY ? _("closed already: %s (holiday)") : _("closed already: %s (absence)"),
               str_text(&days));
}

static char *find_conflict(struct app *app, const struct rule *rule, const struct closed_date *date)
{
    const struct special *special = rule->special.v;
    const struct closed *closed = rule->closed.v;
    struct str words = STR_INIT;

    for (size_t i = 0; i < rule->special.n; i++)
        if (special[i].on >= date->from && special[i].on <= date->to)
            add_special(app, &words, &special[i]);
    for (size_t i = 0; i < rule->closed.n && !date->there; i++)
        if (closed[i].from <= date->to && closed[i].to >= date->from)
            add_overlap(app, &words, &closed[i]);
    return words.len ? str_take(&words) : NULL;
}

/* --- reading --- */

struct reading {
    struct app *app;
    const struct request *request;
    struct closed_dates *dates;
};

static void add_date(struct closed_dates *dates, const struct event *event)
{
    MEM_GROW(dates->v, dates->n, dates->cap);
    dates->v[dates->n++] = (struct closed_date){
        .from = event->from,
        .to = event->to,
        .label = mem_string(event->label),
        .note = mem_string(event->note),
        .kind = (enum closed_kind)event->closed_kind,
        .likely = event->likely,
    };
}

static int take_event(void *ctx, const struct event *event, const char *line _unused_, size_t len _unused_,
                      struct err *err)
{
    struct reading *reading = ctx;
    const struct request *request = reading->request;

    switch (event->kind) {
    case EVENT_RECORD:
        return err_set(err, _("the courier answered a record, where only days off come in"));
    case EVENT_CLOSED:
        if (event->to < event->from)
            return err_set(err, _("the courier answered days that end before they begin"));
        add_date(reading->dates, event);
        return 0;
    case EVENT_PROGRESS:
        if (request && request->progress)
            request->progress(request->ctx, event->read, event->total, event->unit);
        return 0;
    case EVENT_SKIPPED:
        importing_note(&reading->dates->skipped, event->where, event->why, 1, 0, false);
        return 0;
    case EVENT_DONE:
        reading->dates->read = event->read;
        return 0;
    default:
        return 0;
    }
}

static int run_courier(struct reading *reading, const struct job *job, struct err *err)
{
    const struct request *request = reading->request;
    _cleanup_str_ struct str input = STR_INIT;

    job_write(&input, job);
    struct courier_job errand = {
        .program = app_options(reading->app)->courier,
        .input = &input,
        .event = take_event,
        .stop = request ? request->stop : NULL,
        .stop_ctx = request ? request->ctx : NULL,
        .ctx = reading,
    };
    return courier_run(&errand, err);
}

void importing_calendar(struct app *app, struct job *job)
{
    const struct zone *zone = app_zone(app);
    int32_t today = zone_day(zone, app_now(app), NULL);

    job->zone = mem_string(zone_name(zone));
    job->from = today - YEARS_BACK * YEAR;
    job->to = today + YEARS_AHEAD * YEAR;
}

static int read_dates(struct reading *reading, const struct closed_order *order, struct err *err)
{
    struct job job;

    job_init(&job);
    job.id = mem_string("import");
    job.format = mem_string("ics");
    job.path = mem_string(order->path);
    job.as = AS_CLOSED;
    job.closed_kind = (int8_t)order->kind;
    importing_calendar(reading->app, &job);
    int r = run_courier(reading, &job, err);
    job_clear(&job);
    if (r < 0 && stop_wanted(reading->request))
        return stop_said(err);
    return r;
}

/* --- the list --- */

static int by_days(const void *a, const void *b)
{
    const struct closed_date *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static void date_clear(struct closed_date *date)
{
    free(date->label);
    free(date->note);
    free(date->conflict);
}

/* The same days may stand in it under two names, or as an event of two calendars: the first one is enough. */
static void sort_out(struct closed_dates *dates)
{
    size_t n = 0;

    if (dates->n)
        qsort(dates->v, dates->n, sizeof *dates->v, by_days);
    for (size_t i = 0; i < dates->n; i++) {
        if (n > 0 && by_days(&dates->v[n - 1], &dates->v[i]) == 0) {
            dates->v[n - 1].likely |= dates->v[i].likely;
            date_clear(&dates->v[i]);
        } else {
            dates->v[n++] = dates->v[i];
        }
    }
    dates->n = n;
}

/* Whether one longer range of RULE has all of the days, as the same kind. */
static bool is_within(const struct rule *rule, const struct closed_date *date)
{
    const struct closed *closed = rule->closed.v;

    for (size_t i = 0; i < rule->closed.n; i++)
        if (closed[i].from <= date->from && closed[i].to >= date->to && closed[i].kind == (int8_t)date->kind)
            return true;
    return false;
}

/* Days that are there as the other kind stay so, unless the person says what they are; those within a longer range of their
 * kind change nothing. */
static bool is_wanted(const struct closed_order *order, const struct rule *rule, const struct closed_date *date)
{
    return date->there || (!is_within(rule, date) && (order->kind >= 0 || !same_days(rule, date)));
}

static void compare(struct app *app, const struct closed_order *order, const struct versions_hit *hit,
                    struct closed_dates *dates)
{
    int32_t first = zone_day(app_zone(app), hit->beginning.from, NULL);

    for (size_t i = 0; i < dates->n; i++) {
        struct closed_date *date = &dates->v[i];
        date->there = all_have(hit, date);
        date->past = date->to < first && !hit->beginning.past_too;
        date->likely &= is_wanted(order, hit->base, date);
        date->conflict = find_conflict(app, hit->base, date);
        date->taken = date->likely && !date->there && !date->past;
    }
}

int closed_dates_read(struct app *app, const struct closed_order *order, const struct request *progress,
                      struct closed_dates *ret, struct err *err)
{
    struct closed_dates dates = {0};
    struct reading reading = {app, progress, &dates};
    struct versions_hit hit;

    if (find_versions(app, order->when, &hit, err) < 0)
        return -1;
    if (read_dates(&reading, order, err) < 0) {
        closed_dates_clear(&dates);
        return -1;
    }
    sort_out(&dates);
    compare(app, order, &hit, &dates);
    *ret = dates;
    return 0;
}

void closed_dates_clear(struct closed_dates *dates)
{
    for (size_t i = 0; i < dates->n; i++)
        date_clear(&dates->v[i]);
    free(dates->v);
    import_notes_clear(&dates->skipped);
    *dates = (struct closed_dates){0};
}

/* --- taking them --- */

static int by_first_day(const void *a, const void *b)
{
    const struct closed *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

/* Whether any was added to RULE. */
static bool add_taken(struct rule *rule, const struct closed_dates *dates)
{
    bool any = false;

    for (size_t i = 0; i < dates->n; i++) {
        const struct closed_date *date = &dates->v[i];
        struct closed *same = same_days(rule, date);
        if (!date->taken || has_closed(rule, date))
            continue;
        any = true;
        if (same) {
            same->kind = (int8_t)date->kind;
            continue;
        }
        *(struct closed *)list_add(&rule->closed, sizeof(struct closed)) = (struct closed){
            .from = date->from, .to = date->to, .label = mem_string(date->label), .kind = (int8_t)date->kind};
    }
    if (any)
        qsort(rule->closed.v, rule->closed.n, sizeof(struct closed), by_first_day);
    return any;
}

/* A copy of OLD with what is taken, from FROM on; 1: it has all of that. */
static int put_version(struct writing *writing, const struct rule *old, int64_t from, const struct closed_dates *dates,
                       struct err *err)
{
    struct rule rule;
    enum put put;
    int r = 1;

    model_copy(&model_rule, old, &rule);
    rule.from = from;
    if (rule.notice_roll < 0) /* of the built-in rules, which say nothing */
        rule.notice_roll = NOTICE_NONE;
    if (add_taken(&rule, dates)) {
        model_normalise(&model_rule, &rule);
        r = writing_put(writing, &model_rule, &rule, 0, &put, err);
    }
    model_clear(&model_rule, &rule);
    return r;
}

static int put_versions(struct writing *writing, const struct versions_hit *hit, const struct closed_dates *dates,
                        int64_t *ret_from, struct err *err)
{
    int r = put_version(writing, hit->base, hit->beginning.from, dates, err);

    *ret_from = r == 0 ? hit->beginning.from : INSTANT_NONE;
    for (size_t i = 0; i < hit->n_later && r >= 0; i++) {
        r = put_version(writing, &hit->later[i], hit->later[i].from, dates, err);
        if (r == 0 && *ret_from == INSTANT_NONE)
            *ret_from = hit->later[i].from;
    }
    return r < 0 ? -1 : 0;
}

int closed_dates_take(struct app *app, const struct closed_order *order, const struct closed_dates *dates, int64_t *ret_from,
                      unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct versions_hit hit;
    int64_t from = INSTANT_NONE;

    if (writing_begin(app, NULL, &writing, err) < 0)
        return -1;
    writing_name_command(&writing, "import", order->path);
    if (find_versions(app, order->when, &hit, err) < 0 || put_versions(&writing, &hit, dates, &from, err) < 0 ||
        (from != INSTANT_NONE && writing_commit(&writing, err) < 0))
        return -1;
    *ret_changes = from == INSTANT_NONE ? CHANGE_NOTHING : writing.changes;
    *ret_from = from;
    return 0;
}
