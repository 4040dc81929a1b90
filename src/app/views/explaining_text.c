#include "blurring.h"
#include "explaining.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static char *instant(struct app *app, int64_t at)
{
    struct str text = STR_INIT;

    words_instant(app, &text, at);
    return str_take(&text);
}

static char *sum(struct money money)
{
    struct str text = STR_INIT;

    words_sum(&text, money);
    return str_take(&text);
}

/* --- the hours of one day --- */

static void add_clock(struct str *to, const struct zone *zone, int32_t day, int64_t at)
{
    int32_t second;

    if (zone_day(zone, at, &second) != day)
        second = DAY_SECONDS;
    str_printf(to, "%02d:%02d", second / 3600, second / 60 % 60);
}

/* "09:00-13:00 16:00-18:00" of the day of AT, or "closed". */
static char *hours_of_day(const struct terms *terms, int64_t at)
{
    int32_t day = zone_day(terms->zone, at, NULL);
    int64_t end = zone_day_start(terms->zone, day + 1);
    struct interval interval = {.to = zone_day_start(terms->zone, day)};
    struct str text = STR_INIT;

    while (calendar_next(terms->calendar, interval.to, &interval) == 0 && interval.from < end) {
        if (text.len)
            str_add_char(&text, ' ');
        add_clock(&text, terms->zone, day, interval.from);
        str_add_char(&text, '-');
        add_clock(&text, terms->zone, day, interval.to);
    }
    if (!text.len)
        str_add(&text, _("closed"));
    return str_take(&text);
}

/* --- sentences --- */

void explaining_rule(struct app *app, struct str *to, const struct rule *rule)
{
    if (rule->from == INSTANT_NONE) {
        str_add(to, _(" (default hours)"));
        return;
    }
    _cleanup_free_ char *from = instant(app, rule->from);
    str_printf(to, _(" (rules of %s)"), from);
}

static char *finish(struct app *app, struct str *text, bool counted, const struct rule *rule)
{
    explaining_rule(app, text, rule);
    if (!counted)
        str_add(text, _("; it does not count: they had not been told before"));
    return str_take(text);
}

char *explaining_entry(struct app *app, enum breach breach, const struct breach_facts *facts, bool counted,
                       const struct rule *rule)
{
    _cleanup_free_ char *at = instant(app, facts->at);
    _cleanup_free_ char *hours = hours_of_day(facts->terms, facts->at);
    _cleanup_free_ char *asked = instant(app, facts->asked_at);
    _cleanup_free_ char *due = instant(app, facts->due);
    const char *channel = facts->channel ? words_channel(facts->channel) : _("an unnamed channel");
    char window[WINDOW_SIZE];
    struct str text = STR_INIT;

    switch (breach) {
    case BREACH_CLIENT_OFF_HOURS:
        str_printf(&text, _("They used %s on %s, outside your hours of that day: %s"), channel, at, hours);
        break;
    case BREACH_CLIENT_CHANNEL:
        str_printf(&text, _("They used %s on %s, which is no channel for work"), channel, at);
        break;
    case BREACH_CHASE:
        str_printf(&text, _("They asked again on %s, while the message of %s had time until %s"), at, asked,
                   due);
        break;
    case BREACH_MY_OFF_HOURS:
        str_printf(&text, _("You wrote or called on %s, outside your hours of that day: %s"), at, hours);
        break;
    case BREACH_MY_CHANNEL:
        str_printf(&text, _("You used %s on %s, which is no channel for work"), channel, at);
        break;
    case BREACH_LATE_REPLY:
        str_printf(&text,
                   _("You answered on %s; the message of %s had time until %s, %s after it was received"), at,
                   asked, due, window_format(facts->window, window));
        break;
    case BREACH_BROKEN_PROMISE:
        str_printf(&text, _("You answered the message of %s on %s; you had promised it by %s"), asked, at,
                   due);
        break;
    default:
        break;
    }
    return finish(app, &text, counted, rule);
}

char *explaining_ask(struct app *app, const char *what, int64_t at, int64_t due, int64_t received,
                     bool counted, const struct rule *rule)
{
    _cleanup_free_ char *asked = instant(app, at);
    _cleanup_free_ char *until = instant(app, due);
    _cleanup_free_ char *came = instant(app, received);
    struct str text = STR_INIT;

    what = app_blur_text(app, what);
    if (received == INSTANT_NONE)
        str_printf(&text, _("\"%s\" was asked for on %s, due %s, and is not here yet"), what, asked, until);
    else
        str_printf(&text, _("\"%s\" was asked for on %s, due %s, and came %s"), what, asked, until, came);
    return finish(app, &text, counted, rule);
}

char *explaining_invoice(struct app *app, const char *number, struct money amount, struct money paid,
                         int32_t due, const struct rule *rule)
{
    _cleanup_str_ struct str day = STR_INIT;
    _cleanup_free_ char *asked = sum(amount);
    _cleanup_free_ char *came = sum(paid);
    struct str text = STR_INIT;

    words_day(app, &day, due);
    str_printf(&text, _("Invoice %s of %s was due on %s; by then %s had been paid"), number, asked,
               str_text(&day), came);
    return finish(app, &text, true, rule);
}

const char *explaining_segment(enum segment_why why)
{
    static const char *const words[] = {
        [SEGMENT_BEFORE_RECEIPT] = N_("before it was received"),
        [SEGMENT_WINDOW] = N_("counts"),
        [SEGMENT_CLOSED_HOURS] = N_("outside your hours"),
        [SEGMENT_CLOSED_DATE] = N_("a closed date"),
        [SEGMENT_LANDING] = N_("until the next opening"),
        [SEGMENT_PROMISED] = N_("until what you promised"),
    };

    return _(words[why]);
}
