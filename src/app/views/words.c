/* Wording that screen and shell share. */
#include "form_words.h"
#include "paletti/app/views.h"

#include "paletti/base/i18n.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"

static const struct breach_words {
    enum breach breach;
    const char *word, *clause;
} breach_words[] = {
    {BREACH_CLIENT_OFF_HOURS, NC_("line", "hours"), N_("outside your hours")},
    {BREACH_CLIENT_CHANNEL, N_("channel"), N_("on a channel you do not take")},
    {BREACH_CHASE, N_("chased"), N_("chased inside the window")},
    {BREACH_LATE_MATERIAL, N_("material"), N_("what you asked for came late")},
    {BREACH_LATE_PAYMENT, N_("payment"), N_("paid late")},
    {BREACH_MY_OFF_HOURS, N_("you: hours"), N_("you wrote or called outside your hours")},
    {BREACH_MY_CHANNEL, N_("you: channel"), N_("you used a channel you do not use")},
    {BREACH_LATE_REPLY, N_("you: late"), N_("you answered late")},
    {BREACH_BROKEN_PROMISE, N_("you: promise"), N_("you answered later than you promised")},
};

static const struct channel_words {
    const char *channel, *word, *narrow;
} channel_words[] = {
    {"pec", N_("PEC"), N_("PEC")},
    {"burofax", N_("burofax"), N_("fax")},
    {"letter", N_("letter"), N_("post")},
    {"email", N_("e-mail"), N_("mail")},
    {"portal", N_("portal"), N_("web")},
    {"ticket", N_("ticket"), NC_("narrow", "tick")},
    {"phone", N_("phone"), NC_("narrow", "phone")},
    {"video", N_("video call"), N_("video")},
    {"in_person", N_("in person"), N_("met")},
    {"personal_phone", N_("personal phone"), N_("home")},
    {"sms", N_("SMS"), N_("SMS")},
    {"voice_note", N_("voice note"), N_("voice")},
    {"whatsapp", N_("WhatsApp"), N_("WA")},
    {"messenger", N_("Messenger"), N_("Msgr")},
    {"instagram", N_("Instagram"), N_("Insta")},
};

static const char *const question_words[] = {
    [QUESTION_NONE] = "",
    [QUESTION_WAITING] = N_("waiting"),
    [QUESTION_OVERDUE] = N_("overdue"),
    [QUESTION_ON_TIME] = N_("on time"),
    [QUESTION_LATE] = N_("late"),
};

static const char *const weekday_words[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

static const char *const month_words[] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

const char *const client_order_names[] = {"attention", "name", "newest", "lines", "owed", NULL};

static const char *const order_words[] = {
    [ORDER_ATTENTION] = N_("attention"),    [ORDER_NAME] = N_("name"), [ORDER_NEWEST] = N_("newest entry"),
    [ORDER_BREACHES] = N_("lines crossed"), [ORDER_OWED] = N_("money owed"),
};

const char *words_client_order(enum client_order order)
{
    return _(order_words[order]);
}

/* gettext's answer for "" is the head of the catalogue. */
static const char *translated(const char *text)
{
    return *text ? _(text) : "";
}

const char *words_breach(enum breach breach)
{
    for (size_t i = 0; i < ARRAY_LEN(breach_words); i++)
        if (breach_words[i].breach == breach)
            return i18n_word(breach_words[i].word);
    return "";
}

const char *words_breach_long(enum breach breach)
{
    for (size_t i = 0; i < ARRAY_LEN(breach_words); i++)
        if (breach_words[i].breach == breach)
            return _(breach_words[i].clause);
    return "";
}

const char *words_question(enum question_state state)
{
    return translated(question_words[state]);
}

const char *words_channel(const char *channel)
{
    for (size_t i = 0; channel && i < ARRAY_LEN(channel_words); i++)
        if (str_equal(channel_words[i].channel, channel))
            return _(channel_words[i].word);
    return channel ? channel : "";
}

const char *words_channel_short(const char *channel)
{
    for (size_t i = 0; channel && i < ARRAY_LEN(channel_words); i++)
        if (str_equal(channel_words[i].channel, channel))
            return i18n_word(channel_words[i].narrow);
    return channel ? channel : "";
}

void words_date(struct str *to, const struct civil *date, bool year)
{
    str_add_int(to, date->day, 1);
    str_add_char(to, ' ');
    str_add(to, _(month_words[date->month - 1]));
    if (!year)
        return;
    str_add_char(to, ' ');
    str_add_int(to, date->year, 1);
}

void words_dated(struct str *to, int32_t day)
{
    struct civil date;

    if (day == DAY_NONE)
        return;
    civil_of_day(day, &date);
    words_date(to, &date, true);
}

void words_date_beside(struct str *to, int32_t day, int32_t beside)
{
    struct civil date, other;

    civil_of_day(day, &date);
    civil_of_day(beside, &other);
    words_date(to, &date, date.year != other.year);
}

/* "Fri 13 Mar", with the year where it is not THIS_YEAR. */
static void add_day(struct str *to, int32_t day, int this_year)
{
    struct civil civil;

    civil_of_day(day, &civil);
    str_add(to, _(weekday_words[civil_weekday(day)]));
    str_add_char(to, ' ');
    words_date(to, &civil, civil.year != this_year);
}

static int this_year(struct app *app)
{
    struct civil now;

    zone_civil(app_zone(app), app_now(app), &now);
    return now.year;
}

void words_instant(struct app *app, struct str *to, int64_t at)
{
    if (at == INSTANT_NONE)
        return;
    add_day(to, zone_day(app_zone(app), at, NULL), this_year(app));
    words_clock(app, to, at);
}

void words_clock_in(const struct zone *zone, struct str *to, int64_t at)
{
    int32_t second;

    zone_day(zone, at, &second);
    str_add_int(to, second / 3600, 2);
    str_add_char(to, ':');
    str_add_int(to, second / 60 % 60, 2);
}

void words_clock(struct app *app, struct str *to, int64_t at)
{
    str_add_char(to, ' ');
    words_clock_in(app_zone(app), to, at);
}

void words_day(struct app *app, struct str *to, int32_t day)
{
    if (day != DAY_NONE)
        add_day(to, day, this_year(app));
}

void words_duration(struct str *to, int64_t seconds)
{
    int64_t minutes = seconds / 60;
    int64_t days = minutes / 1440, hours = minutes / 60 % 24;

    if (days)
        str_printf(to, _("%lld d %lld h"), (long long)days, (long long)hours);
    else if (hours)
        str_printf(to, _("%lld h %02lld"), (long long)hours, (long long)(minutes % 60));
    else if (minutes)
        str_printf(to, _("%lld min"), (long long)minutes);
    else
        str_printf(to, _("%lld s"), (long long)seconds);
}

const char *words_units(int unit)
{
    static const char *const units[] = {
        [UNIT_HOUR] = N_("hours"), [UNIT_SESSION] = N_("sessions"), [UNIT_MONTH] = N_("months"), [UNIT_FIXED] = N_("parts")};

    return _(units[unit]);
}

const char *words_type(const char *type)
{
    return type_word(type);
}
