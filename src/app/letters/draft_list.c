#include "paletti/app/drafts.h"

#include "cards.h"
#include "outbox_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/draft.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

/* What waits, and to whom it is told. */
struct shelf {
    struct app *app;
    struct store *store;
    bool done;
    struct draft *v;
    size_t n, cap;
    int (*fn)(void *ctx, const struct draft_line *line);
    void *ctx;
};

static void shelf_done(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->n; i++)
        model_clear(&model_draft, &shelf->v[i]);
    free(shelf->v);
}

static int take(void *ctx, const void *record)
{
    struct shelf *shelf = ctx;
    const struct draft *draft = record;

    if (draft->state == DRAFT_DONE && !shelf->done)
        return 0;
    MEM_GROW(shelf->v, shelf->n, shelf->cap);
    model_copy(&model_draft, draft, &shelf->v[shelf->n++]);
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    const struct draft *one = a, *other = b;

    return one->made > other->made ? -1 : one->made < other->made;
}

static int tell(const struct shelf *shelf, const struct draft *draft, struct err *err)
{
    _cleanup_free_ char *outbox = NULL;
    struct client client;
    int64_t id = 0;

    if (client_find(shelf->store, draft->client, &id, NULL, NULL, err) < 0 ||
        outbox_of_draft(shelf->app, shelf->store, draft->ref, &outbox, err) < 0)
        return -1;
    int r = store_get(shelf->store, &model_client, draft->client, &client, err);
    if (r != 0)
        return r;
    struct draft_line line = {
        .client_id = id,
        .ref = draft->ref,
        .client = draft->client,
        .name = client.name,
        .code = draft->code,
        .about = draft->about,
        .channel = draft->channel,
        .to = draft->to,
        .subject = draft->subject,
        .text = draft->text,
        .made = draft->made,
        .outbox = outbox,
        .done = draft->state == DRAFT_DONE,
        .done_on = draft->done_on,
    };
    r = shelf->fn(shelf->ctx, &line);
    model_clear(&model_client, &client);
    return r;
}

int view_drafts(struct app *app, const char *client, bool done, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
                struct err *err)
{
    _cleanup_(shelf_done) struct shelf shelf = {.app = app, .done = done, .fn = fn, .ctx = ctx};
    int r = app_open_read(app, &shelf.store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_each(shelf.store, &model_draft, client, take, &shelf, err) < 0)
        return -1;
    if (shelf.n > 0)
        qsort(shelf.v, shelf.n, sizeof *shelf.v, newest_first);
    for (size_t i = 0; i < shelf.n && r == 0; i++)
        r = tell(&shelf, &shelf.v[i], err);
    return r < 0 ? -1 : 0;
}

const char *draft_ref(const char *text)
{
    return str_starts(text, "draft:") ? text + strlen("draft:") : text;
}

int view_draft(struct app *app, const char *ref, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
               struct letter_findings *findings, struct err *err)
{
    struct shelf shelf = {.app = app, .fn = fn, .ctx = ctx};
    struct draft draft;

    if (app_need_file(app, &shelf.store, err) < 0)
        return -1;
    int r = store_get(shelf.store, &model_draft, draft_ref(ref), &draft, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("no draft is called \"%.60s\"; paletti drafts lists them"), ref);
    if (findings)
        r = draft_look(app, draft.client, draft.code, draft.about, draft.subject, draft.text, findings, err);
    if (r == 0)
        r = tell(&shelf, &draft, err);
    model_clear(&model_draft, &draft);
    return r < 0 ? -1 : 0;
}

/* --- what is wrong with it --- */

/* The letter as it is written of what it is about, in each of its steps: which one it was is not kept. */
static void add_open_words(struct app *app, const char *client, const char *code, const char *about, struct str *to)
{
    static const char *const variants[] = {NULL, "first", "second", "third", "last", "start", "reset"};
    const char *of = about ? strchr(about, ':') : NULL;

    for (size_t i = 0; i < ARRAY_LEN(variants); i++) {
        _cleanup_letter_ struct letter letter = {0};
        struct letter_wish wish = LETTER_WISH_INIT;
        wish.client = client;
        wish.code = code;
        wish.variant = variants[i];
        wish.of = of ? of + 1 : NULL;
        wish.reason = "focus";
        wish.rule = card_rule_of(about);
        if (letter_write(app, &wish, &letter, NULL) == 0 && letter.text)
            str_printf(to, "%s\n%s\n", letter.subject ? letter.subject : "", letter.text);
    }
}

int draft_look(struct app *app, const char *client, const char *code, const char *about, const char *subject,
               const char *text, struct letter_findings *findings, struct err *err)
{
    _cleanup_str_ struct str open_words = STR_INIT;

    if (code)
        add_open_words(app, client, code, about, &open_words);
    return letter_look(app, client, str_text(&open_words), subject ? subject : "", text ? text : "", findings, err);
}

int draft_refuse_leaks(const struct letter_findings *findings, struct err *err)
{
    const struct letter_finding *leak = letter_leak(findings);

    return !leak ? 0
                 : err_set(err, _("the text says \"%s\": %s; write that otherwise, and nothing is given away"), leak->what, leak->why);
}
