/* What is being decided about a client, and what was; on the screen it opens the pages of the decision. */
#include "commands.h"
#include "known.h"

#include "paletti/app/deciding.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

static void answer_path(struct answer *answer, int path)
{
    answer_text(answer, "path", path > PATH_NONE && path < PATHS ? decide_path_names[path] : NULL);
}

static int tell_draft(void *ctx, const struct deciding_line *line)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "decision", NULL);
    answer_text(answer, "state", decide_state_names[line->state]);
    answer_instant(answer, "at", line->at);
    answer_text(answer, "answer", NULL);
    answer_path(answer, line->path);
    answer_day(answer, "review_on", line->later_until);
    answer_close_object(answer);
    return answer->failed;
}

static int tell_decision(void *ctx, const struct decision *decision)
{
    struct answer *answer = ctx;
    int said = decision->answers.answer;

    answer_open_object(answer, NULL);
    answer_text(answer, "decision", decision->ref);
    answer_text(answer, "state", decision_state_names[decision->state]);
    answer_instant(answer, "at", decision->at);
    answer_text(answer, "answer", said >= 0 ? decide_answer_names[said] : NULL);
    answer_path(answer, decision->answers.path);
    answer_day(answer, "review_on", decision->review_on);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(decide)
{
    _cleanup_free_ char *client = NULL;

    *ret_changes = CHANGE_NOTHING;
    if (view_client_find(app, request->arguments[0], &client, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    int r = view_deciding(app, client, tell_draft, answer, err);
    if (r == 0)
        r = view_decisions(app, client, tell_decision, answer, err);
    answer_close_list(answer);
    return r < 0 ? -1 : 0;
}
