#include "touched.h"

#include "cell.h"

#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/interaction.h"
#include "paletti/core/me.h"
#include "paletti/core/rule.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"

#include <string.h>

enum { CLIENT_ID, CLIENT_REF };
static const char *const sql[] = {
    [CLIENT_ID] = "SELECT id FROM client WHERE ref = ?1",
    [CLIENT_REF] = "SELECT ref FROM client WHERE id = ?1",
};
const struct statements touched_statements = {sql, ARRAY_LEN(sql)};

/* A hash table of pointers, so that what is handed out stays where it is. */
struct touched {
    struct touched_client **clients;
    size_t n, size; /* size is a power of two */
    bool everybody;
};

struct touched *touched_new(void)
{
    return mem_zero(1, sizeof(struct touched));
}

void touched_clear(struct touched *touched)
{
    for (size_t i = 0; i < touched->size; i++) {
        if (!touched->clients[i])
            continue;
        free(touched->clients[i]->ref);
        free(touched->clients[i]);
    }
    free(touched->clients);
    *touched = (struct touched){0};
}

void touched_free(struct touched *touched)
{
    if (!touched)
        return;
    touched_clear(touched);
    free(touched);
}

static size_t hash_ref(const char *ref)
{
    size_t h = 1469598103934665603u;

    for (; *ref; ref++)
        h = (h ^ (unsigned char)*ref) * 1099511628211u;
    return h ^ h >> 29;
}

/* The place of REF: its client, or where it would stand. */
static struct touched_client **find(const struct touched *touched, const char *ref)
{
    size_t at = hash_ref(ref) & (touched->size - 1);

    while (touched->clients[at] && strcmp(touched->clients[at]->ref, ref) != 0)
        at = (at + 1) & (touched->size - 1);
    return &touched->clients[at];
}

static void grow(struct touched *touched)
{
    struct touched larger = *touched;

    larger.size = touched->size ? touched->size * 2 : 64;
    larger.clients = mem_zero(larger.size, sizeof(struct touched_client *));
    for (size_t i = 0; i < touched->size; i++)
        if (touched->clients[i])
            *find(&larger, touched->clients[i]->ref) = touched->clients[i];
    free(touched->clients);
    *touched = larger;
}

static int look_up(struct store *store, const char *ref, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[CLIENT_ID], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return -1;
    *ret = r ? sqlite3_column_int64(st.stmt, 0) : 0;
    return 0;
}

int touched_client(struct store *store, const char *ref, struct touched_client **ret, struct err *err)
{
    struct touched *touched = store->touched;

    if (touched->n * 2 >= touched->size)
        grow(touched);
    struct touched_client **place = find(touched, ref);
    if (!*place) {
        int64_t id;
        if (look_up(store, ref, &id, err) < 0)
            return -1;
        *place = mem_zero(1, sizeof **place);
        **place = (struct touched_client){.ref = mem_string(ref), .id = id, .from = INT64_MAX};
        touched->n++;
    }
    *ret = *place;
    return 0;
}

int touched_client_id(struct store *store, int64_t id, struct touched_client **ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[CLIENT_REF], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    if (statement_step(store, st.stmt, err) <= 0)
        return -1;
    return touched_client(store, column_text(st.stmt, 0), ret, err);
}

void touched_forget(struct store *store, const char *ref)
{
    struct touched_client **place = store->touched->size ? find(store->touched, ref) : NULL;

    if (place && *place) {
        (*place)->id = 0;
        (*place)->from = INT64_MAX;
    }
}

/* What a record of a type means to its client, or to everybody. */
static const struct effect {
    const struct model *model;
    bool everybody, rules, dues;
} effects[] = {
    {&model_me, .everybody = true}, /* its zone holds where no rule says another one */
    {&model_rule, .everybody = true},
    {&model_override, .rules = true, .dues = true},
    {&model_told, .rules = true, .dues = true},
    {&model_contract, .dues = true},
    {&model_invoice, .dues = true},
    {&model_ask, .dues = true},
};

int touched_record(struct store *store, const struct model *model, const void *record, struct err *err)
{
    const struct effect *effect = NULL;
    struct touched_client *client;

    for (size_t i = 0; i < ARRAY_LEN(effects); i++)
        if (effects[i].model == model)
            effect = &effects[i];
    if (!effect)
        return 0;
    store->touched->everybody |= effect->everybody;
    if (!effect->rules && !effect->dues)
        return 0;
    const char *ref = *(char *const *)field_of(model_field(model, "client"), record);
    if (touched_client(store, ref, &client, err) < 0)
        return -1;
    client->rules |= effect->rules;
    client->dues |= effect->dues;
    return 0;
}

static const struct touched_client *by_id(const struct store *store, int64_t id)
{
    for (size_t i = 0; i < store->touched->size; i++)
        if (store->touched->clients[i] && store->touched->clients[i]->id == id)
            return store->touched->clients[i];
    return NULL;
}

int log_touched(struct store *store, int (*fn)(void *ctx, int64_t client_id, int64_t from), void *ctx,
                struct err *err)
{
    (void)err;
    for (size_t i = 0; i < store->touched->size; i++) {
        const struct touched_client *client = store->touched->clients[i];
        if (!client || !client->id || client->from == INT64_MAX)
            continue;
        int r = fn(ctx, client->id, client->from);
        if (r)
            return r;
    }
    return 0;
}

bool log_rules_touched(struct store *store, int64_t client_id)
{
    if (store->touched->everybody || client_id == 0)
        return store->touched->everybody;
    const struct touched_client *client = by_id(store, client_id);
    return client && client->rules;
}

bool dues_touched(struct store *store, int64_t client_id)
{
    const struct touched_client *client = by_id(store, client_id);

    return client && client->dues;
}
