/* What if: slices of any size give the same; the list of changes is the difference of the sums; a draft is tried as its
 * header says; what cannot be saved cannot be tried. That the sums are right is the oracle's to say. */
#include "fixture.h"

#include "paletti/app/what_if.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

enum { ENTRIES = 700, CLIENTS = 3, NOW = 1794820500 };

static struct trial t;
static uint64_t dice;

static unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % n;
}

static void add_instant(struct str *to, int64_t at)
{
    char text[CIVIL_INSTANT_SIZE];

    str_add(to, civil_format_instant(at, text));
}

/* Some lie in the future; some of the same instant; one in ten is a holding reply. */
static void add_entry(struct str *to, int i)
{
    static const char *const channels[] = {"email", "phone", "whatsapp"};
    int64_t at = NOW - (int64_t)roll(8000) * 3600 + (i < 20 ? 8001 * 3600 : 0);
    bool in = roll(2), holding = !in && roll(5) == 0;

    str_printf(to, "{\"type\":\"interaction\",\"ref\":\"i%d\",\"client\":\"c%u\",\"at\":\"", i, roll(CLIENTS));
    add_instant(to, at);
    str_printf(to, "\",\"direction\":\"%s\",\"kind\":\"%s\",\"channel\":\"%s\"", in ? "in" : "out",
               roll(4) || holding ? "message" : "call", channels[roll(3)]);
    if (holding) {
        str_add(to, ",\"holding\":true,\"promised\":\"");
        add_instant(to, at + roll(200) * 3600);
        str_add(to, "\"");
    }
    str_add(to, "}\n");
}

static void add_rule(struct str *to, const char *from, const char *hours)
{
    str_printf(to, "{\"type\":\"rule\",\"from\":\"%s\",\"zone\":\"Europe/Madrid\",\"hours\":{", from);
    for (int day = 0; day < 5; day++)
        str_printf(to, "%s\"%s\":[\"%s\"]", day ? "," : "",
                   (const char *const[]){"mon", "tue", "wed", "thu", "fri"}[day], hours);
    str_add(to, "}}\n");
}

static void fill(unsigned seed)
{
    _cleanup_str_ struct str lines = STR_INIT;

    dice = seed;
    trial_init(&t);
    t.now = NOW;
    add_rule(&lines, "2026-01-01T00:00:00Z", "09:30-18:00");
    add_rule(&lines, "2026-06-01T00:00:00Z", "09:30-17:00");
    for (int i = 0; i < CLIENTS; i++)
        str_printf(&lines, "{\"type\":\"client\",\"ref\":\"c%d\",\"name\":\"C%d\"}\n", i, i);
    str_add(&lines, "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"c1\",\"on\":\"2026-02-01\"}\n");
    for (int i = 0; i < ENTRIES; i++)
        add_entry(&lines, i);
    str_add(&lines, "{\"type\":\"ask\",\"ref\":\"a1\",\"client\":\"c0\",\"interaction\":\"sent\",\"what\":\"files\"}\n"
                    "{\"type\":\"interaction\",\"ref\":\"sent\",\"client\":\"c0\",\"at\":\"2026-11-10T09:00:00Z\","
                    "\"direction\":\"out\",\"kind\":\"message\"}\n"
                    "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"c0\",\"number\":\"1\",\"amount\":{\"amount\":"
                    "\"3.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-25\"}\n"
                    "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"c0\",\"invoice\":\"v1\",\"amount\":{\"amount\":"
                    "\"3.00\",\"currency\":\"EUR\"},\"on\":\"2026-11-08\"}\n");
    trial_put(&t, str_text(&lines));
}

/* Mornings only, a longer window, and payment within ten days. */
static struct rule mornings(void)
{
    struct rule rule;

    model_init(&model_rule, &rule);
    rule.from = NOW + 86400;
    rule.zone = mem_string("Europe/Madrid");
    for (int day = MONDAY; day <= FRIDAY; day++)
        spans_add(&rule.hours.day[day], (struct span){570, 840});
    rule.reply_window = (struct window){120, WINDOW_H};
    rule.payment_days = 10;
    return rule;
}

static struct what_if *try(const struct what_if_draft *draft, int64_t client_id)
{
    struct what_if *what_if;

    ck_assert_msg(what_if_new(t.app, draft, client_id, &what_if, &t.err) == 0, "%s", t.err.text);
    return what_if;
}

static struct what_if_counts finish(struct what_if *what_if, int most)
{
    struct what_if_counts counts;
    int r;

    while ((r = what_if_step(what_if, most, &t.err)) > 0)
        ;
    ck_assert_int_eq(r, 0);
    ck_assert(what_if_total(what_if, &counts));
    return counts;
}

static struct what_if_counts total_of(const struct what_if_draft *draft, int most)
{
    struct what_if *what_if = try(draft, 0);
    struct what_if_counts counts = finish(what_if, most);

    what_if_free(what_if);
    return counts;
}

static bool same(const struct what_if_counts *a, const struct what_if_counts *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

START_TEST(slices_do_not_matter)
{
    for (unsigned seed = 1; seed <= 5; seed++) {
        fill(seed);
        struct rule rule = mornings();
        const struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
        struct what_if_counts whole = total_of(&draft, 1 << 20), some = total_of(&draft, 7), one = total_of(&draft, 1);
        ck_assert(same(&whole, &some) && same(&whole, &one));
        ck_assert(what_if_changes_any(&whole));
        ck_assert_int_eq(whole.of[3].now, 0);
        ck_assert_int_eq(whole.of[4].now, 0);
        ck_assert_int_eq(whole.of[4].then, 1); /* paid on the 14th day */
        model_clear(&model_rule, &rule);
        trial_done(&t);
    }
}
END_TEST

/* Whoever is looked at is there before the rest, and is the same in the end. */
START_TEST(one_client_comes_first)
{
    struct what_if_counts early, late;
    int64_t id;

    fill(11);
    struct rule rule = mornings();
    const struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
    ck_assert_int_eq(view_client_id(t.app, "c0", &id, &t.err), 0);
    struct what_if *what_if = try(&draft, id);
    while (!what_if_of(what_if, id, &early))
        ck_assert_int_eq(what_if_step(what_if, 50, &t.err), 1);
    ck_assert(!what_if_total(what_if, &late));
    what_if_look_at(what_if, 0);
    finish(what_if, 50);
    ck_assert(what_if_of(what_if, id, &late));
    ck_assert(same(&early, &late));
    what_if_free(what_if);
    model_clear(&model_rule, &rule);
    trial_done(&t);
}
END_TEST

/* --- the list --- */

struct changes {
    struct what_if_counts counts;
    int64_t ids[ENTRIES + 1];
    int n;
};

static int take(void *ctx, const struct what_if_change *change)
{
    struct changes *changes = ctx;

    ck_assert(what_if_differs(&change->bits));
    ck_assert(changes->n == 0 || change->id < changes->ids[changes->n - 1]);
    changes->ids[changes->n++] = change->id;
    what_if_count(&changes->counts, &change->bits);
    return 0;
}

static void all_changes(struct what_if *what_if, int64_t client_id, int limit, int most, struct changes *ret)
{
    int64_t after = INT64_MAX, reached;
    int before, r;

    *ret = (struct changes){0};
    do {
        before = ret->n;
        r = what_if_changes(what_if, client_id, after, limit, most, take, ret, &reached, &t.err);
        ck_assert_int_ge(r, 0);
        after = r > 0 ? reached : ret->n > 0 ? ret->ids[ret->n - 1] : after;
    } while (r > 0 || ret->n - before == limit);
}

/* Asks and invoices are no entries. */
static void check_difference(const struct what_if_counts *counts, const struct changes *changes)
{
    for (int kind = 0; kind < BREACH_KINDS; kind++) {
        const struct what_if_tally *of = &counts->of[kind], *found = &changes->counts.of[kind];
        if (1 << kind & (BREACH_LATE_MATERIAL | BREACH_LATE_PAYMENT))
            continue;
        ck_assert_int_eq(of->then - of->now, found->then - found->now);
        ck_assert_int_eq(of->counted_then - of->counted_now, found->counted_then - found->counted_now);
    }
}

START_TEST(the_list_is_the_difference)
{
    static const struct {
        int limit, most;
    } pages[] = {{1000, 1 << 20}, {64, 300}, {1, 1}, {3, 1 << 20}};

    for (unsigned seed = 20; seed <= 25; seed++) {
        fill(seed);
        struct rule rule = mornings();
        const struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
        struct what_if *what_if = try(&draft, 0);
        struct changes first, other;
        all_changes(what_if, 0, pages[0].limit, pages[0].most, &first); /* before anything else was judged */
        struct what_if_counts counts = finish(what_if, 100);
        check_difference(&counts, &first);
        for (size_t i = 1; i < ARRAY_LEN(pages); i++) {
            all_changes(what_if, 0, pages[i].limit, pages[i].most, &other);
            ck_assert_int_eq(other.n, first.n);
            ck_assert_mem_eq(other.ids, first.ids, (size_t)first.n * sizeof *first.ids);
            ck_assert(same(&other.counts, &first.counts));
        }
        int n = 0;
        for (int64_t client = 1; client <= CLIENTS; client++) {
            all_changes(what_if, client, 5, 10, &other);
            ck_assert(what_if_of(what_if, client, &counts));
            check_difference(&counts, &other);
            n += other.n;
        }
        ck_assert_int_eq(n, first.n);
        what_if_free(what_if);
        model_clear(&model_rule, &rule);
        trial_done(&t);
    }
}
END_TEST

/* --- drafts --- */

START_TEST(drafts_hold_when_the_header_says)
{
    fill(31);
    struct rule rule = mornings();
    struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
    struct what_if_counts along = total_of(&draft, 4096);
    /* One that is still to come has no past, in whose place it comes or not. */
    draft.in_place_of = 1780272000;
    struct what_if_counts to_come = total_of(&draft, 4096);
    ck_assert(same(&along, &to_come));
    /* In the place of the second version the first one stays what it was. */
    rule.from = 1780272000;
    struct what_if_counts second = total_of(&draft, 4096);
    ck_assert(!same(&along, &second));
    /* The stored one itself changes nothing. */
    _cleanup_free_ char *file =
        trial_file(&t, "same.jsonl",
                   "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/Madrid\",\"hours\":{\"mon\":["
                   "\"09:30-18:00\"],\"tue\":[\"09:30-18:00\"],\"wed\":[\"09:30-18:00\"],\"thu\":[\"09:30-18:00\"],"
                   "\"fri\":[\"09:30-18:00\"]}}\n"
                   "{\"type\":\"rule\",\"from\":\"2026-06-01T00:00:00Z\",\"zone\":\"Europe/Madrid\",\"hours\":{\"mon\":["
                   "\"09:30-17:00\"],\"tue\":[\"09:30-17:00\"],\"wed\":[\"09:30-17:00\"],\"thu\":[\"09:30-17:00\"],"
                   "\"fri\":[\"09:30-17:00\"]}}\n",
                   0600);
    struct what_if *what_if;
    ck_assert_msg(what_if_open(t.app, file, 0, &what_if, &t.err) == 0, "%s", t.err.text);
    struct what_if_counts counts = finish(what_if, 4096);
    ck_assert(!what_if_changes_any(&counts));
    what_if_free(what_if);
    model_clear(&model_rule, &rule);
    trial_done(&t);
}
END_TEST

START_TEST(an_override_is_one_clients)
{
    struct override override;
    struct what_if_counts mine, others;

    fill(41);
    model_init(&model_override, &override);
    override.client = mem_string("c2");
    override.reason = mem_string("far away");
    override.from = civil_day(2026, 11, 20);
    override.until = civil_day(2026, 12, 20);
    override.hours_given = true;
    for (int day = MONDAY; day <= SUNDAY; day++)
        spans_add(&override.hours.day[day], (struct span){0, 1440});
    const struct what_if_draft draft = {.override = &override};
    struct what_if *what_if = try(&draft, 0);
    finish(what_if, 4096);
    ck_assert(what_if_of(what_if, 3, &mine));
    ck_assert(what_if_of(what_if, 1, &others));
    ck_assert_int_gt(mine.of[5].now, 0); /* my off_hours */
    ck_assert_int_eq(mine.of[5].then, 0);
    ck_assert(!what_if_changes_any(&others));
    /* The same as text. */
    _cleanup_free_ char *text = what_if_text(what_if);
    struct what_if *again;
    ck_assert_msg(what_if_again(t.app, text, 0, &again, &t.err) == 0, "%s", t.err.text);
    struct what_if_counts first = finish(what_if, 1), second = finish(again, 4096);
    ck_assert(same(&first, &second));
    what_if_free(what_if);
    what_if_free(again);
    model_clear(&model_override, &override);
    trial_done(&t);
}
END_TEST

START_TEST(what_cannot_be_saved_cannot_be_tried)
{
    struct what_if *what_if;

    fill(51);
    struct rule rule = mornings();
    const struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
    rule.reply_window = (struct window){12, WINDOW_H};
    ck_assert_int_eq(what_if_new(t.app, &draft, 0, &what_if, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "reply_window: 12h is shorter than the floor"));
    rule.reply_window = (struct window){0};
    for (int day = MONDAY; day <= FRIDAY; day++)
        spans_clear(&rule.hours.day[day]);
    ck_assert_int_eq(what_if_new(t.app, &draft, 0, &what_if, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "no opening within three years"));
    model_clear(&model_rule, &rule);
    trial_done(&t);
}
END_TEST

/* What is written meanwhile is in it. */
START_TEST(a_change_of_the_file_begins_it_anew)
{
    fill(61);
    struct rule rule = mornings();
    const struct what_if_draft draft = {.rule = &rule, .in_place_of = INSTANT_NONE};
    struct what_if *what_if = try(&draft, 1);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(what_if_step(what_if, 30, &t.err), 1);
    struct what_if_counts before = total_of(&draft, 4096);
    trial_put(&t, "{\"type\":\"interaction\",\"ref\":\"new\",\"client\":\"c0\",\"at\":\"2026-11-14T10:00:00Z\","
                  "\"direction\":\"out\",\"kind\":\"message\",\"channel\":\"whatsapp\"}\n");
    struct what_if_counts after = finish(what_if, 30), fresh = total_of(&draft, 4096);
    ck_assert(same(&after, &fresh));
    ck_assert_int_eq(after.of[6].now, before.of[6].now + 1); /* my channel */
    what_if_free(what_if);
    model_clear(&model_rule, &rule);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app what_if", slices_do_not_matter, one_client_comes_first, the_list_is_the_difference,
           drafts_hold_when_the_header_says, an_override_is_one_clients, what_cannot_be_saved_cannot_be_tried,
           a_change_of_the_file_begins_it_anew)
