/* The stack: the panes below, the dialogs on top of them. */
#include "keeping.h"
#include "meanwhile.h"

#include "paletti/base/i18n.h"

static struct view *shell_pane(const struct shell *shell)
{
    return shell->panes[shell->layout.focus];
}

bool shell_in_panes(const struct shell *shell)
{
    return shell->n_dialogs <= shell->behind;
}

struct view *shell_top(const struct shell *shell)
{
    return shell_in_panes(shell) ? shell_pane(shell) : shell->dialogs[shell->n_dialogs - 1];
}

bool shell_prompts(const struct shell *shell)
{
    return !shell_in_panes(shell) && shell_top(shell)->ops->where == IN_PROMPT;
}

struct view *shell_below(const struct shell *shell)
{
    if (!shell_prompts(shell))
        return shell_top(shell);
    return shell->n_dialogs > shell->behind + 1 ? shell->dialogs[shell->n_dialogs - 2] : shell_pane(shell);
}

void shell_drop_text(struct shell *shell)
{
    int kept = shell->behind;

    for (int i = kept; i < shell->n_dialogs; i++) {
        if (shell->dialogs[i]->ops->where == IN_TEXT)
            view_free(shell->dialogs[i]);
        else
            shell->dialogs[kept++] = shell->dialogs[i];
    }
    shell->n_dialogs = kept;
}

void shell_open(struct shell *shell, struct view *view)
{
    if (!meanwhile_opens(shell, view)) {
        view_free(view);
        return;
    }
    if (view->ops->where == IN_TEXT)
        shell_drop_text(shell);
    if (shell->n_dialogs < DIALOGS_MAX) {
        shell->dialogs[shell->n_dialogs++] = view;
        return;
    }
    view_free(view);
    shell_say(shell, true, _("Too many pages are open one above the other: go back with Esc first."));
}

void shell_close(struct shell *shell)
{
    if (shell_in_panes(shell))
        return;
    keeping_drop(shell, shell_top(shell));
    view_free(shell->dialogs[--shell->n_dialogs]);
}

void shell_put_aside(struct shell *shell)
{
    if (!shell_in_panes(shell) && keeping_put_aside(shell, shell_top(shell)))
        view_free(shell->dialogs[--shell->n_dialogs]);
}

void shell_come_back(struct shell *shell)
{
    if (shell->behind == 0)
        return;
    while (!shell_in_panes(shell))
        shell_close(shell);
    shell->behind = 0;
}
