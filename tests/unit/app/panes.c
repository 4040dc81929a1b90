/* The panes beside the lists: boundaries, facts, what comes next, figures. */
#include "fixture.h"

#include "paletti/app/deciding.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

static struct trial t;

/* "label: text | aside" of each line, as the test wants to see it. */
static struct str seen;

static int show(void *ctx _unused_, const struct about_line *line)
{
    str_printf(&seen, "%s: %s", line->label, line->text);
    str_printf(&seen, *line->aside ? " | %s\n" : "\n", line->aside);
    return 0;
}

#define ENTRY(ref, client, at, direction, more)                                                                       \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"2026-" at                       \
    "+01:00\",\"direction\":\"" direction "\",\"kind\":\"message\"" more "}\n"
#define INVOICE(ref, client, amount, issued)                                                                          \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"number\":\"" ref "\",\"amount\":{\"amount\":\"" \
    amount "\",\"currency\":\"EUR\"},\"issued_on\":\"" issued "\"}\n"

/* The clock stands at Mon 16 Nov 2026 10:15; Ada has been told, Blas has not. */
static void fill(void)
{
    trial_init(&t);
    str_clear(&seen);
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"ada\",\"on\":\"2026-01-02\",\"how\":\"email\"}\n"
              ENTRY("a1", "ada", "11-09T10:00:00", "in", ",\"minutes\":30")
              ENTRY("a2", "ada", "11-14T10:30:00", "out", ",\"minutes\":45")   /* a Saturday, late */
              ENTRY("a3", "ada", "11-15T12:00:00", "in", ",\"channel\":\"whatsapp\"")
              ENTRY("b1", "blas", "11-15T12:00:00", "in", ",\"channel\":\"whatsapp\"")
              ENTRY("b0", "blas", "06-01T12:00:00", "in", ",\"channel\":\"whatsapp\",\"needs_reply\":false")
              INVOICE("v1", "ada", "1200.00", "2026-10-01") INVOICE("v2", "ada", "80.00", "2026-11-10")
              "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"blas\",\"amount\":{\"amount\":\"50.00\","
              "\"currency\":\"USD\"},\"on\":\"2026-11-02\"}\n"
              "{\"type\":\"package\",\"ref\":\"k\",\"client\":\"ada\",\"unit\":\"session\",\"quantity\":\"12\",\"price\":"
              "{\"amount\":\"960.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-09-02\"}\n"
              "{\"type\":\"use\",\"ref\":\"u\",\"package\":\"k\",\"on\":\"2026-09-30\",\"quantity\":\"8\"}\n"
              "{\"type\":\"meeting\",\"ref\":\"m\",\"client\":\"blas\",\"starts\":\"2026-11-18T16:00:00+01:00\","
              "\"ends\":\"2026-11-18T17:00:00+01:00\",\"title\":\"session 9\",\"state\":\"planned\"}\n"
              "{\"type\":\"meeting\",\"ref\":\"mx\",\"client\":\"blas\",\"starts\":\"2026-11-17T16:00:00+01:00\","
              "\"ends\":\"2026-11-17T17:00:00+01:00\",\"title\":\"called off\",\"state\":\"cancelled\"}\n");
}

static void finish(void)
{
    trial_done(&t);
    str_done(&seen);
}

static int take_id(void *ctx, const struct client_line *line)
{
    *(int64_t *)ctx = line->id;
    return 0;
}

static int64_t id_of(const char *name)
{
    int64_t id = 0;

    ck_assert_int_eq(view_clients(t.app, name, take_id, &id, &t.err), 0);
    return id;
}

static bool says(const char *line)
{
    bool found = strstr(str_text(&seen), line) != NULL;

    if (!found)
        fprintf(stderr, "no \"%s\" in\n%s", line, str_text(&seen));
    return found;
}

START_TEST(boundaries)
{
    fill();
    ck_assert_int_eq(view_boundaries(t.app, id_of("ada"), show, NULL, &t.err), 0);
    ck_assert(says("You, 90 days: hours 1, late 1\n"));
    ck_assert(says("Contact hours: Mon-Fri 09:30-18:00\n"));
    ck_assert(says("Reply window: 72 hours | 1 waits, 2 d 23 h\n"));
    ck_assert(says(": on time until Thu 19 Nov 09:30\n"));
    ck_assert(says("Channels: e-mail, phone | 1 in 90 d\n"));
    ck_assert(says("Payment: 15 days | 1 in 90 d\n"));
    ck_assert(says("Notice: 15 days, until Tue 1 Dec if given now\n"));
    ck_assert(says("Told: Fri 2 Jan, e-mail\n"));
    ck_assert(!strstr(str_text(&seen), "Not told"));
    /* Mine come first. */
    ck_assert(strncmp(str_text(&seen), "You", 3) == 0);
    finish();
}
END_TEST

/* What does not count stands in brackets, and why is said first. */
START_TEST(not_told)
{
    fill();
    ck_assert_int_eq(view_boundaries(t.app, id_of("blas"), show, NULL, &t.err), 0);
    ck_assert(strncmp(str_text(&seen), "Not told: of your rules, so nothing counts\n", 43) == 0);
    ck_assert(says("Channels: e-mail, phone | (1) in 90 d\n"));
    finish();
}
END_TEST

/* An exception in force is said with its end, and its hours are those that hold. */
START_TEST(exceptions)
{
    fill();
    trial_put(&t, "{\"type\":\"override\",\"ref\":\"o\",\"client\":\"ada\",\"from\":\"2026-11-01\",\"until\":\"2027-01-31\","
                  "\"reason\":\"storm damage\",\"hours\":{\"tue\":[\"10:00-12:00\",\"16:00-18:00\"]},\"payment_days\":30}\n");
    ck_assert_int_eq(view_boundaries(t.app, id_of("ada"), show, NULL, &t.err), 0);
    ck_assert(says("Exception: storm damage | until Sun 31 Jan 2027\n"));
    ck_assert(says("Contact hours: Tue 10:00-12:00 + 16:00-18:00\n"));
    ck_assert(says("Payment: 30 days"));
    finish();
}
END_TEST

START_TEST(facts)
{
    fill();
    ck_assert_int_eq(view_facts(t.app, id_of("ada"), NULL, show, NULL, &t.err), 0);
    ck_assert(says("Stands out: money overdue 31 d, channel 1\n"));
    ck_assert(says("Owes you: 1,280.00 EUR | due Fri 16 Oct\n"));
    ck_assert(says("Invoices: 0 of 1 paid on time\n"));
    ck_assert(says("Time: 1 h 15 in 3 entries, 90 days\n"));
    ck_assert(!strstr(str_text(&seen), "In their favour"));
    finish();
}
END_TEST

static struct about_decision *known_of(const char *name)
{
    struct about_decision *about = NULL;

    ck_assert_msg(about_decision_new(t.app, id_of(name), &about, &t.err) == 0, "%s", t.err.text);
    while (about_decision_step(about, &t.err) > 0)
        ;
    return about;
}

/* What was decided in May is looked at again in August at the latest; what came since is counted from then on. */
START_TEST(what_was_decided)
{
    int64_t now;

    fill();
    now = t.now;
    t.now = 1777888800; /* Mon 4 May 2026 12:00 in Madrid */
    ck_assert_msg(deciding_keep(t.app, "ada", NULL, &t.changes, &t.err) == 0, "%s", t.err.text);
    t.now = now;
    ck_assert_int_eq(view_facts(t.app, id_of("ada"), NULL, show, NULL, &t.err), 0);
    ck_assert(says(": No decision since 4 May; review was due 2 Aug.\n"));
    ck_assert(!strstr(str_text(&seen), "Tried"));

    struct about_decision *about = known_of("ada"), *other = known_of("blas");
    ck_assert_int_eq(view_facts(t.app, id_of("ada"), about, show, NULL, &t.err), 0);
    ck_assert(says("Tried: nothing\n"));
    ck_assert(says("Chance used: no\n"));
    ck_assert(says("Last decision: keep, 4 May 2026\n"));
    ck_assert(says("  since then: 1 line crossed, 1 invoice paid late or not at all\n"));
    ck_assert(says("Package: 4 left of 12: "));
    str_clear(&seen);
    /* What is known of somebody else is not said of Ada. */
    ck_assert_int_eq(view_facts(t.app, id_of("ada"), other, show, NULL, &t.err), 0);
    ck_assert(!strstr(str_text(&seen), "Last decision"));
    ck_assert(about_decision_holds(about, id_of("ada")));
    ck_assert(!about_decision_holds(about, id_of("blas")));
    ck_assert(!about_decision_holds(NULL, id_of("blas")));
    trial_put(&t, "{\"type\":\"win\",\"ref\":\"win\",\"client\":\"ada\",\"on\":\"2026-11-02\",\"text\":\"thanks\"}\n");
    ck_assert(!about_decision_holds(about, id_of("ada")));
    about_decision_free(about);
    about_decision_free(other);
    finish();
}
END_TEST

START_TEST(what_was_begun)
{
    struct deciding_view *view = NULL;

    fill();
    ck_assert_int_eq(deciding_begin(t.app, "ada", true, &view, &t.err), 0);
    deciding_view_free(view);
    ck_assert_int_eq(view_facts(t.app, id_of("ada"), NULL, show, NULL, &t.err), 0);
    ck_assert(says("Begun: on 16 Nov, at the question\n"));
    finish();
}
END_TEST

START_TEST(what_comes_next)
{
    fill();
    ck_assert_int_eq(view_next(t.app, 10, false, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen),
                     "Wed 18 Nov 16:00: session 9, Blas Nublado\n"
                     "Thu 19 Nov 09:30: answer Ada Quill (WhatsApp)\n"
                     "Thu 19 Nov 09:30: answer Blas Nublado (WhatsApp); politely until Wed 18 Nov 18:00\n"
                     "Wed 25 Nov: Ada Quill pays 80.00 EUR\n");
    str_clear(&seen);
    ck_assert_int_eq(view_next(t.app, 1, false, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "Wed 18 Nov 16:00: session 9, Blas Nublado\n");
    /* What is put off stands where one wants to be reminded, not where it is due. */
    str_clear(&seen);
    trial_ok(&t, "later", "blas", "in 10 days", NULL);
    ck_assert_int_eq(view_next(t.app, 10, false, show, NULL, &t.err), 0);
    ck_assert(says("Wed 18 Nov 16:00: session 9, Blas Nublado\n"));
    ck_assert(says("answer Ada Quill"));
    ck_assert(!says("answer Blas Nublado"));
    ck_assert(says("Thu 26 Nov: later: Blas Nublado\n"));
    finish();
}
END_TEST

START_TEST(figures)
{
    fill();
    ck_assert_int_eq(view_numbers(t.app, NULL, show, NULL, &t.err), 0);
    ck_assert(says("Income: 50.00 USD\n"));
    ck_assert(says("Owed to you now: 1,280.00 EUR\n"));
    ck_assert(says("Hours in the log: 1 h\n"));
    ck_assert(says("Lines crossed by clients: 1\n"));
    ck_assert(says("Lines crossed by you: 2\n"));
    finish();
}
END_TEST

/* Dates of decisions and tasks stand among the rest, where all is asked for. */
START_TEST(what_decisions_bring)
{
    fill();
    ck_assert_msg(deciding_keep(t.app, "ada", NULL, &t.changes, &t.err) == 0, "%s", t.err.text);
    trial_put(&t, "{\"type\":\"task\",\"ref\":\"t1\",\"client\":\"blas\",\"kind\":\"call\",\"what\":\"call them\",\"due\":\"2026-11-20\"}\n"
                  "{\"type\":\"task\",\"ref\":\"t2\",\"client\":\"blas\",\"kind\":\"call\",\"what\":\"too late\",\"due\":\"2026-11-15\"}\n");
    ck_assert_int_eq(view_next(t.app, 50, false, show, NULL, &t.err), 0);
    ck_assert(!strstr(str_text(&seen), "call them"));
    str_clear(&seen);
    ck_assert_int_eq(view_next(t.app, 50, true, show, NULL, &t.err), 0);
    ck_assert(says("Fri 20 Nov: call them, Blas Nublado\n"));
    ck_assert(!strstr(str_text(&seen), "too late"));
    ck_assert(says("Sun 14 Feb 2027: look back at what was decided: Ada Quill\n"));
    finish();
}
END_TEST

/* What is counted in pauses: of two hours one was paid at the target rate; nothing was decided. */
START_TEST(figures_that_take_longer)
{
    struct about_numbers *known;

    fill();
    trial_put(&t, "{\"type\":\"me\",\"name\":\"Nora\",\"currency\":\"EUR\",\"target_rate\":{\"amount\":\"60.00\",\"currency\":\"EUR\"},"
                  "\"reserve\":{\"amount\":\"420.00\",\"currency\":\"EUR\"},\"monthly_cost\":{\"amount\":\"100.00\",\"currency\":"
                  "\"EUR\"},\"runway_floor_months\":3,\"project\":{\"name\":\"Atlas\",\"weekly_hours\":1}}\n"
                  "{\"type\":\"client\",\"ref\":\"cleo\",\"name\":\"Cleo\"}\n"
                  "{\"type\":\"interaction\",\"ref\":\"w\",\"client\":\"cleo\",\"at\":\"2026-11-02T12:00:00+01:00\",\"direction\":"
                  "\"none\",\"kind\":\"work\",\"minutes\":120}\n"
                  "{\"type\":\"payment\",\"ref\":\"p-c\",\"client\":\"cleo\",\"on\":\"2026-11-03\",\"amount\":{\"amount\":\"60.00\","
                  "\"currency\":\"EUR\"}}\n");
    known = about_numbers_new(t.app);
    ck_assert(!about_numbers_hold(known));
    while (about_numbers_step(known, &t.err) > 0)
        ;
    ck_assert(about_numbers_hold(known));
    ck_assert_int_eq(view_numbers(t.app, known, show, NULL, &t.err), 0);
    ck_assert(says("Income, where there is a rate: 60.00 EUR\n")); /* 50.00 USD are not in it */
    ck_assert(says("Second chances: open 0, kept 0, broken 0\n"));
    ck_assert(says("Let go this year: 0, declined 0\n"));
    ck_assert(says("Reserve: 4.2 months, floor 3\n"));
    ck_assert(says("Hours not paid: 2 h\n"));
    ck_assert(says("= 2.3 weeks of Atlas\n"));
    trial_put(&t, "{\"type\":\"win\",\"ref\":\"win\",\"client\":\"cleo\",\"on\":\"2026-11-02\",\"text\":\"thanks\"}\n");
    ck_assert(!about_numbers_hold(known));
    about_numbers_free(known);
    finish();
}
END_TEST

static int show_ref(void *ctx _unused_, const struct log_line *line)
{
    str_printf(&seen, "%s ", line->ref);
    return 0;
}

START_TEST(entries_behind_a_line)
{
    fill();
    ck_assert_int_eq(view_crossed(t.app, id_of("blas"), BREACH_CLIENT_CHANNEL, show_ref, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "b1 "); /* b0 is older than 90 days */
    str_clear(&seen);
    ck_assert_int_eq(view_crossed(t.app, id_of("ada"), BREACH_MINE, show_ref, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "a2 ");
    finish();
}
END_TEST

/* Nobody is selected in an empty file. */
START_TEST(nobody)
{
    fill();
    ck_assert_int_eq(view_boundaries(t.app, 0, show, NULL, &t.err), 0);
    ck_assert_int_eq(view_facts(t.app, 0, NULL, show, NULL, &t.err), 0);
    ck_assert_int_eq(view_facts(t.app, 4711, NULL, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "");
    finish();
}
END_TEST

/* Words of rules. */
START_TEST(words)
{
    struct hours hours = {0};

    words_hours(&seen, &hours);
    spans_add(&hours.day[0], (struct span){540, 840});
    spans_add(&hours.day[2], (struct span){540, 840});
    spans_add(&hours.day[3], (struct span){540, 840});
    words_hours(&seen, &hours);
    ck_assert_str_eq(str_text(&seen), "neverMon 09:00-14:00, Wed-Thu 09:00-14:00");
    hours_clear(&hours);
    str_clear(&seen);
    words_money(&seen, (struct money){-123456789, "EUR"});
    words_money(&seen, (struct money){1000, "JPY"});
    ck_assert_str_eq(str_text(&seen), "-1,234,567.89 EUR, 1,000 JPY");
    str_done(&seen);
}
END_TEST

TRIAL_MAIN("panes", boundaries, not_told, exceptions, facts, what_was_decided, what_was_begun, what_comes_next, what_decisions_bring, figures, figures_that_take_longer, entries_behind_a_line, nobody, words)
