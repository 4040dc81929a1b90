#include "paletti/core/interaction.h"
#include "paletti/core/plot.h"

bool plot_side_of(enum direction direction, enum kind kind, enum plot_side *ret)
{
    if (direction == DIRECTION_IN && kind != KIND_NOTE) {
        *ret = PLOT_THEIRS;
        return true;
    }
    if (direction == DIRECTION_OUT && (kind == KIND_MESSAGE || kind == KIND_CALL)) {
        *ret = PLOT_MINE;
        return true;
    }
    return false;
}

/* SECOND: what the wall clock shows since its 00:00. */
static bool is_inside(const struct spans *spans, int32_t second, bool closing)
{
    for (size_t i = 0; i < spans->n; i++)
        if (second >= spans->v[i].from * 60 && second < spans->v[i].to * 60 + closing)
            return true;
    return false;
}

void plot_week_add(struct plot_week *week, const struct zone *zone, const struct hours *hours, enum plot_side side, int64_t at)
{
    int32_t second;
    enum weekday day = civil_weekday(zone_day(zone, at, &second));

    week->n[day][second / 3600]++;
    week->total++;
    week->inside += is_inside(&hours->day[day], second, side == PLOT_MINE);
}

int64_t plot_week_day(const struct plot_week *week, int day)
{
    int64_t sum = 0;

    for (int hour = 0; hour < PLOT_HOURS; hour++)
        sum += week->n[day][hour];
    return sum;
}

static int open_minutes(const struct spans *spans, int from, int to)
{
    int minutes = 0;

    for (size_t i = 0; i < spans->n; i++) {
        int a = spans->v[i].from > from ? spans->v[i].from : from;
        int b = spans->v[i].to < to ? spans->v[i].to : to;
        minutes += b > a ? b - a : 0;
    }
    return minutes;
}

bool plot_mostly_open(const struct spans *spans, int from, int to)
{
    return 2 * open_minutes(spans, from, to) > to - from;
}

/* Puts CELL in its place among the N fullest so far. */
static size_t rank(struct plot_cell cell, struct plot_cell *v, size_t n, size_t most)
{
    size_t at = n;

    while (at > 0 && v[at - 1].n < cell.n)
        at--;
    if (at == most)
        return n;
    n = n < most ? n + 1 : most;
    for (size_t i = n - 1; i > at; i--)
        v[i] = v[i - 1];
    v[at] = cell;
    return n;
}

size_t plot_week_fullest(const struct plot_week *week, const struct hours *outside, struct plot_cell *ret, size_t most)
{
    size_t n = 0;

    for (int day = 0; day < PLOT_DAYS; day++)
        for (int hour = 0; hour < PLOT_HOURS; hour++) {
            struct plot_cell cell = {day, hour, week->n[day][hour]};
            if (cell.n == 0 || (outside && open_minutes(&outside->day[day], hour * 60, hour * 60 + 60) > 0))
                continue;
            n = rank(cell, ret, n, most);
        }
    return n;
}

enum { STEPS = PLOT_LEVELS - 1 };

int plot_level(int64_t n, int64_t most)
{
    return n <= 0 ? 0 : (int)((n * STEPS + most - 1) / most);
}

bool plot_level_range(int level, int64_t most, int64_t *ret_from, int64_t *ret_to)
{
    int64_t from = level > 0 ? most * (level - 1) / STEPS + 1 : 0, to = most * level / STEPS;

    if (from > to)
        return false;
    *ret_from = from;
    *ret_to = to;
    return true;
}
