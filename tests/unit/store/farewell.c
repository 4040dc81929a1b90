/* The goodbye in the file: what nobody does to it, whatever program tries. letgo.md, "Locks". */
#include "../base/run.h"
#include "fixture.h"
#include "sql_tried.h"

#include "internal.h"

#include <string.h>

/* Ana is let go by the decision d, with all that a goodbye closes: a task, an access, a meeting behind the
 * last day, a letter. */
static struct store *filled(const char *folder)
{
    struct store *store = store_make(folder, STORE_WRITE);

    put_lines(
        store,
        (const char *const[]){
            "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana Prado\",\"state\":\"leaving\"}",
            "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Bruno Conti\"}",
            "{\"type\":\"payment\",\"ref\":\"p\",\"client\":\"a\",\"amount\":{\"amount\":\"600.00\","
            "\"currency\":\"EUR\"},"
            "\"on\":\"2026-01-12\",\"method\":\"stripe\"}",
            "{\"type\":\"decision\",\"ref\":\"d\",\"client\":\"a\",\"at\":\"2026-03-01T10:00:00Z\",\"zone\":"
            "\"Europe/Madrid\","
            "\"program\":\"0.1.0\",\"answers\":{\"ref\":\"ad\",\"client\":\"a\",\"state\":\"committed\","
            "\"first_answer\":\"no\",\"first_at\":\"2026-03-01T10:00:00Z\",\"answer\":\"no\",\"path\":"
            "\"notice\"}}",
            "{\"type\":\"decision\",\"ref\":\"k\",\"client\":\"b\",\"at\":\"2026-03-01T10:00:00Z\",\"zone\":"
            "\"Europe/Madrid\","
            "\"program\":\"0.1.0\",\"answers\":{\"ref\":\"ak\",\"client\":\"b\",\"state\":\"committed\","
            "\"first_answer\":\"yes\",\"first_at\":\"2026-03-01T10:00:00Z\",\"answer\":\"yes\",\"path\":"
            "\"keep\"}}",
            "{\"type\":\"farewell\",\"ref\":\"f\",\"client\":\"a\",\"decision\":\"d\",\"begun_on\":\"2026-03-"
            "01\","
            "\"last_day\":\"2026-03-16\"}",
            NULL});
    return store;
}
#define FILLED                                                                                               \
    FOLDER;                                                                                                  \
    _cleanup_(store_close_p)                                                                                 \
    struct store *store = filled(folder)

#define LEAVE  "UPDATE client SET state = 'left' WHERE ref = 'a'"
#define ACTIVE "UPDATE client SET state = 'active' WHERE ref = 'a'"
#define REFUND(state, more, values)                                                                          \
    "INSERT INTO refund (ref, client, payment, amount, amount_currency, state, method, replays, farewell, "  \
    "intent, sent_at, external_id" more ") VALUES ('r', 'a', 'p', 100, 'EUR', '" state                       \
    "', 'stripe', 0, 'f', 'i', 1, 're_1'" values ")"
#define DRAFT(code, about, state)                                                                            \
    "INSERT INTO draft (ref, client, code, about, text, made, state) VALUES ('l" code "', 'a', '" code       \
    "', " about ", 'x', 1, '" state "')"
/* What is confirmed stands in the log first. */
#define DISPATCH(state)                                                                                      \
    "INSERT INTO dispatch_log VALUES ((SELECT coalesce(max(id), 0) + 1 FROM dispatch_log), 1, 'x', "         \
    "'imported', 's', '', 'h');"                                                                             \
    "INSERT INTO dispatch (ref, kind, client, recipient, way, message, bytes, sha256, confirmed_at, "        \
    "by_hand, state, code, farewell) "                                                                       \
    "VALUES ('x', 'letter', 'a', 'to', 'smtp', 'm', 'b', 's', 1, 0, '" state "', 0, 'f')"

/* --- left only once nothing is open --- */

static const struct {
    const char *made, *settled; /* what is open, and what ends it */
} open_things[] = {
    {"INSERT INTO task (ref, client, decision, kind, what, state, n) VALUES ('t', 'a', 'd', 'call', 'call', "
     "'open', 1)",
     "UPDATE task SET state = 'done' WHERE ref = 't'"},
    {"INSERT INTO task (ref, client, decision, kind, what, state, n) VALUES ('t', 'a', 'd', 'call', 'call', "
     "'open', 1)",
     "UPDATE task SET state = 'waived', reason = 'they know' WHERE ref = 't'"},
    {DRAFT("T8", "'decision:d'", "draft"), "DELETE FROM draft"},
    {"INSERT INTO access (ref, client, what) VALUES ('w', 'a', 'door')",
     "UPDATE access SET closed_on = '2026-03-16' WHERE ref = 'w'"},
    {"INSERT INTO access (ref, client, what) VALUES ('w', 'a', 'door')",
     "UPDATE farewell SET waived = '[{\"what\":\"access:w\",\"reason\":\"theirs\"}]' WHERE ref = 'f'"},
    {"INSERT INTO access (ref, client, what) VALUES ('w', 'a', 'door')",
     "UPDATE farewell SET waived = '[{\"what\":\"access\",\"reason\":\"all theirs\"}]' WHERE ref = 'f'"},
    {"INSERT INTO meeting (ref, client, starts, ends, state) VALUES ('m', 'a', unixepoch('2026-03-20'), "
     "unixepoch('2026-03-20'), 'planned')",
     "UPDATE meeting SET state = 'cancelled' WHERE ref = 'm'"},
    {"INSERT INTO meeting (ref, client, starts, ends, state) VALUES ('m', 'a', unixepoch('2026-03-20'), "
     "unixepoch('2026-03-20'), 'planned')",
     "UPDATE farewell SET waived = '[{\"what\":\"meeting:m\",\"reason\":\"a last coffee\"}]' WHERE ref = "
     "'f'"},
    {REFUND("confirmed", ", confirmed_at", ", 1"), NULL},
    {REFUND("unknown", "", ""), "UPDATE refund SET state = 'succeeded'"},
    {REFUND("sending", "", ""), "UPDATE refund SET state = 'pending'"},
    {REFUND("failed", "", ""), NULL},
    {REFUND("failed", "", ""),
     "UPDATE farewell SET waived = '[{\"what\":\"refund\",\"reason\":\"they asked\"}]' WHERE ref = 'f'"},
    {DISPATCH("unknown"), NULL},
};

START_TEST(nobody_is_left_while_something_is_open)
{
    FILLED;

    for (size_t i = 0; i < ARRAY_LEN(open_things); i++) {
        sql_passes(store, "SAVEPOINT one");
        sql_passes(store, open_things[i].made);
        const char *said = sql_tried(store, LEAVE);
        ck_assert_msg(said && (strstr(said, "is open") || strstr(said, "on its way")), "%zu: %s", i,
                      said ? said : "left");
        if (open_things[i].settled) {
            sql_passes(store, open_things[i].settled);
            sql_passes(store, LEAVE);
        }
        sql_passes(store, "ROLLBACK TO one; RELEASE one");
    }
    sql_passes(store, LEAVE);
}
END_TEST

/* A meeting within the notice, another client's things, and those of another decision hold nobody up. */
START_TEST(what_is_no_part_of_it)
{
    FILLED;

    sql_passes(store, "INSERT INTO meeting (ref, client, starts, ends, state) VALUES ('m', 'a', "
                  "unixepoch('2026-03-12'), 1, 'planned')");
    sql_passes(store, "INSERT INTO access (ref, client, what) VALUES ('w', 'b', 'door')");
    sql_passes(store, "INSERT INTO task (ref, client, decision, kind, what, state, n) VALUES ('t', 'a', NULL, "
                  "'call', 'x', 'open', 0)");
    sql_passes(store, DRAFT("T17", "NULL", "draft"));
    sql_passes(store, LEAVE);
}
END_TEST

/* --- left is left --- */

START_TEST(who_left_stays_gone)
{
    static const char *const states[] = {"active", "leaving", "prospect"};
    FILLED;

    sql_passes(store, LEAVE);
    sql_passes(store, "UPDATE farewell SET state = 'left', left_on = '2026-03-17' WHERE ref = 'f'");
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        _cleanup_free_ char *sql = str_format("UPDATE client SET state = '%s' WHERE ref = 'a'", states[i]);
        sql_refused(store, sql, "has left");
    }
    sql_passes(store, "UPDATE client SET name = 'Ana P.' WHERE ref = 'a'");
    /* Undoing the end opens the goodbye first. */
    sql_passes(store, "UPDATE farewell SET state = 'open', left_on = NULL WHERE ref = 'f'");
    sql_passes(store, "UPDATE client SET state = 'leaving' WHERE ref = 'a'");
}
END_TEST

/* Nor does another row in theirs. */
START_TEST(no_other_row_in_their_place)
{
    static const char *const sql[] = {
        "REPLACE INTO client (ref, name, state, large) VALUES ('a', 'Ana Prado', 'active', 0)",
        "REPLACE INTO client (id, ref, name, state, large) SELECT id, 'c', name, 'active', 0 FROM client WHERE ref = 'a'",
        "UPDATE OR REPLACE client SET ref = 'a' WHERE ref = 'b'",
        "UPDATE OR REPLACE client SET id = (SELECT id FROM client WHERE ref = 'a') WHERE ref = 'b'",
        "UPDATE OR REPLACE client SET rowid = (SELECT id FROM client WHERE ref = 'a') WHERE ref = 'b'",
    };
    FILLED;

    sql_passes(store, LEAVE);
    for (size_t i = 0; i < ARRAY_LEN(sql); i++) {
        const char *said = sql_tried(store, sql[i]);
        ck_assert_msg(said && (strstr(said, "stored already") || strstr(said, "another client")), "%s: %s",
                      sql[i], said ? said : "passed");
    }
    sql_refused(store, "UPDATE OR REPLACE decision SET rowid = (SELECT id FROM decision WHERE ref = 'd') WHERE ref = 'k'",
            "never changed");
}
END_TEST

START_TEST(nothing_reaches_them)
{
    static const char *const reminders[] = {
        DRAFT("T3b", "NULL", "draft"), DRAFT("T4", "NULL", "draft"),  DRAFT("T5", "NULL", "draft"),
        DRAFT("T6a", "NULL", "draft"), DRAFT("T6b", "NULL", "draft"), DRAFT("T9", "NULL", "draft"),
        DRAFT("T12", "NULL", "draft"), DRAFT("T14", "NULL", "draft"),
    };
    static const char *const later[] = {DRAFT("T6c", "NULL", "draft"), DRAFT("T6d", "NULL", "draft"),
                                        DRAFT("T6e", "NULL", "draft")};
    FILLED;

    for (size_t i = 0; i < ARRAY_LEN(reminders); i++)
        sql_refused(store, reminders[i], "let go");
    sql_passes(store, DRAFT("T8", "NULL", "draft"));
    sql_passes(store, "DELETE FROM draft");
    sql_passes(store, LEAVE);
    for (size_t i = 0; i < ARRAY_LEN(reminders); i++)
        sql_refused(store, reminders[i], "this client");
    for (size_t i = 0; i < ARRAY_LEN(later); i++)
        sql_refused(store, later[i], "has left");
    sql_passes(store, DRAFT("T17", "NULL", "draft")); /* an answer to asking back */
    sql_passes(store, DRAFT("T4", "NULL", "done"));   /* what was sent once may come with an import */
}
END_TEST

/* --- the freeze --- */

static const char *const gone[] = {
    REFUND("sending", "", ""), REFUND("succeeded", "", ""),
    REFUND("pending", "", ""), REFUND("unknown", "", ""),
    DISPATCH("done"),          DISPATCH("unknown"),
};

START_TEST(the_freeze_stays_once_something_left)
{
    FILLED;

    for (size_t i = 0; i < ARRAY_LEN(gone); i++) {
        sql_passes(store, "SAVEPOINT one");
        sql_passes(store, gone[i]);
        sql_refused(store, ACTIVE, "has left");
        sql_passes(store, "ROLLBACK TO one; RELEASE one");
    }
    sql_passes(store, "SAVEPOINT one");
    sql_passes(store, REFUND("confirmed", ", confirmed_at", ", 1"));
    sql_refused(store, ACTIVE, "take that back first");
    sql_refused(store, "DELETE FROM farewell", "take that back first");
    sql_passes(store, "ROLLBACK TO one; RELEASE one");
    sql_passes(store, REFUND("refused", "", ""));
    sql_passes(store, ACTIVE);
}
END_TEST

/* --- the record --- */

START_TEST(one_goodbye_that_was_decided)
{
#define FAREWELL(ref, client, decision)                                                                      \
    "INSERT INTO farewell (ref, client, decision, begun_on, state) VALUES ('" ref "', '" client              \
    "', '" decision "', '2026-03-01', 'open')"
    FILLED;

    sql_refused(store, FAREWELL("g", "a", "d"), "stored already");

    sql_refused(store, FAREWELL("g", "b", "k"), "decision to let go");
    sql_refused(store,
            "INSERT OR REPLACE INTO farewell (ref, client, decision, begun_on, state) VALUES ('f', 'b', 'd', "
            "'2026-03-01', 'open')",
            "stored already");
    sql_refused(store,
            "REPLACE INTO farewell (ref, client, decision, begun_on, state) VALUES ('g', 'a', 'd', '2026-03-01', "
            "'open')",
            "stored already");
    sql_passes(store, "INSERT INTO farewell (ref, client, decision, begun_on, state) VALUES ('u', 'a', 'd', '2026-03-01', "
                  "'undone')");
    sql_refused(store, "UPDATE OR REPLACE farewell SET state = 'open' WHERE ref = 'u'", "stored already");
    sql_refused(store, "UPDATE OR REPLACE farewell SET rowid = 1 WHERE ref = 'u'", "stays with its client");
    sql_passes(store, "DELETE FROM farewell WHERE ref = 'u'");
    sql_refused(store, "UPDATE farewell SET client = 'b'", "stays with its client");
    sql_refused(store, "UPDATE farewell SET decision = 'k'", "stays with its client");
    sql_refused(store, "UPDATE farewell SET state = 'gone'", "CHECK");
    sql_refused(store, "UPDATE farewell SET state = 'left'", "CHECK"); /* without its day */
    sql_passes(store, "UPDATE farewell SET state = 'undone'");
    sql_passes(store, "UPDATE decision SET state = 'undone' WHERE ref = 'd'");
    sql_refused(store, FAREWELL("g", "a", "d"), "decision to let go");
}
END_TEST

RUN_TESTS("farewell", nobody_is_left_while_something_is_open, what_is_no_part_of_it, who_left_stays_gone, no_other_row_in_their_place,
          nothing_reaches_them, the_freeze_stays_once_something_left, one_goodbye_that_was_decided);
