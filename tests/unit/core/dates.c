/* Months, contracts in force, invoices that fall due, notice, and the latest polite moment. */
#include "random.h"

#include "paletti/core/days.h"
#include "paletti/core/handover.h"
#include "paletti/core/notice.h"
#include "paletti/core/polite.h"

#define ROME "Europe/Rome"
#define WEEK "1-5 09:00-18:00"

static struct contract contract_of(const char *signed_on, const char *from, const char *to)
{
    struct contract contract;
    model_init(&model_contract, &contract);
    contract.signed_on = signed_on ? day_of(signed_on) : DAY_NONE;
    contract.from = from ? day_of(from) : DAY_NONE;
    contract.to = to ? day_of(to) : DAY_NONE;
    return contract;
}

START_TEST(test_contract_on)
{
    const struct contract c[] = {
        contract_of(NULL, NULL, NULL),                         /* always */
        contract_of("2026-01-10", NULL, "2026-03-31"),         /* from its signing */
        contract_of("2026-01-01", "2026-02-01", "2026-02-28"), /* from its beginning, not its signing */
        contract_of("2025-01-01", "2026-02-01", "2026-02-10"), /* begins the same day, logged later */
    };
    const struct {
        const char *day;
        int found;
    } rows[] = {
        {"2026-01-09", 0}, {"2026-01-10", 1}, {"2026-01-31", 1}, {"2026-02-01", 3}, {"2026-02-10", 3},
        {"2026-02-11", 2}, {"2026-02-28", 2}, {"2026-03-01", 1}, {"2026-03-31", 1}, {"2026-04-01", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        ck_assert_msg(contract_on(c, ARRAY_LEN(c), day_of(rows[i].day)) == &c[rows[i].found], "%s",
                      rows[i].day);
    ck_assert_ptr_null(contract_on(c + 1, 3, day_of("2026-01-09")));
    ck_assert_ptr_null(contract_on(NULL, 0, 0));
}
END_TEST

START_TEST(test_invoices)
{
    struct rule rules[] = {
        rule_of(instant_of(zone_of(ROME), "2026-01-01 00:00"), ROME, WEEK, "72h"),
        rule_of(instant_of(zone_of(ROME), "2026-03-10 12:00"), ROME, WEEK, "72h"),
    };
    rules[1].payment_days = 30;
    struct override override = override_of("2026-03-20", "2026-03-25");
    override.payment_days = 7;
    struct contract contract = contract_of(NULL, NULL, NULL);
    struct rulebook *book = book_of(rules, 2);
    struct boundaries *boundaries = boundaries_new(book, &override, 1, NULL, 0);
    struct invoice invoice;
    model_init(&model_invoice, &invoice);
    invoice.amount = (struct money){10000, "EUR"};
    const struct {
        const char *issued;
        int contract_days; /* -1: silent, -2: no contract */
        const char *due;
    } rows[] = {
        {"2026-03-01", -2, "2026-03-16"}, {"2026-03-10", -2, "2026-03-25"}, {"2026-03-11", -2, "2026-04-10"},
        {"2026-03-20", -2, "2026-03-27"}, {"2026-03-25", -1, "2026-04-01"}, {"2026-03-26", -1, "2026-04-25"},
        {"2026-03-20", 0, "2026-03-20"},  {"2026-03-20", 60, "2026-05-19"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        contract.payment_days = rows[i].contract_days;
        invoice.issued_on = day_of(rows[i].issued);
        int32_t due = invoice_due(&invoice, rows[i].contract_days == -2 ? NULL : &contract, boundaries);
        ck_assert_int_eq(due, day_of(rows[i].due));
    }
    invoice.due_on = day_of("2026-03-02");
    ck_assert_int_eq(invoice_due(&invoice, &contract, boundaries), invoice.due_on);

    int64_t end = invoice_due_end(boundaries, invoice.due_on);
    ck_instant(zone_of(ROME), end, "2026-03-03 00:00");
    ck_assert(!invoice_late(&invoice, 0, end, end - 1) && invoice_late(&invoice, 0, end, end));
    ck_assert(invoice_late(&invoice, 9999, end, end) && !invoice_late(&invoice, 10000, end, end));
    boundaries_free(boundaries);
    rulebook_free(book);
    override_free(&override);
    rule_free(&rules[0]);
    rule_free(&rules[1]);
}
END_TEST

START_TEST(test_notice)
{
    const struct zone *rome = zone_of(ROME);
    struct rule rule = rule_of(0, ROME, WEEK, "72h");
    rule.notice_days = 30;
    rule.notice_roll = NOTICE_HOLIDAY;
    closed_add(&rule.closed, "2026-04-05..2026-04-06 holiday, 2026-04-07 holiday, 2026-04-17");
    special_add(&rule.special, "2026-04-07", "10:00-11:00");
    struct override override = override_of("2026-03-20", "2026-03-25");
    override.notice_days = 10;
    struct contract contract = contract_of(NULL, NULL, NULL);
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, &override, 1, NULL, 0);
    const struct {
        const char *sent;
        int contract_days; /* -1: silent */
        const char *received, *last;
    } rows[] = {
        {"2026-03-04 10:00", -1, "2026-03-04 10:00", "2026-04-03"},
        /* A Sunday, a holiday; the 7th has hours of its own and is none. */
        {"2026-03-06 10:00", -1, "2026-03-06 10:00", "2026-04-07"},
        {"2026-03-18 10:00", -1, "2026-03-18 10:00", "2026-04-17"}, /* an absence is no holiday */
        {"2026-03-20 18:00", -1, "2026-03-20 18:00",
         "2026-03-30"}, /* the closing is inside; the 30th is a Monday */
        {"2026-03-20 18:01", -1, "2026-03-23 09:00", "2026-04-02"},
        {"2026-03-20 08:59", 1, "2026-03-20 09:00", "2026-03-21"},
        {"2026-03-20 10:00", 0, "2026-03-20 10:00", "2026-03-20"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct notice notice;
        contract.notice_days = rows[i].contract_days;
        ck_assert_int_eq(notice_given(boundaries, &contract, instant_of(rome, rows[i].sent), &notice), 0);
        ck_instant(rome, notice.received, rows[i].received);
        ck_assert_int_eq(notice.last_day, day_of(rows[i].last));
    }
    boundaries_free(boundaries);
    rulebook_free(book);
    override_free(&override);
    rule_free(&rule);
}
END_TEST

/* A date that does not exist is counted by nothing; a holiday without end stops at the end of time. */
START_TEST(test_odd_days)
{
    const struct zone *apia = zone_of("Pacific/Apia");
    struct rule rule = rule_of(0, "Pacific/Apia", WEEK, "72h");
    rule.notice_days = 2;
    rule.payment_days = 2;
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct notice notice;
    struct invoice invoice;
    model_init(&model_invoice, &invoice);
    invoice.issued_on = day_of("2011-12-29");
    ck_assert_int_eq(notice_given(boundaries, NULL, instant_of(apia, "2011-12-29 10:00"), &notice), 0);
    ck_assert_int_eq(notice.last_day, day_of("2012-01-01"));
    ck_assert_int_eq(invoice_due(&invoice, NULL, boundaries), day_of("2012-01-01"));
    boundaries_free(boundaries);
    rulebook_free(book);

    rule.notice_roll = NOTICE_HOLIDAY;
    closed_add(&rule.closed, "2013-01-01..9999-12-31 holiday");
    book = book_of(&rule, 1);
    boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    ck_assert_int_eq(notice_given(boundaries, NULL, instant_of(apia, "2012-12-31 10:00"), &notice), 0);
    ck_assert_int_eq(notice.last_day, day_of("9999-12-31"));
    ck_assert_int_eq(notice_given(boundaries, NULL, instant_of(apia, "2013-12-31 10:00"), &notice), 1);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

/* Second by second back from the due, in steps of a quarter of an hour. */
static bool polite_slowly(struct calendar *calendar, const struct zone *zone, struct span day,
                          int64_t receipt, int64_t due, int64_t *ret)
{
    for (*ret = due; *ret >= receipt; *ret -= 900) {
        int32_t today = zone_day(zone, *ret, NULL);
        bool awake = false;
        for (int32_t d = today - 1; d <= today + 1; d++) {
            int64_t from = zone_instant(zone, d, day.from * 60, ZONE_FIRST);
            int64_t to = zone_instant(zone, d, day.to * 60, ZONE_LAST);
            awake |= zone_day_exists(zone, d) && from < to && from <= *ret && *ret <= to;
        }
        if (awake && calendar_open_closing(calendar, *ret))
            return true;
    }
    return false;
}

START_TEST(test_polite)
{
    const struct place *place = &places[_i % places_n];
    static const char *const client_zones[] = {"America/New_York", "Asia/Tokyo", "Pacific/Apia",
                                               "Australia/Lord_Howe"};
    static const struct span days[] = {{0, 0}, {0, 1440}, {480, 495}, {1200, 1440}};
    struct dice dice = {UINT64_C(0xa0761d6478bd642f) * (uint64_t)(_i + 1)};
    int64_t odd = instant_of(NULL, place->when);
    odd -= odd % 900;
    struct rule rule = random_rule(&dice, place->zone, 0, civil_utc_day(odd));
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    const struct terms *terms = boundaries_at(boundaries, odd);
    for (int n = 0; n < 200; n++) {
        int64_t receipt = odd - 900 * (int64_t)dice_roll(&dice, 96 * 5), is, expected;
        int64_t due = receipt + 900 * (int64_t)dice_roll(&dice, 96 * 5);
        const struct zone *zone = dice_chance(&dice, 30)
                                      ? terms->zone
                                      : zone_of(client_zones[dice_roll(&dice, ARRAY_LEN(client_zones))]);
        struct span day = days[dice_roll(&dice, ARRAY_LEN(days))];
        struct span meant = day.from == day.to ? (struct span){540, 1080} : day;
        bool found = polite_slowly(terms->calendar, zone, meant, receipt, due, &expected);
        int none = polite_moment(terms, zone == terms->zone ? NULL : zone, day, receipt, due, &is);
        must(none == !found);
        if (found)
            must(is == expected);
    }
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

/* Every month that is full is full on the day that so many months later is, and not a day before. */
START_TEST(test_months)
{
    static const struct {
        const char *from, *to;
        int months;
    } rows[] = {
        {"2024-08-31", "2024-09-29", 0},  {"2024-08-31", "2024-09-30", 1},  {"2024-02-29", "2026-02-28", 24},
        {"2024-02-29", "2026-02-27", 23}, {"2026-01-31", "2026-02-28", 1},  {"2026-11-16", "2026-11-16", 0},
        {"2025-12-31", "2026-01-01", 0},  {"2025-11-17", "2026-11-16", 11},
    };

    ck_assert_int_eq(days_months(day_of(rows[_i].from), day_of(rows[_i].to)), rows[_i].months);
    for (int n = 0; n < 30; n++) {
        int32_t from = day_of(rows[_i].from), full = days_months_after(from, n);
        ck_assert_int_eq(days_months(from, full), n);
        ck_assert(n == 0 || days_months(from, full - 1) == n - 1);
    }
    ck_assert_int_eq(days_months_after(day_of("2026-03-31"), -1), day_of("2026-02-28"));
    ck_assert_int_eq(days_months_after(day_of("2026-01-15"), -13), day_of("2024-12-15"));
    ck_assert_int_eq(days_months_after(day_of("0003-01-15"), -120), day_of("0001-01-01"));
}
END_TEST

START_TEST(test_consent)
{
    struct colleague colleague = {.consented_on = DAY_NONE};

    ck_assert(!colleague_consents(&colleague, day_of("2026-11-16")));
    colleague.consented_on = day_of("2025-11-16");
    ck_assert(colleague_consents(&colleague, day_of("2026-11-16")));
    ck_assert(!colleague_consents(&colleague, day_of("2026-11-17")));
    colleague.consented_on = day_of("2023-03-01"); /* the year that follows has a day more */
    ck_assert(colleague_consents(&colleague, day_of("2024-03-01")));
    ck_assert(!colleague_consents(&colleague, day_of("2024-03-02")));
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_months, 8},      {test_consent, 1},
        {test_contract_on, 1}, {test_invoices, 1},          {test_notice, 1},
        {test_odd_days, 1},    {test_polite, 4 * places_n},
    };
    return run_suite("dates", rows, ARRAY_LEN(rows));
}
