#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"

#include <stdlib.h>
#include <string.h>

/* records.jsonl has every type with every field, written as export writes it. */
START_TEST(the_same_bytes_come_out)
{
    struct lines lines = lines_read("records.jsonl");
    for (size_t i = 0; i < lines.n; i++) {
        const struct model *model;
        void *record = record_of(lines.v[i], &model);
        _cleanup_free_ char *line = line_of(model, record);
        ck_assert_str_eq(line, lines.v[i]);
        record_free(model, record);
    }
    lines_free(&lines);
}
END_TEST

START_TEST(every_field_of_every_type_is_among_them)
{
    struct lines lines = lines_read("records.jsonl");
    for (size_t m = 0; models[m]; m++)
        for (size_t f = 0; f < models[m]->n; f++) {
            if (models[m]->fields[f].flags & FIELD_MADE)
                continue;
            _cleanup_free_ char *type = str_format("{\"type\":\"%s\"", models[m]->type);
            _cleanup_free_ char *key = str_format(",\"%s\":", models[m]->fields[f].name);
            bool found = false;
            for (size_t i = 0; i < lines.n && !found; i++)
                found = str_starts(lines.v[i], type) && strstr(lines.v[i], key);
            ck_assert_msg(found, "%s.%s", models[m]->type, models[m]->fields[f].name);
        }
    lines_free(&lines);
}
END_TEST

static const struct {
    const char *in, *out;
} cases[] = {
    /* Defaults go, in any layer. */
    {"{\"type\":\"me\",\"name\":\"N\",\"currency\":\"EUR\",\"project\":{}}",
     "{\"type\":\"me\",\"name\":\"N\"}"},
    {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\",\"state\":\"active\",\"day\":\"09:00-18:00\","
     "\"emails\":[],"
     "\"large\":false,\"people\":[],\"tags\":[]}",
     "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\"}"},
    {"{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{\"mon\":[]},\"reply_"
     "window\":"
     "\"72h\",\"closed\":[{\"from\":\"2026-01-01\",\"to\":\"2026-01-01\",\"kind\":\"absence\"}],\"special\":["
     "],"
     "\"channels\":{},\"notice_roll\":\"none\"}",
     "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{},\"closed\":[{"
     "\"from\":"
     "\"2026-01-01\",\"to\":\"2026-01-01\"}]}"},
    {"{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\",\"direction\":"
     "\"in\","
     "\"kind\":\"message\",\"needs_reply\":true,\"holding\":false,\"invited\":false,\"minutes\":0,\"signs\":["
     "],"
     "\"source\":{}}",
     "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\",\"direction\":"
     "\"in\","
     "\"kind\":\"message\"}"},
    {"{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\",\"direction\":"
     "\"in\","
     "\"kind\":\"call\",\"needs_reply\":false}",
     "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\",\"direction\":"
     "\"in\","
     "\"kind\":\"call\"}"},
    {"{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"a\",\"interaction\":\"i\",\"what\":\"x\",\"window\":"
     "\"5wd\"}",
     "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"a\",\"interaction\":\"i\",\"what\":\"x\"}"},
    {"{\"type\":\"use\",\"ref\":\"u\",\"package\":\"p\",\"on\":\"2026-01-01\",\"quantity\":\"1.000\"}",
     "{\"type\":\"use\",\"ref\":\"u\",\"package\":\"p\",\"on\":\"2026-01-01\"}"},
    {"{\"type\":\"meeting\",\"ref\":\"m\",\"client\":\"a\",\"starts\":\"2026-01-01T10:00:00Z\",\"ends\":"
     "\"2026-01-01T10:00:00Z\",\"state\":\"planned\"}",
     "{\"type\":\"meeting\",\"ref\":\"m\",\"client\":\"a\",\"starts\":\"2026-01-01T10:00:00Z\",\"ends\":"
     "\"2026-01-01T10:00:00Z\"}"},
    /* What only looks like a default stays: it replaces the rule's. */
    {"{\"type\":\"override\",\"ref\":\"o\",\"client\":\"a\",\"from\":\"2026-01-01\",\"until\":\"2026-01-01\","
     "\"reason\":"
     "\"x\",\"hours\":{},\"reply_window\":\"72h\",\"notice_roll\":\"none\",\"extra\":[]}",
     NULL},
    {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\",\"register\":\"none\",\"b2b\":false,\"label\":\"\"}",
     NULL},
    /* Order, spaces, offsets and escapes become the canonical ones. */
    {"  {\"name\":\"\\u00d1and\\u00fa \\ud83d\\ude00 \\/\" , \"ref\":\"a\", \"type\":\"client\"}\t\r",
     "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ñandú 😀 /\"}"},
    {"{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T10:15:00+01:00\","
     "\"direction\":\"in\","
     "\"kind\":\"note\"}",
     "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\",\"direction\":"
     "\"in\","
     "\"kind\":\"note\"}"},
    /* A short window with all it needs. */
    {"{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"hours\":{},\"reply_window\":"
     "\"23oh\","
     "\"reason\":\"launch\",\"until\":\"2026-02-01\"}",
     NULL},
};

START_TEST(what_is_canonical)
{
    const struct model *model;
    void *record = record_of(cases[_i].in, &model);
    _cleanup_free_ char *line = line_of(model, record);
    ck_assert_str_eq(line, cases[_i].out ? cases[_i].out : cases[_i].in);
    record_free(model, record);
}
END_TEST

START_TEST(defaults_are_set)
{
    const struct model *model;
    struct client *client = record_of("{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\"}", &model);
    ck_assert_ptr_eq(model, &model_client);
    ck_assert_int_eq(client->state, CLIENT_ACTIVE);
    ck_assert_int_eq(client->since, DAY_NONE);
    ck_assert_int_eq(client->reg, -1);
    ck_assert_int_eq(client->b2b, -1);
    ck_assert_ptr_null(client->short_name);
    record_free(model, client);
    struct override *override =
        record_of("{\"type\":\"override\",\"ref\":\"o\",\"client\":\"a\",\"from\":\"2026-01-01\","
                  "\"until\":\"2026-01-01\",\"reason\":\"x\",\"extra\":[]}",
                  &model);
    ck_assert(override->extra_given);
    ck_assert(!override->hours_given);
    ck_assert_int_eq(override->payment_days, -1);
    ck_assert_int_eq(override->notice_roll, -1);
    ck_assert_uint_eq(override->reply_window.n, 0);
    record_free(model, override);
}
END_TEST

/* A ref of its own for whoever has none: the same line, the same ref; and it is kept once it is written. */
START_TEST(missing_refs_are_made)
{
    static const char *const lines[] = {
        "{\"type\":\"client\",\"name\":\"A\"}",
        "{\"name\":\"A\",\"type\":\"client\",\"state\":\"active\"}",
        "{\"type\":\"client\",\"name\":\"B\"}",
    };
    char refs[3][32];
    for (size_t i = 0; i < 3; i++) {
        const struct model *model;
        struct client *client = record_of(lines[i], &model);
        ck_assert_uint_eq(strlen(client->ref), 18);
        ck_assert(str_starts(client->ref, "h-"));
        strcpy(refs[i], client->ref);
        _cleanup_free_ char *line = line_of(model, client);
        struct client *again = record_of(line, &model);
        ck_assert(model_equal(model, client, again));
        ck_assert_str_eq(model_ref(model, again), refs[i]);
        record_free(model, client);
        record_free(model, again);
    }
    ck_assert_str_eq(refs[0], refs[1]);
    ck_assert_str_ne(refs[0], refs[2]);
}
END_TEST

#define ROUNDS 300

/* The same line in a form that only the general reader takes: an escape in the first key. */
static void check_general(const struct model *model, const void *record, const char *line)
{
    const struct model *found;
    _cleanup_free_ char *other = str_format("{\"\\u0074%s", line + strlen("{\"t"));
    void *again = record_of(other, &found);
    ck_assert_ptr_eq(found, model);
    ck_assert_msg(model_equal(model, record, again), "%s", line);
    record_free(model, again);
}

static void check_random(const struct model *model, unsigned *seed)
{
    struct err err = {0};
    const struct model *found;
    void *record = mem_alloc(model->size), *copy = mem_alloc(model->size), *again;
    random_record(model, seed, record);
    _cleanup_free_ char *line = line_of(model, record);
    ck_assert_msg(record_parse(line, strlen(line), &test_checks, &found, &again, &err) == 0, "%s\n%s", line,
                  err.text);
    ck_assert_ptr_eq(found, model);
    _cleanup_free_ char *line_again = line_of(model, again);
    ck_assert_str_eq(line, line_again);
    ck_assert_msg(model_equal(model, record, again), "%s", line);
    check_general(model, record, line);

    model_copy(model, again, copy);
    record_free(model, again);
    ck_assert(model_equal(model, record, copy));
    _cleanup_free_ char *line_copy = line_of(model, copy);
    ck_assert_str_eq(line, line_copy);
    record_free(model, copy);
    record_free(model, record);
}

START_TEST(random_records_come_back)
{
    unsigned seed = (unsigned)_i * 7919 + 1;
    for (size_t i = 0; i < ROUNDS; i++)
        check_random(models[_i], &seed);
}
END_TEST

/* Each member of a random record through its column, into an empty record: nothing else may be needed. */
START_TEST(columns_come_back)
{
    const struct model *model = models[_i];
    unsigned seed = (unsigned)_i * 104729 + 1;
    for (size_t i = 0; i < ROUNDS / 3; i++) {
        void *record = mem_alloc(model->size), *again = mem_alloc(model->size);
        random_record(model, &seed, record);
        model_init(model, again);
        for (size_t f = 0; f < model->n; f++) {
            const struct field *field = &model->fields[f];
            struct err err = {0};
            _cleanup_free_ char *text = record_column_encode(field, record);
            ck_assert_int_eq(text == NULL, field_absent(field, record));
            ck_assert_msg(record_column_decode(field, text, again, &err) == 0, "%s: %s", text, err.text);
        }
        ck_assert(model_equal(model, record, again));
        record_free(model, record);
        record_free(model, again);
    }
}
END_TEST

START_TEST(a_bad_column_is_told)
{
    struct client client;
    struct err err = {0};
    model_init(&model_client, &client);
    const struct field *tags = model_field(&model_client, "tags");
    ck_assert_int_eq(record_column_decode(tags, "[1]", &client, &err), -1);
    ck_assert_str_eq(err.text, "tags[0]: expected a string, but this is a number");
    ck_assert_int_eq(record_column_decode(tags, "[", &client, &err), -1);
    ck_assert(str_starts(err.text, "tags: the JSON ends too early"));
    ck_assert_int_eq(record_column_decode(tags, NULL, &client, &err), 0);
    model_clear(&model_client, &client);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_same_bytes_come_out, every_field_of_every_type_is_among_them,
        what_is_canonical,       defaults_are_set,
        missing_refs_are_made,   random_records_come_back,
        columns_come_back,       a_bad_column_is_told,
    };
    const int n = 14;
    const int times[] = {1, 1, (int)ARRAY_LEN(cases), 1, 1, n, n, 1};
    return run_suite("good records", tests, times, ARRAY_LEN(tests));
}
