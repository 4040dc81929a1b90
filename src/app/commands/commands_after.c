/* What comes after a decision, in the shell: looks back, second chances, tasks, closing. */
#include "acts.h"
#include "commands.h"
#include "known.h"

#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/intake.h"

#include <stdlib.h>

/* --- reviews --- */

struct answering {
    struct app *app;
    struct answer *answer;
};

static int answer_due(void *ctx, const struct review_due *due)
{
    const struct answering *answering = ctx;
    struct answer *answer = answering->answer;
    _cleanup_str_ struct str text = STR_INIT;

    words_review_due(answering->app, &text, due);
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? due->name : due->client);
    answer_day(answer, "since", due->on);
    if (!answer->people) {
        answer_text(answer, "decision", due->decision->ref);
        answer_text(answer, "path", decide_path_names[due->decision->answers.path]);
        answer_text(answer, "why", due->code);
        answer_integer(answer, "n", due->n);
    }
    answer_text(answer, "text", str_text(&text));
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(reviews)
{
    _cleanup_known_ struct known known = {0};
    struct answering answering = {app, answer};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_reviews(app, known.ref, answer_due, &answering, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

/* --- review --- */

static void answer_facts(struct answer *answer, const struct review_page *page)
{
    answer_open_list(answer, "facts");
    for (size_t i = 0; i < page->n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "fact", page->v[i].label);
        answer_text(answer, "then", page->v[i].then);
        answer_text(answer, "now", page->v[i].now);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

/* For people a line each, under the same label. */
static void answer_texts(struct answer *answer, const char *key, const struct texts *texts)
{
    for (size_t i = 0; answer->people && i < texts->n; i++)
        answer_text(answer, key, texts->v[i]);
    if (answer->people)
        return;
    answer_open_list(answer, key);
    for (size_t i = 0; i < texts->n; i++)
        answer_text(answer, NULL, texts->v[i]);
    answer_close_list(answer);
}

/* The prediction comes after the answer, here too. */
static void answer_prediction(struct answer *answer, const struct review_page *page)
{
    if (!page->given)
        return;
    answer_text(answer, "again", page->last.again < 0 ? NULL : yes_no_names[page->last.again]);
    answer_day(answer, "looked_on", page->last.on);
    answer_text(answer, "expected", page->expect);
    answer_integer(answer, "sure", page->sure);
    answer_text(answer, "went_wrong", page->went_wrong);
}

static int show_review(struct app *app, const char *decision, struct answer *answer, struct err *err)
{
    _cleanup_review_page_ struct review_page page = {0};

    if (review_look(app, decision, &page, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "decision", page.decision);
    answer_text(answer, "client", answer->people ? page.name : page.client);
    answer_instant(answer, "at", page.at);
    answer_text(answer, "path", decide_path_names[page.path]);
    answer_texts(answer, "why", &page.why);
    if (page.sign_days >= 0)
        answer_integer(answer, "days_since_first_sign", page.sign_days);
    if (page.no_days >= 0)
        answer_integer(answer, "days_since_first_no", page.no_days);
    answer_prediction(answer, &page);
    answer_facts(answer, &page);
    answer_close_object(answer);
    return 0;
}

static int read_mark(const struct request *request, enum review_option option, int64_t *ret, struct err *err)
{
    const char *text = request->options[option];
    char *end;

    if (!text)
        return 0;
    long n = strtol(text, &end, 10);
    if (end == text || *end)
        return err_set(err, _("\"%.60s\" is no number"), text);
    *ret = n;
    return 0;
}

static int save_review(struct app *app, const struct request *request, const char *decision,
                       struct answer *answer, unsigned *ret_changes, struct err *err)
{
    struct review review;
    _cleanup_free_ char *ref = NULL;

    model_init(&model_review, &review);
    for (int8_t i = 0; yes_no_names[i]; i++)
        if (str_equal(yes_no_names[i], request->arguments[1]))
            review.again = i;
    if (review.again < 0)
        return err_set(err, _("\"%.60s\" is neither yes nor no: would you do it again?"),
                       request->arguments[1]);
    review.text = mem_string(request->arguments[2]);
    int r = read_mark(request, REVIEW_PROCESS, &review.process, err);
    if (r == 0)
        r = read_mark(request, REVIEW_RESULT, &review.result, err);
    if (r == 0)
        r = read_mark(request, REVIEW_RELIEF, &review.relief, err);
    if (r == 0)
        r = review_save(app, request, decision, &review, &ref, ret_changes, err);
    model_clear(&model_review, &review);
    return r < 0 ? -1 : show_review(app, decision, answer, err);
}

COMMAND_RUN(review)
{
    _cleanup_free_ char *decision = NULL;

    *ret_changes = CHANGE_NOTHING;
    if (review_find(app, request->arguments[0], &decision, err) < 0)
        return -1;
    if (!request->arguments[1])
        return show_review(app, decision, answer, err);
    return save_review(app, request, decision, answer, ret_changes, err);
}

/* --- chance --- */

static int show_chance(struct app *app, const char *client, const char *name, struct answer *answer,
                       struct err *err)
{
    _cleanup_chance_ struct chance_page page = {0};
    int r = chance_of(app, client, &page, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("%s has no second chance now"), name);
    answer_open_object(answer, NULL);
    answer_text(answer, "decision", page.decision);
    answer_text(answer, "client", answer->people ? page.name : page.client);
    answer_text(answer, "state", term_state_names[page.state]);
    answer_day(answer, "until", page.deadline);
    answer_boolean(answer, "judged", page.judged);
    answer_open_list(answer, "terms");
    for (size_t i = 0; i < page.n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "what", page.v[i].what);
        answer_day(answer, "until", page.v[i].until);
        answer_text(answer, "state",
                    answer->people && page.v[i].state == TERM_ASK ? "answer"
                                                                  : term_state_names[page.v[i].state]);
        answer_text(answer, "said", page.v[i].said);
        answer_text(answer, "test", page.v[i].test);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_close_object(answer);
    return 0;
}

COMMAND_RUN(chance)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    return show_chance(app, known.ref, known.name, answer, err);
}

/* --- tasks --- */

static int answer_task(void *ctx, const struct task_line *line)
{
    struct answer *answer = ctx;
    const struct task *task = line->task;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", task->ref);
    answer_text(answer, "client", answer->people ? line->name : task->client);
    answer_day(answer, "due", task->due);
    answer_text(answer, "state", task_state_names[task->state]);
    answer_text(answer, "what", task->what);
    if (!answer->people) {
        answer_text(answer, "kind", task_kind_names[task->kind]);
        answer_text(answer, "decision", task->decision);
        answer_integer(answer, "n", task->n);
        answer_boolean(answer, "late", line->late);
        answer_day(answer, "done_on", task->done_on);
    }
    answer_text(answer, "reason", task->reason);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(tasks)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_tasks(app, known.ref, request->options[TASKS_ALL] != NULL, answer_task, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

COMMAND_RUN(task)
{
    static const char *const words[] = {"open", "done", "waive", NULL};
    int state = -1;

    *ret_changes = CHANGE_NOTHING;
    for (int i = 0; words[i]; i++)
        if (str_equal(words[i], request->arguments[1]))
            state = i;
    if (state < 0)
        return err_set(err, _("\"%.60s\" is none of: done, waive (with a reason), open"),
                       request->arguments[1]);
    if (task_set(app, request, request->arguments[0], (enum task_state)state, request->arguments[2],
                 ret_changes, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "ref", request->arguments[0]);
    answer_text(answer, "state", task_state_names[state]);
    answer_close_object(answer);
    return 0;
}

/* --- closing --- */

static int show_closing(struct app *app, const struct known *known, struct answer *answer, struct err *err)
{
    _cleanup_closing_ struct closing closing = {0};
    int r = closing_look(app, known->ref, &closing, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is nothing to close with %s"), known->name);
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? closing.name : closing.client);
    answer_text(answer, "decision", closing.decision);
    answer_boolean(answer, "leaving", closing.leaving);
    answer_day(answer, "last_day", closing.last_day);
    answer_texts(answer, "waits", &closing.waits);
    answer_texts(answer, "theirs", &closing.theirs);
    answer_texts(answer, "yours", &closing.mine);
    answer_texts(answer, "lessons", &closing.lessons);
    answer_close_object(answer);
    return 0;
}

static int learn(struct app *app, const struct request *request, const struct known *known,
                 unsigned *ret_changes, struct err *err)
{
    _cleanup_closing_ struct closing closing = {0};
    int kind = LESSON_NONE;
    int r = closing_look(app, known->ref, &closing, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is nothing to close with %s"), known->name);
    for (int i = 0; request->options[CLOSE_AS] && lesson_kind_names[i]; i++)
        if (str_equal(lesson_kind_names[i], request->options[CLOSE_AS]))
            kind = i;
    return closing_learn(app, request, closing.decision, (enum lesson_kind)kind,
                         request->options[CLOSE_LESSON], ret_changes, err);
}

COMMAND_RUN(close)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    if (request->options[CLOSE_LESSON] && learn(app, request, &known, ret_changes, err) < 0)
        return -1;
    if (!request->options[CLOSE_END])
        return show_closing(app, &known, answer, err);
    unsigned changes = CHANGE_NOTHING;
    if (closing_close(app, request, known.ref, &changes, err) != 0)
        return -1;
    *ret_changes |= changes;
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? known.name : known.ref);
    answer_text(answer, "state", "left");
    answer_close_object(answer);
    return 0;
}
