#include "layout.h"

static enum shape shape_of(int w, int h)
{
    if (w < SCREEN_MIN_W || h < SCREEN_MIN_H)
        return SHAPE_TOO_SMALL;
    if (w >= 140 && h >= 40)
        return SHAPE_WIDE;
    if (w >= 80 && h >= 24)
        return SHAPE_FULL;
    return w >= 60 ? SHAPE_TWO : SHAPE_ONE;
}

/* The clients' share grows with the width: a name, a due and the breaches fit, the rest is the log's. */
static int clients_width(enum shape shape, int w)
{
    switch (shape) {
    case SHAPE_TWO:
        return w < 80 ? 26 + (w - 60) / 2 : 36;
    case SHAPE_FULL:
        return w < 100 ? 36 : w < 120 ? 42 : 46;
    default:
        return w < 160 ? 56 : 62;
    }
}

struct layout layout_make(int w, int h, enum pane focus)
{
    struct layout layout = {.shape = shape_of(w, h)};

    if (layout.shape == SHAPE_TOO_SMALL)
        return layout;
    layout.title = (struct area){0, 0, w, 1};
    layout.body = (struct area){0, 1, w, h - 3};
    layout.status = (struct area){0, h - 2, w, 1};
    layout.keys = (struct area){0, h - 1, w, 1};
    if (layout.shape == SHAPE_ONE) {
        layout.panes[focus] = layout.body;
        return layout;
    }
    int left = clients_width(layout.shape, w);
    layout.panes[PANE_CLIENTS] = (struct area){0, 1, left, h - 3};
    layout.panes[PANE_LOG] = (struct area){left, 1, w - left, h - 3};
    return layout;
}

struct area layout_dialog(const struct layout *layout, int w, int h)
{
    struct area body = layout->body;

    w = w < body.w && body.w >= 100 ? w : body.w;
    h = h < body.h ? h : body.h;
    return (struct area){body.x + (body.w - w) / 2, body.y + (body.h - h) / 2, w, h};
}
