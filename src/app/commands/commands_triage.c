/* Who needs a look now, without beginning a session. */
#include "commands.h"

#include "paletti/app/triage.h"
#include "paletti/base/i18n.h"

struct telling {
    struct answer *answer;
    const struct zone *zone;
};

static void answer_reasons(struct answer *answer, const struct triage_card *card)
{
    _cleanup_str_ struct str why = STR_INIT;

    if (!answer->people)
        answer_open_list(answer, "reasons");
    for (int i = 0; i < TRIAGE_REASONS_N; i++) {
        if (!(card->reasons & 1u << i))
            continue;
        if (answer->people)
            str_printf(&why, "%s%s", why.len > 0 ? "; " : "", words_triage((enum triage_reason)i));
        else
            answer_text(answer, NULL, triage_reasons[i].code);
    }
    if (answer->people)
        answer_text(answer, "why", str_text(&why));
    else
        answer_close_list(answer);
}

/* Dates and instants of many kinds: people are told the day. */
static void answer_since(const struct telling *telling, int64_t since)
{
    if (!telling->answer->people)
        answer_instant(telling->answer, "since", since);
    else
        answer_day(telling->answer, "since", since == INSTANT_NONE ? DAY_NONE : zone_day(telling->zone, since, NULL));
}

static int answer_line(void *ctx, const struct triage_line *line)
{
    struct telling *telling = ctx;
    struct answer *answer = telling->answer;
    enum triage_reason top = triage_top(line->card->reasons);

    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? line->name : line->card->client);
    if (!answer->people) {
        answer_text(answer, "name", line->name);
        answer_integer(answer, "class", triage_reasons[top].group);
    }
    answer_reasons(answer, line->card);
    answer_since(telling, line->card->since[top]);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(triage)
{
    struct telling telling = {answer, app_zone(app)};
    struct store *store;

    (void)request;
    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_triage(app, answer_line, &telling, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
