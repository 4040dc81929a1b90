#include "lists.h"

#include "filter_view.h"

#include "paletti/base/i18n.h"

static void open_filter(struct shell *shell, const struct view *view)
{
    const char *words = view->ops->filtered(view);

    shell_open(shell, filter_view_new(&shell->scene, view->ops->filters, words));
}

void lists_filter(struct shell *shell, const char *words)
{
    struct view *view = shell_below(shell);
    struct err err;

    if (!view->ops->filter || view->ops->filter(view, words, &err) == 0)
        return;
    shell_open(shell, filter_view_new(&shell->scene, view->ops->filters, words));
    shell_say(shell, true, err.text);
}

bool lists_act(struct shell *shell, struct view *view, enum action action)
{
    switch ((int)action) {
    case ACTION_FILTER:
        open_filter(shell, view);
        return true;
    case ACTION_FILTER_CLEAR:
        view->ops->filter(view, NULL, NULL);
        return true;
    default:
        return false;
    }
}

static bool looks(const struct view *view)
{
    return view->ops->looks && view->ops->looks(view);
}

bool shell_looks(const struct shell *shell)
{
    for (int i = 0; i < PANES_N; i++)
        if (shell->panes[i] && shell->layout.panes[i].w > 0 && looks(shell->panes[i]))
            return true;
    return false;
}

void shell_look(struct shell *shell)
{
    for (int i = 0; i < PANES_N; i++)
        if (shell->panes[i] && looks(shell->panes[i]))
            shell->panes[i]->stale = true;
    shell_prepare(shell);
}
