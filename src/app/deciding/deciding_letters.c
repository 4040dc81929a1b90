/* What a decision says to its letters: the plan's fields, each as letters.h has it. Private reasons are none of them. */
#include "deciding_inside.h"

#include "paletti/app/letters.h"
#include "paletti/base/mem.h"
#include "paletti/core/handover.h"
#include "paletti/store/records.h"

static void give_money_back(const struct deciding_view *view, struct letter_fields *fields)
{
    const struct plan_exit *exit = &view->answers.exit;

    if (!view->seen.seen.to_return || exit->debt == DEBT_HOLD)
        return;
    letter_put_sum(fields, "total", exit->to_return);
    letter_put_date(fields, "return_by", exit->refund_on != DAY_NONE ? exit->refund_on : view->seen.seen.today);
}

static int give_referral(struct store *store, const char *ref, struct letter_fields *fields, struct err *err)
{
    struct colleague colleague;

    if (!ref)
        return 0;
    int r = store_get(store, &model_colleague, ref, &colleague, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (colleague.email && colleague.consented_on != DAY_NONE) {
        letter_put_text(fields, "colleague.name", colleague.name);
        letter_put_text(fields, "colleague.email", colleague.email);
        letter_put_date(fields, "colleague.consented_on", colleague.consented_on);
    }
    model_clear(&model_colleague, &colleague);
    return 0;
}

static void give_exit(const struct deciding_view *view, struct letter_fields *fields)
{
    const struct deciding *answers = &view->answers;
    struct decide_manner manner = decide_manner(answers, &view->seen.seen, &view->house);

    letter_put_date(fields, "last_day", decide_last_day(answers, &view->seen.seen));
    letter_put_date(fields, "decided_on", view->seen.seen.today);
    letter_put_text(fields, "framing", exit_framing_names[manner.framing]);
    letter_put_text(fields, "path", decide_path_names[answers->path]);
    if (manner.disclosure != DISCLOSE_NONE)
        letter_put_words(fields, "reason_short", answers->exit.reason);
    give_money_back(view, fields);
}

static void give_chance(const struct deciding_view *view, struct letter_fields *fields)
{
    const struct plan_chance *chance = &view->answers.chance;
    const struct plan_condition *conditions = chance->conditions.v;

    for (size_t i = 0; i < chance->conditions.n; i++) {
        struct letter_fields *row = letter_put_row(fields, "conditions");
        letter_put_words(row, "what", conditions[i].what);
        letter_put_text(row, "measure", condition_measure_names[conditions[i].measure]);
        letter_put_count(row, "limit", conditions[i].limit * 1000);
        letter_put_words(row, "test", conditions[i].test);
        letter_put_date(row, "until", conditions[i].until);
    }
    for (size_t i = 0; i < chance->mine.n; i++)
        letter_put_words_item(fields, "duties", chance->mine.v[i]);
    if (!chance->work_at_once)
        letter_put_text(fields, "work_after", "condition");
    letter_put_date(fields, "review", plan_chance_deadline(chance));
}

static void give_terms(const struct deciding_view *view, struct letter_fields *fields)
{
    const struct plan_terms *terms = &view->answers.terms;

    letter_put_date(fields, "from", terms->from != DAY_NONE ? terms->from : view->seen.seen.today);
    letter_put_date(fields, "until", terms->until);
    letter_put_words(fields, "scope", terms->scope);
    letter_put_sum(fields, "price", terms->price);
}

static int give(struct store *store, const struct deciding_view *view, struct letter_fields *fields, struct err *err)
{
    const struct deciding *answers = &view->answers;

    switch ((enum decide_path)answers->path) {
    case PATH_NOTICE:
    case PATH_TODAY:
        give_exit(view, fields);
        return give_referral(store, answers->exit.referral.colleague, fields, err);
    case PATH_DECLINE:
        letter_put_words(fields, "project", answers->decline.project);
        letter_put_words(fields, "why", answers->decline.words);
        return give_referral(store, answers->decline.referral.colleague, fields, err);
    case PATH_CHANCE:
        give_chance(view, fields);
        return 0;
    case PATH_TERMS:
        give_terms(view, fields);
        return 0;
    default:
        return 0;
    }
}

/* A price is answered by why they ask: a passing difficulty, the budget, all else that it is worth it. */
static const char *variant_of(const struct deciding *answers, const char *code)
{
    static const char *const prices[] = {"passing", "budget", "value", "value"};

    if (str_equal(code, "T12") && answers->terms.reason >= 0)
        return prices[answers->terms.reason];
    return str_equal(code, "T2") ? "client" : NULL;
}

int deciding_letter(struct app *app, const struct deciding_view *view, const char *code, struct letter *ret, struct err *err)
{
    _cleanup_fields_ struct letter_fields fields = {0};
    struct letter_wish wish = LETTER_WISH_INIT;
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || give(store, view, &fields, err) < 0)
        return -1;
    wish.client = view->answers.client;
    wish.code = code;
    wish.variant = variant_of(&view->answers, code);
    wish.given = &fields;
    return letter_write(app, &wish, ret, err);
}
