/* Figures, their trend, and how they stand among those of others. */
#include "paletti/core/facts.h"

#include "paletti/core/money.h"

#include <stdlib.h>

/* --- fractions: products of two numbers of 64 bits are compared, so twice as many bits are needed --- */

int ratio_compare(struct ratio a, struct ratio b)
{
    __int128 left = (__int128)a.of * b.in, right = (__int128)b.of * a.in;

    return (left > right) - (left < right);
}

static int64_t floor_divided(__int128 number, __int128 by)
{
    __int128 whole = number / by - (number % by != 0 && number < 0);

    return whole > INT64_MAX ? INT64_MAX : whole < INT64_MIN ? INT64_MIN : (int64_t)whole;
}

int64_t ratio_round(struct ratio ratio, int64_t times)
{
    return floor_divided((__int128)ratio.of * times * 2 + ratio.in, (__int128)ratio.in * 2);
}

int64_t ratio_round_up(struct ratio ratio, int64_t times)
{
    return -floor_divided(-(__int128)ratio.of * times, ratio.in);
}

static int by_size(const void *a, const void *b)
{
    return ratio_compare(*(const struct ratio *)a, *(const struct ratio *)b);
}

static bool fits(__int128 number)
{
    return number >= -INT64_MAX && number <= INT64_MAX;
}

/* In lowest terms; what is longer than 64 bits then loses its last ones, above and below alike. */
static struct ratio reduced(__int128 of, __int128 in)
{
    __int128 a = of < 0 ? -of : of, b = in;

    while (b) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    for (of /= a, in /= a; !fits(of) || !fits(in); of /= 2)
        in = in > 1 ? in / 2 : 1;
    return (struct ratio){(int64_t)of, (int64_t)in};
}

struct ratio ratio_median(struct ratio *v, size_t n)
{
    if (n == 0)
        return RATIO_NONE;
    qsort(v, n, sizeof *v, by_size);
    struct ratio low = v[(n - 1) / 2], high = v[n / 2];
    /* First in lowest terms, so that minutes times sums stay within the bits there are. */
    low = reduced(low.of, low.in);
    high = reduced(high.of, high.in);
    return reduced((__int128)low.of * high.in + (__int128)high.of * low.in, (__int128)low.in * high.in * 2);
}

/* --- figures --- */

const char *const fact_names[FACTS_N] = {"money", "hour", "rules", "work", "contract", "fits", "energy"};
const char *const trend_names[] = {"", "down", "steady", "up"};
const char *const fact_because_names[] = {"rank",    "thin",  "unknown", "few",       "promise",
                                          "doubled", "yours", "listed",  "not_listed"};

const struct figure_kind figure_kinds[FIGURES_N] = {
    [FIGURE_ON_TIME] = {"on_time", FACT_MONEY, true, false, true},
    [FIGURE_DAYS_LATE] = {"days_late", FACT_MONEY, false, false, false},
    [FIGURE_HOUR] = {"hour", FACT_HOUR, true, false, true},
    [FIGURE_HOUR_BILLED] = {"hour_billed", FACT_HOUR, true, false, false},
    [FIGURE_BREACHES] = {"breaches", FACT_RULES, false, true, true},
    [FIGURE_COMPLAINTS] = {"complaints", FACT_WORK, false, false, true},
    [FIGURE_WAITING] = {"waiting", FACT_WORK, false, false, true},
    [FIGURE_SIGNS] = {"signs", FACT_WORK, false, true, true},
    [FIGURE_EXTRAS] = {"extras", FACT_CONTRACT, false, true, true},
    [FIGURE_FREE] = {"free", FACT_CONTRACT, false, true, false},
    [FIGURE_FITS] = {"fits", FACT_FITS, true, false, false},
    [FIGURE_ENERGY] = {"energy", FACT_ENERGY, true, false, false},
};

enum { MINUTES_AN_HOUR = 60 };

struct ratio figure_of(enum figure figure, const struct facts_counts *counts)
{
    int64_t costs = sum_plus(counts->refunds, counts->expenses), minutes = facts_minutes(counts);

    switch (figure) {
    case FIGURE_ON_TIME:
        return (struct ratio){counts->on_time, counts->invoices};
    case FIGURE_DAYS_LATE:
        return (struct ratio){counts->late_days, counts->late_sums};
    case FIGURE_HOUR:
        return (struct ratio){sum_times(facts_income(counts), MINUTES_AN_HOUR), minutes};
    case FIGURE_HOUR_BILLED:
        return (struct ratio){sum_times(sum_plus(counts->invoiced, -costs), MINUTES_AN_HOUR), minutes};
    case FIGURE_BREACHES:
        return (struct ratio){facts_breaches(counts), 1};
    case FIGURE_COMPLAINTS:
        return (struct ratio){counts->complaints - counts->right_complaints, counts->deliveries};
    case FIGURE_WAITING:
        return (struct ratio){counts->ask_days, counts->asks};
    case FIGURE_SIGNS:
        return (struct ratio){counts->work_signs, 1};
    case FIGURE_EXTRAS:
        return (struct ratio){counts->requests, 1};
    case FIGURE_FREE:
        return (struct ratio){counts->free_minutes, 1};
    case FIGURE_ENERGY:
        return (struct ratio){counts->energy, counts->energies};
    case FIGURE_FITS:
    case FIGURES_N:
        break;
    }
    return RATIO_NONE;
}

struct ratio figure_rated(enum figure figure, const struct facts_counts *counts)
{
    bool of_sums = figure == FIGURE_HOUR || figure == FIGURE_HOUR_BILLED || figure == FIGURE_DAYS_LATE;

    return of_sums && counts->unrated > 0 ? RATIO_NONE : figure_of(figure, counts);
}

enum trend figure_trend(enum figure figure, const struct facts_counts *recent,
                        const struct facts_counts *before, const struct facts_limits *limits)
{
    struct ratio now = figure_rated(figure, recent), then = figure_rated(figure, before);

    if (!ratio_known(now) || !ratio_known(then))
        return TREND_NONE;
    if (figure_kinds[figure].counted) {
        now.in = limits->trend_days;
        then.in = limits->trend_before;
    }
    if (now.of == 0 && then.of == 0)
        return TREND_NONE;
    /* now - then against so many hundredths of then, both times what they are divided by. */
    __int128 difference = ((__int128)now.of * then.in - (__int128)then.of * now.in) * 100;
    __int128 beyond = (__int128)(then.of < 0 ? -then.of : then.of) * now.in * limits->trend_percent;
    return difference > beyond ? TREND_UP : difference < -beyond ? TREND_DOWN : TREND_STEADY;
}

/* --- among others --- */

struct fact_place figure_place(enum figure figure, struct ratio value, const struct ratio *others, size_t n)
{
    struct fact_place place = {0};

    for (size_t i = 0; i < n; i++) {
        int above = ratio_compare(others[i], value);
        if (above == 0)
            place.equal++;
        else if ((above > 0) == figure_kinds[figure].more_is_better)
            place.better++;
        else
            place.worse++;
    }
    return place;
}

int fact_place_suggests(const struct fact_place *place)
{
    enum { QUINTILES = 5 };
    int64_t all = place->better + place->equal + place->worse + 1;

    return (int)(QUINTILES - QUINTILES * (2 * place->better + place->equal + 1) / (2 * all));
}

/* The first of the line's figures that can be compared; else the first that is known; FIGURES_N: none is. */
static enum figure figure_compared(enum fact fact, const struct fact_figure figures[FIGURES_N],
                                   const struct facts_limits *limits, bool *ret_comparable)
{
    enum figure known = FIGURES_N;

    *ret_comparable = false;
    for (enum figure i = 0; i < FIGURES_N; i++) {
        if (figure_kinds[i].fact != fact || !figure_kinds[i].rates || !ratio_known(figures[i].rated))
            continue;
        if (known == FIGURES_N)
            known = i;
        if (figures[i].n_others >= limits->others_needed) {
            *ret_comparable = true;
            return i;
        }
    }
    return known;
}

enum { MUCH_WORSE = 1, WORSE = 2, USUAL = 3 };

static int suggest_fits(const struct fact_case *of, enum fact_because *ret_because)
{
    *ret_because = of->listed == 1 ? BECAUSE_LISTED : of->listed == 0 ? BECAUSE_NOT_LISTED : BECAUSE_UNKNOWN;
    return of->listed == 1 ? USUAL : of->listed == 0 ? WORSE : SUGGEST_CANNOT_SAY;
}

int fact_suggest(enum fact fact, const struct fact_figure figures[FIGURES_N], const struct fact_case *of,
                 const struct facts_limits *limits, enum fact_because *ret_because, enum figure *ret_figure)
{
    bool comparable;

    *ret_figure = figure_compared(fact, figures, limits, &comparable);
    if (fact == FACT_MONEY && of->promise_broken)
        return *ret_because = BECAUSE_PROMISE, MUCH_WORSE;
    if (fact == FACT_RULES && of->doubled)
        return *ret_because = BECAUSE_DOUBLED, MUCH_WORSE;
    if (fact == FACT_FITS)
        return suggest_fits(of, ret_because);
    if (fact == FACT_ENERGY)
        return *ret_because = BECAUSE_YOURS, SUGGEST_NOTHING;
    if (of->thin)
        return *ret_because = BECAUSE_THIN, SUGGEST_CANNOT_SAY;
    if (*ret_figure == FIGURES_N)
        return *ret_because = BECAUSE_UNKNOWN, SUGGEST_CANNOT_SAY;
    if (!comparable)
        return *ret_because = BECAUSE_FEW, SUGGEST_NOTHING;
    const struct fact_figure *figure = &figures[*ret_figure];
    *ret_because = BECAUSE_RANK;
    if (ratio_known(figure->others) && ratio_compare(figure->rated, figure->others) == 0)
        return USUAL;
    return fact_place_suggests(&figure->place);
}
