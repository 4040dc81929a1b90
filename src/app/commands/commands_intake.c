/* A prospect's intake questions in the shell. */
#include "commands.h"
#include "known.h"

#include "paletti/app/intake.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <stdlib.h>

static void answer_line(struct answer *answer, const struct intake_line *line, size_t n)
{
    answer_open_object(answer, NULL);
    answer_integer(answer, "n", (int64_t)n);
    answer_text(answer, "question", line->question);
    answer_text(answer, "answer", line->answer < 0 ? NULL : yes_no_names[line->answer]);
    answer_day(answer, "on", line->on);
    answer_text(answer, "waived", line->waived);
    if (!answer->people)
        answer_boolean(answer, "learned", line->lesson);
    answer_close_object(answer);
}

static int show(struct app *app, const char *client, struct answer *answer, struct err *err)
{
    _cleanup_intake_ struct intake_page page = {0};

    if (intake_look(app, client, &page, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? page.name : page.client);
    answer_boolean(answer, "prospect", page.prospect);
    answer_integer(answer, "answered", (int64_t)page.answered);
    answer_integer(answer, "yes", (int64_t)page.yes);
    if (page.listed >= 0)
        answer_boolean(answer, "trade_on_your_list", page.listed);
    answer_open_list(answer, "questions");
    for (size_t i = 0; i < page.n; i++)
        answer_line(answer, &page.v[i], i + 1);
    answer_close_list(answer);
    if (!answer->people)
        answer_open_list(answer, "lessons");
    for (size_t i = 0; i < page.lessons.n; i++)
        answer_text(answer, answer->people ? "lessons" : NULL, page.lessons.v[i]);
    if (!answer->people)
        answer_close_list(answer);
    answer_close_object(answer);
    return 0;
}

/* "2=no". */
static int give(struct app *app, const struct request *request, const char *client, const char *pair,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_intake_ struct intake_page page = {0};
    char *end;
    unsigned long n = strtoul(pair, &end, 10);
    int answer = -1;

    if (intake_look(app, client, &page, err) < 0)
        return -1;
    for (int i = 0; *end == '=' && yes_no_names[i]; i++)
        if (str_equal(yes_no_names[i], end + 1))
            answer = i;
    if (n == 0 || n > page.n || answer < 0)
        return err_set(
            err, _("\"%.60s\" is no answer: write the number of the question and yes or no, as in 2=no"),
            pair);
    return intake_answer(app, request, client, page.v[n - 1].question, answer, request->options[INTAKE_WAIVE],
                         ret_changes, err);
}

static int decline(struct app *app, const struct request *request, const struct known *known,
                   struct answer *answer, unsigned *ret_changes, struct err *err)
{
    _cleanup_free_ char *draft = NULL;

    if (intake_decline(app, request, known->ref, &draft, ret_changes, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? known->name : known->ref);
    answer_text(answer, "state", "left");
    answer_text(answer, "draft", draft);
    answer_close_object(answer);
    return 0;
}

COMMAND_RUN(intake)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    if (request->options[INTAKE_DECLINE])
        return decline(app, request, &known, answer, ret_changes, err);
    if (request->options[INTAKE_ANSWER] &&
        give(app, request, known.ref, request->options[INTAKE_ANSWER], ret_changes, err) < 0)
        return -1;
    if (request->options[INTAKE_ACTIVATE] &&
        intake_activate(app, request, known.ref, request->options[INTAKE_WAIVE], ret_changes, err) != 0)
        return -1;
    return show(app, known.ref, answer, err);
}
