#include "paletti/record/json.h"

#include "fixture.h"
#include "paletti/base/civil.h"

#include <stdlib.h>

START_TEST(a_document)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct json json = json_init(&text);
    json_open_object(&json, NULL);
    json_text(&json, "text", "ñ");
    json_text(&json, "none", NULL);
    json_number(&json, "least", INT64_MIN);
    json_number(&json, "most", INT64_MAX);
    json_number(&json, "zero", 0);
    json_open_list(&json, "list");
    json_bool(&json, NULL, true);
    json_bool(&json, NULL, false);
    json_open_list(&json, NULL);
    json_close_list(&json);
    json_open_object(&json, NULL);
    json_close_object(&json);
    json_close_list(&json);
    json_nothing(&json, "nothing");
    json_instant(&json, "at", 0);
    json_instant(&json, "never", INSTANT_NONE);
    json_day(&json, "day", 0);
    json_day(&json, "no_day", DAY_NONE);
    json_money(&json, "money", (struct money){-5, "EUR"});
    json_money(&json, "no_money", (struct money){0});
    json_raw(&json, "raw", "{\"a\":1}");
    json_close_object(&json);
    ck_assert_str_eq(
        str_text(&text),
        "{\"text\":\"ñ\",\"none\":null,\"least\":-9223372036854775808,\"most\":9223372036854775807,"
        "\"zero\":0,\"list\":[true,false,[],{}],\"nothing\":null,\"at\":\"1970-01-01T00:00:00Z\","
        "\"never\":null,\"day\":\"1970-01-01\",\"no_day\":null,"
        "\"money\":{\"amount\":\"-0.05\",\"currency\":\"EUR\"},\"no_money\":null,\"raw\":{\"a\":1}}");
}
END_TEST

START_TEST(escapes)
{
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"\x01\b\t\n\x0b\f\r\x1f \"\\/", "\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\""},
        {"é ñ 👩‍💻 \xc2\xa0", "\"é ñ 👩‍💻 \xc2\xa0\""},
        /* What steers a terminal, and its neighbours. */
        {"~\x7f\xc2\x80\xc2\x9f\xc2\xa0", "\"~\\u007f\\u0080\\u009f\xc2\xa0\""},
        {"\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xae\xe2\x80\xaf", "\"\xe2\x80\xa7\\u2028\\u202e\xe2\x80\xaf\""},
        {"\xe2\x81\x9f\xe2\x81\xa6\xe2\x81\xa9\xe2\x81\xb0", "\"\xe2\x81\x9f\\u2066\\u2069\xe2\x81\xb0\""},
        {"\xf3\xa0\x80\x81\xf3\xa0\x81\x81\xf3\xa0\x84\x80",
         "\"\\udb40\\udc01\\udb40\\udc41\xf3\xa0\x84\x80\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        struct json json = json_init(&text);
        json_text(&json, NULL, cases[i].text);
        ck_assert_str_eq(str_text(&text), cases[i].json);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_document, escapes};
    return run_suite("json", tests, NULL, ARRAY_LEN(tests));
}
