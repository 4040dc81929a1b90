/* Filters and orders, from the words to the rows. */
#include "fixture.h"

#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

/* The clock stands at Mon 16 Nov 2026 10:15 in Madrid. */
static const char records[] = RULES
    "{\"type\":\"me\",\"name\":\"Nora\",\"zone\":\"Europe/Madrid\",\"currency\":\"EUR\"}\n"
    "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"language\":\"es-ES\",\"tags\":[\"VIP\"],"
    "\"since\":\"2026-01-10\"}\n"
    "{\"type\":\"client\",\"ref\":\"blas\",\"name\":\"Blas Nube\",\"tags\":[\"vip\",\"caro\"]}\n"
    "{\"type\":\"client\",\"ref\":\"carla\",\"name\":\"Carla Ñu\",\"state\":\"prospect\",\"language\":\"it\"}\n"
    "{\"type\":\"client\",\"ref\":\"dino\",\"name\":\"Dino Oca\",\"state\":\"left\"}\n"
    "{\"type\":\"told\",\"ref\":\"t1\",\"client\":\"ada\",\"on\":\"2026-01-12\"}\n"
    /* Ada waits, late; at night, by WhatsApp. */
    "{\"type\":\"interaction\",\"ref\":\"a1\",\"client\":\"ada\",\"at\":\"2026-11-02T22:00:00Z\",\"direction\":\"in\","
    "\"kind\":\"message\",\"channel\":\"whatsapp\",\"subject\":\"the header\",\"body\":\"again the header\"}\n"
    "{\"type\":\"interaction\",\"ref\":\"a2\",\"client\":\"ada\",\"at\":\"2026-10-20T10:00:00Z\",\"direction\":\"none\","
    "\"kind\":\"work\",\"subject\":\"footer\",\"minutes\":90}\n"
    "{\"type\":\"interaction\",\"ref\":\"a3\",\"client\":\"ada\",\"at\":\"2026-09-20T10:00:00Z\",\"direction\":\"out\","
    "\"kind\":\"call\",\"channel\":\"phone\",\"subject\":\"header and footer\",\"minutes\":20}\n"
    /* Blas waits, on time; and owes. */
    "{\"type\":\"interaction\",\"ref\":\"b1\",\"client\":\"blas\",\"at\":\"2026-11-16T09:00:00Z\",\"direction\":\"in\","
    "\"kind\":\"message\",\"channel\":\"email\",\"subject\":\"header\"}\n"
    "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"blas\",\"number\":\"1\",\"amount\":{\"amount\":\"30.00\","
    "\"currency\":\"EUR\"},\"issued_on\":\"2026-08-01\"}\n"
    "{\"type\":\"invoice\",\"ref\":\"v2\",\"client\":\"carla\",\"number\":\"2\",\"amount\":{\"amount\":\"900.00\","
    "\"currency\":\"USD\"},\"issued_on\":\"2026-11-10\"}\n";

static int add_ref(void *ctx, const struct client_line *line)
{
    str_printf(ctx, "%s ", line->ref);
    return 0;
}

static const struct {
    const char *filter, *refs;
} clients_of[] = {
    {"", "ada blas carla dino "},
    {"waiting", "ada blas "},
    {"late", "ada blas "},
    {"late owed:me", "ada "},
    {"late owed:them", "blas "},
    {"owes", "blas carla "},
    {"owed:me owes", "blas "},
    {"prospect", "carla "},
    {"ended", "dino "},
    {"-active", "carla dino "},
    {"tag:vip -tag:caro", "ada "},
    {"lang:es,it", "ada carla "},
    {"told", "ada "},
    {"since:2026", "ada "},
    {"breach:hours", "ada "},
    {"breach:payment", "blas "},
    {"by:me", "ada "},
    {"from:2026-11-10", "blas "},
    {"nu", "blas "},
    {"ñu", "carla "},
};

START_TEST(clients)
{
    trial_init(&t);
    trial_put(&t, records);
    for (size_t i = 0; i < ARRAY_LEN(clients_of); i++) {
        _cleanup_(filter_free_p) struct filter *filter = NULL;
        _cleanup_str_ struct str refs = STR_INIT;
        ck_assert_int_eq(app_filter(t.app, clients_of[i].filter, FILTER_CLIENTS, &filter, &t.err), 0);
        ck_assert_int_eq(view_clients_filtered(t.app, filter, add_ref, &refs, &t.err), 0);
        ck_assert_msg(str_equal(str_text(&refs), clients_of[i].refs), "%s: %s", clients_of[i].filter, str_text(&refs));
    }
    ck_assert_int_lt(trial_run(&t, "clients", "ch:email", NULL), 0);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "clients", "late", "owed:me", NULL), "\"ada\""));
    trial_done(&t);
}
END_TEST

static int add_name(void *ctx, const struct attention_line *line)
{
    str_printf(ctx, "%.4s ", line->name);
    return 0;
}

static const struct {
    const char *filter;
    enum client_order order;
    const char *names;
} lists[] = {
    {NULL, ORDER_ATTENTION, "Ada  Blas Carl "},
    {NULL, ORDER_NAME, "Ada  Blas Carl "},
    {NULL, ORDER_NEWEST, "Blas Ada  Carl "},
    {NULL, ORDER_BREACHES, "Ada  Blas Carl "},
    {NULL, ORDER_OWED, "Blas Ada  Carl "},
    {"ended,prospect", ORDER_ATTENTION, "Carl Dino "},
    {"-late", ORDER_ATTENTION, "Carl "}, /* those who left are not asked for */
    {"oca", ORDER_ATTENTION, "Dino "},
};

START_TEST(orders)
{
    trial_init(&t);
    trial_put(&t, records);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        _cleanup_(filter_free_p) struct filter *filter = NULL;
        _cleanup_str_ struct str names = STR_INIT;
        struct attention all;
        ck_assert_int_eq(app_filter(t.app, lists[i].filter, FILTER_CLIENTS, &filter, &t.err), 0);
        const struct client_query query = {.filter = filter, .order = lists[i].order};
        ck_assert_int_eq(view_list(t.app, &query, add_name, &names, &all, &t.err), 0);
        ck_assert_msg(str_equal(str_text(&names), lists[i].names), "%zu: %s", i, str_text(&names));
    }
    trial_done(&t);
}
END_TEST

static int add_line(void *ctx, const struct log_line *line)
{
    str_printf(ctx, "%s ", line->ref);
    return 0;
}

static const struct {
    const char *filter, *newest_first, *oldest_first;
} logs[] = {
    {"in", "b1 a1 ", "a1 b1 "},
    {"late", "a1 ", "a1 "},
    {"due ch:email", "b1 ", "b1 "},
    {"header", "b1 a1 a3 ", "a3 a1 b1 "},
    {"header -foot", "b1 a1 ", "a1 b1 "},
    {"footer,again", "a1 a2 a3 ", "a3 a2 a1 "},
    {"min>20", "a2 ", "a2 "},
    {"call,work", "a2 a3 ", "a3 a2 "},
    {"from:2026-10 until:2026-10", "a2 ", "a2 "},
    {"breach:channel by:client", "a1 ", "a1 "},
    {"-breach in", "b1 ", "b1 "},
    {"until:2025", "", ""},
};

/* In one go, and a line at a time. */
static void sift(const struct filter *filter, bool forward, int most, const char *expected)
{
    _cleanup_str_ struct str refs = STR_INIT;
    struct log_sift sift = {.filter = filter, .forward = forward, .after = forward ? INT64_MIN : INT64_MAX, .most = most};
    int r, calls = 0;

    while ((r = view_log_sifted(t.app, &sift, add_line, &refs, &sift.after, &t.err)) > 0)
        ck_assert_int_lt(++calls, 9);
    ck_assert_int_eq(r, 0);
    ck_assert_msg(str_equal(str_text(&refs), expected), "%s", str_text(&refs));
}

START_TEST(entries)
{
    trial_init(&t);
    trial_put(&t, records);
    for (size_t i = 0; i < ARRAY_LEN(logs); i++) {
        _cleanup_(filter_free_p) struct filter *filter = NULL;
        ck_assert_int_eq(app_filter(t.app, logs[i].filter, FILTER_LOG, &filter, &t.err), 0);
        for (int most = 0; most < 3; most++) {
            sift(filter, false, most, logs[i].newest_first);
            sift(filter, true, most, logs[i].oldest_first);
        }
    }
    const char *answer = trial_ok(&t, "log", "ada", "--filter", "header min>5", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "\"a3\""));
    ck_assert_ptr_null(strstr(answer, "\"a1\""));
    ck_assert_int_lt(trial_run(&t, "log", "ada", "--filter", "tag:x", NULL), 0);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app filtering", clients, orders, entries)
