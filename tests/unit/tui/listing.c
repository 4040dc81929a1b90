#include "listing.h"

#include "run.h"

static void act(struct listing *list, enum action action)
{
    struct list_move move;

    ck_assert(listing_movement(list, action, &move));
    listing_move(list, move);
}

static void check_at(const struct listing *list, int64_t selected, int64_t top)
{
    ck_assert_int_eq(list->selected, selected);
    ck_assert_int_eq(list->top, top);
}

START_TEST(moving)
{
    struct listing list = {0};

    listing_resize(&list, 25, 10);
    act(&list, ACTION_UP);
    check_at(&list, 0, 0);
    for (int i = 0; i < 10; i++)
        act(&list, ACTION_DOWN);
    check_at(&list, 10, 1);
    act(&list, ACTION_PAGE_DOWN);
    check_at(&list, 20, 11);
    act(&list, ACTION_PAGE_DOWN);
    check_at(&list, 24, 15);
    act(&list, ACTION_HALF_UP);
    check_at(&list, 19, 10);
    act(&list, ACTION_FIRST);
    check_at(&list, 0, 0);
    act(&list, ACTION_LAST);
    check_at(&list, 24, 15);
    ck_assert_int_eq(listing_end(&list), 25);
}
END_TEST

START_TEST(resizing_keeps_the_selection_in_sight)
{
    struct listing list = {0};

    listing_resize(&list, 100, 20);
    listing_select(&list, 50);
    for (int h = 200; h >= -2; h--) {
        listing_resize(&list, 100, h);
        ck_assert_int_eq(list.selected, 50);
        ck_assert_int_le(list.top, 50);
        ck_assert_int_gt(listing_end(&list), 50);
    }
    listing_resize(&list, 3, 10);
    check_at(&list, 2, 0);
    listing_resize(&list, 0, 10);
    check_at(&list, 0, 0);
    ck_assert_int_eq(listing_end(&list), 0);
}
END_TEST

/* Whatever happens, the selection is a row, and on the screen. */
START_TEST(any_sequence)
{
    struct listing list = {0};
    unsigned seed = 7;

    listing_resize(&list, 0, 5);
    for (int i = 0; i < 100000; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned what = (seed >> 16) % 10;
        if (what == 0)
            listing_resize(&list, (seed >> 8) % 60, (int)(seed >> 20) % 25);
        else if (what <= 8)
            act(&list, (enum action)(ACTION_DOWN + what - 1));
        ck_assert(list.selected >= 0 && (list.n == 0 ? list.selected == 0 : list.selected < list.n));
        ck_assert(list.top >= 0 && list.top <= list.selected && list.selected < list.top + list.height);
        ck_assert(list.top == 0 || list.top + list.height <= list.n);
    }
}
END_TEST

/* A heading is a line, but never what is selected; the one above the selection is seen with it. */
START_TEST(headings)
{
    struct listing list = {0};
    int heading = -1;

    listing_head(&list, (const int64_t[]){0, 3, 5}, 3);
    listing_resize(&list, 7, 4);
    static const int64_t rows[] = {-1, 0, 1, 2, -1, 3, 4, -1, 5, 6};
    for (size_t line = 0; line < ARRAY_LEN(rows); line++) {
        ck_assert_int_eq(listing_row(&list, (int64_t)line, &heading), rows[line]);
        if (rows[line] >= 0)
            ck_assert_int_eq(listing_line(&list, rows[line]), line);
    }
    ck_assert_int_eq(heading, 2);
    check_at(&list, 0, 0);
    ck_assert_int_eq(listing_end(&list), 3);
    for (int row = 1; row <= 6; row++) {
        act(&list, ACTION_DOWN);
        ck_assert_int_eq(list.selected, row);
    }
    check_at(&list, 6, 6);
    ck_assert_int_eq(listing_end(&list), 7);
    for (int row = 5; row >= 3; row--)
        act(&list, ACTION_UP);
    check_at(&list, 3, 4);
    act(&list, ACTION_FIRST);
    check_at(&list, 0, 0);
    listing_resize(&list, 7, 1);
    check_at(&list, 0, 1);
}
END_TEST

START_TEST(any_sequence_with_headings)
{
    struct listing list = {0};
    unsigned seed = 11;

    for (int i = 0; i < 100000; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned what = (seed >> 16) % 10;
        if (what == 0) {
            int64_t n = (seed >> 8) % 60;
            listing_head(&list, (const int64_t[]){n / 3, n / 2}, n < 6 ? 0 : 2);
            listing_resize(&list, n, (int)(seed >> 20) % 25);
        } else if (what <= 8) {
            act(&list, (enum action)(ACTION_DOWN + what - 1));
        }
        int64_t line = listing_line(&list, list.selected);
        ck_assert(list.top >= 0 && list.top <= line && line < list.top + (list.height > 0 ? list.height : 1));
        ck_assert(list.top == 0 || list.top + list.height <= list.n + list.n_headings);
        ck_assert(list.n == 0 || listing_end(&list) > list.selected);
    }
}
END_TEST

START_TEST(what_can_be_chosen)
{
    struct listing list = {0};
    int64_t selected;

    listing_resize(&list, 0, 10);
    ck_assert_int_eq(listing_items(&list, &selected), 0);
    ck_assert_int_eq(selected, -1);
    ck_assert_int_eq(listing_item_at(&list, 0), -1);
    listing_head(&list, (const int64_t[]){0, 2}, 2);
    listing_resize(&list, 4, 5);
    listing_select(&list, 3);
    ck_assert_int_eq(listing_items(&list, &selected), 4);
    ck_assert_int_eq(selected, 3);
    ck_assert_int_eq(list.top, 1);
    const int64_t rows[] = {-1, 0, 1, -1, 2, 3, -1};
    for (int y = -1; y <= 5; y++)
        ck_assert_int_eq(listing_item_at(&list, y), rows[y + 1]);
}
END_TEST

RUN_TESTS("listing", what_can_be_chosen, headings, any_sequence_with_headings, moving, resizing_keeps_the_selection_in_sight, any_sequence);
