/* Farewells to many: who may be in one, and what is read of its drafts. */
#include "paletti/core/sequence.h"

#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"

#define DAY INT64_C(86400)
#define BEGUN (1000 * DAY)
/* By state, newest entry, answer, address; and what else is so. */
#define PERSON(state_, last_, replied_, address_, ...)                                                                \
    {                                                                                                                \
        .known = true, .state = state_, .begun = BEGUN, .last_at = last_, .replied = replied_, .address = address_, __VA_ARGS__ \
    }
#define QUIET      CLIENT_ACTIVE, BEGUN - 90 * DAY, INSTANT_NONE, true
#define ALSO(what) PERSON_OF(QUIET, what)
#define PERSON_OF(...) PERSON(__VA_ARGS__)

static const struct {
    struct sequence_person person;
    unsigned bars;
} people[] = {
    {PERSON(CLIENT_ACTIVE, BEGUN - 90 * DAY, INSTANT_NONE, true, ), 0},
    {PERSON(CLIENT_PROSPECT, BEGUN - 90 * DAY, INSTANT_NONE, true, ), 0},
    {PERSON(CLIENT_ACTIVE, INSTANT_NONE, INSTANT_NONE, true, ), 0},
    {PERSON(CLIENT_ACTIVE, BEGUN - 60 * DAY, INSTANT_NONE, true, ), 0},
    {PERSON(CLIENT_ACTIVE, BEGUN - 60 * DAY + 1, INSTANT_NONE, true, ), SEQUENCE_AWAKE},
    {PERSON(CLIENT_LEAVING, BEGUN - 90 * DAY, INSTANT_NONE, true, ), SEQUENCE_LEFT},
    {PERSON(CLIENT_LEFT, BEGUN - 90 * DAY, INSTANT_NONE, true, ), SEQUENCE_LEFT},
    {PERSON(CLIENT_ACTIVE, BEGUN - 90 * DAY, BEGUN + 1, true, ), SEQUENCE_REPLIED},
    {PERSON(CLIENT_ACTIVE, BEGUN - 90 * DAY, INSTANT_NONE, false, ), SEQUENCE_NO_ADDRESS},
    {ALSO(.owes = true), SEQUENCE_OWES},
    {ALSO(.credit = true), SEQUENCE_CREDIT},
    {ALSO(.waits = true), SEQUENCE_WAITS},
    {ALSO(.asked = true), SEQUENCE_ASKED},
    {ALSO(.meeting = true), SEQUENCE_MEETING},
    {ALSO(.elsewhere = true), SEQUENCE_ELSEWHERE},
    {PERSON_OF(QUIET, .owes = true, .credit = true), SEQUENCE_OWES | SEQUENCE_CREDIT},
    {{.known = false}, SEQUENCE_REMOVED},
};

START_TEST(who_may_be_in_it)
{
    ck_assert_uint_eq(sequence_bars(&people[_i].person), people[_i].bars);
}
END_TEST

static const struct {
    const char *about, *ref;
    int n;
} abouts[] = {
    {"sequence:s-1:1", "s-1", 1},  {"sequence:s:1:3", "s:1", 3},    {"sequence:s-1:4", NULL, 0}, {"sequence:s-1:0", NULL, 0},
    {"sequence:s-1:12", NULL, 0},  {"sequence::1", NULL, 0},        {"sequence:s-1", NULL, 0},   {"sequence:", NULL, 0},
    {"late_payment:s-1:1", NULL, 0}, {NULL, NULL, 0},
};

START_TEST(what_a_draft_is_about)
{
    _cleanup_free_ char *ref = NULL;
    int n = 0;

    ck_assert_int_eq(sequence_of(abouts[_i].about, &ref, &n), abouts[_i].ref ? 0 : 1);
    ck_assert(str_equal(ref, abouts[_i].ref));
    ck_assert_int_eq(n, abouts[_i].n);
    if (!ref)
        return;
    _cleanup_free_ char *again = sequence_about(ref, n);
    ck_assert_str_eq(again, abouts[_i].about);
}
END_TEST

START_TEST(where_a_letter_stands)
{
    struct sequence_text text = {.on = 100};

    ck_assert_int_eq(sequence_batch(&text, 2, 99), SEQUENCE_AHEAD);
    ck_assert_int_eq(sequence_batch(&text, 2, 100), SEQUENCE_READY);
    ck_assert_int_eq(sequence_batch(&text, 2, 120), SEQUENCE_READY);
    ck_assert_int_eq(sequence_batch(&text, 0, 99), SEQUENCE_OUT);
}
END_TEST

static void add_text(struct sequence *sequence, int32_t on)
{
    struct sequence_text *text = list_add(&sequence->texts, sizeof *text);

    *text = (struct sequence_text){on, mem_string("F1"), mem_string("last")};
}

static void check_refused(const struct sequence *sequence, const char *why)
{
    struct err err = {0};

    ck_assert_int_eq(model_sequence.check(sequence, &err), -1);
    ck_assert_msg(str_starts(err.text, why), "%s", err.text);
}

START_TEST(what_is_no_sequence)
{
    struct sequence sequence;

    model_init(&model_sequence, &sequence);
    texts_add(&sequence.clients, "ana");
    add_text(&sequence, 10);
    add_text(&sequence, 20);
    ck_assert_int_eq(model_sequence.check(&sequence, NULL), 0);
    add_text(&sequence, 20);
    check_refused(&sequence, "texts: each one is dated after");
    ((struct sequence_text *)sequence.texts.v)[2].on = 30;
    ck_assert_int_eq(model_sequence.check(&sequence, NULL), 0);
    add_text(&sequence, 40);
    check_refused(&sequence, "texts: a sequence has at most 3");
    texts_add(&sequence.clients, "ana");
    check_refused(&sequence, "clients: \"ana\" stands in it twice");
    model_clear(&model_sequence, &sequence);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {who_may_be_in_it, ARRAY_LEN(people)},
        {what_a_draft_is_about, ARRAY_LEN(abouts)},
        {where_a_letter_stands, 1},
        {what_is_no_sequence, 1},
    };
    return run_suite("sequence", rows, ARRAY_LEN(rows));
}
