/* A payment of the log, whole, and why it was on time or not. */
#include "payment_page.h"

#include "explaining.h"
#include "log_payments.h"
#include "form_words.h"
#include "record_labels.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/store/payments.h"
#include "paletti/store/records.h"

#include <string.h>

const char *payment_ref(const char *ref)
{
    return str_starts(ref, LOG_PAYMENT_REF) ? ref + strlen(LOG_PAYMENT_REF) : NULL;
}

struct page {
    int label_width;
    bool measures;
    int said; /* labels: the first one is the ref, which says nothing to people */
    int (*fn)(void *ctx, int hang, const char *text);
    void *ctx;
};

static void say_label(void *ctx, const char *label, const char *text)
{
    struct page *page = ctx;
    _cleanup_str_ struct str line = STR_INIT;
    int w = text_width(label);

    if (page->said++ == 0)
        return;
    if (page->measures) {
        page->label_width = w > page->label_width ? w : page->label_width;
        return;
    }
    text_pad(&line, label, page->label_width, "~");
    str_printf(&line, "  %s", text);
    page->fn(page->ctx, page->label_width + 2, str_text(&line));
}

static int say_why(void *ctx, const char *line)
{
    struct page *page = ctx;

    return page->fn(page->ctx, 2, line);
}

int record_page(struct app *app, struct store *store, const struct model *model, const char *ref,
                int (*fn)(void *ctx, int hang, const char *text), void *ctx, struct err *err)
{
    struct page page = {.measures = true, .fn = fn, .ctx = ctx};
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r = store_get(store, model, ref, record, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no %s called \"%.60s\""), type_word(model->type), ref);
    record_labels(app, model, record, say_label, &page);
    page = (struct page){.label_width = page.label_width, .fn = fn, .ctx = ctx};
    record_labels(app, model, record, say_label, &page);
    model_clear(model, record);
    if (model != &model_payment)
        return 0;
    fn(ctx, 0, "");
    return payment_explain(app, store, ref, say_why, &page, err) < 0 ? -1 : 0;
}

/* --- why --- */

struct why {
    struct app *app;
    char *invoice; /* the ref; NULL: none */
    struct str line;
};

static int take_why(void *ctx, const struct payment_row *row)
{
    struct why *why = ctx;
    _cleanup_str_ struct str sum = STR_INIT, came = STR_INIT, due = STR_INIT;

    if (!row->invoice) {
        str_add(&why->line, _("It pays no invoice, so there is nothing that it could be late for."));
        return 0;
    }
    why->invoice = mem_string(row->invoice);
    words_sum(&sum, row->amount);
    words_day(why->app, &came, row->on);
    words_day(why->app, &due, row->due);
    if (row->on > row->due)
        str_printf(&why->line, _("%s came on %s, after the invoice %s was due, on %s."), str_text(&sum), str_text(&came),
                   row->number, str_text(&due));
    else
        str_printf(&why->line, _("%s came on %s; the invoice %s was due on %s: on time."), str_text(&sum),
                   str_text(&came), row->number, str_text(&due));
    return 0;
}

int payment_explain(struct app *app, struct store *store, const char *ref, int (*fn)(void *ctx, const char *line),
                    void *ctx, struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct why why = {.app = app};
    int r = payment_find(store, ref, take_why, &why, err);

    if (r > 0)
        r = err_set(err, _("there is no payment with the ref \"%s\""), ref);
    if (r == 0)
        fn(ctx, str_text(&why.line));
    if (r == 0 && why.invoice)
        r = explained_find(app, store, why.invoice, &explained, err);
    if (r == 0 && why.invoice)
        r = explaining_lines(app, store, &explained, false, fn, ctx, err);
    free(why.invoice);
    str_done(&why.line);
    return r < 0 ? -1 : 0;
}
