#include "commands.h"
#include "explaining.h"

#include "paletti/base/i18n.h"

static void answer_segments(struct answer *answer, const struct explanation *explanation)
{
    answer_open_list(answer, "segments");
    for (size_t i = 0; i < explanation->n; i++) {
        const struct segment *segment = &explanation->segments[i];
        answer_open_object(answer, NULL);
        answer_instant(answer, "from", segment->from);
        answer_instant(answer, "to", segment->to);
        answer_integer(answer, "seconds", segment->to - segment->from);
        answer_boolean(answer, "counted", segment->counted);
        answer_text(answer, "why", segment_why_names[segment->why]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_breaches_explained(struct answer *answer, const struct explained *explained)
{
    answer_open_list(answer, "breaches");
    for (size_t i = 0; i < explained->n_breaches; i++) {
        const struct explained_breach *breach = &explained->breaches[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "by", breach->kind->mine ? "me" : "client");
        answer_text(answer, "kind", breach->kind->name);
        answer_boolean(answer, "counted", breach->counted);
        answer_instant(answer, "rule_from", breach->rule->from);
        answer_text(answer, "text", breach->text);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

COMMAND_RUN(explain)
{
    _cleanup_explained_ struct explained explained = {0};
    char window[WINDOW_SIZE];
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0 ||
        explained_find(app, store, request->arguments[0], &explained, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "ref", explained.ref);
    answer_instant(answer, "at", explained.at);
    answer_instant(answer, "receipt", explained.receipt);
    answer_instant(answer, "due", explained.due);
    answer_text(answer, "window", explained.window.n ? window_format(explained.window, window) : NULL);
    answer_instant(answer, "rule_from", explained.rule->from);
    answer_segments(answer, &explained.segments);
    answer_breaches_explained(answer, &explained);
    if (explained.no_opening)
        answer_text(answer, "error",
                    _("there is no opening within three years: it never falls due; add hours"));
    answer_close_object(answer);
    return 0;
}
