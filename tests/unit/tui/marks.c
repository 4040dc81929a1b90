#include "marks.h"

#include "client_marks.h"
#include "run.h"

START_TEST(a_set_in_order)
{
    struct marks marks = {0};

    for (int i = 0; i < 1000; i++)
        ck_assert(marks_add(&marks, i * 7919 % 1000 + 1));
    ck_assert_uint_eq(marks.n, 1000);
    for (size_t i = 0; i < marks.n; i++)
        ck_assert_int_eq(marks.v[i], (int64_t)i + 1);
    ck_assert(marks_toggle(&marks, 500));
    ck_assert(!marks_have(&marks, 500));
    ck_assert(marks_have(&marks, 501));
    ck_assert(marks_clear(&marks));
    ck_assert(!marks_clear(&marks));
    for (int64_t id = 1; id <= MARKS_MAX; id++)
        ck_assert(marks_add(&marks, id));
    ck_assert(!marks_add(&marks, MARKS_MAX + 1));
    ck_assert(marks_add(&marks, 5)); /* it is there */
    marks_done(&marks);
}
END_TEST

START_TEST(ranges)
{
    const struct client_row rows[] = {{.id = 30}, {.id = 10}, {.id = 20}, {.id = 40}};
    struct marks marks = {.from = 20};

    ck_assert(client_marks_apply(&marks, MARKING_RANGE, rows, 4, 0));
    ck_assert_uint_eq(marks.n, 3);
    ck_assert(!marks_have(&marks, 40));
    ck_assert_int_eq(marks.from, 0);
    ck_assert(client_marks_apply(&marks, MARKING_INVERT, rows, 4, 0));
    ck_assert_uint_eq(marks.n, 1);
    ck_assert(marks_have(&marks, 40));
    ck_assert(client_marks_apply(&marks, MARKING_ALL, rows, 4, 0));
    ck_assert_uint_eq(marks.n, 4);
    marks_done(&marks);
}
END_TEST

RUN_TESTS("marks", a_set_in_order, ranges);
