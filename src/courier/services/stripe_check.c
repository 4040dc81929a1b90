#include "services/stripe.h"

#include "services/stripe_link.h"
#include "services/stripe_money.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

static int tell(struct stripe *stripe, const char *what, enum check_result result, const char *note,
                struct err *err)
{
    struct event event;

    event_init(&event, EVENT_CHECKED);
    event.said.what = mem_string(what);
    event.said.result = (int8_t)result;
    event.note = note && *note ? text_safe_line(note) : NULL;
    int r = errand_event(stripe->errand, &event, err);
    event_clear(&event);
    stripe->errand->records++;
    return r;
}

/* What each question needs is one permission; the list's first item is enough to see it. */
static const struct {
    const char *what, *path;
} questions[] = {
    {"balance", "/v1/balance"},
    {"customers", "/v1/customers?limit=1"},
    {"payments", "/v1/payment_intents?limit=1"},
    {"charges", "/v1/charges?limit=1"},
    {"refunds", "/v1/refunds?limit=1"},
};

/* From the balance refunds are taken: "EUR 1234.50, USD 0.00". */
static char *balance_of(const struct tree *balance)
{
    struct str text = STR_INIT;
    const struct tree *sum;

    for (size_t i = 0; (sum = tree_item(balance, "available", i)); i++) {
        const char *currency = tree_text(sum, "currency");
        int64_t amount = 0;
        struct money money;
        bool below = tree_number(sum, "amount", &amount) && amount < 0;
        if (!currency || stripe_money(below ? -amount : amount, currency, &money, NULL) < 0)
            continue;
        money.minor = below ? -money.minor : money.minor;
        str_printf(&text, "%s%s ", text.len ? ", " : "", money.currency);
        money_amount(&text, money);
    }
    return str_take(&text);
}

/* 1: the key is worth nothing, or nobody is there: the rest need not be asked. */
static int ask(struct stripe *stripe, const char *what, const char *path, struct err *err)
{
    _cleanup_(tree_free_p)
    struct tree *tree = NULL;
    struct event problem;

    event_init(&problem, EVENT_REFUND);
    int r = stripe_get(stripe, path, &tree, &problem, err), over = 0;
    if (r == 0) {
        _cleanup_free_ char *note = strcmp(what, "balance") == 0 ? balance_of(tree) : NULL;
        r = tell(stripe, what, CHECK_OK, note, err);
    } else if (r > 0) {
        bool denied = problem.said.http == 403;
        over = !denied;
        r = tell(stripe, problem.said.http == 401 ? "key" : what,
                 problem.said.outcome == REFUND_REFUSED ? CHECK_MISSING : CHECK_FAILED, problem.said.message,
                 err);
    }
    event_clear(&problem);
    return r < 0 ? -1 : over;
}

int stripe_check(struct errand *errand, struct err *err)
{
    struct stripe stripe;
    int r = 0;

    if (stripe_open(errand, &stripe, err) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(questions) && r == 0; i++)
        r = ask(&stripe, questions[i].what, questions[i].path, err);
    if (r == 0)
        r = tell(&stripe, "refunds_write", CHECK_UNSEEN,
                 _("Whether the key may make refunds shows only when it makes one: in Stripe's dashboard it "
                   "needs Charges and Refunds: Write"),
                 err);
    stripe_close(&stripe);
    return r < 0 ? -1 : 0;
}
