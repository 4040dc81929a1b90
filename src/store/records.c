#include "paletti/store/records.h"

#include "cell.h"
#include "put.h"
#include "references.h"
#include "tables.h"
#include "touched.h"

#include "paletti/base/mem.h"
#include "paletti/core/rule.h"

/* The model's table; a type without one is a fault of the program. */
static const struct table *need_table(const struct model *model)
{
    const struct table *table = table_of(model);

    if (!table)
        abort();
    return table;
}

/* Binds the key of RECORD as ?1. */
static void bind_key(const struct table *table, const void *record, sqlite3_stmt *stmt)
{
    if (table->key == KEY_REF)
        bind_text(stmt, 1, model_ref(table->model, record));
    else if (table->key == KEY_FROM)
        sqlite3_bind_int64(stmt, 1, ((const struct rule *)record)->from);
}

/* Binds a key given as text. 0; 1: no record can have this key. */
static int bind_key_text(const struct table *table, const char *key, sqlite3_stmt *stmt)
{
    int64_t from;

    if (table->key == KEY_REF && key)
        bind_text(stmt, 1, key);
    else if (table->key == KEY_FROM && key && civil_parse_instant(key, &from) == 0)
        sqlite3_bind_int64(stmt, 1, from);
    else if (table->key != KEY_NONE)
        return 1;
    return 0;
}

static int read_row(struct store *store, const struct model *model, sqlite3_stmt *stmt, void *record,
                    struct err *err)
{
    model_init(model, record);
    if (columns_read(store, model, stmt, 0, record, err) == 0)
        return 0;
    model_clear(model, record);
    return -1;
}

/* What the row of MODEL that is about to be replaced means to its client, who may be another one than the new
 * row's. */
static int touch_stored(struct store *store, const struct model *model, sqlite3_stmt *stmt, struct err *err)
{
    _cleanup_free_ void *record = mem_alloc(model->size);

    if (read_row(store, model, stmt, record, err) < 0)
        return -1;
    int r = touched_record(store, model, record, err);
    model_clear(model, record);
    return r;
}

/* What putting RECORD will be. */
static int compare_stored(struct store *store, const struct table *table, const void *record, enum put *ret,
                          struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, table->sql[TABLE_GET], &st, err) < 0)
        return -1;
    bind_key(table, record, st.stmt);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return -1;
    if (r == 0)
        *ret = PUT_NEW;
    else
        *ret = columns_equal(store, table->model, record, st.stmt, 0) ? PUT_UNCHANGED : PUT_UPDATED;
    return *ret == PUT_UPDATED ? touch_stored(store, table->model, st.stmt, err) : 0;
}

static int write_row(struct store *store, const struct table *table, const void *record, bool insert,
                     struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, table->sql[insert ? TABLE_INSERT : TABLE_UPDATE], &st, err) < 0)
        return -1;
    columns_bind(store, table->model, record, st.stmt, 1);
    return statement_run(store, st.stmt, err);
}

/* Whether an entry came before this client, so that a row is there already that holds nothing. */
static int is_placeholder(struct store *store, const struct model *model, const void *record, struct err *err)
{
    struct touched_client *client;

    if (model != &model_client)
        return 0;
    return touched_client(store, model_ref(model, record), &client, err) < 0 ? -1 : client->placeholder;
}

static int put_row(struct store *store, const struct model *model, const void *record, enum put *ret,
                   struct err *err)
{
    const struct table *table = need_table(model);
    int placeholder = is_placeholder(store, model, record, err);
    enum put put;

    if (placeholder < 0 || compare_stored(store, table, record, &put, err) < 0)
        return -1;
    if (put == PUT_UNCHANGED && !placeholder) {
        *ret = put;
        return 0;
    }
    if (write_row(store, table, record, put == PUT_NEW, err) < 0)
        return -1;
    if (model == &model_client && client_finish(store, record, err) < 0)
        return -1;
    *ret = placeholder ? PUT_NEW : put;
    return touched_record(store, model, record, err);
}

int store_put(struct store *store, const struct model *model, const void *record, int64_t line, enum put *ret,
              struct err *err)
{
    enum put put;

    if (transaction_needed(store, err) < 0 || references_note(store, model, record, line, err) < 0)
        return -1;
    int r = model == &model_interaction ? interaction_put(store, record, &put, err)
                                        : put_row(store, model, record, &put, err);
    if (r == 0 && ret)
        *ret = put;
    return r;
}

int store_get(struct store *store, const struct model *model, const char *ref, void *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    const struct table *table = need_table(model);

    if (statement_take(store, table->sql[TABLE_GET], &st, err) < 0)
        return -1;
    if (bind_key_text(table, ref, st.stmt) != 0)
        return 1;
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r < 0 ? -1 : 1;
    model_init(model, ret);
    if (columns_read(store, model, st.stmt, 0, ret, err) == 0)
        return 0;
    model_clear(model, ret);
    return -1;
}

/* Takes the statement for the records of one client, or of everybody. */
static int take_each(struct store *store, const struct model *model, const char *client, struct statement *st,
                     struct err *err)
{
    const struct table *table = need_table(model);

    if (statement_take(store, table->sql[client ? TABLE_EACH_OF : TABLE_EACH], st, err) < 0)
        return -1;
    if (client)
        bind_text(st->stmt, 1, client);
    return 0;
}

int store_each(struct store *store, const struct model *model, const char *client,
               int (*fn)(void *ctx, const void *record), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r;

    if (take_each(store, model, client, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        if (read_row(store, model, st.stmt, record, err) < 0)
            return -1;
        r = fn(ctx, record);
        model_clear(model, record);
        if (r)
            return r;
    }
    return r;
}

static void free_all(const struct model *model, char *array, size_t n)
{
    for (size_t i = 0; i < n; i++)
        model_clear(model, array + i * model->size);
    free(array);
}

int store_all(struct store *store, const struct model *model, const char *client, void *ret_array,
              size_t *ret_n, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    char *array = NULL;
    size_t n = 0, cap = 0;
    int r;

    if (take_each(store, model, client, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        mem_grow(&array, n, &cap, model->size);
        r = read_row(store, model, st.stmt, array + n * model->size, err);
        if (r < 0)
            break;
        n++;
    }
    if (r < 0) {
        free_all(model, array, n);
        return -1;
    }
    *(void **)ret_array = array;
    *ret_n = n;
    return 0;
}

/* What removing a record means to its client has to be noted while it can still be read. */
static int note_removed(struct store *store, const struct model *model, const char *ref, struct err *err)
{
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r = store_get(store, model, ref, record, err);

    if (r != 0)
        return r;
    r = touched_record(store, model, record, err);
    model_clear(model, record);
    return r;
}

static int remove_row(struct store *store, const struct model *model, const char *ref, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    const struct table *table = need_table(model);
    int r = note_removed(store, model, ref, err);

    if (r != 0)
        return r;
    if (statement_take(store, table->sql[TABLE_REMOVE], &st, err) < 0)
        return -1;
    bind_key_text(table, ref, st.stmt);
    return statement_run(store, st.stmt, err);
}

int store_remove(struct store *store, const struct model *model, const char *ref, struct err *err)
{
    if (transaction_needed(store, err) < 0)
        return -1;
    int r = model == &model_interaction ? interaction_remove(store, ref, err)
                                        : remove_row(store, model, ref, err);
    if (r == 0) {
        references_removed(store);
        if (model == &model_client)
            touched_forget(store, ref);
    }
    return r;
}

int64_t store_count(struct store *store, const struct model *model)
{
    int64_t n = store_integer(store, need_table(model)->sql[TABLE_COUNT], 0, 0);

    return model == &model_interaction ? n + store->added : n;
}
