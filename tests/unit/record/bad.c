#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdlib.h>
#include <string.h>

static void check_refused(const char *line, size_t len, const char *sentence)
{
    const struct model *model = NULL;
    void *record = NULL;
    struct err err = {0};
    ck_assert_msg(record_parse(line, len, &test_checks, &model, &record, &err) < 0, "taken: %s", line);
    ck_assert_str_eq(err.text, sentence);
    ck_assert_ptr_null(model);
    ck_assert_ptr_null(record);
}

START_TEST(the_sentences)
{
    struct lines lines = lines_read("bad_records.txt");
    size_t n = 0;
    for (size_t i = 0; i < lines.n; i++) {
        if (!*lines.v[i] || str_starts(lines.v[i], "# "))
            continue;
        ck_assert_uint_lt(i + 1, lines.n);
        check_refused(lines.v[i], strlen(lines.v[i]), lines.v[i + 1]);
        i++;
        n++;
    }
    ck_assert_uint_gt(n, 100);
    lines_free(&lines);
}
END_TEST

START_TEST(bytes_that_are_no_text)
{
    static const struct {
        const char *line;
        const char *sentence;
    } cases[] = {
        {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"caf\xe9\"}",
         "is no valid UTF-8: byte 39 is 0xe9; save the file as UTF-8"},
        {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"\xed\xa0\x80\"}",
         "is no valid UTF-8: byte 36 is 0xed; save the file as UTF-8"},
        {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"\xc0\xaf\"}",
         "is no valid UTF-8: byte 36 is 0xc0; save the file as UTF-8"},
        {"\xff\xfe", "is no valid UTF-8: byte 1 is 0xff; save the file as UTF-8"},
        {"", "the line is empty; write one record a line and no empty lines"},
        {" \t", "the line is empty; write one record a line and no empty lines"},
        {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\",\"emails\":[\"a@b.example\\r\\nBcc: "
         "x@y.example\"]}",
         "client.emails[0]: \"a@b.example\r\nBcc: x@y.example\" is no mail address; write it as "
         "\"name@domain\" and "
         "nothing else"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_refused(cases[i].line, strlen(cases[i].line), cases[i].sentence);
    check_refused("{\"type\":\"me\"\0}", 14,
                  "the JSON ends too early, at byte 13; the line may have been cut");
}
END_TEST

/* A line with FIELD holding N times C. */
static char *line_with(const char *before, char c, size_t n, const char *after)
{
    struct str line = STR_INIT;
    str_add(&line, before);
    _cleanup_free_ char *fill = mem_alloc(n + 1);
    memset(fill, c, n);
    str_add_n(&line, fill, n);
    str_add(&line, after);
    return str_take(&line);
}

START_TEST(what_is_too_long)
{
    static const char client[] = "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\",\"notes\":\"";
    static const char note[] =
        "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:15:00Z\","
        "\"direction\":\"none\",\"kind\":\"note\",\"body\":\"";
    static const struct {
        const char *before, *after;
        size_t most;
        const char *sentence;
    } cases[] = {
        {client, "\"}", 65536, "client.notes: is 65537 bytes long; at most 65536 are allowed"},
        {note, "\"}", 16777216, "interaction.body: is 16777217 bytes long; at most 16777216 are allowed"},
        {"{\"type\":\"client\",\"name\":\"A\",\"ref\":\"", "\"}", 200,
         "client.ref: is 201 bytes long; at most 200 are allowed"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct model *model;
        _cleanup_free_ char *fits = line_with(cases[i].before, 'x', cases[i].most, cases[i].after);
        _cleanup_free_ char *over = line_with(cases[i].before, 'x', cases[i].most + 1, cases[i].after);
        void *record = record_of(fits, &model);
        record_free(model, record);
        check_refused(over, strlen(over), cases[i].sentence);
    }
}
END_TEST

/* Hostile shapes end in a sentence, and soon. */
START_TEST(what_is_too_much)
{
    _cleanup_free_ char *deep = line_with("{\"type\":\"client\",\"tags\":", '[', 1000000, "");
    check_refused(deep, strlen(deep),
                  "lists and objects are nested too deeply; no record needs more than five levels");
    _cleanup_free_ char *word =
        line_with("{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\",\"state\":\"", 'y', 1000, "\"}");
    struct err err = {0};
    const struct model *model;
    void *record;
    ck_assert_int_eq(record_parse(word, strlen(word), NULL, &model, &record, &err), -1);
    ck_assert(str_starts(err.text, "client.state: \"yyyyyyyy"));
    ck_assert(strstr(err.text, "yyy…\" is none of"));
    ck_assert_uint_lt(strlen(err.text), 200);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_sentences, bytes_that_are_no_text, what_is_too_long, what_is_too_much};
    return run_suite("bad records", tests, NULL, ARRAY_LEN(tests));
}
