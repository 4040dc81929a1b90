#include "layout.h"

/* Rows with their frame. */
enum {
    LOG_H_MIN = 11,
    RULES_H_MIN = 6,
    RULES_H = 15, /* everything boundaries has to say of most clients */
    DECIDE_H_MIN = 4,
    DECIDE_H = 12,
    NEXT_H = 10,
    NUMBERS_H = 13, /* of the rows inside the clients' frame */
    BOTH_H_MIN = 16, /* of the body: below, log and the box under it are one */
    SIDE_W = 100,    /* boundaries and decide fit side by side */
};

static enum shape shape_of(int w, int h)
{
    if (w < SCREEN_MIN_W || h < SCREEN_MIN_H)
        return SHAPE_TOO_SMALL;
    if (w >= 140 && h >= 40)
        return SHAPE_WIDE;
    if (w >= 80)
        return h >= 24 ? SHAPE_FULL : h - 3 >= BOTH_H_MIN ? SHAPE_LOW : SHAPE_TWO;
    return w >= 60 ? SHAPE_TWO : SHAPE_ONE;
}

/* The clients' share grows with the width: a name and why it stands where it does fit, the rest is the log's. */
static int clients_width(int w)
{
    int clients = w < 80 ? 27 + (w - 60) / 5 : 30 + (w - 80) / 5;

    return clients < 62 ? clients : 62;
}

static int at_most(int n, int most)
{
    return n < most ? n : most;
}

/* Boundaries and decide in AT: side by side where each keeps a readable width. */
static void place_pair(struct layout *layout, struct area at)
{
    int half = at.w / 2;

    layout->frames[PANE_RULES] = (struct area){at.x, at.y, half, at.h};
    layout->frames[PANE_DECIDE] = (struct area){at.x + half, at.y, at.w - half, at.h};
}

static void place_full(struct layout *layout, struct area right)
{
    int spare = right.h - LOG_H_MIN - RULES_H_MIN - DECIDE_H_MIN;

    if (right.w >= SIDE_W) {
        int pair = at_most(RULES_H_MIN + DECIDE_H_MIN + spare / 2, RULES_H);
        layout->frames[PANE_LOG] = (struct area){right.x, right.y, right.w, right.h - pair};
        place_pair(layout, (struct area){right.x, right.y + right.h - pair, right.w, pair});
        return;
    }
    int decide = at_most(DECIDE_H_MIN + spare / 4, DECIDE_H), rules = at_most(RULES_H_MIN + spare / 3, RULES_H);
    int log = right.h - rules - decide;
    layout->frames[PANE_LOG] = (struct area){right.x, right.y, right.w, log};
    layout->frames[PANE_RULES] = (struct area){right.x, right.y + log, right.w, rules};
    layout->frames[PANE_DECIDE] = (struct area){right.x, right.y + log + rules, right.w, decide};
}

static void place_wide(struct layout *layout, struct area right)
{
    int next = at_most(NEXT_H - 2 + (right.h - 37) / 4, NEXT_H + 6), pair = RULES_H, log = right.h - next - pair;

    layout->frames[PANE_LOG] = (struct area){right.x, right.y, right.w, log};
    place_pair(layout, (struct area){right.x, right.y + log, right.w, pair});
    layout->frames[PANE_NEXT] = (struct area){right.x, right.y + log + pair, right.w, next};
}

static void share(struct layout *layout, enum pane from, enum pane to, enum pane shown, struct area at)
{
    layout->tab_from = from;
    layout->tab_to = to;
    layout->frames[shown] = at;
}

static void place_low(struct layout *layout, const struct focus *focus, struct area right)
{
    int below = right.h * 2 / 5;

    layout->frames[PANE_LOG] = (struct area){right.x, right.y, right.w, right.h - below};
    share(layout, PANE_RULES, PANE_DECIDE, focus->below,
          (struct area){right.x, right.y + right.h - below, right.w, below});
}

static void place(struct layout *layout, const struct focus *focus)
{
    struct area body = layout->body, right = body;

    if (layout->shape == SHAPE_ONE) {
        share(layout, PANE_CLIENTS, PANE_DECIDE, layout->focus, body);
        return;
    }
    right.x = clients_width(body.w);
    right.w -= right.x;
    layout->frames[PANE_CLIENTS] = (struct area){0, body.y, right.x, body.h};
    if (layout->shape == SHAPE_WIDE)
        place_wide(layout, right);
    else if (layout->shape == SHAPE_FULL)
        place_full(layout, right);
    else if (layout->shape == SHAPE_LOW)
        place_low(layout, focus, right);
    else
        share(layout, PANE_LOG, PANE_DECIDE, focus->beside, right);
}

static void place_insides(struct layout *layout)
{
    struct area *clients = &layout->panes[PANE_CLIENTS];

    for (int i = 0; i < PANES_N; i++)
        if (layout->frames[i].w > 0)
            layout->panes[i] = area_inside(layout->frames[i]);
    if (layout->shape != SHAPE_WIDE)
        return;
    clients->h -= NUMBERS_H;
    layout->panes[PANE_NUMBERS] = (struct area){clients->x, clients->y + clients->h, clients->w, NUMBERS_H};
}

struct layout layout_make(int w, int h, const struct focus *focus)
{
    struct layout layout = {.shape = shape_of(w, h), .focus = focus->on};

    if (layout.shape != SHAPE_WIDE && layout.focus > PANE_DECIDE)
        layout.focus = PANE_CLIENTS;
    if (layout.shape == SHAPE_TOO_SMALL)
        return layout;
    layout.title = (struct area){0, 0, w, 1};
    layout.body = (struct area){0, 1, w, h - 3};
    layout.status = (struct area){0, h - 2, w, 1};
    layout.keys = (struct area){0, h - 1, w, 1};
    place(&layout, focus);
    place_insides(&layout);
    return layout;
}

void focus_set(struct focus *focus, enum pane pane)
{
    focus->on = pane;
    if (pane >= PANE_LOG && pane <= PANE_DECIDE)
        focus->beside = pane;
    if (pane == PANE_RULES || pane == PANE_DECIDE)
        focus->below = pane;
}

enum pane layout_step(const struct layout *layout, int steps)
{
    int n = layout->shape == SHAPE_WIDE ? PANE_NEXT + 1 : PANE_DECIDE + 1;

    return (enum pane)(((int)layout->focus + steps % n + n) % n);
}

struct layout layout_plain(int w, int h, const struct focus *focus)
{
    struct layout layout = {.shape = SHAPE_PLAIN, .body = {0, 0, w, h}, .focus = focus->on};

    layout.panes[PANE_CLIENTS] = layout.panes[focus->on] = layout.body;
    return layout;
}

struct area layout_dialog(const struct layout *layout, int w, int h)
{
    struct area body = layout->body;

    w = w < body.w && body.w >= 100 ? w : body.w;
    h = h < body.h ? h : body.h;
    return (struct area){body.x + (body.w - w) / 2, body.y + (body.h - h) / 2, w, h};
}
