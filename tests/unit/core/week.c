/* Editing the spans of a day, and days of a week. */
#include "fixture.h"

#include "paletti/core/hours_text.h"
#include "paletti/core/week.h"

static void check(const struct spans *spans, const char *wanted)
{
    struct str text = STR_INIT;

    for (size_t i = 0; i < spans->n; i++) {
        char buf[SPAN_SIZE];
        str_printf(&text, "%s%s", i > 0 ? " " : "", span_format(spans->v[i], buf));
    }
    ck_assert_str_eq(str_text(&text), wanted);
    ck_assert_int_eq(spans_check(spans, NULL), 0);
    str_done(&text);
}

static const struct {
    const char *before;
    int from, to;
    const char *opened, *closed;
} rows[] = {
    {"", 600, 660, "10:00-11:00", ""},
    {"09:00-10:00", 600, 660, "09:00-11:00", "09:00-10:00"},                            /* touches its end */
    {"11:00-12:00", 600, 660, "10:00-12:00", "11:00-12:00"},                            /* and its beginning */
    {"09:00-10:00 11:00-12:00", 600, 660, "09:00-12:00", "09:00-10:00 11:00-12:00"},    /* fills the gap */
    {"09:00-12:00", 600, 660, "09:00-12:00", "09:00-10:00 11:00-12:00"},                /* within */
    {"10:15-10:45 12:00-13:00", 600, 660, "10:00-11:00 12:00-13:00", "12:00-13:00"},    /* swallows */
    {"08:00-08:30 20:00-21:00", 600, 660, "08:00-08:30 10:00-11:00 20:00-21:00", "08:00-08:30 20:00-21:00"},
    {"09:00-10:30 10:45-12:00", 600, 660, "09:00-12:00", "09:00-10:00 11:00-12:00"},
    {"09:00-10:00", 660, 660, "09:00-10:00", "09:00-10:00"},                            /* nothing */
    {"23:00-24:00", 1400, 1500, "23:00-24:00", "23:00-23:20"},                          /* beyond the day */
    {"00:00-24:00", -10, 2000, "00:00-24:00", ""},
};

START_TEST(test_open_close)
{
    struct spans opened = spans_of(rows[_i].before), closed = spans_of(rows[_i].before);
    struct span span = {(int16_t)rows[_i].from, (int16_t)rows[_i].to};

    spans_open(&opened, span);
    spans_close(&closed, span);
    check(&opened, rows[_i].opened);
    check(&closed, rows[_i].closed);
    spans_clear(&opened);
    spans_clear(&closed);
}
END_TEST

static const struct {
    const char *before;
    size_t i;
    enum span_edge edge;
    int by;
    const char *after;
} edges[] = {
    {"09:00-10:00", 0, SPAN_TO, 15, "09:00-10:15"},   {"09:00-10:00", 0, SPAN_TO, -15, "09:00-09:45"},
    {"09:00-10:00", 0, SPAN_FROM, -15, "08:45-10:00"}, {"09:00-10:00", 0, SPAN_FROM, 15, "09:15-10:00"},
    {"09:00-09:15", 0, SPAN_TO, -15, ""},             {"09:00-09:15", 0, SPAN_FROM, 30, ""},
    {"00:00-01:00", 0, SPAN_FROM, -15, "00:00-01:00"}, {"23:00-24:00", 0, SPAN_TO, 15, "23:00-24:00"},
    {"09:00-10:00 10:15-11:00", 0, SPAN_TO, 15, "09:00-11:00"},
    {"09:00-10:00 10:15-11:00", 1, SPAN_FROM, -30, "09:00-11:00"},
};

START_TEST(test_edges)
{
    struct spans spans = spans_of(edges[_i].before);

    spans_move_edge(&spans, edges[_i].i, edges[_i].edge, edges[_i].by);
    check(&spans, edges[_i].after);
    spans_clear(&spans);
}
END_TEST

START_TEST(test_at)
{
    struct spans spans = spans_of("09:00-10:00 11:00-12:00");

    ck_assert_int_eq(spans_at(&spans, 539), -1);
    ck_assert_int_eq(spans_at(&spans, 540), 0);
    ck_assert_int_eq(spans_at(&spans, 600), 0); /* its end: that is where one shrinks it */
    ck_assert_int_eq(spans_at(&spans, 601), -1);
    ck_assert_int_eq(spans_at(&spans, 660), 1);
    ck_assert(spans_have(&spans, (struct span){540, 600}) && !spans_have(&spans, (struct span){590, 660}));
    spans_clear(&spans);
}
END_TEST

START_TEST(test_copy)
{
    struct hours hours = hours_of("1 09:00-10:00; 6 12:00-13:00"), copy;

    hours_copy_day(&hours, MONDAY, WORKING_DAYS);
    for (int day = MONDAY; day <= FRIDAY; day++)
        check(&hours.day[day], "09:00-10:00");
    check(&hours.day[SATURDAY], "12:00-13:00");
    hours_copy(&hours, &copy);
    ck_assert(hours_equal(&hours, &copy));
    hours_copy_day(&copy, SUNDAY, 1 << SATURDAY);
    check(&copy.day[SATURDAY], "");
    check(&hours.day[SATURDAY], "12:00-13:00");
    hours_clear(&hours);
    hours_clear(&copy);
}
END_TEST

int main(void)
{
    const struct test_row tests[] = {
        {test_open_close, ARRAY_LEN(rows)},
        {test_edges, ARRAY_LEN(edges)},
        {test_at, 1},
        {test_copy, 1},
    };
    return run_suite("week", tests, ARRAY_LEN(tests));
}
