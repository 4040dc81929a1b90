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
#include "paletti/core/dealings.h"
#include "paletti/core/handover.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- records by what they are called --- */

/* Whose records have a name, or a number, that says more than their ref. */
static const struct calling {
    const struct model *model;
    const char *field;
    const char *several; /* N_(), of a number and a text */
} callings[] = {
    {&model_client, "name", NULL},
    {&model_invoice, "number", N_("%d invoices have the number %s; write the ref of the one you mean")},
    {&model_colleague, "name", N_("%d colleagues are called %s; write the ref of the one you mean")},
    {&model_delivery, "what", N_("%d deliveries are called %s; write the ref of the one you mean")},
};

static const struct calling *calling_of(const struct model *model)
{
    for (size_t i = 0; i < ARRAY_LEN(callings); i++)
        if (callings[i].model == model)
            return &callings[i];
    return NULL;
}

static const char *name_in(const struct calling *calling, const void *record)
{
    return *(char *const *)field_of(model_field(calling->model, calling->field), record);
}

struct named {
    const struct calling *calling;
    char *folded; /* the name looked for */
    char *ref;    /* the first one called so */
    int n;
};

static int take_named(void *ctx, const void *record)
{
    struct named *named = ctx;
    const char *name = name_in(named->calling, record);
    _cleanup_free_ char *folded = name ? text_fold_new(name) : NULL;

    if (folded && strcmp(folded, named->folded) == 0 && named->n++ == 0)
        named->ref = mem_string(model_ref(named->calling->model, record));
    return 0;
}

/* How many are called NAME; the first one's ref to *RET_REF, owned. */
static int count_named(const struct texting *texting, struct store *store, const struct calling *calling,
                       const char *name, char **ret_ref, struct err *err)
{
    struct named named = {.calling = calling, .folded = text_fold_new(name)};
    const char *client = model_field(calling->model, "client") ? texting->client : NULL;

    int r = store_each(store, calling->model, client, take_named, &named, err);
    free(named.folded);
    if (r < 0) {
        free(named.ref);
        return -1;
    }
    *ret_ref = named.ref;
    return named.n;
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

static int read_name(const struct texting *texting, struct store *store, const struct calling *calling,
                     const char *text, char **ret, struct err *err)
{
    char *ref = NULL;
    int n = count_named(texting, store, calling, text, &ref, err);

    if (n == 1) {
        *ret = ref;
        return 0;
    }
    free(ref);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (n > 1)
        return err_set(err, _(calling->several), n, text);
#pragma GCC diagnostic pop
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
    const struct calling *calling = calling_of(model);
    int r = calling ? read_name(texting, store, calling, text, ret, err) : 1;
    if (r <= 0)
        return r;
    if (ref_find(store, text, &ref, NULL) < 0 || !ref_is_stored(store, model, ref))
        return err_set(err, _("there is no %s called \"%.60s\""), type_word(model->type), text);
    *ret = MEM_TAKE(ref);
    return 0;
}

/* --- writing --- */

/* NULL: it has no name. */
static char *called(const struct model *model, struct store *store, const char *ref)
{
    const struct calling *calling = calling_of(model);
    _cleanup_free_ void *record = calling ? mem_alloc(model->size) : NULL;

    if (!calling || store_get(store, model, ref, record, NULL) != 0)
        return NULL;
    char *name = mem_string(name_in(calling, record));
    model_clear(model, record);
    return name;
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

void text_ref_name(const struct texting *texting, const struct model *model, const char *ref, struct str *to)
{
    struct store *store;
    _cleanup_free_ char *name = app_open_read(texting->app, &store, NULL) == 0 ? called(model, store, ref) : NULL;

    str_add(to, name ? name : ref);
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

static void delivery_meaning(struct app *app, const struct delivery *delivery, struct str *to)
{
    words_day(app, to, delivery->on);
    if (delivery->what)
        str_printf(to, ": %s", delivery->what);
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
    else if (model == &model_delivery)
        delivery_meaning(texting->app, record, to);
    else if (calling_of(model))
        str_add(to, name_in(calling_of(model), record));
    model_clear(model, record);
}
