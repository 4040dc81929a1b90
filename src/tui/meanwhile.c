#include "meanwhile.h"

#include "paletti/app/blur.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* A file that nobody can read while it is written has no such app: then views keep what they have. */
static struct app *beside(struct shell *shell)
{
    struct meanwhile *meanwhile = &shell->meanwhile;

    if (!meanwhile->asked)
        meanwhile->beside = app_beside(shell->scene.app);
    meanwhile->asked = true;
    return meanwhile->beside;
}

void meanwhile_begin(struct shell *shell)
{
    struct meanwhile *meanwhile = &shell->meanwhile;

    meanwhile->own = shell->scene.app;
    meanwhile->effects = shell->effects;
    shell->effects = (struct effects){0};
    if (beside(shell))
        shell->scene.app = meanwhile->beside;
}

void meanwhile_end(struct shell *shell)
{
    struct meanwhile *meanwhile = &shell->meanwhile;

    effects_done(&shell->effects);
    shell->effects = meanwhile->effects;
    shell->scene.app = MEM_TAKE(meanwhile->own);
}

/* Nothing can be read, so nothing can be looked at. */
bool meanwhile_blind(const struct shell *shell)
{
    return shell->meanwhile.own && !shell->meanwhile.beside;
}

/* Esc ends a search, a filter or marks before it ends a command. */
static bool would_close(const struct shell *shell)
{
    const struct view *top = shell_top(shell);
    unsigned has = top->ops->has ? top->ops->has(top) : 0;

    return shell->n_dialogs > shell->meanwhile.floor || has & (NEED_SEARCH | NEED_FILTER | NEED_MARKS);
}

bool meanwhile_stops(const struct shell *shell, uint32_t key)
{
    return key == (KEY_CTRL | 'c') || (key == KEY_ESCAPE && !would_close(shell));
}

void meanwhile_key(struct shell *shell, uint32_t key)
{
    bool works = meanwhile_rests(shell, shell_top(shell));

    if (meanwhile_blind(shell) || (works && shell_is_new(shell))) {
        meanwhile_refuses(shell);
        return;
    }
    if (works)
        shell->behind = shell->n_dialogs;
    shell_key(shell, key);
}

void meanwhile_watch(struct shell *shell, const char *what)
{
    shell->progress = (struct progress){.on = true, .what = what};
    shell->meanwhile.floor = shell->n_dialogs;
}

void meanwhile_over(struct shell *shell)
{
    struct app *own = shell->scene.app, *looked = MEM_TAKE(shell->meanwhile.beside);

    shell->progress.on = shell->meanwhile.asked = false;
    frame_all(shell);
    if (!looked)
        return;
    app_blur(own, app_blurred(looked));
    app_free(looked);
    shell->scene.zone = app_zone(own);
}

int meanwhile_refuse(const struct shell *shell, struct err *err)
{
    return err_set(err, _("Not while \"%s\" goes on: until it is done one can only look around. Ctrl-c ends it."),
                   shell->progress.what);
}

bool meanwhile_refuses(struct shell *shell)
{
    struct err err;

    if (shell->progress.on) {
        meanwhile_refuse(shell, &err);
        shell_say(shell, true, err.text);
    }
    return shell->progress.on;
}

bool meanwhile_rests(const struct shell *shell, const struct view *view)
{
    return shell->progress.on && (view->ops->work || view->ops->look);
}

bool meanwhile_opens(struct shell *shell, const struct view *view)
{
    return !(view->ops->draft || view->ops->work || view->ops->look) || !meanwhile_refuses(shell);
}
