#include "pay_line.h"

#include "dues_now.h"
#include "form_text.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"
#include "paletti/store/records.h"

#include <ctype.h>
#include <string.h>

enum { WHEN_WORDS = 8, SHOWN = 8 };

static const char *skip(const char *text)
{
    return text + strspn(text, " \t");
}

/* --- when, and how much --- */

/* "9.50" is a sum, though it could be a time of day. */
static bool is_figure(const char *text, size_t len)
{
    return strspn(text, " 0123456789.,:") >= len && !memchr(text, '-', len) && !memchr(text, '/', len);
}

/* Whether the first LEN bytes of LINE say when, and nothing else. */
static bool is_when(const struct texting *texting, const char *line, size_t len, int32_t *ret_day)
{
    _cleanup_free_ char *words = mem_string_n(line, len);
    int64_t at;

    if (is_figure(words, len))
        return false;
    int n = when_parse(words, texting->now, texting->zone, &at, NULL);
    if (n <= 0 || *skip(words + n))
        return false;
    *ret_day = zone_day(texting->zone, at, NULL);
    return true;
}

/* The longest beginning that says when and has a sum behind it: of "10 mar 1200 EUR" it is "10 mar". Bytes of both; 0: no
 * sum. */
static size_t take_sum(const struct texting *texting, const char *line, struct payment *ret)
{
    size_t ends[WHEN_WORDS + 1] = {0}, n = 1, best = 0;

    for (const char *s = skip(line); *s && n <= WHEN_WORDS; n++) {
        s += strcspn(s, " \t");
        ends[n] = (size_t)(s - line);
        s = skip(s);
    }
    for (size_t i = 0; i < n; i++) {
        struct money money;
        int32_t day = zone_day(texting->zone, texting->now, NULL);
        if (i > 0 && !is_when(texting, line, ends[i], &day))
            continue;
        const char *rest = skip(line + ends[i]);
        int len = money_read(rest, texting->currency, &money, NULL);
        if (len <= 0)
            continue;
        ret->amount = money;
        ret->on = day;
        best = (size_t)(rest - line) + (size_t)len;
    }
    return best;
}

/* --- how --- */

/* Whether the LEN bytes at WORD name a method. */
static bool is_method(const char *word, size_t len, int8_t *ret)
{
    const struct field *method = model_field(&model_payment, "method");
    _cleanup_free_ char *copy = mem_string_n(word, len);
    int found = len > 0 ? choice_find("method", method->names, copy, true) : -1;

    if (found >= 0)
        *ret = (int8_t)found;
    return found >= 0;
}

static const char *take_method(const char *at, struct payment *ret)
{
    at = skip(at);
    size_t len = strcspn(at, " \t");
    return is_method(at, len, &ret->method) ? skip(at + len) : at;
}

/* "invoice INV-7", "for INV-7", "factura 7". */
static const char *skip_words(const char *at)
{
    static const char *const words[] = {"for", "invoice", "factura", "fattura", "por", "per", "la", "no.", "n.", "#"};

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t len = strlen(words[i]);
        if (strncasecmp(at, words[i], len) != 0 || (at[len] != ' ' && *words[i] != '#'))
            continue;
        at = skip(at + len);
        i = (size_t)-1;
    }
    return at;
}

/* --- which invoice --- */

struct open_invoice {
    char *ref, *number;
    struct money left; /* no currency: paid */
};

struct invoices {
    struct open_invoice *v;
    size_t n, cap;
};

static void invoices_done(struct invoices *invoices)
{
    for (size_t i = 0; i < invoices->n; i++) {
        free(invoices->v[i].ref);
        free(invoices->v[i].number);
    }
    free(invoices->v);
}

static int take_invoice(void *ctx, const void *record)
{
    const struct invoice *invoice = record;
    struct invoices *invoices = ctx;

    MEM_GROW(invoices->v, invoices->n, invoices->cap);
    invoices->v[invoices->n++] =
        (struct open_invoice){.ref = mem_string(invoice->ref), .number = mem_string(invoice->number)};
    return 0;
}

static int load(struct app *app, struct store *store, const char *client, struct invoices *ret, struct err *err)
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

/* What N invoices satisfy: the only one, or NULL and how many. */
static const struct open_invoice *only(const struct invoices *invoices,
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

static void list(const struct invoices *invoices, bool (*is)(const struct open_invoice *invoice, const void *ctx),
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

static int named(const struct invoices *invoices, const char *text, const struct open_invoice **ret, struct err *err)
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
static int fitting(const struct invoices *invoices, const struct money *sum, const struct open_invoice **ret,
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

static int find_invoice(const struct invoices *invoices, const char *text, const struct money *sum,
                        const struct open_invoice **ret, struct err *err)
{
    *ret = NULL;
    if (is_none(text))
        return 0;
    return *text ? named(invoices, text, ret, err) : fitting(invoices, sum, ret, err);
}

/* --- all of it --- */

static char *rest_of(const char *at)
{
    size_t len = strlen(at);

    while (len && strchr(" \t\n", at[len - 1]))
        len--;
    return mem_string_n(at, len);
}

static int no_sum(struct texting *texting, const char *line, struct err *err)
{
    int32_t day;
    bool so_far = !*skip(line) || is_when(texting, line, strlen(line), &day);

    err_set(err, so_far ? _("how much? Write a sum such as 320 or 320 EUR, then how it was paid and the invoice's number")
                        : _("there is no sum in \"%.60s\"; a whole line is yesterday 320 EUR transfer INV-7"),
            line);
    return so_far ? 1 : -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Takes the bytes [FROM, TO) off TEXT, which end or begin it, and the blanks beside them. */
static void take_off(char *text, size_t from, size_t to)
{
    while (is_blank(text[to]))
        to++;
    while (from > 0 && is_blank(text[from - 1]))
        from--;
    memmove(text + from, text + to, strlen(text + to) + 1);
}

/* Of "yesterday INV-7" and of "INV-7 yesterday" the number is "INV-7". Several words may say a day: the most that do. */
static bool take_day(const struct texting *texting, char *text, struct payment *ret)
{
    size_t len = strlen(text);

    for (size_t from = 0; from < len; from++)
        if ((from == 0 || is_blank(text[from - 1])) && is_when(texting, text + from, len - from, &ret->on)) {
            take_off(text, from, len);
            return true;
        }
    for (size_t to = len; to-- > 1;)
        if (is_blank(text[to]) && is_when(texting, text, to, &ret->on)) {
            take_off(text, 0, to);
            return true;
        }
    return false;
}

static bool take_method_off(char *text, struct payment *ret)
{
    size_t len = strlen(text), first = strcspn(text, " \t"), last = len;

    while (last > 0 && !is_blank(text[last - 1]))
        last--;
    if (is_method(text, first, &ret->method)) {
        take_off(text, 0, first);
        return true;
    }
    if (is_method(text + last, len - last, &ret->method)) {
        take_off(text, last, len);
        return true;
    }
    return false;
}

/* What is said behind the sum comes in any order: the day, where none was said before it, and the method are taken off
 * both ends of NUMBER. False: there is neither. */
static bool take_both(const struct texting *texting, char *number, struct payment *ret)
{
    bool day = ret->on == zone_day(texting->zone, texting->now, NULL), method = ret->method < 0, taken, any = false;

    do {
        bool dated = day && take_day(texting, number, ret), paid = method && take_method_off(number, ret);
        const char *bare = skip_words(number);
        take_off(number, 0, (size_t)(bare - number));
        taken = dated || paid;
        day &= !dated;
        method &= !paid;
        any |= taken;
    } while (taken);
    return any;
}

/* What is behind the sum names an invoice, or does so without the words around it that say when and how. */
static int find_paid(const struct texting *texting, const struct invoices *invoices, char *number, struct payment *ret,
                     const struct open_invoice **ret_invoice, struct err *err)
{
    int r = find_invoice(invoices, number, &ret->amount, ret_invoice, err);

    if (r < 0 && take_both(texting, number, ret))
        r = find_invoice(invoices, number, &ret->amount, ret_invoice, err);
    return r;
}

int pay_line_read(struct app *app, struct store *store, const char *line, struct payment *ret, char **ret_number,
                  struct money *ret_left, struct err *err)
{
    struct texting texting = texting_init(app);
    _cleanup_(invoices_done)
    struct invoices invoices = {0};
    const struct open_invoice *invoice;

    *ret_number = NULL;
    *ret_left = (struct money){0};
    size_t n = take_sum(&texting, line, ret);
    if (n == 0)
        return no_sum(&texting, line, err);
    _cleanup_free_ char *number = rest_of(skip_words(take_method(line + n, ret)));
    if (load(app, store, ret->client, &invoices, err) < 0 ||
        find_paid(&texting, &invoices, number, ret, &invoice, err) < 0)
        return -1;
    if (!invoice)
        return 0;
    ret->invoice = mem_string(invoice->ref);
    *ret_number = mem_string(invoice->number);
    *ret_left = invoice->left;
    return 0;
}
