#include "put.h"

#include "cell.h"
#include "journal.h"
#include "touched.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

enum { PLACEHOLDER, FINISH, MADE_SHORT, SHORT_TAKEN, SAME_SHORT, SET_MADE_SHORT };
static const char *const sql[] = {
    [PLACEHOLDER] = "INSERT INTO client (ref, name, state, large) VALUES (?1, '', 'active', 0)",
    [FINISH] = "UPDATE client SET folded = ?2, made_short = ?3 WHERE ref = ?1 RETURNING id",
    [MADE_SHORT] = "SELECT made_short FROM client WHERE ref = ?1",
    [SHORT_TAKEN] = "SELECT 1 FROM client WHERE coalesce(short, made_short) = ?2 AND ref <> ?1",
    [SAME_SHORT] =
        "SELECT ref FROM client WHERE coalesce(short, made_short) = ?2 AND short IS NULL AND ref <> ?1",
    [SET_MADE_SHORT] = "UPDATE client SET made_short = ?2 WHERE ref = ?1",
};
const struct statements client_put_statements = {sql, ARRAY_LEN(sql)};

int client_make_placeholder(struct store *store, const char *ref, int64_t *ret_id, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[PLACEHOLDER], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return journal_made(store, &model_client, *ret_id, err);
}

/* 1: another client than REF goes by SHORT_NAME already. */
static int is_taken(struct store *store, const char *ref, const char *short_name, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[SHORT_TAKEN], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    bind_text(st.stmt, 2, short_name);
    return statement_step(store, st.stmt, err);
}

static int is_taken_number(struct store *store, const char *ref, const char *word, long number,
                           struct err *err)
{
    _cleanup_free_ char *name = str_format("%s%ld", word, number);

    return is_taken(store, ref, name, err);
}

/* A number that makes WORD unique: doubled until one is free, then halved down to it, so that the ten
 * thousandth "Newsletter" is found as fast as the second. */
static int find_number(struct store *store, const char *ref, const char *word, long *ret, struct err *err)
{
    long taken = 1, number = 2;
    int r;

    while ((r = is_taken_number(store, ref, word, number, err)) > 0) {
        taken = number;
        number *= 2;
    }
    while (r >= 0 && number - taken > 1) {
        long middle = taken + (number - taken) / 2;
        r = is_taken_number(store, ref, word, middle, err);
        if (r > 0)
            taken = middle;
        else
            number = middle;
    }
    *ret = number;
    return r < 0 ? -1 : 0;
}

/* Whether NAME is WORD, with or without a number behind it. */
static bool is_made_from(const char *name, const char *word)
{
    return str_starts(name, word) && name[strlen(word) + strspn(name + strlen(word), "0123456789")] == '\0';
}

int client_made_short(struct store *store, const char *ref, char **ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[MADE_SHORT], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return -1;
    *ret = r ? mem_string(column_text(st.stmt, 0)) : NULL;
    return 0;
}

/* The first word of NAME, made unique; the one that client has already is kept. */
static int make_short(struct store *store, const char *ref, const char *name, char **ret, struct err *err)
{
    _cleanup_free_ char *word = mem_string_n(name, strcspn(name, " \t\n"));
    _cleanup_free_ char *old = NULL;
    long number;

    if (client_made_short(store, ref, &old, err) < 0)
        return -1;
    if (old && is_made_from(old, word)) {
        int taken = is_taken(store, ref, old, err);
        if (taken == 0)
            *ret = MEM_TAKE(old);
        if (taken <= 0)
            return taken;
    }
    int r = is_taken(store, ref, word, err);
    if (r > 0)
        r = find_number(store, ref, word, &number, err) < 0 ? -1 : 1;
    if (r >= 0)
        *ret = r ? str_format("%s%ld", word, number) : MEM_TAKE(word);
    return r < 0 ? -1 : 0;
}

static int set_made_short(struct store *store, const struct client *record, const char *made, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (journal_before(store, &model_client, record, 0, err) < 0 ||
        statement_take(store, sql[SET_MADE_SHORT], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, record->ref);
    bind_text(st.stmt, 2, made);
    return statement_run(store, st.stmt, err);
}

int client_put_back_short(struct store *store, const struct client *record, const char *short_name, struct err *err)
{
    _cleanup_free_ char *made = NULL;

    if (client_made_short(store, record->ref, &made, err) < 0)
        return -1;
    return str_equal(made, short_name) ? 0 : set_made_short(store, record, short_name, err);
}

/* A new one for the client REF, because somebody gave the one it has to another. */
static int make_another(struct store *store, const char *ref, struct err *err)
{
    _cleanup_free_ char *made = NULL;
    struct client client;

    if (store_get(store, &model_client, ref, &client, err) != 0)
        return -1;
    int r = make_short(store, ref, client.name, &made, err);
    if (r == 0)
        r = set_made_short(store, &client, made, err);
    model_clear(&model_client, &client);
    return r;
}

/* A short name that somebody gave wins over the same one made for another client. */
static int move_away(struct store *store, const struct client *record, struct err *err)
{
    _cleanup_statement_ struct statement same = {0};

    if (statement_take(store, sql[SAME_SHORT], &same, err) < 0)
        return -1;
    bind_text(same.stmt, 1, record->ref);
    bind_text(same.stmt, 2, record->short_name);
    int r = statement_step(store, same.stmt, err);
    if (r <= 0)
        return r;
    _cleanup_free_ char *ref = mem_string(column_text(same.stmt, 0));
    return make_another(store, ref, err);
}

int client_finish(struct store *store, const struct client *record, const char *short_name, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_free_ char *key = text_sort_key(record->name), *made = NULL;
    struct touched_client *client;
    int r;

    if (record->short_name)
        r = move_away(store, record, err);
    else if (short_name)
        r = (made = mem_string(short_name)) == NULL;
    else
        r = make_short(store, record->ref, record->name, &made, err);
    if (r < 0 || touched_client(store, record->ref, &client, err) < 0 ||
        statement_take(store, sql[FINISH], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, record->ref);
    bind_text(st.stmt, 2, key);
    bind_text(st.stmt, 3, made);
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    client->id = sqlite3_column_int64(st.stmt, 0);
    client->placeholder = false;
    return 0;
}
