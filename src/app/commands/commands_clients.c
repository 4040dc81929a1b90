#include "commands.h"

#include "paletti/app/views.h"
#include "paletti/core/client.h"

static int answer_client(void *ctx, const struct client_line *line)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", line->ref);
    answer_text(answer, "name", line->name);
    answer_text(answer, "state", client_state_names[line->state]);
    answer_boolean(answer, "waiting", line->question != QUESTION_NONE);
    answer_instant(answer, "due", line->due);
    answer_boolean(answer, "overdue", line->question == QUESTION_OVERDUE);
    answer_open_list(answer, "owed");
    for (size_t i = 0; i < line->n_owed; i++)
        answer_money(answer, NULL, line->owed[i]);
    answer_close_list(answer);
    answer_open_object(answer, "breaches");
    answer_integer(answer, "client", line->client_breaches);
    answer_integer(answer, "me", line->my_breaches);
    answer_close_object(answer);
    answer_instant(answer, "last", line->last);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(clients)
{
    _cleanup_(filter_free_p) struct filter *filter = NULL;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    /* Opened before anything is told, so that a refusal is all that is said. */
    if (app_open_read(app, &store, err) < 0 ||
        app_filter(app, request->arguments[0], FILTER_CLIENTS, &filter, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_clients_filtered(app, filter, answer_client, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
