/* Acts taken back and done again: whatever is done, in whatever order, each state of the file comes back as it was. */
#include "fixture.h"
#include "inside.h"

#include "paletti/app/views.h"
#include "paletti/base/mem.h"
#include "paletti/store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATES = 64 };

struct world {
    struct trial trial;
    uint64_t random;
    char *states[STATES]; /* after no act, after the first ... */
    int at, n;            /* the state now; states known, those that can be redone included */
};

static unsigned any(struct world *world, unsigned below)
{
    world->random ^= world->random << 13;
    world->random ^= world->random >> 7;
    world->random ^= world->random << 17;
    return (unsigned)(world->random >> 33) % below;
}

/* Everything a person could see of the file. */
static char *look(struct trial *trial)
{
    struct str text = STR_INIT;

    str_add(&text, trial_ok(trial, "export", "--format", "jsonl", NULL));
    str_add(&text, trial_ok(trial, "clients", NULL));
    str_add(&text, trial_ok(trial, "judge", NULL));
    str_add(&text, trial_ok(trial, "search", "word", "--limit", "0", NULL));
    ck_assert_ptr_nonnull(strstr(trial_ok(trial, "check", NULL), "\"faults\":[]"));
    return str_take(&text);
}

static void expect_state(struct world *world, int state)
{
    _cleanup_free_ char *now = look(&world->trial);

    ck_assert_str_eq(now, world->states[state]);
}

/* --- random records: few refs and few instants, so that they meet --- */

static void add_entry(struct world *world, struct str *to)
{
    unsigned ref = any(world, 12), second = any(world, 3), minute = any(world, 4);

    str_printf(to, "{\"type\":\"interaction\",\"ref\":\"e%u\",\"client\":\"c%u\",\"at\":\"2026-11-1%uT10:%02u:0%uZ\",", ref,
               any(world, 3), any(world, 6), minute, second);
    str_printf(to, "\"direction\":\"%s\",\"kind\":\"message\",\"channel\":\"email\",\"body\":\"word %u\"",
               any(world, 2) ? "in" : "out", any(world, 4));
    if (any(world, 9) == 0)
        str_printf(to, ",\"recap\":\"e%u\"", any(world, 12));
    str_add(to, "}\n");
}

static void add_client(struct world *world, struct str *to)
{
    static const char *const names[] = {"Ana Uno", "Ana Dos", "Blas", "Ana"};
    unsigned ref = any(world, 3);

    str_printf(to, "{\"type\":\"client\",\"ref\":\"c%u\",\"name\":\"%s\"", ref, names[any(world, 4)]);
    if (any(world, 3) == 0)
        str_printf(to, ",\"short\":\"%s\"", any(world, 2) ? "Ana" : "Ana2");
    if (any(world, 4) == 0 && ref > 0)
        str_printf(to, ",\"member_of\":\"c0\"");
    str_printf(to, ",\"notes\":\"%u\"}\n", any(world, 3));
}

static void add_other(struct world *world, struct str *to)
{
    unsigned ref = any(world, 3), client = any(world, 3);

    switch (any(world, 8)) {
    case 0:
        str_printf(to, "{\"type\":\"me\",\"name\":\"Nora %u\",\"zone\":\"Europe/Madrid\"}\n", ref);
        break;
    case 1:
        str_printf(to, "{\"type\":\"rule\",\"from\":\"2026-0%u-01T00:00:00Z\",\"zone\":\"Europe/Madrid\",\"hours\":{\"mon\":"
                       "[\"09:30-18:00\"],\"%s\":[\"10:00-11:00\"]}}\n",
                   1 + any(world, 3), any(world, 2) ? "tue" : "thu");
        break;
    case 2:
        str_printf(to, "{\"type\":\"override\",\"ref\":\"o%u\",\"client\":\"c%u\",\"from\":\"2026-11-10\",\"until\":"
                       "\"2026-11-20\",\"reason\":\"fair\",\"reply_window\":\"%uh\"}\n",
                   ref, client, 10 + any(world, 3));
        break;
    case 3:
        str_printf(to, "{\"type\":\"told\",\"ref\":\"t%u\",\"client\":\"c%u\",\"on\":\"2026-11-1%u\"}\n", ref, client, ref);
        break;
    case 4:
        str_printf(to, "{\"type\":\"invoice\",\"ref\":\"i%u\",\"client\":\"c%u\",\"number\":\"%u\",\"amount\":{\"amount\":"
                       "\"32%u.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n",
                   ref, client, ref, any(world, 3));
        break;
    case 5:
        str_printf(to, "{\"type\":\"payment\",\"ref\":\"p%u\",\"client\":\"c%u\",\"amount\":{\"amount\":\"10.00\",\"currency\":"
                       "\"EUR\"},\"on\":\"2026-10-02\",\"invoice\":\"i%u\"}\n",
                   ref, client, any(world, 3));
        break;
    case 6:
        str_printf(to, "{\"type\":\"package\",\"ref\":\"k%u\",\"client\":\"c%u\",\"unit\":\"hour\",\"quantity\":\"10\","
                       "\"price\":{\"amount\":\"500.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-10-01\",\"payments\":"
                       "[\"p%u\"]}\n",
                   ref, client, any(world, 3));
        break;
    default:
        str_printf(to, "{\"type\":\"ask\",\"ref\":\"a%u\",\"client\":\"c%u\",\"interaction\":\"e%u\",\"what\":\"files\"}\n", ref,
                   client, any(world, 12));
    }
}

static void import(struct world *world)
{
    _cleanup_str_ struct str lines = STR_INIT;

    for (unsigned n = 1 + any(world, 5); n > 0; n--)
        switch (any(world, 5)) {
        case 0:
            add_client(world, &lines);
            break;
        case 1:
            add_other(world, &lines);
            break;
        default:
            add_entry(world, &lines);
        }
    if (any(world, 3) == 0) /* clients behind their entries */
        str_add(&lines, "{\"type\":\"client\",\"ref\":\"c0\",\"name\":\"Ana\"}\n"
                        "{\"type\":\"client\",\"ref\":\"c1\",\"name\":\"Ana\"}\n{\"type\":\"client\",\"ref\":\"c2\",\"name\":\"Eva\"}\n");
    trial_import(&world->trial, lines.s);
}

static void remove_some(struct world *world)
{
    static const char *const kinds[] = {"c", "e", "e", "e", "i", "p", "k", "o", "t", "a"};
    char first[16], second[16];

    snprintf(first, sizeof first, "%s%u", kinds[any(world, 10)], any(world, 3));
    snprintf(second, sizeof second, "e%u", any(world, 12));
    switch (any(world, 4)) {
    case 0:
        trial_run(&world->trial, "remove", first, second, NULL);
        break;
    case 1:
        trial_run(&world->trial, "remove", any(world, 2) ? "me" : "2026-01-01T00:00:00Z", NULL);
        break;
    case 2:
        trial_run(&world->trial, "remove", "--with-log", first, NULL);
        break;
    default:
        trial_run(&world->trial, "remove", first, NULL);
    }
}

/* --- the walk --- */

struct counts {
    int64_t undo, redo;
};

static struct counts counts(struct world *world)
{
    struct counts counts;
    struct store *store;

    ck_assert_int_eq(app_open_read(world->trial.app, &store, &world->trial.err), 0);
    journal_counts(store, &counts.undo, &counts.redo);
    return counts;
}

/* Something was tried: either the file stands as it stood, or there is one act more and nothing to be redone. */
static void note_state(struct world *world)
{
    struct counts acts = counts(world);

    if (acts.undo == world->at) {
        expect_state(world, world->at);
        ck_assert_int_eq(acts.redo, world->n - 1 - world->at);
        return;
    }
    ck_assert_int_eq(acts.undo, world->at + 1);
    ck_assert_int_eq(acts.redo, 0);
    for (int i = world->at + 1; i < world->n; i++)
        free(world->states[i]);
    world->states[++world->at] = look(&world->trial);
    world->n = world->at + 1;
}

static void turn(struct world *world, bool redo)
{
    int to = world->at + (redo ? 1 : -1);
    bool there = to >= 0 && to < world->n;

    ck_assert_int_eq(trial_run(&world->trial, redo ? "redo" : "undo", NULL) == 0, there);
    if (there)
        world->at = to;
    expect_state(world, world->at);
}

static void walk(uint64_t seed, int steps)
{
    static const char clients[] = "{\"type\":\"client\",\"ref\":\"c0\",\"name\":\"Ana\"}\n"
                                  "{\"type\":\"client\",\"ref\":\"c1\",\"name\":\"Ana Uno\"}\n"
                                  "{\"type\":\"client\",\"ref\":\"c2\",\"name\":\"Eva\"}\n";
    struct world world = {.random = seed * 0x9e3779b97f4a7c15u + 1, .n = 1};

    trial_init(&world.trial);
    trial_put(&world.trial, "");
    world.states[0] = look(&world.trial);
    trial_put(&world.trial, clients);
    note_state(&world);
    for (int i = 0; i < steps; i++) {
        unsigned what = any(&world, 10);
        if (any(&world, 8) == 0)
            trial_close(&world.trial);
        if (what >= 7) {
            turn(&world, what == 9);
            continue;
        }
        if (world.at == STATES - 2)
            continue;
        if (what < 5)
            import(&world);
        else
            remove_some(&world);
        note_state(&world);
    }
    while (world.at > 0)
        turn(&world, false);
    while (world.at < world.n - 1)
        turn(&world, true);
    for (int i = 0; i < world.n; i++)
        free(world.states[i]);
    trial_done(&world.trial);
}

START_TEST(states_come_back)
{
    const char *seeds = getenv("PALETTI_SEEDS"); /* more of them by hand */
    int n = seeds ? atoi(seeds) : 6;

    for (int seed = 1; seed <= n; seed++)
        walk((uint64_t)seed, 60);
}
END_TEST

/* So many that it is done in bulk: the log of one client, of two, and all at once. */
START_TEST(in_bulk)
{
    struct trial trial;
    _cleanup_str_ struct str lines = STR_INIT;

    trial_init(&trial);
    trial_put(&trial, RULES ADA "{\"type\":\"interaction\",\"ref\":\"first\",\"client\":\"ada\",\"at\":"
                                "\"2026-01-05T10:00:00Z\",\"direction\":\"in\",\"kind\":\"message\",\"body\":\"word\"}\n");
    _cleanup_free_ char *before = look(&trial);
    str_add(&lines, BLAS);
    for (int i = 0; i < 5000; i++)
        str_printf(&lines,
                   "{\"type\":\"interaction\",\"ref\":\"n%d\",\"client\":\"%s\",\"at\":\"2026-03-%02dT%02d:%02d:00Z\","
                   "\"direction\":\"%s\",\"kind\":\"message\",\"body\":\"word %d\"}\n",
                   i, i % 6 ? "blas" : "ada", 1 + i % 28, 9 + i % 7, i % 60, i % 2 ? "in" : "out", i);
    trial_put(&trial, lines.s);
    _cleanup_free_ char *after = look(&trial);
    trial_ok(&trial, "remove", "--with-log", "blas", NULL);
    free(look(&trial));
    trial_ok(&trial, "undo", NULL);
    _cleanup_free_ char *client_back = look(&trial);
    ck_assert_str_eq(after, client_back);
    trial_ok(&trial, "undo", NULL);
    _cleanup_free_ char *undone = look(&trial);
    ck_assert_str_eq(before, undone);
    trial_ok(&trial, "redo", NULL);
    _cleanup_free_ char *redone = look(&trial);
    ck_assert_str_eq(after, redone);
    /* Ended on the way, at whatever moment it is asked: nothing of it is done. */
    for (int asked = 1; asked < 9; asked += 3) {
        trial.stop_after = asked;
        ck_assert_int_lt(trial_run(&trial, "undo", NULL), 0);
        trial.stop_after = 0;
        _cleanup_free_ char *stopped = look(&trial);
        ck_assert_str_eq(after, stopped);
    }
    trial_done(&trial);
}
END_TEST

/* Two have the file open: each sees what the other did, and takes that back. */
START_TEST(one_journal_for_all)
{
    struct trial one, other;

    trial_init(&one);
    trial_init(&other);
    free(other.db);
    other.db = mem_string(one.db);
    trial_put(&one, ADA);
    _cleanup_free_ char *before = look(&one);
    trial_ok(&other, "log", "ada", "--add", "8:30 in email hello", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&one, "undo", NULL), "entry added: Ada Quill, e-mail, "));
    _cleanup_free_ char *after = look(&other);
    ck_assert_str_eq(before, after);
    trial_ok(&other, "redo", NULL);
    /* What is new takes the place of what could be redone. */
    trial_ok(&one, "undo", NULL);
    trial_ok(&other, "log", "ada", "--add", "8:40 in email again", NULL);
    ck_assert_int_lt(trial_run(&one, "redo", NULL), 0);
    ck_assert_ptr_nonnull(strstr(trial_ok(&one, "acts", NULL), "\"act\":2"));
    trial_close(&other);
    trial_done(&other);
    trial_done(&one);
}
END_TEST

/* What others refer to stays, and it is said who does. */
START_TEST(refuses_to_break)
{
    struct trial trial;

    trial_init(&trial);
    trial_put(&trial, ADA "{\"type\":\"invoice\",\"ref\":\"inv\",\"client\":\"ada\",\"number\":\"1\",\"amount\":{\"amount\":"
                          "\"320.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n"
                          "{\"type\":\"payment\",\"ref\":\"pay\",\"client\":\"ada\",\"amount\":{\"amount\":\"320.00\","
                          "\"currency\":\"EUR\"},\"on\":\"2026-10-02\",\"invoice\":\"inv\"}\n");
    _cleanup_free_ char *before = look(&trial);
    ck_assert_int_lt(trial_run(&trial, "remove", "inv", NULL), 0);
    ck_assert_ptr_nonnull(strstr(trial.err.text, "payment:pay"));
    ck_assert_int_lt(trial_run(&trial, "remove", "ada", NULL), 0);
    ck_assert_ptr_nonnull(strstr(trial.err.text, "Ada Quill has 2 other records; --with-log"));
    struct belongings has = {.entries = 1};
    _cleanup_str_ struct str what = STR_INIT;
    ck_assert_int_eq(view_belongings(trial.app, "ada", &has, &trial.err), 0);
    words_belongings(&what, &has);
    ck_assert_str_eq(str_text(&what), "1 entry and 2 other records");
    ck_assert_int_lt(trial_run(&trial, "remove", "pay", "nobody", NULL), 0);
    _cleanup_free_ char *refused = look(&trial);
    ck_assert_str_eq(before, refused);
    ck_assert_ptr_nonnull(strstr(trial_ok(&trial, "remove", "inv", "pay", NULL), "\"removed\":2"));
    trial_ok(&trial, "undo", NULL);
    _cleanup_free_ char *after = look(&trial);
    ck_assert_str_eq(before, after);
    trial_done(&trial);
}
END_TEST

TRIAL_MAIN("journal", states_come_back, in_bulk, one_journal_for_all, refuses_to_break)
