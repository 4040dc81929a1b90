/* A statement in words, row by row. */
#include "statement_inside.h"

#include "blurring.h"
#include "form_words.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

#include <string.h>

struct telling {
    struct app *app;
    const struct statement *statement;
    int (*fn)(void *ctx, const struct statement_row *row);
    void *ctx;
    int r; /* what FN returned */
};

static void tell(struct telling *telling, struct statement_row row)
{
    const char **const texts[] = {&row.label, &row.bought, &row.used, &row.left, &row.sum, &row.currency};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (!*texts[i])
            *texts[i] = "";
    if (!telling->r)
        telling->r = telling->fn(telling->ctx, &row);
}

static void tell_sum(struct telling *telling, enum statement_row_kind kind, size_t of, const char *label,
                     struct money sum)
{
    _cleanup_str_ struct str amount = STR_INIT;

    statement_amount(&amount, sum);
    tell(telling, (struct statement_row){.kind = kind,
                                         .line = telling->statement->credit.n_lines,
                                         .of = of,
                                         .label = label,
                                         .sum = str_text(&amount),
                                         .currency = sum.currency});
}

/* What belongs to no line, and has no sum. */
static void tell_apart(struct telling *telling, enum statement_row_kind kind, size_t of, const char *label)
{
    tell(telling, (struct statement_row){
                      .kind = kind, .line = telling->statement->credit.n_lines, .of = of, .label = label});
}

/* --- a package --- */

/* "Months, 1 Jul - 31 Dec 2026" */
static void add_period(struct str *to, int32_t from, int32_t until)
{
    words_date_beside(to, from, until);
    str_add(to, " - ");
    words_dated(to, until);
}

static void add_each(struct str *to, const struct credit_line *line)
{
    _cleanup_str_ struct str amount = STR_INIT;

    if (!line->each || line->bought == 1000)
        return;
    statement_amount(&amount, line->unit_price);
    str_printf(to, _(", %s each"), str_text(&amount));
}

static void line_label(struct str *to, const struct credit_line *line)
{
    static const char *const units[] = {[UNIT_HOUR] = N_("Hours"),
                                        [UNIT_SESSION] = N_("Sessions"),
                                        [UNIT_MONTH] = N_("Months"),
                                        [UNIT_FIXED] = N_("Fixed price")};
    const struct package *package = line->package;

    str_printf(to, "%s, ",
               package->unit == UNIT_MONTH && line->bought == 1000 ? _("Month") : _(units[package->unit]));
    if (package->unit == UNIT_MONTH) {
        add_period(to, line->months.begins, line->months.ends);
        return;
    }
    words_dated(to, package->bought_on);
    add_each(to, line);
}

static void tell_line(struct telling *telling, size_t at)
{
    const struct credit_line *line = &telling->statement->credit.lines[at];
    _cleanup_str_ struct str label = STR_INIT, bought = STR_INIT, used = STR_INIT, left = STR_INIT,
                             sum = STR_INIT;

    line_label(&label, line);
    statement_quantity(&bought, line->bought);
    statement_quantity(&used, line->used);
    statement_quantity(&left, line->left);
    statement_amount(&sum, line->refund);
    tell(telling, (struct statement_row){.kind = STATEMENT_LINE,
                                         .line = at,
                                         .label = str_text(&label),
                                         .bought = str_text(&bought),
                                         .used = str_text(&used),
                                         .left = str_text(&left),
                                         .sum = str_text(&sum),
                                         .currency = line->refund.currency});
}

/* --- its uses and milestones --- */

static void add_what(struct telling *telling, struct str *to, const char *what)
{
    if (what && *what)
        str_printf(to, ": %s", app_blur_text(telling->app, what));
}

/* "used Wed 9 Sep" */
static void add_state(struct str *to, enum credit_use_state state, const char *day)
{
    if (state == CREDIT_USED)
        str_printf(to, _("used %s"), day);
    else if (state == CREDIT_KEPT)
        str_printf(to, _("booked for %s and kept"), day);
    else if (state == CREDIT_GIVEN_BACK)
        str_printf(to, _("booked for %s, given back"), day);
    else
        str_printf(to, _("%s, after the last day: goes back"), day);
}

static bool is_booked(const struct credit_use *use)
{
    return use->state == CREDIT_KEPT || use->state == CREDIT_GIVEN_BACK;
}

static void tell_use(struct telling *telling, size_t line, size_t of)
{
    const struct credit_use *use = &telling->statement->credit.lines[line].uses[of];
    _cleanup_str_ struct str label = STR_INIT, day = STR_INIT;

    words_day(telling->app, &day, use->use->on);
    add_state(&label, use->state, str_text(&day));
    if (use->use->quantity != 1000) {
        str_add(&label, ", ");
        statement_quantity(&label, use->use->quantity);
    }
    add_what(telling, &label, use->use->what);
    if (is_booked(use))
        str_printf(&label, " (%s)", use->use->ref);
    tell(telling, (struct statement_row){.kind = is_booked(use) ? STATEMENT_BOOKED : STATEMENT_USE,
                                         .line = line,
                                         .of = of,
                                         .label = str_text(&label)});
}

static void tell_milestone(struct telling *telling, size_t line, size_t of)
{
    const struct milestone *milestones = telling->statement->credit.lines[line].package->milestones.v;
    const struct milestone *milestone = &milestones[of];
    bool reached = milestone->on != DAY_NONE && milestone->on <= telling->statement->on;
    _cleanup_str_ struct str label = STR_INIT, day = STR_INIT;

    words_day(telling->app, &day, milestone->on);
    if (reached)
        str_printf(&label, _("reached %s"), str_text(&day));
    else
        str_add(&label, _("not reached"));
    if (milestone->share) {
        str_add(&label, ", ");
        statement_quantity(&label, milestone->share * 100);
        str_add(&label, " %");
    }
    add_what(telling, &label, milestone->what);
    tell(telling, (struct statement_row){
                      .kind = STATEMENT_REACHED, .line = line, .of = of, .label = str_text(&label)});
}

void statement_used_words(const struct credit_line *line, struct str *to)
{
    const struct use *first = NULL, *last = NULL;
    size_t n = 0;

    for (size_t i = 0; i < line->n_uses; i++)
        if (line->uses[i].state == CREDIT_USED || line->uses[i].state == CREDIT_KEPT) {
            last = line->uses[i].use;
            first = first ? first : last;
            n++;
        }
    if (n == 0)
        return;
    _cleanup_str_ struct str from = STR_INIT, until = STR_INIT;
    words_date_beside(&from, first->on, last->on);
    words_date_beside(&until, last->on, first->on);
    if (n == 1)
        str_printf(to, _("used %s"), str_text(&from));
    else
        str_printf(to, P_("used %s to %s, %zu date", "used %s to %s, %zu dates", n), str_text(&from),
                   str_text(&until), n);
}

static void tell_hows(struct telling *telling, size_t at)
{
    _cleanup_str_ struct str hows = STR_INIT;

    statement_hows(&telling->statement->credit.lines[at], &hows);
    for (const char *how = str_text(&hows); *how; how += strcspn(how, "\n") + 1) {
        _cleanup_str_ struct str one = STR_INIT;
        str_add_n(&one, how, strcspn(how, "\n"));
        tell(telling, (struct statement_row){.kind = STATEMENT_HOW, .line = at, .label = str_text(&one)});
    }
}

/* Those that are booked, or all others. */
static void tell_uses(struct telling *telling, size_t at, bool booked)
{
    const struct credit_line *line = &telling->statement->credit.lines[at];

    for (size_t i = 0; i < line->n_uses; i++)
        if (is_booked(&line->uses[i]) == booked)
            tell_use(telling, at, i);
}

static void tell_package(struct telling *telling, size_t at)
{
    const struct credit_line *line = &telling->statement->credit.lines[at];

    tell_line(telling, at);
    tell_hows(telling, at);
    tell_uses(telling, at, false);
    for (size_t i = 0; i < line->package->milestones.n; i++)
        tell_milestone(telling, at, i);
}

/* --- sums --- */

static void tell_sums(struct telling *telling, enum statement_row_kind kind, const char *label,
                      const struct money *sums, size_t n)
{
    struct money nothing = {0};

    memcpy(nothing.currency, telling->statement->currency, sizeof nothing.currency);
    for (size_t i = 0; i < n; i++)
        tell_sum(telling, kind, i, label, sums[i]);
    if (n == 0)
        tell_sum(telling, kind, 0, label, nothing);
}

static void tell_split(struct telling *telling, size_t at)
{
    const struct credit_split *split = &telling->statement->credit.splits[at];
    _cleanup_str_ struct str label = STR_INIT, day = STR_INIT;

    if (!split->payment) {
        tell_sum(telling, STATEMENT_SPLIT, at, _("no payment is known that it could go back on"),
                 split->amount);
        return;
    }
    words_day(telling->app, &day, split->payment->on);
    str_printf(&label, _("on the payment of %s"), str_text(&day));
    if (split->payment->method >= 0)
        str_printf(
            &label, ", %s",
            choice_word("method", model_field(&model_payment, "method")->names[split->payment->method]));
    tell_sum(telling, STATEMENT_SPLIT, at, str_text(&label), split->amount);
}

/* --- what else is to be said --- */

static void tell_meeting(struct telling *telling, size_t at)
{
    const struct meeting *meeting = &telling->statement->meetings[at];
    _cleanup_str_ struct str label = STR_INIT, when = STR_INIT;

    words_instant(telling->app, &when, meeting->starts);
    str_printf(&label, _("meeting %s"), str_text(&when));
    add_what(telling, &label, meeting->title);
    str_add(&label, _("; keep it, or give it back"));
    tell_apart(telling, STATEMENT_BOOKED, at, str_text(&label));
}

static void tell_note(struct telling *telling, const char *sentence)
{
    tell_apart(telling, STATEMENT_NOTE, 0, sentence);
}

/* What is on its way is still among the sums: it is not there yet. */
static void note_under_way(struct telling *telling, const struct refund *refund)
{
    _cleanup_str_ struct str note = STR_INIT, sum = STR_INIT, day = STR_INIT;

    words_sum(&sum, refund->amount);
    if (refund->issued_on == DAY_NONE) {
        str_printf(&note, _("%s of it is confirmed, and not returned yet."), str_text(&sum));
    } else {
        words_day(telling->app, &day, refund->issued_on);
        str_printf(&note, _("%s of it was started on %s, and is not there yet."), str_text(&sum), str_text(&day));
    }
    tell_note(telling, str_text(&note));
}

static void note_apart(struct telling *telling, const struct payment *repayment)
{
    _cleanup_str_ struct str note = STR_INIT, sum = STR_INIT, day = STR_INIT;
    struct money back = repayment->amount;

    back.minor = -back.minor;
    words_sum(&sum, back);
    words_day(telling->app, &day, repayment->on);
    str_printf(&note,
               _("%s given back on %s belong to no package: name that payment in the package, and they are "
                 "taken off."),
               str_text(&sum), str_text(&day));
    tell_note(telling, str_text(&note));
}

static void tell_notes(struct telling *telling)
{
    const struct credit *credit = &telling->statement->credit;
    bool returns = false;

    for (size_t i = 0; i < credit->n_totals; i++)
        returns |= credit->totals[i].minor > 0;
    if (credit->n_lines == 0)
        tell_note(telling, _("Nothing was bought in advance by then: no package is in the file."));
    if (returns && telling->statement->n_owed > 0)
        tell_note(telling, _("What they owe is set off only with their written yes."));
    for (size_t i = 0; i < credit->n_apart; i++)
        note_apart(telling, credit->apart[i]);
    for (size_t i = 0; i < telling->statement->n_refunds; i++)
        if (refunding_under_way(refund_state(&telling->statement->refunds[i])))
            note_under_way(telling, &telling->statement->refunds[i]);
}

int statement_each_row(struct app *app, const struct statement *statement,
                       int (*fn)(void *ctx, const struct statement_row *row), void *ctx)
{
    struct telling telling = {app, statement, fn, ctx, 0};
    const struct credit *credit = &statement->credit;

    for (size_t i = 0; i < credit->n_lines; i++)
        tell_package(&telling, i);
    tell_sums(&telling, STATEMENT_OWED, _("They owe you"), statement->owed, statement->n_owed);
    tell_sums(&telling, STATEMENT_TOTAL, _("You return"), credit->totals, credit->n_totals);
    for (size_t i = 0; i < credit->n_splits; i++)
        tell_split(&telling, i);
    for (size_t i = 0; i < credit->n_lines; i++)
        tell_uses(&telling, i, true);
    for (size_t i = 0; i < statement->n_meetings; i++)
        tell_meeting(&telling, i);
    tell_notes(&telling);
    return telling.r;
}
