#include "paletti/store/triage.h"

#include "cell.h"
#include "journal.h"

#include "paletti/base/str.h"
#include "paletti/core/judge.h"

enum { LAST, CARDS, START, ADD, SKIP, SEEN, IS_ITS, DONE, CROSSINGS, CROSSINGS_OF, LATERS };
static const char *const sql[] = {
    [LAST] = "SELECT id, started, seen, spent, ended FROM triage ORDER BY id DESC LIMIT 1",
    [CARDS] = "SELECT t.id, c.id, c.ref, c.name, t.reasons, CASE WHEN t.act > 0 THEN t.done END, t.skipped "
              "FROM triage_card AS t CROSS JOIN client AS c ON c.id = t.client WHERE t.triage = ?1 ORDER BY t.place, t.id",
    [START] = "INSERT INTO triage (started, seen, spent) VALUES (?1, ?1, 0)",
    [ADD] = "INSERT INTO triage_card (triage, client, place, skipped, reasons) "
            "VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM triage_card WHERE triage = ?1), 0, ?3)",
    [SKIP] = "UPDATE triage_card SET skipped = 1, place = (SELECT max(o.place) + 1 FROM triage_card AS o "
             "WHERE o.triage = triage_card.triage) WHERE id = ?1",
    [SEEN] = "UPDATE triage SET seen = ?2, spent = spent + ?3, ended = ?4 WHERE id = ?1",
    /* Of a group it is the group's card, whoever of them is decided about. */
    [IS_ITS] = "SELECT coalesce(t.act, 0) > 0, a.type IS 'decision' FROM triage_card AS t CROSS JOIN client AS c ON c.id = t.client "
               "CROSS JOIN act AS a ON a.id = ?2 WHERE t.id = ?1 AND (a.client IS c.name OR EXISTS "
               "(SELECT 1 FROM client AS m WHERE m.member_of = c.ref AND m.name = a.client))",
    [DONE] = "UPDATE triage_card SET done = ?2, act = ?3 WHERE id = ?1",
    [CROSSINGS] = "SELECT i.client_id, v.id, i.ref, v.counted FROM verdict AS v CROSS JOIN interaction AS i ON i.id = v.id "
                  "WHERE v.id BETWEEN ?2 AND ?3 AND v.counted & 31 ORDER BY v.id",
    [CROSSINGS_OF] = "SELECT i.client_id, v.id, i.ref, v.counted FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
                     "WHERE i.client_id = ?1 AND i.id BETWEEN ?2 AND ?3 AND v.counted & 31 ORDER BY v.id",
    [LATERS] = "SELECT done FROM triage_card WHERE client = ?1 AND act > 0 ORDER BY id DESC",
};
const struct statements triage_statements = {sql, ARRAY_LEN(sql)};

int triage_last(struct store *store, struct triage_row *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[LAST], &st, err) < 0)
        return -1;
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r < 0 ? r : 1;
    *ret = (struct triage_row){
        .id = sqlite3_column_int64(st.stmt, 0),
        .started = sqlite3_column_int64(st.stmt, 1),
        .seen = sqlite3_column_int64(st.stmt, 2),
        .spent = sqlite3_column_int64(st.stmt, 3),
        .ended = column_instant(st.stmt, 4),
    };
    return 0;
}

int triage_cards(struct store *store, int64_t triage, int (*fn)(void *ctx, const struct triage_card_row *row), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[CARDS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, triage);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct triage_card_row row = {
            .id = sqlite3_column_int64(st.stmt, 0),
            .client_id = sqlite3_column_int64(st.stmt, 1),
            .client = column_text(st.stmt, 2),
            .name = column_text(st.stmt, 3),
            .reasons = column_text(st.stmt, 4),
            .done = column_text(st.stmt, 5),
            .skipped = sqlite3_column_int(st.stmt, 6),
        };
        r = fn(ctx, &row);
        if (r != 0)
            return r;
    }
    return r;
}

int triage_start(struct store *store, int64_t now, int64_t *ret_id, struct err *err)
{
    if (transaction_needed(store, err) < 0 || store_run(store, sql[START], now, 0, err) < 0)
        return -1;
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return 0;
}

int triage_add_card(struct store *store, int64_t triage, int64_t client_id, const char *reasons, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[ADD], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, triage);
    sqlite3_bind_int64(st.stmt, 2, client_id);
    bind_text(st.stmt, 3, reasons);
    return statement_run(store, st.stmt, err);
}

int triage_skip(struct store *store, int64_t card, struct err *err)
{
    return transaction_needed(store, err) < 0 ? -1 : store_run(store, sql[SKIP], card, 0, err);
}

int triage_seen(struct store *store, int64_t triage, int64_t now, int64_t seconds, bool ended, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[SEEN], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, triage);
    sqlite3_bind_int64(st.stmt, 2, now);
    sqlite3_bind_int64(st.stmt, 3, seconds);
    bind_instant(st.stmt, 4, ended ? now : INSTANT_NONE);
    return statement_run(store, st.stmt, err);
}

/* 0: the card is done by this act; 1: it is done; 2: the act is none of its business. */
static int is_its(struct store *store, int64_t card, int64_t act, bool decides, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[IS_ITS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, card);
    sqlite3_bind_int64(st.stmt, 2, act);
    int r = statement_step(store, st.stmt, err);
    if (r <= 0 || (decides && !sqlite3_column_int(st.stmt, 1)))
        return r < 0 ? -1 : 2;
    return sqlite3_column_int(st.stmt, 0);
}

int triage_done(struct store *store, int64_t card, const char *done, bool decides, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int64_t act = store->journal->act;

    if (act == 0)
        return 0;
    int r = transaction_needed(store, err) < 0 ? -1 : is_its(store, card, act, decides, err);
    if (r != 0)
        return r == 2 ? 0 : r;
    if (statement_take(store, sql[DONE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, card);
    bind_text(st.stmt, 2, done);
    sqlite3_bind_int64(st.stmt, 3, act);
    return statement_run(store, st.stmt, err);
}

int crossings_each(struct store *store, int64_t client_id, int64_t from, int64_t to,
                   int (*fn)(void *ctx, const struct crossing_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[client_id ? CROSSINGS_OF : CROSSINGS], &st, err) < 0)
        return -1;
    if (client_id)
        sqlite3_bind_int64(st.stmt, 1, client_id);
    sqlite3_bind_int64(st.stmt, 2, id_first(from));
    sqlite3_bind_int64(st.stmt, 3, id_last(to));
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct crossing_row row = {
            .client_id = sqlite3_column_int64(st.stmt, 0),
            .at = sqlite3_column_int64(st.stmt, 1) >> 16,
            .ref = column_text(st.stmt, 2),
            .counted = (uint16_t)(sqlite3_column_int(st.stmt, 3) & BREACH_CLIENTS),
        };
        r = fn(ctx, &row);
        if (r != 0)
            return r;
    }
    return r;
}

int triage_in_a_row(struct store *store, int64_t client_id, const char *done, int *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r, n = 0;

    if (statement_take(store, sql[LATERS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0 && str_equal(column_text(st.stmt, 0), done))
        n++;
    *ret = n;
    return r < 0 ? -1 : 0;
}
