/* A goodbye from the shell: its page, and an act a call. */
#include "commands.h"
#include "goodbye_send.h"
#include "known.h"

#include "paletti/app/farewell.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/decision.h"
#include "paletti/core/learning.h"

#include <string.h>

/* --- the page --- */

static const char *const item_kinds[] = {"letter", "refund",    "meeting", "access",
                                         "task",   "colleague", "lesson"};

static void answer_item(struct answer *answer, const struct farewell_item *item)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "kind", item_kinds[item->kind]);
    answer_text(answer, "state", farewell_item_state_names[item->state]);
    answer_text(answer, "ref", item->ref);
    answer_text(answer, "what", item->what);
    answer_text(answer, "code", item->code);
    answer_text(answer, "variant", item->variant);
    answer_text(answer, "dispatch", item->dispatch);
    answer_boolean(answer, "gone", item->gone);
    answer_text(answer, "where", item->where);
    if (*item->sum.currency)
        answer_money(answer, "sum", item->sum);
    if (item->kind == FAREWELL_ITEM_REFUND)
        answer_boolean(answer, "live", item->live);
    answer_day(answer, "on", item->on);
    answer_day(answer, "done_on", item->done_on);
    if (item->at != INSTANT_NONE)
        answer_instant(answer, "at", item->at);
    answer_text(answer, "note", item->note);
    answer_close_object(answer);
}

static void answer_step(struct answer *answer, const struct farewell_page *page, int step)
{
    const struct farewell_page_step *of = &page->steps[step];

    answer_open_object(answer, NULL);
    answer_integer(answer, "n", step + 1);
    answer_text(answer, "step", farewell_step_names[step]);
    answer_text(answer, "state", farewell_stand_names[of->stood.stand]);
    answer_text(answer, "text", of->text);
    answer_boolean(answer, "next", page->next == step);
    answer_text(answer, "cannot", of->cannot);
    answer_open_list(answer, "items");
    for (size_t i = 0; i < of->n; i++)
        answer_item(answer, &of->v[i]);
    answer_close_list(answer);
    answer_close_object(answer);
}

static void answer_head(struct answer *answer, const struct farewell_page *page)
{
    answer_text(answer, "client", page->client);
    answer_text(answer, "farewell", page->farewell.ref);
    answer_text(answer, "decision", page->decision);
    answer_text(answer, "path", decide_path_names[page->path]);
    answer_text(answer, "client_state", client_state_names[page->client_state]);
    answer_text(answer, "group", page->group);
    answer_day(answer, "last_day", page->last_day);
    answer_text(answer, "short_name", page->short_name);
    answer_integer(answer, "done", page->done);
    answer_integer(answer, "needed", page->needed);
}

/* --- for people: the steps, and below each its things --- */

static void say_item(struct app *app, struct answer *answer, const struct farewell_item *item)
{
    _cleanup_str_ struct str text = STR_INIT, what = STR_INIT;

    str_printf(&what, "  %s", item->what);
    if (item->at != INSTANT_NONE && item->kind == FAREWELL_ITEM_MEETING)
        words_instant(app, &text, item->at);
    else if (item->done_on != DAY_NONE || item->on != DAY_NONE)
        words_day(app, &text, item->done_on != DAY_NONE ? item->done_on : item->on);
    if (item->where)
        str_printf(&text, "%s%s", text.len ? ", " : "", item->where);
    if (item->note)
        str_printf(&text, "%s%s", text.len ? ", " : "", item->note);
    answer_open_object(answer, NULL);
    answer_text(answer, "step", str_text(&what));
    answer_text(answer, "state", words_farewell_item((enum farewell_item_state)item->state));
    answer_text(answer, "text", str_text(&text));
    answer_text(answer, "ref", item->ref);
    answer_close_object(answer);
}

static void say_step(struct app *app, struct answer *answer, const struct farewell_page *page, int step)
{
    const struct farewell_page_step *of = &page->steps[step];
    _cleanup_str_ struct str text = STR_INIT;

    str_printf(&text, "%s%s%s", of->text, of->cannot ? " " : "", of->cannot ? of->cannot : "");
    answer_open_object(answer, NULL);
    answer_integer(answer, "n", step + 1);
    answer_text(answer, "step", of->title);
    answer_text(answer, "state", words_farewell_stand((enum farewell_stand)of->stood.stand));
    answer_text(answer, "text", str_text(&text));
    answer_close_object(answer);
    for (size_t i = 0; i < of->n; i++)
        say_item(app, answer, &of->v[i]);
}

/* BEFORE: the page as it was before an act; or NULL. */
static int show(struct app *app, const char *client, const struct farewell_page *before, struct answer *answer,
                struct err *err)
{
    _cleanup_farewell_page_ struct farewell_page page = {0};
    _cleanup_str_ struct str moved = STR_INIT;

    if (farewell_look(app, client, &page, err) != 0)
        return -1;
    if (before)
        words_farewell_moved(&moved, before, &page);
    answer_open_object(answer, NULL);
    answer_text(answer, "moved", moved.len ? str_text(&moved) : NULL);
    if (answer->people) {
        answer_text(answer, "client", page.name);
        answer_day(answer, "last_day", page.last_day);
    } else
        answer_head(answer, &page);
    answer_open_list(answer, "steps");
    for (int step = 0; step < FAREWELL_STEPS; step++)
        if (answer->people)
            say_step(app, answer, &page, step);
        else
            answer_step(answer, &page, step);
    answer_close_list(answer);
    answer_close_object(answer);
    return 0;
}

/* --- acts --- */

enum takes {
    TAKES_NOTHING,
    TAKES_REF,
    TAKES_TEXT,
    TAKES_DAY,
    TAKES_REF_AND_REASON,
    TAKES_CODE_AND_REASON,
    TAKES_NAME,
    TAKES_STEP
};

static const struct verb {
    const char *word;
    enum farewell_act_kind kind;
    enum takes takes;
    int64_t number;
    const char *const *names; /* of what WHAT is one of; its index is the number */
} verbs[] = {
    {"begin", FAREWELL_BEGIN, TAKES_NOTHING, 0, NULL},
    {"stop", FAREWELL_STOP, TAKES_NOTHING, 0, NULL},
    {"last-day", FAREWELL_LAST_DAY, TAKES_DAY, 0, NULL},
    {"credit-note", FAREWELL_SET_CREDIT_NOTE, TAKES_TEXT, 0, NULL},
    {"cancel", FAREWELL_CANCEL_MEETING, TAKES_REF, 0, NULL},
    {"keep", FAREWELL_KEEP_MEETING, TAKES_REF_AND_REASON, 0, NULL},
    {"restore", FAREWELL_RESTORE_MEETING, TAKES_REF, 0, NULL},
    {"access", FAREWELL_ADD_ACCESS, TAKES_TEXT, 0, NULL},
    {"shut", FAREWELL_CLOSE_ACCESS, TAKES_REF, 0, NULL},
    {"leave", FAREWELL_KEEP_ACCESS, TAKES_REF_AND_REASON, 0, NULL},
    {"reopen", FAREWELL_OPEN_ACCESS, TAKES_REF, 0, NULL},
    {"handover", FAREWELL_ADD_HANDOVER, TAKES_TEXT, 0, NULL},
    {"done", FAREWELL_HAND_OVER, TAKES_REF, 1, NULL},
    {"undone", FAREWELL_HAND_OVER, TAKES_REF, 0, NULL},
    {"refer", FAREWELL_REFER, TAKES_REF, 0, NULL},
    {"nobody", FAREWELL_REFER_NONE, TAKES_TEXT, 0, NULL},
    {"tell", FAREWELL_SET_TELL, TAKES_NAME, 0, exit_tell_names},
    {"framing", FAREWELL_SET_FRAMING, TAKES_NAME, 0, exit_framing_names},
    {"reason", FAREWELL_SET_REASON, TAKES_NAME, 0, exit_disclosure_names},
    {"told", FAREWELL_TOLD, TAKES_NOTHING, 1, NULL},
    {"untold", FAREWELL_TOLD, TAKES_NOTHING, 0, NULL},
    {"write", FAREWELL_WRITE, TAKES_TEXT, 0, NULL},
    {"drop", FAREWELL_DROP, TAKES_CODE_AND_REASON, 0, NULL},
    {"true", FAREWELL_SAY_TRUE, TAKES_NOTHING, 0, NULL},
    {"waive", FAREWELL_WAIVE, TAKES_STEP, 0, farewell_step_names},
    {"unwaive", FAREWELL_WAIVE, TAKES_NAME, 0, farewell_step_names},
    {"learn", FAREWELL_LEARNED, TAKES_TEXT, LESSON_NONE, NULL},
    {"end", FAREWELL_END, TAKES_NOTHING, 0, NULL},
    {"back", FAREWELL_COME_BACK, TAKES_NOTHING, 0, NULL},
};

static const struct verb *find_verb(const char *word)
{
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
        if (str_equal(verbs[i].word, word))
            return &verbs[i];
    return NULL;
}

static int no_verb(const char *word, struct err *err)
{
    _cleanup_str_ struct str words = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
        str_printf(&words, "%s, ", verbs[i].word);
    str_add(&words, "confirm, release");
    return err_set(err, _("\"%.60s\" is no act of a goodbye; there are %s"), word, str_text(&words));
}

static int read_name(const struct verb *verb, const char *what, int64_t *ret, struct err *err)
{
    _cleanup_str_ struct str words = STR_INIT;

    for (int i = 0; verb->names[i]; i++) {
        if (str_equal(verb->names[i], what)) {
            *ret = i;
            return 0;
        }
        str_printf(&words, "%s%s", i ? ", " : "", verb->names[i]);
    }
    return err_set(err, _("\"%.60s\" is none of: %s"), what ? what : "", str_text(&words));
}

/* "price: half in advance". */
static void read_lesson(struct farewell_act *act)
{
    for (int kind = 0; act->text && lesson_kind_names[kind]; kind++) {
        size_t n = strlen(lesson_kind_names[kind]);
        if (strncmp(act->text, lesson_kind_names[kind], n) != 0 || act->text[n] != ':')
            continue;
        act->number = kind;
        act->text += n + 1;
        act->text += strspn(act->text, " ");
        return;
    }
}

static int read_act(struct app *app, const struct request *request, const struct verb *verb,
                    struct farewell_act *act, struct err *err)
{
    const char *what = request->arguments[2], *because = request->options[GOODBYE_BECAUSE];

    *act = FAREWELL_ACT(verb->kind, .number = verb->number, .text = because,
                        .where = request->options[GOODBYE_WHERE]);
    switch (verb->takes) {
    case TAKES_REF:
    case TAKES_REF_AND_REASON:
        act->ref = what;
        break;
    case TAKES_TEXT:
        act->text = what;
        break;
    case TAKES_DAY:
        if (command_day(app, what, &act->day, err) < 0)
            return -1;
        break;
    case TAKES_CODE_AND_REASON:
        act->text = what;
        act->where = because;
        break;
    case TAKES_NAME:
    case TAKES_STEP:
        if (read_name(verb, what, &act->number, err) < 0)
            return -1;
        break;
    default:
        break;
    }
    if (verb->takes == TAKES_STEP && !(because && *because))
        return err_set(err, _("say why it is left out: --because REASON"));
    if (verb->kind == FAREWELL_COME_BACK)
        act->text = request->options[GOODBYE_NAME];
    if (verb->kind == FAREWELL_LEARNED)
        read_lesson(act);
    return command_day(app, request->options[GOODBYE_ON], &act->day, err);
}

COMMAND_RUN(goodbye)
{
    _cleanup_known_ struct known known = {0};
    const char *word = request->arguments[1];
    _cleanup_farewell_page_ struct farewell_page before = {0};
    struct farewell_act act;

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    if (!word)
        return show(app, known.ref, NULL, answer, err);
    if (str_equal(word, "confirm") || str_equal(word, "release")) {
        int r = str_equal(word, "confirm")
                    ? goodbye_confirm(app, request, known.ref, answer, ret_changes, err)
                    : goodbye_release(app, request, known.ref, ret_changes, err);
        return r < 0 ? -1 : r > 0 ? 0 : show(app, known.ref, NULL, answer, err);
    }
    const struct verb *verb = find_verb(word);
    if (!verb)
        return no_verb(word, err);
    if (read_act(app, request, verb, &act, err) < 0 || farewell_look(app, known.ref, &before, err) != 0 ||
        farewell_do(app, request, known.ref, &act, ret_changes, err) != 0)
        return -1;
    return show(app, known.ref, &before, answer, err);
}
