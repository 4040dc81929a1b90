/* Refunds in the file: it knows their states by itself, and refuses what the program would never do.
 * letgo.md, "Locks". */
#include "../base/run.h"
#include "fixture.h"
#include "sql_tried.h"

#include "internal.h"

#include "paletti/core/refunding.h"

#include <string.h>

static struct store *filled(const char *folder)
{
    struct store *store = store_make(folder, STORE_WRITE);

    put_lines(store,
              (const char *const[]){"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana Prado\"}",
                                    "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Bruno Conti\"}",
                                    "{\"type\":\"payment\",\"ref\":\"p\",\"client\":\"a\",\"amount\":{"
                                    "\"amount\":\"600.00\",\"currency\":\"EUR\"},"
                                    "\"on\":\"2026-01-12\",\"method\":\"stripe\",\"external_id\":\"pi_1\"}",
                                    "{\"type\":\"payment\",\"ref\":\"q\",\"client\":\"a\",\"amount\":{"
                                    "\"amount\":\"-30.00\",\"currency\":\"EUR\"},"
                                    "\"on\":\"2026-03-01\"}",
                                    NULL});
    return store;
}
#define FILLED                                                                                               \
    FOLDER;                                                                                                  \
    _cleanup_(store_close_p)                                                                                 \
    struct store *store = filled(folder)

/* One of state STATE, with what that state needs. MORE: ", column" and ", value" of others. */
static char *insert(const char *ref, const char *state, const char *columns, const char *values)
{
    return str_format("INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                      "source, replays, intent, "
                      "confirmed_at, sent_at, external_id%s) VALUES ('%s', 'a', 'p', 100, 'EUR', '%s', "
                      "'stripe', 'pi_1', 0, 'i%s', "
                      "1, 2, 're_%s'%s)",
                      columns, ref, state, ref, ref, values);
}

static void put(struct store *store, const char *ref, const char *state)
{
    _cleanup_free_ char *sql = insert(ref, state, ", farewell", ", NULL");

    sql_passes(store, sql);
}

/* --- states --- */

/* The file's states are the program's; what it asks beside them is noted at each. */
START_TEST(each_way_and_no_other)
{
    FILLED;

    for (int from = 0; from < REFUNDING_STATES; from++)
        for (int to = 0; to < REFUNDING_STATES; to++) {
            if (from == to)
                continue;
            sql_passes(store, "SAVEPOINT one");
            put(store, "x", refunding_names[from]);
            /* By hand nothing is sent: confirmed goes to its end without an intent alone. */
            bool hand = from == REFUNDING_CONFIRMED && (to == REFUNDING_SUCCEEDED || to == REFUNDING_PENDING);
            _cleanup_free_ char *move =
                str_format("UPDATE refund SET state = '%s' WHERE ref = 'x'", refunding_names[to]);
            bool may = refunding_may(from, to) && !hand, passed = sql_tried(store, move) == NULL;
            ck_assert_msg(passed == may, "%s -> %s", refunding_names[from], refunding_names[to]);
            sql_passes(store, "ROLLBACK TO one; RELEASE one");
        }
}
END_TEST

START_TEST(by_hand)
{
    FILLED;

    sql_passes(store, "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                  "replays, confirmed_at) "
                  "VALUES ('x', 'a', 'p', 100, 'EUR', 'confirmed', 'cash', 0, 1)");
    sql_refused(store, "UPDATE refund SET state = 'succeeded'", "CHECK");
    sql_refused(store, "UPDATE refund SET state = 'sending', sent_at = 2", "CHECK");
    sql_passes(store, "UPDATE refund SET state = 'succeeded', reference = 'R 7'");
    sql_refused(store, "UPDATE refund SET state = 'confirmed'", "does not move like that");
    sql_passes(store, "UPDATE refund SET state = 'failed', failed_on = '2026-03-10'");
}
END_TEST

/* A refusal is believed until the service shows the refund. */
START_TEST(refused_after_all)
{
    FILLED;

    put(store, "x", "unknown");
    sql_passes(store, "UPDATE refund SET state = 'refused' WHERE ref = 'x'");
    sql_passes(store, "UPDATE refund SET state = 'succeeded' WHERE ref = 'x'"); /* it has its external_id */
    put(store, "y", "refused");
    sql_refused(store,
            "UPDATE refund SET state = 'succeeded', external_id = NULL, reference = 'mine' WHERE ref = 'y'",
            "does not move");
}
END_TEST

/* --- never more than was paid, and once --- */

START_TEST(never_more_than_was_paid)
{
    FILLED;

    put(store, "x", "pending");
    sql_refused(store,
            "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, "
            "farewell) VALUES "
            "('y', 'a', 'p', 59901, 'EUR', 'planned', 'stripe', 0, 'f')",
            "more would go back");
    sql_passes(store, "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                  "replays, farewell) VALUES "
                  "('y', 'a', 'p', 59900, 'EUR', 'planned', 'stripe', 0, 'f')");
    sql_refused(store, "UPDATE refund SET amount = 59901 WHERE ref = 'y'", "more would go back");
    sql_refused(store, "UPDATE payment SET amount = 59999 WHERE ref = 'p'", "more has gone back");
    sql_refused(store, "UPDATE payment SET client = 'b' WHERE ref = 'p'", "more has gone back");
    sql_refused(store, "UPDATE payment SET amount_currency = 'USD' WHERE ref = 'p'", "more has gone back");
    sql_refused(store,
            "INSERT OR REPLACE INTO payment (id, ref, client, amount, amount_currency, \"on\") SELECT id, "
            "ref, client, 1, "
            "amount_currency, \"on\" FROM payment WHERE ref = 'p'",
            "more would go back");
    /* What failed takes up nothing; and what it comes back to is full. */
    sql_passes(store, "UPDATE refund SET state = 'failed' WHERE ref = 'x'");
    sql_passes(store, "UPDATE refund SET amount = 60000 WHERE ref = 'y'");
}
END_TEST

START_TEST(once_for_each_goodbye_and_payment)
{
    FILLED;
    static const char *const states[] = {"planned", "confirmed",       "sending",  "unknown",
                                         "pending", "requires_action", "succeeded"};

    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        sql_passes(store, "SAVEPOINT one");
        _cleanup_free_ char *first = insert("x", states[i], ", farewell", ", 'f'"),
                            *second = insert("y", "planned", ", farewell", ", 'f'"),
                            *other = insert("z", "planned", ", farewell", ", 'g'"),
                            *tried = insert("t", "planned", ", farewell, live", ", 'f', 0");
        sql_passes(store, first);
        sql_refused(store, second, "of this goodbye already");
        sql_passes(store, other);
        sql_passes(store, tried); /* what is only tried takes nobody's place */
        sql_refused(store, "UPDATE refund SET farewell = 'f' WHERE ref = 'z'", "of this goodbye already");
        sql_refused(store, "UPDATE OR REPLACE refund SET farewell = 'f' WHERE ref = 'z'",
                "of this goodbye already");
        sql_refused(store, "UPDATE OR IGNORE refund SET farewell = 'f' WHERE ref = 'z'",
                "of this goodbye already");
        sql_passes(store, "ROLLBACK TO one; RELEASE one");
    }
}
END_TEST

START_TEST(without_a_goodbye)
{
    FILLED;

    put(store, "x", "pending");
    _cleanup_free_ char *second = insert("y", "planned", "", "");
    sql_refused(store, second, "of this goodbye already");
    sql_passes(store, "UPDATE refund SET state = 'succeeded' WHERE ref = 'x'");
    sql_passes(store, second);
}
END_TEST

START_TEST(made_by_hand_there)
{
    FILLED;

    put(store, "x", "pending");
    sql_passes(store, "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                  "replays, external_id) VALUES "
                  "('s', 'a', 'p', 100, 'EUR', 'succeeded', 'stripe', 0, 're_s')");
    sql_refused(store,
            "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, "
            "external_id) VALUES "
            "('s2', 'a', 'p', 100, 'EUR', 'succeeded', 'stripe', 0, 're_s')",
            "stored already");
    sql_refused(store,
            "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, "
            "external_id) VALUES "
            "('s2', 'a', 'p', 59801, 'EUR', 'succeeded', 'stripe', 0, 're_s2')",
            "more would go back");
}
END_TEST

/* --- what is confirmed, what left --- */

START_TEST(confirmed_is_not_changed)
{
    FILLED;
    static const char *const columns[] = {"client = 'b'",
                                          "payment = 'q'",
                                          "package = 'k'",
                                          "amount = 99",
                                          "amount_currency = 'USD'",
                                          "farewell = 'f'",
                                          "method = 'cash'",
                                          "source = 'pi_2'",
                                          "intent = 'other'",
                                          "live = 1",
                                          "confirmed_at = 9",
                                          "sent_at = 9",
                                          "external_id = 're_2'"};
    static const char *const states[] = {"confirmed", "sending", "unknown", "pending", "succeeded", "failed"};

    for (size_t s = 0; s < ARRAY_LEN(states); s++) {
        sql_passes(store, "SAVEPOINT one");
        put(store, "x", states[s]);
        for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
            _cleanup_free_ char *sql = str_format("UPDATE refund SET %s WHERE ref = 'x'", columns[i]);
            ck_assert_msg(sql_tried(store, sql) != NULL, "%s: %s", states[s], sql);
        }
        sql_refused(store, "DELETE FROM refund", "is kept");
        sql_refused(store, "INSERT OR REPLACE INTO refund SELECT * FROM refund", "already");
        sql_refused(store,
                "REPLACE INTO refund (ref, client, payment, amount, amount_currency, state, method, replays) "
                "VALUES "
                "('x', 'a', 'p', 1, 'EUR', 'planned', 'cash', 0)",
                "already");
        sql_refused(store,
                "REPLACE INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, "
                "intent) VALUES "
                "('y', 'a', 'p', 1, 'EUR', 'planned', 'cash', 0, 'ix')",
                "already");
        sql_refused(store, "DELETE FROM payment WHERE ref = 'p'", "is kept");
        sql_passes(store, "ROLLBACK TO one; RELEASE one");
    }
}
END_TEST

START_TEST(odd_rows)
{
    FILLED;
    static const char *const values[] = {
        "'x', 'a', 'p', 0, 'EUR', 'planned', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', -1, 'EUR', 'planned', 'cash', 0, NULL, NULL",
        "'x', 'b', 'p', 1, 'EUR', 'planned', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', 1, 'USD', 'planned', 'cash', 0, NULL, NULL",
        "'x', 'a', 'q', 1, 'EUR', 'planned', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', 1, 'EUR', 'gone', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', 1, 'EUR', 'sending', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', 1, 'EUR', 'unknown', 'cash', 0, 'i', NULL",
        "'x', 'a', 'p', 1, 'EUR', 'succeeded', 'cash', 0, NULL, NULL",
        "'x', 'a', 'p', 1, 'EUR', 'planned', 'cash', 0, NULL, 'q'",
    };
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        _cleanup_free_ char *sql =
            str_format("INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                       "replays, intent, repayment) VALUES (%s)",
                       values[i]);
        ck_assert_msg(sql_tried(store, sql) != NULL, "%s", values[i]);
    }
}
END_TEST

/* What is imported in whatever order fits together in the end. */
START_TEST(a_payment_that_comes_later)
{
    FILLED;

    sql_passes(store, "BEGIN; INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, "
                  "replays) VALUES "
                  "('x', 'a', 'later', 100, 'EUR', 'planned', 'cash', 0)");
    sql_refused(store,
            "INSERT INTO payment (ref, client, amount, amount_currency, \"on\") VALUES ('later', 'a', 99, "
            "'EUR', '2026-01-01')",
            "more would go back");
    sql_passes(store, "INSERT INTO payment (ref, client, amount, amount_currency, \"on\") VALUES ('later', 'a', "
                  "100, 'EUR', "
                  "'2026-01-01'); COMMIT");
}
END_TEST

/* The outbox says that it is lost: the record says so too, in the same moment. */
START_TEST(forsaken)
{
    FILLED;
    struct refund refund;

    put(store, "x", "sending");
    sql_passes(store, "INSERT INTO dispatch_log (id, at, dispatch, event, sha256, previous, hash) VALUES (1, 1, "
                  "'ix', 'confirmed', 's', '', "
                  "'h1'), (2, 1, 'ix', 'sending', 's', 'h1', 'h2')");
    sql_passes(store, "INSERT INTO dispatch (ref, kind, client, recipient, way, message, bytes, sha256, "
                  "confirmed_at, by_hand, state, code, "
                  "refund, live) VALUES ('ix', 'refund', 'a', 'pi_1', 'stripe', '', 'b', 's', 1, 0, "
                  "'confirmed', 0, 'x', 0)");
    sql_passes(store, "UPDATE dispatch SET state = 'sending', sending_at = 2");
    sql_passes(store, "INSERT INTO dispatch_log (id, at, dispatch, event, sha256, previous, hash) VALUES (3, 3, "
                  "'ix', 'unknown', 's', 'h2', "
                  "'h3')");
    sql_passes(store, "UPDATE dispatch SET state = 'unknown'");
    OK(store_get(store, &model_refund, "x", &refund, err));
    ck_assert_int_eq(refund.state, REFUNDING_UNKNOWN);
    model_clear(&model_refund, &refund);
}
END_TEST

/* What the file holds once is not pushed out by another either. */
START_TEST(nothing_takes_the_place_of_another)
{
    FILLED;
    static const char *const sql[] = {
        "UPDATE OR REPLACE refund SET intent = 'ix' WHERE ref = 'y'",
        "UPDATE OR REPLACE refund SET external_id = 're_x' WHERE ref = 'y'",
        "UPDATE OR REPLACE refund SET ref = 'x' WHERE ref = 'y'",
        "UPDATE OR REPLACE refund SET id = 1 WHERE ref = 'y'",
        "UPDATE OR REPLACE refund SET rowid = 1 WHERE ref = 'y'",
        "UPDATE OR REPLACE refund SET repayment = 'q' WHERE ref = 'z'",
        "REPLACE INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, external_id) VALUES "
        "('n', 'a', 'p', 1, 'EUR', 'planned', 'stripe', 0, 're_x')",
        "REPLACE INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, intent, farewell) VALUES "
        "('n', 'a', 'p', 1, 'EUR', 'planned', 'stripe', 0, 'ix', 'g')",
        "REPLACE INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, farewell) VALUES "
        "('n', 'a', 'p', 1, 'EUR', 'planned', 'stripe', 0, 'f')",
    };

    _cleanup_free_ char *planned = insert("y", "planned", ", farewell", ", 'f'"),
                        *over = insert("z", "succeeded", ", farewell", ", 'h'");
    put(store, "x", "succeeded");
    sql_passes(store, planned);
    sql_passes(store, over);
    sql_passes(store, "UPDATE refund SET repayment = 'q' WHERE ref = 'x'");
    for (size_t i = 0; i < ARRAY_LEN(sql); i++) {
        const char *said = sql_tried(store, sql[i]);
        ck_assert_msg(said && (strstr(said, "already") || strstr(said, "another refund")), "%s: %s", sql[i], said ? said : "passed");
    }
    ck_assert_int_eq((int)store_count(store, &model_refund), 3);
}
END_TEST

RUN_TESTS("refunds", each_way_and_no_other, by_hand, refused_after_all, never_more_than_was_paid,
          once_for_each_goodbye_and_payment, without_a_goodbye, made_by_hand_there, confirmed_is_not_changed,
          odd_rows, a_payment_that_comes_later, forsaken, nothing_takes_the_place_of_another);
