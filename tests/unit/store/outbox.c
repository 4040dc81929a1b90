/* The outbox in the file: its states, what the file itself refuses, and the chain that shows what was done to
 * it. */
#include "fixture.h"
#include "sql_tried.h"

#include "internal.h"

#include "paletti/base/hash.h"
#include "paletti/base/process.h"
#include "paletti/core/draft.h"
#include "paletti/store/backup.h"
#include "paletti/store/outbox.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CLIENT "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana Prado\"}"
#define DRAFT                                                                                                \
    "{\"type\":\"draft\",\"ref\":\"d\",\"client\":\"a\",\"to\":\"ana@prado.example\",\"subject\":\"Hi\","    \
    "\"text\":\"Hello\",\"made\":\"2026-03-10T08:00:00Z\"}"
#define BYTES "From: me@casa.example\r\n\r\nHello\r\n"

static const char *sha_of(const char *bytes, char hex[HASH_HEX_SIZE])
{
    unsigned char hash[HASH_SIZE];
    struct hash_state state;

    hash_init(&state);
    hash_add(&state, bytes, strlen(bytes));
    hash_done(&state, hash);
    return hash_hex(hash, hex);
}

static struct dispatch letter(const char *ref, const char *draft)
{
    struct dispatch dispatch;
    char hex[HASH_HEX_SIZE];

    model_init(&model_dispatch, &dispatch);
    dispatch.ref = mem_string(ref);
    dispatch.kind = DISPATCH_LETTER;
    dispatch.client = mem_string("a");
    dispatch.recipient = mem_string("ana@prado.example");
    dispatch.subject = mem_string("Hi");
    dispatch.draft = mem_string(draft);
    dispatch.way = BY_COMMAND;
    dispatch.message = mem_string("{}");
    dispatch.bytes = mem_string(BYTES);
    dispatch.sha256 = mem_string(sha_of(BYTES, hex));
    dispatch.confirmed_at = NOW;
    dispatch.state = DISPATCH_CONFIRMED;
    return dispatch;
}

static struct dispatch refund(const char *ref)
{
    struct dispatch dispatch = letter(ref, NULL);

    dispatch.kind = DISPATCH_REFUND;
    dispatch.way = BY_STRIPE;
    dispatch.refund = mem_string("r1");
    dispatch.live = 0;
    return dispatch;
}

/* In a transaction of its own; what dispatch_add says. Takes DISPATCH. */
static int add(struct store *store, struct dispatch dispatch)
{
    int r;

    OK(store_begin(store, err));
    OK(r = dispatch_add(store, &dispatch, NOW, err));
    OK(store_commit(store, err));
    model_clear(&model_dispatch, &dispatch);
    return r;
}

static int try_move(struct store *store, const char *ref, enum dispatch_state from, enum dispatch_state to,
                    struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct dispatch_change change = {.to = to, .at = NOW + 60, .sender = self, .not_before = INSTANT_NONE};

    if (store_begin(store, err) < 0)
        return -1;
    int r = dispatch_move(store, ref, from, &change, err);
    if (r == 0 && store_commit(store, err) < 0)
        r = -1;
    store_rollback(store);
    return r;
}

static void go(struct store *store, const char *ref, enum dispatch_state from, enum dispatch_state to)
{
    OK(try_move(store, ref, from, to, err));
}

static enum dispatch_state state_of(struct store *store, const char *ref)
{
    struct dispatch dispatch;

    OK(store_get(store, &model_dispatch, ref, &dispatch, err));
    enum dispatch_state state = (enum dispatch_state)dispatch.state;
    model_clear(&model_dispatch, &dispatch);
    return state;
}

static void to_state(struct store *store, const char *ref, enum dispatch_state state)
{
    if (state == DISPATCH_CONFIRMED)
        return;
    if (state == DISPATCH_CANCELLED) {
        go(store, ref, DISPATCH_CONFIRMED, state);
        return;
    }
    go(store, ref, DISPATCH_CONFIRMED, DISPATCH_SENDING);
    if (state != DISPATCH_SENDING)
        go(store, ref, DISPATCH_SENDING, state);
}

static struct store *filled(const char *folder)
{
    struct store *store = store_make(folder, STORE_WRITE);

    put_lines(store, (const char *const[]){CLIENT, DRAFT, NULL});
    return store;
}
#define FILLED                                                                                               \
    FOLDER;                                                                                                  \
    _cleanup_(store_close_p)                                                                                 \
    struct store *store = filled(folder)

static void no_word(void *ctx, const char *fault)
{
    (void)ctx;
    (void)fault;
}

/* --- states --- */

START_TEST(each_way_and_no_other)
{
    FILLED;
    int n = 0;

    for (int kind = 0; kind < 2; kind++)
        for (int from = 0; from < DISPATCH_STATES; from++)
            for (int to = 0; to < DISPATCH_STATES; to++) {
                _cleanup_free_ char *ref = str_format("x%d", n++);
                bool reachable = kind == DISPATCH_REFUND || from != DISPATCH_PENDING;
                if (from == to || !reachable)
                    continue;
                ck_assert_int_eq(add(store, kind ? refund(ref) : letter(ref, NULL)), 0);
                to_state(store, ref, from);
                struct err said = {0};
                int r = try_move(store, ref, from, to, &said);
                ck_assert_msg((r == 0) == dispatch_may(kind, from, to), "kind %d, %d to %d: %s", kind, from,
                              to, said.text);
                ck_assert_int_eq(state_of(store, ref), r == 0 ? to : from);
            }
    ck_assert_int_eq(store_check(store, no_word, NULL, NULL), 0);
}
END_TEST

START_TEST(a_slower_process_changes_nothing)
{
    FILLED;

    ck_assert_int_eq(add(store, letter("x", "d")), 0);
    go(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING);
    ck_assert_int_eq(try_move(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING, NULL), 1);
    ck_assert_int_eq(try_move(store, "nobody", DISPATCH_CONFIRMED, DISPATCH_SENDING, NULL), 1);
    int tries = 0;
    OK(dispatch_tries(store, "x", &tries, err));
    ck_assert_int_eq(tries, 1);
}
END_TEST

START_TEST(a_letter_is_confirmed_once)
{
    FILLED;

    ck_assert_int_eq(add(store, letter("x", "d")), 0);
    ck_assert_int_eq(add(store, letter("y", "d")), 1);
    go(store, "x", DISPATCH_CONFIRMED, DISPATCH_CANCELLED);
    ck_assert_int_eq(add(store, letter("y", "d")), 0);
    to_state(store, "y", DISPATCH_UNKNOWN);
    ck_assert_int_eq(add(store, letter("z", "d")), 1);
    go(store, "y", DISPATCH_UNKNOWN, DISPATCH_REJECTED);
    ck_assert_int_eq(add(store, letter("z", "d")), 0);
    to_state(store, "z", DISPATCH_DONE);
    ck_assert_int_eq(add(store, letter("w", "d")), 1);
}
END_TEST

START_TEST(what_is_told_of_an_outcome)
{
    FILLED;
    struct dispatch_change change = {.to = DISPATCH_CONFIRMED,
                                     .at = NOW + 9,
                                     .code = 451,
                                     .reply = "451 later",
                                     .why = "later",
                                     .not_before = NOW + 300};
    struct dispatch dispatch;

    add(store, letter("x", "d"));
    go(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING);
    OK(store_begin(store, err));
    OK(dispatch_move(store, "x", DISPATCH_SENDING, &change, err));
    OK(store_commit(store, err));
    OK(store_get(store, &model_dispatch, "x", &dispatch, err));
    ck_assert_int_eq(dispatch.state, DISPATCH_CONFIRMED);
    ck_assert_int_eq(dispatch.not_before, NOW + 300);
    ck_assert_int_eq(dispatch.code, 451);
    ck_assert_str_eq(dispatch.reply, "451 later");
    ck_assert(dispatch.ended_at == INSTANT_NONE && dispatch.sending_at == NOW + 60);
    ck_assert_int_eq(dispatch_confirmed_here(store, &dispatch, NULL), 1);
    model_clear(&model_dispatch, &dispatch);
}
END_TEST

/* --- a process that dies --- */

START_TEST(forsaken_becomes_unknown)
{
    FILLED;
    size_t n = 0;
    int out[2];
    char name[512] = "";

    ck_assert_int_eq(pipe(out), 0);
    pid_t child = fork();
    if (child == 0) {
        _cleanup_free_ char *self = process_self();
        _exit(write(out[1], self, strlen(self) + 1) < 0);
    }
    ck_assert(read(out[0], name, sizeof name - 1) > 0);
    waitpid(child, NULL, 0);
    close(out[0]);
    close(out[1]);
    add(store, letter("x", "d"));
    OK(store_begin(store, err));
    struct dispatch_change change = {
        .to = DISPATCH_SENDING, .at = NOW, .sender = name, .not_before = INSTANT_NONE};
    OK(dispatch_move(store, "x", DISPATCH_CONFIRMED, &change, err));
    OK(dispatch_forsaken(store, NOW + 5, &n, err));
    OK(store_commit(store, err));
    ck_assert_int_eq((int)n, 1);
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_UNKNOWN);
}
END_TEST

START_TEST(a_living_one_is_left_alone)
{
    FILLED;
    int hold[2], out[2];
    char name[512] = "", byte;
    size_t n = 7;

    ck_assert(pipe(hold) == 0 && pipe(out) == 0);
    pid_t child = fork();
    if (child == 0) {
        _cleanup_free_ char *self = process_self();
        close(hold[1]);
        if (write(out[1], self, strlen(self) + 1) > 0 && read(hold[0], &byte, 1) == 0)
            _exit(0);
        _exit(1);
    }
    ck_assert(read(out[0], name, sizeof name - 1) > 0);
    add(store, letter("x", "d"));
    OK(store_begin(store, err));
    struct dispatch_change change = {
        .to = DISPATCH_SENDING, .at = NOW, .sender = name, .not_before = INSTANT_NONE};
    OK(dispatch_move(store, "x", DISPATCH_CONFIRMED, &change, err));
    OK(dispatch_forsaken(store, NOW + 5, &n, err));
    OK(store_commit(store, err));
    ck_assert_int_eq((int)n, 0);
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_SENDING);
    close(hold[1]);
    waitpid(child, NULL, 0);
}
END_TEST

/* --- the locks, attacked --- */

START_TEST(what_was_confirmed_is_frozen)
{
    static const char *const columns[] = {
        "client = 'b'",    "recipient = 'eve@evil.example'",
        "subject = 'x'",   "draft = 'e'",
        "refund = 'r'",    "farewell = 'f'",
        "sequence = 's'",  "way = 'smtp'",
        "message = 'x'",   "bytes = 'x'",
        "sha256 = 'x'",    "confirmed_at = 1",
        "by_hand = 1",     "live = 1",
        "ref = 'y'",       "id = 9",
        "kind = 'refund'", "recipient = NULL, subject = NULL, message = NULL, bytes = NULL",
        "rowid = 9",       "oid = 9",
        "_rowid_ = 9",
    };
    FILLED;

    add(store, letter("x", "d"));
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        _cleanup_free_ char *sql = str_format("UPDATE dispatch SET %s WHERE ref = 'x'", columns[i]);
        _cleanup_free_ char *replacing =
            str_format("UPDATE OR REPLACE dispatch SET %s WHERE ref = 'x'", columns[i]);
        sql_refused(store, sql, "what was confirmed is never changed");
        sql_refused(store, replacing, "what was confirmed is never changed");
    }
    sql_refused(store, "DELETE FROM dispatch", "never removed");
    sql_refused(store, "REPLACE INTO dispatch SELECT * FROM dispatch", "already");
    sql_refused(
        store,
        "INSERT OR REPLACE INTO dispatch (ref, kind, client, recipient, way, message, bytes, sha256, "
        "confirmed_at, "
        "by_hand, state, code) VALUES ('y', 'letter', 'a', 'e', 'smtp', '', '', '', 0, 0, 'confirmed', 0)",
        "not in the log");
    /* A refund that holds a letter's place, to come back to it later over another. */
    sql_passes(store, "SAVEPOINT one; INSERT INTO dispatch_log SELECT id + 1, 1, 'y', 'imported', '', hash, 'h' FROM "
                  "dispatch_log");
    sql_refused(store,
            "INSERT INTO dispatch (ref, kind, client, draft, way, sha256, confirmed_at, by_hand, state, code) "
            "VALUES ('y', 'refund', 'a', 'd', 'stripe', '', 0, 0, 'rejected', 0)",
            "CHECK");
    sql_passes(store, "ROLLBACK TO one; RELEASE one");
    ck_assert_int_eq(store_check(store, no_word, NULL, NULL), 0);
}
END_TEST

START_TEST(no_state_without_the_log)
{
    static const char *const states[] = {"sending",   "done",    "rejected", "unknown",
                                         "cancelled", "pending", "confirmed"};
    FILLED;

    add(store, letter("x", "d"));
    for (size_t i = 0; i < ARRAY_LEN(states) - 1; i++) {
        _cleanup_free_ char *sql = str_format("UPDATE dispatch SET state = '%s', sending_at = 1", states[i]);
        sql_refused(store, sql, "does not move like that");
    }
    to_state(store, "x", DISPATCH_DONE);
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        _cleanup_free_ char *sql = str_format(
            "UPDATE dispatch SET state = '%s', sending_at = 1 WHERE state <> '%s'", states[i], states[i]);
        if (strcmp(states[i], "done") != 0)
            sql_refused(store, sql, "does not move like that");
    }
}
END_TEST

/* A state that the log has, but no confirmation of these bytes in this file. */
START_TEST(only_what_was_confirmed_here_leaves)
{
    FILLED;
    struct dispatch other = letter("x", "d");
    enum put put;

    OK(store_begin(store, err));
    OK(store_put(store, &model_dispatch, &other, 0, &put, err));
    ck_assert_int_eq(put, PUT_NEW);
    OK(store_put(store, &model_dispatch, &other, 0, &put, err));
    ck_assert_int_eq(put, PUT_UNCHANGED);
    OK(store_commit(store, err));
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_CANCELLED);
    ck_assert_int_eq(dispatch_confirmed_here(store, &other, NULL), 0);
    model_clear(&model_dispatch, &other);
    other = refund("r");
    other.state = DISPATCH_SENDING;
    other.sending_at = NOW;
    OK(store_begin(store, err));
    OK(store_put(store, &model_dispatch, &other, 0, &put, err));
    OK(store_commit(store, err));
    model_clear(&model_dispatch, &other);
    ck_assert_int_eq(state_of(store, "r"), DISPATCH_UNKNOWN);
    struct err said = {0};
    ck_assert_int_eq(try_move(store, "r", DISPATCH_UNKNOWN, DISPATCH_SENDING, &said), -1);
    ck_assert_msg(strstr(said.text, "not confirmed here") != NULL, "%s", said.text);
    ck_assert_int_eq(store_check(store, no_word, NULL, NULL), 0);
}
END_TEST

START_TEST(an_import_with_other_bytes_is_refused)
{
    FILLED;
    struct dispatch other = letter("x", "d");
    struct err said = {0};
    enum put put;

    other.bytes[0] = 'f';
    OK(store_begin(store, err));
    ck_assert_int_eq(store_put(store, &model_dispatch, &other, 0, &put, &said), -1);
    ck_assert_ptr_nonnull(strstr(said.text, "does not belong to the bytes"));
    store_rollback(store);
    model_clear(&model_dispatch, &other);
    add(store, letter("x", "d"));
    other = letter("y", "d");
    other.state = DISPATCH_DONE;
    OK(store_begin(store, err));
    ck_assert_int_eq(store_put(store, &model_dispatch, &other, 0, &put, &said), -1);
    ck_assert_ptr_nonnull(strstr(said.text, "cancel it first"));
    store_rollback(store);
    model_clear(&model_dispatch, &other);
}
END_TEST

START_TEST(who_left_receives_nothing)
{
    FILLED;
    struct err said = {0};

    add(store, letter("x", "d"));
    add(store, letter("z", NULL));
    sql_passes(store, "UPDATE client SET state = 'left'");
    ck_assert_int_eq(try_move(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING, &said), -1);
    ck_assert_msg(strstr(said.text, "this client left") != NULL, "%s", said.text);
    struct dispatch late = letter("y", NULL);
    OK(store_begin(store, err));
    ck_assert_int_eq(dispatch_add(store, &late, NOW, &said), -1);
    ck_assert_ptr_nonnull(strstr(said.text, "this client left"));
    store_rollback(store);
    late.by_hand = true;
    ck_assert_int_eq(add(store, late), 0);
    go(store, "y", DISPATCH_CONFIRMED, DISPATCH_SENDING);
}
END_TEST

START_TEST(a_confirmed_draft_is_not_changed_underneath)
{
    static const char *const changes[] = {"text = 'x'",       "subject = 'x'", "\"to\" = 'e@e.example'",
                                          "client = 'b'",     "ref = 'e'",     "state = 'done'",
                                          "channel = 'phone'"};
    FILLED;

    add(store, letter("x", "d"));
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        _cleanup_free_ char *sql = str_format("UPDATE draft SET %s", changes[i]);
        sql_refused(store, sql, "this letter is confirmed");
    }
    sql_refused(store, "DELETE FROM draft", "this letter is confirmed");
    /* Another letter in its place. */
    sql_refused(store,
            "REPLACE INTO draft (ref, client, text, made, state) VALUES ('d', 'a', 'x', 1, 'draft')",
            "this letter is confirmed");
    sql_refused(store,
            "REPLACE INTO draft (id, ref, client, text, made, state) SELECT id, 'e', 'a', 'x', 1, 'draft' "
            "FROM draft",
            "this letter is confirmed");
    sql_passes(store, "INSERT INTO draft (ref, client, text, made, state) VALUES ('e', 'a', 'x', 1, 'draft')");
    sql_refused(store, "UPDATE OR REPLACE draft SET ref = 'd' WHERE ref = 'e'", "this letter is confirmed");
    sql_refused(store, "UPDATE OR REPLACE draft SET rowid = (SELECT id FROM draft WHERE ref = 'd') WHERE ref = 'e'",
            "this letter is confirmed");
    sql_passes(store, "DELETE FROM draft WHERE ref = 'e'");
    OK(store_begin(store, err));
    OK(dispatch_void(store, "d", NOW, "changed", err));
    ck_assert_int_eq(dispatch_void(store, "d", NOW, "changed", NULL), 1);
    OK(store_commit(store, err));
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_CANCELLED);
    sql_passes(store, "UPDATE draft SET text = 'x'");
    sql_passes(store, "DELETE FROM draft");
}
END_TEST

/* --- the chain --- */

static int keep_fault(void *ctx, const char *fault)
{
    str_printf(ctx, "%s\n", fault);
    return 0;
}

static char *faults_of(struct store *store)
{
    struct str faults = STR_INIT;

    OK(dispatch_log_check(store, keep_fault, &faults, err));
    return str_take(&faults);
}

START_TEST(the_log_only_goes_on)
{
    FILLED;

    add(store, letter("x", "d"));
    go(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING);
    sql_refused(store, "UPDATE dispatch_log SET at = 1", "never changed");
    sql_refused(store, "DELETE FROM dispatch_log WHERE id = 2", "never changed");
    sql_refused(store, "REPLACE INTO dispatch_log VALUES (1, 1, 'x', 'done', '', '', '')", "only goes on");
    sql_refused(store, "INSERT INTO dispatch_log VALUES (3, 1, 'x', 'done', '', '', '')", "only goes on");
    sql_refused(store,
            "INSERT INTO dispatch_log VALUES (4, 1, 'x', 'done', '', (SELECT hash FROM dispatch_log WHERE id "
            "= 2), '')",
            "only goes on");
    _cleanup_free_ char *faults = faults_of(store);
    ck_assert_str_eq(faults, "");
}
END_TEST

/* Whoever can write the file can drop its locks; then the chain tells. */
START_TEST(the_first_bad_row_is_named)
{
    static const struct {
        const char *sql, *fault;
    } rows[] = {
        {"DELETE FROM dispatch_log WHERE id = 2", "row 2: removed"},
        {"DELETE FROM dispatch_log WHERE id = 1", "row 1: removed"},
        {"UPDATE dispatch_log SET at = at + 1 WHERE id = 2", "row 2: changed"},
        {"UPDATE dispatch_log SET event = 'done' WHERE id = 3", "row 3: changed"},
        {"UPDATE dispatch_log SET previous = '' WHERE id = 3", "row 3: changed"},
        {"UPDATE dispatch_log SET hash = '' WHERE id = 3", "row 3: changed"},
        {"UPDATE dispatch_log SET id = -id WHERE id IN (2, 3); UPDATE dispatch_log SET id = 5 + id WHERE id "
         "< 0",
         "row 2: changed"},
        {"DELETE FROM dispatch_log WHERE id = (SELECT max(id) FROM dispatch_log)", "says something else"},
        {"UPDATE dispatch SET state = 'unknown'", "says something else"},
        {"UPDATE dispatch SET bytes = 'other'", "not those that were confirmed"},
        {"UPDATE dispatch SET bytes = 'other', sha256 = '0'", "says something else"},
        {"DELETE FROM dispatch", "removed, and the log of what left knows it (row 1)"},
        {"DELETE FROM dispatch_log", "does not know it"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        FILLED;
        add(store, letter("x", "d"));
        go(store, "x", DISPATCH_CONFIRMED, DISPATCH_SENDING);
        go(store, "x", DISPATCH_SENDING, DISPATCH_REJECTED);
        sql_passes(store,
               "DROP TRIGGER dispatch_log_stays; DROP TRIGGER dispatch_log_kept; DROP TRIGGER dispatch_moves;"
               "DROP TRIGGER dispatch_frozen; DROP TRIGGER dispatch_blanked; DROP TRIGGER dispatch_stays");
        sql_passes(store, rows[i].sql);
        _cleanup_free_ char *faults = faults_of(store);
        ck_assert_msg(strstr(faults, rows[i].fault) != NULL, "%s\nsaid: %s\nnot: %s", rows[i].sql, faults,
                      rows[i].fault);
        ck_assert_int_eq(store_check(store, no_word, NULL, NULL), 1);
    }
}
END_TEST

START_TEST(erasing_keeps_the_chain)
{
    FILLED;

    add(store, letter("x", "d"));
    to_state(store, "x", DISPATCH_DONE);
    add(store, letter("y", NULL));
    add(store, letter("u", NULL));
    to_state(store, "u", DISPATCH_UNKNOWN);
    add(store, refund("r"));
    OK(store_begin(store, err));
    OK(dispatch_erase(store, "a", NOW, err));
    OK(dispatch_erase(store, "a", NOW, err));
    OK(store_commit(store, err));
    ck_assert_int_eq(state_of(store, "y"), DISPATCH_CANCELLED);
    ck_assert_int_eq(state_of(store, "u"), DISPATCH_REJECTED);
    ck_assert_int_eq(state_of(store, "r"), DISPATCH_CONFIRMED);
    ck_assert_int_eq(store_integer(store,
                                   "SELECT count(*) FROM dispatch WHERE kind = 'letter' AND "
                                   "coalesce(bytes, recipient, message, subject) IS NOT NULL",
                                   0, -1),
                     0);
    _cleanup_free_ char *faults = faults_of(store);
    ck_assert_str_eq(faults, "");
    _cleanup_free_ char *lines = export_type(store, "dispatch", NULL);
    _cleanup_(folder_drop)
    char *beside = folder_make();
    struct store *copy = filled(beside);
    char *save = lines;
    for (char *line; (line = strsep(&save, "\n")) && *line;)
        put_lines(copy, (const char *const[]){line, NULL});
    ck_assert_int_eq(store_count(copy, &model_dispatch), 4);
    store_close(copy);
}
END_TEST

START_TEST(nobody_is_erased_while_a_letter_leaves)
{
    FILLED;
    struct err said = {0};

    add(store, letter("x", "d"));
    to_state(store, "x", DISPATCH_SENDING);
    ck_assert_int_eq(dispatch_attended(store, "x", NULL), 1);
    ck_assert_int_eq(dispatch_attended(store, "y", NULL), 0);
    OK(store_begin(store, err));
    ck_assert_int_eq(dispatch_erase(store, "a", NOW, &said), -1);
    ck_assert_ptr_nonnull(strstr(said.text, "at this moment"));
    store_rollback(store);
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_SENDING);
}
END_TEST

START_TEST(a_backup_that_comes_back_is_doubted)
{
    FILLED;
    size_t n = 0;

    add(store, letter("x", "d"));
    add(store, refund("r"));
    add(store, letter("y", NULL));
    to_state(store, "y", DISPATCH_DONE);
    OK(store_begin(store, err));
    OK(dispatch_doubt(store, NOW, "it came back", &n, err));
    OK(store_commit(store, err));
    ck_assert_int_eq((int)n, 1);
    ck_assert_int_eq(state_of(store, "x"), DISPATCH_UNKNOWN);
    ck_assert_int_eq(state_of(store, "r"), DISPATCH_CONFIRMED);
    ck_assert_int_eq(state_of(store, "y"), DISPATCH_DONE);
    _cleanup_free_ char *faults = faults_of(store);
    ck_assert_str_eq(faults, "");
}
END_TEST

START_TEST(nothing_without_its_bytes_or_a_transaction)
{
    FILLED;
    struct dispatch dispatch = letter("x", "d");
    struct dispatch_change change = {.to = DISPATCH_SENDING, .at = NOW, .not_before = INSTANT_NONE};
    struct err said = {0};
    size_t n;

    ck_assert_int_eq(dispatch_add(store, &dispatch, NOW, NULL), -1);
    ck_assert_int_eq(dispatch_move(store, "x", DISPATCH_CONFIRMED, &change, NULL), -1);
    ck_assert_int_eq(dispatch_forsaken(store, NOW, NULL, NULL), -1);
    ck_assert_int_eq(dispatch_doubt(store, NOW, "", &n, NULL), -1);
    ck_assert_int_eq(dispatch_erase(store, "a", NOW, NULL), -1);
    dispatch.bytes[0] = 'f';
    OK(store_begin(store, err));
    ck_assert_int_eq(dispatch_add(store, &dispatch, NOW, &said), -1);
    ck_assert_ptr_nonnull(strstr(said.text, "does not belong to the bytes"));
    store_rollback(store);
    model_clear(&model_dispatch, &dispatch);
    ck_assert_int_eq((int)store_count(store, &model_dispatch), 0);
}
END_TEST

/* --- lists --- */

static int add_ref(void *ctx, const struct dispatch *dispatch)
{
    str_printf(ctx, "%s ", dispatch->ref);
    return 0;
}

START_TEST(lists)
{
    FILLED;
    static const struct {
        struct dispatch_query query;
        const char *refs;
    } rows[] = {
        {{0}, "x y r "},
        {{.newest = true, .limit = 2}, "r y "},
        {{.states = 1u << DISPATCH_CONFIRMED}, "y r "},
        {{.states = 1u << DISPATCH_DONE | 1u << DISPATCH_CONFIRMED, .limit = 1}, "x "},
        {{.client = "a", .newest = true}, "r y x "},
        {{.client = "b"}, ""},
        {{.draft = "d"}, "x "},
        {{.refund = "r1", .client = "a"}, "r "},
        {{.farewell = "f"}, ""},
    };
    int64_t counts[DISPATCH_STATES];

    add(store, letter("x", "d"));
    to_state(store, "x", DISPATCH_DONE);
    add(store, letter("y", NULL));
    add(store, refund("r"));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        _cleanup_str_ struct str refs = STR_INIT;
        OK(dispatches_each(store, &rows[i].query, add_ref, &refs, err));
        ck_assert_str_eq(str_text(&refs), rows[i].refs);
    }
    OK(dispatches_count(store, counts, err));
    ck_assert(counts[DISPATCH_CONFIRMED] == 2 && counts[DISPATCH_DONE] == 0 && counts[DISPATCH_SENDING] == 0);
}
END_TEST

RUN_TESTS("outbox", each_way_and_no_other, a_slower_process_changes_nothing, a_letter_is_confirmed_once,
          what_is_told_of_an_outcome, forsaken_becomes_unknown, a_living_one_is_left_alone,
          what_was_confirmed_is_frozen, no_state_without_the_log, only_what_was_confirmed_here_leaves,
          an_import_with_other_bytes_is_refused, who_left_receives_nothing,
          a_confirmed_draft_is_not_changed_underneath, the_log_only_goes_on, the_first_bad_row_is_named,
          erasing_keeps_the_chain, nobody_is_erased_while_a_letter_leaves, a_backup_that_comes_back_is_doubted,
          nothing_without_its_bytes_or_a_transaction, lists);
