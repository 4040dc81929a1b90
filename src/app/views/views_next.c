/* What comes next with anybody, by time. */
#include "next_inside.h"
#include "blurring.h"
#include "client_lines.h"
#include "replying.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"

#include <string.h>

static void next_done(struct next *next)
{
    for (size_t i = 0; i < next->n; i++) {
        free(next->v[i].text);
        free(next->v[i].ref);
    }
    for (size_t i = 0; i < next->n_questions; i++) {
        free(next->questions[i].client);
        free(next->questions[i].name);
        free(next->questions[i].zone);
        free(next->questions[i].channel);
    }
    laters_clear(&next->laters);
    free(next->v);
    free(next->questions);
}

struct coming *next_add(struct next *next, int64_t at, int64_t client_id)
{
    MEM_GROW(next->v, next->n, next->cap);
    next->v[next->n] = (struct coming){.at = at, .client_id = client_id};
    return &next->v[next->n++];
}

/* --- replies --- */

/* Kept until the statement is over: what is looked up about them takes others. */
static int take_question(void *ctx, const struct owed_row *row)
{
    struct next *next = ctx;

    if (row->id >> 16 > next->about.now)
        return 0;
    MEM_GROW(next->questions, next->n_questions, next->cap_questions);
    next->questions[next->n_questions++] = (struct questions){
        .row = *row,
        .client = mem_string(row->client),
        .name = mem_string(row->name),
        .zone = mem_string(row->zone),
        .channel = mem_string(row->channel),
    };
    return 0;
}

static int find_polite(struct next *next, const struct questions *q, int64_t *ret)
{
    struct replying replying = {.client = q->client,
                                .zone = q->zone,
                                .day = q->row.day,
                                .at = q->row.id >> 16,
                                .receipt = q->row.receipt,
                                .due = q->row.due};

    return replying_polite(next->about.app, next->about.store, &replying, ret, next->err);
}

static bool is_put_off(const struct next *next, const struct questions *q)
{
    if (!laters_any(&next->laters, q->row.client_id))
        return false;
    _cleanup_free_ char *ref = log_ref(next->about.store, q->row.id);
    return laters_until(&next->laters, "interaction", ref ? ref : "", q->client) != INSTANT_NONE;
}

static int add_replies(struct next *next, int limit)
{
    limit += (int)next->laters.n;
    if (questions_ahead(next->about.store, next->about.now, limit, take_question, next, next->err) < 0)
        return -1;
    for (size_t i = 0; i < next->n_questions; i++) {
        const struct questions *q = &next->questions[i];
        if (is_put_off(next, q))
            continue;
        _cleanup_str_ struct str text = STR_INIT, when = STR_INIT;
        int64_t polite;
        if (find_polite(next, q, &polite) < 0)
            return -1;
        str_printf(&text, _("answer %s"), q->name);
        if (q->channel)
            str_printf(&text, " (%s)", words_channel(q->channel));
        words_instant(next->about.app, &when, polite);
        /* A moment that has gone by is no advice. */
        if (polite != INSTANT_NONE && polite < q->row.due && polite >= next->about.now)
            str_printf(&text, _("; politely until %s"), str_text(&when));
        struct coming *coming = next_add(next, q->row.due, q->row.client_id);
        coming->text = str_take(&text);
        coming->tone = ABOUT_WAITING;
    }
    return 0;
}

/* --- asks, invoices, meetings --- */

struct named {
    char *name;
};

static int take_name(void *ctx, const struct client_row *row)
{
    ((struct named *)ctx)->name = mem_string(row->name);
    return 0;
}

static int add_due(struct next *next, const struct due_now *due)
{
    bool ask = due->kind == DUE_ASK;
    _cleanup_str_ struct str sum = STR_INIT;
    struct named named = {0};

    if (client_find_briefly(next->about.store, due->client_id, take_name, &named, next->err) < 0)
        return -1;
    if (!ask)
        words_money(&sum, due->unpaid);
    struct coming *coming = next_add(next, ask ? due->due : due->due - 1, due->client_id);
    coming->day = !ask;
    coming->ref = mem_string(due->ref);
    coming->text = ask ? str_format(_("%s sends what you asked for"), named.name)
                       : str_format(_("%s pays %s"), named.name, str_text(&sum));
    free(named.name);
    return 0;
}

static int add_dues(struct next *next)
{
    _cleanup_dues_now_ struct dues_now dues = {0};

    if (dues_now(next->about.app, next->about.store, 0, next->about.now, &dues, next->err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++)
        if (dues.v[i].open && dues.v[i].due != INSTANT_NONE && dues.v[i].due > next->about.now &&
            laters_until(&next->laters, dues.v[i].kind == DUE_ASK ? "ask" : "invoice", dues.v[i].ref,
                         dues.v[i].client) == INSTANT_NONE &&
            add_due(next, &dues.v[i]) < 0)
            return -1;
    return 0;
}

static char *put_off_text(const struct put_off *put_off)
{
    if (str_starts(put_off->ref, "interaction:"))
        return str_format(_("later: answer %s"), put_off->name);
    if (str_starts(put_off->ref, "ask:"))
        return str_format(_("later: what you asked %s for"), put_off->name);
    if (str_starts(put_off->ref, "invoice:"))
        return str_format(_("later: the invoice of %s"), put_off->name);
    return str_format(_("later: %s"), put_off->name);
}

/* What is put off stands where I want to be reminded of it, quietly, whenever it is due. */
static void add_laters(struct next *next)
{
    for (size_t i = 0; i < next->laters.n; i++) {
        const struct put_off *put_off = &next->laters.v[i];
        struct coming *coming = next_add(next, put_off->until, put_off->client_id);
        int32_t second;
        zone_day(app_zone(next->about.app), put_off->until, &second);
        coming->day = second == 0;
        coming->tone = ABOUT_QUIET;
        coming->text = put_off_text(put_off);
    }
}

static int add_meeting(void *ctx, const struct meeting_row *row)
{
    struct coming *coming = next_add(ctx, row->starts, row->client_id);

    coming->text = row->title ? str_format("%s, %s", app_blur_text(((struct next *)ctx)->about.app, row->title), row->name) : str_format(_("meeting, %s"), row->name);
    return 0;
}

/* --- in order --- */

static int by_time(const void *a, const void *b)
{
    const struct coming *x = a, *y = b;

    return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : strcmp(x->text, y->text);
}

static void say(const struct next *next, const struct coming *coming)
{
    struct app *app = next->about.app;
    const struct zone *zone = app_zone(app);
    _cleanup_str_ struct str label = STR_INIT;
    int32_t day = zone_day(zone, coming->at, NULL);

    if (day == zone_day(zone, next->about.now, NULL))
        str_add(&label, _("today"));
    else
        words_day(app, &label, day);
    if (!coming->day)
        words_clock(app, &label, coming->at);
    next->about.fn(next->about.ctx, &(struct about_line){.label = str_text(&label),
                                                         .text = app_blur_names(app, coming->text),
                                                         .aside = "",
                                                         .tone = coming->tone,
                                                         .ref = coming->ref,
                                                         .client_id = coming->client_id});
}

int view_next(struct app *app, int limit, bool all, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
              struct err *err)
{
    _cleanup_(next_done)
    struct next next = {.about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx}, .err = err};

    int r = app_open_read(app, &next.about.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (laters_load(next.about.store, next.about.now, &next.laters, err) < 0)
        return -1;
    add_laters(&next);
    if (add_replies(&next, limit) < 0 || add_dues(&next) < 0 ||
        meetings_ahead(next.about.store, next.about.now, limit, add_meeting, &next, err) < 0 ||
        (all && next_add_decided(&next) < 0))
        return -1;
    if (next.n > 0)
        qsort(next.v, next.n, sizeof *next.v, by_time);
    for (size_t i = 0; i < next.n && i < (size_t)limit; i++)
        say(&next, &next.v[i]);
    return 0;
}
