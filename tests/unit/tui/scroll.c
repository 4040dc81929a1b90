#include "scroll.h"

#include "run.h"

static void check_shown(const struct scroll *scroll, int w, int h, const char *expected)
{
    struct canvas canvas;
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, false);
    canvas_reset(&canvas, w, h);
    scroll_draw(scroll, &canvas, (struct area){0, 0, w, h}, true);
    canvas_dump(&canvas, &dump, false);
    ck_assert_str_eq(str_text(&dump), expected);
    canvas_done(&canvas);
}

START_TEST(wraps_between_words)
{
    struct scroll scroll = {0};

    scroll_add(&scroll, "a short line");
    scroll_add(&scroll, "  from Monday until Tuesday");
    scroll_add(&scroll, "");
    scroll_add(&scroll, "abcdefghijklmnopqrst");
    scroll_resize(&scroll, 14, 8);
    check_shown(&scroll, 14, 8,
                "a short line\n  from Monday\n    until\n    Tuesday\n\nabcdefghijklmn\n  opqrst\n\n");
    scroll_done(&scroll);
}
END_TEST

/* What stands behind a label goes on below it; lines of a body stand each for itself. */
START_TEST(hangs_behind_labels)
{
    struct scroll scroll = {0};
    int w, h;

    scroll_add_styled(&scroll, STYLE_TEXT, 5, "what a new header");
    scroll_add_styled(&scroll, STYLE_TEXT, 0, "one\r\n\ttwo and three four\n\nfive\033");
    scroll_extent(&scroll, 14, &w, &h);
    ck_assert_int_eq(w, 14);
    ck_assert_int_eq(h, 7);
    scroll_resize(&scroll, 14, 8);
    check_shown(&scroll, 14, 8, "what a new\n     header\none\n two and three\nfour\n\nfive␛\n\n");
    scroll_extent(&scroll, 80, &w, &h);
    ck_assert_int_eq(w, 19);
    ck_assert_int_eq(h, 5);
    scroll_done(&scroll);
}
END_TEST

START_TEST(scrolls_to_the_end_and_not_beyond)
{
    struct scroll scroll = {0};
    _cleanup_str_ struct str position = STR_INIT;

    for (int i = 0; i < 9; i++) {
        char line[] = {(char)('1' + i), '\0'};
        scroll_add(&scroll, line);
    }
    scroll_resize(&scroll, 5, 4);
    scroll_position(&scroll, &position);
    ck_assert_str_eq(str_text(&position), "1-4/9");
    for (int i = 0; i < 20; i++)
        ck_assert(scroll_act(&scroll, ACTION_DOWN));
    check_shown(&scroll, 5, 4, "6\n7\n8\n9\n");
    ck_assert(scroll_act(&scroll, ACTION_UP));
    check_shown(&scroll, 5, 4, "5\n6\n7\n8\n");
    ck_assert(scroll_act(&scroll, ACTION_LAST));
    check_shown(&scroll, 5, 4, "6\n7\n8\n9\n");
    ck_assert(scroll_act(&scroll, ACTION_FIRST));
    check_shown(&scroll, 5, 4, "1\n2\n3\n4\n");
    ck_assert(!scroll_act(&scroll, ACTION_HELP));
    scroll_done(&scroll);
}
END_TEST

/* Wrapped anew at another width, the same words are on top. */
START_TEST(resizing_keeps_the_place)
{
    struct scroll scroll = {0};

    for (int i = 0; i < 30; i++)
        scroll_add(&scroll, "one two three four five six seven eight nine ten");
    scroll_resize(&scroll, 20, 10);
    for (int i = 0; i < 8; i++)
        scroll_act(&scroll, ACTION_PAGE_DOWN);
    size_t place = scroll.lines[scroll.list.top].from;
    scroll_resize(&scroll, 12, 10);
    ck_assert_uint_eq(scroll.lines[scroll.list.top].from, place);
    for (int w = 60; w > 0; w--)
        scroll_resize(&scroll, w, 3);
    scroll_done(&scroll);
}
END_TEST

/* Very many lines, blank ones too, and one very long: each is looked at once. */
START_TEST(large_texts)
{
    enum { LINES = 50000 };
    struct scroll scroll = {0};
    _cleanup_str_ struct str text = STR_INIT;
    int w, h;

    for (int i = 0; i < LINES; i++)
        str_add(&text, i % 2 ? "x\n" : "\n");
    for (int i = 0; i < LINES; i++)
        str_add_char(&text, 'y');
    scroll_add(&scroll, str_text(&text));
    scroll_resize(&scroll, 0, 10);
    scroll_resize(&scroll, 50, 10);
    scroll_extent(&scroll, 50, &w, &h);
    ck_assert_int_eq(w, 50);
    ck_assert_int_gt(h, LINES + LINES / 50);
    ck_assert_int_lt(h, LINES + LINES / 40);
    scroll_act(&scroll, ACTION_LAST);
    ck_assert_int_eq(scroll.list.top + 10, h);
    scroll_done(&scroll);
}
END_TEST

RUN_TESTS("scroll", wraps_between_words, hangs_behind_labels, scrolls_to_the_end_and_not_beyond,
          resizing_keeps_the_place, large_texts);
