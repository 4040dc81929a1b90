/* The end of an end: what stands in the way of it, what was yours and what was not, one lesson, and the
 * client is `left`. A second chance that failed asks for its lesson too. letgo.md, steps 13 and 14; ledger.md
 * 001-30, 004-16, 004-17. */
#include "after_inside.h"
#include "writing.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/facts.h"
#include "paletti/app/farewell.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/core/draft.h"
#include "paletti/store/records.h"

void closing_clear(struct closing *closing)
{
    texts_clear(&closing->waits);
    texts_clear(&closing->theirs);
    texts_clear(&closing->mine);
    texts_clear(&closing->lessons);
    free(closing->decision);
    free(closing->client);
    free(closing->name);
    *closing = (struct closing){0};
}

struct looking {
    struct app *app;
    struct store *store;
    struct closing *closing;
    const struct force *force;
    int32_t today;
    int64_t letters; /* that wait */
    char *first;     /* of the tasks that are open, ... */
    int64_t place;   /* ... and its place */
    const struct farewell_page *page; /* NULL: nobody is being let go */
    struct err *err;
};

/* --- what stands in the way --- */

static int count_task(void *ctx, const void *record)
{
    const struct task *task = record;
    struct looking *looking = ctx;

    if (task->state != TASK_OPEN || !str_equal(task->decision, looking->closing->decision))
        return 0;
    looking->closing->open++;
    if (looking->first && task->n >= looking->place)
        return 0;
    free(looking->first);
    looking->first = mem_string(task->what);
    looking->place = task->n;
    return 0;
}

static int count_letter(void *ctx, const void *record)
{
    const struct draft *draft = record;
    struct looking *looking = ctx;
    _cleanup_free_ char *about = str_format("decision:%s", looking->closing->decision);

    looking->letters += draft->state == DRAFT_OPEN && str_equal(draft->about, about);
    return 0;
}

static int take_lesson(void *ctx, const void *record)
{
    const struct lesson *lesson = record;
    struct looking *looking = ctx;

    if (str_equal(lesson->decision, looking->closing->decision))
        texts_add(&looking->closing->lessons, app_blur_text(looking->app, lesson->text));
    return 0;
}

static void add_wait(struct looking *looking, struct str *text)
{
    texts_add(&looking->closing->waits, str_text(text));
    str_clear(text);
}

static void say_last_day(struct looking *looking, struct str *text)
{
    _cleanup_str_ struct str day = STR_INIT;

    if (looking->closing->last_day == DAY_NONE || looking->closing->last_day < looking->today)
        return;
    words_day(looking->app, &day, looking->closing->last_day);
    str_printf(text, _("The last day, %s, is not over."), str_text(&day));
    add_wait(looking, text);
}

/* A step that its tasks and letters told of already says nothing more. */
static bool is_told(const struct looking *looking, int step)
{
    return step == FAREWELL_FREEZE || step == FAREWELL_CREDIT_NOTE || step == FAREWELL_CONFIRM ||
           (looking->letters > 0 && (step == FAREWELL_TEXT || step == FAREWELL_RELEASE || step == FAREWELL_STATEMENT));
}

static void say_steps(struct looking *looking, struct str *text)
{
    for (int step = 0; looking->closing->open == 0 && step < FAREWELL_CLOSE; step++) {
        const struct farewell_page_step *of = &looking->page->steps[step];
        if (is_told(looking, step) || of->stood.stand == FAREWELL_DONE || of->stood.stand == FAREWELL_NOT_NEEDED)
            continue;
        str_printf(text, "%s: %s", of->title, of->text);
        add_wait(looking, text);
    }
}

static void say_waits(struct looking *looking)
{
    struct closing *closing = looking->closing;
    _cleanup_str_ struct str text = STR_INIT;

    if (closing->leaving)
        say_last_day(looking, &text);
    if (closing->leaving && closing->open > 0) {
        str_printf(&text, P_("%lld task is open: %s.", "%lld tasks are open; the first: %s.", closing->open),
                   (long long)closing->open, app_blur_text(looking->app, looking->first));
        add_wait(looking, &text);
    }
    if (closing->leaving && looking->letters > 0) {
        str_printf(&text,
                   P_("%lld letter of it waits to be sent, or dropped.",
                      "%lld letters of it wait to be sent, or dropped.", looking->letters),
                   (long long)looking->letters);
        add_wait(looking, &text);
    }
    if (closing->leaving && looking->page)
        say_steps(looking, &text);
    if (closing->lessons.n == 0)
        texts_add(&closing->waits,
                  _("One lesson is missing: a rule, a price, a question for the next one, or none and why."));
}

static int find_waits(struct looking *looking)
{
    const char *client = looking->closing->client;

    if (store_each(looking->store, &model_task, client, count_task, looking, looking->err) < 0 ||
        store_each(looking->store, &model_draft, client, count_letter, looking, looking->err) < 0 ||
        store_each(looking->store, &model_lesson, client, take_lesson, looking, looking->err) < 0)
        return -1;
    _cleanup_farewell_page_ struct farewell_page page = {0};
    int r = looking->closing->leaving ? farewell_look(looking->app, client, &page, looking->err) : FAREWELL_NOT_DECIDED;
    if (r < 0)
        return -1;
    looking->page = r == 0 ? &page : NULL;
    say_waits(looking);
    looking->page = NULL;
    return 0;
}

/* --- what was yours, what was not --- */

static void add_number(struct closing *closing, const struct client_facts *of,
                       const struct decided_number *number)
{
    for (int figure = 0; figure < FIGURES_N; figure++) {
        _cleanup_str_ struct str text = STR_INIT;
        if (!str_equal(figure_kinds[figure].name, number->what))
            continue;
        str_printf(&text, "%s: ", words_figure((enum figure)figure));
        if (figure_then(of, (enum figure)figure, number, &text))
            texts_add(&closing->theirs, str_text(&text));
    }
}

/* The lines that the person marked as worse than with others, in the numbers of then. */
static void add_theirs(struct closing *closing, const struct client_facts *of,
                       const struct decision *decision)
{
    const struct decided_fact *facts = decision->answers.facts.v;

    for (size_t i = 0; i < decision->answers.facts.n; i++) {
        const struct decided_number *numbers = facts[i].numbers.v;
        bool worse = decided_rating(&facts[i]) == 1 || decided_rating(&facts[i]) == 2;
        for (size_t k = 0; !facts[i].left_out && worse && k < facts[i].numbers.n; k++)
            add_number(closing, of, &numbers[k]);
    }
}

static int add_card(struct looking *looking)
{
    _cleanup_(facts_free_p)
    struct facts *facts = NULL;
    _cleanup_str_ struct str mine = STR_INIT, signs = STR_INIT;
    int r = facts_new(looking->app, looking->closing->client_id, &facts, looking->err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    add_theirs(looking->closing, facts_of(facts), &looking->force->decision);
    if (facts_say(facts, TOPIC_SIGNS, &signs))
        texts_add(&looking->closing->theirs, str_text(&signs));
    if (facts_say(facts, TOPIC_PART, &mine))
        texts_add(&looking->closing->mine, str_text(&mine));
    return 0;
}

/* --- which decision --- */

struct decisions {
    struct looking *looking;
    int32_t until; /* the day of the decision behind the one that is looked at, or today */
    char *failed;  /* the last chance, where it was not kept */
    bool in_force; /* the first one, the one in force, was seen */
    char *exit_ref;
};

/* Newest first: the exit in force, or the last chance before. */
static int take_decision(void *ctx, const struct decision *decision)
{
    struct decisions *decisions = ctx;
    struct looking *looking = decisions->looking;
    _cleanup_force_ struct force force = {0};
    enum term_state state;

    if (decision->state != DECISION_MADE)
        return 0;
    if (!decisions->in_force && decision->last_day != DAY_NONE)
        decisions->exit_ref = mem_string(decision->ref);
    decisions->in_force = true;
    if (decision_path(decision) != PATH_CHANCE) {
        decisions->until = days_at(app_zone(looking->app), decision->at);
        return decisions->exit_ref != NULL;
    }
    if (force_get(looking->app, looking->store, decision->ref, &force, looking->err) < 0 ||
        chance_stands(looking->app, looking->store, &force, decisions->until, &state, looking->err) < 0)
        return -1;
    if (state == TERM_BROKEN)
        decisions->failed = mem_string(decision->ref);
    return 1;
}

/* The ref of what is to be closed, NULL: nothing is. */
static int which(struct looking *looking, const char *client, int8_t state, char **ret, bool *ret_leaving)
{
    struct decisions decisions = {.looking = looking, .until = looking->today};

    if (view_decisions(looking->app, client, take_decision, &decisions, looking->err) < 0)
        return -1;
    *ret_leaving = decisions.exit_ref && state == CLIENT_LEAVING;
    *ret = *ret_leaving ? MEM_TAKE(decisions.exit_ref) : MEM_TAKE(decisions.failed);
    free(decisions.exit_ref);
    free(decisions.failed);
    return 0;
}

static int look(struct looking *looking, const char *client, struct err *err)
{
    struct closing *closing = looking->closing;
    _cleanup_force_ struct force force = {0};
    struct client record;
    int r = store_get(looking->store, &model_client, client, &record, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%.60s\""), client);
    r = which(looking, client, record.state, &closing->decision, &closing->leaving);
    model_clear(&model_client, &record);
    if (r < 0 || !closing->decision)
        return r < 0 ? -1 : 1;
    if (force_get(looking->app, looking->store, closing->decision, &force, err) < 0)
        return -1;
    looking->force = &force;
    closing->client = mem_string(client);
    closing->client_id = force.client_id;
    closing->name = mem_string(app_blur_client(looking->app, force.client_id, force.name));
    closing->last_day = force.decision.last_day;
    return find_waits(looking) < 0 || add_card(looking) < 0 ? -1 : 0;
}

int closing_look(struct app *app, const char *client, struct closing *ret, struct err *err)
{
    struct closing closing = {0};
    struct looking looking = {.app = app, .closing = &closing, .err = err};

    if (app_need_file(app, &looking.store, err) < 0)
        return -1;
    looking.today = days_at(app_zone(app), app_now(app));
    int r = look(&looking, client, err);
    free(looking.first);
    /* A chance that failed and was learned from is closed. */
    if (r == 0 && !closing.leaving && closing.lessons.n > 0)
        r = 1;
    if (r != 0)
        closing_clear(&closing);
    else
        *ret = closing;
    return r;
}

/* --- learning --- */

int closing_learn(struct app *app, const struct request *request, const char *decision, enum lesson_kind kind,
                  const char *text, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_force_ struct force force = {0};
    struct lesson lesson;
    struct store *store;
    enum put put;

    if (!text || !*text)
        return err_set(err, kind == LESSON_NONE ? _("none, because: say why")
                                                : _("say in a line what you learned"));
    if (app_need_file(app, &store, err) < 0 || force_get(app, store, decision, &force, err) < 0)
        return -1;
    model_init(&model_lesson, &lesson);
    lesson.ref = hash_new_ref("lesson");
    lesson.client = mem_string(force.client);
    lesson.on = days_at(app_zone(app), app_now(app));
    lesson.text = mem_string(text);
    lesson.kind = (int8_t)kind;
    lesson.decision = mem_string(decision);
    int r = writing_begin(app, request, &writing, err);
    if (r == 0)
        r = writing_put(&writing, &model_lesson, &lesson, 0, &put, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    model_clear(&model_lesson, &lesson);
    *ret_changes = writing.changes | CHANGE_CLIENTS;
    return r;
}

/* --- closing --- */

int closing_close(struct app *app, const struct request *request, const char *client, unsigned *ret_changes,
                  struct err *err)
{
    const struct farewell_act end = FAREWELL_ACT(FAREWELL_END);
    _cleanup_closing_ struct closing closing = {0};
    int r = closing_look(app, client, &closing, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is nothing to close: nobody is being let go"));
    if (closing.waits.n > 0) {
        err_set(err, "%s", closing.waits.v[0]);
        return 1;
    }
    return farewell_do(app, request, client, &end, ret_changes, err);
}
