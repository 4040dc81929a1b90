#include "canvas.h"

#include "paletti/base/text.h"
#include "run.h"

#include <string.h>

/* What one row of a canvas W cells wide holds after TEXT was put into WIDTH cells at X. */
static void check_put(bool ascii, int w, int x, int width, const char *text, const char *row, int taken)
{
    struct canvas canvas;
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, ascii);
    canvas_reset(&canvas, w, 1);
    ck_assert_int_eq(canvas_put(&canvas, x, 0, width, STYLE_TEXT, text), taken);
    canvas_dump(&canvas, &dump, false);
    dump.s[dump.len - 1] = '\0'; /* the newline */
    ck_assert_str_eq(dump.s, row);
    canvas_done(&canvas);
}

START_TEST(put_clips)
{
    static const struct {
        int w, x, width;
        const char *text, *row;
        int taken;
    } cases[] = {
        {10, 0, 10, "word", "word", 4},
        {10, 0, 10, "exactly 10", "exactly 10", 10},
        {10, 0, 10, "eleven char", "eleven ch…", 10},
        {10, 2, 4, "niño", "  niño", 4},
        {10, 2, 3, "niño", "  ni…", 3},
        {10, 8, 10, "word", "        w…", 2},
        {10, 10, 10, "word", "", 0},
        {10, 0, 0, "word", "", 0},
        {10, 0, 1, "word", "…", 1},
        {10, 0, -3, "word", "", 0},
        {4, 0, 4, "日本", "日本", 4},
        {4, 0, 4, "日本語", "日…", 3},
        {5, 0, 5, "日本語", "日本…", 5},
        {10, 0, 10, "👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦 family", 9},
        {10, 0, 10, "a\033[31mb", "a␛[31mb", 7},
        {10, 0, 10, "two\nlines", "two lines", 9},
        {10, 0, 10, "\302\233x", "\357\277\275x", 2},
        {10, 0, 10, "bad\377", "bad\357\277\275", 4},
        {10, 0, 10, "\342\200\256rtl", "\357\277\275rtl", 4},
        {0, 0, 5, "word", "", 0},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_put(false, cases[i].w, cases[i].x, cases[i].width, cases[i].text, cases[i].row, cases[i].taken);
}
END_TEST

START_TEST(put_in_ascii)
{
    check_put(true, 20, 0, 20, "Bizcocho Cuántico", "Bizcocho Cuantico", 17);
    check_put(true, 20, 0, 6, "niño à là", "nino ~", 6);
    check_put(true, 20, 0, 20, "5 €", "5 EUR", 5);
    check_put(true, 20, 0, 20, "a\033]52;c;x\007b", "a?]52;c;x?b", 11);
}
END_TEST

START_TEST(wide_halves_never_stay_alone)
{
    struct canvas canvas;
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, false);
    canvas_reset(&canvas, 6, 1);
    canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "日本語");
    canvas_put(&canvas, 1, 0, 1, STYLE_TEXT, "x");
    canvas_put(&canvas, 4, 0, 1, STYLE_TEXT, "y");
    canvas_dump(&canvas, &dump, false);
    ck_assert_str_eq(str_text(&dump), " x本y\n");
    canvas_done(&canvas);
}
END_TEST

START_TEST(a_pile_of_marks_is_one_cell)
{
    struct canvas canvas;
    struct str pile = STR_INIT;
    size_t len;

    str_add(&pile, "e");
    for (int i = 0; i < 200; i++)
        str_add_rune(&pile, 0x301);
    canvas_init(&canvas, false);
    canvas_reset(&canvas, 3, 1);
    ck_assert_int_eq(canvas_put(&canvas, 0, 0, 3, STYLE_TEXT, str_text(&pile)), 1);
    const char *cluster = canvas_cluster(&canvas, canvas_cell(&canvas, 0, 0), &len);
    ck_assert_uint_le(len, 64);
    ck_assert_uint_eq(text_valid(cluster, len), len);
    ck_assert_int_eq(canvas_cell(&canvas, 1, 0)->bytes[0], ' ');
    str_done(&pile);
    canvas_done(&canvas);
}
END_TEST

static void check_frame(bool ascii, const char *expected)
{
    struct canvas canvas;
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, ascii);
    canvas_reset(&canvas, 5, 4);
    canvas_frame(&canvas, (struct area){0, 0, 4, 3}, STYLE_FRAME);
    canvas_put(&canvas, 1, 1, 2, STYLE_HEAD, "hi");
    canvas_select(&canvas, (struct area){1, 1, 1, 9});
    canvas_dump(&canvas, &dump, true);
    ck_assert_str_eq(str_text(&dump), expected);
    canvas_done(&canvas);
}

START_TEST(frames_and_styles)
{
    check_frame(false, "┌──┐\neeee\n│hi│\neGge\n└──┘\neEee\n\n A\n");
    check_frame(true, "+--+\neeee\n|hi|\neGge\n+--+\neEee\n\n A\n");
}
END_TEST

START_TEST(everything_is_clipped)
{
    struct canvas canvas;

    canvas_init(&canvas, false);
    for (int w = -1; w < 4; w++) {
        canvas_reset(&canvas, w, w);
        for (int x = -3; x < 6; x++) {
            canvas_frame(&canvas, (struct area){x, x, 3, 3}, STYLE_FRAME);
            canvas_fill(&canvas, (struct area){x, -x, 9, 9}, STYLE_TEXT);
            canvas_select(&canvas, (struct area){x, 0, 9, 9});
            canvas_put(&canvas, x, x, 9, STYLE_TEXT, "日a");
            canvas_put_right(&canvas, x, 0, 4, STYLE_TEXT, "日a");
        }
    }
    canvas_done(&canvas);
}
END_TEST

RUN_TESTS("canvas", put_clips, put_in_ascii, wide_halves_never_stay_alone, a_pile_of_marks_is_one_cell,
          frames_and_styles, everything_is_clipped);
