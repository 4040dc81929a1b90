/* A condition on one line: what they agree to, until when, and the question that tells whether it was met,
 * with a ";" between them, in any order. */
#include "plan.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

/* A part that is a day and nothing else. */
static bool read_until(const struct wizard *view, const char *part, int32_t *ret)
{
    const struct scene *scene = view->base.scene;
    struct err err;
    int64_t at;
    int n = when_parse_as(part, scene->now, scene->zone, WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, &err);

    if (n <= 0 || part[n])
        return false;
    *ret = zone_day(scene->zone, at, NULL);
    return true;
}

static void add_what(struct plan_condition *condition, const char *part)
{
    char *was = condition->what;

    condition->what = was && *was ? str_format("%s; %s", was, part) : mem_string(part);
    free(was);
}

static void read_part(const struct wizard *view, const char *part, struct plan_condition *condition)
{
    size_t len = strlen(part);

    if (len == 0 || read_until(view, part, &condition->until))
        return;
    if (part[len - 1] != '?') {
        add_what(condition, part);
        return;
    }
    free(condition->test);
    condition->test = mem_string(part);
    condition->measure = MEASURE_YES_NO;
}

static void read_parts(const struct wizard *view, const char *text, struct plan_condition *condition)
{
    free(MEM_TAKE(condition->what));
    while (*text) {
        size_t n = strcspn(text, ";"), from = strspn(text, " ");
        size_t end = n;
        while (end > from && text[end - 1] == ' ')
            end--;
        _cleanup_free_ char *part = end > from ? mem_string_n(text + from, end - from) : mem_string("");
        read_part(view, part, condition);
        text += n + (text[n] == ';');
    }
}

static void add_meaning(struct wizard *view, const struct plan_condition *condition)
{
    struct str *to = &view->asking.meaning;

    if (condition->until != DAY_NONE) {
        str_add(to, _("until "));
        words_day(view->base.scene->app, to, condition->until);
    }
    if (condition->measure == MEASURE_YES_NO && condition->test)
        str_printf(to, _("%sthen asked: %s"), to->len > 0 ? "; " : "", condition->test);
}

static int read_condition(struct wizard *view, const char *text, struct err *err)
{
    struct plan_condition *condition = &view->plan->condition;

    read_parts(view, text, condition);
    add_meaning(view, condition);
    return plan_condition_check(condition, wizard_page(view)->seen->today, err);
}

const struct decide_event plan_unfinished = {.kind = DECIDING_SET, .field = CHANCE_TYPING, .day = DAY_NONE};

/* LINE -1: a new one, or the one that was typed in part. */
void plan_type_condition(struct wizard *view, int line)
{
    const struct plan_chance *chance = &wizard_answers(view)->chance;
    struct plan_condition *condition = &view->plan->condition;
    _cleanup_str_ struct str text = STR_INIT;

    plan_condition_clear(condition);
    plan_condition_init(condition);
    if (line >= 0 && (size_t)line < chance->conditions.n) {
        plan_condition_copy(&((const struct plan_condition *)chance->conditions.v)[line], condition);
        str_printf(&text, "%s; ", condition->what ? condition->what : "");
        wizard_add_date(view, &text, condition->until, false);
        if (condition->test)
            str_printf(&text, "; %s", condition->test);
    } else if (chance->typing) {
        str_add(&text, chance->typing);
    }
    wizard_type_own(
        view, _("What; until when; question?"), str_text(&text), read_condition,
        &(struct decide_event){.kind = DECIDING_ADD, .line = line, .condition = condition, .day = DAY_NONE},
        &plan_unfinished);
}
