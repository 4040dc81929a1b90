/* Pages, judgements, and what a transaction touched. */
#include "fixture.h"

#include "paletti/core/interaction.h"
#include "paletti/store/clients.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"

#include <stdio.h>
#include <string.h>

static const char *const two_clients[] = {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}",
                                          "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Blas\"}", NULL};

/* An entry of CLIENT, DAY of March 2026 at 10:00. */
static void put_entry(struct store *store, const char *ref, const char *client, int day, const char *more)
{
    _cleanup_free_ char *line =
        str_format("{\"type\":\"interaction\",\"ref\":\"%s\",\"client\":\"%s\",\"at\":\"2026-03-%02d"
                   "T10:00:00Z\",\"direction\":\"in\",\"kind\":\"message\"%s}",
                   ref, client, day, more);

    put_line(store, line);
}

/* "ref ref ..." of what a query gives. */
static int add_ref(void *ctx, const struct log_row *row)
{
    struct str *refs = ctx;

    if (refs->len)
        str_add_char(refs, ' ');
    str_add(refs, row->ref);
    return 0;
}

static char *refs_of(struct store *store, struct log_query query)
{
    struct str refs = STR_INIT;

    if (!query.now)
        query.now = INT64_MAX;
    OK(log_each(store, &query, add_ref, &refs, err));
    return str_take(&refs);
}
#define EXPECT(refs, ...)                                                                                    \
    do {                                                                                                     \
        _cleanup_free_ char *refs_ = refs_of(store, (struct log_query){__VA_ARGS__});                        \
        ck_assert_str_eq(refs_, refs);                                                                       \
    } while (0)

static void put_week(struct store *store)
{
    put_lines(store, two_clients);
    OK(store_begin(store, err));
    put_entry(store, "a1", "a", 1, "");
    put_entry(store, "b2", "b", 2, "");
    put_entry(store, "a3", "a", 3, "");
    put_entry(store, "a3bis", "a", 3, "");
    put_entry(store, "b4", "b", 4, "");
    OK(store_commit(store, err));
}

static int keep_id(void *ctx, const struct log_row *row)
{
    *(int64_t *)ctx = row->id;
    return 0;
}

static int64_t id_of(struct store *store, const char *ref)
{
    int64_t id = 0;

    ck_assert_int_eq(log_find(store, ref, keep_id, &id, NULL), 0);
    return id;
}

START_TEST(pages)
{
    STORE;

    put_week(store);
    EXPECT("b4 a3bis a3 b2 a1", .after = INT64_MAX);
    EXPECT("b4 a3bis", .after = INT64_MAX, .limit = 2);
    EXPECT("a3 b2", .after = id_of(store, "a3bis"), .limit = 2);
    EXPECT("a3bis b4", .after = id_of(store, "a3"), .limit = 2, .forward = true);
    EXPECT("a3bis a3 a1", .after = INT64_MAX, .client_id = 1);
    EXPECT("b2 b4", .after = INT64_MIN, .client_id = 2, .forward = true);
    EXPECT("a3bis a3 b2 a1", .after = INT64_MAX, .now = id_of(store, "a3") >> 16);
    EXPECT("b2 a1", .after = INT64_MAX, .now = (id_of(store, "a3") >> 16) - 1);
    ck_assert_int_eq(log_find(store, "none", keep_id, NULL, NULL), 1);
    ck_assert_int_eq(log_count(store, 0), 5);
    ck_assert_int_eq(log_count(store, 1), 3);
    ck_assert_int_eq(log_position(store, 1, id_of(store, "a1"), INT64_MAX), 2);
    ck_assert_int_eq(log_position(store, 1, id_of(store, "a1"), NOW - 6 * 86400), 2);
    ck_assert_int_eq(log_position(store, 1, id_of(store, "a1"), NOW - 8 * 86400), 0);
}
END_TEST

static int check_row(void *ctx, const struct log_row *row)
{
    const char *beginning = ctx;

    ck_assert_str_eq(row->client, "a");
    ck_assert_str_eq(row->client_name, "Ana");
    ck_assert_int_eq(row->at, 1772359200);
    ck_assert_int_eq(row->direction, DIRECTION_IN);
    ck_assert_int_eq(row->kind, KIND_MESSAGE);
    ck_assert_int_eq(row->needs_reply, 0);
    ck_assert_int_eq(row->minutes, 25);
    ck_assert(row->invited && !row->holding);
    ck_assert_str_eq(row->channel, "email");
    ck_assert_str_eq(row->subject, "¡Hola!");
    ck_assert_str_eq(row->beginning, beginning);
    return 0;
}

START_TEST(one_row)
{
    STORE;
    struct str body = STR_INIT;

    put_lines(store, two_clients);
    for (int i = 0; i < 100000; i++)
        str_add(&body, "ñ");
    _cleanup_free_ char *more =
        str_format(",\"channel\":\"email\",\"subject\":\"¡Hola!\",\"body\":\"x%s\",\"minutes\":25,"
                   "\"needs_reply\":false,\"invited\":true",
                   body.s);
    OK(store_begin(store, err));
    put_entry(store, "long", "a", 1, more);
    OK(store_commit(store, err));
    /* 160 bytes at most, and no half letter. */
    _cleanup_free_ char *beginning = str_format("x%.158s", body.s);
    ck_assert_int_eq(log_find(store, "long", check_row, beginning, NULL), 0);
    str_done(&body);
}
END_TEST

static int add_touched(void *ctx, int64_t client_id, int64_t from)
{
    int64_t *list = ctx;

    list[client_id] = from;
    return 0;
}

static void expect_touched(struct store *store, int64_t a, int64_t b)
{
    int64_t list[3] = {0};

    OK(log_touched(store, add_touched, list, err));
    ck_assert_int_eq(list[1], a);
    ck_assert_int_eq(list[2], b);
}

START_TEST(touched_entries)
{
    STORE;

    put_week(store);
    OK(store_begin(store, err));
    put_entry(store, "b4", "b", 4, "");
    expect_touched(store, 0, 0);
    put_entry(store, "a3", "a", 3, ",\"subject\":\"new\"");
    expect_touched(store, id_of(store, "a3"), 0);
    put_entry(store, "a0", "a", 2, "");
    expect_touched(store, id_of(store, "a0"), 0);
    /* Moving touches where it was, too; another client is two clients touched. */
    int64_t b4 = id_of(store, "b4");
    put_entry(store, "b4", "b", 9, "");
    expect_touched(store, id_of(store, "a0"), b4);
    int64_t a1 = id_of(store, "a1");
    put_entry(store, "a1", "b", 1, "");
    expect_touched(store, a1, a1);
    OK(store_commit(store, err));
    ck_assert_int_eq(log_count(store, 1), 3);

    OK(store_begin(store, err));
    int64_t b2 = id_of(store, "b2");
    expect_touched(store, 0, 0);
    ck_assert_int_eq(store_remove(store, &model_interaction, "b2", NULL), 0);
    expect_touched(store, 0, b2);
    store_rollback(store);
    OK(store_begin(store, err));
    expect_touched(store, 0, 0);
    store_rollback(store);
}
END_TEST

START_TEST(rules_and_dues_touched)
{
    STORE;

    put_week(store);
    OK(store_begin(store, err));
    ck_assert(!log_rules_touched(store, 0) && !log_rules_touched(store, 1) && !dues_touched(store, 1));
    put_line(store, "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"a\",\"on\":\"2026-01-01\"}");
    ck_assert(log_rules_touched(store, 1) && !log_rules_touched(store, 2) && !log_rules_touched(store, 0));
    put_line(store,
             "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"b\",\"interaction\":\"b2\",\"what\":\"x\"}");
    ck_assert(dues_touched(store, 2));
    put_line(store, "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{"
                    "\"mon\":[\"09:00-10:00\"]}}");
    ck_assert(log_rules_touched(store, 0) && log_rules_touched(store, 2));
    OK(store_commit(store, err));
    OK(store_begin(store, err));
    put_line(store, "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"a\",\"on\":\"2026-01-01\"}");
    ck_assert(!log_rules_touched(store, 0) && !log_rules_touched(store, 1) && !dues_touched(store, 2));
    ck_assert_int_eq(store_remove(store, model_find("told"), "t", NULL), 0);
    ck_assert(log_rules_touched(store, 1));
    store_rollback(store);
}
END_TEST

static const struct verdict question = {.receipt = 100,
                                        .due = 200,
                                        .held_at = INSTANT_NONE,
                                        .promised = INSTANT_NONE,
                                        .answered = INSTANT_NONE,
                                        .breaches = BREACH_CHASE | BREACH_LATE_REPLY,
                                        .counted = BREACH_LATE_REPLY,
                                        .started = true};

static int judge_all(void *ctx, const struct log_entry *entry)
{
    ck_assert_int_eq(entry->entry.at, entry->id >> 16);
    ck_assert(entry->entry.needs_reply);
    ck_assert_int_eq(entry->verdict.receipt, INSTANT_NONE);
    OK(log_set_verdict(ctx, entry->id, &question, err));
    return 0;
}

static int check_verdict(void *ctx, const struct log_row *row)
{
    const struct verdict *v = &row->verdict;

    (void)ctx;
    ck_assert_int_eq(v->receipt, 100);
    ck_assert_int_eq(v->due, 200);
    ck_assert_int_eq(v->answered, INSTANT_NONE);
    ck_assert_int_eq(v->breaches, BREACH_CHASE | BREACH_LATE_REPLY);
    ck_assert_int_eq(v->counted, BREACH_LATE_REPLY);
    ck_assert(v->started);
    return 0;
}

START_TEST(verdicts)
{
    STORE;
    struct tally tally;

    put_week(store);
    OK(store_begin(store, err));
    OK(log_entries(store, 1, 0, judge_all, store, err));
    OK(store_commit(store, err));
    ck_assert_int_eq(log_find(store, "a3", check_verdict, NULL, NULL), 0);
    OK(client_count_tally(store, 1, INT64_MAX, &tally, err));
    ck_assert_int_eq(tally.last_at, id_of(store, "a3") >> 16);
    ck_assert_int_eq(tally.breaches[7], 3);
    ck_assert_int_eq(tally.not_counted[2], 3);
    ck_assert_int_eq(tally.breaches[2], 0);
    ck_assert_int_eq(tally.open_id, id_of(store, "a3bis"));
    ck_assert_int_eq(tally.open.due, 200);
    OK(client_count_tally(store, 1, (id_of(store, "a1") >> 16), &tally, err));
    ck_assert_int_eq(tally.breaches[7], 1);
    ck_assert_int_eq(tally.open_id, id_of(store, "a1"));
    OK(client_count_tally(store, 2, INT64_MAX, &tally, err));
    ck_assert_int_eq(tally.open_id, 0);
    ck_assert_int_eq(tally.breaches[7], 0);

    /* An entry that moved has no verdict until it is judged again; one that was only changed keeps its. */
    OK(store_begin(store, err));
    put_entry(store, "a3", "a", 3, ",\"subject\":\"x\"");
    ck_assert_int_eq(log_find(store, "a3", check_verdict, NULL, NULL), 0);
    put_entry(store, "a3", "a", 5, "");
    OK(log_set_verdict(store, id_of(store, "a1"), &VERDICT_INIT, err));
    OK(store_commit(store, err));
    OK(client_count_tally(store, 1, INT64_MAX, &tally, err));
    ck_assert_int_eq(tally.breaches[7], 1);
}
END_TEST

static int count_entries(void *ctx, const struct log_entry *entry)
{
    (void)entry;
    return ++*(int *)ctx == 3 ? 42 : 0;
}

START_TEST(entries)
{
    STORE;
    int n = 0;

    put_week(store);
    ck_assert_int_eq(log_entries(store, 0, 0, count_entries, &n, NULL), 42);
    n = 0;
    ck_assert_int_eq(log_entries(store, 1, id_of(store, "a3"), count_entries, &n, NULL), 0);
    ck_assert_int_eq(n, 2);
    n = 3;
    ck_assert_int_eq(log_entries(store, 0, id_of(store, "a3"), count_entries, &n, NULL), 0);
    ck_assert_int_eq(n, 6);
}
END_TEST

/* 65535 entries fit into a second, and the next one is told where it can stand. */
START_TEST(one_second)
{
    STORE;
    struct err said;
    struct interaction entry;

    put_lines(store, two_clients);
    OK(store_begin(store, err));
    OK(store_bulk_begin(store, err));
    for (int i = 0; i <= 65535; i++) {
        char ref[16];
        snprintf(ref, sizeof ref, "r%d", i);
        model_init(&model_interaction, &entry);
        entry.ref = ref;
        entry.client = (char *)"a";
        entry.at = NOW;
        entry.direction = DIRECTION_IN;
        entry.kind = KIND_MESSAGE;
        int r = store_put(store, &model_interaction, &entry, 0, NULL, &said);
        ck_assert_int_eq(r, i == 65535 ? -1 : 0);
    }
    ck_assert_ptr_nonnull(strstr(said.text, "2026-03-10T09:00:00Z"));
    store_rollback(store);
}
END_TEST

RUN_TESTS("log", pages, one_row, touched_entries, rules_and_dues_touched, verdicts, entries, one_second);
