/* What I teach by answering outside my hours. */
#include "commands.h"

#include "paletti/app/teaching.h"
#include "paletti/base/i18n.h"

static int answer_line(void *ctx, const struct lesson_line *line)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? line->name : line->client);
    answer_instant(answer, "at", line->taught.at);
    answer_text(answer, "channel", line->channel);
    answer_integer(answer, "before", line->taught.before);
    answer_integer(answer, "after", line->taught.after);
    answer_boolean(answer, "whole", line->taught.whole);
    answer_text(answer, "ref", line->ref);
    answer_close_object(answer);
    return answer->failed;
}

static void say_sum(const struct teaching *sum, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (sum->whole == 0)
        return;
    str_printf(&text,
               P_("Around %lld answer of yours outside your hours clients came %lld times outside them in the %d days before, "
                  "%lld times in the %d days after.",
                  "Around %lld answers of yours outside your hours clients came %lld times outside them in the %d days "
                  "before, %lld times in the %d days after.",
                  sum->whole),
               (long long)sum->whole, (long long)sum->before, TEACHING_DAYS, (long long)sum->after, TEACHING_DAYS);
    answer_text(answer, NULL, str_text(&text));
}

static void answer_sum(const struct teaching *sum, struct answer *answer)
{
    answer_integer(answer, "answers", sum->answers);
    answer_integer(answer, "whole", sum->whole);
    answer_integer(answer, "before", sum->before);
    answer_integer(answer, "after", sum->after);
}

COMMAND_RUN(teach)
{
    const char *client = request->arguments[0];
    struct teaching sum;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    /* Opened before anything is told, so that a refusal is all that is said; asked once for the sums, which stand first. */
    if ((client ? app_need_file(app, &store, err) : app_open_read(app, &store, err)) < 0 ||
        view_teaching(app, client, NULL, NULL, &sum, err) < 0)
        return -1;
    if (!answer->people) {
        answer_open_object(answer, NULL);
        answer_sum(&sum, answer);
    }
    answer_open_list(answer, answer->people ? NULL : "lines");
    if (sum.answers > 0 && view_teaching(app, client, answer_line, answer, &sum, err) < 0)
        return -1;
    answer_close_list(answer);
    if (answer->people)
        say_sum(&sum, answer);
    else
        answer_close_object(answer);
    return 0;
}
