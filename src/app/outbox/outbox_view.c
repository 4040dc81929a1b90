/* The outbox as people see it. */
#include "outbox_inside.h"

#include "known.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- the letter itself --- */

int outbox_job(const struct dispatch *dispatch, struct job *ret, struct err *err)
{
    const char *line = dispatch->message;

    if (!line || outbox_by_person(dispatch)) {
        job_init(ret);
        return 0;
    }
    return job_parse(line, strlen(line), ret, err);
}

const char *outbox_text(const struct dispatch *dispatch, const struct job *job)
{
    const char *text = job->message.text ? job->message.text : dispatch->bytes;

    return text ? text : "";
}

/* --- what is said of one --- */

struct shelf {
    struct app *app;
    struct store *store;
    struct dispatch *v;
    size_t n, cap;
    int (*fn)(void *ctx, const struct outbox_line *line);
    void *ctx;
};

static char *with_words(const char *sentence, const char *said)
{
    return said ? str_format("%s: %s", sentence, said) : str_format("%s.", sentence);
}

static char *with_reply(const char *sentence, const struct dispatch *dispatch)
{
    return with_words(sentence, dispatch->reply ? dispatch->reply : dispatch->why);
}

static char *over_words(struct app *app, const struct dispatch *dispatch)
{
    _cleanup_str_ struct str when = STR_INIT;
    _cleanup_free_ char *begin = NULL;

    words_instant(app, &when, dispatch->ended_at);
    switch ((enum dispatch_state)dispatch->state) {
    case DISPATCH_DONE:
        return str_format(_("Left on %s."), str_text(&when));
    case DISPATCH_REJECTED:
        begin = str_format(_("Refused on %s, nothing was sent"), str_text(&when));
        return with_reply(begin, dispatch);
    default:
        begin = str_format(_("Cancelled on %s"), str_text(&when));
        return with_reply(begin, dispatch);
    }
}

static void say_sending(struct store *store, const struct dispatch *dispatch, struct gate *gate)
{
    bool attended = dispatch_attended(store, dispatch->ref, NULL) != 0;

    gate->wait = attended ? OUTBOX_HELD : OUTBOX_GOES;
    gate->says =
        mem_string(attended ? _("Is being sent at this moment.")
                            : _("paletti ended while it was being sent; the next release looks into that."));
}

/* Of one that is no longer confirmed. */
static void say_moved(const struct shelf *shelf, const struct dispatch *dispatch, struct gate *gate)
{
    bool sent = dispatch->kind == DISPATCH_REFUND && dispatch->state != DISPATCH_SENDING &&
                dispatch->state != DISPATCH_CANCELLED;

    if (sent && refunds_stand(shelf->app, shelf->store, dispatch, gate, NULL) == 0)
        return;
    switch ((enum dispatch_state)dispatch->state) {
    case DISPATCH_SENDING:
        say_sending(shelf->store, dispatch, gate);
        break;
    case DISPATCH_PENDING:
        gate->wait = OUTBOX_HELD;
        gate->says = with_reply(_("On its way"), dispatch);
        break;
    case DISPATCH_UNKNOWN:
        gate->wait = OUTBOX_ASKS;
        gate->says = with_words(_("Nobody knows whether it left; look it up, then say done or not sent"),
                                dispatch->why ? dispatch->why : dispatch->reply);
        break;
    default:
        gate->wait = OUTBOX_NOTHING;
        gate->says = over_words(shelf->app, dispatch);
        break;
    }
}

static const char *mode_of(const struct dispatch *dispatch)
{
    return dispatch->kind != DISPATCH_REFUND ? "" : dispatch->live == 1 ? "LIVE" : "TEST";
}

/* --- lists --- */

static void shelf_done(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->n; i++)
        model_clear(&model_dispatch, &shelf->v[i]);
    free(shelf->v);
}

static int take(void *ctx, const struct dispatch *dispatch)
{
    struct shelf *shelf = ctx;

    MEM_GROW(shelf->v, shelf->n, shelf->cap);
    model_copy(&model_dispatch, dispatch, &shelf->v[shelf->n++]);
    return 0;
}

struct naming {
    struct outbox_line *line;
    char *name, *short_name;
};

static int take_names(void *ctx, const struct client_row *row)
{
    struct naming *naming = ctx;

    naming->line->client_id = row->id;
    naming->name = mem_string(row->name);
    naming->short_name = mem_string(row->short_name);
    return 1;
}

static int tell(const struct shelf *shelf, const struct dispatch *dispatch, const char *text, struct err *err)
{
    _cleanup_gate_loaded_ struct gate_loaded loaded = {0};
    _cleanup_(gate_clear)
    struct gate gate = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};
    struct outbox_line line = {.dispatch = dispatch, .text = text};
    struct naming naming = {.line = &line};
    int64_t id = 0;

    if (gate_load(shelf->app, shelf->store, dispatch, app_now(shelf->app), &loaded, err) < 0)
        return -1;
    if (dispatch->state != DISPATCH_CONFIRMED)
        say_moved(shelf, dispatch, &gate);
    else if (gates_ask(&loaded.about, &gate, err) < 0)
        return -1;
    if (loaded.has_client && client_find(shelf->store, dispatch->client, &id, NULL, NULL, NULL) == 0)
        client_find_id(shelf->store, id, take_names, &naming, NULL);
    line.name = naming.name ? naming.name : dispatch->client;
    line.short_name = naming.short_name ? naming.short_name : line.name;
    line.wait = gate.wait;
    line.goes_at = gate.wait == OUTBOX_GOES || gate.wait == OUTBOX_HAND ? app_now(shelf->app) : gate.at;
    line.says = gate.says;
    line.mode = mode_of(dispatch);
    int r = shelf->fn(shelf->ctx, &line);
    free(naming.name);
    free(naming.short_name);
    return r;
}

static int tell_all(struct shelf *shelf, const struct dispatch_query *query, struct err *err)
{
    size_t first = shelf->n;
    int r = dispatches_each(shelf->store, query, take, shelf, err);

    for (size_t i = first; i < shelf->n && r == 0; i++)
        r = tell(shelf, &shelf->v[i], NULL, err);
    return r;
}

#define BIT(state) (1u << DISPATCH_##state)
enum {
    OPEN = BIT(CONFIRMED) | BIT(SENDING) | BIT(PENDING) | BIT(UNKNOWN),
    OVER = BIT(DONE) | BIT(REJECTED) | BIT(CANCELLED),
};

int view_outbox(struct app *app, const struct outbox_wish *wish,
                int (*fn)(void *ctx, const struct outbox_line *line), void *ctx, struct err *err)
{
    _cleanup_(shelf_done)
    struct shelf shelf = {.app = app, .fn = fn, .ctx = ctx};
    struct dispatch_query query = {.states = OPEN, .client = wish->client, .farewell = wish->farewell};
    int r = app_open_read(app, &shelf.store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    r = tell_all(&shelf, &query, err);
    if (r == 0 && wish->all) {
        query.states = OVER;
        query.newest = true;
        query.limit = wish->limit;
        r = tell_all(&shelf, &query, err);
    }
    return r;
}

struct standing_of {
    const struct shelf *shelf;
    char *says;
};

static int take_standing(void *ctx, const struct dispatch *dispatch)
{
    struct standing_of *of = ctx;
    struct gate gate = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};

    if (dispatch->state == DISPATCH_CONFIRMED)
        of->says = mem_string(_("Confirmed, and in the outbox."));
    else if (dispatch->state != DISPATCH_DONE && dispatch->state != DISPATCH_CANCELLED) {
        say_moved(of->shelf, dispatch, &gate);
        of->says = MEM_TAKE(gate.says);
    }
    return 0;
}

int outbox_of_draft(struct app *app, struct store *store, const char *draft, char **ret, struct err *err)
{
    const struct shelf shelf = {.app = app, .store = store};
    const struct dispatch_query query = {.draft = draft, .newest = true, .limit = 1};
    struct standing_of of = {.shelf = &shelf};

    if (dispatches_each(store, &query, take_standing, &of, err) < 0)
        return -1;
    *ret = of.says;
    return 0;
}

/* --- one --- */

/* TEXT as it is typed, among those there are: its ref or the beginning of it, or its draft. */
struct search {
    const char *text;
    struct dispatch *found;
    int n;
};

static int match(void *ctx, const struct dispatch *dispatch)
{
    struct search *search = ctx;
    bool same = str_equal(dispatch->ref, search->text);
    bool of_draft = str_equal(dispatch->draft, search->text);

    if (!same && !of_draft && !str_starts(dispatch->ref, search->text))
        return 0;
    /* Of a letter's several the newest is meant. */
    if (search->n++ > 0 && !same && !of_draft)
        return 0;
    if (search->n > 1)
        model_clear(&model_dispatch, search->found);
    model_copy(&model_dispatch, dispatch, search->found);
    if (same || of_draft)
        search->n = 1;
    return same;
}

int outbox_find(struct store *store, const char *ref, struct dispatch *ret, struct err *err)
{
    const char *text = draft_ref(str_starts(ref, "dispatch:") ? ref + strlen("dispatch:") : ref);
    struct search search = {.text = text, .found = ret};
    struct dispatch_query all = {0};
    int r = *text ? dispatches_each(store, &all, match, &search, err) : 0;

    if (r >= 0 && search.n == 1)
        return 0;
    if (search.n > 0)
        model_clear(&model_dispatch, ret);
    if (r < 0)
        return -1;
    return err_set(err,
                   search.n ? _("several in the outbox begin with \"%.60s\": write more of it")
                            : _("nothing in the outbox is called \"%.60s\"; paletti outbox --all lists it"),
                   ref);
}

static int tell_whole(const struct shelf *shelf, const struct dispatch *dispatch, struct err *err)
{
    struct job job;

    if (dispatch->kind != DISPATCH_LETTER || !dispatch->bytes)
        return tell(shelf, dispatch, NULL, err);
    if (outbox_job(dispatch, &job, err) < 0)
        return -1;
    int r = tell(shelf, dispatch, outbox_text(dispatch, &job), err);
    job_clear(&job);
    return r;
}

int view_dispatch(struct app *app, const char *ref, int (*fn)(void *ctx, const struct outbox_line *line),
                  void *ctx, struct err *err)
{
    struct shelf shelf = {.app = app, .fn = fn, .ctx = ctx};
    struct dispatch dispatch;

    if (app_need_file(app, &shelf.store, err) < 0 || outbox_find(shelf.store, ref, &dispatch, err) < 0)
        return -1;
    int r = tell_whole(&shelf, &dispatch, err);
    model_clear(&model_dispatch, &dispatch);
    return r < 0 ? -1 : 0;
}

int outbox_count(struct app *app, int64_t *ret, struct err *err)
{
    struct store *store;

    memset(ret, 0, DISPATCH_STATES * sizeof *ret);
    int r = app_open_read(app, &store, err);
    return r != 0 ? (r < 0 ? -1 : 0) : dispatches_count(store, ret, err);
}
