/* The page: what is recorded, counted, as fourteen steps with their sentences. */
#include "farewell_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <stdlib.h>

static void item_clear(struct farewell_item *item)
{
    free(item->ref);
    free(item->dispatch);
    free(item->code);
    free(item->variant);
    free(item->what);
    free(item->where);
    free(item->note);
}

void farewell_page_clear(struct farewell_page *page)
{
    for (int step = 0; step < FAREWELL_STEPS; step++) {
        for (size_t i = 0; i < page->steps[step].n; i++)
            item_clear(&page->steps[step].v[i]);
        free(page->steps[step].v);
        free(page->steps[step].text);
        free(page->steps[step].cannot);
    }
    if (page->client)
        model_clear(&model_farewell, &page->farewell);
    free(page->client);
    free(page->name);
    free(page->short_name);
    free(page->group);
    free(page->decision);
    *page = (struct farewell_page){0};
}

static bool any_gone(const struct farewell_page *page)
{
    for (int step = 0; step < FAREWELL_STEPS; step++)
        for (size_t i = 0; i < page->steps[step].n; i++)
            if (page->steps[step].v[i].gone)
                return true;
    return false;
}

static bool has_cause(const struct going *going)
{
    return decision_path(&going->decision) == PATH_TODAY || (going->farewell.cause && *going->farewell.cause);
}

static int32_t review_day(const struct going *going)
{
    int32_t days[] = {going->decision.relief_on, going->decision.review_on, going->decision.result_on};

    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        if (days[i] != DAY_NONE)
            return days[i];
    return DAY_NONE;
}

static int look(const struct going *going, const struct farewell_page *page, struct farewell_seen *seen,
                struct err *err)
{
    seen->now = going->now;
    seen->today = going->today;
    seen->begun = going->farewell.ref && going->client.state == CLIENT_LEAVING;
    seen->left = going->client.state == CLIENT_LEFT;
    seen->last_day = going_last_day(going);
    seen->cause = has_cause(going);
    seen->credit_note = going->farewell.credit_note && *going->farewell.credit_note;
    seen->tell = going_tell(going);
    seen->call_done = going->farewell.told_on != DAY_NONE || going_ticked(going, TASK_CALL);
    seen->told |= seen->call_done || going_ticked(going, TASK_LETTER);
    seen->gone = any_gone(page);
    seen->review_on = review_day(going);
    seen->farewell = &going->farewell;
    return going_notice(going, &seen->notice_day, err);
}

static void describe(const struct going *going, struct farewell_page *page)
{
    model_copy(&model_farewell, &going->farewell, &page->farewell);
    page->client = mem_string(going->client.ref);
    page->client_id = going->client_id;
    page->name = mem_string(app_blur_client(going->app, going->client_id, going->client.name));
    page->short_name = mem_string(going->short_name);
    page->group = mem_string(going->group_name ? app_blur_text(going->app, going->group_name) : NULL);
    page->decision = mem_string(going->decision.ref);
    page->client_state = going->client.state;
    page->path = (int8_t)decision_path(&going->decision);
    page->last_day = going_last_day(going);
    page->today = going->today;
    page->decided_at = going->decision.at;
    page->tell = going_tell(going);
    page->framing = going_framing(going);
    page->disclosure = going_disclosure(going);
}

static void say(struct app *app, struct farewell_page *page)
{
    for (int step = 0; step < FAREWELL_STEPS; step++) {
        struct farewell_page_step *to = &page->steps[step];
        struct str text = STR_INIT;
        const char *gone = words_farewell_gone((enum farewell_step)step);
        words_farewell_stood(app, &text, (enum farewell_step)step, &to->stood);
        to->text = str_take(&text);
        to->title = words_farewell_step((enum farewell_step)step);
        to->cannot = mem_string(to->stood.gone && *gone ? gone : NULL);
        page->needed += to->stood.stand != FAREWELL_NOT_NEEDED;
        page->done += to->stood.stand == FAREWELL_DONE;
    }
}

int going_page(const struct going *going, struct farewell_page *ret, struct err *err)
{
    struct farewell_page page = {0};
    struct farewell_seen seen = {0};
    struct farewell_stood stood[FAREWELL_STEPS];

    describe(going, &page);
    if (going_items(going, &page, &seen, err) < 0 || look(going, &page, &seen, err) < 0) {
        farewell_page_clear(&page);
        return -1;
    }
    farewell_steps(&seen, stood);
    for (int step = 0; step < FAREWELL_STEPS; step++)
        page.steps[step].stood = stood[step];
    page.next = seen.left ? -1 : farewell_next(stood);
    say(going->app, &page);
    *ret = page;
    return 0;
}

int farewell_look(struct app *app, const char *client, struct farewell_page *ret, struct err *err)
{
    _cleanup_going_ struct going going = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = going_load(app, store, client, &going, err);
    return r != 0 ? r : going_page(&going, ret, err);
}

/* --- all that are open --- */

struct listing {
    struct store *store;
    int (*fn)(void *ctx, const struct farewell_line *line);
    void *ctx;
    const struct farewell *farewell;
};

static int tell(void *ctx, const struct client_row *row)
{
    const struct listing *listing = ctx;
    const struct farewell_line line = {row->id, row->ref, row->name, listing->farewell->decision,
                                       listing->farewell->last_day};

    return listing->fn(listing->ctx, &line);
}

static int by_last_day(const void *a, const void *b)
{
    const struct farewell *x = a, *y = b;

    return (x->last_day > y->last_day) - (x->last_day < y->last_day);
}

int view_farewells(struct app *app, int (*fn)(void *ctx, const struct farewell_line *line), void *ctx,
                   struct err *err)
{
    struct listing listing = {.fn = fn, .ctx = ctx};
    struct farewell *v;
    int64_t id;
    size_t n;
    int r = app_open_read(app, &listing.store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    if (store_all(listing.store, &model_farewell, NULL, &v, &n, err) < 0)
        return -1;
    if (n > 1)
        qsort(v, n, sizeof *v, by_last_day);
    for (size_t i = 0; i < n && r == 0; i++) {
        listing.farewell = &v[i];
        if (v[i].state == FAREWELL_OPEN && client_find(listing.store, v[i].client, &id, NULL, NULL, err) == 0)
            r = client_find_id(listing.store, id, tell, &listing, err);
    }
    for (size_t i = 0; i < n; i++)
        model_clear(&model_farewell, &v[i]);
    free(v);
    return r;
}
