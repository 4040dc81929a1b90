#include "put.h"

#include "bulk.h"
#include "cell.h"
#include "journal.h"
#include "search.h"
#include "touched.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

/* Columns in the model's order are ?1 to ?20, of which the client (?2), the instant (?3) and the body (?8)
 * are written in their own way; ?21 is the client's id, ?22 the entry's. */
#define REST                                                                                                 \
    "client_id, direction, kind, channel, subject, body, minutes, needs_reply, holding, promised, invited, " \
    "recap, energy, signs, closeness, thread, source_system, source_id"
#define REST_VALUES "?21, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20"
enum { P_CLIENT_ID = 21, P_ID = 22, P_OLD_ID = 23 };

enum { STORED, NEWEST, NEW_ID, INSERT, UPDATE, MOVE, DELETE, DELETE_VERDICT };
static const char *const sql[] = {
    /* id, client_id, then the columns in the model's order */
    [STORED] = "SELECT i.id, i.client_id, i.ref, c.ref, i.id >> 16, direction, kind, channel, subject, body, "
               "minutes, needs_reply, holding, promised, invited, recap, energy, signs, closeness, thread, "
               "source_system, source_id FROM interaction AS i CROSS JOIN client AS c ON c.id = i.client_id "
               "WHERE i.ref = ?1",
    [NEWEST] = "SELECT max(id) FROM interaction",
    [NEW_ID] = "SELECT max(id) FROM interaction WHERE id BETWEEN ?1 + 1 AND ?1 + 65535",
    [INSERT] = "INSERT INTO interaction (id, ref, " REST ") VALUES (?22, ?1, " REST_VALUES ") "
               "ON CONFLICT (ref) DO NOTHING",
    [UPDATE] = "UPDATE interaction SET (" REST ") = (" REST_VALUES ") WHERE id = ?22",
    [MOVE] = "UPDATE interaction SET id = ?22, (" REST ") = (" REST_VALUES ") WHERE id = ?23",
    [DELETE] = "DELETE FROM interaction WHERE id = ?1",
    [DELETE_VERDICT] = "DELETE FROM verdict WHERE id = ?1",
};
const struct statements interaction_statements = {sql, ARRAY_LEN(sql)};

/* What stands stored under a ref. */
struct stored {
    int64_t id, client_id;
    struct interaction record; /* initialised only where it was found */
    bool found;
};

static void stored_done(struct stored *stored)
{
    if (stored->found)
        model_clear(&model_interaction, &stored->record);
}

/* The smallest free id of the second AT, behind those logged before. Logs are mostly written in order: behind
 * the newest entry nothing needs to be looked up. */
static int new_id(struct store *store, int64_t at, int64_t *ret, struct err *err)
{
    char text[CIVIL_INSTANT_SIZE];
    int64_t first = at * 65536, last = first;

    if (store->newest == 0)
        store->newest = store_integer(store, sql[NEWEST], 0, INT64_MIN);
    if (first <= store->newest)
        last = store_integer(store, sql[NEW_ID], first, first);
    if (last == first + 65535)
        return err_set(
            err, _("interaction.at: there are 65535 entries at %s already; give this one another second"),
            civil_format_instant(at, text));
    *ret = last + 1;
    return 0;
}

static int write_row(struct store *store, const char *text, const struct interaction *record,
                     int64_t client_id, int64_t id, int64_t old_id, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, text, &st, err) < 0)
        return -1;
    columns_bind(store, &model_interaction, record, st.stmt, 1);
    sqlite3_bind_int64(st.stmt, P_CLIENT_ID, client_id);
    sqlite3_bind_int64(st.stmt, P_ID, id);
    if (old_id)
        sqlite3_bind_int64(st.stmt, P_OLD_ID, old_id);
    return statement_run(store, st.stmt, err);
}

/* The client's id, made up when the client comes later. */
static int find_client(struct store *store, const char *ref, struct touched_client **ret, struct err *err)
{
    if (touched_client(store, ref, ret, err) < 0)
        return -1;
    if ((*ret)->id)
        return 0;
    (*ret)->placeholder = true;
    return client_make_placeholder(store, ref, &(*ret)->id, err);
}

/* 0; 1: there is an entry with this ref already, nothing was written. */
static int insert(struct store *store, const struct interaction *record, int64_t row, struct err *err)
{
    struct touched_client *client;
    int64_t id = row;

    if (find_client(store, record->client, &client, err) < 0 ||
        (!row && new_id(store, record->at, &id, err) < 0) ||
        write_row(store, sql[INSERT], record, client->id, id, 0, err) < 0)
        return -1;
    if (sqlite3_changes64(store->db) == 0)
        return 1;
    store->added++;
    if (id > store->newest)
        store->newest = id;
    touched_entry(client, id);
    if (journal_made(store, &model_interaction, id, err) < 0)
        return -1;
    return bulk_add(store, id, client->id, record->subject, record->body, err);
}

static int delete_verdict(struct store *store, int64_t id, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[DELETE_VERDICT], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    return statement_run(store, st.stmt, err);
}

/* Takes the words of an entry out of the search, and notes what it was. */
static int take_out(struct store *store, const struct stored *stored, struct err *err)
{
    const struct interaction *record = &stored->record;

    if (journal_before(store, &model_interaction, record, stored->id, err) < 0)
        return -1;
    return bulk_remove(store, stored->id, stored->client_id, record->subject, record->body, err);
}

/* The id that the entry will have: as it was (ROW), or one of its second. */
static int next_id(struct store *store, const struct interaction *record, const struct stored *stored, int64_t row,
                   int64_t *ret, struct err *err)
{
    *ret = row ? row : stored->id;
    return !row && stored->id >> 16 != record->at ? new_id(store, record->at, ret, err) : 0;
}

static int update(struct store *store, const struct interaction *record, int64_t row, const struct stored *stored,
                  struct err *err)
{
    struct touched_client *client, *old_client;
    int64_t id;

    if (find_client(store, record->client, &client, err) < 0 ||
        touched_client_id(store, stored->client_id, &old_client, err) < 0 ||
        next_id(store, record, stored, row, &id, err) < 0)
        return -1;
    bool moved = id != stored->id;
    if (take_out(store, stored, err) < 0 || (moved && delete_verdict(store, stored->id, err) < 0) ||
        write_row(store, sql[moved ? MOVE : UPDATE], record, client->id, id, moved ? stored->id : 0, err) < 0)
        return -1;
    if (id > store->newest)
        store->newest = id;
    touched_entry(old_client, stored->id);
    touched_entry(client, id);
    return bulk_add(store, id, client->id, record->subject, record->body, err);
}

/* Looks REF up. 0 and *RET; 1: not stored, or stored just like RECORD (NULL: nothing is like it), which
 * *RET_SAME tells apart. */
static int find(struct store *store, const char *ref, const struct interaction *record, struct stored *ret,
                bool *ret_same, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    *ret_same = false;
    if (statement_take(store, sql[STORED], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    if (record && columns_equal(store, &model_interaction, record, st.stmt, 2)) {
        *ret_same = true;
        return 1;
    }
    ret->id = sqlite3_column_int64(st.stmt, 0);
    ret->client_id = sqlite3_column_int64(st.stmt, 1);
    model_init(&model_interaction, &ret->record);
    ret->found = true;
    return columns_read(store, &model_interaction, st.stmt, 2, &ret->record, err);
}

static int put_stored(struct store *store, const struct interaction *record, int64_t row, enum put *ret,
                      struct err *err)
{
    _cleanup_(stored_done) struct stored stored = {0};
    bool same;
    int r = find(store, record->ref, record, &stored, &same, err);

    if (r < 0)
        return -1;
    *ret = same ? PUT_UNCHANGED : r == 0 ? PUT_UPDATED : PUT_NEW;
    return r == 0 ? update(store, record, row, &stored, err) : 0;
}

/* What one entry was, the next one mostly is: in a new import each lookup would be in vain, in a repeated one
 * each attempt to insert. */
int interaction_put(struct store *store, const struct interaction *record, int64_t row, enum put *ret,
                    struct err *err)
{
    int r = 1;

    *ret = PUT_NEW;
    if (store->expect_stored && put_stored(store, record, row, ret, err) < 0)
        return -1;
    if (*ret == PUT_NEW)
        r = insert(store, record, row, err);
    if (r == 1 && *ret == PUT_NEW)
        r = put_stored(store, record, row, ret, err);
    store->expect_stored = *ret != PUT_NEW;
    return r < 0 ? -1 : 0;
}

int interaction_remove(struct store *store, const char *ref, struct err *err)
{
    _cleanup_(stored_done) struct stored stored = {0};
    _cleanup_statement_ struct statement st = {0};
    struct touched_client *client;
    bool same;
    int r = find(store, ref, NULL, &stored, &same, err);

    if (r != 0)
        return r;
    if (touched_client_id(store, stored.client_id, &client, err) < 0 ||
        take_out(store, &stored, err) < 0 || delete_verdict(store, stored.id, err) < 0 || statement_take(store, sql[DELETE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, stored.id);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    store->added--;
    touched_entry(client, stored.id);
    return 0;
}
