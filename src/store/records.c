#include "paletti/store/records.h"

#include "cell.h"
#include "journal.h"
#include "outbox_put.h"
#include "put.h"
#include "references.h"
#include "tables.h"
#include "touched.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
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
    int r = model == &model_decision ? decision_read(store, stmt, record, err)
                                     : columns_read(store, model, stmt, 0, record, err);
    if (r < 0)
        model_clear(model, record);
    return r;
}

/* Steps to the row of a key given as text. 0; 1: there is none. */
static int find_row(struct store *store, const struct table *table, const char *key, struct statement *ret,
                    struct err *err)
{
    if (statement_take(store, table->sql[TABLE_GET], ret, err) < 0)
        return -1;
    return bind_key_text(table, key, ret->stmt) != 0 ? 1 : statement_first(store, ret->stmt, err);
}

/* The id of the row that the statement's key finds, 0: there is none. */
static int64_t row_of(struct store *store, const struct table *table, const char *key)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, table->sql[TABLE_ROW], &st, NULL) < 0 || bind_key_text(table, key, st.stmt) != 0)
        return 0;
    return statement_step(store, st.stmt, NULL) > 0 ? sqlite3_column_int64(st.stmt, 0) : 0;
}

/* What a row that is about to be replaced or removed was: to the journal, and to its client, who may be another one
 * than the new row's. */
static int note_stored(struct store *store, const struct model *model, sqlite3_stmt *stmt, int64_t row,
                       struct err *err)
{
    _cleanup_free_ void *record = mem_alloc(model->size);

    if (read_row(store, model, stmt, record, err) < 0)
        return -1;
    int r = journal_before(store, model, record, row, err);
    if (r == 0)
        r = touched_record(store, model, record, err);
    model_clear(model, record);
    return r;
}

/* What putting RECORD will be. */
static int compare_stored(struct store *store, const struct table *table, const void *record, bool placeholder,
                          enum put *ret, struct err *err)
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
    return *ret == PUT_UPDATED && !placeholder ? note_stored(store, table->model, st.stmt, 0, err) : 0;
}

static int write_row(struct store *store, const struct table *table, const void *record, bool insert, int64_t row,
                     struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, table->sql[insert ? TABLE_INSERT : TABLE_UPDATE], &st, err) < 0)
        return -1;
    columns_bind(store, table->model, record, st.stmt, 1);
    if (insert && row && table->key == KEY_REF)
        sqlite3_bind_int64(st.stmt, sqlite3_bind_parameter_count(st.stmt), row);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    return insert ? journal_made(store, table->model, sqlite3_last_insert_rowid(store->db), err) : 0;
}

/* Whether an entry came before this client, so that a row is there already that holds nothing. */
static int is_placeholder(struct store *store, const struct model *model, const void *record, struct err *err)
{
    struct touched_client *client;

    if (model != &model_client)
        return 0;
    return touched_client(store, model_ref(model, record), &client, err) < 0 ? -1 : client->placeholder;
}

static int put_row(struct store *store, const struct model *model, const void *record, const struct back *back,
                   enum put *ret, struct err *err)
{
    const struct table *table = need_table(model);
    int placeholder = is_placeholder(store, model, record, err);
    enum put put;

    if (placeholder < 0 || compare_stored(store, table, record, placeholder, &put, err) < 0)
        return -1;
    if (put == PUT_UNCHANGED && !placeholder) {
        *ret = put;
        return back && model == &model_client ? client_put_back_short(store, record, back->short_name, err) : 0;
    }
    if (write_row(store, table, record, put == PUT_NEW, back ? back->row : 0, err) < 0)
        return -1;
    if (model == &model_client && client_finish(store, record, back ? back->short_name : NULL, err) < 0)
        return -1;
    *ret = placeholder ? PUT_NEW : put;
    return touched_record(store, model, record, err);
}

static int put(struct store *store, const struct model *model, const void *record, const struct back *back,
               enum put *ret, struct err *err)
{
    if (model == &model_interaction)
        return interaction_put(store, record, back ? back->row : 0, ret, err);
    if (model == &model_decision)
        return decision_put(store, record, back ? back->row : 0, ret, err);
    if (model == &model_dispatch)
        return dispatch_put(store, record, ret, err);
    return put_row(store, model, record, back, ret, err);
}

int store_put(struct store *store, const struct model *model, const void *record, int64_t line, enum put *ret,
              struct err *err)
{
    enum put what;

    if (transaction_needed(store, err) < 0 || references_note(store, model, record, line, err) < 0 ||
        put(store, model, record, NULL, &what, err) < 0)
        return -1;
    if (ret)
        *ret = what;
    return 0;
}

int store_put_back(struct store *store, const struct model *model, const void *record, const struct back *back,
                   struct err *err)
{
    enum put what;

    if (transaction_needed(store, err) < 0 || references_note(store, model, record, 0, err) < 0)
        return -1;
    return put(store, model, record, back, &what, err);
}

int store_get(struct store *store, const struct model *model, const char *ref, void *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r = find_row(store, need_table(model), ref, &st, err);

    return r != 0 ? r : read_row(store, model, st.stmt, ret, err);
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

static int tell_unreadable(const struct model *model, const void *record, int (*fn)(void *ctx, const char *fault),
                           void *ctx)
{
    const char *ref = model_ref(model, record);
    _cleanup_free_ char *fault =
        str_format(_("%s \"%s\" cannot be read: it holds what no paletti wrote"), model->type, ref ? ref : "");

    return fn(ctx, fault);
}

static int each_unreadable(struct store *store, const struct model *model, int (*fn)(void *ctx, const char *fault),
                           void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r;

    if (take_each(store, model, NULL, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        if (read_row(store, model, st.stmt, record, NULL) < 0 || (model == &model_decision && !decision_whole(st.stmt)))
            r = tell_unreadable(model, record, fn, ctx);
        model_clear(model, record);
        if (r < 0 || store_stop_wanted(store))
            return r < 0 ? r : store_fail_stopped(err);
    }
    return r;
}

int records_unreadable(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx, struct err *err)
{
    for (size_t i = 0; i < tables_n; i++)
        if (each_unreadable(store, tables[i].model, fn, ctx, err) < 0)
            return -1;
    return 0;
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

/* What removing a record means has to be noted while it can still be read. */
static int note_removed(struct store *store, const struct model *model, const char *ref, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r = find_row(store, need_table(model), ref, &st, err);

    return r != 0 ? r : note_stored(store, model, st.stmt, row_of(store, need_table(model), ref), err);
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
            : model == &model_decision  ? decision_remove(store, ref, err)
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
