/* Reminding a client of a line that was crossed. */
#include "commands.h"
#include "draft_answer.h"

#include "paletti/app/reminder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static int answer_kept(void *ctx, const struct draft_line *line)
{
    struct answer *answer = ctx;

    if (answer->people) {
        _cleanup_free_ char *sentence = str_format(_("drafted for %s: %s; it waits as %s, and nothing is sent; undo takes it back"),
                                                   line->name, line->subject, line->ref);
        answer_text(answer, NULL, sentence);
        return 0;
    }
    answer_open_draft(answer, "draft", line);
    answer_text(answer, "text", line->text);
    answer_close_object(answer);
    return 0;
}

int answer_kept_draft(struct app *app, struct answer *answer, const char *ref, struct err *err)
{
    return view_draft(app, ref, answer_kept, answer, NULL, err);
}

COMMAND_RUN(remind)
{
    struct reminder_wish wish = {
        .of = request->arguments[0],
        .reason = request->options[REMIND_REASON],
        .channel = request->options[REMIND_CHANNEL],
        .copied = request->options[REMIND_COPIED] != NULL,
        .step = request->options[REMIND_STEP],
    };
    _cleanup_free_ char *ref = NULL;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0 || reminder_save(app, request, &wish, &ref, ret_changes, err) < 0)
        return -1;
    return answer_kept_draft(app, answer, ref, err);
}
