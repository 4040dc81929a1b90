/* What the facts say of money, reserve and hours. */
#include "facts_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

/* --- money --- */

/* "meals since 1 Mar 2026, ..." */
static void say_firsts(const struct facts *facts, struct str *to)
{
    static const char *const kinds[FACTS_PERSONAL] = {N_("meals"), N_("confidences"),
                                                      N_("calls out of hours")};
    const char *mark = ": ";

    for (int i = 0; i < FACTS_PERSONAL; i++) {
        _cleanup_str_ struct str day = STR_INIT;
        if (facts->of.personal[i].first == INSTANT_NONE)
            continue;
        words_dated(&day, zone_day(facts->terms.zone, facts->of.personal[i].first, NULL));
        str_add(to, mark);
        str_printf(to, _("%s since %s"), _(kinds[i]), str_text(&day));
        mark = ", ";
    }
}

void facts_say_closeness(const struct facts *facts, struct str *to)
{
    const struct facts_limits *limits = facts->terms.limits;
    int64_t near = 0, recent = 0, window = 0;

    for (int i = 0; i < FACTS_PERSONAL; i++) {
        near += facts->of.personal[i].near;
        recent += facts->of.personal[i].recent;
        window += facts->of.personal[i].window;
    }
    if (window == 0)
        return;
    int64_t n = facts->of.closeness_note ? near : recent;
    str_printf(to, P_("%lld personal moment in %lld days", "%lld personal moments in %lld days", n),
               (long long)n,
               (long long)(facts->of.closeness_note ? limits->closeness_days : limits->trend_days));
    say_firsts(facts, to);
    str_add(to, ".");
}

static void say_class(const struct facts *facts, struct str *to)
{
    static const char *const sentences[] = {NULL, N_("An hour with them costs you money."),
                                            N_("An hour with them comes out even."),
                                            N_("An hour with them earns less than your rate."), NULL};
    const char *sentence = sentences[facts->of.hour_class];

    if (sentence)
        str_add(to, _(sentence));
}

static void say_pattern(const struct facts *facts, struct str *to, size_t begun)
{
    static const char *const sentences[] = {
        [LADDER_PAYS] = NULL,
        [LADDER_NONE] = N_("Nothing was ever paid."),
        [LADDER_SLOWING] = N_("Each of the last payments came later than the one before it."),
        [LADDER_PARTIAL] = N_("Paid in parts, and late."),
    };
    const char *sentence = sentences[facts->of.pattern];

    if (!sentence)
        return;
    words_join(to, begun, " ");
    str_add(to, _(sentence));
}

void facts_say_money(const struct facts *facts, struct str *to)
{
    _cleanup_str_ struct str hours = STR_INIT;
    size_t begun = to->len;

    say_class(facts, to);
    say_pattern(facts, to, begun);
    if (facts->of.minutes_owing == 0)
        return;
    words_join(to, begun, " ");
    words_minutes(&hours, facts->of.minutes_owing);
    str_printf(to, _("You worked %s for them while they were late with money."), str_text(&hours));
}

/* --- reserve, hours, days --- */

static void say_lasts(enum hostage_lasts lasts, struct ratio months, struct str *to)
{
    if (lasts == LASTS_COVERED) {
        str_add(to, _("income covers costs"));
        return;
    }
    _cleanup_str_ struct str number = STR_INIT;
    words_tenths(&number, months);
    str_printf(to, _("%s months"), str_text(&number));
}

static void say_leave(const struct facts *facts, struct str *to)
{
    const struct hostage *hostage = &facts->of.hostage;
    long long floor = facts->of.hostage_of.floor_months;
    _cleanup_str_ struct str day = STR_INIT;

    if (floor < 0)
        return;
    if (hostage->leave_on == facts->terms.today)
        str_printf(to,
                   P_(" You could leave today without touching your floor of %lld month.",
                      " You could leave today without touching your floor of %lld months.", floor),
                   floor);
    else if (hostage->leave_on != DAY_NONE) {
        words_dated(&day, hostage->leave_on);
        str_printf(to, _(" From %s on you could leave without touching your floor of %lld months."),
                   str_text(&day), floor);
    } else
        str_printf(to,
                   _(" Your floor of %lld months is not reached by waiting: income does not cover costs."),
                   floor);
}

void facts_say_hostage(const struct facts *facts, struct str *to)
{
    const struct hostage *hostage = &facts->of.hostage;
    _cleanup_str_ struct str with = STR_INIT, without = STR_INIT, reserve = STR_INIT;

    if (hostage->with_is == LASTS_UNKNOWN)
        return;
    say_lasts(hostage->with_is, hostage->with, &with);
    say_lasts(hostage->without_is, hostage->without, &without);
    words_tenths(&reserve, hostage->reserve_months);
    if (hostage->with_is == LASTS_COVERED && hostage->without_is == LASTS_COVERED)
        str_add(to, _("Income covers costs with and without them."));
    else
        str_printf(to, _("With them: %s; without: %s."), str_text(&with), str_text(&without));
    str_printf(to, _(" Reserve %s months of costs."), str_text(&reserve));
    say_leave(facts, to);
}

void facts_say_project(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    const char *project = of->project ? of->project : _("your own project");
    _cleanup_str_ struct str hours = STR_INIT, weeks = STR_INIT;

    if (of->unpaid <= 0)
        return;
    words_minutes(&hours, of->unpaid);
    str_printf(to, _("%s that nobody paid"), str_text(&hours));
    if (ratio_known(of->project_weeks) && of->project_weeks.of >= of->project_weeks.in) {
        words_tenths(&weeks, of->project_weeks);
        str_printf(to, _(": %s weeks of %s"), str_text(&weeks), project);
    } else if (of->project_sessions > 0)
        str_printf(to, P_(": %lld session of %s", ": %lld sessions of %s", of->project_sessions),
                   (long long)of->project_sessions, project);
    str_add_stop(to);
}
