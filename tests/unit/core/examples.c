/* Every worked example of boundaries.md, word for word. */
#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/core/explain.h"
#include "paletti/core/notice.h"
#include "paletti/core/polite.h"

#define ROME        "Europe/Rome"
#define MADRID      "Europe/Madrid"
#define NINE_TO_SIX "1-5 09:00-18:00"
#define SIESTA      "1-5 09:30-13:30 16:00-18:30"
#define EASTER      "2026-04-06 holiday"
#define AUGUST      "2026-08-07..2026-08-23"
#define NIGHT       "7 00:00-02:15 02:45-06:00"

static const struct {
    const char *zone, *hours, *closed;
    const char *received, *window, *receipt, *due; /* receipt NULL: as received */
} examples[] = {
    {ROME, NINE_TO_SIX, "", "2026-03-10 10:15", "72h", NULL, "2026-03-13 10:15"},
    {ROME, NINE_TO_SIX, "", "2026-03-13 16:40", "72h", NULL, "2026-03-16 16:40"},
    {ROME, NINE_TO_SIX, "", "2026-03-11 12:00", "72h", NULL, "2026-03-16 09:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-11 12:00", "3wd", NULL, "2026-03-16 12:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-11 12:00", "24oh", NULL, "2026-03-13 18:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-11 12:00", "72oh", NULL, "2026-03-23 12:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-12 23:05", "72h", "2026-03-13 09:00", "2026-03-16 09:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-14 11:00", "72h", "2026-03-16 09:00", "2026-03-19 09:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-27 16:00", "72h", NULL, "2026-03-30 17:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-27 16:00", "3d", NULL, "2026-03-30 16:00"},
    {ROME, NINE_TO_SIX, "", "2026-03-27 17:30", "72h", NULL, "2026-03-31 09:00"},
    {ROME, NINE_TO_SIX, "", "2026-10-23 16:00", "72h", NULL, "2026-10-26 15:00"},
    {ROME, NINE_TO_SIX, "", "2026-10-23 16:00", "3d", NULL, "2026-10-26 16:00"},
    {ROME, NINE_TO_SIX, EASTER, "2026-04-02 10:00", "72h", NULL, "2026-04-07 09:00"},
    {ROME, NINE_TO_SIX, EASTER, "2026-04-03 16:00", "72h", NULL, "2026-04-07 16:00"},
    {ROME, NINE_TO_SIX, AUGUST, "2026-08-06 10:00", "72h", NULL, "2026-08-26 10:00"},
    {ROME, NINE_TO_SIX, AUGUST, "2026-08-12 11:00", "72h", "2026-08-24 09:00", "2026-08-27 09:00"},
    {MADRID, SIESTA, "", "2026-03-10 14:20", "72h", "2026-03-10 16:00", "2026-03-13 16:00"},
    {MADRID, "1-5 09:30-18:00", "", "2026-11-13 18:00:00", "72h", "2026-11-16 09:30", "2026-11-19 09:30"},
    {MADRID, NIGHT, "", "2026-10-25 00:00", "4oh", NULL, "2026-10-25T03:00:00+01:00"},
    {MADRID, NIGHT, "", "2026-10-25 00:00", "5oh", NULL, "2026-10-25T04:00:00+01:00"},
};

/* What the segments say must be whole, and add up to the window. */
static void check_explained(struct boundaries *boundaries, int64_t at, const struct verdict *verdict)
{
    struct explanation e;
    ck_assert_int_eq(explain_question(boundaries, at, INSTANT_NONE, &e), 0);
    ck_assert(e.at == at && e.receipt == verdict->receipt && e.due == verdict->due);
    int64_t here = at, seconds = 0, days = 0;
    for (size_t i = 0; i < e.n; i++) {
        ck_assert_int_eq(e.segments[i].from, here);
        here = e.segments[i].to;
        days += e.segments[i].counted;
        seconds += e.segments[i].counted ? here - e.segments[i].from : 0;
    }
    ck_assert_int_eq(here, e.due);
    bool in_days = e.window.unit == WINDOW_D || e.window.unit == WINDOW_WD;
    ck_assert_int_eq(in_days ? days * 3600 : seconds, e.window.n * 3600);
    explanation_clear(&e);
}

START_TEST(test_worked_examples)
{
    const struct zone *zone = zone_of(examples[_i].zone);
    struct rule rule = rule_of(0, examples[_i].zone, examples[_i].hours, examples[_i].window);
    closed_add(&rule.closed, examples[_i].closed);
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct judge *judge = judge_new(boundaries);

    struct entry entry = {
        .at = instant_of(zone, examples[_i].received),
        .promised = INSTANT_NONE,
        .channel = "email",
        .direction = DIRECTION_IN,
        .kind = KIND_MESSAGE,
        .needs_reply = true,
    };
    struct verdict verdict, question;
    ck_assert_int_eq(judge_step(judge, &entry, &verdict, &question), 0);
    ck_assert(verdict.started && verdict.error == VERDICT_FINE && verdict.breaches == 0);
    ck_instant(zone, verdict.receipt, examples[_i].receipt ? examples[_i].receipt : examples[_i].received);
    ck_instant(zone, verdict.due, examples[_i].due);
    check_explained(boundaries, entry.at, &verdict);

    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

static const struct {
    const char *closed;
    bool roll;
    const char *sent, *received, *last;
} notices[] = {
    {"", false, "2026-03-05 11:00", "2026-03-05 11:00", "2026-03-20"},
    {"2026-12-08 holiday", false, "2026-11-23 10:00", "2026-11-23 10:00", "2026-12-08"},
    {"2026-12-08 holiday", true, "2026-11-23 10:00", "2026-11-23 10:00", "2026-12-09"},
    {"", false, "2026-03-06 20:30", "2026-03-09 09:00", "2026-03-24"},
};

START_TEST(test_notice_examples)
{
    const struct zone *rome = zone_of(ROME);
    struct rule rule = rule_of(0, ROME, NINE_TO_SIX, "72h");
    closed_add(&rule.closed, notices[_i].closed);
    rule.notice_roll = notices[_i].roll ? NOTICE_HOLIDAY : NOTICE_NONE;
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct notice notice;
    ck_assert_int_eq(notice_given(boundaries, NULL, instant_of(rome, notices[_i].sent), &notice), 0);
    ck_instant(rome, notice.received, notices[_i].received);
    ck_assert_int_eq(notice.last_day, day_of(notices[_i].last));
    ck_assert_ptr_eq(notice.rule, &rule);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

START_TEST(test_polite_example)
{
    const struct zone *rome = zone_of(ROME), *new_york = zone_of("America/New_York");
    struct rule rule = rule_of(0, ROME, NINE_TO_SIX, "72h");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct judge *judge = judge_new(boundaries);
    struct entry entry = {
        .at = instant_of(new_york, "2026-03-09 17:30"),
        .direction = DIRECTION_IN,
        .needs_reply = true,
    };
    struct verdict verdict, question;
    ck_instant(rome, entry.at, "2026-03-09 22:30");
    judge_step(judge, &entry, &verdict, &question);
    ck_instant(rome, verdict.due, "2026-03-13 09:00");
    int64_t polite;
    ck_assert_int_eq(polite_moment(boundaries_at(boundaries, entry.at), new_york, (struct span){0},
                                   verdict.receipt, verdict.due, &polite),
                     0);
    ck_instant(rome, polite, "2026-03-12 18:00");
    ck_instant(new_york, polite, "2026-03-12 13:00");
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_worked_examples, ARRAY_LEN(examples)},
        {test_notice_examples, ARRAY_LEN(notices)},
        {test_polite_example, 1},
    };
    return run_suite("examples", rows, ARRAY_LEN(rows));
}
