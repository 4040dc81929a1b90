#include "view.h"

#include "paletti/base/mem.h"

struct view *view_new(const struct view_ops *ops, const struct scene *scene, const char *argument)
{
    struct view *view = mem_zero(1, ops->size);

    view->ops = ops;
    view->scene = scene;
    view->stale = true;
    view->height = 1;
    if (ops->init)
        ops->init(view, argument);
    return view;
}

void view_free(struct view *view)
{
    if (!view)
        return;
    if (view->ops->done)
        view->ops->done(view);
    free(view);
}

void view_resize(struct view *view, int w, int height)
{
    if (w == view->w && height == view->height)
        return;
    view->w = w;
    view->height = height > 1 ? height : 1;
    if (view->ops->resize)
        view->ops->resize(view);
}

int view_load(struct view *view, struct effects *effects, struct err *err)
{
    if (!view->stale)
        return 0;
    view->stale = false;
    return view->ops->load ? view->ops->load(view, effects, err) : 0;
}
