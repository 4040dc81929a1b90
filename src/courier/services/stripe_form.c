#include "services/stripe_form.h"

#include "ascii.h"
#include "services/http.h"
#include "services/stripe_money.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { ID_MIN = 4, ID_MAX = 200 };

bool stripe_id_fine(const char *id)
{
    size_t n = 0;

    for (; id[n]; n++)
        if (!ascii_is_letter(id[n]) && !ascii_is_digit(id[n]) && id[n] != '-' && id[n] != '_')
            return false;
    return n >= ID_MIN && n <= ID_MAX;
}

/* A payment intent, or a charge of the times before there were any; those of bank debits begin with py_. */
static const char *payment_key(const char *payment)
{
    if (str_starts(payment, "pi_"))
        return "payment_intent";
    return str_starts(payment, "ch_") || str_starts(payment, "py_") ? "charge" : NULL;
}

bool stripe_payment_fine(const char *id)
{
    return payment_key(id) && stripe_id_fine(id);
}

int stripe_form_fits(const struct job *job, struct err *err)
{
    int64_t amount;

    if (!stripe_payment_fine(job->payment))
        return err_set(err, _("\"%s\" is no payment of Stripe's: its id begins with pi_, ch_ or py_"),
                       job->payment);
    if (!stripe_id_fine(job->order.intent) || (job->order.farewell && !stripe_id_fine(job->order.farewell)))
        return err_set(err, _("The refund's id has to be 4 to 200 letters, digits, hyphens and underscores"));
    return stripe_amount(job->order.amount, &amount, err);
}

static void add_part(struct str *to, const char *key, const char *value)
{
    if (to->len)
        str_add_char(to, '&');
    str_add(to, key);
    str_add_char(to, '=');
    http_escape(to, value);
}

/* No reason: "fraudulent" would block the client's card, and none is anybody's business. Always the amount:
 * without it all that is left would go back. */
void stripe_form_write(struct str *to, const struct job *job, int64_t amount)
{
    _cleanup_free_ char *number = str_format("%lld", (long long)amount);

    add_part(to, payment_key(job->payment), job->payment);
    add_part(to, "amount", number);
    add_part(to, "metadata[paletti_intent]", job->order.intent);
    if (job->order.farewell)
        add_part(to, "metadata[paletti_farewell]", job->order.farewell);
}

/* What a part of the bytes is called, and what it has to say; NULL: it may not stand there. */
struct part {
    const char *key, *value;
};
enum { PARTS = 4 };

/* The one of PARTS that the N bytes at S are; -1: none, or it says something else. */
static int part_index(const struct part parts[PARTS], const char *s, size_t n)
{
    _cleanup_str_ struct str key = STR_INIT, value = STR_INIT;
    const char *sign = memchr(s, '=', n);
    size_t at = sign ? (size_t)(sign - s) : n;

    if (!sign || http_unescape(&key, s, at) < 0 || http_unescape(&value, sign + 1, n - at - 1) < 0)
        return -1;
    for (int i = 0; i < PARTS; i++)
        if (str_equal(parts[i].key, str_text(&key)))
            return str_equal(parts[i].value, str_text(&value)) ? i : -1;
    return -1;
}

/* Each part that there has to be, once, in whatever order an older courier wrote them. */
static bool body_fine(const struct part parts[PARTS], const char *body)
{
    unsigned wanted = 0, seen = 0;

    for (int i = 0; i < PARTS; i++)
        wanted |= parts[i].value ? 1u << i : 0;
    for (const char *s = body; s;) {
        size_t n = strcspn(s, "&");
        int i = part_index(parts, s, n);
        if (i < 0 || seen & 1u << i)
            return false;
        seen |= 1u << i;
        s = s[n] ? s + n + 1 : NULL;
    }
    return seen == wanted;
}

int stripe_form_check(const struct job *job, struct err *err)
{
    int64_t amount = 0;

    if (stripe_form_fits(job, err) < 0 || stripe_amount(job->order.amount, &amount, err) < 0)
        return -1;
    _cleanup_free_ char *number = str_format("%lld", (long long)amount);
    const struct part parts[PARTS] = {
        {payment_key(job->payment), job->payment},
        {"amount", number},
        {"metadata[paletti_intent]", job->order.intent},
        {"metadata[paletti_farewell]", job->order.farewell},
    };
    if (body_fine(parts, job->order.body))
        return 0;
    return err_set(err, _("The bytes of the refund do not say what its job says; nothing was sent"));
}
