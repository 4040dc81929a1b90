/* What lies around an answer of mine, to the second. */
#include "fixture.h"

#include "paletti/base/civil.h"
#include "paletti/core/teaching.h"

#define DAY ((int64_t)DAY_SECONDS)

START_TEST(the_ends_of_both_fortnights)
{
    const int64_t at = 100 * DAY;
    const int64_t contacts[] = {at - 14 * DAY - 1, at - 14 * DAY, at - 1, at, at + 1, at + 14 * DAY, at + 14 * DAY + 1};
    struct taught taught = {.at = at};

    teaching_count(contacts, ARRAY_LEN(contacts), at + 30 * DAY, &taught);
    ck_assert_int_eq(taught.before, 2);
    ck_assert_int_eq(taught.after, 2);
    ck_assert(taught.whole);
}
END_TEST

START_TEST(what_is_not_over_yet)
{
    const int64_t at = 100 * DAY;
    const int64_t contacts[] = {at + 1, at + 2 * DAY, at + 3 * DAY};
    struct taught taught = {.at = at};

    teaching_count(contacts, ARRAY_LEN(contacts), at + 2 * DAY, &taught);
    ck_assert_int_eq(taught.after, 2);
    ck_assert(!taught.whole);
    teaching_count(contacts, 0, at + 14 * DAY, &taught);
    ck_assert_int_eq(taught.before + taught.after, 0);
    ck_assert(taught.whole);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {{the_ends_of_both_fortnights, 1}, {what_is_not_over_yet, 1}};
    return run_suite("teaching", rows, ARRAY_LEN(rows));
}
