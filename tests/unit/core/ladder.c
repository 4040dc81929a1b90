#include "paletti/core/ladder.h"

#include "fixture.h"

#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

#define RULES                                                                                                \
    "step notice -3 T6a optional\nstep kind 1 T6a\nstep firm 8 T6b\nstep last 15 T6c\n"                      \
    "promise_days 7\nplan_days 30\nanswer_days 7\nchance_months 24\nexcuse_repeats 2\nslowing_days 7\n"

static struct ladder_rules rules_of(const char *text)
{
    struct ladder_rules rules = {0};
    struct err err = {0};

    ck_assert_msg(ladder_rules_parse(text, &rules, &err) == 0, "%s", err.text);
    return rules;
}

/* --- a debt in a few words --- */

enum { MOST = 6 };

/* "pay 2026-11-20 200", "T6a 2026-11-12", "promise 2026-11-12 2026-11-18 0", "excuse 2026-11-12", "off 2026-11-30";
 * commas between them. 1000.00 EUR, due Tue 10 Nov 2026. */
struct story {
    struct ladder_debt debt;
    struct ladder_payment payments[MOST];
    struct ladder_letter letters[MOST];
    struct ladder_promise promises[MOST];
    int32_t excuses[MOST];
    char codes[MOST][8];
};

static void add_event(struct story *story, const char *word, int32_t on, const char *rest)
{
    struct ladder_debt *debt = &story->debt;
    char pays[16];
    long long minor = 0;

    if (str_equal(word, "pay")) {
        must(sscanf(rest, "%lld", &minor) == 1);
        story->payments[debt->n_payments++] = (struct ladder_payment){on, minor * 100};
    } else if (str_equal(word, "promise")) {
        must(sscanf(rest, "%15s %lld", pays, &minor) == 2);
        story->promises[debt->n_promises++] =
            (struct ladder_promise){on, day_of(pays), minor * 100, NULL, LADDER_KEPT_OPEN};
    } else if (str_equal(word, "excuse")) {
        story->excuses[debt->n_excuses++] = on;
    } else if (str_equal(word, "off")) {
        debt->written_off_on = on;
    } else {
        strcpy(story->codes[debt->n_letters], word);
        story->letters[debt->n_letters] = (struct ladder_letter){story->codes[debt->n_letters], on};
        debt->n_letters++;
    }
}

static void tell(struct story *story, const char *text)
{
    *story = (struct story){.debt = {.amount = {100000, "EUR"}, .written_off_on = DAY_NONE}};
    story->debt.due_on = day_of("2026-11-10");
    story->debt.payments = story->payments;
    story->debt.letters = story->letters;
    story->debt.promises = story->promises;
    story->debt.excuses = story->excuses;
    for (const char *s = text; *s; s += strcspn(s, ","), s += *s == ',') {
        char word[16], day[16];
        int n = 0;
        must(sscanf(s, " %15s %15[0-9-] %n", word, day, &n) == 2);
        add_event(story, word, day_of(day), s + n);
    }
}

/* --- where a debt stands --- */

static const struct {
    const char *story, *today;
    enum ladder_state state;
    const char *step, *on; /* of what comes; "" */
    int n_sent;
} stands[] = {
    /* Day by day, with nothing written. */
    {"", "2026-11-01", LADDER_AHEAD, "kind", "2026-11-11", 0},
    {"", "2026-11-10", LADDER_AHEAD, "kind", "2026-11-11", 0},
    {"", "2026-11-11", LADDER_DUE, "kind", "2026-11-11", 0},
    {"", "2026-12-30", LADDER_DUE, "kind", "2026-11-11", 0},
    /* Each letter leads to the next row. */
    {"T6a 2026-11-11", "2026-11-17", LADDER_AHEAD, "firm", "2026-11-18", 1},
    {"T6a 2026-11-11", "2026-11-18", LADDER_DUE, "firm", "2026-11-18", 1},
    {"T6a 2026-11-11,T6b 2026-11-18", "2026-11-24", LADDER_AHEAD, "last", "2026-11-25", 2},
    {"T6a 2026-11-11,T6b 2026-11-18", "2026-11-25", LADDER_DUE, "last", "2026-11-25", 2},
    {"T6a 2026-11-11,T6b 2026-11-18,T6c 2026-11-25", "2026-12-02", LADDER_WAITS, "", "2026-12-02", 3},
    {"T6a 2026-11-11,T6b 2026-11-18,T6c 2026-11-25", "2026-12-03", LADDER_OVER, "", "2026-12-02", 3},
    {"T6a 2026-11-11,T6b 2026-11-18,T6c 2026-11-25,T6d 2026-12-04", "2026-12-11", LADDER_WAITS, "", "2026-12-11", 3},
    {"T6a 2026-11-11,T6b 2026-11-18,T6c 2026-11-25,T6d 2026-12-04", "2026-12-12", LADDER_OVER, "", "2026-12-11", 3},
    /* In small letters too, as a sign has it. */
    {"t6a 2026-11-11", "2026-11-12", LADDER_AHEAD, "firm", "2026-11-18", 1},
    /* A letter that went out late leaves as much time behind it as the rows do. */
    {"T6a 2026-11-30", "2026-12-06", LADDER_AHEAD, "firm", "2026-12-07", 1},
    {"T6a 2026-11-30", "2026-12-07", LADDER_DUE, "firm", "2026-12-07", 1},
    /* Before the due date it is the notice, and the kind one is still to come. */
    {"T6a 2026-11-07", "2026-11-11", LADDER_DUE, "kind", "2026-11-11", 0},
    {"T6a 2026-11-07,T6a 2026-11-11", "2026-11-12", LADDER_AHEAD, "firm", "2026-11-18", 1},
    /* A step of one's own accord left out. */
    {"T6b 2026-11-12", "2026-11-13", LADDER_AHEAD, "last", "2026-11-25", 2},
    /* Letters of later days are not known yet. */
    {"T6a 2026-11-11,T6b 2026-11-18", "2026-11-12", LADDER_AHEAD, "firm", "2026-11-18", 1},
    /* Paid, or given up. */
    {"pay 2026-11-10 1000", "2026-11-20", LADDER_PAID, "", "", 0},
    {"pay 2026-11-19 1000", "2026-11-18", LADDER_DUE, "kind", "2026-11-11", 0},
    {"T6a 2026-11-11,pay 2026-11-12 400,pay 2026-11-20 600", "2026-11-20", LADDER_PAID, "", "", 1},
    {"off 2026-11-15", "2026-11-14", LADDER_DUE, "kind", "2026-11-11", 0},
    {"off 2026-11-15", "2026-11-15", LADDER_WRITTEN_OFF, "", "", 0},
    /* A part lowers the sum and leaves the step. */
    {"T6a 2026-11-11,pay 2026-11-12 400", "2026-11-18", LADDER_DUE, "firm", "2026-11-18", 1},
    /* A promise of seven days is waited for, of eight it is not. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-19 0", "2026-11-19", LADDER_SLEEPS, "", "2026-11-19", 1},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-20 0", "2026-11-19", LADDER_DUE, "firm", "2026-11-18", 1},
    /* Kept: asleep for good. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-19 0,pay 2026-11-19 1000", "2026-11-20", LADDER_PAID, "", "", 1},
    /* Broken: the firm one is left out, its day is the last one's. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0", "2026-11-17", LADDER_AHEAD, "last", "2026-11-18", 2},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0", "2026-11-18", LADDER_DUE, "last", "2026-11-18", 2},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-19 0", "2026-11-20", LADDER_DUE, "last", "2026-11-20", 2},
    {"promise 2026-11-09 2026-11-13 0", "2026-11-14", LADDER_DUE, "firm", "2026-11-14", 1},
    /* The last one is never left out; it only comes at once. */
    {"T6a 2026-11-11,T6b 2026-11-18,promise 2026-11-18 2026-11-20 0", "2026-11-21", LADDER_DUE, "last", "2026-11-21", 2},
    /* Behind a promise the letters go on. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0,T6c 2026-11-18", "2026-11-19", LADDER_WAITS, "", "2026-11-25", 3},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0,T6b 2026-11-18", "2026-11-19", LADDER_AHEAD, "last", "2026-11-25", 2},
    /* A second one is not waited for, and its breaking leaves nothing more out. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0,promise 2026-11-17 2026-11-21 0", "2026-11-18", LADDER_DUE, "last",
     "2026-11-18", 2},
    /* Part of it promised and paid: the ladder goes on with the rest where it was. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 400,pay 2026-11-16 400", "2026-11-18", LADDER_DUE, "firm",
     "2026-11-18", 1},
    /* A plan: asleep until the next part, awake when one is missed. */
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-20 500,promise 2026-11-12 2026-12-12 500,pay 2026-11-20 500",
     "2026-12-01", LADDER_SLEEPS, "", "2026-12-12", 1},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-20 500,promise 2026-11-12 2026-12-12 500,pay 2026-11-20 499",
     "2026-11-21", LADDER_DUE, "last", "2026-11-21", 2},
};

START_TEST(where_it_stands)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_standing standing;
    struct story story;

    tell(&story, stands[_i].story);
    ladder_stand(&rules, &story.debt, NULL, day_of(stands[_i].today), &standing);
    ck_assert_str_eq(ladder_state_names[standing.state], ladder_state_names[stands[_i].state]);
    ck_assert_str_eq(standing.step < 0 || standing.state == LADDER_SLEEPS ? "" : rules.steps[standing.step].code,
                     stands[_i].step);
    if (*stands[_i].on)
        ck_assert_int_eq(standing.on, day_of(stands[_i].on));
    else
        ck_assert_int_eq(standing.on, DAY_NONE);
    ck_assert_int_eq(standing.n_steps, 3);
    ck_assert_int_eq(standing.n_sent, stands[_i].n_sent);
    ladder_rules_clear(&rules);
}
END_TEST

START_TEST(a_part_lowers_the_sum)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_standing standing;
    struct story story;

    tell(&story, "T6a 2026-11-11,pay 2026-11-12 400,pay 2026-11-25 100");
    ladder_stand(&rules, &story.debt, NULL, day_of("2026-11-20"), &standing);
    ck_assert_int_eq(standing.owed.minor, 60000);
    ck_assert(standing.part_paid);
    ck_assert_int_eq(standing.days_late, 10);
    ladder_rules_clear(&rules);
}
END_TEST

START_TEST(a_closed_day_moves_a_step)
{
    struct ladder_rules rules = rules_of(RULES);
    struct rule rule = rule_of(instant_of(zone_of("Europe/Madrid"), "2026-01-01 00:00"), "Europe/Madrid", "1-5 09:30-18:00", "72h");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct ladder_standing standing;
    struct story story;

    tell(&story, "");
    story.debt.due_on = day_of("2026-11-13"); /* a Friday: + 1 is a Saturday */
    ladder_stand(&rules, &story.debt, boundaries, day_of("2026-11-15"), &standing);
    ck_assert_int_eq(standing.state, LADDER_AHEAD);
    ck_assert_int_eq(standing.on, day_of("2026-11-16"));
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
    ladder_rules_clear(&rules);
}
END_TEST

/* --- what came back, and whether work goes on --- */

static const struct {
    const char *story;
    enum ladder_reply reply;
} replies[] = {
    {"", LADDER_REPLY_NONE},
    {"T6a 2026-11-11", LADDER_SILENCE},
    {"T6a 2026-11-11,excuse 2026-11-10", LADDER_SILENCE},
    {"T6a 2026-11-11,excuse 2026-11-12", LADDER_REPLY_EXCUSE},
    {"T6a 2026-11-11,excuse 2026-11-12,T6b 2026-11-18", LADDER_SILENCE},
    {"T6a 2026-11-11,promise 2026-11-12 2026-11-16 0", LADDER_REPLY_DATE},
    {"T6a 2026-11-11,excuse 2026-11-12,promise 2026-11-12 2026-11-16 0", LADDER_REPLY_DATE},
    {"T6a 2026-11-11,pay 2026-11-13 300", LADDER_SILENCE},
    {"T6a 2026-11-11,pay 2026-11-13 1000", LADDER_REPLY_PAID},
};

START_TEST(what_came_back)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_standing standing;
    struct story story;

    tell(&story, replies[_i].story);
    ladder_stand(&rules, &story.debt, NULL, day_of("2026-11-20"), &standing);
    ck_assert_str_eq(ladder_reply_names[standing.reply], ladder_reply_names[replies[_i].reply]);
    ladder_rules_clear(&rules);
}
END_TEST

static const struct {
    const char *rules, *story, *today, *stopped;
} stops[] = {
    {"", "", "2026-11-10", ""},
    {"", "", "2026-11-11", "2026-11-11"},
    {"", "", "2026-12-24", "2026-11-11"},
    {"", "pay 2026-11-15 1000", "2026-11-14", "2026-11-11"},
    {"", "pay 2026-11-15 1000", "2026-11-15", ""},
    {"", "promise 2026-11-11 2026-11-14 0", "2026-11-12", "2026-11-11"},
    {"", "off 2026-11-12", "2026-11-12", ""},
    {"grace_days 3\n", "", "2026-11-13", ""},
    {"grace_days 3\n", "", "2026-11-14", "2026-11-14"},
};

START_TEST(when_work_stops)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_standing standing;
    struct story story;

    ck_assert_int_eq(ladder_rules_parse(stops[_i].rules, &rules, NULL), 0);
    ck_assert_int_eq(rules.n, 4);
    tell(&story, stops[_i].story);
    ladder_stand(&rules, &story.debt, NULL, day_of(stops[_i].today), &standing);
    ck_assert_int_eq(standing.stopped, *stops[_i].stopped ? day_of(stops[_i].stopped) : DAY_NONE);
    ladder_rules_clear(&rules);
}
END_TEST

/* --- promises --- */

static const struct {
    const char *story;      /* what was before */
    const char *said, *pays;
    int minor;
    enum ladder_refusal refusal;
    const char *last;
} looks[] = {
    {"", "2026-11-12", "2026-11-19", 0, LADDER_FINE, "2026-11-19"},
    {"", "2026-11-12", "2026-11-20", 0, LADDER_FAR, "2026-11-19"},
    {"", "2026-11-12", "2026-11-12", 0, LADDER_FINE, "2026-11-19"},
    {"", "2026-11-12", "2026-11-11", 0, LADDER_BACKWARDS, "2026-11-19"},
    {"", "2026-11-12", "2026-12-12", 50000, LADDER_FINE, "2026-12-12"},      /* + 30 */
    {"", "2026-11-12", "2026-12-13", 50000, LADDER_PLAN_FAR, "2026-12-12"},  /* + 31 */
    {"", "2026-11-12", "2026-11-20", 100000, LADDER_FAR, "2026-11-19"},      /* all of it is no part */
    {"pay 2026-11-11 500", "2026-11-12", "2026-11-20", 50000, LADDER_FAR, "2026-11-19"},
    {"promise 2026-11-11 2026-11-14 0", "2026-11-12", "2026-11-17", 0, LADDER_EXTENSION, "2026-11-19"},
    {"promise 2026-11-11 2026-11-14 0", "2026-11-14", "2026-11-17", 0, LADDER_EXTENSION, "2026-11-21"},
    {"promise 2026-11-11 2026-11-14 0", "2026-11-15", "2026-11-17", 0, LADDER_SECOND, "2026-11-22"},
    {"promise 2026-11-12 2026-11-20 500", "2026-11-12", "2026-12-12", 50000, LADDER_FINE, "2026-12-12"},
};

START_TEST(which_promises_are_taken)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_promise promise = {day_of(looks[_i].said), day_of(looks[_i].pays), looks[_i].minor, NULL, LADDER_KEPT_OPEN};
    struct story story;
    int32_t last;

    tell(&story, looks[_i].story);
    ck_assert_int_eq(ladder_promise_look(&rules, &story.debt, &promise, &last), looks[_i].refusal);
    ck_assert_int_eq(last, day_of(looks[_i].last));
    ladder_rules_clear(&rules);
}
END_TEST

static const struct {
    const char *story, *today;
    enum ladder_kept kept;
} keeps[] = {
    {"promise 2026-11-12 2026-11-16 0", "2026-11-16", LADDER_KEPT_OPEN},
    {"promise 2026-11-12 2026-11-16 0", "2026-11-17", LADDER_BROKEN},
    {"promise 2026-11-12 2026-11-16 0,pay 2026-11-16 1000", "2026-11-17", LADDER_KEPT},
    {"promise 2026-11-12 2026-11-16 0,pay 2026-11-17 1000", "2026-11-18", LADDER_BROKEN},
    {"promise 2026-11-12 2026-11-16 0,pay 2026-11-14 1000", "2026-11-14", LADDER_KEPT},
    {"promise 2026-11-12 2026-11-16 0,pay 2026-11-14 1000", "2026-11-13", LADDER_KEPT_OPEN},
    {"pay 2026-11-05 400,promise 2026-11-12 2026-11-16 0,pay 2026-11-16 600", "2026-11-17", LADDER_KEPT},
    {"promise 2026-11-12 2026-11-16 600,pay 2026-11-16 600", "2026-11-17", LADDER_KEPT},
    {"promise 2026-11-12 2026-11-16 600,pay 2026-11-16 599", "2026-11-17", LADDER_BROKEN},
};

START_TEST(which_promises_are_kept)
{
    struct story story;

    tell(&story, keeps[_i].story);
    ck_assert_int_eq(ladder_promise_kept(&story.debt, 0, day_of(keeps[_i].today)), keeps[_i].kept);
}
END_TEST

START_TEST(what_was_noted_is_not_worked_out)
{
    struct story story;

    tell(&story, "promise 2026-11-12 2026-11-16 0,pay 2026-11-16 1000");
    story.promises[0].kept = LADDER_BROKEN;
    ck_assert_int_eq(ladder_promise_kept(&story.debt, 0, day_of("2026-11-20")), LADDER_BROKEN);
}
END_TEST

START_TEST(parts_are_reached_one_after_the_other)
{
    struct story story;

    tell(&story, "promise 2026-11-12 2026-11-16 400,promise 2026-11-12 2026-11-26 600,pay 2026-11-15 500,pay 2026-11-26 500");
    ck_assert_int_eq(ladder_promise_kept(&story.debt, 0, day_of("2026-11-17")), LADDER_KEPT);
    ck_assert_int_eq(ladder_promise_kept(&story.debt, 1, day_of("2026-11-17")), LADDER_KEPT_OPEN);
    ck_assert_int_eq(ladder_promise_kept(&story.debt, 1, day_of("2026-11-27")), LADDER_KEPT);
}
END_TEST

/* --- who pays --- */

/* Invoices of 100 a month apart, due on the 10th; what was paid how many days behind: "+12", part "+3:40", "-" not at all.
 * The first is due in June 2026. */
static size_t tell_payer(struct story *stories, struct ladder_debt *debts, const char *text)
{
    size_t n = 0;

    for (const char *s = text; *s; s += strcspn(s, " "), s += *s == ' ', n++) {
        int days, share = 100;
        tell(&stories[n], "");
        stories[n].debt.due_on = civil_day(2026, 6 + (int)n, 10);
        stories[n].debt.amount.minor = 10000;
        if (*s != '-' && sscanf(s, "%d:%d", &days, &share) >= 1)
            stories[n].payments[stories[n].debt.n_payments++] =
                (struct ladder_payment){stories[n].debt.due_on + days, share * 100};
        if (share < 100 && strchr(s, '.') && strchr(s, '.') < s + strcspn(s, " "))
            stories[n].payments[stories[n].debt.n_payments++] =
                (struct ladder_payment){stories[n].debt.due_on + 20, 10000 - share * 100};
        debts[n] = stories[n].debt;
    }
    return n;
}

static const struct {
    const char *payer;
    enum ladder_pattern pattern;
} payers[] = {
    {"", LADDER_PAYS},
    {"+0 +0 +0 +0 +0", LADDER_PAYS},
    {"+0 +0 +0 +0 -", LADDER_PAYS}, /* one late, the first time */
    {"- - - - -", LADDER_NONE},
    {"-", LADDER_NONE},
    {"+3 +9 +15 +28", LADDER_SLOWING},
    {"+3 +9 +15 -", LADDER_SLOWING}, /* later and later, then stops */
    {"+0 +1 +6", LADDER_PAYS},       /* not six days */
    {"+0 +1 +7", LADDER_SLOWING},    /* but seven */
    {"+9 +9 +15", LADDER_PAYS},
    {"+30 +10 +15", LADDER_PAYS},
    {"+0 +0 +0 +5:50", LADDER_PARTIAL},
    {"+0 +2:50. +0", LADDER_PAYS}, /* once in parts */
    {"+0 +2:50. +0 +3:30.", LADDER_PARTIAL},
};

START_TEST(how_they_pay)
{
    struct ladder_rules rules = rules_of(RULES);
    struct story stories[MOST];
    struct ladder_debt debts[MOST];
    size_t n = tell_payer(stories, debts, payers[_i].payer);

    ck_assert_str_eq(ladder_pattern_names[ladder_pattern(&rules, debts, n, day_of("2026-11-16"))],
                     ladder_pattern_names[payers[_i].pattern]);
    ladder_rules_clear(&rules);
}
END_TEST

static const struct {
    const char *story, *asked;
    bool squeezed, owing;
} asks[] = {
    {"pay 2026-11-12 500", "2026-11-14", true, true},
    {"pay 2026-11-12 500", "2026-11-10", false, false}, /* on the due date nothing is late */
    {"pay 2026-11-12 500", "2026-11-11", true, true},
    {"", "2026-11-14", false, true}, /* nothing paid: they only ask */
    {"pay 2026-11-12 1000", "2026-11-11", false, true},
    {"pay 2026-11-12 1000", "2026-11-13", false, false},
    {"pay 2026-11-12 500", "2026-11-30", false, false}, /* later than today */
};

START_TEST(who_asks_for_more_while_owing)
{
    int32_t asked = day_of(asks[_i].asked), today = day_of("2026-11-20");
    struct story story;

    tell(&story, asks[_i].story);
    ck_assert_int_eq(ladder_squeezed(&story.debt, &asked, 1, today), asks[_i].squeezed);
    ck_assert_int_eq(ladder_asked_owing(&story.debt, &asked, 1, today), asks[_i].owing ? asked : DAY_NONE);
}
END_TEST

/* --- a chance --- */

static const struct {
    const char *since;
    int late, used, months;
    unsigned lacks;
} chances[] = {
    {"2024-11-16", 0, 0, 24, 0},
    {"2024-11-17", 0, 0, 23, LADDER_LACKS_MONTHS},
    {"2020-09-01", 0, 0, 74, 0},
    {"2020-09-01", 1, 0, 74, LADDER_LACKS_RECORD},
    {"2020-09-01", 0, 1, 74, LADDER_LACKS_FIRST},
    {"2024-12-16", 2, 1, 23, LADDER_LACKS_MONTHS | LADDER_LACKS_RECORD | LADDER_LACKS_FIRST},
    {"", 0, 0, 0, LADDER_LACKS_SINCE},
};

START_TEST(who_gets_a_chance)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_chance chance;

    ladder_chance_look(&rules, *chances[_i].since ? day_of(chances[_i].since) : DAY_NONE, day_of("2026-11-16"),
                       chances[_i].late, chances[_i].used, &chance);
    ck_assert_int_eq(chance.months, chances[_i].months);
    ck_assert_uint_eq(chance.lacks, chances[_i].lacks);
    ladder_rules_clear(&rules);
}
END_TEST

START_TEST(the_three_numbers_are_the_persons)
{
    struct ladder_rules rules = rules_of(RULES "chance_months 12\nchance_late 1\nchance_used 1\n");
    struct ladder_chance chance;

    ladder_chance_look(&rules, day_of("2025-11-16"), day_of("2026-11-16"), 1, 1, &chance);
    ck_assert_uint_eq(chance.lacks, 0);
    ladder_chance_look(&rules, day_of("2025-11-17"), day_of("2026-11-16"), 2, 2, &chance);
    ck_assert_uint_eq(chance.lacks, LADDER_LACKS_MONTHS | LADDER_LACKS_RECORD | LADDER_LACKS_FIRST);
    ladder_rules_clear(&rules);
}
END_TEST

START_TEST(excuses_are_counted)
{
    struct ladder_excuse excuses[3];
    size_t n = ladder_excuse_add(excuses, 0, "office", day_of("2026-10-05"));

    n = ladder_excuse_add(excuses, n, "holidays", day_of("2026-10-19"));
    n = ladder_excuse_add(excuses, n, "office", day_of("2026-10-30"));
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(excuses[0].code, "office");
    ck_assert_int_eq(excuses[0].n, 2);
    ck_assert_int_eq(excuses[0].first, day_of("2026-10-05"));
    ck_assert_int_eq(excuses[0].last, day_of("2026-10-30"));
    ck_assert_int_eq(excuses[1].n, 1);
}
END_TEST

/* --- the file --- */

START_TEST(the_persons_own_steps)
{
    struct ladder_rules rules = rules_of(RULES);

    ck_assert_int_eq(ladder_rules_parse("step second 10 T6b\nstep first 0 T6a # at once\n\ngrace_days 2", &rules, NULL), 0);
    ck_assert_int_eq(rules.n, 2);
    ck_assert_str_eq(rules.steps[0].code, "first");
    ck_assert_int_eq(rules.steps[1].days, 10);
    ck_assert_int_eq(rules.grace_days, 2);
    ck_assert_int_eq(rules.promise_days, 7);
    ck_assert(ladder_letter(&rules, "t6b"));
    ck_assert(ladder_letter(&rules, "T6d"));
    ck_assert(!ladder_letter(&rules, "T4"));
    ladder_rules_clear(&rules);
}
END_TEST

static const struct {
    const char *text, *error;
} wrong[] = {
    {"\nstep kind 1\n", "line 2: a step is written as"},
    {"step kind 1 T6a often\n", "line 1: a step is written as"},
    {"step kind one T6a\n", "line 1: \"one\" is no whole number"},
    {"step kind 1 T6a\nstep kind 2 T6b\n", "line 2: there is a step \"kind\" already"},
    {"promise_days\n", "line 1: a number is written as: promise_days NUMBER"},
    {"promise_days -1\n", "line 1: \"-1\" is no whole number"},
    {"patience 3\n", "line 1: \"patience\" is nothing that the ladder knows"},
    {"recovery_cost dear\n", "line 1: \"dear\" is no sum"},
    {"step caf\xe9 1 T6a\n", "line 1: is no valid UTF-8"},
};

START_TEST(what_is_no_ladder)
{
    struct ladder_rules rules = rules_of(RULES);
    struct err err = {0};

    ck_assert_int_eq(ladder_rules_parse(wrong[_i].text, &rules, &err), -1);
    ck_assert_msg(strncmp(err.text, wrong[_i].error, strlen(wrong[_i].error)) == 0, "%s", err.text);
    ck_assert_int_eq(rules.n, 4);
    ladder_rules_clear(&rules);
}
END_TEST

/* What a letter that waits to leave is looked at for. */
static const struct {
    enum ladder_state state;
    int step;
    bool in_charge;
    int32_t promised;
    const char *letter;
    enum ladder_bar bar;
} bars[] = {
    {LADDER_DUE, 2, false, DAY_NONE, "T6b", LADDER_GOES},
    {LADDER_DUE, 2, false, DAY_NONE, "t6b", LADDER_GOES},
    {LADDER_DUE, 2, false, DAY_NONE, "T6c", LADDER_GOES}, /* the person chose a later one */
    {LADDER_DUE, 2, false, DAY_NONE, "T6a", LADDER_BAR_BEHIND},
    {LADDER_AHEAD, 3, false, DAY_NONE, "T6b", LADDER_BAR_BEHIND}, /* it went out by another way meanwhile */
    {LADDER_WAITS, -1, false, DAY_NONE, "T6c", LADDER_BAR_BEHIND},
    {LADDER_OVER, -1, false, DAY_NONE, "T6d", LADDER_GOES},
    {LADDER_OVER, -1, true, DAY_NONE, "T6d", LADDER_BAR_BEHIND},
    {LADDER_PAID, -1, false, DAY_NONE, "T6b", LADDER_BAR_PAID},
    {LADDER_PAID, -1, false, DAY_NONE, "T6e", LADDER_BAR_PAID},
    {LADDER_WRITTEN_OFF, -1, false, DAY_NONE, "T6d", LADDER_BAR_WRITTEN_OFF},
    {LADDER_SLEEPS, 2, false, 9, "T6b", LADDER_BAR_PROMISED},
    {LADDER_SLEEPS, 2, false, 9, "T6e", LADDER_GOES},
    {LADDER_SLEEPS, 2, false, DAY_NONE, "T6e", LADDER_BAR_PROMISED}, /* it was kept */
    {LADDER_DUE, 2, false, DAY_NONE, "T6e", LADDER_BAR_PROMISED},
    {LADDER_PAID, -1, false, DAY_NONE, "T8", LADDER_GOES}, /* is no letter of the ladder */
};

START_TEST(what_may_still_leave)
{
    struct ladder_rules rules = rules_of(RULES);
    struct ladder_standing standing = {
        .state = bars[_i].state, .step = bars[_i].step, .in_charge = bars[_i].in_charge, .promised = bars[_i].promised};

    ck_assert_int_eq(ladder_bar(&rules, &standing, bars[_i].letter), bars[_i].bar);
    ladder_rules_clear(&rules);
}
END_TEST

static const struct {
    const char *text;
    bool names;
} sums[] = {
    {"quedan 2.050,00 € por pagar.", true},
    {"2,050.00 EUR", true},
    {"2050 EUR are unpaid", true},
    {"(2050)", true},
    {"2.050,50 €", false},
    {"12.050,00 €", false},
    {"invoice 2026-2050, 1,950.00 EUR", false},
    {"F2050: 20,50 €", false},
    {"2050 GBP", false},
    {"", false},
};

START_TEST(which_sum_a_text_names)
{
    ck_assert_int_eq(ladder_names_sum(sums[_i].text, (struct money){205000, "EUR"}), sums[_i].names);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {where_it_stands, ARRAY_LEN(stands)},
        {a_part_lowers_the_sum, 1},
        {a_closed_day_moves_a_step, 1},
        {what_came_back, ARRAY_LEN(replies)},
        {when_work_stops, ARRAY_LEN(stops)},
        {which_promises_are_taken, ARRAY_LEN(looks)},
        {which_promises_are_kept, ARRAY_LEN(keeps)},
        {what_was_noted_is_not_worked_out, 1},
        {parts_are_reached_one_after_the_other, 1},
        {how_they_pay, ARRAY_LEN(payers)},
        {who_asks_for_more_while_owing, ARRAY_LEN(asks)},
        {who_gets_a_chance, ARRAY_LEN(chances)},
        {the_three_numbers_are_the_persons, 1},
        {excuses_are_counted, 1},
        {the_persons_own_steps, 1},
        {what_is_no_ladder, ARRAY_LEN(wrong)},
        {what_may_still_leave, ARRAY_LEN(bars)},
        {which_sum_a_text_names, ARRAY_LEN(sums)},
    };
    return run_suite("ladder", rows, ARRAY_LEN(rows));
}
