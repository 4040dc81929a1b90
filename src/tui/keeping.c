#include "keeping.h"

#include "after_view.h"
#include "goodbye_view.h"
#include "letters_view.h"
#include "rules_view.h"
#include "versions_view.h"

#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* Dialogs in which one types, by the names they are kept under. */
static const struct view_ops *const dialogs[] = {&view_form_ops, &view_line_ops, &view_command_ops, &view_rules_ops,
                                                &view_exceptions_ops, &view_reminder_ops, &view_draft_ops,
                                                &view_look_back_ops, &view_tasks_ops, &view_closing_ops, &view_intake_ops,
                                                &view_goodbye_ops, &view_goodbye_step_ops, &view_refunds_ops};

/* Fills RET with what stands in VIEW; false: nothing that is worth keeping. */
static bool pack(const struct view *view, struct typing *ret)
{
    *ret = (struct typing){.id = view->typing, .dialog = mem_string(view->ops->draft)};
    if (view->ops->pack(view, ret))
        return true;
    typing_clear(ret);
    return false;
}

/* A failure is said once, not at each pause: the text stays on the screen. */
static void complain(struct shell *shell, const struct err *err)
{
    _cleanup_free_ char *text = NULL;

    if (shell->typing_failed)
        return;
    shell->typing_failed = true;
    text = str_format(_("What you type is not kept on disk now: %s"), err->text);
    shell_say(shell, true, text);
}

/* --- dropping: while another process writes, it is tried again at the next pause --- */

static void drop(struct shell *shell, int64_t id)
{
    struct err err;

    if (id == 0 || app_typing_drop(shell->scene.app, id, &err) <= 0)
        return;
    MEM_GROW(shell->drops, shell->n_drops, shell->cap_drops);
    shell->drops[shell->n_drops++] = id;
}

static void drop_again(struct shell *shell)
{
    size_t n = shell->n_drops;
    _cleanup_free_ int64_t *ids = MEM_TAKE(shell->drops);

    shell->n_drops = shell->cap_drops = 0;
    for (size_t i = 0; i < n; i++)
        drop(shell, ids[i]);
}

void keeping_drop(struct shell *shell, struct view *view)
{
    drop(shell, view->typing);
    view->typing = 0;
}

/* --- keeping --- */

/* 0: kept; 1: not now; negative: it failed, which was said. */
static int keep(struct shell *shell, struct view *view, struct typing *typing)
{
    struct err err;
    /* No file is made for half a command. */
    bool make = view->ops != &view_command_ops;
    int r = app_typing_keep(shell->scene.app, typing, make, &err);

    if (r < 0)
        complain(shell, &err);
    if (r == 0) {
        shell->typing_failed = false;
        view->typing = typing->id;
    }
    return r;
}

static bool keep_view(struct shell *shell, struct view *view)
{
    _cleanup_typing_ struct typing typing = {0};
    int r = 0;

    if (!view->touched)
        return true;
    if (pack(view, &typing))
        r = keep(shell, view, &typing);
    else
        keeping_drop(shell, view);
    view->touched = r != 0;
    return r <= 0;
}

bool keeping_pause(struct shell *shell)
{
    bool all = true;

    drop_again(shell);
    for (int i = 0; i < shell->n_dialogs; i++)
        all = keep_view(shell, shell->dialogs[i]) && all;
    return all && shell->n_drops == 0;
}

bool keeping_owes(const struct shell *shell)
{
    for (int i = 0; i < shell->n_dialogs; i++)
        if (shell->dialogs[i]->touched && !shell->typing_failed)
            return true;
    return false;
}

static void say_aside(struct shell *shell, const char *title)
{
    _cleanup_str_ struct str keys = STR_INIT;
    _cleanup_free_ char *text = NULL;

    keymap_keys(shell->scene.keymap, IN_PANES, ACTION_RESUME, 1, "", &keys);
    text = str_format(_("Not saved, but kept: %s goes on with \"%s\"."), str_text(&keys), title);
    shell_say(shell, false, text);
}

bool keeping_put_aside(struct shell *shell, struct view *view)
{
    _cleanup_typing_ struct typing typing = {0};

    if (!view->ops->pack || !pack(view, &typing)) {
        keeping_drop(shell, view);
        return true;
    }
    typing.aside = true;
    int r = keep(shell, view, &typing);
    if (r > 0)
        shell_say(shell, true, _("Another paletti is writing just now, so what you typed could not be kept: once more, please."));
    if (r == 0)
        say_aside(shell, typing.title);
    return r == 0;
}

/* --- going on --- */

struct found {
    int n, cut_off;
};

static int count(void *ctx, const struct typing *typing)
{
    struct found *found = ctx;

    found->n++;
    found->cut_off += !typing->aside;
    return 0;
}

static struct found look(struct shell *shell)
{
    struct found found = {0};
    struct err err;

    if (app_typing_left(shell->scene.app, count, &found, &err) < 0)
        shell_say(shell, true, err.text);
    return found;
}

void keeping_offer(struct shell *shell)
{
    struct found found = look(shell);
    _cleanup_str_ struct str keys = STR_INIT;
    _cleanup_free_ char *text = NULL;

    if (found.cut_off > 0) {
        shell_open(shell, view_new(&view_unsaved_ops, &shell->scene, NULL));
    } else if (found.n > 0) {
        keymap_keys(shell->scene.keymap, IN_PANES, ACTION_RESUME, 1, "", &keys);
        text = str_format(P_("%d text waits, not saved: %s shows it.", "%d texts wait, not saved: %s shows them.", found.n),
                          found.n, str_text(&keys));
        shell_say(shell, false, text);
    }
}

void keeping_resume(struct shell *shell)
{
    struct found found = look(shell);

    if (found.n > 0)
        shell_open(shell, view_new(&view_unsaved_ops, &shell->scene, NULL));
    else
        shell_say(shell, false, _("Nothing was left unsaved."));
}

static int take(struct shell *shell, int64_t id, struct typing *ret)
{
    struct err err;
    int r = app_typing_take(shell->scene.app, id, ret, &err);

    if (r != 0)
        shell_say(shell, true, r < 0 ? err.text : _("Somebody else goes on with it already."));
    return r;
}

static void say_unread(struct shell *shell, const struct typing *typing)
{
    _cleanup_free_ char *text = NULL;

    if (!typing->unread)
        return;
    text = str_format(_("What your editor wrote cannot be read as text; it is kept in %s"), typing->unread);
    shell_say(shell, true, text);
}

static void open(struct shell *shell, const struct view_ops *ops, const struct typing *typing)
{
    struct view *view = view_new(ops, &shell->scene, typing->argument);

    view->typing = typing->id;
    ops->unpack(view, typing);
    shell_open(shell, view);
}

void keeping_take(struct shell *shell, int64_t id)
{
    _cleanup_typing_ struct typing typing = {0};

    if (take(shell, id, &typing) != 0)
        return;
    say_unread(shell, &typing);
    for (size_t i = 0; i < ARRAY_LEN(dialogs); i++)
        if (str_equal(dialogs[i]->draft, typing.dialog))
            open(shell, dialogs[i], &typing);
}

void keeping_forget(struct shell *shell, int64_t id)
{
    _cleanup_typing_ struct typing typing = {0};

    if (take(shell, id, &typing) == 0)
        drop(shell, id);
}
