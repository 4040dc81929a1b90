/* The credit statement in words, and as the letter T3: what a person reads of it, at every width, and what
 * the truth allows the letter to say. Its sums as the shell tells them are tests/command/statement.py's. */
#include "fixture.h"

#include "paletti/app/blur.h"
#include "paletti/app/letters.h"
#include "paletti/app/statement.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

static struct trial t;

#define ME                                                                                                   \
    "{\"type\":\"me\",\"name\":\"Nora "                                                                      \
    "Inventada\",\"email\":[\"nora@palabra.example\"],\"language\":\"es-ES\",\"gender\":\"f\"}\n"
#define CLIENT(ref, name, language, reg)                                                                     \
    "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" name "\",\"language\":\"" language                \
    "\",\"register\":\"" reg                                                                                 \
    "\",\"number\":\"one\",\"people\":[{\"given\":\"Ada\",\"family\":\"Quill\",\"gender\":\"f\"}]}\n"
#define MONEY(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"
#define PACKAGE(ref, client, unit, quantity, price, on, more)                                                \
    "{\"type\":\"package\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"unit\":\"" unit                   \
    "\",\"quantity\":\"" quantity "\",\"price\":" MONEY(price) ",\"bought_on\":\"" on "\"" more "}\n"
#define PAYMENT(ref, client, amount, on, more)                                                               \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"" client                                         \
    "\",\"amount\":" MONEY(amount) ",\"on\":\"" on "\"" more "}\n"
#define USE(ref, package, on, more)                                                                          \
    "{\"type\":\"use\",\"ref\":\"" ref "\",\"package\":\"" package "\",\"on\":\"" on "\"" more "}\n"
#define INVOICE                                                                                              \
    "{\"type\":\"invoice\",\"ref\":\"i\",\"client\":\"ada\",\"number\":\"7\",\"amount\":" MONEY(             \
        "1234.50") ",\"issued_on\":\"2026-11-01\"}\n"

#define ADA_ES CLIENT("ada", "Quill y Sauce", "es-ES", "usted")
#define TWELVE                                                                                               \
    PACKAGE("s", "ada", "session", "12", "960.00", "2026-09-02", ",\"payments\":[\"card\"]")                 \
    PAYMENT("card", "ada", "960.00", "2026-09-02", ",\"method\":\"stripe\"")                                 \
    USE("u1", "s", "2026-09-09", ",\"what\":\"una\"")                                                        \
    USE("u2", "s", "2026-09-16", ",\"quantity\":\"6\"") USE("u3", "s", "2026-11-11", "")
#define FIXED                                                                                                \
    PACKAGE("f", "ada", "fixed", "1", "900.00", "2026-10-01",                                                \
            ",\"payments\":[\"wire\"],\"milestones\":[{\"what\":\"boceto\",\"on\":\"2026-10-09\",\"share\":" \
            "\"0.25\"},"                                                                                     \
            "{\"what\":\"web\",\"share\":\"0.75\"}]")                                                        \
    PAYMENT("wire", "ada", "900.00", "2026-10-01", ",\"method\":\"transfer\"")

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, lines);
}

static struct statement statement_of(const char *client, const char *on)
{
    struct statement statement;
    int32_t day = DAY_NONE;

    ck_assert(!on || civil_parse_day(on, &day) == 0);
    ck_assert_msg(statement_make(t.app, client, day, NULL, &statement, &t.err) == 0, "%s", t.err.text);
    return statement;
}

/* --- rows --- */

static int add_row(void *ctx, const struct statement_row *row)
{
    static const char kinds[] = "LHURotsbn";

    ck_assert(*row->label && !strchr(row->label, '\n'));
    str_printf(ctx, "%c %s|%s|%s|%s|%s|%s\n", kinds[row->kind], row->label, row->bought, row->used, row->left,
               row->sum, row->currency);
    return 0;
}

START_TEST(rows)
{
    begin(RULES ME ADA_ES TWELVE FIXED INVOICE);
    _cleanup_statement_ struct statement statement = statement_of("ada", NULL);
    _cleanup_str_ struct str text = STR_INIT, used = STR_INIT;

    ck_assert_int_eq(statement_each_row(t.app, &statement, add_row, &text), 0);
    ck_assert_str_eq(str_text(&text), "L Sessions, 2 Sep 2026, 80.00 each|12|8|4|320.00|EUR\n"
                                      "H 4 left x 80.00|||||\n"
                                      "U used Wed 9 Sep: una|||||\n"
                                      "U used Wed 16 Sep, 6|||||\n"
                                      "U used Wed 11 Nov|||||\n"
                                      "L Fixed price, 1 Oct 2026|1|0.25|0.75|675.00|EUR\n"
                                      "H 75 % not reached, of 900.00|||||\n"
                                      "R reached Fri 9 Oct, 25 %: boceto|||||\n"
                                      "R not reached, 75 %: web|||||\n"
                                      "o They owe you||||1,234.50|EUR\n"
                                      "t You return||||995.00|EUR\n"
                                      "s on the payment of Thu 1 Oct, transfer||||675.00|EUR\n"
                                      "s on the payment of Wed 2 Sep, Stripe||||320.00|EUR\n"
                                      "n What they owe is set off only with their written yes.|||||\n");
    statement_used_words(&statement.credit.lines[0], &used);
    ck_assert_str_eq(str_text(&used), "used 9 Sep to 11 Nov, 3 dates");
    trial_done(&t);
}
END_TEST

/* What is still to come by the last day stands apart, behind the sums; what comes after it goes back by
 * itself. */
START_TEST(booked_stand_apart)
{
    begin(RULES ME ADA_ES TWELVE USE("b1", "s", "2026-11-18", ",\"what\":\"dos\"")
              USE("b2", "s", "2026-12-02",
                  "") "{\"type\":\"meeting\",\"ref\":\"m\",\"client\":\"ada\",\"starts\":\"2026-11-18T16:00:"
                      "00+01:00\",\"ends\":\"2026-11-18T17:00:00+01:00\"}\n"
                      "{\"type\":\"meeting\",\"ref\":\"n\",\"client\":\"ada\",\"starts\":\"2026-12-02T16:00:"
                      "00+01:00\",\"ends\":\"2026-12-02T17:00:00+01:00\"}\n"
                      "{\"type\":\"meeting\",\"ref\":\"o\",\"client\":\"ada\",\"starts\":\"2026-11-16T09:00:"
                      "00+01:00\",\"ends\":\"2026-11-16T10:00:00+01:00\"}\n");
    struct texts given_back = {0};
    _cleanup_statement_ struct statement kept = statement_of("ada", "2026-12-01"), back = {0};
    _cleanup_str_ struct str text = STR_INIT;

    texts_add(&given_back, "b1");
    texts_add(&given_back, "b2");
    ck_assert_int_eq(statement_make(t.app, "ada", kept.on, &given_back, &back, &t.err), 0);
    texts_clear(&given_back);
    ck_assert_uint_eq(statement_given_back(&kept), 0);
    ck_assert_uint_eq(statement_given_back(&back), 1);
    ck_assert_int_eq(kept.credit.totals[0].minor, 24000);
    statement_each_row(t.app, &back, add_row, &text);
    ck_assert_msg(strstr(str_text(&text),
                         "U used Wed 11 Nov|||||\nU Wed 2 Dec, after the last day: goes back|||||\n"
                         "o They owe you||||0.00|EUR\nt You return||||320.00|EUR\n"
                         "s on the payment of Wed 2 Sep, Stripe||||320.00|EUR\n"
                         "b booked for Wed 18 Nov, given back: dos (b1)|||||\n"
                         "b meeting Wed 18 Nov 16:00; keep it, or give it back|||||\n"),
                  "%s", str_text(&text));
    trial_done(&t);
}
END_TEST

static int end_at_third(void *ctx, const struct statement_row *row _unused_)
{
    return ++*(int *)ctx == 3 ? 77 : 0;
}

START_TEST(ended_early)
{
    int n = 0;

    begin(RULES ME ADA_ES TWELVE);
    _cleanup_statement_ struct statement statement = statement_of("ada", NULL);
    ck_assert_int_eq(statement_each_row(t.app, &statement, end_at_third, &n), 77);
    ck_assert_int_eq(n, 3);
    trial_done(&t);
}
END_TEST

/* How sums are made, each way. */
START_TEST(hows)
{
    begin(
        RULES ME ADA_ES
        "{\"type\":\"contract\",\"ref\":\"c\",\"client\":\"ada\",\"refund_policy\":\"single_price\",\"single_"
        "price\":" MONEY("80.00") "}\n"
                                  "{\"type\":\"contract\",\"ref\":\"d\",\"client\":\"ada\",\"refund_policy\":"
                                  "\"single_price\"}\n" PACKAGE("1", "ada", "session", "10", "600.00",
                                                                "2026-10-01", ",\"contract\":\"c\"")
                                      USE("u1", "1", "2026-10-02", ",\"quantity\":\"5\"")
                                          PACKAGE("2", "ada", "session", "3", "100.00", "2026-10-02",
                                                  ",\"contract\":\"d\"") USE("u2", "2", "2026-10-02", "")
                                              PACKAGE("3", "ada", "month", "3", "100.00", "2026-10-06",
                                                      ",\"payments\":[\"back\"]")
                                                  PAYMENT("back", "ada", "-1.00", "2026-11-01", ""));
    _cleanup_statement_ struct statement statement = statement_of("ada", NULL);
    _cleanup_str_ struct str text = STR_INIT;

    statement_each_row(t.app, &statement, add_row, &text);
    for (const char *const *part =
             (const char *const[]){
                 "H 600.00 paid, less 5 used x 80.00|", "L Sessions, 1 Oct 2026, 60.00 each|10|5|5|200.00|",
                 "H 2 left of 3, of 100.00 paid|", "|3|1|2|66.67|",
                 "H the contract says \"single price\" and gives none in EUR: by unit price|",
                 "L Months, 6 Oct 2026 - 5 Jan 2027|", "H 1 whole month: 33.33|",
                 "H 19 of 30 days left of a month of 33.33: 21.11|", "H less 1.00 given back before|",
                 "s no payment is known that it could go back on||||320.11|", NULL};
         *part; part++)
        ck_assert_msg(strstr(str_text(&text), *part) != NULL, "%s\n%s", *part, str_text(&text));
    trial_done(&t);
}
END_TEST

/* --- the page --- */

static void add_page_line(void *ctx, enum statement_tone tone _unused_, int hang _unused_, const char *line)
{
    str_printf(ctx, "%s\n", line);
}

static void check_width(const struct statement *statement, int width)
{
    _cleanup_str_ struct str text = STR_INIT;

    statement_page(t.app, statement, width, false, add_page_line, &text);
    for (char *line = text.s, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        ck_assert_msg(text_width(line) <= width, "%d: %s", width, line);
    }
}

START_TEST(page)
{
    begin(RULES ME ADA_ES TWELVE FIXED INVOICE PACKAGE("big", "ada", "hour", "123.5", "12345678.90",
                                                       "2026-11-01", ""));
    _cleanup_statement_ struct statement statement = statement_of("ada", NULL);
    _cleanup_str_ struct str plain = STR_INIT, narrow = STR_INIT;

    for (int width = 66; width < 120; width++)
        check_width(&statement, width);
    statement_page(t.app, &statement, 58, false, add_page_line, &narrow);
    ck_assert_msg(
        strstr(
            str_text(&narrow),
            "Sessions, 2 Sep 2026, 80.00 each\n  bought 12, used 8, left 4: 320.00 EUR\n  4 left x 80.00\n"),
        "%s", str_text(&narrow));
    statement_page(t.app, &statement, 80, true, add_page_line, &plain);
    ck_assert_msg(strstr(str_text(&plain), "They owe you: 1,234.50 EUR\nYou return: 12,346,673.90 EUR\n"),
                  "%s", str_text(&plain));
    trial_done(&t);
}
END_TEST

/* Nobody who looks over the shoulder reads a name, or what somebody wrote. */
START_TEST(blurred)
{
    begin(RULES ME ADA_ES TWELVE FIXED);
    _cleanup_statement_ struct statement statement = statement_of("ada", NULL);
    _cleanup_str_ struct str text = STR_INIT;

    app_blur(t.app, true);
    statement_page(t.app, &statement, 80, false, add_page_line, &text);
    for (const char *const *word = (const char *const[]){"Quill", "Sauce", "una", "boceto", NULL}; *word;
         word++)
        ck_assert_msg(!strstr(str_text(&text), *word), "%s\n%s", *word, str_text(&text));
    ck_assert_ptr_nonnull(strstr(str_text(&text), "4 left x 80.00"));
    trial_done(&t);
}
END_TEST

/* --- when it arrives: ledger 000-09 --- */

START_TEST(expected)
{
    static const struct {
        const char *issued, *expected;
    } cases[] = {
        {"2026-11-16", "2026-11-23"}, {"2026-11-20", "2026-11-27"},
        {"2026-11-21", "2026-11-27"}, {"2026-12-01", "2026-12-09"}, /* the 8th is a holiday */
        {"2026-12-18", "2026-12-25"}, /* closed for other reasons: banks are not */
    };

    begin("{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/"
          "Madrid\",\"hours\":{\"tue\":[\"09:30-18:00\"]},"
          "\"closed\":[{\"from\":\"2026-12-08\",\"to\":\"2026-12-08\",\"kind\":\"holiday\"},"
          "{\"from\":\"2026-12-21\",\"to\":\"2026-12-31\",\"kind\":\"absence\"}]}\n" ME ADA_ES);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int32_t issued, day;
        char text[CIVIL_DAY_SIZE];
        civil_parse_day(cases[i].issued, &issued);
        ck_assert_int_eq(statement_expected(t.app, issued, &day, &t.err), 0);
        ck_assert_str_eq(civil_format_day(day, text), cases[i].expected);
    }
    trial_done(&t);
}
END_TEST

/* --- the letter --- */

static struct letter t3(int32_t last_day)
{
    _cleanup_fields_ struct letter_fields given = {0};
    struct letter_wish wish = LETTER_WISH_INIT;
    struct letter letter;

    letter_put_date(&given, "last_day", last_day);
    wish.client = "ada";
    wish.code = "T3";
    wish.given = &given;
    ck_assert_msg(letter_write(t.app, &wish, &letter, &t.err) == 0, "%s", t.err.text);
    ck_assert_msg(letter.text != NULL, "missing: %s", letter.missing.n ? letter.missing.v[0] : "");
    return letter;
}

static void holds(const struct letter *letter, const char *part)
{
    ck_assert_msg(strstr(letter->text, part) != NULL, "%s\n%s", part, letter->text);
}

static void lacks(const struct letter *letter, const char *part)
{
    ck_assert_msg(strstr(letter->text, part) == NULL, "%s\n%s", part, letter->text);
}

/* Without a record of the refund nothing "was returned"; what has nothing left is no part of it. */
START_TEST(letter_to_come)
{
    begin(RULES ME CLIENT("ada", "Quill", "en-GB", "none") TWELVE FIXED INVOICE PACKAGE(
        "old", "ada", "session", "1", "50.00", "2026-09-01", "") USE("o1", "old", "2026-09-03", ""));
    _cleanup_letter_ struct letter letter = t3(DAY_NONE);

    holds(&letter, "* Sessions bought on 2 September: 12 for €960.00. Used: 8 (9 September, 16 September and "
                   "11 November). Left: 4 at "
                   "€80.00 each. To return: €320.00.");
    holds(&letter, "* Work at a fixed price, bought on 1 October: €900.00. Done: 25%. Left: 75%. Milestones: "
                   "boceto (9 October). To return: "
                   "€675.00.");
    holds(&letter, "Total: €995.00");
    holds(&letter, "* Payment of 1 October: €675.00");
    holds(&letter, "I will return it by Monday, 23 November.");
    holds(&letter, "€1,234.50 are unpaid; nothing was taken off");
    lacks(&letter, "returned it");
    lacks(&letter, "€50.00");
    trial_done(&t);
}
END_TEST

/* Uses count up to the last day that a plan hands in. */
START_TEST(letter_on_the_last_day)
{
    int32_t day;

    begin(RULES ME ADA_ES TWELVE USE("u4", "s", "2026-11-25", ""));
    civil_parse_day("2026-12-01", &day);
    _cleanup_letter_ struct letter letter = t3(day), today = t3(DAY_NONE);
    holds(&letter, "contado hasta el 1 de diciembre");
    holds(&letter, "Total: 240,00");
    holds(&today, "Total: 320,00");
    trial_done(&t);
}
END_TEST

/* Repayments that the package names and that cover all of it are the record. */
START_TEST(letter_once_returned)
{
    begin(RULES ME CLIENT("ada", "Quill", "it", "lei")
              PACKAGE("s", "ada", "session", "12", "960.00", "2026-09-02", ",\"payments\":[\"card\",\"b1\"]")
                  PAYMENT("card", "ada", "960.00", "2026-09-02", "")
                      USE("u1", "s", "2026-09-09", ",\"quantity\":\"8\"")
                          PAYMENT("b1", "ada", "-20.00", "2026-11-10", ""));
    struct letter letter = t3(DAY_NONE);
    holds(&letter, "300,00");
    lacks(&letter, "320,00");
    letter_clear(&letter);

    trial_put(
        &t,
        PACKAGE("s", "ada", "session", "12", "960.00", "2026-09-02", ",\"payments\":[\"card\",\"b1\",\"b2\"]")
            PAYMENT("b2", "ada", "-300.00", "2026-11-13", ",\"method\":\"stripe\",\"external_id\":\"re_7\""));
    letter = t3(DAY_NONE);
    holds(&letter, "320,00");
    holds(&letter, "il 13 novembre");
    holds(&letter, "re_7");
    holds(&letter, "20 novembre");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(letter_about_nothing)
{
    struct letter_wish wish = LETTER_WISH_INIT;
    struct letter letter;

    begin(RULES ME ADA_ES);
    wish.client = "ada";
    wish.code = "T3";
    ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
    ck_assert_msg(strstr(t.err.text, "nothing left") != NULL, "%s", t.err.text);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("statement", rows, booked_stand_apart, ended_early, hows, page, blurred, expected, letter_to_come,
           letter_on_the_last_day, letter_once_returned, letter_about_nothing)
