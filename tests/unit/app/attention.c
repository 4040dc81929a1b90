/* The screen's list of clients against the whole one. */
#include "fixture.h"

#include "paletti/app/views.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"

static struct trial t;

struct expected {
    struct client_line line;
    char *name;
    int order;
};
static struct expected expected[200];
static size_t n_expected;

/* Some are members of the first one's group. */
static bool is_member(int client)
{
    return client % 7 == 3;
}

static int expect_client(void *ctx _unused_, const struct client_line *line)
{
    if (line->state == CLIENT_LEFT && line->question == QUESTION_NONE)
        return 0;
    if (is_member(atoi(line->ref + 1)) && line->question == QUESTION_NONE && !line->invoice_overdue)
        return 0;
    expected[n_expected] = (struct expected){*line, mem_string(line->name), (int)n_expected};
    n_expected++;
    return 0;
}

static int urgency(const struct client_line *line)
{
    int section = line->state == CLIENT_PROSPECT ? 10 : line->state == CLIENT_LEFT ? 20 : 0;

    return section + (line->question != QUESTION_NONE ? 0 : line->invoice_overdue ? 1 : 2);
}

static int by_urgency(const void *left, const void *right)
{
    const struct expected *a = left, *b = right;
    int64_t x = a->line.due == INSTANT_NONE ? INT64_MAX : a->line.due;
    int64_t y = b->line.due == INSTANT_NONE ? INT64_MAX : b->line.due;

    if (urgency(&a->line) != urgency(&b->line))
        return urgency(&a->line) - urgency(&b->line);
    if (urgency(&a->line) % 10 == 0 && x != y)
        return x < y ? -1 : 1;
    return a->order - b->order;
}

static int check_line(void *ctx, const struct attention_line *line)
{
    const struct expected *e = &expected[(*(size_t *)ctx)++];

    ck_assert_str_eq(line->name, e->name);
    ck_assert_int_eq(line->id, e->line.id);
    ck_assert_int_eq(line->state, e->line.state);
    ck_assert_int_eq(line->question, e->line.question);
    ck_assert_int_eq(line->due, e->line.due);
    ck_assert_int_eq(line->client_breaches, e->line.client_breaches);
    ck_assert_int_eq(line->my_breaches, e->line.my_breaches);
    ck_assert_int_eq(line->invoice_overdue, e->line.invoice_overdue);
    return 0;
}

static void check_sections(const struct attention *all)
{
    int64_t of[SECTIONS_N] = {0}, waiting[SECTIONS_N] = {0};

    for (size_t i = 0; i < n_expected; i++) {
        of[client_section(expected[i].line.state)]++;
        waiting[client_section(expected[i].line.state)] += expected[i].line.question != QUESTION_NONE;
    }
    for (int i = 0; i < SECTIONS_N; i++) {
        ck_assert_int_gt(of[i], 0);
        ck_assert_int_eq(all->of[i], of[i]);
        ck_assert_int_eq(all->waiting[i], waiting[i]);
    }
}

static void check_attention(int64_t total)
{
    struct attention all;
    struct overview overview;
    size_t waiting = 0;

    n_expected = 0;
    ck_assert_int_eq(view_clients(t.app, NULL, expect_client, NULL, &t.err), 0);
    qsort(expected, n_expected, sizeof *expected, by_urgency);
    for (int limit = 0; limit < (int)n_expected + 2; limit += 1 + limit / 2) {
        size_t seen_n = 0;
        ck_assert_int_eq(view_attention(t.app, NULL, limit, check_line, &seen_n, &all, &t.err), 0);
        ck_assert_uint_eq(seen_n, limit && (size_t)limit < n_expected ? (size_t)limit : n_expected);
        ck_assert_int_eq(all.listed, (int64_t)n_expected);
        check_sections(&all);
        ck_assert_int_eq(all.listed + all.ended + all.members, total);
        ck_assert_int_gt(all.members, 0);
    }
    for (size_t i = 0; i < n_expected; i++) {
        waiting += expected[i].line.question != QUESTION_NONE;
        free(expected[i].name);
    }
    ck_assert_int_eq(view_overview(t.app, &overview, &t.err), 0);
    ck_assert_uint_eq((size_t)overview.waiting, waiting);
}

static void put_clients(int n, unsigned seed)
{
    static const char *const states[] = {"active", "active", "active", "prospect", "leaving", "left"};
    struct str lines = STR_INIT;

    for (int i = 0; i < n; i++) {
        seed = seed * 1103515245 + 12345;
        str_printf(&lines, "{\"type\":\"client\",\"ref\":\"c%d\",\"name\":\"Client %d\",\"state\":\"%s\"%s}\n",
                   i, (i * 37) % n / 2, states[seed >> 16 & 0x7fff ? (seed >> 16) % ARRAY_LEN(states) : 0],
                   is_member(i) ? ",\"member_of\":\"c0\"" : "");
        for (unsigned k = 0; k < (seed >> 20) % 4; k++)
            str_printf(&lines,
                       "{\"type\":\"interaction\",\"ref\":\"i%d-%u\",\"client\":\"c%d\",\"at\":\"2026-11-%"
                       "02uT1%u:00:00Z\","
                       "\"direction\":\"%s\",\"kind\":\"message\"}\n",
                       i, k, i, 2 + (seed >> 16 & 7) + 2 * k, k, (seed >> k & 0x4000) ? "in" : "out");
    }
    trial_put(&t, str_text(&lines));
    str_done(&lines);
}

/* The first page is read straight from the store, or, where now or dues matter, sorted: both say the same as
 * the whole list does. */
START_TEST(attention)
{
    trial_init(&t);
    trial_put(&t, RULES);
    put_clients(90, 7);
    check_attention(90);
    trial_put(&t,
              "{\"type\":\"interaction\",\"ref\":\"late\",\"client\":\"c1\",\"at\":\"2026-12-24T10:00:00Z\","
              "\"direction\":\"in\",\"kind\":\"message\"}\n");
    check_attention(90);
    t.now += 60 * 86400;
    check_attention(90);
    trial_put(&t, "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"c2\",\"number\":\"1\",\"amount\":{"
                  "\"amount\":\"3.00\","
                  "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n"
                  "{\"type\":\"invoice\",\"ref\":\"w\",\"client\":\"c3\",\"number\":\"2\",\"amount\":{"
                  "\"amount\":\"3.00\","
                  "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n");
    check_attention(90);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app attention", attention)
