/* The conditions of a second chance: at most three, each with a measure that the log knows or a yes/no
 * question, and a date. */
#include "decision_inside.h"

#include <string.h>

/* Friendship and trust evaporate (ledger 004-03): what is measured by nothing is no condition. */
static int check_measure(const struct plan_condition *condition, struct err *err)
{
    const char *test = condition->test;

    if (condition->measure < 0)
        return err_set(
            err,
            _("say what measures it: a payment, days late, breaches, complaints, or a question with a yes or "
              "no; friendship is not a condition"));
    if (condition->measure == MEASURE_PAYMENT && (!condition->invoice || !*condition->invoice))
        return err_set(err, _("say which invoice is to be paid"));
    if (condition->measure == MEASURE_YES_NO && (!test || strlen(test) < 2 || test[strlen(test) - 1] != '?'))
        return err_set(err,
                       _("write the question that has a yes or a no on that date, with its question mark"));
    return 0;
}

int plan_condition_check(const struct plan_condition *condition, int32_t today, struct err *err)
{
    if (!condition->what || !*condition->what)
        return err_set(err, _("say what they agree to"));
    if (check_measure(condition, err) < 0)
        return -1;
    if (condition->until == DAY_NONE)
        return err_set(err, _("say until when: a condition has a date"));
    if (condition->until < today)
        return err_set(err, _("the date has passed: a condition ends today or later"));
    return 0;
}

int32_t plan_chance_deadline(const struct plan_chance *chance)
{
    const struct plan_condition *conditions = chance->conditions.v;
    int32_t last = DAY_NONE;

    for (size_t i = 0; i < chance->conditions.n; i++)
        if (conditions[i].until > last)
            last = conditions[i].until;
    return last;
}

int32_t plan_chance_known(const struct plan_chance *chance)
{
    const struct plan_condition *conditions = chance->conditions.v;

    if (chance->conditions.n == 0)
        return DAY_NONE;
    return chance->work_at_once ? plan_chance_deadline(chance) : conditions[0].until;
}

int64_t plan_minutes_within(int64_t minutes, int32_t from, int32_t until)
{
    return until > from ? (minutes * 12 * (until - from) + 364) / 365 : 0;
}

static int add_duty(struct turn *turn)
{
    struct texts *mine = &turn->deciding->chance.mine;
    const char *text = turn->event->text;

    if (!text || !*text)
        return decide_means_nothing(turn->err);
    if (turn->event->line >= 0 && (size_t)turn->event->line < mine->n)
        decide_put_text(&mine->v[turn->event->line], text);
    else
        texts_add(mine, text);
    return DECIDE_DONE;
}

int decide_add(struct turn *turn)
{
    struct list *conditions = &turn->deciding->chance.conditions;
    const struct plan_condition *condition = turn->event->condition;
    struct plan_condition *at;

    if (!condition)
        return add_duty(turn);
    if (plan_condition_check(condition, turn->seen->today, turn->err) < 0)
        return DECIDE_REFUSED;
    if (turn->event->line >= 0 && (size_t)turn->event->line < conditions->n) {
        at = &((struct plan_condition *)conditions->v)[turn->event->line];
        plan_condition_clear(at);
    } else if ((int64_t)conditions->n >= turn->house->conditions_max) {
        return REFUSE(turn->err,
                      P_("a chance has at most %lld condition: change one, or remove one",
                         "a chance has at most %lld conditions: change one, or remove one",
                         turn->house->conditions_max),
                      (long long)turn->house->conditions_max);
    } else {
        at = list_add(conditions, sizeof *at);
    }
    plan_condition_copy(condition, at);
    return DECIDE_DONE;
}

static int remove_duty(struct texts *mine, size_t i, struct err *err)
{
    if (i >= mine->n)
        return decide_means_nothing(err);
    free(mine->v[i]);
    memmove(&mine->v[i], &mine->v[i + 1], (--mine->n - i) * sizeof *mine->v);
    return DECIDE_DONE;
}

int decide_remove(struct turn *turn)
{
    struct list *list = &turn->deciding->chance.conditions;
    struct plan_condition *conditions = list->v;
    int line = turn->event->line;

    if (line >= DECIDE_DUTIES)
        return remove_duty(&turn->deciding->chance.mine, (size_t)(line - DECIDE_DUTIES), turn->err);
    if (line < 0 || (size_t)line >= list->n)
        return decide_means_nothing(turn->err);
    plan_condition_clear(&conditions[line]);
    memmove(&conditions[line], &conditions[line + 1], (--list->n - (size_t)line) * sizeof *conditions);
    return DECIDE_DONE;
}
