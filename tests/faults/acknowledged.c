#include "acknowledged.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/store/backup.h"
#include "paletti/store/records.h"

#include <stdio.h>

#define NOW 1773133200 /* 2026-03-10T09:00:00Z */

static char *no_text(const struct field *field, const void *record)
{
    (void)field;
    (void)record;
    return NULL;
}

/* Nothing that is written here has nested fields. */
static int no_value(const struct field *field, const char *text, void *record, struct err *err)
{
    (void)field;
    (void)text;
    (void)record;
    return err_set(err, "unexpected nested field");
}

static const struct store_codec codec = {.encode = no_text, .decode = no_value};

struct store *fault_open(const char *folder)
{
    _cleanup_free_ char *path = str_format("%s/paletti.db", folder);
    struct store *store = NULL;
    struct err err;

    if (store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &err) != 0) {
        printf("not opened: %s\n", err.text);
        return NULL;
    }
    return store;
}

static int put_client(struct store *store, struct err *err)
{
    struct client client;

    model_init(&model_client, &client);
    client.ref = (char *)"a";
    client.name = (char *)"Ana Prado";
    return store_put(store, &model_client, &client, 0, NULL, err);
}

static int put_entry(struct store *store, int run, int i, struct err *err)
{
    _cleanup_free_ char *ref = str_format("%d-%d", run, i),
                        *text = str_format("palabra %d número %d", run, i);
    struct interaction entry;

    model_init(&model_interaction, &entry);
    entry.ref = ref;
    entry.client = (char *)"a";
    entry.at = NOW + run * 7919 % 100000 + i;
    entry.direction = DIRECTION_IN;
    entry.kind = KIND_MESSAGE;
    entry.subject = text;
    return store_put(store, &model_interaction, &entry, 0, NULL, err);
}

int fault_put(struct store *store, int run, int i, struct err *err)
{
    if (store_begin(store, err) < 0)
        return -1;
    if (put_client(store, err) == 0 && put_entry(store, run, i, err) == 0 && store_commit(store, err) == 0)
        return 0;
    store_rollback(store);
    return -1;
}

int fault_import(struct store *store, int run, int n, struct err *err)
{
    if (store_begin(store, err) < 0)
        return -1;
    int r = put_client(store, err) < 0 ? -1 : store_bulk_begin(store, err);
    for (int i = 0; i < n && r == 0; i++)
        r = put_entry(store, run, i, err);
    if (r == 0 && store_commit(store, err) == 0)
        return 0;
    store_rollback(store);
    return -1;
}

bool fault_has(struct store *store, int run, int i)
{
    _cleanup_free_ char *ref = str_format("%d-%d", run, i);
    struct interaction entry;

    if (store_get(store, &model_interaction, ref, &entry, NULL) != 0)
        return false;
    model_clear(&model_interaction, &entry);
    return true;
}

static void print_fault(void *ctx, const char *fault)
{
    (void)ctx;
    printf("fault: %s\n", fault);
}

bool fault_sound(struct store *store)
{
    struct err err = {0};
    int r = store_check(store, print_fault, NULL, &err);

    if (r < 0)
        printf("not checked: %s\n", err.text);
    return r == 0;
}
