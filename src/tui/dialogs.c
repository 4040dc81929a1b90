#include "dialogs.h"

#include "line_view.h"
#include "log_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The client that a key is about. */
static int64_t client_of(const struct shell *shell, const char **ret_name)
{
    return log_view_client(shell->panes[PANE_LOG], shell->focus.on == PANE_LOG, ret_name);
}

unsigned dialogs_have(const struct shell *shell)
{
    const char *name;

    return client_of(shell, &name) != 0 ? NEED_CLIENT : 0;
}

bool dialogs_act(struct shell *shell, enum action action)
{
    static const struct {
        enum action action;
        enum line_what what;
    } lines[] = {
        {ACTION_ADD, LINE_ANYTHING}, {ACTION_ADD_IN, LINE_IN}, {ACTION_ADD_OUT, LINE_OUT}, {ACTION_ADD_CALL, LINE_CALL}};
    const char *name;

    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        if (lines[i].action != action)
            continue;
        int64_t client = client_of(shell, &name);
        shell_open(shell, line_view_new(&shell->scene, client, name, lines[i].what));
        return true;
    }
    return false;
}

void dialogs_edit(struct shell *shell, const char *text)
{
    _cleanup_free_ char *edited = NULL;
    struct view *view = shell_top(shell);
    struct err err;

    if (!shell->host || !shell->host->edit || !view->ops->edited)
        shell_say(shell, true, _("There is no editor here."));
    else if (shell->host->edit(shell->host->ctx, text, &edited, &err) < 0)
        shell_say(shell, true, err.text);
    else
        view->ops->edited(view, edited);
}

void dialogs_show_entry(struct shell *shell, const char *ref)
{
    int64_t id, client;
    struct err err;
    int r = view_entry_id(shell->scene.app, ref, &id, &client, &err);

    if (r < 0)
        shell_say(shell, true, err.text);
    if (r == 0)
        log_view_select(shell->panes[PANE_LOG], id);
}
