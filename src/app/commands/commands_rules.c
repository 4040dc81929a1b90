#include "commands.h"

#include "inside.h"

#include "paletti/app/rule_history.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

struct telling {
    struct app *app;
    struct answer *answer;
    int64_t told; /* of the version in force */
};

static const char *const states[] = {
    [VALIDITY_PAST] = N_("over"), [VALIDITY_NOW] = N_("in force"), [VALIDITY_COMING] = N_("still to come")};

/* For programs a list, for people one line after the other. */
struct changes {
    struct answer *answer;
    struct str text;
};

static void add_change(void *ctx, const char *text)
{
    struct changes *changes = ctx;

    if (!changes->answer->people)
        answer_text(changes->answer, NULL, text);
    else
        str_printf(&changes->text, "%s%s", changes->text.len > 0 ? "; " : "", text);
}

static void answer_changes(const struct telling *telling, const struct version_line *line)
{
    struct changes changes = {.answer = telling->answer};

    if (!telling->answer->people)
        answer_open_list(telling->answer, "changes");
    version_words(telling->app, line, add_change, &changes);
    if (telling->answer->people)
        answer_text(telling->answer, "changes", str_text(&changes.text));
    else
        answer_close_list(telling->answer);
    str_done(&changes.text);
}

static int tell_version(void *ctx, const struct version_line *line)
{
    struct telling *telling = ctx;
    struct answer *answer = telling->answer;
    static const char *const names[] = {[VALIDITY_PAST] = "past", [VALIDITY_NOW] = "now", [VALIDITY_COMING] = "coming"};

    answer_open_object(answer, NULL);
    if (answer->people)
        answer_text(answer, "from", line->since);
    else
        answer_instant(answer, "from", line->from);
    answer_text(answer, "state", answer->people ? _(states[line->validity]) : names[line->validity]);
    answer_integer(answer, "told", line->told);
    answer_changes(telling, line);
    answer_close_object(answer);
    return answer->failed;
}

static int note_told(void *ctx, const struct version_line *line)
{
    struct telling *telling = ctx;

    if (line->validity == VALIDITY_NOW)
        telling->told = line->told;
    return 0;
}

/* The version in force, the built-in one too. */
static int tell_in_force(struct telling *telling, struct err *err)
{
    const struct house *house;
    struct answer *answer = telling->answer;
    int64_t clients = 0;
    struct rule copy;

    if (view_versions(telling->app, note_told, telling, &clients, err) < 0 || app_house(telling->app, &house, err) < 0)
        return -1;
    model_copy(&model_rule, rulebook_at(house->book, app_now(telling->app)), &copy);
    answer_open_object(answer, NULL);
    if (!answer->people)
        answer_boolean(answer, "default", rulebook_default(house->book));
    if (!answer->people || copy.from != INSTANT_NONE)
        answer_instant(answer, answer->people ? "rule_from" : "from", copy.from);
    _cleanup_str_ struct str hours = STR_INIT, window = STR_INIT;
    char units[WINDOW_SIZE];
    struct window reply = copy.reply_window.n > 0 ? copy.reply_window : WINDOW_DEFAULT;
    words_hours(&hours, &copy.hours);
    words_window(&window, reply);
    answer_text(answer, "zone", copy.zone);
    answer_text(answer, "hours", str_text(&hours));
    answer_text(answer, "reply_window", answer->people ? str_text(&window) : window_format(reply, units));
    answer_integer(answer, "told", telling->told);
    if (!answer->people)
        answer_integer(answer, "clients", clients);
    answer_close_object(answer);
    model_clear(&model_rule, &copy);
    return 0;
}

COMMAND_RUN(rules)
{
    struct telling telling = {.app = app, .answer = answer};
    int64_t clients;

    *ret_changes = CHANGE_NOTHING;
    if (!request->options[RULES_HISTORY])
        return tell_in_force(&telling, err);
    answer_open_object(answer, NULL);
    answer_open_list(answer, "versions");
    int r = view_versions(app, tell_version, &telling, &clients, err);
    answer_close_list(answer);
    answer_close_object(answer);
    return r < 0 ? -1 : 0;
}
