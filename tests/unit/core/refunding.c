/* Refunds: their states, when what is done about them, what goes back on which payment, what is the same
 * payment at the service, and what may be said. letgo.md, "Refunds"; links.md 1.5. */
#include "../base/run.h"
#include "credit_file.h"

#include "paletti/base/mem.h"
#include "paletti/core/refunding.h"

#include <string.h>

#define T0   INT64_C(1790000000)
#define HOUR INT64_C(3600)
#define DAY  (24 * HOUR)

static struct refund refund_of(enum refunding state, enum payment_method method)
{
    struct refund refund;

    model_init(&model_refund, &refund);
    refund.state = (int8_t)state;
    refund.method = (int8_t)method;
    refund.amount = money_of("30.00 EUR");
    if (refunding_left(state)) {
        refund.intent = mem_string("4b1c9c1e");
        refund.confirmed_at = refund.sent_at = T0;
    }
    return refund;
}

/* --- states --- */

START_TEST(each_way_and_no_other)
{
    /* By row: from; letters that may go there: Planned Confirmed seNding Succeeded pEnding Action Refused
     * Unknown Failed cAnceled (x). */
    static const char *const ways[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = "C",     [REFUNDING_CONFIRMED] = "PNSE",  [REFUNDING_SENDING] = "CSEARUFX",
        [REFUNDING_SUCCEEDED] = "F",   [REFUNDING_PENDING] = "SAFX",    [REFUNDING_ACTION] = "SEFX",
        [REFUNDING_REFUSED] = "SEAFX", [REFUNDING_UNKNOWN] = "NSEARFX", [REFUNDING_FAILED] = "",
        [REFUNDING_CANCELED] = "",
    };
    static const char letters[] = "PCNSEARUFX";

    for (int from = 0; from < REFUNDING_STATES; from++)
        for (int to = 0; to < REFUNDING_STATES; to++)
            ck_assert_msg(refunding_may(from, to) == (from == to || strchr(ways[from], letters[to]) != NULL),
                          "%s -> %s", refunding_names[from], refunding_names[to]);
}
END_TEST

START_TEST(kinds_of_states)
{
    static const char *const rows[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = "a",    [REFUNDING_CONFIRMED] = "aw", [REFUNDING_SENDING] = "awl",
        [REFUNDING_SUCCEEDED] = "al", [REFUNDING_PENDING] = "awl",  [REFUNDING_ACTION] = "awl",
        [REFUNDING_REFUSED] = "l",    [REFUNDING_UNKNOWN] = "awl",  [REFUNDING_FAILED] = "l",
        [REFUNDING_CANCELED] = "l",
    };
    for (int state = 0; state < REFUNDING_STATES; state++) {
        ck_assert_int_eq(refunding_alive(state), strchr(rows[state], 'a') != NULL);
        ck_assert_int_eq(refunding_under_way(state), strchr(rows[state], 'w') != NULL);
        ck_assert_int_eq(refunding_left(state), strchr(rows[state], 'l') != NULL);
    }
}
END_TEST

/* --- when --- */

START_TEST(the_same_bytes_for_23_hours)
{
    static const struct {
        int64_t after, looked, replays, within; /* since it was first sent; looked -1: never */
        enum refunding_act act;
    } rows[] = {
        {0, -1, 0, 23 * HOUR, REFUNDING_RECOVER},
        {HOUR, 60, 0, 22 * HOUR, REFUNDING_RECOVER},
        {23 * HOUR - 1, HOUR, 0, 1, REFUNDING_RECOVER},
        {23 * HOUR, HOUR, 0, 0, REFUNDING_RECOVER}, /* not looked up since: once more */
        {23 * HOUR, 23 * HOUR, 0, 0, REFUNDING_ASK},
        {25 * HOUR, 24 * HOUR, 0, 0, REFUNDING_ASK},
        {25 * HOUR, 26 * HOUR, 0, 0,
         REFUNDING_RECOVER},                  /* the clock was put back: that look is not believed */
        {-HOUR, -1, 0, 0, REFUNDING_RECOVER}, /* sent tomorrow: nothing more is sent */
        {60, 30, 1, 0, REFUNDING_RECOVER},    /* it only repeats what it said: never again */
        {HOUR, 15 * 60, 1, 0, REFUNDING_ASK},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct refund refund = refund_of(REFUNDING_UNKNOWN, PAID_STRIPE);
        refund.looked_at = rows[i].looked < 0 ? INSTANT_NONE : T0 + rows[i].looked;
        refund.replays = rows[i].replays;
        struct refunding_next next = refunding_next(&refund, T0 + rows[i].after);
        ck_assert_msg(next.act == rows[i].act && next.within == rows[i].within, "row %zu: %d within %lld", i,
                      next.act, (long long)next.within);
        model_clear(&model_refund, &refund);
    }
}
END_TEST

START_TEST(looked_at_again)
{
    static const struct {
        enum refunding state;
        int64_t issued, looked, now; /* days; seconds since T0 */
        enum refunding_act act;
        int64_t at;
    } rows[] = {
        {REFUNDING_PENDING, 0, -1, 0, REFUNDING_LOOK, 0},
        {REFUNDING_PENDING, 0, 0, 6 * HOUR - 1, REFUNDING_LATER, 6 * HOUR},
        {REFUNDING_PENDING, 0, 0, 6 * HOUR, REFUNDING_LOOK, 6 * HOUR},
        {REFUNDING_PENDING, 0, 60 * DAY, 61 * DAY, REFUNDING_LOOK, 61 * DAY},
        {REFUNDING_ACTION, 0, 0, HOUR, REFUNDING_LATER, 6 * HOUR},
        {REFUNDING_SUCCEEDED, 0, 0, DAY, REFUNDING_LOOK, DAY},
        {REFUNDING_SUCCEEDED, 0, 0, DAY - 1, REFUNDING_LATER, DAY},
        {REFUNDING_SUCCEEDED, 0, 28 * DAY, 29 * DAY, REFUNDING_LOOK, 29 * DAY},
        {REFUNDING_SUCCEEDED, 0, 28 * DAY, 31 * DAY, REFUNDING_REST, 0},
        {REFUNDING_SUCCEEDED, 0, 10 * DAY, 5 * DAY, REFUNDING_LOOK,
         5 * DAY}, /* a clock put back hides nothing */
        {REFUNDING_REFUSED, 0, 0, DAY, REFUNDING_LOOK, DAY},
        {REFUNDING_FAILED, 0, 0, DAY, REFUNDING_REST, 0},
        {REFUNDING_CANCELED, 0, 0, DAY, REFUNDING_REST, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct refund refund = refund_of(rows[i].state, PAID_STRIPE);
        refund.issued_on = (int32_t)(T0 / DAY + rows[i].issued);
        refund.looked_at = rows[i].looked < 0 ? INSTANT_NONE : T0 + rows[i].looked;
        struct refunding_next next = refunding_next(&refund, T0 + rows[i].now);
        ck_assert_msg(next.act == rows[i].act, "row %zu: %d", i, next.act);
        if (next.act == REFUNDING_LATER || next.act == REFUNDING_LOOK)
            ck_assert_int_eq(next.at, T0 + rows[i].at);
        model_clear(&model_refund, &refund);
    }
}
END_TEST

START_TEST(who_is_next)
{
    static const struct {
        enum refunding state;
        enum payment_method method;
        enum refunding_act act;
    } rows[] = {
        {REFUNDING_PLANNED, PAID_STRIPE, REFUNDING_NAME},
        {REFUNDING_CONFIRMED, PAID_STRIPE, REFUNDING_RELEASE},
        {REFUNDING_SENDING, PAID_STRIPE, REFUNDING_RECOVER},
        {REFUNDING_PLANNED, PAID_CASH, REFUNDING_NAME},
        {REFUNDING_CONFIRMED, PAID_CASH, REFUNDING_HAND},
        {REFUNDING_CONFIRMED, PAID_TRANSFER, REFUNDING_HAND},
        {REFUNDING_SUCCEEDED, PAID_TRANSFER, REFUNDING_REST},
        {REFUNDING_FAILED, PAID_OTHER, REFUNDING_REST},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct refund refund = refund_of(rows[i].state, rows[i].method);
        ck_assert_int_eq(refunding_next(&refund, T0).act, rows[i].act);
        model_clear(&model_refund, &refund);
    }
}
END_TEST

/* --- the plan --- */

struct kit {
    struct file file;
    struct refund refunds[4];
    size_t n;
};

static void kit_clear(struct kit *kit)
{
    for (size_t i = 0; i < kit->n; i++)
        model_clear(&model_refund, &kit->refunds[i]);
    file_clear(&kit->file);
}
#define _cleanup_kit_ _cleanup_(kit_clear)

static struct refund *add(struct kit *kit, enum refunding state, const char *payment, const char *amount)
{
    struct refund *refund = &kit->refunds[kit->n++];

    *refund = refund_of(state, PAID_STRIPE);
    refund->payment = mem_string(payment);
    refund->amount = money_of(amount);
    return refund;
}

/* "p2 60.00 free k2; p1 300.00 open" */
static void check_plan(const struct kit *kit, bool under_way, const char *expected)
{
    struct credit_records records = records_of(&kit->file);
    struct credit_wish wish = {.on = day_of("2026-03-20"), .today = DAY_NONE};
    struct credit_refund *given;
    struct credit credit;
    struct refunding_line *lines;
    struct err err = {0};
    _cleanup_str_ struct str text = STR_INIT;
    size_t n;

    refunding_given(kit->refunds, kit->n, under_way, day_of("2026-03-20"), &given, &records.n_refunds);
    records.refunds = given;
    ck_assert_msg(credit_make(&records, &wish, &credit, &err) == 0, "%s", err.text);
    refunding_plan(&credit, kit->refunds, kit->n, &lines, &n);
    for (size_t i = 0; i < n; i++) {
        str_printf(&text, "%s%s ", i ? "; " : "", lines[i].payment ? lines[i].payment->ref : "?");
        money_amount(&text, lines[i].amount);
        str_printf(&text, " %s%s%s", refunding_block_names[lines[i].block], lines[i].package ? " " : "",
                   lines[i].package ? lines[i].package : "");
    }
    ck_assert_str_eq(str_text(&text), expected);
    free(lines);
    free(given);
    credit_clear(&credit);
}

static void fill(struct kit *kit)
{
    texts_add(&add_package(&kit->file, "k1", UNIT_SESSION, "10", "600.00 EUR", "2026-01-12")->payments, "p1");
    texts_add(&add_package(&kit->file, "k2", UNIT_SESSION, "3", "90.00 EUR", "2026-03-01")->payments, "p2");
    for (int i = 0; i < 5; i++)
        add_use(&kit->file, "k1", "2026-02-01", "1");
    add_use(&kit->file, "k2", "2026-03-02", "1");
    struct payment *p1 = add_payment(&kit->file, "p1", "600.00 EUR", "2026-01-12");
    struct payment *p2 = add_payment(&kit->file, "p2", "90.00 EUR", "2026-03-01");
    p1->method = PAID_STRIPE;
    p1->external_id = mem_string("pi_1");
    p2->method = PAID_TRANSFER;
}

START_TEST(newest_first)
{
    _cleanup_kit_ struct kit kit = {0};

    fill(&kit);
    check_plan(&kit, true, "p2 60.00 free k2; p1 300.00 free k1");
}
END_TEST

START_TEST(what_is_blocked)
{
    _cleanup_kit_ struct kit kit = {0};

    fill(&kit);
    free(MEM_TAKE(kit.file.payments[0].external_id));
    kit.file.payments[1].method = -1;
    check_plan(&kit, true, "p2 60.00 unsaid k2; p1 300.00 unlinked k1");
    kit.file.payments[0].external_id = mem_string("INV-7"); /* an id, and none of Stripe's */
    check_plan(&kit, true, "p2 60.00 unsaid k2; p1 300.00 unlinked k1");
    texts_clear(&kit.file.packages[1].payments);
    check_plan(&kit, true, "p1 300.00 unlinked k1; ? 60.00 no_payment");
}
END_TEST

START_TEST(what_was_given_back)
{
    _cleanup_kit_ struct kit kit = {0};

    fill(&kit);
    add(&kit, REFUNDING_SUCCEEDED, "p1", "100.00 EUR")->issued_on = day_of("2026-03-10");
    check_plan(&kit, true, "p2 60.00 free k2; p1 200.00 free k1");
    check_plan(&kit, false, "p2 60.00 free k2; p1 200.00 free k1");
    kit.refunds[0].state = REFUNDING_FAILED;
    check_plan(&kit, true, "p2 60.00 free k2; p1 300.00 free k1");
    kit.refunds[0].state = REFUNDING_PENDING;
    check_plan(&kit, false, "p2 60.00 free k2; p1 300.00 open k1"); /* returned is only what succeeded */
    check_plan(&kit, true, "p2 60.00 free k2; p1 200.00 open k1");
    kit.refunds[0].amount = money_of("300.00 EUR");
    check_plan(&kit, true, "p2 60.00 free k2");
    kit.refunds[0].state = REFUNDING_PLANNED;
    check_plan(&kit, true, "p2 60.00 free k2; p1 300.00 free k1");
}
END_TEST

/* One payment for two packages: what goes back of it is each one's as far as it goes, and nothing twice. */
START_TEST(one_payment_for_two)
{
    _cleanup_kit_ struct kit kit = {0};

    texts_add(&add_package(&kit.file, "k1", UNIT_SESSION, "10", "600.00 EUR", "2026-01-12")->payments, "p1");
    texts_add(&add_package(&kit.file, "k2", UNIT_SESSION, "4", "400.00 EUR", "2026-01-12")->payments, "p1");
    for (int i = 0; i < 5; i++)
        add_use(&kit.file, "k1", "2026-02-01", "1");
    add_use(&kit.file, "k2", "2026-02-01", "2");
    struct payment *paid = add_payment(&kit.file, "p1", "1000.00 EUR", "2026-01-12");
    paid->method = PAID_CASH;
    check_plan(&kit, true, "p1 500.00 free");
    add(&kit, REFUNDING_SUCCEEDED, "p1", "500.00 EUR")->issued_on = day_of("2026-03-10");
    check_plan(&kit, true, "");
    kit.refunds[0].amount = money_of("400.00 EUR");
    check_plan(&kit, true, "p1 100.00 free k2");
}
END_TEST

/* --- the same payment there --- */

static void check_match(const struct payment *payments, size_t n, const struct refunding_paid *paid,
                        size_t n_paid, const char *expected)
{
    struct refunding_matched *matched;
    _cleanup_str_ struct str text = STR_INIT;
    size_t count;

    refunding_match(payments, n, paid, n_paid, &matched, &count);
    for (size_t i = 0; i < count; i++)
        str_printf(&text, "%s%s %s%s%s", i ? "; " : "", matched[i].payment->ref,
                   refunding_match_names[matched[i].match], matched[i].paid ? " " : "",
                   matched[i].paid ? matched[i].paid->source : "");
    ck_assert_str_eq(str_text(&text), expected);
    free(matched);
}

#define PAID(ref_, sum_, on_, method_, id_)                                                                  \
    {                                                                                                        \
        .ref = (char *)(ref_), .amount = money_of(sum_), .on = (on_), .method = (method_),                   \
        .external_id = (char *)(id_)                                                                         \
    }
#define THERE(source_, sum_, on_)                                                                            \
    {                                                                                                        \
        .source = (char *)(source_), .charge = (char *)"ch_" source_, .amount = money_of(sum_), .on = (on_)  \
    }

START_TEST(matching)
{
    const struct payment one[] = {PAID("a", "60.00 EUR", 100, PAID_STRIPE, NULL)};
    const struct refunding_paid near[] = {THERE("pi_1", "60.00 EUR", 103)},
                                far[] = {THERE("pi_1", "60.00 EUR", 104)},
                                usd[] = {THERE("pi_1", "60.00 USD", 100)},
                                two[] = {THERE("pi_1", "60.00 EUR", 100), THERE("pi_2", "60.00 EUR", 101)};

    check_match(one, 1, near, 1, "a found pi_1");
    check_match(one, 1, far, 1, "a no_match");
    check_match(one, 1, usd, 1, "a currency pi_1");
    check_match(one, 1, two, 2, "a several");
    check_match(one, 1, NULL, 0, "a no_match");
}
END_TEST

START_TEST(matching_several)
{
    const struct payment both[] = {PAID("a", "60.00 EUR", 100, PAID_STRIPE, NULL),
                                   PAID("b", "60.00 EUR", 101, -1, NULL)};
    const struct payment known[] = {PAID("a", "60.00 EUR", 100, PAID_STRIPE, "pi_1"),
                                    PAID("b", "60.00 EUR", 101, -1, NULL)};
    const struct payment charge[] = {PAID("a", "60.00 EUR", 100, PAID_STRIPE, "ch_pi_1")};
    const struct payment others[] = {PAID("a", "60.00 EUR", 100, PAID_CASH, NULL),
                                     PAID("b", "-60.00 EUR", 100, PAID_STRIPE, NULL),
                                     PAID("c", "60.00 EUR", 100, PAID_STRIPE, "pi_9")};
    const struct refunding_paid one[] = {THERE("pi_1", "60.00 EUR", 100)},
                                two[] = {THERE("pi_1", "60.00 EUR", 100), THERE("pi_2", "60.00 EUR", 101)};

    check_match(both, 2, one, 1, "a several; b several"); /* one of them, and nobody knows which */
    check_match(both, 2, two, 2, "a several; b several");
    check_match(known, 2, two, 2, "a linked pi_1; b found pi_2");
    check_match(known, 2, one, 1, "a linked pi_1; b no_match");
    check_match(charge, 1, one, 1, "a linked pi_1");
    check_match(others, 3, one, 1, "c not_there");
}
END_TEST

/* --- the truth lock --- */

START_TEST(what_may_be_said)
{
    static const struct {
        const char *states; /* S succeeded, E pending, A, U, C, P, N; F, R: not alive */
        enum refunding_truth truth;
    } rows[] = {
        {"", REFUNDING_NOTHING},   {"F", REFUNDING_NOTHING},   {"R", REFUNDING_NOTHING},
        {"S", REFUNDING_RETURNED}, {"SS", REFUNDING_RETURNED}, {"SF", REFUNDING_RETURNED},
        {"E", REFUNDING_STARTED},  {"SE", REFUNDING_STARTED},  {"SA", REFUNDING_WILL},
        {"SU", REFUNDING_WILL},    {"SC", REFUNDING_WILL},     {"SP", REFUNDING_WILL},
        {"EN", REFUNDING_WILL},    {"U", REFUNDING_WILL},
    };
    static const char letters[] = "PCNSEARUFX";

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        _cleanup_kit_ struct kit kit = {0};
        struct refunding_said said;
        for (const char *s = rows[i].states; *s; s++) {
            struct refund *refund =
                add(&kit, (enum refunding)(strchr(letters, *s) - letters), "p1", "30.00 EUR");
            refund->issued_on = 200 + (int32_t)(s - rows[i].states);
            refund->expected_on = refund->issued_on + 7;
        }
        refunding_say(kit.refunds, kit.n, NULL, &said);
        ck_assert_msg(said.truth == rows[i].truth, "%s: %d", rows[i].states, said.truth);
        ck_assert_int_eq(said.issued_on == DAY_NONE, said.truth != REFUNDING_RETURNED);
    }
}
END_TEST

START_TEST(of_one_goodbye)
{
    _cleanup_kit_ struct kit kit = {0};
    struct refunding_said said;

    add(&kit, REFUNDING_SUCCEEDED, "p1", "30.00 EUR")->farewell = mem_string("bye");
    kit.refunds[0].issued_on = 200;
    kit.refunds[0].expected_on = 207;
    kit.refunds[0].live = 1;
    add(&kit, REFUNDING_PLANNED, "p2", "30.00 EUR")->farewell = mem_string("other");
    refunding_say(kit.refunds, kit.n, "bye", &said);
    ck_assert_int_eq(said.truth, REFUNDING_RETURNED);
    ck_assert_int_eq(said.issued_on, 200);
    ck_assert_int_eq(said.expected_on, 207);
    ck_assert(!said.test && said.n_totals == 1 && said.totals[0].minor == 3000);
    kit.refunds[0].live = 0;
    refunding_say(kit.refunds, kit.n, "bye", &said);
    ck_assert(said.test);
}
END_TEST

RUN_TESTS("refunding", each_way_and_no_other, kinds_of_states, the_same_bytes_for_23_hours, looked_at_again,
          who_is_next, newest_first, what_is_blocked, what_was_given_back, one_payment_for_two, matching,
          matching_several, what_may_be_said, of_one_goodbye);
