#include "pay_line.h"

#include "form_text.h"
#include "line_text.h"
#include "open_invoices.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

#include <ctype.h>
#include <string.h>

enum { WHEN_WORDS = 8 };

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
    if (n <= 0 || *line_skip(words + n))
        return false;
    *ret_day = zone_day(texting->zone, at, NULL);
    return true;
}

/* The longest beginning that says when and has a sum behind it: of "10 mar 1200 EUR" it is "10 mar". Bytes of both; 0: no
 * sum. */
static size_t take_sum(const struct texting *texting, const char *line, struct payment *ret)
{
    size_t ends[WHEN_WORDS + 1] = {0}, n = 1, best = 0;

    for (const char *s = line_skip(line); *s && n <= WHEN_WORDS; n++) {
        s += strcspn(s, " \t");
        ends[n] = (size_t)(s - line);
        s = line_skip(s);
    }
    for (size_t i = 0; i < n; i++) {
        struct money money;
        int32_t day = zone_day(texting->zone, texting->now, NULL);
        if (i > 0 && !is_when(texting, line, ends[i], &day))
            continue;
        const char *rest = line_skip(line + ends[i]);
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
    at = line_skip(at);
    size_t len = strcspn(at, " \t");
    return is_method(at, len, &ret->method) ? line_skip(at + len) : at;
}

/* "invoice INV-7", "for INV-7", "factura 7". */
static const char *skip_words(const char *at)
{
    static const char *const words[] = {"for", "invoice", "factura", "fattura", "por", "per", "la", "no.", "n.", "#"};

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t len = strlen(words[i]);
        if (strncasecmp(at, words[i], len) != 0 || (at[len] != ' ' && *words[i] != '#'))
            continue;
        at = line_skip(at + len);
        i = (size_t)-1;
    }
    return at;
}

/* --- all of it --- */

static char *rest_of(const char *at)
{
    char *rest = mem_string(at);

    line_trim(rest);
    return rest;
}

static int no_sum(struct texting *texting, const char *line, struct err *err)
{
    int32_t day;
    bool so_far = !*line_skip(line) || is_when(texting, line, strlen(line), &day);

    err_set(err, so_far ? _("how much? Write a sum such as 320 or 320 EUR, then how it was paid and the invoice's number")
                        : _("there is no sum in \"%.60s\"; a whole line is yesterday 320 EUR transfer INV-7"),
            line);
    return so_far ? 1 : -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Of "yesterday INV-7" and of "INV-7 yesterday" the number is "INV-7". Several words may say a day: the most that do. */
static bool take_day(const struct texting *texting, char *text, struct payment *ret)
{
    size_t len = strlen(text);

    for (size_t from = 0; from < len; from++)
        if ((from == 0 || is_blank(text[from - 1])) && is_when(texting, text + from, len - from, &ret->on)) {
            line_take_off(text, from, len);
            return true;
        }
    for (size_t to = len; to-- > 1;)
        if (is_blank(text[to]) && is_when(texting, text, to, &ret->on)) {
            line_take_off(text, 0, to);
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
        line_take_off(text, 0, first);
        return true;
    }
    if (is_method(text + last, len - last, &ret->method)) {
        line_take_off(text, last, len);
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
        line_take_off(number, 0, (size_t)(bare - number));
        taken = dated || paid;
        day &= !dated;
        method &= !paid;
        any |= taken;
    } while (taken);
    return any;
}

/* What is behind the sum names an invoice, or does so without the words around it that say when and how. */
static int find_paid(const struct texting *texting, const struct open_invoices *invoices, char *number, struct payment *ret,
                     const struct open_invoice **ret_invoice, struct err *err)
{
    int r = open_invoices_find(invoices, number, &ret->amount, ret_invoice, err);

    if (r < 0 && take_both(texting, number, ret))
        r = open_invoices_find(invoices, number, &ret->amount, ret_invoice, err);
    return r;
}

int pay_line_read(struct app *app, struct store *store, const char *line, struct payment *ret, char **ret_number,
                  struct money *ret_left, struct err *err)
{
    struct texting texting = texting_init(app);
    _cleanup_(open_invoices_done)
    struct open_invoices invoices = {0};
    const struct open_invoice *invoice;

    *ret_number = NULL;
    *ret_left = (struct money){0};
    size_t n = take_sum(&texting, line, ret);
    if (n == 0)
        return no_sum(&texting, line, err);
    _cleanup_free_ char *number = rest_of(skip_words(take_method(line + n, ret)));
    if (open_invoices_load(app, store, ret->client, &invoices, err) < 0 ||
        find_paid(&texting, &invoices, number, ret, &invoice, err) < 0)
        return -1;
    if (!invoice)
        return 0;
    ret->invoice = mem_string(invoice->ref);
    *ret_number = mem_string(invoice->number);
    *ret_left = invoice->left;
    return 0;
}
