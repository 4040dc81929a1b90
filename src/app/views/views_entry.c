/* An entry, whole, as lines for people. */
#include "blurring.h"
#include "explaining.h"
#include "known.h"
#include "log_payments.h"
#include "payment_page.h"
#include "sign_line.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/store/clients.h"
#include "paletti/store/log.h"
#include "paletti/store/payments.h"
#include "paletti/store/records.h"

#include <string.h>

struct page {
    int label_width;
    int (*fn)(void *ctx, int hang, const char *text);
    void *ctx;
    bool explains; /* a blank line stands before the explanation */
};

enum { FACT_CLIENT, FACT_WHEN, FACT_HOW, FACT_TIME, FACT_SUBJECT, FACT_SIGNS, FACTS_N };

static const char *const labels[FACTS_N] = {
    [FACT_CLIENT] = N_("client"), [FACT_WHEN] = N_("when"),       [FACT_HOW] = N_("how"),
    [FACT_TIME] = N_("time"),     [FACT_SUBJECT] = N_("subject"), [FACT_SIGNS] = N_("noted"),
};

static const char *way(const struct interaction *entry)
{
    static const char *const words[][3] = {
        [KIND_MESSAGE] = {N_("they wrote"), N_("you wrote"), N_("message")},
        [KIND_CALL] = {N_("they called"), N_("you called"), N_("call")},
        [KIND_MEETING] = {N_("meeting, they asked for it"), N_("meeting, you asked for it"), N_("meeting")},
        [KIND_WORK] = {N_("work"), N_("work"), N_("work")},
        [KIND_NOTE] = {N_("note, from them"), N_("note, to them"), N_("note")},
    };

    return _(words[entry->kind][entry->direction]);
}

static void say_fact(struct page *page, int fact, const char *value)
{
    _cleanup_str_ struct str line = STR_INIT;

    text_pad(&line, _(labels[fact]), page->label_width, "~");
    str_add(&line, "  ");
    str_add(&line, value);
    page->fn(page->ctx, page->label_width + 2, str_text(&line));
}

static void say_facts(struct page *page, struct app *app, const struct explained *explained,
                      const struct interaction *entry)
{
    _cleanup_str_ struct str when = STR_INIT, how = STR_INIT, minutes = STR_INIT, signs = STR_INIT;

    for (int i = 0; i < FACTS_N; i++) {
        int w = text_width(_(labels[i]));
        page->label_width = w > page->label_width ? w : page->label_width;
    }
    say_fact(page, FACT_CLIENT, app_blur_names(app, explained->client_name));
    words_instant(app, &when, entry->at);
    say_fact(page, FACT_WHEN, str_text(&when));
    str_add(&how, way(entry));
    if (entry->channel && *entry->channel)
        str_printf(&how, ", %s", words_channel(entry->channel));
    say_fact(page, FACT_HOW, str_text(&how));
    str_printf(&minutes, _("%lld min"), (long long)entry->minutes);
    if (entry->minutes > 0)
        say_fact(page, FACT_TIME, str_text(&minutes));
    if (entry->subject && *entry->subject)
        say_fact(page, FACT_SUBJECT, app_blur_text(app, entry->subject));
    sign_line_words(app, entry, &signs);
    if (signs.len > 0)
        say_fact(page, FACT_SIGNS, str_text(&signs));
}

static int say_why(void *ctx, const char *line)
{
    struct page *page = ctx;

    if (!page->explains)
        page->fn(page->ctx, 0, "");
    page->explains = true;
    size_t lead = strspn(line, " ");
    return page->fn(page->ctx, (int)lead + 2, line);
}

/* Blank lines at the end of a mail say nothing. */
static void say_body(struct page *page, const char *body)
{
    size_t n = strlen(body);

    while (n > 0 && strchr(" \t\r\n", body[n - 1]))
        n--;
    if (n == 0)
        return;
    _cleanup_free_ char *text = mem_string_n(body, n);
    page->fn(page->ctx, 0, "");
    page->fn(page->ctx, 0, text);
}

int view_client_ref(struct app *app, int64_t id, char **ret, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = known_by_id(store, id, &known, err);
    if (r == 0)
        *ret = MEM_TAKE(known.ref);
    return r < 0 ? r : r > 0;
}

int view_client_id(struct app *app, const char *ref, int64_t *ret_id, struct err *err)
{
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = client_find(store, ref, ret_id, NULL, NULL, err);
    return r < 0 ? r : r > 0;
}

int view_client_find(struct app *app, const char *text, char **ret, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r > 0)
        return err_set(err, _("nobody is called \"%.60s\": there is no file yet"), text);
    if (r < 0 || known_find(store, text, &known, err) < 0)
        return -1;
    *ret = MEM_TAKE(known.ref);
    return 0;
}

static int keep_ids(void *ctx, const struct log_row *row)
{
    int64_t *ids = ctx;

    ids[0] = row->id;
    ids[1] = row->client_id;
    return 0;
}

int view_entry_id(struct app *app, const char *ref, int64_t *ret_id, int64_t *ret_client, struct err *err)
{
    struct store *store;
    int64_t ids[2];
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = log_find(store, ref, keep_ids, ids, err);
    if (r == 1)
        r = log_payment_place(app, store, ref, &ids[0], &ids[1], err);
    if (r != 0)
        return r < 0 ? r : 1;
    *ret_id = ids[0];
    *ret_client = ids[1];
    return 0;
}

int view_entry(struct app *app, const char *ref, int (*fn)(void *ctx, int hang, const char *text), void *ctx,
               struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct page page = {.fn = fn, .ctx = ctx};
    struct interaction entry;
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    const char *own, *type = view_line_type(ref, &own);
    if (type)
        return record_page(app, store, model_find(type), own, fn, ctx, err);
    if (explained_find(app, store, ref, &explained, err) < 0)
        return -1;
    int r = store_get(store, &model_interaction, ref, &entry, err);
    if (r > 0)
        return err_set(err, _("there is no entry with the ref \"%s\""), ref);
    if (r < 0)
        return r;
    say_facts(&page, app, &explained, &entry);
    if (entry.body)
        say_body(&page, app_blur_text(app, entry.body));
    r = explaining_lines(app, store, &explained, false, say_why, &page, err);
    model_clear(&model_interaction, &entry);
    return r < 0 ? r : 0;
}
