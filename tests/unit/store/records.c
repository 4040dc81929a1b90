#include "fixture.h"

#include "paletti/base/file.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/me.h"
#include "paletti/core/rule.h"

#include <string.h>

#define CLIENT "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana Prado\"}"
#define ENTRY(ref, at, more)                                                                                 \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"a\",\"at\":\"" at                            \
    "\",\"direction\":\"in\",\"kind\":\"message\"" more "}"

static char *read_data(const char *name)
{
    _cleanup_free_ char *path = data_path(name);
    struct str text = STR_INIT;

    OK(file_read(path, 1 << 20, &text, err));
    return str_take(&text);
}

START_TEST(same_bytes)
{
    _cleanup_free_ char *lines = read_data("records.jsonl");
    {
        STORE;
        put_file(store, "records.jsonl");
        _cleanup_free_ char *out = export_all(store);
        ck_assert_str_eq(out, lines);
        /* Again: nothing new. */
        put_file(store, "records.jsonl");
        _cleanup_free_ char *again = export_all(store);
        ck_assert_str_eq(again, lines);
    }
}
END_TEST

START_TEST(put_outcomes)
{
    STORE;

    OK(store_begin(store, err));
    ck_assert_int_eq(put_line(store, CLIENT), PUT_NEW);
    ck_assert_int_eq(put_line(store, CLIENT), PUT_UNCHANGED);
    ck_assert_int_eq(
        put_line(store, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana Prado\",\"large\":true}"),
        PUT_UPDATED);
    ck_assert_int_eq(put_line(store, "{\"type\":\"me\",\"name\":\"Nora\"}"), PUT_NEW);
    ck_assert_int_eq(put_line(store, "{\"type\":\"me\",\"name\":\"Nora B\"}"), PUT_UPDATED);
    ck_assert_int_eq(put_line(store, "{\"type\":\"me\",\"name\":\"Nora B\"}"), PUT_UNCHANGED);
    const char *rule = "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{"
                       "\"mon\":[\"09:00-10:00\"]}}";
    ck_assert_int_eq(put_line(store, rule), PUT_NEW);
    ck_assert_int_eq(put_line(store, rule), PUT_UNCHANGED);
    ck_assert_int_eq(put_line(store, ENTRY("i1", "2026-03-01T10:00:00Z", "")), PUT_NEW);
    ck_assert_int_eq(put_line(store, ENTRY("i1", "2026-03-01T10:00:00Z", "")), PUT_UNCHANGED);
    ck_assert_int_eq(put_line(store, ENTRY("i1", "2026-03-01T10:00:00Z", ",\"body\":\"x\"")), PUT_UPDATED);
    ck_assert_int_eq(put_line(store, ENTRY("i1", "2026-03-01T10:00:00Z", ",\"body\":\"\"")), PUT_UPDATED);
    OK(store_commit(store, err));
    ck_assert_int_eq(store_count(store, &model_interaction), 1);
    ck_assert_int_eq(store_count(store, &model_client), 1);
}
END_TEST

START_TEST(replaced_whole)
{
    STORE;
    const char *lines[] = {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\",\"emails\":[\"ana@a."
                           "example\"],\"tags\":[\"x\"],\"day\":\"08:00-10:00\"}",
                           "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}", NULL};

    put_lines(store, lines);
    _cleanup_free_ char *out = export_all(store);
    ck_assert_str_eq(out, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}\n");
}
END_TEST

/* A record keeps its place in the order when it is replaced; entries are in the order of their instants. */
START_TEST(order)
{
    STORE;
    const char *lines[] = {
        CLIENT,
        ENTRY("late", "2026-03-03T10:00:00Z", ""),
        ENTRY("same1", "2026-03-02T10:00:00Z", ""),
        ENTRY("same2", "2026-03-02T10:00:00Z", ""),
        ENTRY("early", "1955-03-02T10:00:00Z", ""),
        ENTRY("same1", "2026-03-02T10:00:00Z", ",\"subject\":\"again\""),
        ENTRY("moves", "2026-03-01T10:00:00Z", ""),
        ENTRY("moves", "2026-03-02T10:00:00Z", ""),
        NULL,
    };
    static const char *const expected[] = {"early", "same1", "same2", "moves", "late"};
    struct interaction *all;
    size_t n;

    put_lines(store, lines);
    OK(store_all(store, &model_interaction, NULL, &all, &n, err));
    ck_assert_uint_eq(n, ARRAY_LEN(expected));
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(all[i].ref, expected[i]);
        model_clear(&model_interaction, &all[i]);
    }
    free(all);
}
END_TEST

static void expect_references(struct store *store, const char *sentence)
{
    struct err err = {0};

    ck_assert_int_lt(store_references(store, &err), 0);
    ck_assert_str_eq(err.text, sentence);
    ck_assert_int_lt(store_commit(store, &err), 0);
    store_rollback(store);
}

static void put_at(struct store *store, const char *line, int64_t number)
{
    const struct model *model;
    void *record;

    OK(record_parse(line, strlen(line), NULL, &model, &record, err));
    OK(store_put(store, model, record, number, NULL, err));
    record_free(model, record);
}

START_TEST(references_forward)
{
    STORE;
    /* Everything before what it points at. */
    const char *lines[] = {
        "{\"type\":\"use\",\"ref\":\"u\",\"package\":\"p\",\"on\":\"2026-01-01\",\"interaction\":\"i\"}",
        "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"a\",\"interaction\":\"i\",\"what\":\"logo\"}",
        "{\"type\":\"package\",\"ref\":\"p\",\"client\":\"a\",\"unit\":\"hour\",\"quantity\":\"3\",\"price\":"
        "{\"amount\":\"9.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-01-01\",\"payments\":[\"y\"],"
        "\"contract\":\"c\"}",
        "{\"type\":\"payment\",\"ref\":\"y\",\"client\":\"a\",\"amount\":{\"amount\":\"9.00\",\"currency\":"
        "\"EUR\"},\"on\":\"2026-01-01\",\"invoice\":\"v\"}",
        "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"a\",\"number\":\"1\",\"amount\":{\"amount\":\"9."
        "00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-01-01\"}",
        "{\"type\":\"contract\",\"ref\":\"c\",\"client\":\"a\"}",
        "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"a\",\"on\":\"2026-01-01\",\"rule\":\"2026-01-01T00:00:"
        "00Z\"}",
        "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{\"mon\":[\"09:00-"
        "10:00\"]}}",
        ENTRY("i", "2026-03-01T10:00:00Z", ",\"recap\":\"j\""),
        ENTRY("j", "2026-03-01T11:00:00Z", ""),
        "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\",\"member_of\":\"g\"}",
        "{\"type\":\"client\",\"ref\":\"g\",\"name\":\"Grupo\"}",
        NULL,
    };

    put_lines(store, lines);
    ck_assert_int_eq(store_count(store, &model_client), 2);
}
END_TEST

START_TEST(references_nowhere)
{
    STORE;

    OK(store_begin(store, err));
    put_at(store, CLIENT, 1);
    put_at(store, "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"a\",\"interaction\":\"x\",\"what\":\"logo\"}",
           12);
    expect_references(store, "line 12: ask.interaction: \"x\" is neither in this file nor stored");

    OK(store_begin(store, err));
    put_at(store, ENTRY("i", "2026-03-01T10:00:00Z", ""), 3);
    put_at(store, ENTRY("j", "2026-03-01T10:00:00Z", ""), 4);
    expect_references(store, "line 3: interaction.client: \"a\" is neither in this file nor stored");

    OK(store_begin(store, err));
    put_at(store, CLIENT, 1);
    put_at(store,
           "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"a\",\"on\":\"2026-01-01\",\"rule\":\"2026-01-01T00:"
           "00:00Z\"}",
           2);
    expect_references(store,
                      "line 2: told.rule: \"2026-01-01T00:00:00Z\" is neither in this file nor stored");

    OK(store_begin(store, err));
    put_at(store, CLIENT, 1);
    put_at(
        store,
        "{\"type\":\"package\",\"ref\":\"p\",\"client\":\"a\",\"unit\":\"hour\",\"quantity\":\"3\",\"price\":"
        "{\"amount\":\"9.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-01-01\",\"payments\":[\"y\"]}",
        0);
    expect_references(store, "package.payments: \"y\" is neither in this file nor stored");
    ck_assert_int_eq(store_count(store, &model_client), 0);
    ck_assert_int_eq(store_count(store, &model_interaction), 0);
}
END_TEST

START_TEST(placeholder_becomes_client)
{
    STORE;

    OK(store_begin(store, err));
    put_line(store, ENTRY("i", "2026-03-01T10:00:00Z", ""));
    ck_assert_int_eq(put_line(store, CLIENT), PUT_NEW);
    ck_assert_int_eq(put_line(store, CLIENT), PUT_UNCHANGED);
    OK(store_commit(store, err));
    _cleanup_free_ char *out = export_type(store, "client", NULL);
    ck_assert_str_eq(out, CLIENT "\n");
}
END_TEST

START_TEST(get_one)
{
    STORE;
    struct interaction i;
    struct rule rule;
    struct me me;

    put_file(store, "records.jsonl");
    ck_assert_int_eq(store_get(store, &model_interaction, "i2", &i, NULL), 0);
    ck_assert_str_eq(i.client, "acme");
    ck_assert_int_eq(i.kind, KIND_CALL);
    ck_assert(i.holding);
    model_clear(&model_interaction, &i);
    ck_assert_int_eq(store_get(store, &model_interaction, "none", &i, NULL), 1);
    ck_assert_int_eq(store_get(store, &model_rule, "2025-11-01T09:00:00+01:00", &rule, NULL), 0);
    ck_assert_str_eq(rule.zone, "Europe/Madrid");
    model_clear(&model_rule, &rule);
    ck_assert_int_eq(store_get(store, &model_rule, "yesterday", &rule, NULL), 1);
    ck_assert_int_eq(store_get(store, &model_me, NULL, &me, NULL), 0);
    ck_assert_str_eq(me.name, "Nora Inventada");
    model_clear(&model_me, &me);
}
END_TEST

START_TEST(of_one_client)
{
    STORE;

    put_file(store, "records.jsonl");
    _cleanup_free_ char *uses = export_type(store, "use", "acme");
    _cleanup_free_ char *no_uses = export_type(store, "use", "tiny");
    _cleanup_free_ char *entries = export_type(store, "interaction", "acme");
    _cleanup_free_ char *all_entries = export_type(store, "interaction", NULL);
    _cleanup_free_ char *client = export_type(store, "client", "grp");
    ck_assert_ptr_nonnull(strstr(uses, "\"u1\""));
    ck_assert_str_eq(no_uses, "");
    ck_assert_str_eq(entries, all_entries);
    ck_assert_str_eq(client, "{\"type\":\"client\",\"ref\":\"grp\",\"name\":\"Club Maratón de Ideas\"}\n");
}
END_TEST

START_TEST(remove_one)
{
    STORE;
    struct err said = {0};

    put_file(store, "records.jsonl");
    OK(store_begin(store, err));
    ck_assert_int_eq(store_remove(store, &model_override, "o1", &said), 0);
    ck_assert_int_eq(store_remove(store, &model_override, "o1", &said), 1);
    ck_assert_int_eq(store_remove(store, &model_interaction, "i3", &said), 0);
    OK(store_commit(store, err));
    ck_assert_int_eq(store_count(store, &model_interaction), 2);

    /* Others still point at it. */
    OK(store_begin(store, err));
    ck_assert_int_eq(store_remove(store, &model_interaction, "i2", &said), 0);
    ck_assert_int_lt(store_commit(store, &said), 0);
    store_rollback(store);
    OK(store_begin(store, err));
    ck_assert_int_lt(store_remove(store, &model_client, "acme", &said), 0);
    store_rollback(store);
    ck_assert_int_eq(store_count(store, &model_interaction), 2);
    ck_assert_int_eq(store_count(store, &model_client), 3);
}
END_TEST

START_TEST(nothing_outside_a_transaction)
{
    STORE;
    const struct model *model;
    void *record;

    OK(record_parse(CLIENT, strlen(CLIENT), NULL, &model, &record, err));
    ck_assert_int_lt(store_put(store, model, record, 0, NULL, NULL), 0);
    record_free(model, record);
    ck_assert_int_lt(store_commit(store, NULL), 0);
    store_rollback(store);
}
END_TEST

START_TEST(rollback_forgets)
{
    STORE;

    OK(store_begin(store, err));
    put_line(store, CLIENT);
    put_line(store, ENTRY("i", "2026-03-01T10:00:00Z", ""));
    store_rollback(store);
    ck_assert_int_eq(store_count(store, &model_interaction), 0);
    OK(store_begin(store, err));
    ck_assert_int_eq(put_line(store, CLIENT), PUT_NEW);
    OK(store_commit(store, err));
}
END_TEST

/* Removing the client fails: what stands around it in the transaction must not be stored without it. */
START_TEST(nothing_around_a_failure)
{
    STORE;
    struct err said;

    put_lines(store, (const char *const[]){CLIENT, ENTRY("i", "2026-03-01T10:00:00Z", ""), NULL});
    OK(store_begin(store, err));
    put_line(store, ENTRY("j", "2026-03-02T10:00:00Z", ""));
    ck_assert_int_lt(store_remove(store, &model_client, "a", &said), 0);
    put_line(store, ENTRY("k", "2026-03-03T10:00:00Z", ""));
    ck_assert_int_lt(store_commit(store, &said), 0);
    ck_assert_ptr_nonnull(strstr(said.text, "still refers"));
    store_rollback(store);
    ck_assert_int_eq(store_count(store, &model_interaction), 1);
    put_lines(store, (const char *const[]){ENTRY("j", "2026-03-02T10:00:00Z", ""), NULL});
    ck_assert_int_eq(store_count(store, &model_interaction), 2);
}
END_TEST

struct far {
    int times;
    int64_t done, total;
};

static void note_told(void *ctx, int64_t done, int64_t total)
{
    struct far *told = ctx;

    ck_assert_int_ge(done, 0);
    *told = (struct far){told->times + 1, done, total};
}

/* What takes long at the end of an import moves: the index entry by entry, then each quarter of a megabyte written. */
START_TEST(long_ends_are_told)
{
    enum { ENTRIES = 2000, BODY = 2000 };
    STORE;
    struct far told = {0};
    char body[BODY + 1];

    memset(body, 'x', BODY);
    body[BODY] = '\0';
    OK(store_begin(store, err));
    OK(store_bulk_begin(store, err));
    put_line(store, CLIENT);
    for (int i = 0; i < ENTRIES; i++) {
        _cleanup_free_ char *line = str_format(ENTRY("%d", "2026-03-01T10:00:00Z", ",\"body\":\"%s\""), i, body);
        put_line(store, line);
    }
    store_on_progress(store, note_told, &told);
    OK(store_bulk_end(store, err));
    ck_assert_int_ge(told.times, 3);
    ck_assert_int_eq(told.total, ENTRIES);
    told = (struct far){0};
    OK(store_commit(store, err));
    ck_assert_int_ge(told.times, 8);
    ck_assert_int_gt(told.done, ENTRIES / 2 * BODY);
    store_on_progress(store, NULL, NULL);
    told = (struct far){0};
    OK(store_begin(store, err));
    put_line(store, ENTRY("after", "2026-03-02T10:00:00Z", ""));
    OK(store_commit(store, err));
    ck_assert_int_eq(told.times, 0);
    ck_assert_int_eq(store_count(store, &model_interaction), ENTRIES + 1);
}
END_TEST

static int count_nested(void *ctx, const void *record)
{
    _cleanup_free_ char *inner = export_type(*(struct store **)ctx, "client", NULL);

    (void)record;
    ck_assert_ptr_nonnull(strstr(inner, "\"tiny\""));
    return 0;
}

START_TEST(lists_inside_lists)
{
    STORE;

    put_file(store, "records.jsonl");
    OK(store_each(store, &model_client, NULL, count_nested, &store, err));
}
END_TEST

RUN_TESTS("records", same_bytes, put_outcomes, replaced_whole, order, references_forward, references_nowhere,
          placeholder_becomes_client, get_one, of_one_client, remove_one, nothing_outside_a_transaction,
          rollback_forgets, nothing_around_a_failure, long_ends_are_told,
          lists_inside_lists);
