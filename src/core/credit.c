#include "credit_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static const struct contract *contract_of(const struct credit_records *records, const struct package *package)
{
    for (size_t i = 0; i < records->n_contracts; i++)
        if (str_equal(records->contracts[i].ref, package->contract))
            return &records->contracts[i];
    return NULL;
}

static enum credit_use_state state_of(const struct use *use, const struct credit_wish *wish)
{
    if (use->on > wish->on)
        return CREDIT_BEHIND;
    if (wish->today == DAY_NONE || use->on <= wish->today)
        return CREDIT_USED;
    return wish->given_back && texts_have(wish->given_back, use->ref) ? CREDIT_GIVEN_BACK : CREDIT_KEPT;
}

static int use_by_day(const void *a, const void *b)
{
    const struct use *x = ((const struct credit_use *)a)->use, *y = ((const struct credit_use *)b)->use;

    if (x->on != y->on)
        return x->on < y->on ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void add_uses(struct credit_line *line, const struct credit_records *records,
                     const struct credit_wish *wish)
{
    size_t cap = 0;

    for (size_t i = 0; i < records->n_uses; i++)
        if (str_equal(records->uses[i].package, line->package->ref)) {
            MEM_GROW(line->uses, line->n_uses, cap);
            line->uses[line->n_uses++] =
                (struct credit_use){&records->uses[i], state_of(&records->uses[i], wish)};
        }
    if (line->n_uses)
        qsort(line->uses, line->n_uses, sizeof *line->uses, use_by_day);
}

static int line_by_day(const void *a, const void *b)
{
    const struct package *x = ((const struct credit_line *)a)->package,
                         *y = ((const struct credit_line *)b)->package;

    if (x->bought_on != y->bought_on)
        return x->bought_on < y->bought_on ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void add_lines(struct credit *credit, const struct credit_records *records,
                      const struct credit_wish *wish)
{
    size_t cap = 0;

    for (size_t i = 0; i < records->n_packages; i++) {
        const struct package *package = &records->packages[i];
        if (package->bought_on > wish->on)
            continue;
        MEM_GROW(credit->lines, credit->n_lines, cap);
        struct credit_line *line = &credit->lines[credit->n_lines++];
        *line = (struct credit_line){.package = package, .contract = contract_of(records, package)};
        line->returned = package->price;
        line->returned.minor = 0;
        add_uses(line, records, wish);
        credit_line_value(line, wish->on);
    }
    if (credit->n_lines)
        qsort(credit->lines, credit->n_lines, sizeof *credit->lines, line_by_day);
}

static void settle(struct credit_line *line)
{
    line->refund = line->worth;
    line->refund.minor =
        line->worth.minor > line->returned.minor ? line->worth.minor - line->returned.minor : 0;
}

static int add_total(struct credit *credit, struct money sum, struct err *err)
{
    for (size_t i = 0; i < credit->n_totals; i++)
        if (str_equal(credit->totals[i].currency, sum.currency))
            return money_add(&credit->totals[i], sum)
                       ? 0
                       : err_set(err,
                                 _("what is to be given back in %s is too large a sum; correct the prices of "
                                   "the packages"),
                                 sum.currency);
    credit->totals = mem_resize(credit->totals, credit->n_totals + 1, sizeof *credit->totals);
    credit->totals[credit->n_totals++] = sum;
    return 0;
}

int credit_make(const struct credit_records *records, const struct credit_wish *wish, struct credit *ret,
                struct err *err)
{
    struct credit credit = {.on = wish->on};
    struct credit_purse purse;

    credit_purse_init(&purse, records, wish->today > wish->on ? wish->today : wish->on);
    add_lines(&credit, records, wish);
    credit_purse_returned(&purse, &credit);
    int r = 0;
    for (size_t i = 0; r == 0 && i < credit.n_lines; i++) {
        settle(&credit.lines[i]);
        r = add_total(&credit, credit.lines[i].refund, err);
    }
    if (r == 0)
        credit_purse_split(&purse, &credit);
    credit_purse_done(&purse);
    if (r == 0)
        *ret = credit;
    else
        credit_clear(&credit);
    return r;
}

void credit_clear(struct credit *credit)
{
    for (size_t i = 0; i < credit->n_lines; i++)
        free(credit->lines[i].uses);
    free(credit->lines);
    free(credit->splits);
    free(credit->totals);
    free(credit->repaid);
    free(credit->apart);
    *credit = (struct credit){0};
}
