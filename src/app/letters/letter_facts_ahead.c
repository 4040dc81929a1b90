/* Dates as fields: when I am closed or open otherwise, and what holds for this client alone for a while. Only dates are told:
 * why is nobody's affair. */
#include "letter_draft.h"

#include "paletti/base/mem.h"

#include <string.h>

enum { AHEAD_DAYS = 366, OWN_MAX = 2 /* exceptions told in words */ };

struct ahead {
    struct letter_draft *draft;
    int this_year;
};

static const struct locale *locale_of(const struct ahead *ahead)
{
    return ahead->draft->manner.locale;
}

static bool is_ahead(const struct letter_draft *draft, int32_t from, int32_t to)
{
    return to >= draft->today && from <= draft->today + AHEAD_DAYS;
}

/* --- dates of the rules, and of the client's exceptions --- */

/* A day or several: closed, or with hours of its own. */
struct date {
    int32_t from, to;
    const struct spans *hours; /* none: closed */
};

struct dates {
    struct date *v;
    size_t n, cap;
};

static void add_date(const struct letter_draft *draft, struct dates *dates, struct date date)
{
    if (!is_ahead(draft, date.from, date.to))
        return;
    MEM_GROW(dates->v, dates->n, dates->cap);
    dates->v[dates->n++] = date;
}

/* A special date without an opening is closed, as a client sees it. */
static void gather(const struct letter_draft *draft, const struct list *closed, const struct list *special, struct dates *shut,
                   struct dates *otherwise)
{
    const struct closed *all = closed->v;
    const struct special *days = special->v;

    for (size_t i = 0; i < closed->n; i++)
        add_date(draft, shut, (struct date){all[i].from, all[i].to, NULL});
    for (size_t i = 0; i < special->n; i++)
        add_date(draft, days[i].hours.n ? otherwise : shut, (struct date){days[i].on, days[i].on, &days[i].hours});
}

static int by_from(const void *a, const void *b)
{
    const struct date *one = a, *other = b;

    return one->from != other->from ? (one->from < other->from ? -1 : 1) : one->to < other->to ? -1 : one->to > other->to;
}

/* The nearest ones; a date that two layers name is told once. */
static void put_dates(struct ahead *ahead, const char *field, struct dates *dates)
{
    int left = ahead->draft->most;

    if (dates->n > 0)
        qsort(dates->v, dates->n, sizeof *dates->v, by_from);
    for (size_t i = 0; i < dates->n && left > 0; i++) {
        const struct date *date = &dates->v[i];
        _cleanup_str_ struct str text = STR_INIT;
        if (i > 0 && by_from(&dates->v[i - 1], date) == 0)
            continue;
        locale_dates(locale_of(ahead), &text, date->from, date->to, ahead->this_year);
        if (date->hours) {
            str_add(&text, ", ");
            locale_spans(locale_of(ahead), &text, date->hours);
        }
        letter_put_item(&ahead->draft->fields, field, str_text(&text));
        left--;
    }
    free(dates->v);
}

/* --- the client's exceptions --- */

/* "until 30 November", or "7 to 11 December" where it is still to come. */
static void add_period(const struct ahead *ahead, const struct override *override, struct str *to)
{
    struct civil until;

    civil_of_day(override->until, &until);
    if (override->from <= ahead->draft->today)
        locale_date(locale_of(ahead), to, override->until, DATE_UNTIL, until.year == ahead->this_year ? 0 : DATE_YEAR);
    else
        locale_dates(locale_of(ahead), to, override->from, override->until, ahead->this_year);
}

static void put_hours(struct ahead *ahead, const struct override *override, const char *period)
{
    _cleanup_str_ struct str week = STR_INIT;

    locale_week(locale_of(ahead), &week, &override->hours);
    _cleanup_free_ char *item = str_format("%s, %s", period, str_text(&week));
    letter_put_item(&ahead->draft->fields, "special", item);
}

static void put_window(struct ahead *ahead, const struct override *override, const char *period)
{
    _cleanup_str_ struct str window = STR_INIT;

    locale_window(locale_of(ahead), &window, override->reply_window);
    _cleanup_free_ char *item = str_format("%s, %s", period, str_text(&window));
    letter_put_item(&ahead->draft->fields, "own_window", item);
}

static void put_channels(struct ahead *ahead, const struct override *override, const char *period, bool closed)
{
    struct texts names = {0};
    _cleanup_str_ struct str item = STR_INIT;

    for (size_t i = 0; i < override->channels.n; i++) {
        const struct channel *channel = &override->channels.v[i];
        if (channel->hours >= 0 && (channel->hours == CHANNEL_NEVER) == closed)
            texts_add(&names, locale_channel(locale_of(ahead), channel->name));
    }
    if (names.n > 0) {
        str_printf(&item, "%s, ", period);
        locale_join(locale_of(ahead), &item, (const char *const *)names.v, names.n, false);
        letter_put_item(&ahead->draft->fields, closed ? "own_unused" : "own_channels", str_text(&item));
    }
    texts_clear(&names);
}

/* Numbers, which only the template can put words to: of the first exception that has one. */
static void put_days(struct ahead *ahead, const char *field, const char *when, int64_t days, const char *period)
{
    struct letter_fields *fields = &ahead->draft->fields;

    if (days < 0 || letter_given(fields, field))
        return;
    letter_put_count(fields, field, days * 1000);
    letter_put_text(fields, when, period);
}

static void put_override(struct ahead *ahead, const struct override *override, struct dates *shut)
{
    _cleanup_str_ struct str text = STR_INIT;
    const char *period;

    add_period(ahead, override, &text);
    period = str_text(&text);
    if (override->hours_given && hours_empty(&override->hours))
        add_date(ahead->draft, shut, (struct date){override->from, override->until, NULL});
    else if (override->hours_given)
        put_hours(ahead, override, period);
    if (override->reply_window.n > 0)
        put_window(ahead, override, period);
    put_channels(ahead, override, period, false);
    put_channels(ahead, override, period, true);
    put_days(ahead, "own_payment_days", "own_payment_when", override->payment_days, period);
    put_days(ahead, "own_notice_days", "own_notice_when", override->notice_days, period);
}

static int by_beginning(const void *a, const void *b)
{
    const struct override *one = *(const struct override *const *)a, *other = *(const struct override *const *)b;

    return one->from != other->from ? (one->from < other->from ? -1 : 1) : one->until < other->until ? -1 : one->until > other->until;
}

static void put_own(struct ahead *ahead, struct dates *shut, struct dates *otherwise)
{
    const struct standing *standing = &ahead->draft->standing;
    const struct override **own = mem_zero(standing->n_overrides + 1, sizeof *own);
    size_t n = 0;

    for (size_t i = 0; i < standing->n_overrides; i++)
        if (is_ahead(ahead->draft, standing->overrides[i].from, standing->overrides[i].until))
            own[n++] = &standing->overrides[i];
    if (n > 0)
        qsort(own, n, sizeof *own, by_beginning);
    for (size_t i = 0; i < n; i++) {
        gather(ahead->draft, &own[i]->closed, &own[i]->special, shut, otherwise);
        if (i < OWN_MAX)
            put_override(ahead, own[i], shut);
    }
    free(own);
}

void letter_facts_ahead(struct letter_draft *draft, const struct rule *rule)
{
    struct ahead ahead = {.draft = draft};
    struct dates shut = {0}, otherwise = {0};
    struct civil today;

    civil_of_day(draft->today, &today);
    ahead.this_year = today.year;
    gather(draft, &rule->closed, &rule->special, &shut, &otherwise);
    put_own(&ahead, &shut, &otherwise);
    put_dates(&ahead, "closed", &shut);
    put_dates(&ahead, "special", &otherwise);
}
