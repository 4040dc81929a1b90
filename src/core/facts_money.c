/* What an hour and a client are worth: classes, hours nobody paid, the hostage meter. */
#include "paletti/core/facts.h"

#include "paletti/core/money.h"

/* A month is a twelfth of 365 days. */
enum { MONTHS = 12, DAYS_A_YEAR = 365, MINUTES_AN_HOUR = 60, PERCENT = 100 };

const char *const hour_class_names[] = {"", "loss", "even", "low", "fair"};

enum hour_class facts_hour_class(struct ratio hour, int64_t target, const struct facts_limits *limits)
{
    struct ratio even = {sum_times(target, limits->even_percent), PERCENT}, loss = {-even.of, PERCENT},
                 fair = {target, 1};

    if (!ratio_known(hour))
        return HOUR_UNKNOWN;
    if (target <= 0)
        return hour.of < 0 ? HOUR_LOSS : hour.of == 0 ? HOUR_EVEN : HOUR_UNKNOWN;
    if (ratio_compare(hour, loss) < 0)
        return HOUR_LOSS;
    if (ratio_compare(hour, even) <= 0)
        return HOUR_EVEN;
    return ratio_compare(hour, fair) < 0 ? HOUR_LOW : HOUR_FAIR;
}

int64_t facts_unpaid_minutes(int64_t minutes, int64_t income, int64_t target)
{
    if (target <= 0)
        return -1;
    int64_t paid = income > 0 ? ratio_round((struct ratio){income, target}, MINUTES_AN_HOUR) : 0;
    return paid < minutes ? minutes - paid : 0;
}

struct ratio facts_project_weeks(int64_t minutes, int64_t weekly_hours)
{
    return weekly_hours > 0 ? (struct ratio){minutes, weekly_hours * MINUTES_AN_HOUR} : RATIO_NONE;
}

int64_t facts_project_sessions(int64_t minutes, const struct facts_limits *limits)
{
    return minutes / limits->session_minutes;
}

struct ratio facts_hours_a_month(int64_t minutes, int64_t days)
{
    return days > 0 ? (struct ratio){minutes * DAYS_A_YEAR, days * MINUTES_AN_HOUR * MONTHS} : RATIO_NONE;
}

int64_t facts_monthly(int64_t income, int32_t from, int32_t to)
{
    int64_t days = (int64_t)to - from + 1;

    if (days * MONTHS <= DAYS_A_YEAR)
        return income;
    return ratio_round_up((struct ratio){income, days * MONTHS}, DAYS_A_YEAR);
}

/* --- the hostage meter --- */

/* How long RESERVE lasts where a month costs so much more than comes in. */
static enum hostage_lasts lasts(int64_t reserve, int64_t cost, int64_t income, struct ratio *ret)
{
    if (income >= cost)
        return LASTS_COVERED;
    *ret = (struct ratio){reserve > 0 ? reserve : 0, sum_plus(cost, -income)};
    return LASTS_MONTHS;
}

/* When the reserve without the refund reaches the floor. */
static void look_at_floor(const struct hostage_case *of, struct hostage *hostage)
{
    int64_t wanted = sum_times(of->floor_months, of->cost), left = sum_plus(of->reserve, -of->refund),
            saved = sum_plus(of->income, -of->cost);

    hostage->under_floor = of->reserve < wanted;
    hostage->short_of = left < wanted ? sum_plus(wanted, -left) : 0;
    if (hostage->short_of == 0)
        hostage->leave_on = of->today;
    else if (saved > 0) {
        int64_t days = ratio_round_up((struct ratio){hostage->short_of, sum_times(saved, MONTHS)}, DAYS_A_YEAR);
        hostage->leave_on = days < INT32_MAX / 2 ? of->today + (int32_t)days : DAY_NONE;
    }
}

void facts_hostage(const struct hostage_case *of, struct hostage *ret)
{
    struct hostage hostage = {.leave_on = DAY_NONE};

    if (of->income > 0)
        hostage.share = (struct ratio){of->client, of->income};
    if (of->cost > 0) {
        hostage.reserve_months = (struct ratio){of->reserve, of->cost};
        hostage.with_is = lasts(of->reserve, of->cost, of->income, &hostage.with);
        hostage.without_is =
            lasts(sum_plus(of->reserve, -of->refund), of->cost, sum_plus(of->income, -of->client), &hostage.without);
        if (of->floor_months >= 0)
            look_at_floor(of, &hostage);
    }
    *ret = hostage;
}
