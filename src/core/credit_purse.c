/* The original payments: what is left on each, and what goes back on which. */
#include "credit_inside.h"

#include "paletti/base/mem.h"

enum { NOT_FOUND = -1 };

void credit_purse_init(struct credit_purse *purse, const struct credit_records *records, int32_t known)
{
    *purse = (struct credit_purse){
        .records = records,
        .known = known,
        .left = mem_zero(records->n_payments, sizeof *purse->left),
        .given = mem_zero(records->n_payments, sizeof *purse->given),
    };
    for (size_t i = 0; i < records->n_payments; i++)
        if (records->payments[i].on <= known && records->payments[i].amount.minor > 0)
            purse->left[i] = records->payments[i].amount.minor;
}

void credit_purse_done(struct credit_purse *purse)
{
    free(purse->left);
    free(purse->given);
}

static bool is_of(const struct credit_line *line, const struct payment *payment)
{
    return str_equal(line->package->price.currency, payment->amount.currency) &&
           texts_have(&line->package->payments, payment->ref);
}

/* The newest payment of the line's package with something left on it. */
static ptrdiff_t newest(const struct credit_purse *purse, const struct credit_line *line)
{
    const struct payment *payments = purse->records->payments;
    ptrdiff_t found = NOT_FOUND;

    for (size_t i = 0; i < purse->records->n_payments; i++)
        if (purse->left[i] > 0 && is_of(line, &payments[i]) &&
            (found == NOT_FOUND || payments[i].on >= payments[found].on))
            found = (ptrdiff_t)i;
    return found;
}

/* Takes MINOR off the payments of the line, newest first, and tells TO (or NULL) by payment; returns what no
 * payment has. */
static int64_t take(struct credit_purse *purse, const struct credit_line *line, int64_t minor, int64_t *to)
{
    for (ptrdiff_t i; minor > 0 && (i = newest(purse, line)) != NOT_FOUND;) {
        int64_t part = minor < purse->left[i] ? minor : purse->left[i];
        purse->left[i] -= part;
        minor -= part;
        if (to)
            to[i] += part;
    }
    return minor;
}

/* --- given back before --- */

/* A refund that does not fit any more is more than anything is worth. */
static void add_returned(struct credit_line *line, int64_t minor)
{
    if (__builtin_add_overflow(line->returned.minor, minor, &line->returned.minor))
        line->returned.minor = INT64_MAX;
}

static ptrdiff_t payment_at(const struct credit_records *records, const char *ref)
{
    for (size_t i = 0; ref && i < records->n_payments; i++)
        if (str_equal(records->payments[i].ref, ref))
            return (ptrdiff_t)i;
    return NOT_FOUND;
}

static bool refunds_line(const struct credit_refund *refund, const struct credit_line *line)
{
    if (!str_equal(refund->amount.currency, line->package->price.currency))
        return false;
    return refund->package ? str_equal(refund->package, line->package->ref)
                           : refund->payment && texts_have(&line->package->payments, refund->payment);
}

/* What a payment of several packages gave back is each one's as far as it goes, and the first one's beyond that. */
static void share_refund(struct credit *credit, const struct credit_refund *refund)
{
    struct credit_line *first = NULL;
    int64_t rest = refund->amount.minor;

    for (size_t i = 0; i < credit->n_lines; i++) {
        struct credit_line *line = &credit->lines[i];
        if (!refunds_line(refund, line))
            continue;
        int64_t room = line->worth.minor > line->returned.minor ? line->worth.minor - line->returned.minor : 0;
        int64_t part = rest < room ? rest : room;
        add_returned(line, part);
        rest -= part;
        first = first ? first : line;
    }
    if (first)
        add_returned(first, rest);
}

static void take_refund(struct credit_purse *purse, struct credit *credit, const struct credit_refund *refund)
{
    ptrdiff_t at = payment_at(purse->records, refund->payment);

    if (at != NOT_FOUND && str_equal(purse->records->payments[at].amount.currency, refund->amount.currency))
        purse->left[at] -= refund->amount.minor < purse->left[at] ? refund->amount.minor : purse->left[at];
    share_refund(credit, refund);
}

/* Whether one of the line's payments pays the invoice that REPAYMENT is linked to. */
static bool same_invoice(const struct credit_records *records, const struct credit_line *line,
                         const struct payment *repayment)
{
    for (size_t i = 0; repayment->invoice && i < records->n_payments; i++)
        if (str_equal(records->payments[i].invoice, repayment->invoice) && is_of(line, &records->payments[i]))
            return str_equal(repayment->amount.currency, line->package->price.currency);
    return false;
}

static struct credit_line *line_of(const struct credit_records *records, struct credit *credit,
                                   const struct payment *repayment)
{
    for (size_t i = 0; i < credit->n_lines; i++)
        if (is_of(&credit->lines[i], repayment))
            return &credit->lines[i];
    for (size_t i = 0; i < credit->n_lines; i++)
        if (same_invoice(records, &credit->lines[i], repayment))
            return &credit->lines[i];
    return NULL;
}

static void note(const struct payment ***to, size_t *n, const struct payment *repayment)
{
    *to = mem_resize(*to, *n + 1, sizeof(const struct payment *));
    (*to)[(*n)++] = repayment;
}

static void take_repayment(struct credit_purse *purse, struct credit *credit, const struct payment *repayment)
{
    struct credit_line *line = line_of(purse->records, credit, repayment);
    int64_t minor = repayment->amount.minor > -INT64_MAX ? -repayment->amount.minor : INT64_MAX;

    if (!line) {
        note(&credit->apart, &credit->n_apart, repayment);
        return;
    }
    take(purse, line, minor, NULL);
    add_returned(line, minor);
    note(&credit->repaid, &credit->n_repaid, repayment);
}

void credit_purse_returned(struct credit_purse *purse, struct credit *credit)
{
    const struct credit_records *records = purse->records;

    for (size_t i = 0; i < records->n_refunds; i++)
        if (records->refunds[i].on <= purse->known && records->refunds[i].amount.minor > 0)
            take_refund(purse, credit, &records->refunds[i]);
    for (size_t i = 0; i < records->n_payments; i++)
        if (records->payments[i].on <= purse->known && records->payments[i].amount.minor < 0)
            take_repayment(purse, credit, &records->payments[i]);
}

/* --- what goes back now --- */

static void add_split(struct credit *credit, const struct payment *payment, struct money amount)
{
    credit->splits = mem_resize(credit->splits, credit->n_splits + 1, sizeof *credit->splits);
    credit->splits[credit->n_splits++] = (struct credit_split){payment, amount};
}

/* One split of a currency for what no payment has. */
static void add_unknown(struct credit *credit, struct money amount)
{
    for (size_t i = 0; i < credit->n_splits; i++)
        if (!credit->splits[i].payment && str_equal(credit->splits[i].amount.currency, amount.currency)) {
            money_add(&credit->splits[i].amount, amount);
            return;
        }
    add_split(credit, NULL, amount);
}

static int by_newest(const void *a, const void *b)
{
    const struct payment *x = ((const struct credit_split *)a)->payment,
                         *y = ((const struct credit_split *)b)->payment;

    if (x->on != y->on)
        return x->on > y->on ? -1 : 1;
    return x > y ? -1 : x < y;
}

void credit_purse_split(struct credit_purse *purse, struct credit *credit)
{
    const struct payment *payments = purse->records->payments;
    int64_t *rest = mem_zero(credit->n_lines, sizeof *rest);

    for (size_t i = 0; i < credit->n_lines; i++)
        rest[i] = take(purse, &credit->lines[i], credit->lines[i].refund.minor, purse->given);
    for (size_t i = 0; i < purse->records->n_payments; i++)
        if (purse->given[i] > 0) {
            struct money amount = payments[i].amount;
            amount.minor = purse->given[i];
            add_split(credit, &payments[i], amount);
        }
    if (credit->n_splits)
        qsort(credit->splits, credit->n_splits, sizeof *credit->splits, by_newest);
    for (size_t i = 0; i < credit->n_lines; i++)
        if (rest[i] > 0) {
            struct money amount = credit->lines[i].refund;
            amount.minor = rest[i];
            add_unknown(credit, amount);
        }
    free(rest);
}
