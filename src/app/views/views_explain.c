/* An explanation as lines for people. */
#include "blurring.h"
#include "explaining.h"
#include "payment_page.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

struct lines_to {
    struct app *app;
    int (*fn)(void *ctx, const char *line);
    void *ctx;
    struct str line;
};

static int say(struct lines_to *to)
{
    int r = to->fn(to->ctx, app_blur_names(to->app, str_text(&to->line)));

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

/* Why an hour more or less is on the clock than in the sum. */
static void add_clock_changes(struct lines_to *to, const struct segment *segment)
{
    const struct zone *zone = app_zone(to->app);
    int64_t at = segment->counted ? zone_next_change(zone, segment->from) : INSTANT_NONE;

    for (; at != INSTANT_NONE && at < segment->to; at = zone_next_change(zone, at)) {
        int32_t by = zone_offset(zone, at) - zone_offset(zone, at - 1);
        _cleanup_str_ struct str day = STR_INIT, much = STR_INIT;
        if (by == 0)
            continue;
        words_day(to->app, &day, zone_day(zone, at, NULL));
        words_duration(&much, by < 0 ? -by : by);
        str_add_char(&to->line, ' ');
        str_printf(&to->line, by < 0 ? _("(the clocks went back %s on %s)") : _("(the clocks went forward %s on %s)"),
                   str_text(&much), str_text(&day));
    }
}

static int say_segment(struct lines_to *to, const struct segment *segment)
{
    _cleanup_free_ char *from = instant(to->app, segment->from);
    _cleanup_free_ char *until = instant(to->app, segment->to);

    str_printf(&to->line, "  %s - %s  ", from, until);
    words_duration(&to->line, segment->to - segment->from);
    str_printf(&to->line, "  %s", explaining_segment(segment->why));
    add_clock_changes(to, segment);
    return say(to);
}

static int say_answered(struct lines_to *to, const struct explained *explained)
{
    _cleanup_free_ char *answered = instant(to->app, explained->answered);
    _cleanup_str_ struct str much = STR_INIT;

    if (explained->answered == INSTANT_NONE)
        return 0;
    if (explained->no_opening) {
        str_printf(&to->line, _("Answered %s."), answered);
        return say(to);
    }
    int64_t late = explained->answered - explained->due;
    words_duration(&much, late < 0 ? -late : late);
    str_printf(&to->line, late > 0 ? _("Answered %s, %s late.") : _("Answered %s, %s before it was due."), answered,
               str_text(&much));
    return say(to);
}

static int say_joined(struct lines_to *to, const struct explained *explained)
{
    _cleanup_free_ char *asked = instant(to->app, explained->asked_at);
    _cleanup_free_ char *due = instant(to->app, explained->asked_due);
    _cleanup_free_ char *answered = instant(to->app, explained->asked_answered);

    if (explained->asked_at == INSTANT_NONE)
        return 0;
    if (explained->asked_answered != INSTANT_NONE)
        str_printf(&to->line, _("It belongs to the wait that began %s; your answer of %s answered this too."), asked,
                   answered);
    else if (explained->asked_due == INSTANT_NONE)
        str_printf(&to->line, _("It belongs to the wait that began %s; the answer to that one answers this too."),
                   asked);
    else
        str_printf(&to->line,
                   _("It belongs to the wait that began %s and is due %s; the answer to that one answers this too."),
                   asked, due);
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

/* " You reminded them on Wed 11 Mar.", " You waived it on Wed 11 Mar: the reason." */
static void add_note(struct lines_to *to, const struct breach_note *note)
{
    _cleanup_str_ struct str day = STR_INIT;

    if (!note->ref || note->state == BREACH_OPEN)
        return;
    words_day(to->app, &day, note->on);
    if (note->state == BREACH_REMINDED)
        str_printf(&to->line, day.len > 0 ? _(" You reminded them on %s.") : _(" You reminded them."), str_text(&day));
    else
        str_printf(&to->line, day.len > 0 ? _(" You waived it on %s: %s") : _(" You waived it%s: %s"), str_text(&day),
                   app_blur_text(to->app, note->reason));
}

static int say_breaches(struct lines_to *to, const struct explained *explained)
{
    int r = 0;

    for (size_t i = 0; i < explained->n_breaches && r == 0; i++) {
        str_printf(&to->line, "%s.", explained->breaches[i].text);
        add_note(to, &explained->breaches[i].note);
        r = say(to);
    }
    return r;
}

static bool says_something(const struct explained *explained)
{
    return explained->timed || explained->n_breaches > 0 || explained->asked_at != INSTANT_NONE;
}

static void say_all(struct lines_to *to, const struct explained *explained, bool head)
{
    if (!says_something(explained) || (head && say_head(to, explained) != 0))
        return;
    if ((!explained->timed || say_clock(to, explained) == 0) && say_answered(to, explained) == 0 &&
        say_joined(to, explained) == 0)
        say_breaches(to, explained);
}

/* --- what was asked for with an entry is explained with it --- */

struct refs {
    const char *interaction;
    char **v;
    size_t n, cap;
};

static int take_ask(void *ctx, const void *record)
{
    struct refs *refs = ctx;
    const struct ask *ask = record;

    if (str_equal(ask->interaction, refs->interaction)) {
        MEM_GROW(refs->v, refs->n, refs->cap);
        refs->v[refs->n++] = mem_string(ask->ref);
    }
    return 0;
}

/* How many of them had something to say; negative: err. */
static int say_asks(struct lines_to *to, struct store *store, const struct explained *entry, struct err *err)
{
    struct refs refs = {.interaction = entry->ref};
    int r = store_each(store, &model_ask, entry->client, take_ask, &refs, err), said = 0;

    for (size_t i = 0; i < refs.n; i++) {
        _cleanup_explained_ struct explained ask = {0};
        if (r >= 0)
            r = explained_find(to->app, store, refs.v[i], &ask, err);
        if (r >= 0 && says_something(&ask)) {
            say_all(to, &ask, true);
            said++;
        }
        free(refs.v[i]);
    }
    free(refs.v);
    return r < 0 ? r : said;
}

int explaining_lines(struct app *app, struct store *store, const struct explained *explained, bool head,
                     int (*fn)(void *ctx, const char *line), void *ctx, struct err *err)
{
    struct lines_to to = {.app = app, .fn = fn, .ctx = ctx};
    int said = 0;

    say_all(&to, explained, head);
    if (explained->what == EXPLAINED_ENTRY)
        said = say_asks(&to, store, explained, err);
    str_done(&to.line);
    if (said < 0)
        return said;
    return said == 0 && !says_something(explained);
}

int view_explain(struct app *app, const char *ref, int (*fn)(void *ctx, const char *line), void *ctx,
                 struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (payment_ref(ref))
        return payment_explain(app, store, payment_ref(ref), fn, ctx, err);
    if (explained_find(app, store, ref, &explained, err) < 0)
        return -1;
    int r = explaining_lines(app, store, &explained, true, fn, ctx, err);
    if (r > 0)
        fn(ctx, _("There is nothing to explain: it starts no clock, and no line was crossed."));
    return r;
}
