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
        {80, 23, SHAPE_TWO},       {80, 24, SHAPE_FULL},     {139, 100, SHAPE_FULL},
        {140, 39, SHAPE_FULL},     {140, 40, SHAPE_WIDE},    {500, 200, SHAPE_WIDE},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_int_eq(layout_make(cases[i].w, cases[i].h, PANE_CLIENTS).shape, cases[i].shape);
}
END_TEST

static bool inside(struct area area, int w, int h)
{
    return area.x >= 0 && area.y >= 0 && area.w >= 0 && area.h >= 0 && area.x + area.w <= w &&
           area.y + area.h <= h;
}

/* Every place lies on the screen, panes do not overlap and leave the three lines alone. */
START_TEST(every_size)
{
    for (int w = 40; w <= 500; w++) {
        for (int h = 10; h <= 200; h += 7) {
            for (int focus = 0; focus < PANES_N; focus++) {
                struct layout l = layout_make(w, h, (enum pane)focus);
                ck_assert(inside(l.title, w, h) && inside(l.status, w, h) && inside(l.keys, w, h));
                ck_assert_int_gt(l.panes[focus].w, 20);
                for (int i = 0; i < PANES_N; i++) {
                    ck_assert(inside(l.panes[i], w, h));
                    ck_assert(l.panes[i].w == 0 || (l.panes[i].y == 1 && l.panes[i].h == h - 3));
                }
                ck_assert(l.shape == SHAPE_ONE || l.panes[0].w + l.panes[1].w == w);
                ck_assert(inside(layout_dialog(&l, w * 2, 5), w, h));
            }
        }
    }
}
END_TEST

START_TEST(dialogs_stand_in_the_middle)
{
    struct layout layout = layout_make(120, 24, PANE_LOG);
    struct area area = layout_dialog(&layout, 40, 11);

    ck_assert_int_eq(area.x, 40);
    ck_assert_int_eq(area.y, 6);
    ck_assert_int_eq(area.w, 40);
    ck_assert_int_eq(area.h, 11);
    layout = layout_make(80, 24, PANE_LOG);
    ck_assert_int_eq(layout_dialog(&layout, 40, 11).w, 80);
}
END_TEST

RUN_TESTS("layout", the_rule, every_size, dialogs_stand_in_the_middle);
