/* What a client owes, and what is done about it: `paletti ladder`. */
#include "commands.h"

#include "acts.h"
#include "debt_acts.h"
#include "draft_answer.h"
#include "form_words.h"
#include "ladder_send.h"
#include "known.h"
#include "writing.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/ladder.h"
#include "paletti/app/reminder.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- for programs --- */

static void answer_sums(struct answer *answer, const char *key, const struct money *sums, size_t n)
{
    answer_open_list(answer, key);
    for (size_t i = 0; i < n; i++)
        answer_money(answer, NULL, sums[i]);
    answer_close_list(answer);
}

static void answer_claim(struct answer *answer, const struct law_claim *claim)
{
    if (claim->lack != LAW_APPLIES)
        return;
    answer_open_object(answer, "law");
    answer_money(answer, "interest", claim->interest);
    answer_money(answer, "sum", claim->sum);
    answer_integer(answer, "rate", claim->row->rate); /* hundredths of a percent */
    answer_day(answer, "from", claim->row->from);
    answer_text(answer, "source", claim->row->source);
    answer_close_object(answer);
}

static void answer_promises(struct answer *answer, const struct debt *debt, int32_t today)
{
    static const char *const kept[] = {"open", "no", "yes"};

    answer_open_list(answer, "promises");
    for (size_t i = 0; i < debt->told.n_promises; i++) {
        const struct ladder_promise *promise = &debt->told.promises[i];
        answer_open_object(answer, NULL);
        answer_day(answer, "said_on", promise->said_on);
        answer_day(answer, "pays_on", promise->pays_on);
        answer_text(answer, "kept", kept[ladder_promise_kept(&debt->told, i, today) + 1]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_debt(struct answer *answer, const struct debts *debts, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", debt->ref);
    answer_text(answer, "number", debt->number);
    answer_day(answer, "due", debt->told.due_on);
    answer_money(answer, "owed", standing->owed);
    answer_integer(answer, "days_late", standing->days_late);
    answer_boolean(answer, "part_paid", standing->part_paid);
    answer_text(answer, "state", ladder_state_names[standing->state]);
    answer_text(answer, "step", standing->step < 0 ? NULL : debts->rules->steps[standing->step].code);
    answer_text(answer, "letter", debt_letter(debts, debt));
    answer_day(answer, "on", standing->on);
    answer_integer(answer, "done", standing->n_sent);
    answer_integer(answer, "steps", standing->n_steps);
    answer_integer(answer, "skipped", standing->skipped);
    answer_text(answer, "reply", ladder_reply_names[standing->reply]);
    answer_promises(answer, debt, debts->today);
    answer_day(answer, "stopped", standing->stopped);
    answer_integer(answer, "minutes", debt->minutes);
    answer_boolean(answer, "squeezed", debt->squeezed);
    answer_text(answer, "draft", debt->draft);
    answer_text(answer, "dispatch", debt->dispatch < 0 ? NULL : dispatch_state_names[debt->dispatch]);
    answer_claim(answer, &debt->claim);
    answer_close_object(answer);
}

static void answer_excuses(struct answer *answer, const struct debts *debts)
{
    answer_open_list(answer, "excuses");
    for (size_t i = 0; i < debts->n_excuses; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "excuse", debts->excuses[i].code);
        answer_integer(answer, "n", debts->excuses[i].n);
        answer_boolean(answer, "again", debts->excuses[i].n >= debts->rules->excuse_repeats);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_chance(struct answer *answer, const struct ladder_chance *chance)
{
    static const struct {
        enum ladder_chance_lack lack;
        const char *name;
    } lacks[] = {{LADDER_LACKS_MONTHS, "months"},
                 {LADDER_LACKS_RECORD, "late_before"},
                 {LADDER_LACKS_FIRST, "had_one"},
                 {LADDER_LACKS_SINCE, "since"}};

    answer_open_object(answer, "chance");
    answer_boolean(answer, "open", chance->lacks == 0);
    answer_integer(answer, "months", chance->months);
    answer_integer(answer, "late_before", chance->late);
    answer_integer(answer, "used", chance->used);
    answer_open_list(answer, "lacks");
    for (size_t i = 0; i < ARRAY_LEN(lacks); i++)
        if (chance->lacks & lacks[i].lack)
            answer_text(answer, NULL, lacks[i].name);
    answer_close_list(answer);
    answer_close_object(answer);
}

static void answer_recovery(struct answer *answer, const struct debts *debts)
{
    const struct recovery *card = &debts->recovery;

    answer_open_object(answer, "recovery");
    answer_money(answer, "owed", card->owed);
    answer_money(answer, "interest", card->interest);
    answer_money(answer, "sum", card->sum);
    answer_integer(answer, "likely_percent", debts->guess.likely);
    answer_money(answer, "likely", card->likely);
    answer_money(answer, "cost", debts->guess.cost);
    answer_integer(answer, "hours", debts->guess.hours);
    if (card->counted) {
        answer_money(answer, "spent", card->spent);
        answer_money(answer, "left", card->left);
    }
    answer_close_object(answer);
}

static void answer_debts(struct answer *answer, const struct debts *debts)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "client", debts->client);
    answer_sums(answer, "owed", debts->owed, debts->n_owed);
    answer_sums(answer, "late", debts->late, debts->n_late_sums);
    answer_text(answer, "invoice", debts->first < 0 ? NULL : debts->v[debts->first].ref);
    answer_text(answer, "pattern", ladder_pattern_names[debts->pattern]);
    answer_day(answer, "stopped", debts->stopped);
    answer_integer(answer, "minutes", debts->minutes);
    answer_boolean(answer, "squeezed", debts->squeezed);
    answer_day(answer, "asked_owing", debts->asked_owing);
    answer_integer(answer, "kept", debts->kept);
    answer_integer(answer, "broken", debts->broken);
    answer_text(answer, "in_charge", debts->in_charge);
    answer_excuses(answer, debts);
    answer_chance(answer, &debts->chance);
    if (debts->n_late > 0)
        answer_recovery(answer, debts);
    answer_open_list(answer, "invoices");
    for (size_t i = 0; i < debts->n; i++)
        answer_debt(answer, debts, &debts->v[i]);
    answer_close_list(answer);
    answer_close_object(answer);
}

/* --- for people --- */

static int people_line(void *ctx, int hang _unused_, const char *line)
{
    people_say(ctx, line, PEOPLE_NORMAL);
    return 0;
}

/* --- one's own estimate --- */

static int read_number(const char *text, const char *option, int most, int *ret, struct err *err)
{
    int64_t value;

    if (!text)
        return 0;
    if (number_read(text, 0, &value) < 0 || value < 0 || value > most)
        return err_set(err, _("--%s is a whole number from 0 to %d"), option, most);
    *ret = (int)value;
    return 0;
}

static int read_guess(const struct request *request, struct debts *debts, struct err *err)
{
    const char *cost = request->options[LADDER_COST];
    struct recovery_guess *guess = &debts->guess;

    if (cost && money_read(cost, guess->cost.currency, &guess->cost, err) != (int)strlen(cost))
        return err_set(err, _("\"%.60s\" is no sum"), cost);
    if (read_number(request->options[LADDER_HOURS], "hours", 9999, &guess->hours, err) < 0 ||
        read_number(request->options[LADDER_LIKELY], "likely", 100, &guess->likely, err) < 0)
        return -1;
    debts_recover(debts);
    return 0;
}

static int show(struct app *app, const struct request *request, const char *client, struct answer *answer, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    bool card = request->options[LADDER_COST] || request->options[LADDER_HOURS] || request->options[LADDER_LIKELY];

    if (app_debts(app, client, &debts, err) < 0 || read_guess(request, &debts, err) < 0)
        return -1;
    if (answer->page)
        ladder_lines(app, &debts, card, people_line, (void *)answer->page);
    else
        answer_debts(answer, &debts);
    return 0;
}

/* --- acts --- */

/* The invoice named, else the one to act on; owned. */
static int pick_invoice(struct app *app, const struct request *request, const char *client, char **ret, struct err *err)
{
    const char *named = request->options[LADDER_INVOICE];
    _cleanup_debts_ struct debts debts = {0};

    if (app_debts(app, client, &debts, err) < 0)
        return -1;
    const struct debt *debt = named ? debts_find(&debts, named) : debts.first >= 0 ? &debts.v[debts.first] : NULL;
    if (!debt)
        return named ? err_set(err, _("\"%s\" is no invoice of %s"), named, debts.name)
                     : err_set(err, _("%s owes you nothing"), debts.name);
    *ret = mem_string(debt->ref);
    return 0;
}

/* A part of what an invoice asks for: in its currency where none is written. */
static int read_part(struct store *store, const char *text, const char *invoice, struct money *ret, struct err *err)
{
    struct invoice record;

    if (!text)
        return 0;
    if (store_get(store, &model_invoice, invoice, &record, err) != 0)
        return -1;
    int n = money_read(text, record.amount.currency, ret, err);
    model_clear(&model_invoice, &record);
    return n == (int)strlen(text) ? 0 : err_set(err, _("\"%.60s\" is no sum"), text);
}

static int read_promise(struct writing *writing, const struct request *request, const char *client, const char *invoice,
                        struct promise *ret, struct err *err)
{
    struct app *app = writing->app;
    const char *day = request->options[LADDER_PROMISE], *excuse = request->options[LADDER_EXCUSE];
    int64_t at;
    int n = when_parse_as(day, app_now(app), app_zone(app), WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, err);

    if (n <= 0 || day[n])
        return n < 0 ? -1 : err_set(err, _("\"%.60s\" is no day; write one such as friday, 2026-12-01, in 5 days"), day);
    if (read_part(writing->store, request->options[LADDER_AMOUNT], invoice, &ret->amount, err) < 0)
        return -1;
    const char *code = excuse ? code_named(app, "excuses", excuse) : NULL;
    if (excuse && !code)
        return err_set(err, _("\"%.60s\" is no excuse of the list; paletti-jsonl(5) says where it stands"), excuse);
    ret->ref = hash_new_ref("p");
    ret->client = mem_string(client);
    ret->invoice = mem_string(invoice);
    ret->excuse = mem_string(code);
    ret->said_on = zone_day(app_zone(app), app_now(app), NULL);
    ret->pays_on = zone_day(app_zone(app), at, NULL);
    return 0;
}

static int put_promise(struct writing *writing, const struct request *request, const char *client, const char *invoice,
                       struct err *err)
{
    _cleanup_free_ char *aside = NULL;
    struct promise promise;
    enum put put;

    model_init(&model_promise, &promise);
    int r = read_promise(writing, request, client, invoice, &promise, err);
    if (r == 0)
        r = promise_check(writing->app, &promise, &aside, err);
    if (r == 0)
        r = writing_put(writing, &model_promise, &promise, 0, &put, err);
    if (r == 0 && aside && request->aside)
        request->aside(aside);
    model_clear(&model_promise, &promise);
    return r;
}

static int put_choice(struct writing *writing, const struct request *request, const char *client, const char *invoice,
                      struct err *err)
{
    const char *wanted = request->options[LADDER_CHOOSE];
    int choice = 0;

    while (!str_equal(debt_choice_names[choice], wanted))
        choice++;
    return debt_choose(writing, client, invoice, (enum debt_choice)choice, err);
}

/* Under the writers' lock, so that what is refused is refused by what the file says then. */
static int act(struct app *app, const struct request *request, const char *client, struct answer *answer, unsigned *ret_changes,
               struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_free_ char *invoice = NULL;

    if (writing_begin(app, request, &writing, err) < 0 || pick_invoice(app, request, client, &invoice, err) < 0)
        return -1;
    bool promise = request->options[LADDER_PROMISE] != NULL;
    if ((promise ? put_promise : put_choice)(&writing, request, client, invoice, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    bool off = str_equal(request->options[LADDER_CHOOSE], debt_choice_names[DEBT_WRITE_OFF]);
    answer_act_done(app, answer, off ? _("written off as of today (%s); undo takes it back") : _("noted (%s); undo takes it back"),
                    &writing.act);
    return 0;
}

static int draft(struct app *app, const struct request *request, const char *client, struct answer *answer, unsigned *ret_changes,
                 struct err *err)
{
    _cleanup_free_ char *invoice = NULL, *ref = NULL;
    struct reminder_wish wish = {0};

    if (pick_invoice(app, request, client, &invoice, err) < 0)
        return -1;
    wish.of = invoice;
    if (reminder_save(app, request, &wish, &ref, ret_changes, err) < 0)
        return -1;
    return answer_kept_draft(app, answer, ref, err);
}

static int send(struct app *app, const struct request *request, const char *client, struct answer *answer, unsigned *ret_changes,
                struct err *err)
{
    _cleanup_free_ char *invoice = NULL;

    if (pick_invoice(app, request, client, &invoice, err) < 0)
        return -1;
    return ladder_send(app, request, client, invoice, answer, ret_changes, err);
}

COMMAND_RUN(ladder)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    if (request->options[LADDER_DRAFT])
        return draft(app, request, known.ref, answer, ret_changes, err);
    if (request->options[LADDER_SEND])
        return send(app, request, known.ref, answer, ret_changes, err);
    if (request->options[LADDER_PROMISE] || request->options[LADDER_CHOOSE])
        return act(app, request, known.ref, answer, ret_changes, err);
    return show(app, request, known.ref, answer, err);
}
