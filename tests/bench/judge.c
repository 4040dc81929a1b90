/* How fast the domain judges: performance.md, row 13 (150 ns an interaction, 30 ns for open time between two
 * instants). */
#include "paletti/core/judge.h"
#include "paletti/base/mem.h"
#include "paletti/core/explain.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define CLIENTS       1000
#define PER_CLIENT    1000
#define PAIRS         1000000
#define FIRST_INSTANT INT64_C(1420070400) /* 2015-01-01T00:00:00Z */
#define YEARS         INT64_C(11)
#define SPREAD        (YEARS * 365 * DAY_SECONDS)

/* Of this process: others on the machine do not count. */
static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* xorshift64* (Vigna 2016) */
static uint64_t roll(uint64_t sides)
{
    static uint64_t state = 42;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * UINT64_C(2685821657736338717) >> 20) % sides;
}

static void report(const char *what, int64_t start, int64_t n, const char *goal)
{
    printf("%-52s %8.1f ns   %s\n", what, (double)(now_ns() - start) / (double)n, goal);
}

/* Five versions, a national calendar of holidays, a lunch break: the siesta of the brief's examples. */
static void make_rules(struct rule rules[5])
{
    for (int i = 0; i < 5; i++) {
        model_init(&model_rule, &rules[i]);
        rules[i].from = FIRST_INSTANT + i * SPREAD / 5;
        rules[i].zone = mem_string("Europe/Madrid");
        for (int day = MONDAY; day <= FRIDAY; day++) {
            spans_add(&rules[i].hours.day[day], (struct span){570, 810});
            spans_add(&rules[i].hours.day[day], (struct span){960, 1110});
        }
        for (int year = 2015; year < 2026; year++)
            for (int month = 1; month <= 12; month++) {
                struct closed *closed = list_add(&rules[i].closed, sizeof *closed);
                closed->from = closed->to = civil_day(year, month, 1 + month);
            }
    }
}

static struct entry *make_log(void)
{
    static const char *const channels[] = {"email", "email", "email", "phone", "whatsapp", "pigeon"};
    struct entry *log = mem_zero(CLIENTS * PER_CLIENT, sizeof *log);
    for (int i = 0; i < CLIENTS * PER_CLIENT; i++)
        log[i] = (struct entry){
            .at =
                FIRST_INSTANT + (i % PER_CLIENT) * (SPREAD / PER_CLIENT) + (int64_t)roll(SPREAD / PER_CLIENT),
            .promised = INSTANT_NONE,
            .channel = channels[roll(ARRAY_LEN(channels))],
            .direction = (uint8_t)roll(2),
            .kind = (uint8_t)(roll(5) ? KIND_MESSAGE : KIND_CALL),
            .needs_reply = roll(10) > 0,
        };
    return log;
}

/* Judges everything; WITH_OVERRIDES of 1,000 clients have three exceptions of a month each. */
static void judge_all(struct rulebook *book, const struct entry *log, int with_overrides, const char *what)
{
    struct override overrides[3];
    struct told told;
    for (int i = 0; i < 3; i++) {
        model_init(&model_override, &overrides[i]);
        overrides[i].from = civil_utc_day(FIRST_INSTANT) + 400 * (i + 1);
        overrides[i].until = overrides[i].from + 30;
        struct closed *closed = list_add(&overrides[i].closed, sizeof *closed);
        closed->from = closed->to = overrides[i].from + 3;
    }
    model_init(&model_told, &told);
    told.on = civil_utc_day(FIRST_INSTANT);

    int64_t start = now_ns(), breaches = 0;
    for (int client = 0; client < CLIENTS; client++) {
        struct boundaries *boundaries =
            boundaries_new(book, overrides, client < with_overrides ? 3 : 0, &told, 1);
        struct judge *judge = judge_new(boundaries);
        for (int i = 0; i < PER_CLIENT; i++) {
            struct verdict verdict, question;
            judge_step(judge, &log[client * PER_CLIENT + i], &verdict, &question);
            breaches += verdict.breaches != 0;
        }
        judge_free(judge);
        boundaries_free(boundaries);
    }
    report(what, start, CLIENTS * PER_CLIENT, "goal 150 ns");
    for (int i = 0; i < 3; i++)
        model_clear(&model_override, &overrides[i]);
    if (breaches == 0)
        puts("(nobody did anything wrong)");
}

static void time_windows(struct calendar *calendar, const int64_t *at)
{
    static const char *const windows[] = {"72h", "3d", "3wd", "24oh"};
    for (size_t w = 0; w < ARRAY_LEN(windows); w++) {
        struct window window;
        window_parse(windows[w], &window, NULL);
        int64_t start = now_ns(), due, sum = 0;
        for (int i = 0; i < PAIRS; i++)
            sum += calendar_elapse(calendar, at[i], window, &due) == 0 ? due : 0;
        char what[64];
        snprintf(what, sizeof what, "the end of %s from any instant (%s)", windows[w],
                 sum ? "found" : "none");
        report(what, start, PAIRS, "");
    }
}

int main(void)
{
    struct err err;
    struct zones *zones = zones_new(NULL);
    struct rule rules[5];
    struct rulebook *book;
    make_rules(rules);
    if (rulebook_new(zones, "UTC", rules, 5, &book, &err) < 0) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct entry *log = make_log();
    judge_all(book, log, 0, "judging, first time, calendars laid out");
    judge_all(book, log, 0, "judging");
    judge_all(book, log, 200, "judging, every fifth client with exceptions");
    judge_all(book, log, 1000, "judging, every client with exceptions");

    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct calendar *calendar = boundaries_at(boundaries, FIRST_INSTANT)->calendar;
    int64_t *at = mem_zero(PAIRS + 1, sizeof *at), sum = 0;
    for (int i = 0; i <= PAIRS; i++)
        at[i] = FIRST_INSTANT + (int64_t)roll(SPREAD);
    calendar_open_seconds(calendar, FIRST_INSTANT, FIRST_INSTANT + SPREAD);
    int64_t start = now_ns();
    for (int i = 0; i < PAIRS; i++)
        sum += calendar_open_seconds(calendar, at[i], at[i + 1]);
    report(sum ? "open time between two instants" : "nothing open", start, PAIRS, "goal 30 ns");
    time_windows(calendar, at);

    free(at);
    free(log);
    boundaries_free(boundaries);
    rulebook_free(book);
    for (int i = 0; i < 5; i++)
        model_clear(&model_rule, &rules[i]);
    zones_free(zones);
    return 0;
}
