#include "escape.h"

#include "run.h"

START_TEST(movements)
{
    _cleanup_str_ struct str text = STR_INIT;

    escape_move(&text, 0, 0);
    escape_move(&text, 199, 8);
    escape_right(&text, 10);
    ck_assert_str_eq(str_text(&text), "\033[1;1H\033[9;200H\033[10C");
}
END_TEST

START_TEST(settings_are_joined)
{
    static const struct {
        const char *settings, *joined;
    } cases[] = {
        {"", ""},
        {"\033[m", "\033[m"},
        {"\033[0m", "\033[m"},
        {"\033[m\033[1m\033[38;5;210m", "\033[0;1;38;5;210m"},
        {"\033[0;10m\033[38:2::1:2:3m\033[48;5;7m", "\033[0;10;38:2::1:2:3;48;5;7m"},
        /* What is of another form stays as it is. */
        {"\033[m\017\033[1m", "\033[m\017\033[1m"},
        {"\033[1m\033[2", "\033[1m\033[2"},
        {"\033[1m\033[2H", "\033[1m\033[2H"},
        {"\033[1mx", "\033[1mx"},
        {"\033(B\033[m", "\033(B\033[m"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        str_add(&text, cases[i].settings);
        escape_join(&text);
        ck_assert_str_eq(str_text(&text), cases[i].joined);
    }
}
END_TEST

START_TEST(tokens)
{
    static const struct {
        const char *s;
        size_t n;
    } cases[] = {
        {"abc", 1},          {"ñx", 2},     {"…x", 3},   {"\033[12;3Hx", 7},
        {"\033[m\033[m", 3}, {"\033=x", 2}, {"\033", 1}, {"\033[12", 4},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_uint_eq(escape_token(cases[i].s), cases[i].n);
}
END_TEST

START_TEST(copies)
{
    static const struct {
        const char *text, *sent;
    } cases[] = {
        {"", "\033]52;c;\a"},
        {"M", "\033]52;c;TQ==\a"},
        {"Ma", "\033]52;c;TWE=\a"},
        {"Man", "\033]52;c;TWFu\a"},
        {"ñ\033\a", "\033]52;c;w7EbBw==\a"},
        {"\xff\xfe\xfd?", "\033]52;c;//79Pw==\a"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        escape_copy(&text, cases[i].text);
        ck_assert_str_eq(str_text(&text), cases[i].sent);
    }
}
END_TEST

RUN_TESTS("escape", movements, settings_are_joined, tokens, copies);
