/* An explanation as lines for people. */
#include "explaining.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct lines_to {
    struct app *app;
    int (*fn)(void *ctx, const char *line);
    void *ctx;
    struct str line;
};

static int say(struct lines_to *to)
{
    int r = to->fn(to->ctx, str_text(&to->line));

    str_clear(&to->line);
    return r;
}

static char *instant(struct app *app, int64_t at)
{
    struct str text = STR_INIT;

    words_instant(app, &text, at);
    return str_take(&text);
}

static int say_head(struct lines_to *to, const struct explained *explained)
{
    _cleanup_free_ char *at = instant(to->app, explained->at);

    switch (explained->what) {
    case EXPLAINED_ENTRY:
        str_printf(&to->line, _("%s, entry of %s"), explained->client_name, at);
        break;
    case EXPLAINED_ASK:
        str_printf(&to->line, _("%s, asked for on %s"), explained->client_name, at);
        break;
    case EXPLAINED_INVOICE:
        str_printf(&to->line, _("%s, invoice, due until %s"), explained->client_name, at);
        break;
    }
    return say(to);
}

static int say_segment(struct lines_to *to, const struct segment *segment)
{
    _cleanup_free_ char *from = instant(to->app, segment->from);
    _cleanup_free_ char *until = instant(to->app, segment->to);

    str_printf(&to->line, "  %s - %s  ", from, until);
    words_duration(&to->line, segment->to - segment->from);
    str_printf(&to->line, "  %s", explaining_segment(segment->why));
    return say(to);
}

static int say_clock(struct lines_to *to, const struct explained *explained)
{
    _cleanup_free_ char *receipt = instant(to->app, explained->receipt);
    _cleanup_free_ char *due = instant(to->app, explained->due);
    char window[WINDOW_SIZE];

    if (explained->no_opening) {
        str_add(&to->line, _("It never falls due: there is no opening within three years. Add hours."));
        return say(to);
    }
    str_printf(&to->line, _("Received %s; %s from then on"), receipt,
               window_format(explained->window, window));
    explaining_rule(to->app, &to->line, explained->rule);
    if (say(to) != 0)
        return 1;
    for (size_t i = 0; i < explained->segments.n; i++)
        if (say_segment(to, &explained->segments.segments[i]) != 0)
            return 1;
    str_printf(&to->line, _("Due %s"), due);
    if (explained->state != QUESTION_NONE)
        str_printf(&to->line, " (%s)", words_question(explained->state));
    return say(to);
}

static int say_breaches(struct lines_to *to, const struct explained *explained)
{
    int r = 0;

    for (size_t i = 0; i < explained->n_breaches && r == 0; i++) {
        str_printf(&to->line, "%s.", explained->breaches[i].text);
        r = say(to);
    }
    return r;
}

static int say_all(struct lines_to *to, const struct explained *explained)
{
    if (!explained->timed && explained->n_breaches == 0) {
        str_add(&to->line, _("There is nothing to explain: it starts no clock, and no line was crossed."));
        say(to);
        return 1;
    }
    if (say_head(to, explained) == 0 && (!explained->timed || say_clock(to, explained) == 0))
        say_breaches(to, explained);
    return 0;
}

int view_explain(struct app *app, const char *ref, int (*fn)(void *ctx, const char *line), void *ctx,
                 struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct lines_to to = {.app = app, .fn = fn, .ctx = ctx};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || explained_find(app, store, ref, &explained, err) < 0)
        return -1;
    int r = say_all(&to, &explained);
    str_done(&to.line);
    return r;
}
