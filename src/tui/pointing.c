#include "pointing.h"

#include <stddef.h>

enum { WHEEL_LINES = 3 };

static bool inside(struct area area, int x, int y)
{
    return x >= area.x && x < area.x + area.w && y >= area.y && y < area.y + area.h;
}

/* The pane at X, Y, frame included; PANES_N: none. */
static enum pane pane_at(const struct shell *shell, int x, int y)
{
    const struct layout *layout = &shell->layout;

    for (int i = 0; i < PANES_N; i++)
        if (layout->panes[i].w > 0 && (inside(layout->frames[i], x, y) || inside(layout->panes[i], x, y)))
            return (enum pane)i;
    return PANES_N;
}

/* What is under the pointer, and where it stands. While a dialog is open there is nothing beside it. */
static struct view *view_at(const struct shell *shell, int x, int y, struct area *ret_area)
{
    if (!shell_in_panes(shell)) {
        struct view *view = shell->dialogs[shell->n_dialogs - 1];
        struct area frame = shell->places[shell->n_dialogs - 1];
        *ret_area = (struct area){frame.x + (frame.w - view->w) / 2, frame.y + 1, view->w, view->height};
        return view->ops->extent && inside(frame, x, y) ? view : NULL;
    }
    enum pane pane = pane_at(shell, x, y);
    if (pane == PANES_N)
        return NULL;
    *ret_area = shell->layout.panes[pane];
    return shell->panes[pane];
}

static void click(struct shell *shell, struct view *view, struct area area, int x, int y)
{
    if (shell_in_panes(shell))
        effects_number(&shell->effects, EFFECT_FOCUS, pane_at(shell, x, y));
    int64_t item = inside(area, x, y) && view->ops->item_at ? view->ops->item_at(view, y - area.y) : -1;
    if (item >= 0)
        view->ops->select(view, item, &shell->effects);
}

static void turn(struct shell *shell, struct view *view, bool down)
{
    struct err err;

    for (int i = 0; i < WHEEL_LINES; i++) {
        if (view_load(view, &shell->effects, &err) < 0) {
            shell_say(shell, true, err.text);
            return;
        }
        view->ops->act(view, down ? ACTION_DOWN : ACTION_UP, &shell->effects);
    }
}

void shell_point(struct shell *shell, const struct event *event)
{
    struct area area;

    frame_all(shell);
    shell_settle(shell);
    struct view *view = view_at(shell, event->x, event->y, &area);
    if (!view || shell_is_new(shell))
        return;
    shell_say(shell, false, "");
    if (event->kind == EVENT_CLICK)
        click(shell, view, area, event->x, event->y);
    else if (actions[ACTION_DOWN].where & view->ops->where)
        turn(shell, view, event->down);
    shell_perform(shell);
}
