/* Records that records point at, as people call them. */
#include "form_text.h"

#include "known.h"
#include "ref_find.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- invoices by their number --- */

struct numbered {
    char *folded; /* the number looked for */
    char *ref;    /* the first one called so */
    int n;
};

static int take_invoice(void *ctx, const void *record)
{
    const struct invoice *invoice = record;
    struct numbered *numbered = ctx;
    _cleanup_free_ char *folded = text_fold_new(invoice->number);

    if (strcmp(folded, numbered->folded) == 0 && numbered->n++ == 0)
        numbered->ref = mem_string(invoice->ref);
    return 0;
}

/* How many invoices have the number NUMBER; the first one's ref to *RET_REF, owned. */
static int count_numbered(const struct texting *texting, struct store *store, const char *number, char **ret_ref,
                          struct err *err)
{
    struct numbered numbered = {.folded = text_fold_new(number)};

    int r = store_each(store, &model_invoice, texting->client, take_invoice, &numbered, err);
    free(numbered.folded);
    if (r < 0) {
        free(numbered.ref);
        return -1;
    }
    *ret_ref = numbered.ref;
    return numbered.n;
}

/* --- reading --- */

static int read_client(struct store *store, const char *text, char **ret, struct err *err)
{
    _cleanup_known_ struct known known = {0};

    if (known_find(store, text, &known, err) < 0)
        return -1;
    *ret = MEM_TAKE(known.ref);
    return 0;
}

static int read_invoice(const struct texting *texting, struct store *store, const char *text, char **ret,
                        struct err *err)
{
    char *ref = NULL;
    int n = count_numbered(texting, store, text, &ref, err);

    if (n == 1) {
        *ret = ref;
        return 0;
    }
    free(ref);
    if (n > 1)
        return err_set(err, _("%d invoices have the number %s; write the ref of the one you mean"), n, text);
    return n < 0 ? -1 : 1;
}

int text_read_ref(const struct texting *texting, const struct model *model, const char *text, char **ret,
                  struct err *err)
{
    struct store *store;
    _cleanup_free_ char *ref = NULL;

    if (app_need_file(texting->app, &store, err) < 0)
        return -1;
    if (ref_is_stored(store, model, text)) {
        *ret = mem_string(text);
        return 0;
    }
    if (model == &model_client)
        return read_client(store, text, ret, err);
    int r = model == &model_invoice ? read_invoice(texting, store, text, ret, err) : 1;
    if (r <= 0)
        return r;
    if (ref_find(store, text, &ref, NULL) < 0 || !ref_is_stored(store, model, ref))
        return err_set(err, _("there is no %s called \"%.60s\""), type_word(model->type), text);
    *ret = MEM_TAKE(ref);
    return 0;
}

/* --- writing --- */

static char *name_of(struct store *store, const char *ref)
{
    struct client client;

    if (store_get(store, &model_client, ref, &client, NULL) != 0)
        return NULL;
    char *name = MEM_TAKE(client.name);
    model_clear(&model_client, &client);
    return name;
}

/* The name of a client, the number of an invoice; NULL: none. */
static char *called(const struct model *model, struct store *store, const char *ref)
{
    struct invoice invoice;

    if (model == &model_client)
        return name_of(store, ref);
    if (model != &model_invoice || store_get(store, model, ref, &invoice, NULL) != 0)
        return NULL;
    char *number = MEM_TAKE(invoice.number);
    model_clear(model, &invoice);
    return number;
}

void text_write_ref(const struct texting *texting, const struct model *model, const char *ref, struct str *to)
{
    struct store *store;
    _cleanup_free_ char *back = NULL;

    if (!model || app_open_read(texting->app, &store, NULL) != 0) {
        str_add(to, ref);
        return;
    }
    _cleanup_free_ char *name = called(model, store, ref);
    bool same = name && text_read_ref(texting, model, name, &back, NULL) == 0 && str_equal(back, ref);
    str_add(to, same ? name : ref);
}

/* --- what stands behind a ref --- */

static void entry_meaning(struct app *app, const struct interaction *entry, struct str *to)
{
    words_instant(app, to, entry->at);
    if (entry->channel)
        str_printf(to, ", %s", words_channel(entry->channel));
    if (entry->subject)
        str_printf(to, ": %s", entry->subject);
}

static void package_meaning(struct app *app, const struct package *package, struct str *to)
{
    static const char *const units[] = {"hour", "session", "month", "fixed"};

    quantity_format(to, package->quantity);
    str_printf(to, " %s, ", choice_word("unit", units[package->unit]));
    words_day(app, to, package->bought_on);
}

static void invoice_meaning(struct app *app, const struct invoice *invoice, struct str *to)
{
    words_sum(to, invoice->amount);
    str_add(to, ", ");
    words_day(app, to, invoice->issued_on);
}

void text_ref_meaning(const struct texting *texting, const struct model *model, const char *ref, struct str *to)
{
    _cleanup_free_ void *record = mem_alloc(model->size);
    struct store *store;

    if (app_open_read(texting->app, &store, NULL) != 0 || store_get(store, model, ref, record, NULL) != 0)
        return;
    if (model == &model_interaction)
        entry_meaning(texting->app, record, to);
    else if (model == &model_package)
        package_meaning(texting->app, record, to);
    else if (model == &model_invoice)
        invoice_meaning(texting->app, record, to);
    else if (model == &model_client)
        str_add(to, ((struct client *)record)->name);
    model_clear(model, record);
}
