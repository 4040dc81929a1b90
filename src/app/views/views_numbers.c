/* The last days in figures. */
#include "about.h"
#include "client_lines.h"
#include "facts_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/stats.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* A line per currency. */
struct sums {
    struct about *about;
    const char *label;
};

static int say_sum(void *ctx, struct money sum)
{
    struct sums *sums = ctx;
    _cleanup_str_ struct str text = STR_INIT;

    words_money(&text, sum);
    about_say(sums->about, &(struct about_line){.label = sums->label, .text = str_text(&text)});
    sums->label = "";
    return 0;
}

static int say_income(struct about *about, struct err *err)
{
    int32_t today = zone_day(app_zone(about->app), about->now, NULL);
    struct sums sums = {about, _("Income")};

    return payments_sum(about->store, today - ABOUT_DAYS + 1, today, say_sum, &sums, err) < 0 ? -1 : 0;
}

static int say_hours(struct about *about, struct err *err)
{
    struct spent spent;

    if (log_spent(about->store, 0, about_since(about), about->now, &spent, err) < 0)
        return -1;
    _cleanup_free_ char *hours = str_format(_("%lld h"), (long long)(spent.minutes + 30) / 60);
    about_say(about, &(struct about_line){.label = _("Hours in the log"), .text = hours});
    return 0;
}

static void say_kinds(struct about *about, const struct crossed *crossed, unsigned side, const char *label,
                      enum about_tone tone, bool briefly)
{
    _cleanup_str_ struct str kinds = STR_INIT;
    int64_t counted, untold;

    about_sum(crossed, side, &counted, &untold);
    _cleanup_free_ char *n = str_format("%lld", (long long)counted);
    about_kinds(&kinds, crossed, side);
    about_say(about, &(struct about_line){.label = label, .text = n, .tone = counted > 0 ? tone : ABOUT_PLAIN});
    if (kinds.len > 0 && !briefly)
        about_say(about, &(struct about_line){.text = str_text(&kinds), .tone = ABOUT_QUIET, .spare = true});
}

static int say_crossed(struct about *about, bool briefly, struct err *err)
{
    struct crossed crossed;

    if (log_crossed(about->store, 0, about_since(about), about->now, &crossed, err) < 0)
        return -1;
    say_kinds(about, &crossed, BREACH_CLIENTS, _("Lines crossed by clients"), ABOUT_THEIRS, briefly);
    say_kinds(about, &crossed, BREACH_MINE, _("Lines crossed by you"), ABOUT_MINE, briefly);
    return 0;
}

static int say_owed(struct about *about, struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    struct sums to = {about, _("Owed to you now")};
    struct money sums[CURRENCIES_MAX];

    if (dues_now(about->app, about->store, 0, about->now, &dues, err) < 0)
        return -1;
    size_t n = dues_now_unpaid(dues.v, dues.n, sums);
    for (size_t i = 0; i < n; i++)
        say_sum(&to, sums[i]);
    return 0;
}

/* --- what is counted in pauses --- */

struct about_numbers {
    struct app *app;
    struct quarter_count *count;
    struct decided_counts year, ever;
    bool decided;
};

struct about_numbers *about_numbers_new(struct app *app)
{
    struct about_numbers *known = mem_zero(1, sizeof *known);

    known->app = app;
    known->count = quarter_count_days(app, ABOUT_DAYS);
    return known;
}

void about_numbers_free(struct about_numbers *known)
{
    if (!known)
        return;
    quarter_count_free(known->count);
    free(known);
}

int about_numbers_step(struct about_numbers *known, struct err *err)
{
    struct civil now;

    known->decided = false; /* half counted is not known */
    int r = quarter_count_step(known->count, FACTS_SLICE, err);
    if (r != 0)
        return r;
    zone_civil(app_zone(known->app), app_now(known->app), &now);
    if (decided_count(known->app, now.year, &known->year, err) < 0 || decided_count(known->app, 0, &known->ever, err) < 0)
        return -1;
    known->decided = true;
    return 0;
}

bool about_numbers_hold(const struct about_numbers *known)
{
    return known && known->decided && quarter_count_holds(known->count);
}

static void say_number(struct about *about, const char *label, const struct str *text)
{
    about_say(about, &(struct about_line){.label = label, .text = str_text(text)});
}

static struct money money_of(const struct stats_quarters *span, int64_t minor)
{
    struct money money = {.minor = minor};

    memcpy(money.currency, span->currency, sizeof money.currency);
    return money;
}

/* What came in, in my currency; what has no rate is not in it, and that is said. */
static void say_earned(struct about *about, const struct stats_quarters *span)
{
    const struct stats_quarter *days = &span->v[0];
    _cleanup_str_ struct str income = STR_INIT, hours = STR_INIT, hour = STR_INIT;

    words_money(&income, money_of(span, days->income));
    say_number(about, days->unrated > 0 ? _("Income, where there is a rate") : _("Income less costs"), &income);
    words_minutes(&hours, days->minutes);
    say_number(about, _("All hours"), &hours);
    if (days->minutes > 0 && days->unrated == 0) {
        words_money(&hour, money_of(span, ratio_round((struct ratio){days->income * 60, days->minutes}, 1)));
        say_number(about, _("Earned per hour"), &hour);
    }
}

/* Ledger 004-18: imagine them as time for what is yours. */
static void say_unpaid(struct about *about, const struct stats_quarters *span, const struct me *me)
{
    int64_t unpaid = span->v[0].unpaid;
    struct ratio weeks = unpaid > 0 ? facts_project_weeks(unpaid, me->project.weekly_hours) : RATIO_NONE;
    _cleanup_str_ struct str hours = STR_INIT, text = STR_INIT;

    if (unpaid < 0)
        return;
    words_minutes(&hours, unpaid);
    say_number(about, _("Hours not paid"), &hours);
    if (!ratio_known(weeks))
        return;
    str_add(&text, "= ");
    words_tenths(&text, weeks);
    str_printf(&text, _(" weeks of %s"), me->project.name ? app_blur_text(about->app, me->project.name) : _("your own project"));
    about_say(about, &(struct about_line){.text = str_text(&text), .tone = ABOUT_QUIET});
}

static void say_decided(struct about *about, const struct about_numbers *known)
{
    const struct decided_counts *ever = &known->ever, *year = &known->year;
    _cleanup_str_ struct str chances = STR_INIT, exits = STR_INIT;

    str_printf(&chances, _("open %lld, kept %lld, broken %lld"), (long long)ever->chances_open, (long long)ever->chances_kept,
               (long long)ever->chances_broken);
    say_number(about, _("Second chances"), &chances);
    str_printf(&exits, _("%lld, declined %lld"), (long long)year->exits, (long long)(year->declined + year->prospects));
    say_number(about, _("Let go this year"), &exits);
}

/* No income assumed. */
static void say_reserve(struct about *about, const struct me *me)
{
    _cleanup_str_ struct str text = STR_INIT, months = STR_INIT;

    if (!me->reserve.currency[0] || me->monthly_cost.minor <= 0 || !str_equal(me->reserve.currency, me->monthly_cost.currency))
        return;
    words_tenths(&months, (struct ratio){me->reserve.minor, me->monthly_cost.minor});
    str_printf(&text, _("%s months"), str_text(&months));
    if (me->runway_floor_months >= 0)
        str_printf(&text, _(", floor %lld"), (long long)me->runway_floor_months);
    say_number(about, _("Reserve"), &text);
}

static int say_known(struct about *about, const struct about_numbers *known, struct err *err)
{
    const struct stats_quarters *span = quarter_count_of(known->count);
    const struct house *house;

    if (app_house(about->app, &house, err) < 0)
        return -1;
    say_earned(about, span);
    say_unpaid(about, span, &house->me);
    if (say_owed(about, err) < 0 || say_crossed(about, true, err) < 0)
        return -1;
    say_decided(about, known);
    say_reserve(about, &house->me);
    return 0;
}

int view_numbers(struct app *app, const struct about_numbers *known, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
                 struct err *err)
{
    struct about about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx};

    int r = app_open_read(app, &about.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (known && known->decided)
        return say_known(&about, known, err);
    if (say_income(&about, err) < 0 || say_owed(&about, err) < 0 || say_hours(&about, err) < 0 ||
        say_crossed(&about, false, err) < 0)
        return -1;
    return 0;
}
