#include "paint.h"

#include "run.h"

#include "paletti/base/mem.h"

#include <string.h>

enum { W = 24, H = 6 };

/* A terminal that does what a pen says. It stops in the row's last column, as terminals do. */
struct screen {
    struct canvas canvas;
    int x, y;
    enum style style;
    bool selected;
    size_t written;
    bool can_erase;
};

static void do_move(void *ctx, int x, int y)
{
    struct screen *screen = ctx;

    screen->x = x;
    screen->y = y;
}

static void do_style(void *ctx, enum style style, bool selected)
{
    struct screen *screen = ctx;

    screen->style = style;
    screen->selected = selected;
}

static void do_put(void *ctx, const char *text, size_t len, int cells)
{
    struct screen *screen = ctx;
    _cleanup_free_ char *clusters = mem_string_n(text, len);

    int taken = canvas_put(&screen->canvas, screen->x, screen->y, cells ? cells : 2, screen->style, clusters);
    for (int i = 0; i < taken; i++)
        ((struct cell *)canvas_cell(&screen->canvas, screen->x + i, screen->y))->selected = screen->selected;
    screen->x += taken;
    screen->written++;
}

static bool do_erase(void *ctx, int n)
{
    struct screen *screen = ctx;

    ck_assert(!screen->selected && screen->style != 3);
    if (!screen->can_erase)
        return false;
    canvas_fill(&screen->canvas, (struct area){screen->x, screen->y, n < 0 ? W - screen->x : n, 1}, screen->style);
    screen->written++;
    return true;
}

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void scribble(struct canvas *canvas, unsigned *seed, int times)
{
    static const char *const texts[] = {"a",         "word",    "niño", "日本", "👩‍👩‍👧‍👦",
                                        "e\314\201", "       ", "─│"};

    for (int i = 0; i < times; i++) {
        int x = (int)(next(seed) % W), y = (int)(next(seed) % H);
        enum style style = (enum style)(next(seed) % 4);
        canvas_put(canvas, x, y, W, style, texts[next(seed) % ARRAY_LEN(texts)]);
        if (next(seed) % 4 == 0)
            canvas_select(canvas, (struct area){0, y, W, 1});
    }
}

/* A terminal that showed OLD shows NEW afterwards. */
START_TEST(the_difference_is_enough)
{
    unsigned seed = 3;

    for (int round = 0; round < 3000; round++) {
        struct canvas old, new;
        struct screen screen = {.can_erase = round % 3 > 0};
        const struct pen pen = {&screen, do_move, do_style, do_put, do_erase, 1u << 3};
        _cleanup_str_ struct str wanted = STR_INIT, got = STR_INIT;
        unsigned same = seed;
        canvas_init(&old, false);
        canvas_init(&new, false);
        canvas_init(&screen.canvas, false);
        canvas_reset(&old, W, H);
        canvas_reset(&new, W, H);
        canvas_reset(&screen.canvas, W, H);
        scribble(&old, &same, 12);
        scribble(&screen.canvas, &seed, 12);
        if (round % 2)
            scribble(&new, &seed, 6);
        else
            canvas_put(&new, 0, 0, W, STYLE_TEXT, "short");
        paint_difference(&old, &new, &pen, true);
        canvas_dump(&new, &wanted, true);
        canvas_dump(&screen.canvas, &got, true);
        ck_assert_str_eq(str_text(&got), str_text(&wanted));
        str_clear(&got);
        canvas_dump(&old, &got, true);
        ck_assert_str_eq(str_text(&got), str_text(&wanted));
        canvas_done(&old);
        canvas_done(&new);
        canvas_done(&screen.canvas);
    }
}
END_TEST

START_TEST(nothing_changed_nothing_written)
{
    struct canvas shown, canvas;
    struct screen screen = {0};
    const struct pen pen = {&screen, do_move, do_style, do_put, do_erase, 1u << 3};
    unsigned seed = 5, same = 5;

    canvas_init(&shown, false);
    canvas_init(&canvas, false);
    canvas_reset(&shown, W, H);
    canvas_reset(&canvas, W, H);
    scribble(&shown, &same, 20);
    scribble(&canvas, &seed, 20);
    paint_difference(&shown, &canvas, &pen, true);
    ck_assert_uint_eq(screen.written, 0);
    canvas_done(&shown);
    canvas_done(&canvas);
}
END_TEST

START_TEST(the_last_corner_is_left_alone)
{
    struct canvas old, new;
    struct screen screen = {0};
    const struct pen pen = {&screen, do_move, do_style, do_put, do_erase, 1u << 3};

    canvas_init(&old, false);
    canvas_init(&new, false);
    canvas_init(&screen.canvas, false);
    canvas_reset(&old, 2, 2);
    canvas_reset(&new, 2, 2);
    canvas_reset(&screen.canvas, 2, 2);
    canvas_put(&new, 0, 1, 2, STYLE_TEXT, "xy");
    paint_difference(&old, &new, &pen, false);
    ck_assert_uint_eq(screen.written, 1);
    canvas_done(&old);
    canvas_done(&new);
    canvas_done(&screen.canvas);
}
END_TEST

RUN_TESTS("paint", the_difference_is_enough, nothing_changed_nothing_written, the_last_corner_is_left_alone);
