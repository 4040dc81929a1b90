/* What of a frame is painted anew. After keys that only move, that is the pane they moved in, of which two lines may do,
 * the panes that were loaded for it, and the two lines below; after anything else it is everything. */
#include "shell.h"

#include "paletti/app/blur.h"

#include <string.h>

static unsigned bit(int pane)
{
    return 1u << pane;
}

bool frame_moves(enum action action)
{
    switch ((int)action) {
    case ACTION_DOWN:
    case ACTION_UP:
    case ACTION_HALF_DOWN:
    case ACTION_HALF_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_FIRST:
    case ACTION_LAST:
    case ACTION_PANE_NEXT:
    case ACTION_PANE_PREVIOUS:
    case ACTION_PANE_CLIENTS:
    case ACTION_PANE_LOG:
    case ACTION_PANE_RULES:
    case ACTION_PANE_DECIDE:
        return true;
    default:
        return false;
    }
}

void frame_moved(struct shell *shell)
{
    shell->moved = true;
    shell->parts |= PARTS_TOLD;
}

void frame_all(struct shell *shell)
{
    shell->parts |= PARTS_ALL;
}

void frame_view(struct shell *shell, const struct view *view)
{
    for (int i = 0; i < PANES_N; i++)
        if (shell->panes[i] == view)
            shell->parts |= bit(i);
}

/* The same places; the focus may be elsewhere. */
static bool same_places(const struct layout *a, const struct layout *b)
{
    return a->shape == b->shape && memcmp(a->frames, b->frames, sizeof a->frames) == 0 &&
           memcmp(a->panes, b->panes, sizeof a->panes) == 0 && a->tab_from == b->tab_from && a->tab_to == b->tab_to;
}

void frame_place(struct shell *shell, const struct layout *layout)
{
    if (!same_places(&shell->layout, layout))
        frame_all(shell);
    else if (shell->layout.focus != layout->focus)
        shell->parts |= bit((int)shell->layout.focus) | bit((int)layout->focus);
    shell->layout = *layout;
}

static bool meet(struct area a, struct area b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* What stands in the frame of one that is painted is painted too. */
static unsigned with_inmates(const struct layout *layout, unsigned parts)
{
    for (int i = 0; i < PANES_N; i++)
        for (int k = 0; k < PANES_N && parts & bit(i); k++)
            if (meet(layout->frames[i], layout->panes[k]))
                parts |= bit(k);
    return parts;
}

static const char *hide_names(void *app, const char *text)
{
    return app_blur_names(app, text);
}

static const char *hide_written(void *app, const char *text)
{
    return app_blur_text(app, text);
}

void shell_veil(struct shell *shell, struct canvas *canvas)
{
    shell->veil = (struct veil){hide_names, hide_written, shell->scene.app};
    canvas->veil = app_blurred(shell->scene.app) ? &shell->veil : NULL;
}

static bool is_whole(const struct shell *shell, const struct canvas *canvas)
{
    return !(shell->parts & PARTS_TOLD) || shell->parts & PARTS_ALL || shell->n_dialogs > 0 || shell->progress.on ||
           shell->layout.shape == SHAPE_TOO_SMALL || canvas->w != shell->w || canvas->h != shell->h ||
           canvas->pool.len > 0;
}

/* What the line of keys says depends on this. */
static bool same_hints(struct shell *shell)
{
    const struct view_ops *ops = shell_top(shell)->ops;
    bool marks = ops->has && ops->has(shell_top(shell)) & NEED_MARKS;
    bool same = ops == shell->hinted && marks == shell->hinted_marks;

    shell->hinted = ops;
    shell->hinted_marks = marks;
    return same;
}

/* Where the selection of the pane with the focus stands; false: it does not say. */
static bool find_place(const struct shell *shell, struct list_place *ret)
{
    const struct view *view = shell->panes[shell->layout.focus];

    return view->ops->place && view->ops->place(view, ret);
}

/* The pane in which keys moved: whole, unless its page is the one that was shown. */
static void draw_moved(struct shell *shell, struct canvas *canvas)
{
    enum pane pane = shell->layout.focus;
    struct list_place place;

    if (!shell->moved || shell->parts & bit((int)pane))
        return;
    if (shell->placed == shell->panes[pane] && find_place(shell, &place) && place.top == shell->place.top)
        screen_draw_step(shell, canvas, pane, shell->place.selected, place.selected);
    else
        shell->parts |= bit((int)pane);
}

void frame_draw(struct shell *shell, struct canvas *canvas)
{
    bool whole = is_whole(shell, canvas), same = same_hints(shell);

    shell_veil(shell, canvas);
    if (whole) {
        canvas_reset(canvas, shell->w, shell->h);
        screen_draw(shell, canvas);
    } else {
        canvas_set_cursor(canvas, 0, 0);
        draw_moved(shell, canvas);
        screen_draw_parts(shell, canvas, with_inmates(&shell->layout, shell->parts), !same);
    }
    shell->parts = 0;
    shell->moved = false;
    shell->placed = find_place(shell, &shell->place) ? shell->panes[shell->layout.focus] : NULL;
}
