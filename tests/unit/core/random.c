#include "random.h"

#include "paletti/base/mem.h"

#include <stdlib.h>

const struct place places[] = {
    {"Australia/Lord_Howe", "2026-04-04T15:00:00Z"}, /* back by half an hour */
    {"Australia/Lord_Howe", "2026-10-03T15:30:00Z"},
    {"Asia/Kathmandu", "1985-12-31T18:30:00Z"}, /* forward by a quarter of an hour at midnight */
    {"Pacific/Chatham", "2026-04-04T14:00:00Z"},
    {"Africa/Casablanca", "2026-02-15T02:00:00Z"},
    {"Africa/Casablanca", "2026-03-22T02:00:00Z"},
    {"America/Sao_Paulo", "2017-10-15T03:00:00Z"}, /* no midnight */
    {"America/Sao_Paulo", "2018-02-18T02:00:00Z"}, /* 23:00 twice */
    {"Pacific/Apia", "2011-12-30T10:00:00Z"},      /* no 30 December */
    {"Atlantic/Azores", "2026-10-25T01:00:00Z"},   /* midnight twice */
    {"Atlantic/Azores", "2026-03-29T01:00:00Z"},
    {"America/St_Johns", "2010-11-07T02:31:00Z"}, /* at 00:01 back into the day before */
    {"America/St_Johns", "2010-03-14T03:31:00Z"},
    {"Asia/Pyongyang", "2018-05-04T15:00:00Z"},   /* the last half-hour of a day is missing */
    {"Antarctica/Troll", "2026-03-29T01:00:00Z"}, /* two hours */
    {"America/Havana", "2026-11-01T05:00:00Z"},
    {"Europe/Rome", "2026-03-29T01:00:00Z"},
    {"Europe/Madrid", "2026-10-25T01:00:00Z"},
};
const int places_n = ARRAY_LEN(places);

static int by_size(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

struct spans random_spans(struct dice *dice)
{
    static const int favourites[] = {0, 15, 60, 90, 120, 135, 150, 165, 180, 240, 1380, 1410, 1440};
    struct spans spans = {0};
    int ends[6], n = 2 * (1 + (int)dice_roll(dice, 3));
    for (int i = 0; i < n; i++)
        ends[i] = dice_chance(dice, 50) ? favourites[dice_roll(dice, ARRAY_LEN(favourites))]
                                        : (int)dice_roll(dice, 97) * 15;
    qsort(ends, (size_t)n, sizeof *ends, by_size);
    int last = -1;
    for (int i = 0; i + 1 < n; i += 2)
        if (ends[i] > last && ends[i] < ends[i + 1]) {
            spans_add(&spans, (struct span){(int16_t)ends[i], (int16_t)ends[i + 1]});
            last = ends[i + 1];
        }
    return spans;
}

struct hours random_hours(struct dice *dice)
{
    struct hours hours = {0};
    while (hours_empty(&hours))
        for (int day = MONDAY; day <= SUNDAY; day++) {
            spans_clear(&hours.day[day]);
            if (dice_chance(dice, 10))
                spans_add(&hours.day[day], (struct span){0, 1440});
            else if (dice_chance(dice, 70))
                hours.day[day] = random_spans(dice);
        }
    return hours;
}

struct window random_window(struct dice *dice)
{
    static const int most[] = {[WINDOW_H] = 200, [WINDOW_D] = 9, [WINDOW_WD] = 9, [WINDOW_OH] = 40};
    uint8_t unit = (uint8_t)dice_roll(dice, 4);
    return (struct window){(uint16_t)(1 + dice_roll(dice, (uint32_t)most[unit])), unit};
}

int32_t random_day(struct dice *dice, int32_t day, int spread)
{
    return day - spread + (int32_t)dice_roll(dice, (uint32_t)(2 * spread + 1));
}

static void random_dates(struct dice *dice, struct list *closed, struct list *special, int32_t day)
{
    for (uint32_t n = dice_roll(dice, 4); n > 0; n--) {
        struct closed *range = list_add(closed, sizeof *range);
        range->from = random_day(dice, day, 15);
        range->to = range->from + (int32_t)dice_roll(dice, dice_chance(dice, 50) ? 1 : 6);
        range->kind = dice_chance(dice, 50) ? CLOSED_HOLIDAY : CLOSED_ABSENCE;
    }
    for (uint32_t n = dice_roll(dice, 3); n > 0; n--) {
        struct special *date = list_add(special, sizeof *date);
        date->on = random_day(dice, day, 8);
        if (dice_chance(dice, 70))
            date->hours = random_spans(dice);
    }
}

struct rule random_rule(struct dice *dice, const char *zone, int64_t from, int32_t day)
{
    struct rule rule;
    model_init(&model_rule, &rule);
    rule.from = from;
    rule.zone = mem_string(zone);
    rule.hours = random_hours(dice);
    rule.reply_window = random_window(dice);
    rule.reason = mem_string("a test");
    rule.until = random_day(dice, day + 10, 15);
    random_dates(dice, &rule.closed, &rule.special, day);
    return rule;
}

struct override random_override(struct dice *dice, int32_t day)
{
    struct override o;
    model_init(&model_override, &o);
    o.ref = mem_string("o");
    o.client = mem_string("c");
    o.reason = mem_string("a test");
    o.from = random_day(dice, day, 12);
    o.until = o.from + (int32_t)dice_roll(dice, 12);
    o.hours_given = dice_chance(dice, 40);
    if (o.hours_given)
        o.hours = random_hours(dice);
    if (dice_chance(dice, 40))
        random_dates(dice, &o.closed, &o.special, day);
    if (dice_chance(dice, 40))
        o.reply_window = random_window(dice);
    if (dice_chance(dice, 30))
        channel_add(&o.channels, "phone", -1, (int)dice_roll(dice, 4) - 1);
    if (dice_chance(dice, 30))
        channel_add(&o.channels, "pigeon", (int)dice_roll(dice, 5) - 1, (int)dice_roll(dice, 4) - 1);
    if (dice_chance(dice, 30))
        o.payment_days = dice_roll(dice, 40);
    if (dice_chance(dice, 30))
        o.notice_days = dice_roll(dice, 40);
    return o;
}
