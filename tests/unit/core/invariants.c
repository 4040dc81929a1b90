/* What must hold for every rule book, log and zone: boundaries.md, the end of section 2. */
#include "random.h"

#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>

#define ENTRIES   120
#define OVERRIDES 5
#define TOLD      3

/* A random client under random rules. */
struct world {
    struct rule rules[3];
    struct override overrides[OVERRIDES];
    struct told told[TOLD];
    struct entry log[ENTRIES]; /* in time order */
};

static const char *const channels[] = {"email", "phone", "whatsapp", "pigeon", NULL};

static struct entry random_entry(struct dice *dice, int64_t odd)
{
    struct entry entry = {
        .at = odd - 15 * DAY_SECONDS + dice_roll(dice, 30 * DAY_SECONDS),
        .promised = INSTANT_NONE,
        .channel = channels[dice_roll(dice, ARRAY_LEN(channels))],
        .direction = (uint8_t)dice_roll(dice, 2),
        .kind = (uint8_t)(dice_chance(dice, 60) ? KIND_MESSAGE : dice_roll(dice, 5)),
        .needs_reply = dice_chance(dice, 70),
        .invited = dice_chance(dice, 10),
    };
    entry.at -= dice_chance(dice, 50) ? entry.at % 1800 : 0;
    entry.holding = entry.direction == DIRECTION_OUT && dice_chance(dice, 30);
    if (entry.holding)
        entry.promised = entry.at + dice_roll(dice, 12 * DAY_SECONDS);
    return entry;
}

static int by_instant(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static void world_init(struct world *world, struct dice *dice, const struct place *place)
{
    int64_t odd = instant_of(NULL, place->when);
    int32_t day = civil_utc_day(odd);
    for (int i = 0; i < 3; i++)
        world->rules[i] = random_rule(dice, place->zone, odd + (i - 1) * 6 * DAY_SECONDS, day);
    for (int i = 0; i < OVERRIDES; i++) {
        world->overrides[i] = random_override(dice, day);
        /* Distinct beginnings: of equal ones the order decides. */
        world->overrides[i].from += i * 40 - 100;
        world->overrides[i].until += i * 40 - 100;
        if (dice_chance(dice, 70)) {
            world->overrides[i].from = day - 2 * i - 1;
            world->overrides[i].until = day + 3 * i;
        }
    }
    for (int i = 0; i < TOLD; i++) {
        world->told[i] = told_of("2000-01-01");
        world->told[i].on = random_day(dice, day, 12);
        world->told[i].rule = dice_chance(dice, 50) ? world->rules[dice_roll(dice, 3)].from : INSTANT_NONE;
    }
    for (int i = 0; i < ENTRIES; i++)
        world->log[i] = random_entry(dice, odd);
    qsort(world->log, ENTRIES, sizeof *world->log, by_instant);
}

static void world_done(struct world *world)
{
    for (int i = 0; i < 3; i++)
        rule_free(&world->rules[i]);
    for (int i = 0; i < OVERRIDES; i++)
        override_free(&world->overrides[i]);
}

/* Judges the log from entry FIRST on, where QUESTION was open. */
static void judge_log(struct boundaries *boundaries, const struct world *world, int first,
                      const struct verdict *question, int asked, struct verdict *ret)
{
    struct judge *judge = judge_new(boundaries);
    judge_resume(judge, question);
    for (int i = first; i < ENTRIES; i++) {
        struct verdict moved;
        int changed = judge_step(judge, &world->log[i], &ret[i], &moved);
        if (changed)
            ret[asked] = moved;
        if (ret[i].started)
            asked = i;
    }
    judge_free(judge);
}

static bool verdicts_equal(const struct verdict *a, const struct verdict *b)
{
    return a->receipt == b->receipt && a->due == b->due && a->held_at == b->held_at &&
           a->promised == b->promised && a->answered == b->answered && a->breaches == b->breaches &&
           a->counted == b->counted && a->started == b->started && a->error == b->error;
}

static void check_same(const struct verdict *a, const struct verdict *b, int from)
{
    for (int i = from; i < ENTRIES; i++)
        must(verdicts_equal(&a[i], &b[i]));
}

/* The rules and overrides in another order, another machine's zone, a judge that begins anew anywhere. */
START_TEST(test_same_verdicts)
{
    struct dice dice = {UINT64_C(0x9fb21c651e98df25) * (uint64_t)(_i + 1)};
    struct world *world = mem_zero(1, sizeof *world);
    world_init(world, &dice, &places[_i % places_n]);
    struct rulebook *book = book_of(world->rules, 3);
    struct boundaries *boundaries = boundaries_new(book, world->overrides, OVERRIDES, world->told, TOLD);
    struct verdict verdicts[ENTRIES], again[ENTRIES];
    judge_log(boundaries, world, 0, NULL, 0, verdicts);

    /* Entry by entry, as the log stood then. */
    struct judge *judge = judge_new(boundaries);
    for (int i = 0, asked = 0; i < ENTRIES; i++) {
        struct verdict question, moved;
        bool open = judge_question(judge, &question);
        memcpy(again, verdicts, sizeof again);
        judge_log(boundaries, world, i, open ? &question : NULL, asked, again);
        check_same(verdicts, again, 0);
        struct verdict verdict;
        judge_step(judge, &world->log[i], &verdict, &moved);
        asked = verdict.started ? i : asked;
    }
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);

    struct rule rules[] = {world->rules[2], world->rules[0], world->rules[1]};
    struct override overrides[OVERRIDES];
    struct told told[] = {world->told[1], world->told[2], world->told[0]};
    for (int i = 0; i < OVERRIDES; i++)
        overrides[i] = world->overrides[OVERRIDES - 1 - i];
    setenv("TZ", _i % 2 ? "Pacific/Apia" : "America/Los_Angeles", 1);
    book = book_of(rules, 3);
    boundaries = boundaries_new(book, overrides, OVERRIDES, told, TOLD);
    judge_log(boundaries, world, 0, NULL, 0, again);
    check_same(verdicts, again, 0);
    boundaries_free(boundaries);
    rulebook_free(book);
    world_done(world);
    free(world);
}
END_TEST

/* What a verdict may say at all. */
START_TEST(test_sane_verdicts)
{
    struct dice dice = {UINT64_C(0xbf58476d1ce4e5b9) * (uint64_t)(_i + 1)};
    struct world *world = mem_zero(1, sizeof *world);
    world_init(world, &dice, &places[_i % places_n]);
    struct rulebook *book = book_of(world->rules, 3);
    struct boundaries *boundaries = boundaries_new(book, world->overrides, OVERRIDES, world->told, TOLD);
    struct verdict verdicts[ENTRIES];
    judge_log(boundaries, world, 0, NULL, 0, verdicts);
    for (int i = 0; i < ENTRIES; i++) {
        const struct verdict *v = &verdicts[i];
        const struct entry *entry = &world->log[i];
        bool in = entry->direction == DIRECTION_IN;
        must((v->breaches & (in ? BREACH_MINE : BREACH_CLIENTS)) == 0);
        must((v->counted & ~v->breaches) == 0);
        must(in ? v->counted == v->breaches || v->counted == 0 : v->counted == v->breaches);
        must(entry->kind != KIND_NOTE || (v->breaches == 0 && !v->started));
        must(!v->started || (in && entry->needs_reply && v->receipt >= entry->at && v->due > v->receipt));
        must(!(v->breaches & BREACH_CHASE) || !v->started);
        must((v->promised == INSTANT_NONE) == (v->held_at == INSTANT_NONE));
        must(v->promised == INSTANT_NONE || v->promised > v->due);
        must(v->answered == INSTANT_NONE || v->answered >= entry->at);
    }
    boundaries_free(boundaries);
    rulebook_free(book);
    world_done(world);
    free(world);
}
END_TEST

static struct verdict ask_judge(struct judge *judge, int64_t at)
{
    struct entry entry = {.at = at, .promised = INSTANT_NONE, .direction = DIRECTION_IN, .needs_reply = true};
    struct verdict verdict, question;
    judge_resume(judge, NULL);
    judge_step(judge, &entry, &verdict, &question);
    return verdict;
}

static bool clocks_went_back(const struct zone *zone, int64_t from, int64_t to)
{
    return from + zone_offset(zone, from) > to + zone_offset(zone, to);
}

/* Under one version: later receipts never fall due earlier, `h` never gives less, and a due lies inside
 * hours. */
START_TEST(test_one_version)
{
    const struct place *place = &places[_i % places_n];
    const struct zone *zone = zone_of(place->zone);
    struct dice dice = {UINT64_C(0x94d049bb133111eb) * (uint64_t)(_i + 1)};
    int64_t odd = instant_of(NULL, place->when), at = odd - 12 * DAY_SECONDS;
    struct rule rule = random_rule(&dice, place->zone, 0, civil_utc_day(odd));
    rule.reply_window.unit = (uint8_t)(_i / places_n % 4);
    rule.until = day_of("2100-01-01");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct judge *judge = judge_new(boundaries);
    struct calendar *calendar = boundaries_at(boundaries, at)->calendar;
    struct verdict last = ask_judge(judge, at);
    bool in_days = rule.reply_window.unit == WINDOW_D || rule.reply_window.unit == WINDOW_WD;
    while (at < odd + 10 * DAY_SECONDS) {
        struct verdict verdict = ask_judge(judge, at);
        must(verdict.error == VERDICT_FINE);
        must(verdict.receipt >= last.receipt);
        must(verdict.due >= last.due || (in_days && clocks_went_back(zone, last.receipt, verdict.receipt)));
        must(calendar_open(calendar, verdict.receipt) && calendar_open_closing(calendar, verdict.due));
        if (rule.reply_window.unit == WINDOW_H)
            must(verdict.due - verdict.receipt >= rule.reply_window.n * 3600);
        last = verdict;
        at += 1 + dice_roll(&dice, dice_chance(&dice, 50) ? 600 : 4 * 3600);
    }
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_same_verdicts, 4 * places_n},
        {test_sane_verdicts, 6 * places_n},
        {test_one_version, 12 * places_n},
    };
    return run_suite("invariants", rows, ARRAY_LEN(rows));
}
