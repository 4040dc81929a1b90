/* What-if while typing: performance.md, row 14 (the client who is looked at at once, a log of a million within a second,
 * no slice longer than 16 ms).
 *
 *   bench-what_if FILE CLIENT_ID
 *
 * FILE is a big file (tests/bench/big.py, imported); it is only read. */
#include "paletti/app/what_if.h"
#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS = 5, CHANGES = 64, CHANGES_MOST = 2048 };

static double now_ms(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int64_t clock_now(void *ctx)
{
    (void)ctx;
    return (int64_t)time(NULL);
}

/* Mornings, and a short window: most entries are judged otherwise. */
static void make_rule(struct rule *rule)
{
    model_init(&model_rule, rule);
    rule->zone = mem_string("Europe/Madrid");
    for (int day = MONDAY; day <= FRIDAY; day++)
        spans_add(&rule->hours.day[day], (struct span){570, 840});
    rule->reply_window = (struct window){24, WINDOW_OH};
}

static void fail(const struct err *err)
{
    fprintf(stderr, "%s\n", err->text);
    exit(1);
}

static int count(void *ctx, const struct what_if_change *change)
{
    (void)change;
    ++*(int *)ctx;
    return 0;
}

static void measure(struct app *app, const struct rule *rule, int64_t client)
{
    const struct what_if_draft draft = {.rule = rule, .in_place_of = INSTANT_NONE};
    struct what_if_counts counts;
    struct what_if *what_if;
    struct err err;
    double start = now_ms(CLOCK_MONOTONIC), cpu = now_ms(CLOCK_PROCESS_CPUTIME_ID), before = cpu;
    double client_ms = 0, longest = 0;
    int slices = 0, r;

    if (what_if_new(app, &draft, client, &what_if, &err) < 0)
        fail(&err);
    do {
        r = what_if_step(what_if, WHAT_IF_SLICE, &err);
        double after = now_ms(CLOCK_PROCESS_CPUTIME_ID);
        if (!client_ms && what_if_of(what_if, client, &counts))
            client_ms = after - cpu;
        longest = after - before > longest ? after - before : longest;
        before = after;
        slices++;
    } while (r > 0);
    if (r < 0)
        fail(&err);
    double all = now_ms(CLOCK_MONOTONIC) - start, all_cpu = before - cpu;
    int64_t done, total, reached;
    int changes = 0;
    what_if_progress(what_if, &done, &total);
    if (what_if_changes(what_if, 0, INT64_MAX, CHANGES, CHANGES_MOST, count, &changes, &reached, &err) < 0)
        fail(&err);
    printf("%10.1f %10.1f %10.1f %10.1f %8d %12.1f %10lld\n", client_ms, all, all_cpu, longest, slices,
           now_ms(CLOCK_PROCESS_CPUTIME_ID) - before, (long long)total);
    what_if_free(what_if);
}

int main(int argc, char **argv)
{
    struct app_options options = {.db = argv[1], .data_home = "/nonexistent", .config_home = "/nonexistent",
                                  .clock = clock_now};
    struct rusage usage;
    struct rule rule;
    struct app *app;
    struct err err;

    if (argc < 3) {
        fprintf(stderr, "usage: bench-what_if FILE CLIENT_ID\n");
        return 2;
    }
    if (app_new(&options, &app, &err) < 0)
        fail(&err);
    make_rule(&rule);
    puts("all of it on the clock; everything else CPU");
    puts(" client ms     all ms    all CPU longest ms   slices   changes ms    entries");
    for (int i = 0; i < ROUNDS; i++)
        measure(app, &rule, strtoll(argv[2], NULL, 10));
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory %.1f MB\n", (double)usage.ru_maxrss / 1024);
    model_clear(&model_rule, &rule);
    app_free(app);
    return 0;
}
