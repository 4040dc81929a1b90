/* The credit statement, for programs and for people: `paletti statement`. (A statement in the store is SQL.)
 */
#include "commands.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/statement.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

/* --- for programs: interchange.md, section 3 --- */

static void answer_quantity(struct answer *answer, const char *key, int64_t thousandths)
{
    _cleanup_str_ struct str text = STR_INIT;

    quantity_format(&text, thousandths);
    answer_text(answer, key, str_text(&text));
}

/* Those after the last day count nothing and are no part of it. */
static void answer_uses(struct answer *answer, const struct credit_line *line)
{
    static const char *const states[] = {
        [CREDIT_USED] = "used", [CREDIT_KEPT] = "kept", [CREDIT_GIVEN_BACK] = "given_back"};

    answer_open_list(answer, "uses");
    for (size_t i = 0; i < line->n_uses && line->uses[i].state != CREDIT_BEHIND; i++) {
        const struct use *use = line->uses[i].use;
        answer_open_object(answer, NULL);
        answer_text(answer, "ref", use->ref);
        answer_day(answer, "on", use->on);
        answer_quantity(answer, "quantity", use->quantity);
        answer_text(answer, "what", use->what);
        answer_text(answer, "state", states[line->uses[i].state]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_milestones(struct answer *answer, const struct package *package, int32_t on)
{
    const struct milestone *milestones = package->milestones.v;

    answer_open_list(answer, "milestones");
    for (size_t i = 0; i < package->milestones.n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "what", milestones[i].what);
        answer_day(answer, "on", milestones[i].on);
        answer_quantity(answer, "share", milestones[i].share);
        answer_boolean(answer, "reached", milestones[i].on != DAY_NONE && milestones[i].on <= on);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_line(struct answer *answer, const struct credit_line *line, int32_t on)
{
    static const char *const ways[] = {[CREDIT_BY_UNITS] = "unit_price",
                                       [CREDIT_BY_SINGLE] = "single_price",
                                       [CREDIT_BY_MONTHS] = "months",
                                       [CREDIT_BY_SHARES] = "milestones"};
    const struct package *package = line->package;

    answer_open_object(answer, NULL);
    answer_text(answer, "package", package->ref);
    answer_text(answer, "unit", model_field(&model_package, "unit")->names[package->unit]);
    answer_quantity(answer, "bought", line->bought);
    answer_quantity(answer, "used", line->used);
    answer_quantity(answer, "left", line->left);
    answer_money(answer, "refund", line->refund);
    answer_uses(answer, line);
    answer_milestones(answer, package, on);
    answer_day(answer, "bought_on", package->bought_on);
    answer_money(answer, "price", package->price);
    answer_text(answer, "by", ways[line->way]);
    answer_money(answer, "returned", line->returned);
    answer_close_object(answer);
}

static void answer_split(struct answer *answer, const struct credit_split *split)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "payment", split->payment ? split->payment->ref : NULL);
    answer_money(answer, "amount", split->amount);
    answer_close_object(answer);
}

/* Confirmed, or started: it is in the sums above until it is there. */
static void answer_under_way(struct answer *answer, const struct refund *refund)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "refund", refund->ref);
    answer_text(answer, "payment", refund->payment);
    answer_money(answer, "amount", refund->amount);
    answer_text(answer, "state", refunding_names[refund->state]);
    answer_close_object(answer);
}

/* One sum; a list of them where there are several currencies. */
static void answer_sums(struct answer *answer, const char *key, const struct statement *statement,
                        const struct money *sums, size_t n)
{
    struct money sum = {0};

    memcpy(sum.currency, statement->currency, sizeof sum.currency);
    if (n <= 1) {
        answer_money(answer, key, n ? sums[0] : sum);
        return;
    }
    answer_open_list(answer, key);
    for (size_t i = 0; i < n; i++)
        answer_money(answer, NULL, sums[i]);
    answer_close_list(answer);
}

static void answer_program(struct answer *answer, const struct statement *statement)
{
    const struct credit *credit = &statement->credit;

    answer_open_object(answer, NULL);
    answer_open_list(answer, "lines");
    for (size_t i = 0; i < credit->n_lines; i++)
        answer_line(answer, &credit->lines[i], credit->on);
    answer_close_list(answer);
    answer_open_list(answer, "refunds");
    for (size_t i = 0; i < credit->n_splits; i++)
        answer_split(answer, &credit->splits[i]);
    answer_close_list(answer);
    answer_open_list(answer, "under_way");
    for (size_t i = 0; i < statement->n_refunds; i++)
        if (refunding_under_way(refund_state(&statement->refunds[i])))
            answer_under_way(answer, &statement->refunds[i]);
    answer_close_list(answer);
    answer_sums(answer, "total", statement, credit->totals, credit->n_totals);
    answer_sums(answer, "owed", statement, statement->owed, statement->n_owed);
    answer_text(answer, "client", statement->client);
    answer_day(answer, "on", statement->on);
    answer_close_object(answer);
}

/* --- for people --- */

static void people_line(void *ctx, enum statement_tone tone, int hang _unused_, const char *line)
{
    static const enum people_emphasis emphases[] = {[STATEMENT_NORMAL] = PEOPLE_NORMAL,
                                                    [STATEMENT_STRONG] = PEOPLE_STRONG,
                                                    [STATEMENT_QUIET] = PEOPLE_FAINT};

    people_say(ctx, line, emphases[tone]);
}

/* --- the wish --- */

int command_day(struct app *app, const char *text, int32_t *ret, struct err *err)
{
    int64_t at;

    if (!text || civil_parse_day(text, ret) == 0)
        return 0;
    int n =
        when_parse_as(text, app_now(app), app_zone(app), WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, err);
    if (n < 0)
        return -1;
    if (n == 0 || text[n])
        return err_set(err, _("\"%.60s\" is no day; write one such as 2026-12-01, today, 1 dec"), text);
    *ret = zone_day(app_zone(app), at, NULL);
    return 0;
}

static void read_given_back(const char *refs, struct texts *to)
{
    for (size_t len; refs && *refs; refs += len + (refs[len] == '\n')) {
        len = strcspn(refs, "\n");
        _cleanup_free_ char *ref = mem_string_n(refs, len);
        texts_add(to, ref);
    }
}

int statement_read(struct app *app, const struct request *request, int32_t *ret_on, struct texts *given_back,
                   struct err *err)
{
    int32_t on = DAY_NONE;

    if (command_day(app, request->options[STATEMENT_ON], &on, err) < 0)
        return -1;
    read_given_back(request->options[STATEMENT_GIVE_BACK], given_back);
    *ret_on = on;
    return 0;
}

/* What is named must be booked: a use that is over stays used. */
static int check_given_back(const struct statement *statement, const struct texts *refs, struct err *err)
{
    return statement_given_back(statement) == refs->n
               ? 0
               : err_set(err,
                         _("--give-back names uses of this client that are booked between tomorrow and the "
                           "day of the statement, each once; the statement lists them"));
}

COMMAND_RUN(credit)
{
    _cleanup_statement_ struct statement statement = {0};
    struct texts refs = {0};
    int32_t on;

    *ret_changes = CHANGE_NOTHING;
    int r = statement_read(app, request, &on, &refs, err);
    if (r == 0)
        r = statement_make(app, request->arguments[0], on, &refs, &statement, err);
    if (r == 0)
        r = check_given_back(&statement, &refs, err);
    texts_clear(&refs);
    if (r < 0)
        return -1;
    if (answer->page)
        statement_page(app, &statement, answer->page->width, answer->page->plain, people_line,
                       (void *)answer->page);
    else
        answer_program(answer, &statement);
    return 0;
}
