/* The facts about a client, as the decision's first page has them. */
#include "commands.h"
#include "known.h"

#include "paletti/app/facts.h"
#include "paletti/base/i18n.h"

/* --- for people --- */

static int tell_row(void *ctx, const struct facts_row *row)
{
    struct answer *answer = ctx;
    _cleanup_str_ struct str label = STR_INIT, suggested = STR_INIT;

    str_printf(&label, "%s%s", row->main ? "" : "  ", row->label);
    if (row->suggestion > SUGGEST_NOTHING)
        str_printf(&suggested, "%d %s", row->suggestion, words_suggestion(row->suggestion));
    answer_open_object(answer, NULL);
    answer_text(answer, "fact", str_text(&label));
    answer_text(answer, "value", row->value);
    answer_text(answer, "others", row->others);
    answer_text(answer, "suggested", str_text(&suggested));
    answer_text(answer, "trend", words_trend(row->trend));
    answer_close_object(answer);
    return answer->failed;
}

static void tell_topic(const struct facts *facts, enum facts_topic topic, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT, said = STR_INIT;

    if (!facts_say(facts, topic, &said))
        return;
    str_printf(&text, "%s%s%s", words_topic(topic), *words_topic(topic) ? ": " : "", str_text(&said));
    answer_text(answer, NULL, str_text(&text));
}

static void tell_refused(struct app *app, struct answer *answer)
{
    const char *why = facts_limits_refused(app);

    if (why)
        answer_text(answer, NULL, why);
}

static int tell(struct app *app, const struct facts *facts, struct answer *answer)
{
    tell_topic(facts, TOPIC_HEAD, answer);
    tell_topic(facts, TOPIC_THIN, answer);
    answer_open_list(answer, NULL);
    if (facts_rows(facts, tell_row, answer) < 0)
        return -1;
    answer_close_list(answer);
    for (enum facts_topic topic = TOPIC_THIN + 1; topic < TOPICS_N; topic++)
        tell_topic(facts, topic, answer);
    tell_refused(app, answer);
    return 0;
}

COMMAND_RUN(facts)
{
    _cleanup_(facts_free_p)
    struct facts *facts = NULL;
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    int r = facts_whole(app, known.row.id, &facts, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("this client is not there any more"));
    if (answer->people)
        return tell(app, facts, answer);
    facts_answer(facts, answer);
    return 0;
}
