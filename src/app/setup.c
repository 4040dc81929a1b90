#include "paletti/app/setup.h"

#include "inside.h"
#include "week_words.h"

#include "paletti/app/views.h"
#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/core/explain.h"

enum { WEEK = 7 };

int setup_look(struct app *app, struct setup *ret, struct err *err)
{
    const struct house *house;
    struct clients_sums sums = {0};
    struct store *store;

    int r = app_open_read(app, &store, err);
    if (r < 0 || app_house(app, &house, err) < 0)
        return -1;
    if (r == 0 && app_sums(app, app_now(app), &sums, err) < 0)
        return -1;
    *ret = (struct setup){.clients = sums.clients,
                          .entries = sums.entries,
                          .hours_given = !rulebook_default(house->book),
                          .me_given = house->me_given};
    return 0;
}

/* --- the week --- */

static int64_t open_seconds(const struct hours *hours)
{
    int64_t minutes = 0;

    for (int day = 0; day < WEEK; day++)
        for (size_t i = 0; i < hours->day[day].n; i++)
            minutes += hours->day[day].v[i].to - hours->day[day].v[i].from;
    return minutes * 60;
}

/* "42 h 30", without days: a week of 40 hours is no "1 d 16 h". */
void setup_add_week(struct str *to, const struct hours *hours)
{
    int64_t seconds = open_seconds(hours);

    str_printf(to, _("%lld h"), (long long)(seconds / 3600));
    if (seconds % 3600)
        str_printf(to, " %02lld", (long long)(seconds % 3600 / 60));
}

static int days_open(const struct hours *hours)
{
    int n = 0;

    for (int day = 0; day < WEEK; day++)
        n += hours->day[day].n > 0;
    return n;
}

int64_t setup_working_tenths(const struct hours *hours, unsigned open_hours)
{
    int64_t a_day = days_open(hours) ? open_seconds(hours) / days_open(hours) : 0;

    return a_day ? ((int64_t)open_hours * 36000 + a_day / 2) / a_day : 0;
}

/* --- the sentences --- */

struct words {
    struct app *app;
    struct boundaries *mine;
    struct overview overview;
    int64_t now;
    struct str text;
    void (*fn)(void *ctx, const char *sentence);
    void *ctx;
};

static void say(struct words *words)
{
    words->fn(words->ctx, str_text(&words->text));
    str_clear(&words->text);
}

static void say_week(struct words *words, const struct hours *hours)
{
    str_add(&words->text, _("Your week has "));
    setup_add_week(&words->text, hours);
    str_add(&words->text, ": ");
    words_hours(&words->text, hours);
    str_add_char(&words->text, '.');
    say(words);
}

static void say_now(struct words *words)
{
    const struct overview *overview = &words->overview;

    if (overview->changes_at == INSTANT_NONE)
        return;
    str_add(&words->text, overview->open ? _("You are open now, until ") : _("You are closed now; you open "));
    words_instant(words->app, &words->text, overview->changes_at);
    str_add_char(&words->text, '.');
    say(words);
}

/* What the window's unit means: "24 open hours are 3 of your working days." */
static void say_window(struct words *words, const struct hours *hours, struct window window)
{
    int64_t tenths = setup_working_tenths(hours, window.n);
    struct str *to = &words->text;

    switch ((enum window_unit)window.unit) {
    case WINDOW_H:
        str_printf(to, _("%d hours to answer: they run day and night, and stand still on dates you closed."), window.n);
        break;
    case WINDOW_D:
        str_printf(to, _("%d days to answer: every date counts but those you closed."), window.n);
        break;
    case WINDOW_WD:
        str_printf(to, _("%d working days to answer: the days on which you open count."), window.n);
        break;
    case WINDOW_OH:
        str_printf(to, _("%d open hours to answer: about %lld.%lld of your working days."), window.n,
                   (long long)(tenths / 10), (long long)(tenths % 10));
        break;
    }
    say(words);
}

static void say_due(struct words *words)
{
    struct explanation explanation;

    if (explain_question(words->mine, words->now, INSTANT_NONE, &explanation) != 0)
        return;
    str_add(&words->text, _("What comes in now is to be answered until "));
    words_instant(words->app, &words->text, explanation.due);
    str_add_char(&words->text, '.');
    explanation_clear(&explanation);
    say(words);
}

int setup_words(struct app *app, void (*fn)(void *ctx, const char *sentence), void *ctx, struct err *err)
{
    const struct house *house;
    struct hours standard;
    struct words words = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx};

    /* The house holds until the file is looked at again: that comes first. */
    if (view_overview(app, &words.overview, err) < 0 || app_house(app, &house, err) < 0)
        return -1;
    words.mine = boundaries_new(house->book, NULL, 0, NULL, 0);
    const struct terms *terms = boundaries_at(words.mine, words.now);
    hours_init_default(&standard);
    const struct hours *hours = rulebook_default(house->book) ? &standard : &terms->rule->hours;
    say_week(&words, hours);
    say_now(&words);
    say_window(&words, hours, terms_window(terms, words.now));
    say_due(&words);
    hours_clear(&standard);
    boundaries_free(words.mine);
    str_done(&words.text);
    return 0;
}
