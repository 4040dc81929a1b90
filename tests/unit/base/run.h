/* What each test program of this room ends with. */
#pragma once

#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "paletti/base/attr.h"

/* The code point after RUNE, without the planes in which nothing is assigned and most of those for private
 * use. */
static inline int32_t next_assigned(int32_t rune)
{
    static const struct {
        int32_t last, next;
    } gaps[] = {{0x323FF, 0xE0000}, {0xE1000, 0xEFFFE}, {0xF0010, 0xFFFFE}, {0x100010, 0x10FFFE}};

    for (size_t i = 0; i < ARRAY_LEN(gaps); i++)
        if (rune == gaps[i].last)
            return gaps[i].next;
    return rune + 1;
}

/* Adds each of N tests once; TESTS are those that START_TEST defines. */
static inline int run_tests(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);

    tcase_set_timeout(tcase, 100);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define RUN_TESTS(name, ...)                                                                                 \
    int main(void)                                                                                           \
    {                                                                                                        \
        const TTest *const tests[] = {__VA_ARGS__};                                                          \
        return run_tests((name), tests, ARRAY_LEN(tests));                                                   \
    }                                                                                                        \
    struct run_tests_swallows_semicolon
