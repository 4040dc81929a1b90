/* What was decided about a client, newest first: each as it was frozen. What was expected is not told: who looks back is
 * asked first. */
#include "history_view.h"
#include "reading.h"
#include "wizard_words.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/facts.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/intake.h"

#include <string.h>

enum { WIDTH_MAX = 90, HANG = 4 };

struct history_view {
    struct reading reading;
    char *client;
    char *name;
    size_t n;
};

static void history_init(struct view *base, const char *argument)
{
    struct history_view *view = (struct history_view *)base;

    view->client = mem_string(argument);
    view->reading.most = WIDTH_MAX;
}

static void history_view_done(struct view *base)
{
    struct history_view *view = (struct history_view *)base;

    free(view->client);
    free(view->name);
    reading_done(base);
}

/* --- one decision --- */

static void add(struct history_view *view, enum style style, struct str *line)
{
    scroll_add_styled(&view->reading.scroll, style, HANG, str_text(line));
    str_clear(line);
}

static void add_head(struct history_view *view, const struct decision *decision, struct str *line)
{
    words_instant(view->reading.base.scene->app, line, decision->at);
    str_printf(line, "  %s", words_path(decision_path(decision)));
    if (decision->state == DECISION_UNDONE)
        str_add(line, _("  (taken back)"));
    add(view, decision->state == DECISION_UNDONE ? STYLE_QUIET : STYLE_HEAD, line);
}

static void add_answer(struct history_view *view, const struct decision *decision, struct str *line)
{
    const struct deciding *answers = &decision->answers;

    if (answers->answer < 0)
        return;
    str_printf(line, _("  Your answer: %s"), wizard_answer_name(answers->answer));
    if (answers->answer != answers->first_answer)
        str_printf(line, _("  (at first: %s)"), wizard_answer_name(answers->first_answer));
    str_add_stop(line);
    add(view, STYLE_TEXT, line);
}

static void add_trouble(struct history_view *view, const struct decision *decision, struct str *line)
{
    if (!decision->trouble || str_equal(decision->trouble, "none_of_these"))
        return;
    str_printf(line, _("  Main trouble: %s."), words_code(view->reading.base.scene->app, "troubles", decision->trouble));
    add(view, STYLE_TEXT, line);
}

/* "complaints 8 of 9". Where the line's own name says it, and of what a newer paletti counts, the number alone. */
static void add_number(struct str *to, const struct decided_number *number)
{
    for (enum figure i = 0; i < FIGURES_N; i++)
        if (str_equal(number->what, figure_kinds[i].name) && i != FIGURE_HOUR && i != FIGURE_ENERGY)
            str_printf(to, "%s ", i == FIGURE_ON_TIME ? _("on time") : words_figure(i));
    str_add(to, number->shown);
}

/* What stands below a line's first number is only worth its place where there was some of it. */
static bool counts(const struct decided_number *number, size_t i)
{
    return number->shown && *number->shown && (i == 0 || (number->value && strncmp(number->value, "0/", 2)));
}

/* The numbers as they stood on the page then; without any, the line said nothing. */
static void add_fact(struct history_view *view, const struct decided_fact *fact, struct str *line)
{
    const struct decided_number *numbers = fact->numbers.v;
    const char *between = ": ";

    for (int i = 0; i < FACTS_N; i++)
        if (str_equal(fact->code, fact_names[i]))
            str_printf(line, "  %s", words_fact((enum fact)i));
    for (size_t i = 0; i < fact->numbers.n; i++) {
        if (!counts(&numbers[i], i))
            continue;
        str_add(line, between);
        add_number(line, &numbers[i]);
        between = "; ";
    }
    if (decided_rating(fact) > 0)
        str_printf(line, _("  you: %d"), (int)decided_rating(fact));
    if (decided_rating(fact) > 0 || *between == ';')
        add(view, STYLE_QUIET, line);
    str_clear(line);
}

/* Under which conditions it went on. */
static void add_conditions(struct history_view *view, const struct decision *decision, struct str *line)
{
    const struct plan_chance *chance = &decision->answers.chance;
    const struct plan_condition *conditions = chance->conditions.v;

    for (size_t i = 0; decision_path(decision) == PATH_CHANCE && i < chance->conditions.n; i++) {
        if (!conditions[i].what)
            continue;
        str_printf(line, _("  Condition: %s"), app_blur_text(view->reading.base.scene->app, conditions[i].what));
        add(view, STYLE_TEXT, line);
    }
}

static void add_dates(struct history_view *view, const struct decision *decision, struct str *line)
{
    struct app *app = view->reading.base.scene->app;

    if (decision->last_day != DAY_NONE) {
        str_add(line, _("  Last day: "));
        words_day(app, line, decision->last_day);
        add(view, STYLE_TEXT, line);
    }
    if (decision->review_on != DAY_NONE) {
        str_add(line, _("  Looked at again: "));
        words_day(app, line, decision->review_on);
        add(view, STYLE_TEXT, line);
    }
}

static int add_decision(void *ctx, const struct decision *decision)
{
    struct history_view *view = ctx;
    const struct decided_fact *facts = decision->answers.facts.v;
    _cleanup_str_ struct str line = STR_INIT;

    if (view->n++ > 0)
        scroll_add(&view->reading.scroll, "");
    add_head(view, decision, &line);
    add_answer(view, decision, &line);
    add_trouble(view, decision, &line);
    add_conditions(view, decision, &line);
    add_dates(view, decision, &line);
    for (size_t i = 0; i < decision->answers.facts.n; i++)
        add_fact(view, &facts[i], &line);
    return 0;
}

/* What came of it, and what was seen when it was looked back at. What was expected stays out of it here too. */
static void add_outcome(struct history_view *view, const struct decided_line *decided, struct str *line)
{
    static const char *const states[] = {N_("  The second chance goes on."), N_("  The second chance was kept."),
                                         N_("  The second chance was not kept."), N_("  The second chance is over: it is for you to judge.")};

    if (decision_path(decided->decision) == PATH_CHANCE) {
        str_add(line, _(states[decided->chance]));
        add(view, STYLE_TEXT, line);
    }
    if (decided->left)
        scroll_add_styled(&view->reading.scroll, STYLE_TEXT, HANG, _("  They are gone."));
}

static void add_review(struct history_view *view, const struct review *review, struct str *line)
{
    struct app *app = view->reading.base.scene->app;

    str_add(line, _("  Looked back on "));
    words_day(app, line, review->on);
    str_printf(line, ": %s", review->again == SAID_YES ? _("again: yes") : review->again == SAID_NO ? _("again: no") : "");
    if (review->process != REVIEW_MARK_NONE)
        str_printf(line, _(", decided %lld of 5"), (long long)review->process);
    if (review->result != REVIEW_MARK_NONE)
        str_printf(line, _(", went %lld of 5"), (long long)review->result);
    if (review->relief != RELIEF_NONE)
        str_printf(line, _(", relief %+lld"), (long long)review->relief);
    if (review->text)
        str_printf(line, "; %s", app_blur_text(app, review->text));
    add(view, STYLE_TEXT, line);
}

static int add_decided(void *ctx, const struct decided_line *decided)
{
    struct history_view *view = ctx;
    _cleanup_str_ struct str line = STR_INIT;

    if (!str_equal(decided->decision->client, view->client))
        return 0;
    add_decision(view, decided->decision);
    add_outcome(view, decided, &line);
    if (decided->review)
        add_review(view, decided->review, &line);
    return 0;
}

/* Those that were taken back say so. */
static int add_undone(void *ctx, const struct decision *decision)
{
    return decision->state == DECISION_UNDONE ? add_decision(ctx, decision) : 0;
}

/* The person's own record, of everybody: before a decision too. */
static int add_record(struct history_view *view, struct err *err)
{
    struct decided_counts counts;
    _cleanup_str_ struct str line = STR_INIT;

    if (decided_count(view->reading.base.scene->app, 0, &counts, err) < 0)
        return -1;
    if (counts.decided == 0)
        return 0;
    scroll_add(&view->reading.scroll, "");
    str_add(&line, _("Your own record, of everybody: "));
    words_decided(&line, &counts);
    str_add_stop(&line);
    add(view, STYLE_QUIET, &line);
    return 0;
}

/* --- loading --- */

static int keep_name(void *ctx, const char *ref _unused_, const char *name)
{
    char **kept = ctx;

    free(*kept);
    *kept = mem_string(name);
    return 0;
}

static int history_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct history_view *view = (struct history_view *)base;
    struct app *app = base->scene->app;
    int64_t id = 0;

    scroll_clear(&view->reading.scroll);
    view->n = 0;
    if (view_client_id(app, view->client, &id, err) < 0 || view_client(app, id, keep_name, &view->name, err) < 0 ||
        view_decided(app, 0, add_decided, view, err) < 0 ||
        view_decisions(app, view->client, add_undone, view, err) < 0)
        return -1;
    if (view->n == 0)
        scroll_add(&view->reading.scroll, _("Nothing was decided about this client yet."));
    if (add_record(view, err) < 0)
        return -1;
    reading_resize(base);
    return 0;
}

/* --- its place --- */

static void history_heading(const struct view *base, struct str *to)
{
    const struct history_view *view = (const struct history_view *)base;

    if (view->name)
        str_printf(to, ": %s", app_blur_names(base->scene->app, view->name));
}

static const struct hint history_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_BACK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_history_ops = {
    .title = N_("Decided"),
    .where = IN_TEXT,
    .reloads = CHANGE_CLIENTS,
    .size = sizeof(struct history_view),
    .hints = history_hints,
    .init = history_init,
    .done = history_view_done,
    .load = history_load,
    .heading = history_heading,
    READING_OPS,
};
