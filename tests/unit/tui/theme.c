#include "style.h"

#include "run.h"

START_TEST(finding)
{
    ck_assert_str_eq(theme_find("light")->name, "light");
    ck_assert_ptr_null(theme_find("pink"));
    ck_assert_str_eq(theme_guess(NULL)->name, "dark");
    ck_assert_str_eq(theme_guess("15;0")->name, "dark");
    ck_assert_str_eq(theme_guess("0;15")->name, "light");
    ck_assert_str_eq(theme_guess("0;default;7")->name, "light");
}
END_TEST

/* No theme leaves the selected row looking like the others; without colour it is reversed. */
START_TEST(the_selected_row_differs)
{
    static const char *const names[] = {"dark", "light", "contrast", "mono"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct theme *theme = theme_find(names[i]);
        for (int style = 0; style < STYLES_N; style++) {
            for (int depth = DEPTH_MONO; depth <= DEPTH_256; depth++) {
                int back, selected_back;
                struct look plain =
                    theme_look(theme, (enum style)style, false, (enum color_depth)depth, &back);
                struct look selected =
                    theme_look(theme, (enum style)style, true, (enum color_depth)depth, &selected_back);
                ck_assert_int_eq(back, -1);
                ck_assert(selected_back >= 0 || selected.attributes != plain.attributes);
                ck_assert(depth != DEPTH_MONO || (plain.color == -1 && selected_back == -1));
                ck_assert(depth != DEPTH_8 || (plain.color < 8 && selected_back < 8));
            }
        }
    }
}
END_TEST

RUN_TESTS("theme", finding, the_selected_row_differs);
