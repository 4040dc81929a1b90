#include "lists.h"

#include "filter_view.h"
#include "meanwhile.h"

#include "paletti/base/i18n.h"

#include <string.h>

static void ask_words(struct shell *shell, const struct view *view, enum effect_kind effect, const char *words)
{
    shell_open(shell, filter_view_new(&shell->scene, view->ops->filters, effect, words));
}

static void ask_again(struct shell *shell, const struct view *view, enum effect_kind effect, const char *words,
                      const struct err *err)
{
    ask_words(shell, view, effect, words);
    shell_say(shell, true, err->text);
}

void lists_filter(struct shell *shell, const char *words)
{
    struct view *view = shell_below(shell);
    struct err err;

    if (view->ops->filter && view->ops->filter(view, words, &err) < 0)
        ask_again(shell, view, EFFECT_FILTER, words, &err);
}

void lists_mark(struct shell *shell, const char *words)
{
    struct view *view = shell_below(shell);
    struct err err;

    if (view->ops->mark && view->ops->mark(view, words, &err) < 0)
        ask_again(shell, view, EFFECT_MARK, words, &err);
}

void lists_do(struct shell *shell, const char *line, const char *said, bool of_marked)
{
    struct view *list = shell_below(shell); /* what is said may open a dialog above it */

    if (shell_run_act(shell, line) < 0)
        return;
    if (said)
        shell_say(shell, false, said);
    if (of_marked && list->ops->unmark)
        list->ops->unmark(list);
}

/* More than terminals take: xterm and tmux stop at some 100,000 bytes of base64. */
enum { COPY_MAX = 70000 };

void lists_copy(struct shell *shell, const char *text)
{
    _cleanup_str_ struct str said = STR_INIT;
    size_t len = strlen(text), lines = 1;
    struct err err;

    for (const char *s = text; (s = strchr(s, '\n')) != NULL && s[1]; s++)
        lines++;
    if (len > COPY_MAX)
        err_set(&err, _("That is %zu bytes; a terminal takes at most %d. Mark fewer lines."), len, COPY_MAX);
    else if (!shell->host || !shell->host->copy)
        err_set(&err, _("There is no clipboard here to copy to."));
    else if (shell->host->copy(shell->host->ctx, text, &err) == 0)
        str_printf(&said, P_("Copied %zu line, %zu bytes, as far as the terminal lets programs copy.",
                             "Copied %zu lines, %zu bytes, as far as the terminal lets programs copy.", lines),
                   lines, len);
    shell_say(shell, said.len == 0, said.len > 0 ? str_text(&said) : err.text);
}

/* What the filter or the search shows; where nothing is chosen, words are asked for. */
static void mark_matching(struct shell *shell, struct view *view)
{
    unsigned has = view->ops->has(view);

    if (has & (NEED_SEARCH | NEED_FILTER))
        view->ops->mark(view, NULL, NULL);
    else
        ask_words(shell, view, EFFECT_MARK, NULL);
}

static bool is_for_many(enum action action)
{
    return action == ACTION_NO_REPLY || action == ACTION_REMOVE || action == ACTION_COPY ||
           action == ACTION_LATER || action == ACTION_SEQUENCE;
}

bool lists_allow(struct shell *shell, struct view *view, enum action action, bool many)
{
    view->many = many;
    if (many && !is_for_many(action)) {
        /* Esc, or a key pressed by mistake: better nothing than something else on one line. */
        shell_say(shell, action != ACTION_BACK, action == ACTION_BACK ? "" : _("That is not done with many at once."));
        return false;
    }
    return true;
}

bool lists_act(struct shell *shell, struct view *view, enum action action)
{
    switch ((int)action) {
    case ACTION_FILTER:
        ask_words(shell, view, EFFECT_FILTER, view->ops->filtered(view));
        return true;
    case ACTION_MARK_MATCHING:
        mark_matching(shell, view);
        return true;
    case ACTION_ON_MARKED:
        shell->on_marked = true;
        shell_say(shell, false, _("The next key is for all that are marked; Esc: for none."));
        return true;
    case ACTION_FILTER_CLEAR:
        view->ops->filter(view, NULL, NULL);
        return true;
    default:
        return false;
    }
}

static bool looks(const struct shell *shell, const struct view *view)
{
    return view->ops->looks && !meanwhile_rests(shell, view) && view->ops->looks(view);
}

/* NOW: but for those that can wait for a pause. */
static bool any_looks(const struct shell *shell, bool now)
{
    for (int i = 0; i < PANES_N; i++)
        if (shell->panes[i] && shell->layout.panes[i].w > 0 && !(now && shell->panes[i]->ops->pauses) &&
            looks(shell, shell->panes[i]))
            return true;
    return !shell_in_panes(shell) && looks(shell, shell_top(shell));
}

bool shell_looks(const struct shell *shell)
{
    return any_looks(shell, false);
}

bool shell_looks_now(const struct shell *shell)
{
    return any_looks(shell, true);
}

static void look(struct shell *shell, struct view *view)
{
    struct err err;

    if (!looks(shell, view))
        return;
    if (!view->ops->look)
        view->stale = true;
    else if (view->ops->look(view, &err) < 0)
        shell_say(shell, true, err.text);
}

void shell_look(struct shell *shell)
{
    frame_all(shell);
    for (int i = 0; i < PANES_N; i++)
        if (shell->panes[i])
            look(shell, shell->panes[i]);
    if (!shell_in_panes(shell))
        look(shell, shell_top(shell));
    shell_prepare(shell);
}
