/* Segments: that they tile and add up on random rules, and what they say on chosen ones. */
#include "random.h"

#include "paletti/base/mem.h"
#include "paletti/core/explain.h"

#include <string.h>

static const struct {
    const char *hours, *closed;
    const char *at, *window, *promised;
    /* Hours of each segment and its why, + in front of what is counted. */
    const char *segments;
} rows[] = {
    {"1-5 09:00-18:00", "", "2026-03-10 10:15", "72h", NULL, "+72 window"},
    {"1-5 09:00-18:00", "", "2026-03-11 12:00", "72h", NULL, "+72 window, 45 landing"},
    {"1-5 09:00-18:00", "", "2026-03-14 11:00", "72h", NULL, "46 before_receipt, +72 window"},
    {"1-5 09:00-18:00", "2026-04-06 holiday", "2026-04-03 16:00", "72h", NULL,
     "+56 window, 24 closed_date, +16 window"},
    {"1-5 09:00-18:00", "2026-08-07..2026-08-23", "2026-08-06 10:00", "72h", NULL,
     "+14 window, 408 closed_date, +58 window"},
    {"1-5 09:00-18:00", "", "2026-03-10 10:15", "72h", "2026-03-14 10:15", "+72 window, 24 promised"},
    {"1-5 09:00-18:00", "", "2026-03-10 10:15", "72h", "2026-03-12 10:15", "+72 window"},
    {"1-5 09:00-18:00", "", "2026-03-11 12:00", "72h", "2026-03-16 10:00",
     "+72 window, 45 landing, 1 promised"},
    {"1-5 09:00-18:00", "2026-03-12", "2026-03-11 12:00", "24oh", NULL,
     "+6 window, 6 closed_hours, 24 closed_date, 9 closed_hours, +9 window, 63 closed_hours, +9 window"},
    {"1-5 09:00-18:00", "2026-03-12", "2026-03-11 12:00", "3wd", NULL,
     "12 window, 24 closed_date, +24 window, 24 window, 24 window, +24 window, +12 window"},
    {"1-5 09:00-18:00", "2026-03-12..2026-03-13", "2026-03-11 12:00", "3d", NULL,
     "12 window, 24 closed_date, 24 closed_date, +24 window, +24 window, +12 window"},
    /* The day of the due counts even when the due is its first instant. */
    {"1-7 00:00-24:00", "", "2026-03-10 00:00", "3d", NULL, "24 window, +24 window, +24 window, +0 window"},
    {"1-7 00:00-24:00", "2026-03-13", "2026-03-10 00:00", "72h", NULL, "+72 window"},
};

static void print_segments(struct str *to, const struct explanation *e)
{
    for (size_t i = 0; i < e->n; i++)
        str_printf(to, "%s%s%d %s", i > 0 ? ", " : "", e->segments[i].counted ? "+" : "",
                   (int)((e->segments[i].to - e->segments[i].from) / 3600),
                   segment_why_names[e->segments[i].why]);
}

START_TEST(test_chosen)
{
    const struct zone *rome = zone_of("Europe/Rome");
    struct rule rule = rule_of(0, "Europe/Rome", rows[_i].hours, rows[_i].window);
    closed_add(&rule.closed, rows[_i].closed);
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct explanation e;
    int64_t promised = rows[_i].promised ? instant_of(rome, rows[_i].promised) : INSTANT_NONE;
    ck_assert_int_eq(explain_question(boundaries, instant_of(rome, rows[_i].at), promised, &e), 0);
    _cleanup_str_ struct str text = STR_INIT;
    print_segments(&text, &e);
    ck_assert_str_eq(str_text(&text), rows[_i].segments);
    ck_assert_ptr_eq(e.rule, &rule);
    explanation_clear(&e);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

static void check_tiles(const struct explanation *e)
{
    int64_t here = e->at, seconds = 0, days = 0;
    bool in_days = e->window.unit == WINDOW_D || e->window.unit == WINDOW_WD;
    for (size_t i = 0; i < e->n; i++) {
        const struct segment *s = &e->segments[i], *last = i > 0 ? s - 1 : NULL;
        must(s->from == here);
        must(s->to > s->from || (in_days && s->counted));
        must(in_days || !last || last->why != s->why); /* merged */
        must(!s->counted || s->why == SEGMENT_WINDOW);
        must((s->why == SEGMENT_BEFORE_RECEIPT) == (s->to <= e->receipt && s->to > s->from));
        here = s->to;
        days += s->counted;
        seconds += s->counted ? s->to - s->from : 0;
    }
    must(here == e->due);
    must((in_days ? days : seconds) == e->window.n * (in_days ? 1 : 3600));
}

START_TEST(test_adds_up)
{
    const struct place *place = &places[_i % places_n];
    struct dice dice = {UINT64_C(0x2545f4914f6cdd1d) * (uint64_t)(_i + 1)};
    int64_t odd = instant_of(NULL, place->when);
    struct rule rule = random_rule(&dice, place->zone, 0, civil_utc_day(odd));
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct judge *judge = judge_new(boundaries);
    for (int n = 0; n < 200; n++) {
        struct entry entry = {
            .at = odd - 8 * DAY_SECONDS + dice_roll(&dice, 10 * DAY_SECONDS),
            .promised = INSTANT_NONE,
            .direction = DIRECTION_IN,
            .needs_reply = true,
        };
        entry.at -= dice_chance(&dice, 50) ? entry.at % 900 : 0;
        struct verdict verdict, question;
        struct explanation e;
        judge_resume(judge, NULL);
        judge_step(judge, &entry, &verdict, &question);
        int64_t promised =
            dice_chance(&dice, 20) ? entry.at + dice_roll(&dice, 20 * DAY_SECONDS) : INSTANT_NONE;
        must(explain_question(boundaries, entry.at, promised, &e) == 0);
        must(e.receipt == verdict.receipt);
        must(e.due == (promised > verdict.due ? promised : verdict.due));
        check_tiles(&e);
        explanation_clear(&e);

        struct window window = random_window(&dice);
        int64_t due;
        must(ask_due(boundaries, entry.at, window, &due) == 0);
        must(explain_ask(boundaries, entry.at, window, &e) == 0);
        must(e.due == due && e.receipt == entry.at && window_equal(e.window, window));
        check_tiles(&e);
        explanation_clear(&e);
    }
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

START_TEST(test_nothing_to_explain)
{
    struct rule rule = rule_of(0, "UTC", "", "72h");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct explanation e;
    ck_assert_int_eq(explain_question(boundaries, 0, INSTANT_NONE, &e), 1);
    ck_assert_int_eq(explain_ask(boundaries, 0, window_of("1oh"), &e), 1);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row tests[] = {
        {test_chosen, ARRAY_LEN(rows)},
        {test_adds_up, 6 * places_n},
        {test_nothing_to_explain, 1},
    };
    return run_suite("explain", tests, ARRAY_LEN(tests));
}
