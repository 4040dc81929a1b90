/* How the sum of a line was made, and the figures of all of them as people write them. */
#include "statement_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

#include <string.h>

void statement_amount(struct str *to, struct money sum)
{
    _cleanup_str_ struct str all = STR_INIT;

    words_sum(&all, sum);
    str_add_n(to, str_text(&all), all.len - strlen(sum.currency) - 1);
}

void statement_quantity(struct str *to, int64_t thousandths)
{
    _cleanup_str_ struct str all = STR_INIT;

    quantity_format(&all, thousandths);
    size_t whole = strcspn(str_text(&all), ".");
    str_add_n(to, str_text(&all), whole);
    if (whole < all.len)
        str_printf(to, "%s%s", C_("before decimals", "."), all.s + whole + 1);
}

/* The figures that the sentences are made of. */
struct figures {
    struct str bought, used, left, price, unit;
};

static void figures_done(struct figures *figures)
{
    struct str *const all[] = {&figures->bought, &figures->used, &figures->left, &figures->price,
                               &figures->unit};

    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        str_done(all[i]);
}

static void figures_of(const struct credit_line *line, struct figures *ret)
{
    statement_quantity(&ret->bought, line->bought);
    statement_quantity(&ret->used, line->used);
    statement_quantity(&ret->left, line->left);
    statement_amount(&ret->price, line->package->price);
    statement_amount(&ret->unit,
                     line->way == CREDIT_BY_SINGLE ? line->contract->single_price : line->unit_price);
}

static void how_units(const struct credit_line *line, const struct figures *of, struct str *to)
{
    if (line->each)
        str_printf(to, _("%s left x %s"), str_text(&of->left), str_text(&of->unit));
    else
        str_printf(to, _("%s left of %s, of %s paid"), str_text(&of->left), str_text(&of->bought),
                   str_text(&of->price));
    str_add_char(to, '\n');
}

static void how_single(const struct figures *of, struct str *to)
{
    str_printf(to, _("%s paid, less %s used x %s"), str_text(&of->price), str_text(&of->used),
               str_text(&of->unit));
    str_add_char(to, '\n');
}

static void how_months(const struct credit_months *months, struct str *to)
{
    _cleanup_str_ struct str whole = STR_INIT, price = STR_INIT, share = STR_INIT;

    statement_amount(&whole, months->whole_sum);
    statement_amount(&price, months->price);
    statement_amount(&share, months->share);
    if (months->whole > 0) {
        str_printf(to, P_("%lld whole month: %s", "%lld whole months: %s", (long)months->whole),
                   (long long)months->whole, str_text(&whole));
        str_add_char(to, '\n');
    }
    if (months->days > 0 && months->days_left > 0) {
        str_printf(to,
                   P_("%lld of %lld days left of a month of %s: %s",
                      "%lld of %lld days left of a month of %s: %s", (long)months->days_left),
                   (long long)months->days_left, (long long)months->days, str_text(&price), str_text(&share));
        str_add_char(to, '\n');
    }
}

static void how_shares(const struct credit_line *line, const struct figures *of, struct str *to)
{
    _cleanup_str_ struct str percent = STR_INIT;

    statement_quantity(&percent, line->left * 100000 / line->bought);
    str_printf(to, _("%s %% not reached, of %s"), str_text(&percent), str_text(&of->price));
    str_add_char(to, '\n');
}

static void how_returned(const struct credit_line *line, struct str *to)
{
    _cleanup_str_ struct str returned = STR_INIT;

    if (line->returned.minor == 0)
        return;
    statement_amount(&returned, line->returned);
    str_printf(to, _("less %s given back before"), str_text(&returned));
    str_add_char(to, '\n');
}

void statement_hows(const struct credit_line *line, struct str *to)
{
    _cleanup_(figures_done)
    struct figures of = {0};

    figures_of(line, &of);
    if (line->way == CREDIT_BY_SINGLE && (line->worth.minor > 0 || line->left > 0))
        how_single(&of, to);
    else if (line->way == CREDIT_BY_MONTHS)
        how_months(&line->months, to);
    else if (line->way == CREDIT_BY_SHARES && line->left > 0)
        how_shares(line, &of, to);
    else if (line->way == CREDIT_BY_UNITS && line->left > 0)
        how_units(line, &of, to);
    how_returned(line, to);
    if (line->unpriced) {
        str_printf(to, _("the contract says \"single price\" and gives none in %s: by unit price"),
                   line->package->price.currency);
        str_add_char(to, '\n');
    }
}
