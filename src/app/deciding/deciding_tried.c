/* What was tried with a client: letters, talks, new terms. */
#include "deciding_inside.h"

#include "paletti/base/mem.h"
#include "paletti/core/draft.h"
#include "paletti/core/handover.h"
#include "paletti/store/facts.h"
#include "paletti/store/records.h"

#include <strings.h>

/* Which letter was a try at what. */
static const struct {
    const char *code, *what;
} codes_of_tries[] = {
    {"T3b", "rules_resent"}, {"T4", "reminder"},   {"T5", "reminder"},   {"T6a", "ladder"},
    {"T6b", "ladder"},       {"T6c", "ladder"},    {"T6d", "in_charge"}, {"T9", "extras_letter"},
    {"T11", "talk"},         {"T12", "new_price"}, {"T1", "warning"},    {"T10", "say_so"},
    {"T2", "refer"},
};

static const char *try_of(const char *code)
{
    for (size_t i = 0; code && i < ARRAY_LEN(codes_of_tries); i++)
        if (strcasecmp(codes_of_tries[i].code, code) == 0)
            return codes_of_tries[i].what;
    return NULL;
}

/* Each try once, on its last day. */
static void add_try(struct tried *to, const char *what, int32_t on, bool failed)
{
    if (!what || on == DAY_NONE)
        return;
    for (size_t i = 0; i < to->n; i++)
        if (str_equal(to->v[i].what, what)) {
            to->v[i].failed |= failed;
            if (on > to->v[i].on)
                to->v[i].on = on;
            return;
        }
    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = (struct decide_tried){what, on, failed};
}

static int try_draft(void *ctx, const void *record)
{
    const struct draft *draft = record;

    if (draft->state == DRAFT_DONE)
        add_try(ctx, try_of(draft->code), draft->done_on, false);
    return 0;
}

static int try_task(void *ctx, const void *record)
{
    const struct task *task = record;

    if (task->state == TASK_DONE && task->kind == TASK_TERMS)
        add_try(ctx, "new_terms", task->done_on, false);
    return 0;
}

struct tries {
    struct store *store;
    struct tried *to;
    const struct zone *zone;
    struct err *err;
};

/* A letter or a talk that was logged has its code among the signs of the entry; "not_listened" is the outcome
 * of a talk. */
static int try_marked(void *ctx, int64_t at, const char *signs, _unused_ int8_t closeness)
{
    const struct tries *tries = ctx;
    struct texts codes = {0};

    if (fact_signs(tries->store, signs, &codes, tries->err) < 0)
        return -1;
    for (size_t i = 0; i < codes.n; i++)
        add_try(tries->to, try_of(codes.v[i]), zone_day(tries->zone, at, NULL),
                texts_have(&codes, "not_listened"));
    texts_clear(&codes);
    return 0;
}

int deciding_tried(struct app *app, struct store *store, const char *client, int64_t client_id, struct tried *to, struct err *err)
{
    struct tries tries = {store, to, app_zone(app), err};

    if (store_each(store, &model_draft, client, try_draft, to, err) < 0 ||
        store_each(store, &model_task, client, try_task, to, err) < 0 ||
        facts_marked(store, client_id, app_now(app), try_marked, &tries, err) < 0)
        return -1;
    return 0;
}
