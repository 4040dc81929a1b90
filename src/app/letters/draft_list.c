#include "paletti/app/drafts.h"

#include "cards.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/draft.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

struct telling {
    struct app *app;
    struct store *store;
    bool done;
    struct draft *v;
    size_t n, cap;
    int (*fn)(void *ctx, const struct draft_line *line);
    void *ctx;
};

static void telling_done(struct telling *telling)
{
    for (size_t i = 0; i < telling->n; i++)
        model_clear(&model_draft, &telling->v[i]);
    free(telling->v);
}

static int take(void *ctx, const void *record)
{
    struct telling *telling = ctx;
    const struct draft *draft = record;

    if (draft->state == DRAFT_DONE && !telling->done)
        return 0;
    MEM_GROW(telling->v, telling->n, telling->cap);
    model_copy(&model_draft, draft, &telling->v[telling->n++]);
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    const struct draft *one = a, *other = b;

    return one->made > other->made ? -1 : one->made < other->made;
}

static int tell(const struct telling *telling, const struct draft *draft, struct err *err)
{
    struct client client;
    int64_t id = 0;

    if (client_find(telling->store, draft->client, &id, NULL, NULL, err) < 0)
        return -1;
    int r = store_get(telling->store, &model_client, draft->client, &client, err);
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
        .done = draft->state == DRAFT_DONE,
        .done_on = draft->done_on,
    };
    r = telling->fn(telling->ctx, &line);
    model_clear(&model_client, &client);
    return r;
}

int view_drafts(struct app *app, const char *client, bool done, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
                struct err *err)
{
    _cleanup_(telling_done) struct telling telling = {.app = app, .done = done, .fn = fn, .ctx = ctx};
    int r = app_open_read(app, &telling.store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_each(telling.store, &model_draft, client, take, &telling, err) < 0)
        return -1;
    if (telling.n > 0)
        qsort(telling.v, telling.n, sizeof *telling.v, newest_first);
    for (size_t i = 0; i < telling.n && r == 0; i++)
        r = tell(&telling, &telling.v[i], err);
    return r < 0 ? -1 : 0;
}

/* "draft:" may stand before it, as elsewhere. */
static const char *bare_ref(const char *text)
{
    return str_starts(text, "draft:") ? text + strlen("draft:") : text;
}

int view_draft(struct app *app, const char *ref, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
               struct letter_findings *findings, struct err *err)
{
    struct telling telling = {.app = app, .fn = fn, .ctx = ctx};
    struct draft draft;

    if (app_need_file(app, &telling.store, err) < 0)
        return -1;
    int r = store_get(telling.store, &model_draft, bare_ref(ref), &draft, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("no draft is called \"%.60s\"; paletti drafts lists them"), ref);
    if (findings)
        r = draft_look(app, draft.client, draft.code, draft.about, draft.subject, draft.text, findings, err);
    if (r == 0)
        r = tell(&telling, &draft, err);
    model_clear(&model_draft, &draft);
    return r < 0 ? -1 : 0;
}

/* --- what is wrong with it --- */

/* The letter as it is written of what it is about, in each of its steps: which one it was is not kept. */
static void add_open_words(struct app *app, const char *client, const char *code, const char *about, struct str *to)
{
    static const char *const variants[] = {NULL, "first", "second", "third", "start", "reset"};
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
    for (size_t i = 0; i < findings->n; i++)
        if (findings->v[i].fault == FAULT_LEAK)
            return err_set(err, _("the text says \"%s\": %s; write that otherwise, and nothing is given away"), findings->v[i].what,
                           findings->v[i].why);
    return 0;
}
