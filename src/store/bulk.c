#include "bulk.h"

#include "cell.h"
#include "search.h"

#include "paletti/base/mem.h"

/* performance.md, "What was measured": the search index wants its rows in the order of their ids (a smaller
 * one than the last makes it write a segment), a large buffer, and no merging on the way. The index by client
 * is made in one pass when the log was short before; making it anew for a long log would cost more than it
 * saves.
 *
 * The large segments that an import leaves are lifted to a level of their own, where store_tidy merges them
 * bit by bit: on the lowest one, the small segments of later entries would sooner or later be merged with
 * them, all at once and for seconds, in the middle of somebody's work. */
#define FEW_ROWS    50000
#define TOLD_EVERY  512 /* entries */
#define BULK_CACHE  "PRAGMA cache_size = -131072"
#define USUAL_CACHE "PRAGMA cache_size = -2000"

enum { CLEAR, ROWS, INDEX_SQL, DROP_INDEX, NOTE, NOTED, FORGET, SELECT_ALL, SELECT_NOTED, BUFFER, LIFT };
static const char *const sql[] = {
    [CLEAR] = "INSERT INTO search (search) VALUES ('delete-all')",
    [ROWS] = "SELECT interactions FROM upkeep",
    [INDEX_SQL] = "SELECT sql FROM sqlite_schema WHERE name = 'interaction_client'",
    [DROP_INDEX] = "DROP INDEX interaction_client",
    [NOTE] = "INSERT OR IGNORE INTO temp.noted VALUES (?1)",
    [NOTED] = "SELECT 1 FROM temp.noted WHERE id = ?1",
    [FORGET] = "DELETE FROM temp.noted WHERE id = ?1",
    [SELECT_ALL] = "SELECT id, client_id, subject, body FROM interaction ORDER BY id",
    [SELECT_NOTED] = ("SELECT i.id, i.client_id, i.subject, i.body FROM temp.noted AS n "
                      "CROSS JOIN interaction AS i ON i.id = n.id ORDER BY n.id"),
    [BUFFER] = "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)",
    [LIFT] = "INSERT INTO search (search, rank) VALUES ('merge', -1)",
};
/* The statements on temp.noted can be prepared only while it is there: the test makes it. */
const struct statements bulk_statements = {sql, ARRAY_LEN(sql)};
#define MAKE_NOTED   "CREATE TEMP TABLE IF NOT EXISTS noted (id INTEGER PRIMARY KEY) STRICT"
#define DROP_NOTED   "DROP TABLE IF EXISTS temp.noted"

#define BUFFER_USUAL (1 << 20)
#define BUFFER_BULK  (48 << 20)

/* Drops the index by client, and remembers how it is made. */
static int drop_index(struct store *store, struct err *err)
{
    {
        _cleanup_statement_ struct statement st = {0};
        if (statement_take(store, sql[INDEX_SQL], &st, err) < 0)
            return -1;
        int r = statement_step(store, st.stmt, err);
        if (r <= 0)
            return r;
        store->bulk_index = mem_string(column_text(st.stmt, 0));
    }
    return store_run(store, sql[DROP_INDEX], 0, 0, err);
}

int store_bulk_begin(struct store *store, struct err *err)
{
    if (transaction_needed(store, err) < 0)
        return -1;
    int64_t rows = store_integer(store, sql[ROWS], 0, 0) + store->added;
    if (store_exec(store, BULK_CACHE, err) < 0 || store_exec(store, MAKE_NOTED, err) < 0)
        return -1;
    if (rows < FEW_ROWS && drop_index(store, err) < 0)
        return -1;
    store->bulk = rows == 0 ? BULK_ALL : BULK_NEW;
    return 0;
}

/* Taking an entry out of the index costs what indexing some others does. */
enum { OTHERS = 3 };

int store_bulk_begin_removal(struct store *store, int64_t entries, struct err *err)
{
    if (store_bulk_begin(store, err) < 0)
        return -1;
    int64_t rows = store_integer(store, sql[ROWS], 0, 0) + store->added;
    if (rows - entries > OTHERS * entries)
        return 0;
    store->bulk = BULK_ALL;
    return store_run(store, sql[CLEAR], 0, 0, err);
}

int bulk_add(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
             struct err *err)
{
    if (store->bulk == BULK_NO)
        return search_add(store, id, client_id, subject, body, err);
    return store->bulk == BULK_NEW ? store_run(store, sql[NOTE], id, 0, err) : 0;
}

int bulk_remove(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
                struct err *err)
{
    if (store->bulk == BULK_ALL)
        return 0;
    if (store->bulk == BULK_NEW && store_integer(store, sql[NOTED], id, 0))
        return store_run(store, sql[FORGET], id, 0, err);
    return search_remove(store, id, client_id, subject, body, err);
}

static void tell(const struct store *store, int64_t done)
{
    if (store->progress && done % TOLD_EVERY == 0)
        store->progress(store->progress_ctx, done, store->added);
}

static int index_words(struct store *store, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int64_t done = 0;
    int r;

    if (statement_take(store, sql[store->bulk == BULK_ALL ? SELECT_ALL : SELECT_NOTED], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        tell(store, done++);
        if (search_add(store, sqlite3_column_int64(st.stmt, 0), sqlite3_column_int64(st.stmt, 1),
                       column_text(st.stmt, 2), column_text(st.stmt, 3), err) < 0)
            return -1;
    }
    return r;
}

int store_bulk_end(struct store *store, struct err *err)
{
    if (store->bulk == BULK_NO)
        return 0;
    if (store->bulk_index && store_exec(store, store->bulk_index, err) < 0)
        return -1;
    if (store_run(store, sql[BUFFER], BUFFER_BULK, 0, err) < 0 || index_words(store, err) < 0 ||
        store_run(store, sql[LIFT], 0, 0, err) < 0 || store_run(store, sql[BUFFER], BUFFER_USUAL, 0, err) < 0)
        return -1;
    bulk_forget(store);
    return store_exec(store, DROP_NOTED, err);
}

void bulk_forget(struct store *store)
{
    if (store->bulk == BULK_NO)
        return;
    store->bulk = BULK_NO;
    free(MEM_TAKE(store->bulk_index));
    sqlite3_exec(store->db, USUAL_CACHE, NULL, NULL, NULL);
}
