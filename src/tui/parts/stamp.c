#include "stamp.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/zone.h"

#include <string.h>

enum { STAMP_SIZE = 64, YEAR_DAYS = 365 };

/* The words of an instant without its seconds, or of its day: "Fri 13 Nov 22:40". */
static void words_of(const struct scene *scene, int64_t at, bool day, char ret[STAMP_SIZE])
{
    _cleanup_str_ struct str words = STR_INIT;
    size_t n;

    if (day)
        words_day(scene->app, &words, zone_day(scene->zone, at, NULL));
    else
        words_instant(scene->app, &words, at);
    n = words.len < STAMP_SIZE - 1 ? words.len : STAMP_SIZE - 1;
    memcpy(ret, str_text(&words), n);
    ret[n] = '\0';
    char *clock = day ? NULL : strrchr(ret, ' ');
    if (clock && strlen(clock) > strlen(" 22:40"))
        clock[strlen(" 22:40")] = '\0';
}

void stamp_full(const struct scene *scene, struct str *to, int64_t at)
{
    char words[STAMP_SIZE];

    words_of(scene, at, false, words);
    str_add(to, words);
}

/* Without its first word, the weekday. */
static const char *without_weekday(const char *words)
{
    const char *blank = strchr(words, ' ');

    return blank ? blank + 1 : words;
}

static bool same_year(const struct scene *scene, int64_t at)
{
    struct civil a, b;

    zone_civil(scene->zone, at, &a);
    zone_civil(scene->zone, scene->now, &b);
    return a.year == b.year;
}

void stamp_when(const struct scene *scene, struct str *to, int64_t at, bool weekday)
{
    char words[STAMP_SIZE];
    struct civil when, now;

    if (at == INSTANT_NONE)
        return;
    if (weekday) {
        words_of(scene, at, !same_year(scene, at), words);
        str_add(to, words);
        return;
    }
    zone_civil(scene->zone, at, &when);
    zone_civil(scene->zone, scene->now, &now);
    words_date(to, &when, when.year != now.year);
    if (when.year == now.year)
        words_clock(scene->app, to, at);
}

void stamp_day(const struct scene *scene, struct str *to, int64_t at, bool weekday)
{
    char words[STAMP_SIZE];

    words_of(scene, at, true, words);
    str_add(to, weekday ? words : without_weekday(words));
}

bool stamp_has_clock(const struct scene *scene, int64_t at)
{
    return same_year(scene, at);
}

static int32_t days_ahead(const struct scene *scene, int64_t at)
{
    return zone_day(scene->zone, at, NULL) - zone_day(scene->zone, scene->now, NULL);
}

void stamp_due(const struct scene *scene, struct str *to, int64_t at, bool say_today)
{
    int32_t days = days_ahead(scene, at);
    char words[STAMP_SIZE], *last;

    words_of(scene, at, days > 6, words);
    last = strrchr(words, ' '); /* the clock, or behind a day of another year that year */
    if (last && days > 6 && days < YEAR_DAYS && !same_year(scene, at))
        *last = '\0';
    if (days > 6 || !last)
        str_add(to, without_weekday(words));
    else if (days == 0)
        str_printf(to, say_today ? _("today %s") : "%s", last + 1);
    else
        str_printf(to, "%.*s %s", (int)strcspn(words, " "), words, last + 1);
}

void stamp_ago(const struct scene *scene, struct str *to, int64_t at)
{
    long long seconds = scene->now - at, days = seconds / DAY_SECONDS;

    if (seconds < 3600)
        str_add(to, _("<1 h"));
    else if (seconds < 2 * (long long)DAY_SECONDS)
        str_printf(to, _("%lld h"), seconds / 3600);
    else if (days < 100)
        str_printf(to, _("%lld d"), days);
    else if (days < 2 * YEAR_DAYS)
        str_printf(to, _("%lld mo"), days * 12 / YEAR_DAYS);
    else
        str_printf(to, _("%lld y"), days / YEAR_DAYS);
}

int32_t stamp_days_overdue(const struct scene *scene, int64_t since)
{
    return zone_day(scene->zone, scene->now, NULL) - zone_day(scene->zone, since, NULL) + 1;
}
