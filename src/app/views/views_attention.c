/* The first page of a thousand clients is read straight from the store, class by class, where its order will do. */
#include "attention_list.h"
#include "blurring.h"

#include "paletti/core/client.h"

/* The most frequent of the client's; of equal ones the first. */
static void find_often(const struct client_brief *row, struct attention_line *line)
{
    const struct {
        enum breach breach;
        int64_t n;
    } kinds[] = {{BREACH_CLIENT_CHANNEL, row->channel}, {BREACH_CLIENT_OFF_HOURS, row->off_hours}, {BREACH_CHASE, row->chase}};

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (kinds[i].n > line->often_n) {
            line->often = kinds[i].breach;
            line->often_n = kinds[i].n;
        }
}

void attention_line_of(const struct client_brief *row, int64_t now, struct attention_line *ret)
{
    bool owed = row->owed != INSTANT_NONE;

    *ret = (struct attention_line){
        .id = row->id,
        .name = row->name,
        .short_name = row->short_name,
        .state = row->state,
        .question = !owed             ? QUESTION_NONE
                    : now > row->owed ? QUESTION_OVERDUE
                                      : QUESTION_WAITING,
        .due = row->owed == TALLY_NEVER ? INSTANT_NONE : row->owed,
        .client_breaches = row->theirs,
        .my_breaches = row->mine,
        .later = INSTANT_NONE,
        .overdue_since = INSTANT_NONE,
    };
    if (!owed)
        find_often(row, ret);
}

enum client_section client_section(int8_t state)
{
    return state == CLIENT_PROSPECT ? SECTION_PROSPECTS : state == CLIENT_LEFT ? SECTION_ENDED : SECTION_CLIENTS;
}

struct straight {
    const struct attention_list *list;
    int64_t left_n;
};

static int pass_on(void *ctx, const struct client_brief *row)
{
    struct straight *straight = ctx;
    const struct attention_list *list = straight->list;
    struct attention_line line;

    attention_line_of(row, list->now, &line);
    line.name = app_blur_client(list->app, line.id, line.name);
    line.short_name = app_blur_client(list->app, line.id, line.short_name);
    straight->left_n--;
    return list->fn(list->ctx, &line);
}

static int list_straight(const struct attention_list *list)
{
    static const enum brief classes[] = {BRIEF_OWED,      BRIEF_RESTING,   BRIEF_PROSPECTS_OWED,
                                         BRIEF_PROSPECTS, BRIEF_LEFT_OWED, BRIEF_LEFT};
    size_t n = ARRAY_LEN(classes) - !list->query->ended;
    int limit = list->query->limit;
    struct straight straight = {list, limit > 0 ? limit : INT64_MAX};

    for (size_t i = 0; i < n && straight.left_n > 0; i++)
        if (clients_brief(list->store, classes[i], limit > 0 ? (int)straight.left_n : 0, pass_on, &straight,
                          list->err) < 0)
            return -1;
    return 0;
}

/* Whether the stored order is what is asked for: nothing chosen, and nothing that it does not know. */
static bool stored_order_does(const struct attention_list *list, const struct clients_sums *sums)
{
    const struct client_query *query = list->query;
    bool all = list->laters->n == 0 && !query->filter && !(query->search && *query->search);

    return all && query->order == ORDER_ATTENTION && !sums->has_dues && sums->newest <= list->now;
}

static void count_straight(const struct client_query *query, const struct clients_sums *sums, struct attention *ret)
{
    ret->ended = query->ended ? 0 : sums->ended;
    ret->members = sums->members;
    ret->listed = sums->clients - sums->members - ret->ended;
    ret->of[SECTION_PROSPECTS] = sums->prospects;
    ret->of[SECTION_ENDED] = sums->left_waiting + (query->ended ? sums->ended : 0);
    ret->of[SECTION_CLIENTS] = ret->listed - ret->of[SECTION_PROSPECTS] - ret->of[SECTION_ENDED];
    ret->waiting[SECTION_PROSPECTS] = sums->prospects_waiting;
    ret->waiting[SECTION_ENDED] = sums->left_waiting;
    ret->waiting[SECTION_CLIENTS] = sums->waiting - sums->prospects_waiting - sums->left_waiting;
}

int view_list(struct app *app, const struct client_query *query,
              int (*fn)(void *ctx, const struct attention_line *line), void *ctx, struct attention *ret, struct err *err)
{
    struct attention_list list = {.app = app, .now = app_now(app), .query = query, .fn = fn, .ctx = ctx, .err = err};
    _cleanup_laters_ struct laters laters = {0};
    struct clients_sums sums;

    *ret = (struct attention){0};
    int r = app_open_read(app, &list.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (app_sums(app, list.now, &sums, err) < 0)
        return -1;
    if (sums.has_laters && laters_load(list.store, list.now, &laters, err) < 0)
        return -1;
    list.laters = &laters;
    if (!stored_order_does(&list, &sums))
        return attention_sorted(app, &list, ret);
    count_straight(query, &sums, ret);
    return list_straight(&list);
}

int view_attention(struct app *app, const char *search, int limit,
                   int (*fn)(void *ctx, const struct attention_line *line), void *ctx, struct attention *ret,
                   struct err *err)
{
    const struct client_query query = {.search = search, .limit = limit};

    return view_list(app, &query, fn, ctx, ret, err);
}
