/* The credit statement as fields: T3, and the money of a goodbye. "Returned" needs records that say so of all of it: refunds
 * that succeeded, repayments; "started" refunds that are on their way. Without, it will be returned. letgo.md, truth lock. */
#include "dues_now.h"
#include "letter_draft.h"
#include "refunds_inside.h"

#include "paletti/app/statement.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <stdlib.h>

enum { WHOLE = 1000 };

/* A letter's statement: what still goes back, or, once all of that was returned, what was. */
struct money_back {
    struct letter_draft *draft;
    struct statement statement;
    enum refunding_truth truth; /* WILL, STARTED, RETURNED */
    int32_t on, expected;       /* of what was started, or returned: the last of it */
    int8_t method;              /* of what was returned; -1: not said */
    const char *reference;
    bool several_ways, several_references;
    char *farewell;    /* the open goodbye: what it returned already is told beside what it still returns */
    int32_t before_on; /* the last of that */
};
#define _cleanup_back_ _cleanup_(back_clear)

static void back_clear(struct money_back *back)
{
    statement_clear(&back->statement);
    free(back->farewell);
}

static struct money sum_of(const struct money_back *back, const struct credit_line *line)
{
    return back->truth == REFUNDING_RETURNED ? line->worth : line->refund;
}

static bool was_before(const struct money_back *back, const struct refund *refund)
{
    return back->truth != REFUNDING_RETURNED && refund_state(refund) == REFUNDING_SUCCEEDED && back->farewell &&
           str_equal(refund->farewell, back->farewell);
}

static bool is_of_line(const struct refund *refund, const struct credit_line *line)
{
    return str_equal(refund->amount.currency, line->package->price.currency) &&
           (refund->package ? str_equal(refund->package, line->package->ref)
                            : texts_have(&line->package->payments, refund->payment));
}

/* What this goodbye returned of LINE, where something else is still to go back. */
static struct money before_of(const struct money_back *back, const struct credit_line *line)
{
    struct money sum = line->returned;

    sum.minor = 0;
    for (size_t i = 0; i < back->statement.n_refunds; i++) {
        const struct refund *refund = &back->statement.refunds[i];
        if (was_before(back, refund) && is_of_line(refund, line))
            sum.minor = sum_plus(sum.minor, refund->amount.minor);
    }
    sum.minor = sum.minor < line->returned.minor ? sum.minor : line->returned.minor;
    return sum;
}

static struct money whole_of(const struct money_back *back, const struct credit_line *line)
{
    struct money sum = sum_of(back, line);

    sum.minor = sum_plus(sum.minor, before_of(back, line).minor);
    return sum;
}

static bool any(const struct money_back *back)
{
    const struct credit *credit = &back->statement.credit;

    for (size_t i = 0; i < credit->n_lines; i++)
        if (sum_of(back, &credit->lines[i]).minor > 0)
            return true;
    return false;
}

/* One more that was returned. All that say how went the same way, or none is said; and so with what it is found by. */
static void add_returned(struct money_back *back, int32_t on, int32_t expected, int8_t method, const char *reference)
{
    bool first = back->truth != REFUNDING_RETURNED;

    back->truth = REFUNDING_RETURNED;
    if (method >= 0) {
        back->several_ways |= back->method >= 0 && back->method != method;
        back->method = method;
    }
    if (reference) {
        back->several_references |= back->reference != NULL;
        back->reference = reference;
    }
    if (first || on >= back->on)
        back->on = on;
    if (expected != DAY_NONE && (back->expected == DAY_NONE || expected > back->expected))
        back->expected = expected;
}

static void take_returned(struct money_back *back)
{
    const struct statement *statement = &back->statement;

    for (size_t i = 0; i < statement->credit.n_repaid; i++) {
        const struct payment *repaid = statement->credit.repaid[i];
        add_returned(back, repaid->on, DAY_NONE, repaid->method, repaid->external_id);
    }
    for (size_t i = 0; i < statement->n_refunds; i++) {
        const struct refund *refund = &statement->refunds[i];
        if (refund_state(refund) == REFUNDING_SUCCEEDED)
            add_returned(back, refund->issued_on, refund->expected_on, refund->method,
                         refund->reference ? refund->reference : refund->external_id);
    }
}

/* Started is said only where nothing else is left to be started. */
static int take_started(struct money_back *back, int32_t last_day, struct err *err)
{
    const struct statement *statement = &back->statement;
    _cleanup_statement_ struct statement left = {0};
    struct refunding_said said;

    refunding_say(statement->refunds, statement->n_refunds, NULL, &said);
    if (said.truth != REFUNDING_STARTED)
        return 0;
    if (statement_make_left(back->draft->app, back->draft->client.ref, last_day, back->draft->wish->given_back, &left, err) < 0)
        return -1;
    for (size_t i = 0; i < left.credit.n_lines; i++)
        if (left.credit.lines[i].refund.minor > 0)
            return 0;
    back->truth = REFUNDING_STARTED;
    back->on = said.started_on;
    back->expected = said.expected_on;
    return 0;
}

static int find_goodbye(struct money_back *back, struct err *err)
{
    const struct refunds_wish wish = {.client = back->draft->client.ref, .on = DAY_NONE};
    _cleanup_of_ struct refunds_of of = {.on = DAY_NONE};
    struct store *store;

    if (app_need_file(back->draft->app, &store, err) < 0 || refunds_of(store, wish.client, &wish, &of, err) < 0)
        return -1;
    back->farewell = MEM_TAKE(of.farewell);
    back->before_on = DAY_NONE;
    for (size_t i = 0; i < back->statement.n_refunds; i++) {
        const struct refund *refund = &back->statement.refunds[i];
        if (was_before(back, refund) && (back->before_on == DAY_NONE || refund->issued_on > back->before_on))
            back->before_on = refund->issued_on;
    }
    return 0;
}

/* 0; 1: nothing goes back, and nothing was returned. */
static int load(struct letter_draft *draft, int32_t last_day, struct money_back *ret, struct err *err)
{
    *ret = (struct money_back){.draft = draft, .truth = REFUNDING_WILL, .on = DAY_NONE, .expected = DAY_NONE, .method = -1};
    if (statement_make(draft->app, draft->client.ref, last_day, draft->wish->given_back, &ret->statement,
                       err) < 0)
        return -1;
    if (any(ret))
        return find_goodbye(ret, err) < 0 ? -1 : take_started(ret, last_day, err);
    take_returned(ret);
    return any(ret) ? 0 : 1;
}

/* --- in the letter's language --- */

static void put_sum_item(const struct money_back *back, struct letter_fields *fields, const char *name,
                         struct money sum)
{
    _cleanup_str_ struct str text = STR_INIT;

    locale_sum(back->draft->manner.locale, &text, sum);
    letter_put_item(fields, name, str_text(&text));
}

static void add_date(const struct money_back *back, struct str *to, int32_t day)
{
    struct civil date, today;

    civil_of_day(day, &date);
    civil_of_day(back->draft->today, &today);
    locale_date(back->draft->manner.locale, to, day, DATE_BARE, date.year == today.year ? 0 : DATE_YEAR);
}

/* --- a package --- */

static void put_used(const struct money_back *back, const struct credit_line *line, struct letter_fields *row)
{
    const struct use *last = NULL;

    for (size_t i = 0; i < line->n_uses; i++) {
        _cleanup_str_ struct str day = STR_INIT;
        const struct use *use = line->uses[i].use;
        if (line->uses[i].state != CREDIT_USED && line->uses[i].state != CREDIT_KEPT)
            continue;
        add_date(back, &day, use->on);
        letter_put_item(row, "used_on", str_text(&day));
        letter_put_date(row, "used_from", last ? DAY_NONE : use->on);
        last = use;
    }
    letter_put_date(row, "used_until", last ? last->on : DAY_NONE);
}

static void put_milestones(const struct money_back *back, const struct package *package,
                           struct letter_fields *row)
{
    const struct milestone *milestones = package->milestones.v;

    for (size_t i = 0; i < package->milestones.n; i++) {
        _cleanup_str_ struct str text = STR_INIT;
        if (!milestones[i].what || milestones[i].on == DAY_NONE || milestones[i].on > back->statement.on)
            continue;
        str_printf(&text, "%s (", milestones[i].what);
        add_date(back, &text, milestones[i].on);
        str_add_char(&text, ')');
        letter_put_words_item(row, "milestones", str_text(&text));
    }
}

/* A fixed price in hundredths of the whole, all else in its unit. */
static int64_t count_of(const struct credit_line *line, int64_t thousandths)
{
    return line->package->unit == UNIT_FIXED ? thousandths * 100 * WHOLE / line->bought : thousandths;
}

static void put_months(const struct credit_line *line, struct letter_fields *row)
{
    const struct credit_months *months = &line->months;

    if (months->whole > 0)
        letter_put_count(row, "whole", months->whole * WHOLE);
    if (months->days_left > 0) {
        letter_put_count(row, "days_left", months->days_left * WHOLE);
        letter_put_count(row, "days", months->days * WHOLE);
    }
}

static void put_way(const struct credit_line *line, struct letter_fields *row)
{
    static const char *const ways[] = {[CREDIT_BY_UNITS] = "units",
                                       [CREDIT_BY_SINGLE] = "single",
                                       [CREDIT_BY_MONTHS] = "months",
                                       [CREDIT_BY_SHARES] = "shares"};

    letter_put_text(row, "way", ways[line->way]);
    if (line->way == CREDIT_BY_SINGLE)
        letter_put_sum(row, "single_price", line->contract->single_price);
    if (line->way == CREDIT_BY_UNITS && line->each)
        letter_put_sum(row, "unit_price", line->unit_price);
}

static void put_line(const struct money_back *back, const struct credit_line *line)
{
    const struct package *package = line->package;
    struct letter_fields *row = letter_put_row(&back->draft->fields, "lines");

    letter_put_text(row, "unit", model_field(&model_package, "unit")->names[package->unit]);
    letter_put_date(row, "bought_on", package->bought_on);
    letter_put_count(row, "bought", count_of(line, line->bought));
    letter_put_count(row, "used", count_of(line, line->used));
    letter_put_count(row, "left", count_of(line, line->left));
    letter_put_sum(row, "price", package->price);
    letter_put_sum(row, "sum", whole_of(back, line));
    put_way(line, row);
    put_months(line, row);
    put_used(back, line, row);
    put_milestones(back, package, row);
    struct money earlier = line->returned;
    earlier.minor -= before_of(back, line).minor;
    if (earlier.minor > 0 && back->truth != REFUNDING_RETURNED)
        letter_put_sum(row, "returned", earlier);
}

/* --- sums, and how they go back --- */

static void put_sums(const struct money_back *back, const char *name,
                     struct money (*of)(const struct money_back *back, const struct credit_line *line))
{
    const struct credit *credit = &back->statement.credit;
    struct letter_fields *fields = &back->draft->fields;
    struct money sums[CURRENCIES_MAX];
    size_t n = 0;

    for (size_t i = 0; i < credit->n_lines; i++)
        if (of(back, &credit->lines[i]).minor > 0)
            n = dues_now_add(sums, n, of(back, &credit->lines[i]));
    if (n == 1)
        letter_put_sum(fields, name, sums[0]);
    for (size_t i = 0; n > 1 && i < n; i++)
        put_sum_item(back, fields, name, sums[i]);
}

static void put_total(const struct money_back *back)
{
    put_sums(back, "total", sum_of);
    if (back->farewell && back->before_on != DAY_NONE) {
        put_sums(back, "whole_sum", whole_of);
        put_sums(back, "returned_before", before_of);
        letter_put_date(&back->draft->fields, "returned_before_on", back->before_on);
    }
}

static const char *method_name(int8_t method)
{
    return method >= 0 ? model_field(&model_payment, "method")->names[method] : NULL;
}

static const char *method_of(const struct payment *payment)
{
    return payment ? method_name(payment->method) : NULL;
}

/* Said of all only where all go the same way. */
static void put_method(const struct money_back *back)
{
    const struct credit *credit = &back->statement.credit;
    const char *method = credit->n_splits ? method_of(credit->splits[0].payment) : NULL;

    for (size_t i = 0; i < credit->n_splits; i++)
        if (!str_equal(method_of(credit->splits[i].payment), method))
            method = NULL;
    letter_put_text(&back->draft->fields, "method",
                    back->truth != REFUNDING_RETURNED ? method
                    : back->several_ways              ? NULL
                                                      : method_name(back->method));
}

static int put_when(const struct money_back *back, struct err *err)
{
    struct letter_fields *fields = &back->draft->fields;
    int32_t expected = back->expected;

    if (expected == DAY_NONE &&
        statement_expected(back->draft->app, back->on != DAY_NONE ? back->on : back->draft->today, &expected, err) < 0)
        return -1;
    if (back->truth == REFUNDING_WILL) {
        letter_put_date(fields, "return_by", expected);
        return 0;
    }
    letter_put_date(fields, back->truth == REFUNDING_STARTED ? "started_on" : "issued_on", back->on);
    letter_put_date(fields, "expected_on", expected);
    letter_put_text(fields, "reference", back->several_references ? NULL : back->reference);
    return 0;
}

static int put_back(const struct money_back *back, struct err *err)
{
    put_total(back);
    put_method(back);
    return put_when(back, err);
}

static void put_splits(const struct money_back *back)
{
    const struct credit *credit = &back->statement.credit;

    for (size_t i = 0; back->truth != REFUNDING_RETURNED && i < credit->n_splits; i++) {
        const struct payment *payment = credit->splits[i].payment;
        struct letter_fields *row = letter_put_row(&back->draft->fields, "refunds");
        letter_put_sum(row, "sum", credit->splits[i].amount);
        letter_put_text(row, "method", method_of(payment));
        letter_put_date(row, "paid_on", payment ? payment->on : DAY_NONE);
    }
}

int letter_facts_money_back(struct letter_draft *draft, int32_t last_day, struct err *err)
{
    _cleanup_back_ struct money_back back = {0};
    int r = load(draft, last_day, &back, err);

    return r == 0 ? put_back(&back, err) : r < 0 ? -1 : 0;
}

int letter_facts_credit(struct letter_draft *draft, struct err *err)
{
    int32_t last_day = letter_date(&draft->fields, "last_day"); /* handed in, or the decision's */
    _cleanup_back_ struct money_back back = {0};
    const struct statement *statement = &back.statement;
    int r = load(draft, last_day, &back, err);

    if (r != 0)
        return r < 0 ? -1
                     : err_set(err,
                               _("%s has nothing left that was paid for: T3 says what goes back; paletti "
                                 "statement shows why"),
                               draft->client.name);
    letter_put_date(&draft->fields, "last_day", statement->on);
    for (size_t i = 0; i < statement->credit.n_lines; i++)
        if (whole_of(&back, &statement->credit.lines[i]).minor > 0)
            put_line(&back, &statement->credit.lines[i]);
    for (size_t i = 0; i < statement->n_owed; i++)
        put_sum_item(&back, &draft->fields, "owed", statement->owed[i]);
    put_splits(&back);
    return put_back(&back, err);
}
