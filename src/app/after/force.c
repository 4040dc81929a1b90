/* Decisions in force, with whoever they are about, and the looks back at them. */
#include "after_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

void force_clear(struct force *force)
{
    decision_clear(&force->decision);
    model_clear(&model_review, &force->last);
    free(force->client);
    free(force->name);
    *force = (struct force){0};
}

static int take_review(void *ctx, const void *record)
{
    const struct review *review = record;
    struct force *force = ctx;

    if (!str_equal(review->decision, force->decision.ref))
        return 0;
    if (!force->last.ref || review->on >= force->last.on) {
        model_clear(&model_review, &force->last);
        model_copy(&model_review, review, &force->last);
    }
    if (review->on > force->looked_on)
        force->looked_on = review->on;
    force->result_given |= review->result != REVIEW_MARK_NONE && force->decision.result_on != DAY_NONE &&
                           review->on >= force->decision.result_on;
    return 0;
}

/* RET's client is filled in already. */
static int read_force(struct app *app, struct store *store, const char *ref, struct force *ret,
                      struct err *err)
{
    int r = store_get(store, &model_decision, ref, &ret->decision, err);

    if (r != 0)
        return r;
    model_init(&model_review, &ret->last);
    ret->day = ret->looked_on = days_at(app_zone(app), ret->decision.at);
    return store_each(store, &model_review, ret->decision.client, take_review, ret, err);
}

struct reading {
    struct app *app;
    struct store *store;
    int (*fn)(void *ctx, const struct force *force);
    void *ctx;
    struct err *err;
};

static int take_row(void *ctx, const struct force_row *row)
{
    const struct reading *reading = ctx;
    struct force force = {.client_id = row->client_id, .state = row->state};
    int r = read_force(reading->app, reading->store, row->ref, &force, reading->err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    force.client = mem_string(row->client);
    force.name = mem_string(row->name);
    r = reading->fn(reading->ctx, &force);
    force_clear(&force);
    return r;
}

int force_each(struct app *app, struct store *store, const char *client,
               int (*fn)(void *ctx, const struct force *force), void *ctx, struct err *err)
{
    struct reading reading = {app, store, fn, ctx, err};

    return decisions_in_force(store, client, take_row, &reading, err);
}

static int take_client(void *ctx, const struct client_row *row)
{
    struct force *force = ctx;

    force->client_id = row->id;
    force->state = row->state;
    free(force->name);
    force->name = mem_string(row->name);
    return 1;
}

int force_get(struct app *app, struct store *store, const char *ref, struct force *ret, struct err *err)
{
    struct force force = {0};
    int64_t id;
    int r = read_force(app, store, ref, &force, err);

    if (r > 0)
        return err_set(err, _("there is no decision \"%.60s\""), ref);
    if (r < 0)
        return -1;
    force.client = mem_string(force.decision.client);
    force.name = mem_string(force.client);
    r = client_find(store, force.client, &id, NULL, NULL, err);
    if (r == 0)
        r = client_find_id(store, id, take_client, &force, err);
    if (r < 0) {
        force_clear(&force);
        return -1;
    }
    *ret = force;
    return 0;
}
