#include "sheet.h"

#include "run.h"

static void check_shown(const struct sheet *sheet, int w, int h, const char *expected)
{
    struct canvas canvas;
    _cleanup_str_ struct str dump = STR_INIT;

    canvas_init(&canvas, false);
    canvas_reset(&canvas, w, h);
    sheet_draw(sheet, &canvas, (struct area){0, 0, w, h}, true);
    canvas_dump(&canvas, &dump, false);
    ck_assert_str_eq(str_text(&dump), expected);
    canvas_done(&canvas);
}

/* A sentence, three items with columns, one of two lines, and two items on one line. */
static void fill(struct sheet *sheet, int w)
{
    sheet_clear(sheet, w);
    sheet_line(sheet);
    sheet_wrap(sheet, 0, 2, STYLE_TEXT, "two words and more");
    for (int i = 0; i < 3; i++) {
        char name[] = {(char)('a' + i), '\0'};
        sheet_item(sheet, 10 + i);
        sheet_put(sheet, 2, 5, STYLE_TEXT, name);
        sheet_put_right(sheet, w - 3, 3, STYLE_TEXT, "9");
        if (i == 1) {
            sheet_more(sheet);
            sheet_put(sheet, 4, 0, STYLE_QUIET, "more");
        }
    }
    sheet_line(sheet);
    sheet_item_here(sheet, 20);
    sheet_put(sheet, 2, 0, STYLE_KEY, "yes");
    sheet_item_here(sheet, 21);
    sheet_put(sheet, 8, 0, STYLE_KEY, "no");
}

START_TEST(shows_columns_and_marks_what_is_selected)
{
    struct sheet sheet = {0};

    sheet_begin(&sheet);
    fill(&sheet, 12);
    sheet_place(&sheet, 8);
    check_shown(&sheet, 12, 8, "two words\n  and more\n> a        9\n  b        9\n    more\n  c        9\n  yes   no\n\n");
    sheet_select_tag(&sheet, 21);
    check_shown(&sheet, 12, 8, "two words\n  and more\n  a        9\n  b        9\n    more\n  c        9\n  yes > no\n\n");
    ck_assert_int_eq(sheet_item_at(&sheet, 4), 1);
    ck_assert_int_eq(sheet_item_at(&sheet, 0), -1);
    sheet_done(&sheet);
}
END_TEST

/* Filled for another width, the selection is on what it was on. */
START_TEST(keeps_the_selection_by_its_tag)
{
    struct sheet sheet = {0};

    sheet_begin(&sheet);
    fill(&sheet, 12);
    sheet_place(&sheet, 8);
    sheet_select_tag(&sheet, 12);
    sheet_clear(&sheet, 20);
    sheet_item(&sheet, 12);
    sheet_put(&sheet, 2, 0, STYLE_TEXT, "c");
    sheet_place(&sheet, 8);
    ck_assert_int_eq(sheet.tag, 12);
    ck_assert_int_eq(sheet.selected, 0);
    fill(&sheet, 20);
    sheet_place(&sheet, 8);
    ck_assert_int_eq(sheet.selected, 2);
    sheet_done(&sheet);
}
END_TEST

START_TEST(scrolls_to_the_selection_with_what_stands_around_it)
{
    struct sheet sheet = {0};
    _cleanup_str_ struct str position = STR_INIT;

    sheet_begin(&sheet);
    fill(&sheet, 12);
    sheet_place(&sheet, 3);
    check_shown(&sheet, 12, 3, "two words\n  and more\n> a        9\n");
    ck_assert(sheet_act(&sheet, ACTION_DOWN));
    check_shown(&sheet, 12, 3, "  a        9\n> b        9\n    more\n");
    ck_assert(sheet_act(&sheet, ACTION_LAST));
    check_shown(&sheet, 12, 3, "    more\n  c        9\n  yes > no\n");
    sheet_position(&sheet, &position);
    ck_assert_str_eq(str_text(&position), "5-7/7");
    ck_assert(sheet_act(&sheet, ACTION_FIRST));
    check_shown(&sheet, 12, 3, "two words\n  and more\n> a        9\n");
    ck_assert(!sheet_act(&sheet, ACTION_OPEN));
    sheet_done(&sheet);
}
END_TEST

/* Who jumps over lines has not seen them. */
START_TEST(knows_whether_all_of_it_was_seen)
{
    struct sheet sheet = {0};

    sheet_begin(&sheet);
    fill(&sheet, 12);
    sheet_place(&sheet, 3);
    ck_assert(!sheet_seen(&sheet));
    sheet_act(&sheet, ACTION_LAST);
    ck_assert(!sheet_seen(&sheet));
    sheet_act(&sheet, ACTION_FIRST);
    sheet_act(&sheet, ACTION_PAGE_DOWN);
    sheet_act(&sheet, ACTION_PAGE_DOWN);
    sheet_act(&sheet, ACTION_PAGE_DOWN);
    ck_assert(sheet_seen(&sheet));
    sheet_begin(&sheet);
    ck_assert(!sheet_seen(&sheet));
    sheet_place(&sheet, 8);
    ck_assert(sheet_seen(&sheet));
    sheet_done(&sheet);
}
END_TEST

/* Text without anything to be selected is read line by line. */
START_TEST(scrolls_what_has_no_items)
{
    struct sheet sheet = {0};

    sheet_begin(&sheet);
    sheet_clear(&sheet, 10);
    for (int i = 0; i < 5; i++) {
        char name[] = {(char)('a' + i), '\0'};
        sheet_line(&sheet);
        sheet_put(&sheet, 0, 0, STYLE_TEXT, name);
    }
    sheet_place(&sheet, 2);
    sheet_act(&sheet, ACTION_DOWN);
    check_shown(&sheet, 10, 2, "b\nc\n");
    sheet_act(&sheet, ACTION_LAST);
    check_shown(&sheet, 10, 2, "d\ne\n");
    sheet_act(&sheet, ACTION_UP);
    check_shown(&sheet, 10, 2, "c\nd\n");
    sheet_done(&sheet);
}
END_TEST

/* A question below a long text: the text is read from its beginning, and read again from the question on. */
START_TEST(reads_what_stands_above_the_first_item)
{
    struct sheet sheet = {0};

    sheet_begin(&sheet);
    sheet_clear(&sheet, 10);
    for (int i = 0; i < 5; i++) {
        char name[] = {(char)('a' + i), '\0'};
        sheet_line(&sheet);
        sheet_put(&sheet, 0, 0, STYLE_TEXT, name);
    }
    for (int i = 0; i < 2; i++) {
        sheet_item(&sheet, i);
        sheet_put(&sheet, 2, 0, STYLE_TEXT, i == 0 ? "yes" : "no");
    }
    sheet_place(&sheet, 3);
    ck_assert(!sheet_seen(&sheet));
    sheet_read(&sheet);
    check_shown(&sheet, 10, 3, "a\nb\nc\n");
    sheet_act(&sheet, ACTION_DOWN);
    check_shown(&sheet, 10, 3, "b\nc\nd\n");
    sheet_place(&sheet, 3);
    check_shown(&sheet, 10, 3, "b\nc\nd\n");
    sheet_act(&sheet, ACTION_PAGE_DOWN);
    sheet_act(&sheet, ACTION_DOWN);
    sheet_act(&sheet, ACTION_DOWN);
    ck_assert(sheet_seen(&sheet));
    sheet_select(&sheet, 0);
    sheet_act(&sheet, ACTION_UP);
    sheet_act(&sheet, ACTION_UP);
    sheet_place(&sheet, 3);
    check_shown(&sheet, 10, 3, "b\nc\nd\n");
    sheet_act(&sheet, ACTION_FIRST);
    check_shown(&sheet, 10, 3, "a\nb\nc\n");
    sheet_act(&sheet, ACTION_LAST);
    check_shown(&sheet, 10, 3, "e\n  yes\n> no\n");
    sheet_done(&sheet);
}
END_TEST

RUN_TESTS("sheet", shows_columns_and_marks_what_is_selected, keeps_the_selection_by_its_tag,
          scrolls_to_the_selection_with_what_stands_around_it, knows_whether_all_of_it_was_seen,
          scrolls_what_has_no_items, reads_what_stands_above_the_first_item);
