/* Which rules hold when: versions, overrides, what was told; and what is refused. */
#include "random.h"

#include "paletti/base/mem.h"

#include <string.h>

#define ROME "Europe/Rome"
#define WEEK "1-5 09:00-18:00"

START_TEST(test_builtin)
{
    struct rulebook *book = book_of(NULL, 0);
    struct told told = told_of("2020-01-01");
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, &told, 1);
    int64_t at = instant_of(NULL, "2026-03-10T09:15:00Z");
    const struct terms *terms = boundaries_at(boundaries, at);
    ck_assert(rulebook_default(book) && rulebook_at(book, at) == terms->rule &&
              rulebook_on(book, 0) == terms->rule);
    ck_assert_int_eq(terms->rule->from, INSTANT_NONE);
    ck_assert_str_eq(zone_name(terms->zone), "Europe/Madrid");
    ck_assert_ptr_eq(rulebook_zone(book, terms->rule), terms->zone);
    ck_assert(window_equal(terms_window(terms, at), WINDOW_DEFAULT));
    ck_assert(terms->payment_days == -1 && terms->notice_days == -1 && terms->notice_roll == NOTICE_NONE);
    ck_assert(calendar_open(terms->calendar, at) && !calendar_open(terms->calendar, at + 5 * DAY_SECONDS));
    ck_assert(!boundaries_told(boundaries, at));
    boundaries_free(boundaries);
    rulebook_free(book);
}
END_TEST

START_TEST(test_unknown_zone)
{
    struct rule rule = rule_of(0, "Europe/Atlantis", WEEK, "72h");
    struct rulebook *book = NULL;
    struct err err;
    ck_assert_int_eq(rulebook_new(all_zones(), "UTC", &rule, 1, &book, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "Atlantis"));
    ck_assert_ptr_nonnull(strstr(err.text, "1970-01-01T00:00:00Z"));
    ck_assert_int_eq(rulebook_new(all_zones(), "Europe/Atlantis", NULL, 0, &book, &err), -1);
    ck_assert_ptr_null(book);
    rule_free(&rule);
}
END_TEST

START_TEST(test_versions)
{
    struct rule rules[] = {
        rule_of(3000 * DAY_SECONDS, ROME, WEEK, "72h"), /* given out of order */
        rule_of(1000 * DAY_SECONDS, "Pacific/Auckland", WEEK, "72h"),
        rule_of(2000 * DAY_SECONDS, "UTC", WEEK, "72h"),
    };
    struct rulebook *book = book_of(rules, 3);
    ck_assert(!rulebook_default(book));
    ck_assert_ptr_eq(rulebook_at(book, 0), &rules[1]); /* what is older than the first is the first's */
    ck_assert_ptr_eq(rulebook_at(book, 2000 * DAY_SECONDS - 1), &rules[1]);
    ck_assert_ptr_eq(rulebook_at(book, 2000 * DAY_SECONDS), &rules[2]);
    ck_assert_ptr_eq(rulebook_at(book, INT64_C(3000) * DAY_SECONDS), &rules[0]);
    /* A day begins in the version's own zone: Rome's day 3000 before the version, Auckland's day 1000 half a
     * day. */
    ck_assert_ptr_eq(rulebook_on(book, 0), &rules[1]);
    ck_assert_ptr_eq(rulebook_on(book, 2000), &rules[2]);
    ck_assert_ptr_eq(rulebook_on(book, 1999), &rules[1]);
    ck_assert_ptr_eq(rulebook_on(book, 3000), &rules[2]);
    ck_assert_ptr_eq(rulebook_on(book, 3001), &rules[0]);
    rulebook_free(book);
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        rule_free(&rules[i]);
}
END_TEST

START_TEST(test_rule_equal)
{
    struct rule a = rule_of(0, ROME, WEEK, "72h"), b = rule_of(9, ROME, WEEK, "72h");
    b.reply_window = (struct window){0};
    closed_add(&b.closed, "2026-04-06 holiday");
    special_add(&b.special, "2026-04-07", "10:00-11:00");
    channel_add(&b.channels, "email", GRADE_B, -1);
    b.notice_days = 30;
    ck_assert(rule_equal(&a, &b) && rule_equal(&b, &a));
    b.reply_window = window_of("3d");
    ck_assert(!rule_equal(&a, &b));
    b.reply_window = window_of("72h");
    channel_add(&b.channels, "fax", GRADE_D, -1);
    ck_assert(!rule_equal(&a, &b) && !rule_equal(&b, &a));
    rule_free(&b);
    b = rule_of(0, "Europe/Vatican", WEEK, "72h");
    ck_assert(!rule_equal(&a, &b));
    rule_free(&b);
    b = rule_of(0, ROME, "1-5 09:00-18:01", "72h");
    ck_assert(!rule_equal(&a, &b));
    rule_free(&a);
    rule_free(&b);
}
END_TEST

/* Of two that overlap the later `from` wins field by field, of equal ones the one logged later. */
START_TEST(test_overrides)
{
    const struct zone *rome = zone_of(ROME);
    struct rule rule = rule_of(0, ROME, WEEK, "72h");
    rule.payment_days = 30;
    rule.notice_roll = NOTICE_HOLIDAY;
    channel_add(&rule.channels, "phone", -1, CHANNEL_ANY);
    closed_add(&rule.closed, "2026-03-12");
    struct override o[] = {
        override_of("2026-03-10", "2026-03-20"),
        override_of("2026-03-05", "2026-03-15"),
        override_of("2026-03-10", "2026-03-10"),
    };
    o[0].payment_days = 10;
    o[0].reply_window = window_of("2d");
    channel_add(&o[0].channels, "phone", GRADE_B, -1);
    o[1].payment_days = 5;
    o[1].notice_days = 5;
    o[1].hours_given = true;
    o[1].hours = hours_of("1-7 08:00-09:00");
    channel_add(&o[1].channels, "phone", GRADE_A, CHANNEL_NEVER);
    o[2].payment_days = 7;
    o[2].notice_roll = NOTICE_NONE;
    closed_add(&o[2].closed, "2026-03-13");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *b = boundaries_new(book, o, 3, NULL, 0);
    const struct {
        const char *at;
        int payment, notice, roll;
        const char *window;
        size_t overrides;
        enum grade grade;
        enum channel_hours hours;
        bool early_hours;
    } rows[] = {
        {"2026-03-04 23:59:59", 30, -1, NOTICE_HOLIDAY, "72h", 0, GRADE_C, CHANNEL_ANY, false},
        {"2026-03-05 00:00", 5, 5, NOTICE_HOLIDAY, "72h", 1, GRADE_A, CHANNEL_NEVER, true},
        {"2026-03-09 23:59:59", 5, 5, NOTICE_HOLIDAY, "72h", 1, GRADE_A, CHANNEL_NEVER, true},
        {"2026-03-10 00:00", 7, 5, NOTICE_NONE, "2d", 3, GRADE_B, CHANNEL_NEVER, true},
        {"2026-03-11 00:00", 10, 5, NOTICE_HOLIDAY, "2d", 2, GRADE_B, CHANNEL_NEVER, true},
        {"2026-03-15 23:59:59", 10, 5, NOTICE_HOLIDAY, "2d", 2, GRADE_B, CHANNEL_NEVER, true},
        {"2026-03-16 00:00", 10, -1, NOTICE_HOLIDAY, "2d", 1, GRADE_B, CHANNEL_ANY, false},
        {"2026-03-21 00:00", 30, -1, NOTICE_HOLIDAY, "72h", 0, GRADE_C, CHANNEL_ANY, false},
    };
    for (size_t i = 0; i < 2 * ARRAY_LEN(rows); i++) { /* forth and back */
        size_t r = i < ARRAY_LEN(rows) ? i : 2 * ARRAY_LEN(rows) - 1 - i;
        int64_t at = instant_of(rome, rows[r].at);
        const struct terms *terms = boundaries_at(b, at);
        struct channel_terms phone = terms_channel(terms, "phone");
        ck_assert_ptr_eq(terms, boundaries_on(b, zone_day(rome, at, NULL)));
        ck_assert_uint_eq(terms->n_overrides, rows[r].overrides);
        ck_assert_int_eq(terms->payment_days, rows[r].payment);
        ck_assert_int_eq(terms->notice_days, rows[r].notice);
        ck_assert_int_eq(terms->notice_roll, rows[r].roll);
        ck_assert(window_equal(terms->window, window_of(rows[r].window)));
        ck_assert(phone.grade == rows[r].grade && phone.hours == rows[r].hours);
        ck_assert_int_eq(calendar_open(terms->calendar, instant_of(rome, "2026-03-16 08:30")),
                         rows[r].early_hours);
        ck_assert(calendar_day_closed(terms->calendar, day_of("2026-03-12")));
        ck_assert_int_eq(calendar_day_closed(terms->calendar, day_of("2026-03-13")), rows[r].overrides == 3);
    }
    boundaries_free(b);
    rulebook_free(book);
    rule_free(&rule);
    for (size_t i = 0; i < ARRAY_LEN(o); i++)
        override_free(&o[i]);
}
END_TEST

/* Days of an override are days of the zone of the version in force. */
START_TEST(test_override_zones)
{
    int64_t change = instant_of(NULL, "2026-03-10T12:00:00Z");
    struct rule rules[] = {
        rule_of(0, "Pacific/Kiritimati", WEEK, "72h"), /* 14 hours ahead: it is the 11th there since 10:00 */
        rule_of(change, "Pacific/Pago_Pago", WEEK, "72h"), /* 11 hours behind: still the 10th, for 23 hours */
    };
    struct override o = override_of("2026-03-10", "2026-03-10");
    struct rulebook *book = book_of(rules, 2);
    struct boundaries *b = boundaries_new(book, &o, 1, NULL, 0);
    const struct {
        const char *at;
        size_t overrides;
    } rows[] = {
        {"2026-03-09T09:59:59Z", 0}, {"2026-03-09T10:00:00Z", 1}, {"2026-03-10T09:59:59Z", 1},
        {"2026-03-10T10:00:00Z", 0}, {"2026-03-10T11:59:59Z", 0}, {"2026-03-10T12:00:00Z", 1},
        {"2026-03-11T10:59:59Z", 1}, {"2026-03-11T11:00:00Z", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        ck_assert_msg(boundaries_at(b, instant_of(NULL, rows[i].at))->n_overrides == rows[i].overrides, "%s",
                      rows[i].at);
    boundaries_free(b);
    rulebook_free(book);
    override_free(&o);
    rule_free(&rules[0]);
    rule_free(&rules[1]);
}
END_TEST

/* The end date of a short window is looked at on the day of the receipt. */
START_TEST(test_floor)
{
    const struct zone *rome = zone_of(ROME);
    struct rule rule = rule_of(0, ROME, WEEK, "24h");
    rule.until = day_of("2026-03-13");
    struct override o[] = {override_of("2026-03-02", "2026-03-04"), override_of("2026-03-09", "2026-03-09")};
    o[0].reply_window = window_of("1d");
    o[1].reply_window = window_of("100h");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *b = boundaries_new(book, o, 2, NULL, 0);
    const struct {
        const char *at, *receipt, *window;
    } rows[] = {
        {"2026-03-13 12:00", "2026-03-13 12:00", "24h"},  {"2026-03-13 20:00", "2026-03-16 09:00", "72h"},
        {"2026-03-16 12:00", "2026-03-16 12:00", "72h"},  {"2026-03-04 12:00", "2026-03-04 12:00", "1d"},
        {"2026-03-04 20:00", "2026-03-05 09:00", "72h"},  {"2026-03-05 12:00", "2026-03-05 12:00", "24h"},
        {"2026-03-09 20:00", "2026-03-10 09:00", "100h"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct window is =
            terms_window(boundaries_at(b, instant_of(rome, rows[i].at)), instant_of(rome, rows[i].receipt));
        ck_assert_msg(window_equal(is, window_of(rows[i].window)), "%s", rows[i].at);
    }
    boundaries_free(b);
    rulebook_free(book);
    rule_free(&rule);
    override_free(&o[0]);
    override_free(&o[1]);
}
END_TEST

/* Counted only when a version equal to the one in force had been told. */
START_TEST(test_told)
{
    const struct zone *rome = zone_of(ROME);
    const char *const froms[] = {"2026-01-01 00:00", "2026-02-01 00:00", "2026-03-01 12:00",
                                 "2026-04-01 00:00"};
    struct rule rules[4];
    for (int i = 0; i < 4;
         i++) /* the third is another one; the fourth is the first again, with a holiday more */
        rules[i] = rule_of(instant_of(rome, froms[i]), ROME, i == 2 ? "1-5 10:00-18:00" : WEEK, "72h");
    closed_add(&rules[3].closed, "2026-04-06 holiday");
    struct rulebook *book = book_of(rules, 4);
    const struct {
        const char *on, *names, *at;
        bool told;
    } rows[] = {
        {"2026-01-10", NULL, "2026-01-09 23:59:59", false},
        {"2026-01-10", NULL, "2026-01-10 00:00", true},
        {"2026-01-10", NULL, "2026-02-10 00:00", true},
        {"2026-01-10", NULL, "2026-03-01 11:59:59", true},
        {"2026-01-10", NULL, "2026-03-01 12:00", false},
        {"2026-01-10", NULL, "2026-04-01 00:00", true},
        {"2026-03-01", NULL, "2026-03-05 00:00",
         false}, /* the version of that day's beginning is the second */
        {"2026-03-02", NULL, "2026-03-05 00:00", true},
        {"2026-03-02", NULL, "2026-04-05 00:00", false},
        {"2025-06-01", NULL, "2025-06-01 00:00", true}, /* before all versions: the first */
        {"2026-01-10", "2026-03-01 12:00", "2026-01-20 00:00", false},
        {"2026-01-10", "2026-03-01 12:00", "2026-03-20 00:00", true},
        {"2026-01-10", "2026-04-01 00:00", "2026-01-20 00:00", true},
        {"2026-01-10", "2026-01-01 00:01", "2026-01-20 00:00", false}, /* names no version */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct told told = told_of(rows[i].on);
        told.rule = rows[i].names ? instant_of(rome, rows[i].names) : INSTANT_NONE;
        struct boundaries *b = boundaries_new(book, NULL, 0, &told, 1);
        ck_assert_msg(boundaries_told(b, instant_of(rome, rows[i].at)) == rows[i].told, "row %zu", i);
        boundaries_free(b);
    }
    struct boundaries *none = boundaries_new(book, NULL, 0, NULL, 0);
    ck_assert(!boundaries_told(none, instant_of(rome, "2026-03-20 00:00")));
    boundaries_free(none);
    rulebook_free(book);
    for (int i = 0; i < 4; i++)
        rule_free(&rules[i]);
}
END_TEST

/* The same terms as a walk over all versions and overrides gives, whatever the order of the questions. */
START_TEST(test_random_terms)
{
    const struct place *place = &places[_i % places_n];
    struct dice dice = {UINT64_C(0xd1342543de82ef95) * (uint64_t)(_i + 1)};
    int64_t odd = instant_of(NULL, place->when);
    int32_t day = civil_utc_day(odd);
    struct rule rules[3];
    struct override overrides[6];
    for (int i = 0; i < 3; i++)
        rules[i] = random_rule(&dice, i == 1 ? "UTC" : place->zone, odd + (i - 1) * 5 * DAY_SECONDS, day);
    for (int i = 0; i < 6; i++)
        overrides[i] = random_override(&dice, day);
    struct rulebook *book = book_of(rules, 3);
    struct boundaries *b = boundaries_new(book, overrides, 6, NULL, 0);
    for (int n = 0; n < 2000; n++) {
        int64_t at = dice_chance(&dice, 20) ? odd + (int64_t)dice_roll(&dice, 7200) - 3600
                                            : odd - 30 * DAY_SECONDS + dice_roll(&dice, 60 * DAY_SECONDS);
        const struct rule *rule = at >= rules[2].from   ? &rules[2]
                                  : at >= rules[1].from ? &rules[1]
                                                        : &rules[0];
        const struct zone *zone = zone_of(rule->zone);
        const struct terms *terms = boundaries_at(b, at);
        size_t in_force = 0;
        int64_t payment_days = rule->payment_days;
        int32_t strongest = DAY_NONE;
        for (int i = 0; i < 6; i++) {
            const struct override *o = &overrides[i];
            if (at < zone_day_start(zone, o->from) || at >= zone_day_start(zone, o->until + 1))
                continue;
            in_force++;
            if (o->payment_days >= 0 && o->from >= strongest) {
                payment_days = o->payment_days;
                strongest = o->from;
            }
        }
        must(terms->rule == rule);
        must(terms->zone == zone);
        must(terms->n_overrides == in_force);
        must(terms->payment_days == payment_days);
    }
    boundaries_free(b);
    rulebook_free(book);
    for (int i = 0; i < 3; i++)
        rule_free(&rules[i]);
    for (int i = 0; i < 6; i++)
        override_free(&overrides[i]);
}
END_TEST

START_TEST(test_checks)
{
    struct err err;
    struct rule rule = rule_of(instant_of(NULL, "2026-01-01T00:00:00Z"), ROME, "", "72h");
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "2026-01-01T00:00:00Z"));
    ck_assert_ptr_nonnull(strstr(err.text, "three years"));
    special_add(&rule.special, "2028-12-31", "10:00-11:00");
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), 0);
    rule_free(&rule);

    rule = rule_of(0, ROME, WEEK, "24h");
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), 0);
    rule.until = DAY_NONE;
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "24h"));
    closed_add(&rule.closed, "1960-01-01..1999-12-31");
    rule.reply_window = window_of("72h");
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), -1);
    rule_free(&rule);

    rule = rule_of(0, "Mars/Olympus", WEEK, "72h");
    ck_assert_int_eq(rule_check(all_zones(), &rule, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "Mars/Olympus"));
    rule_free(&rule);

    rule = rule_of(0, ROME, WEEK, "72h");
    struct rulebook *book = book_of(&rule, 1);
    struct override override = override_of("2026-03-10", "2026-03-20");
    override.hours_given = true; /* no hours at all */
    ck_assert_int_eq(override_check(book, &override, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "three years"));
    override.hours_given = false;
    override.reply_window = window_of("1h");
    ck_assert_int_eq(override_check(book, &override, &err), 0);
    override_free(&override);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_builtin, 1},    {test_unknown_zone, 1}, {test_versions, 1},
        {test_rule_equal, 1}, {test_overrides, 1},    {test_override_zones, 1},
        {test_floor, 1},      {test_told, 1},         {test_random_terms, 2 * places_n},
        {test_checks, 1},
    };
    return run_suite("terms", rows, ARRAY_LEN(rows));
}
