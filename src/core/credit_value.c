/* What the unused part of one package is worth. */
#include "credit_inside.h"

#include "paletti/core/days.h"

#define WHOLE 1000 /* thousandths */

static wide divide_up(wide part, wide by)
{
    return (part + by - 1) / by;
}

/* PART / WHOLE of SUM, rounded up to the minor unit; 0 <= PART, 0 < WHOLE. More than the whole is the whole. */
static struct money share_of(struct money sum, int64_t part, int64_t whole)
{
    if (part < whole)
        sum.minor = (int64_t)divide_up((wide)sum.minor * part, whole);
    return sum;
}

/* --- hours, sessions, and a fixed price without shares --- */

static int64_t not_below(int64_t value)
{
    return value > 0 ? value : 0;
}

static void value_units(struct credit_line *line)
{
    line->left = not_below(line->bought - line->used);
    line->worth = share_of(line->package->price, line->left, line->bought);
}

/* --- a fixed price: by milestones --- */

/* The shares of the milestones, reached up to ON or all of them. */
static int64_t shares(const struct package *package, int32_t on, bool all)
{
    const struct milestone *milestones = package->milestones.v;
    int64_t sum = 0;

    for (size_t i = 0; i < package->milestones.n; i++)
        if (all || (milestones[i].on != DAY_NONE && milestones[i].on <= on))
            sum += milestones[i].share;
    return sum;
}

static void value_shares(struct credit_line *line, int32_t on)
{
    int64_t left = not_below(WHOLE - shares(line->package, on, false));

    line->way = CREDIT_BY_SHARES;
    line->left = (int64_t)divide_up((wide)line->bought * left, WHOLE);
    line->used = line->bought - line->left;
    line->worth = share_of(line->package->price, left, WHOLE);
}

/* --- months --- */

/* A package of months: the last of the N may be a part of one. */
struct span_months {
    int32_t start;
    int64_t n, part;           /* part: thousandths of the last one */
    int32_t ends_on;           /* or DAY_NONE */
    int64_t first, each, last; /* prices; with one month only `first` */
};

static struct span_months span_of(const struct package *package)
{
    struct span_months span = {
        .start = package->starts_on != DAY_NONE ? package->starts_on : package->bought_on,
        .n = (int64_t)divide_up(package->quantity, WHOLE),
        .part = package->quantity % WHOLE ? package->quantity % WHOLE : WHOLE,
        .ends_on = package->ends_on,
    };
    wide price = package->price.minor;
    span.each = (int64_t)(price * WHOLE / package->quantity);
    span.last = (int64_t)(price * span.part / package->quantity);
    span.first = (int64_t)(span.n > 1 ? price - (wide)span.each * (span.n - 2) - span.last : price);
    return span;
}

static int64_t price_of(const struct span_months *span, int64_t month)
{
    return month == 0 ? span->first : month == span->n - 1 ? span->last : span->each;
}

static int64_t size_of(const struct span_months *span, int64_t month)
{
    return month == span->n - 1 ? span->part : WHOLE;
}

static int32_t month_end(const struct span_months *span, int64_t month)
{
    int32_t from = days_months_after(span->start, month), next = days_months_after(span->start, month + 1);

    if (month < span->n - 1)
        return next - 1;
    if (span->ends_on != DAY_NONE && span->ends_on >= from)
        return span->ends_on;
    return from + (int32_t)divide_up((wide)(next - from) * span->part, WHOLE) - 1;
}

/* The month that ON lies in, -1 before the first; the last one where it is over. */
static int64_t month_at(const struct span_months *span, int32_t on)
{
    int64_t month = on < span->start ? -1 : days_months(span->start, on);

    return month < span->n ? month : span->n - 1;
}

/* The sum and the size of the whole months behind MONTH. */
static int64_t sum_behind(const struct span_months *span, int64_t month)
{
    if (month < 0)
        return span->n > 1 ? span->first + sum_behind(span, 0) : span->first;
    int64_t n = span->n - 1 - month;
    return n > 0 ? span->each * (n - 1) + span->last : 0;
}

static int64_t size_behind(const struct span_months *span, int64_t month)
{
    int64_t n = span->n - 1 - month;
    return n > 0 ? (n - 1) * WHOLE + span->part : 0;
}

static struct money of_currency(struct money like, int64_t minor)
{
    like.minor = minor;
    return like;
}

static void value_months(struct credit_line *line, int32_t on)
{
    struct span_months span = span_of(line->package);
    struct credit_months *months = &line->months;
    struct money price = line->package->price;
    int64_t month = month_at(&span, on), running = 0;

    months->begins = span.start;
    months->ends = month_end(&span, span.n - 1);
    months->over = month + 1;
    months->whole = span.n - 1 - month;
    months->whole_sum = of_currency(price, sum_behind(&span, month));
    months->price = months->share = of_currency(price, 0);
    if (month >= 0 && month_end(&span, month) >= on) {
        months->over = month;
        months->from = days_months_after(span.start, month);
        months->to = month_end(&span, month);
        months->days = months->to - months->from + 1;
        months->days_left = months->to - on;
        months->price = of_currency(price, price_of(&span, month));
        months->share = share_of(months->price, months->days_left, months->days);
        running = (int64_t)divide_up((wide)size_of(&span, month) * months->days_left, months->days);
    }
    line->way = CREDIT_BY_MONTHS;
    line->left = size_behind(&span, month) + running;
    line->used = line->bought - line->left;
    line->worth = of_currency(price, months->whole_sum.minor + months->share.minor);
}

/* --- a single price --- */

/* What was used, at the single price, rounded down; of months the running one by its days. */
static wide used_single(const struct credit_line *line, wide single)
{
    const struct credit_months *months = &line->months;
    bool runs = line->way == CREDIT_BY_MONTHS && months->days > 0;

    if (!runs)
        return single * line->used / WHOLE;
    int64_t size = line->bought - months->over * WHOLE;
    size = size < WHOLE ? size : WHOLE;
    return single * months->over +
           single * size * (months->days - months->days_left) / (WHOLE * (wide)months->days);
}

/* Only what was not consumed goes back (ledger 000-08): a single price below the price of a unit leaves money over when all
 * is used, and that is nobody's. */
static void value_single(struct credit_line *line)
{
    wide left = line->package->price.minor - used_single(line, line->contract->single_price.minor);

    line->way = CREDIT_BY_SINGLE;
    line->worth.minor = left > 0 && line->left > 0 ? (int64_t)left : 0;
}

static bool single_price(struct credit_line *line)
{
    const struct contract *contract = line->contract;

    if (!contract || contract->refund_policy != REFUND_SINGLE_PRICE)
        return false;
    line->unpriced = !str_equal(contract->single_price.currency, line->package->price.currency);
    return !line->unpriced;
}

/* --- all of them --- */

static int64_t count_used(const struct credit_line *line)
{
    int64_t used = 0;

    for (size_t i = 0; i < line->n_uses; i++)
        if (line->uses[i].state == CREDIT_USED || line->uses[i].state == CREDIT_KEPT)
            used += line->uses[i].use->quantity;
    return used;
}

void credit_line_value(struct credit_line *line, int32_t on)
{
    const struct package *package = line->package;
    bool fixed = package->unit == UNIT_FIXED && shares(package, on, true) > 0;

    line->bought = package->quantity;
    line->used = count_used(line);
    line->unit_price =
        of_currency(package->price, (int64_t)((wide)package->price.minor * WHOLE / package->quantity));
    line->each = (wide)line->unit_price.minor * package->quantity == (wide)package->price.minor * WHOLE;
    if (package->unit == UNIT_MONTH)
        value_months(line, on);
    else if (fixed)
        value_shares(line, on);
    else
        value_units(line);
    if (!fixed && single_price(line))
        value_single(line);
}
