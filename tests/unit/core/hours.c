/* Spans, windows and channels as they are written. */
#include "fixture.h"

#include <string.h>

static const struct {
    const char *text;
    int from, to; /* -1: refused */
} span_rows[] = {
    {"09:30-13:30", 570, 810}, {"00:00-24:00", 0, 1440}, {"23:59-24:00", 1439, 1440}, {"00:00-00:01", 0, 1},
    {"09:30-09:30", -1, -1},   {"13:30-09:30", -1, -1},  {"24:00-24:00", -1, -1},     {"09:60-10:00", -1, -1},
    {"09:00-24:01", -1, -1},   {"9:30-13:30", -1, -1},   {"09:30-13:3", -1, -1},      {"09:30–13:30", -1, -1},
    {"09.30-13.30", -1, -1},   {" 9:30-13:30", -1, -1},  {"09:30-13:300", -1, -1},    {"", -1, -1},
    {"-9:30-13:30", -1, -1},   {"09:30_13:30", -1, -1},  {"25:00-26:00", -1, -1},     {"0x:30-13:30", -1, -1},
};

START_TEST(test_span)
{
    struct span span = {7, 8};
    struct err err = {""};
    char buf[SPAN_SIZE];
    bool fine = span_rows[_i].from >= 0;
    ck_assert_int_eq(span_parse(span_rows[_i].text, &span, &err), fine ? 0 : -1);
    ck_assert_int_eq(span.from, fine ? span_rows[_i].from : 7);
    ck_assert_int_eq(span.to, fine ? span_rows[_i].to : 8);
    if (fine)
        ck_assert_str_eq(span_format(span, buf), span_rows[_i].text);
    else
        ck_assert_ptr_nonnull(strstr(err.text, span_rows[_i].text));
}
END_TEST

static const struct {
    const char *text;
    bool fine;
} spans_rows[] = {
    {"09:00-10:00 11:00-12:00", true},  {"", true}, {"09:00-10:00 10:00-12:00", false}, /* touches */
    {"09:00-11:00 10:00-12:00", false},                                                 /* overlaps */
    {"11:00-12:00 09:00-10:00", false},                                                 /* not sorted */
};

START_TEST(test_spans)
{
    struct spans spans = spans_of(spans_rows[_i].text);
    struct err err;
    ck_assert_int_eq(spans_check(&spans, &err), spans_rows[_i].fine ? 0 : -1);
    if (!spans_rows[_i].fine)
        ck_assert_ptr_nonnull(strstr(err.text, "10:00"));
    spans_clear(&spans);
    ck_assert(spans.n == 0 && spans.v == NULL);
}
END_TEST

START_TEST(test_hours)
{
    struct hours standard, same = hours_of("1-5 09:00-18:00"),
                           other = hours_of("1-5 09:00-18:00; 6 10:00-11:00");
    struct hours none = {0};
    hours_init_default(&standard);
    ck_assert(hours_equal(&standard, &same) && !hours_equal(&standard, &other));
    ck_assert(!hours_empty(&other) && hours_empty(&none));
    hours_clear(&other);
    ck_assert(hours_empty(&other));
    hours_clear(&standard);
    hours_clear(&same);
}
END_TEST

static const struct {
    const char *text;
    int n, unit; /* n 0: refused */
    bool is_short;
} window_rows[] = {
    {"72h", 72, WINDOW_H, false},
    {"71h", 71, WINDOW_H, true},
    {"1h", 1, WINDOW_H, true},
    {"9999h", 9999, WINDOW_H, false},
    {"3d", 3, WINDOW_D, false},
    {"2d", 2, WINDOW_D, true},
    {"3wd", 3, WINDOW_WD, false},
    {"2wd", 2, WINDOW_WD, true},
    {"24oh", 24, WINDOW_OH, false},
    {"23oh", 23, WINDOW_OH, true},
    {"10000h", 0, 0, false},
    {"0h", 0, 0, false},
    {"-3d", 0, 0, false},
    {"3", 0, 0, false},
    {"h", 0, 0, false},
    {"3w", 0, 0, false},
    {"72H", 0, 0, false},
    {"72 h", 0, 0, false},
    {"1.5d", 0, 0, false},
    {"", 0, 0, false},
    {"+3d", 0, 0, false},
    {"3dd", 0, 0, false},
    {"99999999999999h", 0, 0, false},
};

START_TEST(test_window)
{
    struct window window = {5, WINDOW_WD};
    struct err err = {""};
    char buf[WINDOW_SIZE];
    bool fine = window_rows[_i].n > 0;
    ck_assert_int_eq(window_parse(window_rows[_i].text, &window, &err), fine ? 0 : -1);
    struct window expected = {(uint16_t)window_rows[_i].n, (uint8_t)window_rows[_i].unit};
    ck_assert(window_equal(window, fine ? expected : WINDOW_ASK_DEFAULT));
    if (!fine) {
        ck_assert_ptr_nonnull(strstr(err.text, window_rows[_i].text));
        return;
    }
    ck_assert_str_eq(window_format(window, buf), window_rows[_i].text);
    ck_assert_int_eq(window_short(window), window_rows[_i].is_short);
}
END_TEST

/* boundaries.md, section 4 */
static const struct {
    const char *name;
    enum grade grade;
    enum channel_hours hours;
} channel_rows[] = {
    {"pec", GRADE_A, CHANNEL_ANY},         {"burofax", GRADE_A, CHANNEL_ANY},
    {"letter", GRADE_A, CHANNEL_ANY},      {"email", GRADE_B, CHANNEL_ANY},
    {"portal", GRADE_B, CHANNEL_ANY},      {"ticket", GRADE_B, CHANNEL_ANY},
    {"phone", GRADE_C, CHANNEL_CONTACT},   {"video", GRADE_C, CHANNEL_CONTACT},
    {"in_person", GRADE_C, CHANNEL_ANY},   {"personal_phone", GRADE_C, CHANNEL_NEVER},
    {"sms", GRADE_D, CHANNEL_NEVER},       {"voice_note", GRADE_D, CHANNEL_NEVER},
    {"whatsapp", GRADE_D, CHANNEL_NEVER},  {"messenger", GRADE_D, CHANNEL_NEVER},
    {"instagram", GRADE_D, CHANNEL_NEVER}, {"pigeon", GRADE_C, CHANNEL_ANY},
    {"Phone", GRADE_C, CHANNEL_ANY},       {"", GRADE_C, CHANNEL_ANY},
    {NULL, GRADE_C, CHANNEL_ANY},
};

START_TEST(test_channel_builtin)
{
    struct channel_terms terms = channel_builtin(channel_rows[_i].name);
    ck_assert_int_eq(terms.grade, channel_rows[_i].grade);
    ck_assert_int_eq(terms.hours, channel_rows[_i].hours);
}
END_TEST

START_TEST(test_channel_names)
{
    for (size_t i = 0; i < 15; i++)
        ck_assert_str_eq(channel_builtin_name(i), channel_rows[i].name);
    ck_assert_ptr_null(channel_builtin_name(15));
}
END_TEST

START_TEST(test_channels)
{
    struct channels a = {0}, b = {0}, none = {0};
    channel_add(&a, "phone", -1, CHANNEL_ANY);
    channel_add(&a, "pigeon", GRADE_B, -1);
    struct channel_terms phone = channels_apply(&a, "phone", channel_builtin("phone"));
    ck_assert(phone.grade == GRADE_C && phone.hours == CHANNEL_ANY);
    struct channel_terms pigeon = channels_apply(&a, "pigeon", channel_builtin("pigeon"));
    ck_assert(pigeon.grade == GRADE_B && pigeon.hours == CHANNEL_ANY);
    ck_assert(!channels_equal(&a, &none) && !channels_equal(&none, &a) && channels_equal(&none, &none));
    /* What is written may differ as long as what holds does not. */
    channel_add(&b, "pigeon", GRADE_B, CHANNEL_ANY);
    channel_add(&b, "email", GRADE_B, CHANNEL_ANY);
    channel_add(&b, "phone", GRADE_C, CHANNEL_ANY);
    ck_assert(channels_equal(&a, &b) && channels_equal(&b, &a));
    channel_add(&b, "fax", GRADE_A, -1);
    ck_assert(!channels_equal(&a, &b) && !channels_equal(&b, &a));
    channels_clear(&a);
    channels_clear(&b);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_span, ARRAY_LEN(span_rows)},
        {test_spans, ARRAY_LEN(spans_rows)},
        {test_hours, 1},
        {test_window, ARRAY_LEN(window_rows)},
        {test_channel_builtin, ARRAY_LEN(channel_rows)},
        {test_channel_names, 1},
        {test_channels, 1},
    };
    return run_suite("hours", rows, ARRAY_LEN(rows));
}
