/* The goodbye that a refund belongs to: which one is open, and what opens it again. letgo.md, "Refunds". */
#include "refunds_inside.h"

#include "known.h"

#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/farewell.h"
#include "paletti/core/handover.h"
#include "paletti/store/records.h"

void refunds_of_clear(struct refunds_of *of)
{
    free(of->farewell);
    texts_clear(&of->given_back);
    *of = (struct refunds_of){.on = DAY_NONE};
}

struct opening {
    const char *wanted; /* or NULL: the one that is open */
    struct farewell farewell;
};

static int take_farewell(void *ctx, const void *record)
{
    const struct farewell *farewell = record;
    struct opening *opening = ctx;

    if (opening->wanted ? !str_equal(farewell->ref, opening->wanted) : farewell->state != FAREWELL_OPEN)
        return 0;
    model_copy(&model_farewell, farewell, &opening->farewell);
    return 1;
}

static void copy_texts(const struct texts *from, struct texts *to)
{
    for (size_t i = 0; from && i < from->n; i++)
        texts_add(to, from->v[i]);
}

static int of_decision(struct store *store, const char *ref, struct refunds_of *of, struct err *err)
{
    struct decision decision;
    int r = store_get(store, &model_decision, ref, &decision, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (of->on == DAY_NONE)
        of->on = decision.last_day;
    if (of->given_back.n == 0)
        copy_texts(&decision.answers.exit.given_back, &of->given_back);
    decision_clear(&decision);
    return 0;
}

int refunds_of(struct store *store, const char *client, const struct refunds_wish *wish,
               struct refunds_of *ret, struct err *err)
{
    struct opening opening = {.wanted = wish->farewell};
    struct refunds_of of = {.on = wish->on};
    int r = store_each(store, &model_farewell, client, take_farewell, &opening, err);

    copy_texts(wish->given_back, &of.given_back);
    of.farewell = mem_string(wish->farewell);
    if (r > 0) {
        if (!of.farewell)
            of.farewell = mem_string(opening.farewell.ref);
        if (of.on == DAY_NONE)
            of.on = opening.farewell.last_day;
        r = of_decision(store, opening.farewell.decision, &of, err);
        model_clear(&model_farewell, &opening.farewell);
    }
    if (r < 0)
        refunds_of_clear(&of);
    else
        *ret = of;
    return r;
}

/* --- it came back --- */

static int put_task(struct store *store, const struct refund *refund, const char *decision, struct err *err)
{
    _cleanup_str_ struct str sum = STR_INIT;
    struct task task;
    enum put put;

    words_sum(&sum, refund->amount);
    model_init(&model_task, &task);
    task.ref = hash_new_ref("task");
    task.client = mem_string(refund->client);
    task.decision = mem_string(decision);
    task.kind = TASK_REFUND;
    task.what = str_format(_("return %s by another way: the refund came back"), str_text(&sum));
    task.due = refund->failed_on;
    int r = store_put(store, &model_task, &task, 0, &put, err);
    model_clear(&model_task, &task);
    return r;
}

/* The decision's own task, which was ticked when the money had gone. 1: there is none. */
static int open_task(struct store *store, const struct refund *refund, const char *decision, struct err *err)
{
    struct task *tasks;
    size_t n, opened = 0;
    enum put put;
    int r = 0;

    if (store_all(store, &model_task, refund->client, &tasks, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (r == 0 && tasks[i].kind == TASK_REFUND && str_equal(tasks[i].decision, decision)) {
            tasks[i].state = TASK_OPEN;
            tasks[i].done_on = DAY_NONE;
            r = store_put(store, &model_task, &tasks[i], 0, &put, err);
            opened++;
        }
        model_clear(&model_task, &tasks[i]);
    }
    free(tasks);
    return r < 0 ? -1 : opened == 0;
}

static int bring_back(struct store *store, const char *ref, struct err *err)
{
    struct client client;
    enum put put;
    int r = store_get(store, &model_client, ref, &client, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (client.state == CLIENT_LEFT) {
        client.state = CLIENT_LEAVING;
        r = store_put(store, &model_client, &client, 0, &put, err);
    }
    model_clear(&model_client, &client);
    return r;
}

/* The goodbye first: the file lets nobody back who left by one that is over. */
static int open_again(struct store *store, struct farewell *farewell, struct err *err)
{
    enum put put;

    if (farewell->state != FAREWELL_LEFT)
        return 0;
    farewell->state = FAREWELL_OPEN;
    farewell->left_on = DAY_NONE;
    return store_put(store, &model_farewell, farewell, 0, &put, err) < 0
               ? -1
               : bring_back(store, farewell->client, err);
}

int refunds_reopen(struct store *store, const struct refund *refund, struct err *err)
{
    struct farewell farewell;
    int r = refund->farewell ? store_get(store, &model_farewell, refund->farewell, &farewell, err) : 1;

    if (r < 0)
        return -1;
    if (r > 0)
        return put_task(store, refund, NULL, err);
    r = open_again(store, &farewell, err);
    if (r == 0)
        r = open_task(store, refund, farewell.decision, err);
    if (r > 0)
        r = put_task(store, refund, farewell.decision, err);
    model_clear(&model_farewell, &farewell);
    return r;
}
