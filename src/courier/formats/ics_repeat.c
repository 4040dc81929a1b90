#include "formats/ics_repeat.h"

#include "ascii.h"

#include "paletti/base/i18n.h"

#include <libical/ical.h>
#include <string.h>

enum {
    EFFORT_MS = 4000,
    EFFORT_STEPS = 3000000,
    TIMES_MAX = 5000, /* of one event */
    RULE_MAX = 4096,
};

void ics_effort_init(struct ics_effort *effort, int64_t (*clock)(void))
{
    *effort = (struct ics_effort){.clock = clock, .until = clock() + EFFORT_MS, .steps = EFFORT_STEPS};
}

static int step(struct ics_effort *effort, struct err *err)
{
    if (effort->steps-- > 0 && effort->clock() <= effort->until)
        return 0;
    return err_set(err, _("its repeated events take too long to be worked out; import a part of the calendar"));
}

/* The part NAME ("UNTIL") of RULE, up to the next semicolon. */
static const char *part_of(const char *rule, const char *name, size_t *ret_n)
{
    size_t n = strlen(name);

    for (const char *p = rule; *p; p += strcspn(p, ";"), p += *p == ';')
        if (strncasecmp(p, name, n) == 0 && p[n] == '=') {
            *ret_n = strcspn(p + n + 1, ";");
            return p + n + 1;
        }
    return NULL;
}

/* The end of a repetition. libical compares it with a wall clock in another zone. */
struct until {
    bool given, wall;
    int64_t at;
};

static int read_until(const char *rule, const struct zone *floating, const struct ics_zone *utc, struct until *ret)
{
    struct ics_time time;
    size_t n;
    const char *text = part_of(rule, "UNTIL", &n);

    *ret = (struct until){0};
    if (!text)
        return 0;
    if (ics_time_parse(text, n, NULL, utc, &time) < 0)
        return -1;
    /* A day, and a time without a Z, are the event's own clock. */
    ret->given = true;
    ret->wall = time.date || !time.zone;
    ret->at = ret->wall ? (int64_t)time.day * DAY_SECONDS + (time.date ? DAY_SECONDS - 1 : time.second)
                        : ics_time_instant(&time, floating);
    return 0;
}

static bool is_over(const struct until *until, const struct ics_time *time, const struct zone *floating)
{
    int64_t at;

    if (!until->given)
        return false;
    at = until->wall || time->date ? (int64_t)time->day * DAY_SECONDS + time->second
                                   : ics_time_instant(time, floating);
    /* An all-day event may end with the instant of its last midnight, in whatever zone that was written. */
    return at > until->at + (time->date && !until->wall ? DAY_SECONDS / 2 : 0);
}

static struct icaltimetype wall_clock(const struct ics_time *time)
{
    struct icaltimetype wall = icaltime_null_time();
    struct civil civil;

    civil_of_day(time->day, &civil);
    wall.year = civil.year;
    wall.month = civil.month;
    wall.day = civil.day;
    wall.hour = time->second / 3600;
    wall.minute = time->second / 60 % 60;
    wall.second = time->second % 60;
    wall.is_date = time->date;
    return wall;
}

static bool is_clock(const struct icaltimetype *wall, const struct ics_time *start, struct ics_time *ret)
{
    if (icaltime_is_null_time(*wall) || wall->year < 1 || wall->year > 9999 ||
        !civil_valid(wall->year, wall->month, wall->day))
        return false;
    *ret = *start;
    ret->day = civil_day(wall->year, wall->month, wall->day);
    if (!start->date)
        ret->second = (wall->hour * 60 + wall->minute) * 60 + wall->second;
    return true;
}

static int not_understood(const char *rule, struct err *err)
{
    err_set(err, _("how it repeats cannot be understood: %.80s"), rule);
    return 1;
}

/* Rules of seconds, minutes and hours can be written such that the search for the next time does not end; no day off and no
 * meeting needs them. */
static int check(const char *rule, const struct icalrecurrencetype *parsed, struct err *err)
{
    if (parsed->freq == ICAL_NO_RECURRENCE)
        return not_understood(rule, err);
    if (parsed->freq < ICAL_DAILY_RECURRENCE)
        return err_set(err, _("it repeats more often than daily"));
    return 0;
}

struct run {
    const struct ics_time *start;
    struct until until;
    int32_t last;
    const struct zone *floating;
    struct ics_effort *effort;
};

static int go_through(const struct run *run, icalrecur_iterator *iterator,
                      int (*fn)(void *ctx, const struct ics_time *time), void *ctx, struct err *err)
{
    struct ics_time time;

    for (int times = 0; times < TIMES_MAX;) {
        struct icaltimetype wall = icalrecur_iterator_next(iterator);
        if (step(run->effort, err) < 0)
            return -1;
        if (!is_clock(&wall, run->start, &time) || time.day > run->last ||
            is_over(&run->until, &time, run->floating))
            return 0;
        int r = fn(ctx, &time);
        if (r < 0)
            return 0;
        times += r == 0;
    }
    return 0;
}

int ics_repeat(const char *rule, const struct ics_time *start, int32_t last, const struct zone *floating,
               const struct ics_zone *utc, struct ics_effort *effort,
               int (*fn)(void *ctx, const struct ics_time *time), void *ctx, struct err *err)
{
    size_t n;
    struct run run = {.start = start, .last = last, .floating = floating, .effort = effort};

    if (strlen(rule) > RULE_MAX || read_until(rule, floating, utc, &run.until) < 0)
        return not_understood(rule, err);
    if (part_of(rule, "RSCALE", &n)) {
        err_set(err, _("it repeats by another calendar than the Gregorian"));
        return 1;
    }
    struct icalrecurrencetype parsed = icalrecurrencetype_from_string(rule);
    parsed.until = icaltime_null_time();
    if (check(rule, &parsed, err) != 0)
        return 1;
    icalrecur_iterator *iterator = icalrecur_iterator_new(parsed, wall_clock(start));
    if (!iterator)
        return not_understood(rule, err);
    effort->steps -= 64; /* what beginning costs */
    int r = go_through(&run, iterator, fn, ctx, err);
    icalrecur_iterator_free(iterator);
    return r;
}
