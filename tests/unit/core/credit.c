/* The credit statement: the worked examples of letgo.md and of the demo, each unit and policy, what goes back on which
 * payment. */
#include "credit_file.h"

#include "paletti/base/mem.h"

static struct credit credit_of(const struct file *file, const char *on)
{
    struct credit_records records = records_of(file);
    struct credit_wish wish = {.on = day_of(on), .today = DAY_NONE};
    struct credit credit = {0};
    struct err err = {0};

    ck_assert_msg(credit_make(&records, &wish, &credit, &err) == 0, "%s", err.text);
    return credit;
}

static void check_money(struct money is, const char *expected)
{
    _cleanup_str_ struct str text = STR_INIT;

    money_amount(&text, is);
    str_printf(&text, " %s", is.currency);
    ck_assert_str_eq(str_text(&text), expected);
}

static void check_quantities(const struct credit_line *line, const char *expected)
{
    _cleanup_str_ struct str text = STR_INIT;

    quantity_format(&text, line->bought);
    str_add(&text, " ");
    quantity_format(&text, line->used);
    str_add(&text, " ");
    quantity_format(&text, line->left);
    ck_assert_str_eq(str_text(&text), expected);
}

/* --- the worked examples --- */

/* letgo.md: 10 sessions of 600.00, five used, a no-show among them; March of 90.00 up to the 20th. */
START_TEST(letgo)
{
    static const char *const days[] = {"2026-01-19", "2026-02-02", "2026-02-09", "2026-02-23", "2026-03-02", NULL};
    _cleanup_file_ struct file file = {0};

    texts_add(&add_package(&file, "sessions", UNIT_SESSION, "10", "600.00 EUR", "2026-01-12")->payments, "january");
    texts_add(&add_package(&file, "march", UNIT_MONTH, "1", "90.00 EUR", "2026-03-01")->payments, "march");
    add_uses(&file, "sessions", days);
    add_payment(&file, "january", "600.00 EUR", "2026-01-12")->method = PAID_STRIPE;
    add_payment(&file, "march", "90.00 EUR", "2026-03-01");

    _cleanup_credit_ struct credit credit = credit_of(&file, "2026-03-20");
    ck_assert_uint_eq(credit.n_lines, 2);
    check_quantities(&credit.lines[0], "10 5 5");
    check_money(credit.lines[0].refund, "300.00 EUR");
    check_money(credit.lines[0].unit_price, "60.00 EUR");
    ck_assert(credit.lines[0].each && credit.lines[0].way == CREDIT_BY_UNITS && credit.lines[0].n_uses == 5);
    ck_assert_int_eq(credit.lines[1].months.days, 31);
    ck_assert_int_eq(credit.lines[1].months.days_left, 11);
    ck_assert_int_eq(credit.lines[1].months.whole, 0);
    check_money(credit.lines[1].refund, "31.94 EUR");
    check_quantities(&credit.lines[1], "1 0.645 0.355");
    ck_assert_uint_eq(credit.n_totals, 1);
    check_money(credit.totals[0], "331.94 EUR");
    ck_assert_uint_eq(credit.n_splits, 2);
    ck_assert_str_eq(credit.splits[0].payment->ref, "march");
    check_money(credit.splits[0].amount, "31.94 EUR");
    ck_assert_str_eq(credit.splits[1].payment->ref, "january");
    check_money(credit.splits[1].amount, "300.00 EUR");
}
END_TEST

/* One package of each row, and what goes back. */
static const struct row {
    enum package_unit unit;
    const char *quantity, *price, *bought, *starts, *ends, *used, *on;
    const char *single; /* or NULL: by unit price */
    const char *quantities, *refund;
} package_rows[] = {
    /* the demo's */
    {UNIT_SESSION, "12", "960.00 EUR", "2026-09-02", NULL, NULL, "8", "2026-11-16", NULL, "12 8 4", "320.00 EUR"},
    {UNIT_MONTH, "6", "300.00 EUR", "2026-07-01", "2026-07-01", "2026-12-31", NULL, "2026-09-30", NULL, "6 3 3",
     "150.00 EUR"},
    {UNIT_HOUR, "11", "550.00 USD", "2026-11-02", NULL, NULL, "4.25", "2026-11-16", NULL, "11 4.25 6.75", "337.50 USD"},
    /* rounded up, in their favour */
    {UNIT_HOUR, "3", "100.00 EUR", "2026-01-01", NULL, NULL, "1", "2026-01-31", NULL, "3 1 2", "66.67 EUR"},
    {UNIT_HOUR, "3", "100.00 EUR", "2026-01-01", NULL, NULL, "2", "2026-01-31", NULL, "3 2 1", "33.34 EUR"},
    {UNIT_HOUR, "7.5", "1.00 EUR", "2026-01-01", NULL, NULL, "7.499", "2026-01-31", NULL, "7.5 7.499 0.001", "0.01 EUR"},
    {UNIT_SESSION, "3", "1000 JPY", "2026-01-01", NULL, NULL, "1", "2026-01-31", NULL, "3 1 2", "667 JPY"},
    {UNIT_SESSION, "3", "100.000 TND", "2026-01-01", NULL, NULL, "1", "2026-01-31", NULL, "3 1 2", "66.667 TND"},
    {UNIT_SESSION, "3", "90.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-01-31", NULL, "3 0 3", "90.00 EUR"},
    {UNIT_SESSION, "3", "90.00 EUR", "2026-01-01", NULL, NULL, "5", "2026-01-31", NULL, "3 5 0", "0.00 EUR"},
    {UNIT_SESSION, "3", "0.00 EUR", "2026-01-01", NULL, NULL, "1", "2026-01-31", NULL, "3 1 2", "0.00 EUR"},
    /* what is used is worth its single price; never below 0 */
    {UNIT_SESSION, "10", "600.00 EUR", "2026-01-01", NULL, NULL, "5", "2026-01-31", "80.00 EUR", "10 5 5", "200.00 EUR"},
    {UNIT_SESSION, "10", "600.00 EUR", "2026-01-01", NULL, NULL, "8", "2026-01-31", "80.00 EUR", "10 8 2", "0.00 EUR"},
    {UNIT_SESSION, "10", "600.00 EUR", "2026-01-01", NULL, NULL, "9", "2026-01-31", "50.00 EUR", "10 9 1", "150.00 EUR"},
    {UNIT_SESSION, "10", "600.00 EUR", "2026-01-01", NULL, NULL, "10", "2026-01-31", "50.00 EUR", "10 10 0", "0.00 EUR"},
    {UNIT_MONTH, "3", "240.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-04-01", "20.00 EUR", "3 3 0", "0.00 EUR"},
    {UNIT_HOUR, "10", "600.00 EUR", "2026-01-01", NULL, NULL, "1.333", "2026-01-31", "75.55 EUR", "10 1.333 8.667",
     "499.30 EUR"},
    {UNIT_MONTH, "3", "240.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-02-14", "90.00 EUR", "3 1.5 1.5", "105.00 EUR"},
    {UNIT_MONTH, "3", "240.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-01-31", "90.00 EUR", "3 1 2", "150.00 EUR"},
    {UNIT_MONTH, "3", "240.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-03-31", "90.00 EUR", "3 3 0", "0.00 EUR"},
    {UNIT_MONTH, "3", "240.00 EUR", "2026-01-01", "2026-02-01", NULL, NULL, "2026-01-31", "90.00 EUR", "3 0 3",
     "240.00 EUR"},
    /* months: the remainder to the first; the running one by its own days */
    {UNIT_MONTH, "3", "100.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-01-31", NULL, "3 1 2", "66.66 EUR"},
    {UNIT_MONTH, "3", "100.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-01-01", NULL, "3 0.032 2.968", "98.93 EUR"},
    {UNIT_MONTH, "3", "100.00 EUR", "2025-12-01", "2026-01-01", NULL, NULL, "2025-12-31", NULL, "3 0 3", "100.00 EUR"},
    {UNIT_MONTH, "3", "100.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-02-14", NULL, "3 1.5 1.5", "50.00 EUR"},
    {UNIT_MONTH, "3", "100.00 EUR", "2026-01-01", NULL, NULL, NULL, "2026-03-31", NULL, "3 3 0", "0.00 EUR"},
    {UNIT_MONTH, "3", "100.00 EUR", "2026-01-01", NULL, NULL, NULL, "2031-03-31", NULL, "3 3 0", "0.00 EUR"},
    {UNIT_MONTH, "1", "31.00 EUR", "2026-01-10", NULL, NULL, NULL, "2026-02-08", NULL, "1 0.967 0.033", "1.00 EUR"},
    /* from the 31st: 31 January to 27 February, 28 February to 30 March; leap years have their own */
    {UNIT_MONTH, "2", "56.00 EUR", "2026-01-31", NULL, NULL, NULL, "2026-02-27", NULL, "2 1 1", "28.00 EUR"},
    {UNIT_MONTH, "2", "62.00 EUR", "2026-01-31", NULL, NULL, NULL, "2026-03-29", NULL, "2 1.967 0.033", "1.00 EUR"},
    {UNIT_MONTH, "2", "58.00 EUR", "2028-01-31", NULL, NULL, NULL, "2028-02-27", NULL, "2 0.965 1.035", "30.00 EUR"},
    /* the last one ends where that is said, a part of one after so much of its days */
    {UNIT_MONTH, "1", "22.00 EUR", "2026-03-10", NULL, "2026-03-31", NULL, "2026-03-30", NULL, "1 0.954 0.046", "1.00 EUR"},
    {UNIT_MONTH, "1", "31.00 EUR", "2026-03-01", NULL, "2026-02-01", NULL, "2026-03-30", NULL, "1 0.967 0.033", "1.00 EUR"},
    {UNIT_MONTH, "1.5", "45.00 EUR", "2026-03-01", NULL, NULL, NULL, "2026-03-31", NULL, "1.5 1 0.5", "15.00 EUR"},
    {UNIT_MONTH, "1.5", "45.00 EUR", "2026-03-01", NULL, NULL, NULL, "2026-04-14", NULL, "1.5 1.466 0.034", "1.00 EUR"},
    {UNIT_MONTH, "0.5", "16.00 EUR", "2026-03-01", NULL, NULL, NULL, "2026-03-15", NULL, "0.5 0.468 0.032", "1.00 EUR"},
    /* uses of a month are of no account */
    {UNIT_MONTH, "1", "31.00 EUR", "2026-03-01", NULL, NULL, "1", "2026-03-30", NULL, "1 0.967 0.033", "1.00 EUR"},
    /* a fixed price without milestones: by its uses */
    {UNIT_FIXED, "1", "500.00 EUR", "2026-03-01", NULL, NULL, "0.25", "2026-03-30", NULL, "1 0.25 0.75", "375.00 EUR"},
    /* sums that fill 64 bits */
    {UNIT_HOUR, "1000000", "92233720368547758.07 EUR", "2026-01-01", NULL, NULL, "0.001", "2026-01-31", NULL,
     "1000000 0.001 999999.999", "92233720276314037.71 EUR"},
    {UNIT_MONTH, "1000000", "92233720368547758.07 EUR", "2026-01-01", NULL, NULL, NULL, "2026-01-31", NULL,
     "1000000 1 999999", "92233628134819631.46 EUR"},
};

static void fill_row(struct file *file, const struct row *row)
{
    struct package *package = add_package(file, "p", row->unit, row->quantity, row->price, row->bought);

    package->starts_on = row->starts ? day_of(row->starts) : DAY_NONE;
    package->ends_on = row->ends ? day_of(row->ends) : DAY_NONE;
    if (row->used)
        add_use(file, "p", row->bought, row->used);
    if (row->single) {
        package->contract = mem_string("c");
        add_contract(file, "c", REFUND_SINGLE_PRICE, row->single);
    }
}

START_TEST(packages)
{
    const struct row *row = &package_rows[_i];
    _cleanup_file_ struct file file = {0};

    fill_row(&file, row);
    _cleanup_credit_ struct credit credit = credit_of(&file, row->on);
    ck_assert_uint_eq(credit.n_lines, 1);
    check_money(credit.lines[0].refund, row->refund);
    check_quantities(&credit.lines[0], row->quantities);
}
END_TEST

/* --- days --- */

START_TEST(up_to_and_including)
{
    static const char *const days[] = {"2026-03-09", "2026-03-10", "2026-03-11", NULL};
    static const struct {
        const char *on, *refund;
    } cases[] = {{"2026-03-08", "40.00 EUR"}, {"2026-03-09", "30.00 EUR"}, {"2026-03-10", "20.00 EUR"},
                 {"2026-03-11", "10.00 EUR"}};
    _cleanup_file_ struct file file = {0};

    add_package(&file, "p", UNIT_SESSION, "4", "40.00 EUR", "2026-03-01");
    add_package(&file, "later", UNIT_SESSION, "4", "40.00 EUR", "2026-03-12");
    add_uses(&file, "p", days);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_credit_ struct credit credit = credit_of(&file, cases[i].on);
        ck_assert_uint_eq(credit.n_lines, 1);
        check_money(credit.totals[0], cases[i].refund);
    }
}
END_TEST

/* What is booked inside the notice is kept, unless it is given back; what comes after the last day goes back. */
START_TEST(booked)
{
    static const char *const days[] = {"2026-03-30", "2026-03-01", "2026-03-10", "2026-03-20", NULL};
    static const enum credit_use_state states[] = {CREDIT_USED, CREDIT_KEPT, CREDIT_GIVEN_BACK, CREDIT_BEHIND};
    _cleanup_file_ struct file file = {0};
    struct texts given_back = {0};
    struct credit_wish wish = {day_of("2026-03-25"), day_of("2026-03-05"), NULL};

    add_package(&file, "p", UNIT_SESSION, "10", "100.00 EUR", "2026-03-01");
    add_uses(&file, "p", days);
    struct credit_records records = records_of(&file);
    struct credit credit;
    ck_assert_int_eq(credit_make(&records, &wish, &credit, NULL), 0);
    check_quantities(&credit.lines[0], "10 3 7");
    credit_clear(&credit);

    texts_add(&given_back, "use-4");
    texts_add(&given_back, "use-2"); /* is over: cannot be given back */
    wish.given_back = &given_back;
    ck_assert_int_eq(credit_make(&records, &wish, &credit, NULL), 0);
    check_quantities(&credit.lines[0], "10 2 8");
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        ck_assert_int_eq(credit.lines[0].uses[i].state, states[i]);
    credit_clear(&credit);
    texts_clear(&given_back);
}
END_TEST

/* --- a fixed price --- */

START_TEST(milestones)
{
    static const struct {
        const char *on, *quantities, *refund;
    } cases[] = {{"2026-02-27", "1 0 1", "1000.01 EUR"},
                 {"2026-02-28", "1 0.333 0.667", "667.01 EUR"},
                 {"2026-04-30", "1 0.833 0.167", "167.01 EUR"},
                 {"2027-01-01", "1 0.833 0.167", "167.01 EUR"}};
    _cleanup_file_ struct file file = {0};
    struct package *package = add_package(&file, "p", UNIT_FIXED, "1", "1000.01 EUR", "2026-02-01");

    add_milestone(package, "draft", "2026-02-28", 333);
    add_milestone(package, "print", "2026-04-30", 500);
    add_milestone(package, "fair", NULL, 167);
    add_use(&file, "p", "2026-02-02", "1");
    package->contract = mem_string("c");
    add_contract(&file, "c", REFUND_SINGLE_PRICE, "1.00 EUR");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_credit_ struct credit credit = credit_of(&file, cases[i].on);
        ck_assert_int_eq(credit.lines[0].way, CREDIT_BY_SHARES);
        check_quantities(&credit.lines[0], cases[i].quantities);
        check_money(credit.lines[0].refund, cases[i].refund);
    }
    /* More than the whole is the whole. */
    ((struct milestone *)package->milestones.v)[1].share = 900;
    _cleanup_credit_ struct credit credit = credit_of(&file, "2026-05-01");
    check_money(credit.lines[0].refund, "0.00 EUR");
}
END_TEST

/* --- contracts --- */

START_TEST(policies)
{
    _cleanup_file_ struct file file = {0};
    struct package *package = add_package(&file, "p", UNIT_SESSION, "10", "600.00 EUR", "2026-01-01");

    add_use(&file, "p", "2026-01-02", "5");
    add_contract(&file, "other", REFUND_SINGLE_PRICE, "80.00 EUR");
    struct contract *contract = add_contract(&file, "c", REFUND_SINGLE_PRICE, "80.00 USD");

    /* Only the contract that the package names. */
    struct credit credit = credit_of(&file, "2026-02-01");
    check_money(credit.totals[0], "300.00 EUR");
    ck_assert(!credit.lines[0].unpriced && !credit.lines[0].contract);
    credit_clear(&credit);

    package->contract = mem_string("c");
    credit = credit_of(&file, "2026-02-01");
    check_money(credit.totals[0], "300.00 EUR");
    ck_assert(credit.lines[0].unpriced && credit.lines[0].way == CREDIT_BY_UNITS);
    credit_clear(&credit);

    contract->single_price = money_of("80.00 EUR");
    credit = credit_of(&file, "2026-02-01");
    check_money(credit.totals[0], "200.00 EUR");
    ck_assert(!credit.lines[0].unpriced && credit.lines[0].way == CREDIT_BY_SINGLE);
    credit_clear(&credit);

    contract->refund_policy = REFUND_UNIT_PRICE;
    credit = credit_of(&file, "2026-02-01");
    check_money(credit.totals[0], "300.00 EUR");
    credit_clear(&credit);
}
END_TEST

/* --- payments --- */

/* A package of ten for 100.00 with nothing used, paid by three payments and one in another currency. */
static struct package *paid_in_parts(struct file *file)
{
    static const char *const refs[] = {"first", "third", "second", "dollars"};
    struct package *package = add_package(file, "p", UNIT_SESSION, "10", "100.00 EUR", "2026-01-01");

    add_payment(file, "first", "50.00 EUR", "2026-01-01")->invoice = mem_string("i1");
    add_payment(file, "third", "20.00 EUR", "2026-01-03");
    add_payment(file, "second", "30.00 EUR", "2026-01-02");
    add_payment(file, "dollars", "500.00 USD", "2026-01-04");
    for (size_t i = 0; i < ARRAY_LEN(refs); i++)
        texts_add(&package->payments, refs[i]);
    return package;
}

static void check_splits(const struct credit *credit, const char *expected)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < credit->n_splits; i++) {
        str_printf(&text, "%s%s ", i ? ", " : "", credit->splits[i].payment ? credit->splits[i].payment->ref : "-");
        money_amount(&text, credit->splits[i].amount);
    }
    ck_assert_str_eq(str_text(&text), expected);
}

START_TEST(newest_first)
{
    static const struct {
        const char *used, *splits;
    } cases[] = {
        {"0", "third 20.00, second 30.00, first 50.00"},
        {"4", "third 20.00, second 30.00, first 10.00"},
        {"6", "third 20.00, second 20.00"},
        {"9", "third 10.00"},
        {"10", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_file_ struct file file = {0};
        paid_in_parts(&file);
        add_use(&file, "p", "2026-01-05", cases[i].used);
        _cleanup_credit_ struct credit credit = credit_of(&file, "2026-02-01");
        check_splits(&credit, cases[i].splits);
    }
}
END_TEST

/* Two packages on one payment share what is left on it; what no payment has is said. */
START_TEST(shared_payment)
{
    _cleanup_file_ struct file file = {0};

    for (int i = 0; i < 2; i++) {
        struct package *package = add_package(&file, i ? "b" : "a", UNIT_SESSION, "10", "100.00 EUR", "2026-01-01");
        texts_add(&package->payments, "one");
        texts_add(&package->payments, "nowhere");
    }
    add_package(&file, "c", UNIT_SESSION, "1", "7.00 EUR", "2026-01-01");
    add_package(&file, "d", UNIT_SESSION, "1", "7.00 USD", "2026-01-01");
    add_payment(&file, "one", "120.00 EUR", "2026-01-01");
    _cleanup_credit_ struct credit credit = credit_of(&file, "2026-02-01");
    check_splits(&credit, "one 120.00, - 87.00, - 7.00");
    ck_assert_uint_eq(credit.n_totals, 2);
    check_money(credit.totals[0], "207.00 EUR");
    check_money(credit.totals[1], "7.00 USD");
}
END_TEST

START_TEST(given_back_before)
{
    _cleanup_file_ struct file file = {0};
    struct package *package = paid_in_parts(&file);

    add_use(&file, "p", "2026-01-05", "4");
    /* A record of the refund names its payment. */
    file.refunds[file.n_refunds++] = (struct credit_refund){"second", "p", money_of("5.00 EUR"), day_of("2026-01-20")};
    struct credit credit = credit_of(&file, "2026-02-01");
    check_money(credit.lines[0].worth, "60.00 EUR");
    check_money(credit.lines[0].returned, "5.00 EUR");
    check_money(credit.totals[0], "55.00 EUR");
    check_splits(&credit, "third 20.00, second 25.00, first 10.00");
    credit_clear(&credit);

    /* A repayment is on the newest payments; without the package's own word, one of the same invoice. */
    add_payment(&file, "back", "-25.00 EUR", "2026-01-25");
    texts_add(&package->payments, "back");
    add_payment(&file, "of the invoice", "-3.00 EUR", "2026-01-26")->invoice = mem_string("i1");
    add_payment(&file, "of nothing", "-2.00 EUR", "2026-01-27");
    add_payment(&file, "not yet", "-1.00 EUR", "2026-03-27");
    texts_add(&package->payments, "not yet");
    credit = credit_of(&file, "2026-02-01");
    check_money(credit.lines[0].returned, "33.00 EUR");
    check_money(credit.totals[0], "27.00 EUR");
    check_splits(&credit, "second 17.00, first 10.00");
    ck_assert_uint_eq(credit.n_repaid, 2);
    ck_assert_str_eq(credit.repaid[1]->ref, "of the invoice");
    ck_assert_uint_eq(credit.n_apart, 1);
    ck_assert_str_eq(credit.apart[0]->ref, "of nothing");
    credit_clear(&credit);

    /* All of it, and more. */
    file.refunds[file.n_refunds++] = (struct credit_refund){"first", NULL, money_of("50.00 EUR"), day_of("2026-01-20")};
    credit = credit_of(&file, "2026-02-01");
    check_money(credit.lines[0].returned, "83.00 EUR");
    check_money(credit.totals[0], "0.00 EUR");
    check_splits(&credit, "");
    credit_clear(&credit);
}
END_TEST

/* What was given back after the last day is known when one looks later: nothing goes back twice. */
START_TEST(given_back_since)
{
    _cleanup_file_ struct file file = {0};
    struct credit_wish wish = {day_of("2026-02-01"), day_of("2026-02-10"), NULL};
    struct credit credit;

    paid_in_parts(&file);
    file.refunds[file.n_refunds++] = (struct credit_refund){"first", "p", money_of("40.00 EUR"), day_of("2026-02-09")};
    struct credit_records records = records_of(&file);
    ck_assert_int_eq(credit_make(&records, &wish, &credit, NULL), 0);
    check_money(credit.totals[0], "60.00 EUR");
    credit_clear(&credit);
    wish.today = day_of("2026-02-08");
    ck_assert_int_eq(credit_make(&records, &wish, &credit, NULL), 0);
    check_money(credit.totals[0], "100.00 EUR");
    credit_clear(&credit);
}
END_TEST

START_TEST(too_large)
{
    _cleanup_file_ struct file file = {0};
    struct credit_wish wish = {day_of("2026-02-01"), DAY_NONE, NULL};
    struct credit credit = {.n_lines = 77};
    struct err err;

    add_package(&file, "a", UNIT_SESSION, "1", "92233720368547758.07 EUR", "2026-01-01");
    add_package(&file, "b", UNIT_SESSION, "1", "0.01 EUR", "2026-01-01");
    struct credit_records records = records_of(&file);
    ck_assert_int_eq(credit_make(&records, &wish, &credit, &err), -1);
    ck_assert_msg(strstr(err.text, "EUR") != NULL, "%s", err.text);
    ck_assert_uint_eq(credit.n_lines, 77);
}
END_TEST

START_TEST(nothing)
{
    _cleanup_file_ struct file file = {0};
    _cleanup_credit_ struct credit credit = credit_of(&file, "2026-02-01");

    ck_assert_uint_eq(credit.n_lines + credit.n_totals + credit.n_splits + credit.n_apart, 0);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {letgo, 1},
        {packages, ARRAY_LEN(package_rows)},
        {up_to_and_including, 1},
        {booked, 1},
        {milestones, 1},
        {policies, 1},
        {newest_first, 1},
        {shared_payment, 1},
        {given_back_before, 1},
        {given_back_since, 1},
        {too_large, 1},
        {nothing, 1},
    };
    return run_suite("credit", rows, ARRAY_LEN(rows));
}
