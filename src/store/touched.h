/* What a transaction touched, per client: their refs and ids (looked up once), from which entry on their log
 * must be judged again, and whether their rules or dues are to be worked out again. Memory per client, not
 * per row. */
#pragma once

#include "internal.h"

struct touched_client {
    char *ref;
    int64_t id;       /* 0: nobody stored this ref yet */
    int64_t from;     /* smallest touched entry, INT64_MAX: none */
    bool placeholder; /* made for an entry that came before its client */
    bool rules, dues;
};

struct touched *touched_new(void);
void touched_free(struct touched *touched);
/* Forgets everything: a new transaction, or one rolled back. */
void touched_clear(struct touched *touched);

/* The client called REF, looked up when it is met first. */
int touched_client(struct store *store, const char *ref, struct touched_client **ret, struct err *err);
/* The same by id, for clients that are stored. */
int touched_client_id(struct store *store, int64_t id, struct touched_client **ret, struct err *err);
static inline void touched_entry(struct touched_client *client, int64_t id)
{
    if (id < client->from)
        client->from = id;
}
/* The client was removed. */
void touched_forget(struct store *store, const char *ref);
/* Notes what putting or removing this record means for its client's rules and dues. */
int touched_record(struct store *store, const struct model *model, const void *record, struct err *err);
