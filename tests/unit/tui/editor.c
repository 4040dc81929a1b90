#include "editor.h"

#include "run.h"

/* Carries out a script of actions and typed texts, then compares; "|" stands where the cursor is. */
struct step {
    enum action action; /* ACTION_NONE: type */
    const char *text;
};

static void check_script(const char *start, const struct step *steps, size_t n, const char *end)
{
    struct editor editor = {0};
    _cleanup_str_ struct str got = STR_INIT;

    editor_set(&editor, start);
    for (size_t i = 0; i < n; i++) {
        if (steps[i].action == ACTION_NONE)
            editor_insert(&editor, steps[i].text);
        else
            ck_assert(editor_act(&editor, steps[i].action));
    }
    str_add_n(&got, str_text(&editor.text), editor.at);
    str_add(&got, "|");
    str_add(&got, str_text(&editor.text) + editor.at);
    ck_assert_str_eq(str_text(&got), end);
    editor_done(&editor);
}
#define SCRIPT(start, end, ...)                                                                              \
    do {                                                                                                     \
        const struct step steps_[] = {__VA_ARGS__};                                                          \
        check_script((start), steps_, ARRAY_LEN(steps_), (end));                                             \
    } while (0)

START_TEST(moving_and_erasing)
{
    SCRIPT("", "ab|", {ACTION_NONE, "a"}, {ACTION_NONE, "b"});
    SCRIPT("", "|", {ACTION_LEFT, NULL}, {ACTION_ERASE_LEFT, NULL}, {ACTION_ERASE_WORD, NULL});
    SCRIPT("año", "a|ño", {ACTION_LEFT, NULL}, {ACTION_LEFT, NULL});
    SCRIPT("año", "a|o", {ACTION_LEFT, NULL}, {ACTION_ERASE_LEFT, NULL});
    SCRIPT("x👩‍👩‍👧‍👦y", "x|y", {ACTION_LEFT, NULL}, {ACTION_ERASE_LEFT, NULL});
    SCRIPT("x👩‍👩‍👧‍👦y", "x|y", {ACTION_LINE_START, NULL}, {ACTION_RIGHT, NULL},
           {ACTION_ERASE_RIGHT, NULL});
    SCRIPT("one two  three", "one |", {ACTION_ERASE_WORD, NULL}, {ACTION_ERASE_WORD, NULL});
    SCRIPT("one two  three", "one |two  three", {ACTION_WORD_LEFT, NULL}, {ACTION_WORD_LEFT, NULL});
    SCRIPT("one two", "one| two", {ACTION_LINE_START, NULL}, {ACTION_WORD_RIGHT, NULL});
    SCRIPT("one two", "|two", {ACTION_WORD_LEFT, NULL}, {ACTION_ERASE_LINE, NULL});
    SCRIPT("one two", "one |", {ACTION_WORD_LEFT, NULL}, {ACTION_ERASE_END, NULL});
    SCRIPT("ab", "a>|b", {ACTION_LEFT, NULL}, {ACTION_NONE, ">"});
    SCRIPT("", "ab|", {ACTION_RIGHT, NULL}, {ACTION_NONE, "ab"}, {ACTION_LINE_END, NULL},
           {ACTION_ERASE_RIGHT, NULL});
}
END_TEST

START_TEST(pasting_is_text)
{
    SCRIPT("", "q two lines, a tab|", {ACTION_NONE, "q two\nlines,\ta tab\n"});
    SCRIPT("", "[31mred|", {ACTION_NONE, "\033[31mred\r\n"});
}
END_TEST

/* The cursor is always seen. */
START_TEST(long_lines_scroll)
{
    struct canvas canvas;
    struct editor editor = {0};
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, false);
    canvas_reset(&canvas, 8, 1);
    editor_set(&editor, "0123456789日本");
    editor_draw(&editor, &canvas, (struct area){0, 0, 8, 1});
    ck_assert_int_eq(canvas.cursor_x, 7);
    editor_act(&editor, ACTION_LINE_START);
    canvas_reset(&canvas, 8, 1);
    editor_draw(&editor, &canvas, (struct area){0, 0, 8, 1});
    ck_assert_int_eq(canvas.cursor_x, 0);
    canvas_dump(&canvas, &dump, false);
    ck_assert_str_eq(str_text(&dump), "0123456…\n");
    editor_done(&editor);
    canvas_done(&canvas);
}
END_TEST

RUN_TESTS("editor", moving_and_erasing, pasting_is_text, long_lines_scroll);
