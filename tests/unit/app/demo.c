/* Moving the demo through the calendar, and finding out what is in its file. */
#include "fixture.h"

#include "demo_shift.h"

#include "paletti/app/demo.h"
#include "paletti/core/agreement.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/record/record.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MADRID, ROME, UTC, APIA, ST_JOHNS, LORD_HOWE };
static const char *const names[] = {"Europe/Madrid", "Europe/Rome",      "UTC",
                                    "Pacific/Apia",  "America/St_Johns", "Australia/Lord_Howe"};

static struct zone *load(int which)
{
    struct zone *zone;
    struct err err;

    ck_assert_int_eq(zone_load(NULL, names[which], &zone, &err), 0);
    return zone;
}

static int64_t at(const char *text)
{
    int64_t instant;

    ck_assert_int_eq(civil_parse_instant(text, &instant), 0);
    return instant;
}

static const struct {
    int zone;
    const char *from;
    int weeks;
    const char *to;
} moved[] = {
    {MADRID, "2026-11-16T10:15:00+01:00", 0, "2026-11-16T10:15:00+01:00"},
    {MADRID, "2026-11-16T10:15:00+01:00", 1, "2026-11-23T10:15:00+01:00"},
    {MADRID, "2026-11-16T10:15:00+01:00", 20,
     "2027-04-05T10:15:00+02:00"}, /* the clocks went forward between */
    {MADRID, "2026-06-03T11:00:00+02:00", 26, "2026-12-02T11:00:00+01:00"},
    {MADRID, "2026-11-16T10:15:00+01:00", -52, "2025-11-17T10:15:00+01:00"},
    {MADRID, "2027-02-22T09:00:00+01:00", 53,
     "2028-02-28T09:00:00+01:00"}, /* a leap year's end of February ... */
    {MADRID, "2027-03-02T09:00:00+01:00", 52, "2028-02-29T09:00:00+01:00"}, /* ... and its 29th */
    {MADRID, "2026-03-22T02:30:00+01:00", 1, "2026-03-29T03:00:00+02:00"},  /* skipped: the jump */
    {MADRID, "2026-10-18T02:30:00+02:00", 1, "2026-10-25T02:30:00+02:00"},  /* twice: the first */
    {MADRID, "2026-10-25T02:30:00+01:00", 1,
     "2026-11-01T02:30:00+01:00"}, /* the second, to an ordinary night */
    {MADRID, "2026-10-25T02:30:00+02:00", -1, "2026-10-18T02:30:00+02:00"},
    {MADRID, "2026-10-25T02:30:00+01:00", 53, "2027-10-31T02:30:00+01:00"}, /* second to second */
    {MADRID, "2026-10-25T02:30:00+02:00", 53, "2027-10-31T02:30:00+02:00"},
    {ROME, "2026-03-22T23:59:59+01:00", 1, "2026-03-29T23:59:59+02:00"},
    {UTC, "2026-03-22T02:30:00Z", 1, "2026-03-29T02:30:00Z"},
    {LORD_HOWE, "2026-09-27T02:15:00+10:30", 1, "2026-10-04T02:30:00+11:00"}, /* a jump of half an hour */
};

START_TEST(instants_keep_their_wall_clock)
{
    struct zone *zone = load(moved[_i].zone);
    char got[CIVIL_INSTANT_SIZE], want[CIVIL_INSTANT_SIZE];

    civil_format_instant(demo_shift_instant(zone, at(moved[_i].from), moved[_i].weeks), got);
    ck_assert_str_eq(got, civil_format_instant(at(moved[_i].to), want));
    zone_free(zone);
}
END_TEST

/* Every hour of a year, by every number of weeks of another: the wall shows the same, or the clocks skipped
 * it. */
START_TEST(wall_clocks_over_years)
{
    struct zone *zone = load(_i);
    int64_t begin = at("2027-01-01T00:30:00Z");

    for (int weeks = -60; weeks <= 60; weeks += 7)
        for (int64_t t = begin; t < begin + INT64_C(366) * DAY_SECONDS; t += 3600) {
            int32_t was, is;
            int32_t day = zone_day(zone, t, &was) + 7 * weeks;
            int64_t there = demo_shift_instant(zone, t, weeks);
            bool same = zone_day(zone, there, &is) == day && is == was;
            if (!same)
                ck_assert_int_eq(there, zone_instant(zone, day, was, ZONE_FIRST));
            ck_assert(same || zone_offset(zone, there) != zone_offset(zone, there - 1));
        }
    zone_free(zone);
}
END_TEST

static void *parse(const char *line, const struct model **ret_model)
{
    struct record_checks checks = {0};
    void *record;
    struct err err;

    ck_assert_msg(record_parse(line, strlen(line), &checks, ret_model, &record, &err) == 0, "%s", err.text);
    return record;
}

static const char *const records[][2] = {
    {"{\"type\":\"rule\",\"from\":\"2026-06-01T00:00:00+02:00\",\"zone\":\"Europe/"
     "Madrid\",\"hours\":{},\"closed\":[{"
     "\"from\":\"2026-08-01\",\"to\":\"2026-08-14\"}],\"special\":[{\"on\":\"2026-12-24\"}],\"reply_window\":"
     "\"48h\","
     "\"reason\":\"r\",\"until\":\"2026-07-01\"}",
     "{\"type\":\"rule\",\"from\":\"2026-11-30T00:00:00+01:00\",\"zone\":\"Europe/"
     "Madrid\",\"hours\":{},\"closed\":[{"
     "\"from\":\"2027-01-30\",\"to\":\"2027-02-12\"}],\"special\":[{\"on\":\"2027-06-24\"}],\"reply_window\":"
     "\"48h\","
     "\"reason\":\"r\",\"until\":\"2026-12-30\"}"},
    {"{\"type\":\"package\",\"ref\":\"p\",\"client\":\"c\",\"unit\":\"fixed\",\"quantity\":\"1\",\"price\":{"
     "\"amount\":"
     "\"1.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-01-12\",\"milestones\":[{\"what\":\"m\",\"on\":"
     "\"2026-02-02\","
     "\"share\":\"0.5\"},{\"what\":\"n\"}]}",
     "{\"type\":\"package\",\"ref\":\"p\",\"client\":\"c\",\"unit\":\"fixed\",\"quantity\":\"1\",\"price\":{"
     "\"amount\":"
     "\"1.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-07-13\",\"milestones\":[{\"what\":\"m\",\"on\":"
     "\"2026-08-03\","
     "\"share\":\"0.5\"},{\"what\":\"n\"}]}"},
    {"{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"c\",\"at\":\"2026-03-02T10:00:00+01:00\","
     "\"direction\":\"out\","
     "\"kind\":\"message\",\"holding\":true,\"promised\":\"2026-03-20T12:00:00+01:00\"}",
     "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"c\",\"at\":\"2026-08-31T10:00:00+02:00\","
     "\"direction\":\"out\","
     "\"kind\":\"message\",\"holding\":true,\"promised\":\"2026-09-18T12:00:00+02:00\"}"},
    {"{\"type\":\"me\",\"name\":\"N\",\"reserve\":{\"amount\":\"8400.00\",\"currency\":\"EUR\"}}",
     "{\"type\":\"me\",\"name\":\"N\",\"reserve\":{\"amount\":\"8400.00\",\"currency\":\"EUR\"}}"},
};

START_TEST(records_move_whole)
{
    const struct model *model;
    struct zone *zone = load(MADRID);
    void *record = parse(records[_i][0], &model), *wanted = parse(records[_i][1], &model);

    demo_shift(model, record, zone, 26);
    ck_assert(model_equal(model, record, wanted));
    demo_shift(model, record, zone, 0);
    ck_assert(model_equal(model, record, wanted));
    record_free(model, record);
    record_free(model, wanted);
    zone_free(zone);
}
END_TEST

/* --- the file --- */

static void make(struct trial *trial, unsigned flags, struct demo *ret)
{
    trial_ok(trial, "clients", NULL);
    ck_assert_msg(app_demo_make(trial->app, flags, ret, &trial->err) == 0, "%s", trial->err.text);
}

START_TEST(the_week_of_today)
{
    static const struct {
        const char *now;
        int weeks;
    } days[] = {
        {"2026-11-16T00:00:00+01:00", 0},  {"2026-11-20T23:59:59+01:00", 0},
        {"2026-11-21T00:00:00+01:00", 1},  {"2026-11-13T23:59:59+01:00", -1},
        {"2026-11-14T00:00:00+01:00", 0},  {"2025-11-17T10:00:00+01:00", -52},
        {"2028-02-29T10:00:00+01:00", 67},
    };
    struct trial trial;

    trial_init(&trial);
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        struct demo demo;
        trial.now = at(days[i].now);
        make(&trial, DEMO_FRESH, &demo);
        ck_assert_int_eq(demo.weeks, days[i].weeks);
        ck_assert_int_eq(demo.age, 0);
        demo_done(&demo);
    }
    trial_done(&trial);
}
END_TEST

/* The week that comes is shown at a weekend; what its person began was saved by now all the same. */
START_TEST(nothing_was_saved_in_the_future)
{
    static const char *const days[] = {"2026-11-21T12:00:00+01:00", "2026-11-22T23:00:00+01:00",
                                       "2026-11-23T07:00:00+01:00"};
    struct trial trial;

    trial_init(&trial);
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        struct demo demo;
        char saved[64];
        trial.now = at(days[i]);
        make(&trial, DEMO_FRESH, &demo);
        ck_assert_int_eq(demo.weeks, 1);
        snprintf(saved, sizeof saved, "\"saved\":\"%.10s", days[i]);
        const char *told = trial_ok(&trial, "decide", "mandamas", NULL);
        ck_assert_msg(strstr(told, saved) != NULL, "%s", told);
        demo_done(&demo);
    }
    trial_done(&trial);
}
END_TEST

/* The app's own file being the demo, as on a screen that shows it: closed, made anew, open again. */
START_TEST(anew_under_an_open_app)
{
    struct trial trial;
    struct demo demo;

    trial_init(&trial);
    make(&trial, 0, &demo);
    ck_assert_int_eq(demo.outcome, DEMO_MADE);
    ck_assert_str_eq(demo.path, trial.db);
    demo_done(&demo);
    trial_ok(&trial, "log", "willow", "--add", "in email xylophone", NULL);
    make(&trial, 0, &demo);
    ck_assert_int_eq(demo.outcome, DEMO_OPENED);
    demo_done(&demo);
    make(&trial, DEMO_FRESH, &demo);
    ck_assert_int_eq(demo.outcome, DEMO_RENEWED);
    ck_assert_int_eq(access(demo.kept, F_OK), 0);
    demo_done(&demo);
    ck_assert_ptr_null(strstr(trial_ok(&trial, "search", "xylophone", NULL), "xylophone"));
    trial_done(&trial);
}
END_TEST

/* From a screen on the person's file, there already or only named. */
START_TEST(apart_from_the_own_file)
{
    struct trial trial;
    struct demo demo;

    trial_init(&trial);
    for (int i = 0; i < 2; i++) {
        make(&trial, DEMO_APART, &demo);
        ck_assert_str_ne(demo.path, trial.db);
        ck_assert_int_eq(access(demo.path, F_OK), 0);
        ck_assert_int_eq(access(trial.db, F_OK), i == 0 ? -1 : 0);
        demo_done(&demo);
        trial_put(&trial, ADA);
    }
    ck_assert_ptr_null(strstr(trial_ok(&trial, "clients", NULL), "willow\""));
    trial_done(&trial);
}
END_TEST

/* While another paletti has it open it is not pulled from under it. */
START_TEST(not_from_under_another)
{
    struct trial trial, other;
    struct demo demo;

    trial_init(&trial);
    make(&trial, 0, &demo);
    demo_done(&demo);
    other = trial;
    other.app = NULL;
    other.out = (struct str)STR_INIT;
    trial_ok(&other, "log", "willow", "--add", "in email xylophone", NULL);
    ck_assert_int_lt(app_demo_make(trial.app, DEMO_FRESH, &demo, &trial.err), 0);
    ck_assert_ptr_nonnull(strstr(trial.err.text, "open in another paletti"));
    ck_assert_ptr_nonnull(strstr(trial_ok(&other, "search", "xylophone", NULL), "xylophone"));
    trial_close(&other);
    str_done(&other.out);
    trial_done(&trial);
}
END_TEST

int main(void)
{
    Suite *suite = trial_suite("demo", NULL, 0);
    TCase *shift = tcase_create("shift"), *file = tcase_create("file");

    tcase_add_loop_test(shift, instants_keep_their_wall_clock, 0, ARRAY_LEN(moved));
    tcase_add_loop_test(shift, wall_clocks_over_years, 0, ARRAY_LEN(names));
    tcase_add_loop_test(shift, records_move_whole, 0, ARRAY_LEN(records));
    tcase_set_timeout(file, 120);
    tcase_add_test(file, the_week_of_today);
    tcase_add_test(file, nothing_was_saved_in_the_future);
    tcase_add_test(file, anew_under_an_open_app);
    tcase_add_test(file, apart_from_the_own_file);
    tcase_add_test(file, not_from_under_another);
    suite_add_tcase(suite, shift);
    suite_add_tcase(suite, file);
    return trial_main(suite);
}
