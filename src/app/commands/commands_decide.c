/* The decision that is open about a client, as it stands, and those that were made. Deciding itself is done
 * on the screen. */
#include "commands.h"
#include "deciding_inside.h"
#include "known.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

/* --- the open one --- */

static const char *const lane_names[] = {"unsure",  "disagree", "share", "runway",
                                         "missing", "both_owe", "asked"};

static const char *name_of(const char *const *names, int i)
{
    return i < 0 ? NULL : names[i];
}

static void answer_lane(struct answer *answer, unsigned lane)
{
    answer_open_list(answer, "lane");
    for (size_t i = 0; i < ARRAY_LEN(lane_names); i++)
        if (lane & 1u << i)
            answer_text(answer, NULL, lane_names[i]);
    answer_close_list(answer);
}

static void answer_missing(struct answer *answer, const struct deciding_page *page)
{
    answer_open_list(answer, "missing");
    for (size_t i = 0; i < page->n_missing; i++)
        answer_text(answer, NULL, decide_missing_text(page->missing[i]));
    answer_close_list(answer);
}

static void answer_paths(struct answer *answer, const struct deciding_page *page)
{
    static const char *const open_names[] = {"no", "with_reason", "yes"};

    answer_open_list(answer, "paths");
    for (int path = PATH_KEEP; path < PATHS; path++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "path", decide_path_names[path]);
        answer_text(answer, "open", open_names[page->paths[path].open]);
        answer_text(answer, "why", page->paths[path].why);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_makes(struct answer *answer, const struct decide_makes *makes)
{
    answer_open_list(answer, "tasks");
    for (size_t i = 0; i < makes->n_tasks; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "kind", makes->tasks[i].kind);
        answer_text(answer, "what", makes->tasks[i].what);
        answer_day(answer, "due", makes->tasks[i].due);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_open_list(answer, "letters");
    for (size_t i = 0; i < makes->n_letters; i++)
        answer_text(answer, NULL, makes->letters[i].code);
    answer_close_list(answer);
}

static void answer_facts(struct answer *answer, const struct deciding *answers)
{
    const struct decided_fact *facts = answers->facts.v;

    answer_open_list(answer, "facts");
    for (size_t i = 0; i < answers->facts.n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "fact", facts[i].code);
        answer_integer(answer, "suggested", facts[i].suggested);
        answer_integer(answer, "rating", facts[i].rating);
        answer_boolean(answer, "accepted", facts[i].accepted);
        answer_boolean(answer, "changed", facts[i].changed);
        answer_boolean(answer, "left_out", facts[i].left_out);
        answer_text(answer, "reason", facts[i].reason);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_stand(struct answer *answer, const struct deciding_page *page,
                         const struct deciding *answers)
{
    enum decide_path usual = decide_path_default(answers, page->seen, page->house);

    answer_text(answer, "client", answer->people ? page->name : answers->client);
    answer_text(answer, "state", decide_state_names[answers->state]);
    answer_instant(answer, "saved", answers->at);
    answer_text(answer, "first_answer", name_of(decide_answer_names, answers->first_answer));
    answer_text(answer, "answer", name_of(decide_answer_names, answers->answer));
    answer_text(answer, "path", answers->path == PATH_NONE ? NULL : decide_path_names[answers->path]);
    answer_text(answer, "usual", usual == PATH_NONE ? NULL : decide_path_names[usual]);
    answer_day(answer, "review_on", page->review_on);
}

static void answer_rest(struct answer *answer, const struct deciding_page *page,
                        const struct deciding *answers)
{
    answer_text(answer, "page", name_of(decide_state_names, answers->page));
    answer_integer(answer, "revision", answers->revision);
    answer_instant(answer, "begun", answers->begun);
    answer_instant(answer, "first_at", answers->first_at);
    answer_boolean(answer, "disagree", page->accord == ACCORD_DISAGREE);
    answer_integer(answer, "new_facts", answers->new_facts);
    answer_text(answer, "trouble", page->trouble);
    answer_instant(answer, "wakes", answers->wakes);
    answer_integer(answer, "seconds", page->seconds);
    answer_lane(answer, page->lane);
    answer_missing(answer, page);
    answer_facts(answer, answers);
    answer_paths(answer, page);
}

COMMAND_RUN(decide)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    int r = deciding_open(app, known.ref, &view, err);
    if (r < 0)
        return -1;
    if (!view)
        return err_set(err,
                       r == DECIDING_GROUP ? _("%s is a group: it is decided about member by member")
                                           : _("%s is a prospect: the intake questions come first (paletti intake)"),
                       known.name);
    deciding_page_make(view);
    if (view->refused && request->aside)
        request->aside(view->refused);
    answer_open_object(answer, NULL);
    answer_stand(answer, &view->page, &view->answers);
    if (!answer->people)
        answer_rest(answer, &view->page, &view->answers);
    answer_makes(answer, &view->makes);
    answer_close_object(answer);
    return 0;
}

/* --- those that were made --- */

static int answer_decision(void *ctx, const struct decision *decision)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", decision->ref);
    answer_text(answer, "client", decision->client);
    answer_instant(answer, "at", decision->at);
    answer_text(answer, "first_answer", decide_answer_names[decision->answers.first_answer]);
    answer_text(answer, "answer", decide_answer_names[decision->answers.answer]);
    answer_text(answer, "path", decide_path_names[decision->answers.path]);
    answer_text(answer, "trouble", decision->trouble);
    answer_day(answer, "last_day", decision->last_day);
    answer_day(answer, "review_on", decision->review_on);
    if (answer->people)
        answer_boolean(answer, "undone", decision->state == DECISION_UNDONE);
    answer_text(answer, "state", decision_state_names[decision->state]);
    answer_text(answer, "supersedes", decision->supersedes);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(decisions)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_decisions(app, known.ref, answer_decision, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
