/* After every change the stored judgements are those that judging from the beginning gives. */
#include "fixture.h"

#include "inside.h"
#include "writing.h"

#include "paletti/base/mem.h"
#include "paletti/store/log.h"

#include <string.h>

static struct trial t;
static uint64_t dice;

static unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % n;
}

static const char *pick(const char *const *words, size_t n)
{
    return words[roll((unsigned)n)];
}
#define PICK(...) pick((const char *const[]){__VA_ARGS__}, ARRAY_LEN(((const char *const[]){__VA_ARGS__})))

/* Few instants and few refs, so that entries meet, move and replace each other. */
static void add_instant(struct str *to, int spread)
{
    char at[CIVIL_INSTANT_SIZE];
    int64_t hour = roll((unsigned)spread);

    str_add(to, civil_format_instant(1794700800 - hour * 3600 - (roll(4) ? 0 : 1), at));
}

static void add_entry(struct str *to, int clients)
{
    const char *way = PICK("in", "in", "in", "out", "out", "none");
    bool holding = str_equal(way, "out") && roll(4) == 0;

    str_printf(to, "{\"type\":\"interaction\",\"ref\":\"i%u\",\"client\":\"c%u\",\"at\":\"", roll(120),
               roll((unsigned)clients));
    add_instant(to, 1200);
    str_printf(to, "\",\"direction\":\"%s\",\"kind\":\"%s\",\"channel\":\"%s\"", way,
               holding ? "message" : PICK("message", "message", "message", "call", "note", "meeting"),
               PICK("email", "phone", "whatsapp", "portal"));
    if (roll(5) == 0)
        str_printf(to, ",\"needs_reply\":%s", roll(2) ? "true" : "false");
    if (roll(8) == 0)
        str_add(to, ",\"invited\":true");
    if (holding) {
        str_add(to, ",\"holding\":true,\"promised\":\"");
        add_instant(to, 1200);
        str_add(to, "\"");
    }
    str_add(to, "}\n");
}

static void add_rule(struct str *to, int clients _unused_)
{
    str_printf(to,
               "{\"type\":\"rule\",\"from\":\"2026-%s-01T00:00:00Z\",\"zone\":\"%s\",\"hours\":{\"%s\":[\"%"
               "s\"],\"thu\":[\"%s\"]}}\n",
               PICK("09", "10", "11"), PICK("Europe/Madrid", "America/Sao_Paulo"), PICK("mon", "tue", "wed"),
               PICK("09:00-18:00", "00:00-24:00"), PICK("10:00-12:00", "15:00-20:00"));
}

static void add_told(struct str *to, int clients)
{
    str_printf(to, "{\"type\":\"told\",\"ref\":\"t%u\",\"client\":\"c%u\",\"on\":\"2026-%s-1%u\"}\n", roll(6),
               roll((unsigned)clients), PICK("09", "10", "11"), roll(10));
}

static void add_override(struct str *to, int clients)
{
    unsigned day = 10 + roll(15);

    str_printf(to,
               "{\"type\":\"override\",\"ref\":\"o%u\",\"client\":\"c%u\",\"from\":\"2026-10-%02u\","
               "\"until\":\"2026-10-%02u\","
               "\"reason\":\"fair\",\"reply_window\":\"%s\",\"extra\":[{\"days\":[\"tue\"],\"hours\":[\"20:"
               "00-22:00\"]}]}\n",
               roll(4), roll((unsigned)clients), day, day + roll(6), PICK("5d", "4wd", "100h"));
}

static void add_ask(struct str *to, int clients)
{
    unsigned ref = roll(8);

    str_printf(to, "{\"type\":\"interaction\",\"ref\":\"a%u\",\"client\":\"c%u\",\"at\":\"", ref,
               ref % (unsigned)clients);
    add_instant(to, 1200);
    str_printf(to,
               "\",\"direction\":\"out\",\"kind\":\"message\"}\n{\"type\":\"ask\",\"ref\":\"k%u\",\"client\":"
               "\"c%u\","
               "\"interaction\":\"a%u\",\"what\":\"files\",\"window\":\"%s\"",
               ref, ref % (unsigned)clients, ref, PICK("3wd", "10oh"));
    if (roll(2)) {
        str_add(to, ",\"received\":\"");
        add_instant(to, 1200);
        str_add(to, "\"");
    }
    str_add(to, "}\n");
}

static void add_money(struct str *to, int clients)
{
    unsigned ref = roll(6), client = roll((unsigned)clients);

    str_printf(to,
               "{\"type\":\"invoice\",\"ref\":\"v%u\",\"client\":\"c%u\",\"number\":\"%u\",\"amount\":{"
               "\"amount\":\"%u.00\","
               "\"currency\":\"EUR\"},\"issued_on\":\"2026-09-1%u\"}\n",
               ref, client, ref, 1 + roll(9), roll(10));
    if (roll(2))
        str_printf(to, "{\"type\":\"contract\",\"ref\":\"n%u\",\"client\":\"c%u\",\"payment_days\":%u}\n",
                   roll(3), client, roll(40));
    if (roll(2))
        str_printf(to,
                   "{\"type\":\"payment\",\"ref\":\"p%u\",\"client\":\"c%u\",\"amount\":{\"amount\":\"1.00\","
                   "\"currency\":\"EUR\"},"
                   "\"on\":\"2026-10-1%u\",\"invoice\":\"v%u\"}\n",
                   roll(8), client, roll(10), ref);
}

static void add_me(struct str *to, int clients _unused_)
{
    str_printf(to, "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"zone\":\"%s\"}\n",
               PICK("Asia/Kathmandu", "Pacific/Apia"));
}

static void remove_something(void)
{
    const struct model *model = (const struct model *const[]){&model_interaction, &model_interaction,
                                                              &model_told, &model_override}[roll(4)];
    _cleanup_free_ char *ref =
        str_format("%c%u", model->type[0], roll(model == &model_interaction ? 120 : 6));
    _cleanup_writing_ struct writing writing = {0};

    ck_assert_int_eq(writing_begin(t.app, NULL, &writing, &t.err), 0);
    ck_assert_int_ge(store_remove(writing.store, model, ref, &t.err), 0);
    writing.of_clients = true;
    ck_assert_msg(writing_commit(&writing, &t.err) == 0, "%s", t.err.text);
}

static void check_sound(unsigned seed, int step, const char *lines)
{
    if (trial_run(&t, "check", NULL) != 0)
        ck_abort_msg("seed %u, step %d:\n%s%s", seed, step, lines, str_text(&t.out));
}

static void edit(unsigned seed, int step, int clients)
{
    static void (*const adds[])(struct str * to, int clients) = {
        add_entry, add_entry,    add_entry, add_entry, add_rule,
        add_told,  add_override, add_ask,   add_money, add_me,
    };
    _cleanup_str_ struct str lines = STR_INIT;

    if (roll(8) == 0)
        remove_something();
    for (unsigned n = 1 + roll(3); n > 0; n--)
        adds[roll(ARRAY_LEN(adds))](&lines, clients);
    trial_put(&t, str_text(&lines));
    check_sound(seed, step, str_text(&lines));
}

/* CLIENTS above 16 are judged in one pass over the log rather than one by one. */
static void walk(unsigned seed, int clients, int steps)
{
    _cleanup_str_ struct str lines = STR_INIT;

    trial_init(&t);
    dice = seed;
    for (int i = 0; i < clients; i++)
        str_printf(&lines, "{\"type\":\"client\",\"ref\":\"c%d\",\"name\":\"C%d\"}\n", i, i);
    for (int i = 0; i < 60; i++)
        add_entry(&lines, clients);
    trial_put(&t, str_text(&lines));
    check_sound(seed, 0, "");
    for (int step = 1; step <= steps; step++)
        edit(seed, step, clients);
    trial_done(&t);
}

START_TEST(any_edits_few_clients)
{
    for (unsigned seed = 1; seed <= 10; seed++)
        walk(seed, 2, 60);
}
END_TEST

START_TEST(any_edits_many_clients)
{
    for (unsigned seed = 100; seed <= 104; seed++)
        walk(seed, 20, 40);
}
END_TEST

static int take_row(void *ctx, const struct log_row *row)
{
    *(struct verdict *)ctx = row->verdict;
    return 0;
}

/* check must see what it is there for. */
START_TEST(check_finds_what_is_wrong)
{
    struct verdict verdict;
    struct store *store;

    trial_init(&t);
    trial_put(&t, RULES ADA
              "{\"type\":\"interaction\",\"ref\":\"m1\",\"client\":\"ada\",\"at\":\"2026-11-13T10:00:00Z\","
              "\"direction\":\"in\",\"kind\":\"message\"}\n"
              "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"ada\",\"number\":\"1\",\"amount\":{"
              "\"amount\":\"3.00\","
              "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n");
    ck_assert_str_eq(trial_ok(&t, "check", NULL), "{\"file\":\"ok\",\"judgements\":2,\"faults\":[]}\n");
    ck_assert_int_eq(app_begin_write(t.app, &store, &t.err), 0);
    ck_assert_int_eq(log_find(store, "m1", take_row, &verdict, &t.err), 0);
    verdict.due += 1;
    int64_t id = 0;
    for (int64_t n = 1; n < 3 && id == 0; n++)
        id = INT64_C(1794564000) * 65536 + n;
    ck_assert_int_eq(log_set_verdict(store, id, &verdict, &t.err), 0);
    ck_assert_int_eq(store_commit(store, &t.err), 0);
    app_end_write(t.app);
    ck_assert_int_eq(trial_run(&t, "check", NULL), 1);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"faults\":[{\"ref\":\"m1\",\"what\":"));
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app judging", any_edits_few_clients, any_edits_many_clients, check_finds_what_is_wrong)
