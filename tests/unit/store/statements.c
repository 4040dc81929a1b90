/* Every statement can be prepared, and takes and gives the columns that its model has. */
#include "fixture.h"

#include "cell.h"
#include "internal.h"
#include "tables.h"

#include "paletti/core/interaction.h"
#include "paletti/core/later.h"

static sqlite3_stmt *prepare(struct store *store, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        ck_abort_msg("%s\n%s", sqlite3_errmsg(store->db), sql);
    return stmt;
}

START_TEST(statements_of_files)
{
    STORE;
    const struct statements *all[] = {
        &outbox_statements, &outbox_list_statements, &outbox_log_statements, &brief_statements,   &bulk_statements,    &check_statements,      &client_put_statements, &clients_statements,
        &debts_statements,
        &dues_statements,    &facts_statements, &interaction_statements, &judging_statements,    &log_statements, &payments_statements, &dealings_statements, &after_statements,
        &deciding_statements, &decision_statements,
        &recent_statements, &references_statements, &refs_statements, &search_statements,  &settings_statements,  &tidy_statements,       &touched_statements,
        &contacts_statements, &transaction_statements, &triage_statements, &typing_statements, &view_statements, &later_statements, &notes_statements, &journal_statements, &journal_turn_statements,
    };

    /* What is made when it is needed. */
    OK(store_exec(store, "CREATE TEMP TABLE noted (id INTEGER PRIMARY KEY)", err));
    OK(store_exec(store, "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, 'row')", err));
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        for (size_t k = 0; k < all[i]->n; k++)
            if (all[i]->sql[k])
                sqlite3_finalize(prepare(store, all[i]->sql[k]));
}
END_TEST

/* The names that the columns of MODEL have to have, one after the other. */
static void check_names(const struct model *model, const char *prefix, sqlite3_stmt *stmt, int *column)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        _cleanup_free_ char *name = str_format("%s%s", prefix, field->name);
        if (field->kind == FIELD_OBJECT) {
            _cleanup_free_ char *inner = str_format("%s_", name);
            check_names(field->model, inner, stmt, column);
            continue;
        }
        ck_assert_str_eq(sqlite3_column_name(stmt, (*column)++), name);
        if (field->kind == FIELD_MONEY) {
            _cleanup_free_ char *currency = str_format("%s_currency", name);
            ck_assert_str_eq(sqlite3_column_name(stmt, (*column)++), currency);
        }
    }
}

START_TEST(columns_are_the_fields)
{
    STORE;

    for (const struct model *const *model = models; *model; model++) {
        const struct table *table = table_of(*model);
        ck_assert_ptr_nonnull(table);
        if ((*model)->frozen) /* stored as the line it is */
            continue;
        for (int i = 0; i < TABLE_SQL_N; i++) {
            if (!table->sql[i])
                continue;
            sqlite3_stmt *stmt = prepare(store, table->sql[i]);
            int n = 0;
            if (i == TABLE_GET || i == TABLE_EACH || i == TABLE_EACH_OF) {
                check_names(*model, "", stmt, &n);
                ck_assert_int_eq(sqlite3_column_count(stmt), n);
                ck_assert_int_eq(n, columns_count(*model));
            } else if (i == TABLE_INSERT || i == TABLE_UPDATE) {
                int row = i == TABLE_INSERT && table->key == KEY_REF;
                ck_assert_int_eq(sqlite3_bind_parameter_count(stmt), columns_count(*model) + row);
            }
            sqlite3_finalize(stmt);
        }
    }
}
END_TEST

START_TEST(every_model_has_a_table)
{
    size_t n = 0;

    for (const struct model *const *model = models; *model; model++)
        n++;
    ck_assert_ptr_nonnull(table_of(&model_later)); /* the internal one */
    ck_assert_uint_eq(n + 1, tables_n);
}
END_TEST

/* The lists that are read by position walk along an index: no list of the log is sorted or scanned. */
START_TEST(lists_use_indexes)
{
    STORE;

    for (size_t i = 0; i < log_statements.n; i++) {
        if (!log_statements.sql[i])
            continue;
        _cleanup_free_ char *sql = str_format("EXPLAIN QUERY PLAN %s", log_statements.sql[i]);
        sqlite3_stmt *stmt = prepare(store, sql);
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            const char *step = (const char *)sqlite3_column_text(stmt, 3);
            ck_assert_msg(!strstr(step, "TEMP B-TREE"), "%s\n%s", step, sql);
            ck_assert_msg(!str_starts(step, "SCAN i") && !str_starts(step, "SCAN c"), "%s\n%s", step, sql);
        }
        sqlite3_finalize(stmt);
    }
}
END_TEST

RUN_TESTS("statements", statements_of_files, columns_are_the_fields, every_model_has_a_table, lists_use_indexes);
