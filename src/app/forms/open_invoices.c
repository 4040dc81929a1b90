#include "open_invoices.h"

#include "dues_now.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/store/records.h"

#include <ctype.h>
#include <string.h>

enum { SHOWN = 8 };

void open_invoices_done(struct open_invoices *invoices)
{
    for (size_t i = 0; i < invoices->n; i++) {
        free(invoices->v[i].ref);
        free(invoices->v[i].number);
    }
    free(invoices->v);
    *invoices = (struct open_invoices){0};
}

static int take_invoice(void *ctx, const void *record)
{
    const struct invoice *invoice = record;
    struct open_invoices *invoices = ctx;

    MEM_GROW(invoices->v, invoices->n, invoices->cap);
    invoices->v[invoices->n++] =
        (struct open_invoice){.ref = mem_string(invoice->ref), .number = mem_string(invoice->number)};
    return 0;
}

int open_invoices_load(struct app *app, struct store *store, const char *client, struct open_invoices *ret, struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    int64_t id;

    if (client_find(store, client, &id, NULL, NULL, err) != 0)
        return err_set(err, _("there is no client with the ref \"%s\""), client);
    if (store_each(store, &model_invoice, client, take_invoice, ret, err) < 0 ||
        dues_now(app, store, id, app_now(app), &dues, err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++)
        for (size_t j = 0; j < ret->n; j++)
            if (dues.v[i].kind == DUE_INVOICE && dues.v[i].open && str_equal(dues.v[i].ref, ret->v[j].ref))
                ret->v[j].left = dues.v[i].unpaid;
    return 0;
}

const char *open_invoices_currency(const struct open_invoices *invoices)
{
    const char *currency = NULL;

    for (size_t i = 0; i < invoices->n; i++) {
        const char *other = invoices->v[i].left.currency;
        if (*other && currency && !str_equal(currency, other))
            return NULL;
        currency = *other ? other : currency;
    }
    return currency;
}

/* What N invoices satisfy: the only one, or NULL and how many. */
static const struct open_invoice *only(const struct open_invoices *invoices,
                                       bool (*is)(const struct open_invoice *invoice, const void *ctx), const void *ctx,
                                       size_t *ret_n)
{
    const struct open_invoice *found = NULL;

    *ret_n = 0;
    for (size_t i = 0; i < invoices->n; i++)
        if (is(&invoices->v[i], ctx)) {
            found = &invoices->v[i];
            ++*ret_n;
        }
    return *ret_n == 1 ? found : NULL;
}

static bool is_open(const struct open_invoice *invoice, const void *ctx _unused_)
{
    return *invoice->left.currency;
}

static bool is_paid_by(const struct open_invoice *invoice, const void *sum)
{
    return *invoice->left.currency && money_equal(invoice->left, *(const struct money *)sum);
}

static bool is_called(const struct open_invoice *invoice, const void *folded)
{
    _cleanup_free_ char *number = text_fold_new(invoice->number);

    return str_equal(number, folded) || str_equal(invoice->ref, folded);
}

/* "7" and "081" are ends of "INV-2026-081". */
static bool ends_so(const struct open_invoice *invoice, const void *folded)
{
    _cleanup_free_ char *number = text_fold_new(invoice->number);
    size_t len = strlen(number), end = strlen(folded);

    return end <= len && strcmp(number + len - end, folded) == 0 &&
           (end == len || !isalnum((unsigned char)number[len - end - 1]) || number[len - end - 1] == '0');
}

static void list(const struct open_invoices *invoices, bool (*is)(const struct open_invoice *invoice, const void *ctx),
                 const void *ctx, struct str *to)
{
    size_t n = 0;

    for (size_t i = 0; i < invoices->n; i++) {
        const struct open_invoice *invoice = &invoices->v[i];
        if (!is(invoice, ctx) || n++ >= SHOWN)
            continue;
        str_printf(to, "%s%s", to->len ? ", " : "", invoice->number);
        if (*invoice->left.currency) {
            str_add(to, " (");
            words_sum(to, invoice->left);
            str_add(to, ")");
        }
    }
    if (n > SHOWN)
        str_add(to, ", …");
}

int open_invoices_named(const struct open_invoices *invoices, const char *text, const struct open_invoice **ret,
                        struct err *err)
{
    _cleanup_free_ char *folded = text_fold_new(text);
    _cleanup_str_ struct str numbers = STR_INIT;
    size_t n, ends;

    *ret = only(invoices, is_called, folded, &n);
    if (*ret)
        return 0;
    *ret = n ? NULL : only(invoices, ends_so, folded, &ends);
    if (*ret)
        return 0;
    list(invoices, n ? is_called : ends ? ends_so : is_open, folded, &numbers);
    if (n || ends)
        return err_set(err, _("\"%.40s\" may be several invoices: %s; write the whole number"), text,
                       str_text(&numbers));
    return err_set(err, numbers.len ? _("no invoice of theirs has the number \"%.40s\"; open are %s")
                                    : _("no invoice of theirs has the number \"%.40s\"%s"),
                   text, str_text(&numbers));
}

/* The one that is paid when nobody says which: exactly, else the only open one. */
static int fitting(const struct open_invoices *invoices, const struct money *sum, const struct open_invoice **ret,
                   struct err *err)
{
    _cleanup_str_ struct str numbers = STR_INIT;
    size_t open, exact;

    *ret = only(invoices, is_paid_by, sum, &exact);
    if (*ret)
        return 0;
    *ret = exact ? NULL : only(invoices, is_open, NULL, &open);
    if (*ret || (!exact && !open))
        return 0;
    list(invoices, exact ? is_paid_by : is_open, sum, &numbers);
    return err_set(err, _("several invoices are open: %s; write the number behind, or \"none\""), str_text(&numbers));
}

static bool is_none(const char *text)
{
    _cleanup_free_ char *folded = text_fold_new(text);

    return str_equal(folded, "none") || str_equal(folded, "ninguna") || str_equal(folded, "nessuna");
}

int open_invoices_find(const struct open_invoices *invoices, const char *text, const struct money *sum,
                       const struct open_invoice **ret, struct err *err)
{
    *ret = NULL;
    if (is_none(text))
        return 0;
    return *text ? open_invoices_named(invoices, text, ret, err) : fitting(invoices, sum, ret, err);
}
