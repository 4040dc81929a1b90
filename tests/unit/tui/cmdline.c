#include "cmdline.h"

#include "paletti/base/str.h"
#include "run.h"

START_TEST(splitting)
{
    static const struct {
        const char *line, *words; /* joined by "|" */
    } cases[] = {
        {"", ""},
        {"  today  ", "today|"},
        {"log \"Quejumbre & Hijos\" --limit 5", "log|Quejumbre & Hijos|--limit|5|"},
        {"log 'a \"b\"' x", "log|a \"b\"|x|"},
        {"a\\ b \"c\\\"d\"", "a b|c\"d|"},
        {"import ~/Mail \"~/x\" a~/b ~", "import|/home/nora/Mail|~/x|a~/b|~|"},
        {"x \"\" y", "x||y|"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct cmdline words = {0};
        _cleanup_str_ struct str joined = STR_INIT;
        ck_assert_int_eq(cmdline_split(cases[i].line, "/home/nora", &words, NULL), 0);
        for (size_t k = 0; k < words.n; k++)
            str_printf(&joined, "%s|", words.v[k]);
        ck_assert_str_eq(str_text(&joined), cases[i].words);
        cmdline_done(&words);
    }
}
END_TEST

START_TEST(an_open_quotation)
{
    struct cmdline words = {0};
    struct err err;

    ck_assert_int_eq(cmdline_split("log \"Quej", NULL, &words, &err), -1);
    ck_assert_str_eq(err.text, "a \" is missing at the end");
    ck_assert_uint_eq(words.n, 0);
}
END_TEST

START_TEST(the_last_word)
{
    ck_assert_uint_eq(cmdline_last(""), 0);
    ck_assert_uint_eq(cmdline_last("tod"), 0);
    ck_assert_uint_eq(cmdline_last("log "), 4);
    ck_assert_uint_eq(cmdline_last("log Que"), 4);
    ck_assert_uint_eq(cmdline_last("log \"Quejumbre & H"), 4);
    ck_assert_uint_eq(cmdline_last("log a\\ b"), 4);
}
END_TEST

RUN_TESTS("cmdline", splitting, an_open_quotation, the_last_word);
