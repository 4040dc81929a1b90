/* The last days in figures. */
#include "about.h"
#include "client_lines.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

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
                      enum about_tone tone)
{
    _cleanup_str_ struct str kinds = STR_INIT;
    int64_t counted, untold;

    about_sum(crossed, side, &counted, &untold);
    _cleanup_free_ char *n = str_format("%lld", (long long)counted);
    about_kinds(&kinds, crossed, side);
    about_say(about, &(struct about_line){.label = label, .text = n, .tone = counted > 0 ? tone : ABOUT_PLAIN});
    if (kinds.len > 0)
        about_say(about, &(struct about_line){.text = str_text(&kinds), .tone = ABOUT_QUIET, .spare = true});
}

static int say_crossed(struct about *about, struct err *err)
{
    struct crossed crossed;

    if (log_crossed(about->store, 0, about_since(about), about->now, &crossed, err) < 0)
        return -1;
    say_kinds(about, &crossed, BREACH_CLIENTS, _("Lines crossed by clients"), ABOUT_THEIRS);
    say_kinds(about, &crossed, BREACH_MINE, _("Lines crossed by you"), ABOUT_MINE);
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

int view_numbers(struct app *app, int (*fn)(void *ctx, const struct about_line *line), void *ctx, struct err *err)
{
    struct about about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx};

    int r = app_open_read(app, &about.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (say_income(&about, err) < 0 || say_owed(&about, err) < 0 || say_hours(&about, err) < 0 ||
        say_crossed(&about, err) < 0)
        return -1;
    return 0;
}
