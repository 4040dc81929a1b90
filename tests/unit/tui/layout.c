#include "layout.h"

#include "run.h"

START_TEST(the_rule)
{
    static const struct {
        int w, h;
        enum shape shape;
    } cases[] = {
        {39, 10, SHAPE_TOO_SMALL}, {40, 9, SHAPE_TOO_SMALL}, {36, 9, SHAPE_TOO_SMALL},
        {1, 1, SHAPE_TOO_SMALL},   {0, 0, SHAPE_TOO_SMALL},  {40, 10, SHAPE_ONE},
        {59, 100, SHAPE_ONE},      {60, 10, SHAPE_TWO},      {79, 60, SHAPE_TWO},
        {80, 18, SHAPE_TWO},       {80, 19, SHAPE_LOW},      {80, 23, SHAPE_LOW},
        {500, 23, SHAPE_LOW},      {80, 24, SHAPE_FULL},     {139, 100, SHAPE_FULL},
        {140, 39, SHAPE_FULL},     {140, 40, SHAPE_WIDE},    {500, 200, SHAPE_WIDE},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_int_eq(layout_make(cases[i].w, cases[i].h, &FOCUS_INIT).shape, cases[i].shape);
}
END_TEST

static bool inside(struct area area, int w, int h)
{
    return area.x >= 0 && area.y >= 0 && area.w >= 0 && area.h >= 0 && area.x + area.w <= w &&
           area.y + area.h <= h;
}

static bool apart(struct area a, struct area b)
{
    return a.w == 0 || b.w == 0 || a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y ||
           b.y + b.h <= a.y;
}

static int cells(struct area area)
{
    return area.w * area.h;
}

/* Every place lies on the screen, the frames fill the body without overlapping, and who has the focus is
 * shown in a readable width. What is wrong, or NULL: an assertion each would be a write to check's parent,
 * two million of them. */
static const char *fault_of(const struct layout *l, int w, int h)
{
    int filled = 0;

    if (!inside(l->title, w, h) || !inside(l->status, w, h) || !inside(l->keys, w, h))
        return "a line lies outside";
    if (l->panes[l->focus].w <= 20 || l->panes[l->focus].h <= 1)
        return "the focus is too small";
    for (int i = 0; i < PANES_N; i++) {
        if (!inside(l->frames[i], w, h))
            return "a frame lies outside";
        if (l->frames[i].w != 0 && (l->frames[i].y < 1 || l->frames[i].y + l->frames[i].h > h - 2))
            return "a frame covers a line";
        filled += cells(l->frames[i]);
        for (int j = 0; j < i; j++)
            if (!apart(l->frames[i], l->frames[j]) || !apart(l->panes[i], l->panes[j]))
                return "two overlap";
    }
    if (filled != cells(l->body))
        return "the frames do not fill the body";
    return inside(layout_dialog(l, w * 2, 5), w, h) ? NULL : "a dialog lies outside";
}

START_TEST(every_size)
{
    for (int w = 40; w <= 500; w++) {
        for (int h = 10; h <= 200; h += h < 50 ? 1 : 7) {
            for (int pane = 0; pane < PANES_N; pane++) {
                struct focus focus = FOCUS_INIT;
                focus_set(&focus, (enum pane)pane);
                struct layout l = layout_make(w, h, &focus);
                const char *fault = fault_of(&l, w, h);
                if (fault)
                    ck_abort_msg("%dx%d, pane %d: %s", w, h, pane, fault);
            }
        }
    }
}
END_TEST

/* What shares a box comes back as it was, whatever had the focus since. */
START_TEST(boxes_are_shared)
{
    struct focus focus = FOCUS_INIT;
    struct layout layout;

    focus_set(&focus, PANE_DECIDE);
    focus_set(&focus, PANE_CLIENTS);
    layout = layout_make(80, 20, &focus);
    ck_assert(layout.frames[PANE_DECIDE].w > 0 && layout.frames[PANE_RULES].w == 0);
    ck_assert(layout.tab_from == PANE_RULES && layout.tab_to == PANE_DECIDE);
    focus_set(&focus, PANE_LOG);
    layout = layout_make(66, 20, &focus);
    ck_assert(layout.frames[PANE_LOG].w > 0 && layout.frames[PANE_DECIDE].w == 0);
    layout = layout_make(80, 24, &focus);
    ck_assert(layout.frames[PANE_RULES].w > 0 && layout.frames[PANE_DECIDE].w > 0);
    ck_assert(layout.tab_from == layout.tab_to);
    ck_assert_int_eq(layout_step(&layout, 1), PANE_RULES);
    ck_assert_int_eq(layout_step(&layout, -2), PANE_DECIDE);
}
END_TEST

START_TEST(dialogs_stand_in_the_middle)
{
    struct layout layout = layout_make(120, 24, &FOCUS_INIT);
    struct area area = layout_dialog(&layout, 40, 11);

    ck_assert_int_eq(area.x, 40);
    ck_assert_int_eq(area.y, 6);
    ck_assert_int_eq(area.w, 40);
    ck_assert_int_eq(area.h, 11);
    layout = layout_make(80, 24, &FOCUS_INIT);
    ck_assert_int_eq(layout_dialog(&layout, 40, 11).w, 80);
}
END_TEST

RUN_TESTS("layout", the_rule, every_size, boxes_are_shared, dialogs_stand_in_the_middle);
