/* Records of one type, a line each. */
#include "commands.h"

#include "paletti/app/views.h"

static int tell(void *ctx, const struct record_line *line)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", line->ref);
    answer_text(answer, "text", line->text);
    answer_close_object(answer);
    return 0;
}

COMMAND_RUN(records)
{
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_records(app, request->arguments[0], request->arguments[1], INT32_MAX, tell, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
