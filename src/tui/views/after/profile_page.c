/* Whom one works for best, and what is asked first: the profile, to be read; edited on its form. ledger.md
 * 001-23, 001-31. */
#include "after.h"
#include "form_view.h"

#include "paletti/app/intake.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct profile_view {
    struct after after;
    struct texts lines;
};

static const struct after_page profile_page;

static void profile_init(struct view *base, const char *argument)
{
    after_init(base, argument, &profile_page);
}

static void forget(struct after *after)
{
    texts_clear(&((struct profile_view *)after)->lines);
}

static int add_line(void *ctx, const char *line)
{
    texts_add(ctx, line);
    return 0;
}

static int read(struct after *after, struct err *err)
{
    struct profile_view *view = (struct profile_view *)after;

    return profile_lines(after->base.scene->app, add_line, &view->lines, err) < 0 ? -1 : 0;
}

static void fill(struct after *after)
{
    struct profile_view *view = (struct profile_view *)after;

    for (size_t i = 0; i < view->lines.n; i++) {
        const char *line = view->lines.v[i];
        sheet_line(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_X, AFTER_X + 4, *line == ' ' ? STYLE_TEXT : STYLE_HEAD, line);
    }
    if (view->lines.n == 0)
        after_text(after, STYLE_QUIET,
                   _("There is no profile yet: e writes down whom you know how to work for, and what you ask "
                     "first."));
}

static void profile_act(struct after *after, enum action action, struct effects *effects)
{
    bool there = ((struct profile_view *)after)->lines.n > 0;
    _cleanup_free_ char *argument =
        there ? form_view_record(NULL, "profile") : form_view_new_record("profile", NULL);

    if (action == ACTION_AFTER_EDIT || action == ACTION_AFTER_OPEN)
        effects_open(effects, &view_form_ops, argument);
}

static const struct hint profile_hints[] = {
    {ACTION_AFTER_EDIT, ACTION_NONE, N_("edit")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_profile_ops =
    AFTER_PAGE_OPS(IN_PROFILE, struct profile_view, N_("Profile"), profile_init, after_done, profile_hints);

static const struct after_page profile_page = {&view_profile_ops, NULL, read,  fill,
                                               profile_act,       NULL, forget};
