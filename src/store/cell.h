/* A record's columns, driven by its model: binding, comparing and reading them, in the order of the fields.
 */
#pragma once

#include "internal.h"

/* How many columns the fields of MODEL take: one each, two for money, an embedded object its own. */
int columns_count(const struct model *model);
/* Binds them to the parameters FIRST, FIRST + 1 ... The record must outlive the step. */
void columns_bind(const struct store *store, const struct model *model, const void *record,
                  sqlite3_stmt *stmt, int first);
/* Whether the columns FIRST, FIRST + 1 ... of the row are what the record would bind. */
bool columns_equal(const struct store *store, const struct model *model, const void *record,
                   sqlite3_stmt *stmt, int first);
/* Reads the columns into RECORD, which model_init has seen. */
int columns_read(const struct store *store, const struct model *model, sqlite3_stmt *stmt, int first,
                 void *record, struct err *err);

/* Ids of interactions order by instant: the first and the last that an entry of AT can have. */
static inline int64_t id_first(int64_t at)
{
    return at >= INT64_MAX >> 16 ? INT64_MAX : at * 65536;
}
static inline int64_t id_last(int64_t at)
{
    return at >= INT64_MAX >> 16 ? INT64_MAX : at * 65536 + 65535;
}

/* Single values, where a statement is written for a struct rather than a model. NULL stands for "none". */
void bind_instant(sqlite3_stmt *stmt, int i, int64_t at);
void bind_day(sqlite3_stmt *stmt, int i, int32_t day);
void bind_text(sqlite3_stmt *stmt, int i, const char *text);
int64_t column_instant(sqlite3_stmt *stmt, int i);
/* When the interaction was whose id the column is. */
int64_t column_id_instant(sqlite3_stmt *stmt, int i);
int32_t column_day(sqlite3_stmt *stmt, int i);
/* Of two columns, the second one its currency. */
struct money column_money(sqlite3_stmt *stmt, int i);
/* Borrowed until the next step; NULL where the column is. */
const char *column_text(sqlite3_stmt *stmt, int i);
/* The index of the column's word in NAMES, OTHERWISE when it is NULL or none of them. */
int column_enum(sqlite3_stmt *stmt, int i, const char *const *names, int otherwise);

/* Takes TEXT, on what there is of a client up to a day: ?1 the client's id, ?2 the day. */
int of_client_take(struct store *store, const char *text, int64_t client_id, int32_t until, struct statement *ret,
                   struct err *err);
/* The same, where it counts: its one value. */
int of_client_count(struct store *store, const char *text, int64_t client_id, int32_t until, int64_t *ret, struct err *err);
