#include "history.h"

#include "run.h"

#include <stdio.h>

START_TEST(the_last_line_comes_first)
{
    struct history history = {.n = 0};

    ck_assert_ptr_null(history_line(&history, 1));
    history_add(&history, "today");
    history_add(&history, "log acme");
    ck_assert_str_eq(history_line(&history, 1), "log acme");
    ck_assert_str_eq(history_line(&history, 2), "today");
    ck_assert_ptr_null(history_line(&history, 3));
    ck_assert_ptr_null(history_line(&history, 0));
    history_done(&history);
}
END_TEST

START_TEST(twice_in_a_row_is_once)
{
    struct history history = {.n = 0};

    history_add(&history, "today");
    history_add(&history, "today");
    history_add(&history, "check");
    history_add(&history, "today");
    ck_assert_uint_eq(history.n, 3);
    history_done(&history);
}
END_TEST

START_TEST(the_oldest_goes)
{
    struct history history = {.n = 0};
    char line[16];

    for (int i = 0; i < HISTORY_MAX + 5; i++) {
        snprintf(line, sizeof line, "%d", i);
        history_add(&history, line);
    }
    ck_assert_uint_eq(history.n, HISTORY_MAX);
    ck_assert_str_eq(history_line(&history, HISTORY_MAX), "5");
    history_done(&history);
}
END_TEST

RUN_TESTS("history", the_last_line_comes_first, twice_in_a_row_is_once, the_oldest_goes);
