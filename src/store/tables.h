/* The statements of each record type, from its columns. */
#pragma once

#include "internal.h"

enum table_sql {
    TABLE_GET,     /* ?1: the key */
    TABLE_INSERT,  /* ?1 ...: the columns; then, where the key is a ref, the row's id or NULL */
    TABLE_UPDATE,  /* ?1 ...: the columns */
    TABLE_REMOVE,  /* ?1: the key */
    TABLE_EACH,    /* in writing order */
    TABLE_EACH_OF, /* ?1: a client's ref */
    TABLE_COUNT,
    TABLE_ROW,     /* ?1: the key; the row's id */
    TABLE_KEY_OF,  /* ?1: a row's id; the key */
    TABLE_SQL_N,
};

/* What finds a record: its ref; of a rule `from`; `me` is single. */
enum table_key { KEY_REF, KEY_FROM, KEY_NONE };

struct table {
    const struct model *model;
    enum table_key key;
    const char *sql[TABLE_SQL_N];
};

/* Of model_dispatch, behind its ref. */
#define DISPATCH_COLUMNS                                                                                   \
    "kind, client, recipient, subject, draft, refund, farewell, sequence, way, message, bytes, sha256, "    \
    "confirmed_at, not_before, by_hand, state, sending_at, ended_at, code, reply, why, external_id, live"

extern const struct table tables[];
extern const size_t tables_n;
const struct table *table_of(const struct model *model);
