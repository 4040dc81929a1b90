#include "style.h"

#include "run.h"

#include <math.h>

START_TEST(finding)
{
    ck_assert_str_eq(theme_find("light")->name, "light");
    ck_assert_ptr_null(theme_find("pink"));
    ck_assert_str_eq(theme_for("auto", NULL)->name, "dark");
    ck_assert_str_eq(theme_for("auto", "15;0")->name, "dark");
    ck_assert_str_eq(theme_for("auto", "0;15")->name, "light");
    ck_assert_str_eq(theme_for("auto", "0;default;7")->name, "light");
    ck_assert_str_eq(theme_for("dark", "0;15")->name, "dark");
    ck_assert_ptr_eq(theme_for("contrast", "15;0"), theme_find("contrast"));
    ck_assert_ptr_ne(theme_for("contrast", "0;15"), theme_find("contrast"));
}
END_TEST

/* Of a part of a colour, 0 to 255: what it adds to the light, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
static double light_of_part(int value)
{
    double part = value / 255.0;

    return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

/* Of a colour of the 256, as xterm has them. */
static double light_of(int color)
{
    static const int bright[][3] = {{0, 0, 0},      {255, 0, 0},   {0, 255, 0},   {255, 255, 0},
                                    {92, 92, 255},  {255, 0, 255}, {0, 255, 255}, {255, 255, 255}};
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    int rgb[3];

    for (int i = 0; i < 3; i++) {
        static const int weights[] = {36, 6, 1};
        rgb[i] = color >= 232  ? 8 + (color - 232) * 10
                 : color >= 16 ? steps[(color - 16) / weights[i] % 6]
                               : bright[color % 8][i];
    }
    return 0.2126 * light_of_part(rgb[0]) + 0.7152 * light_of_part(rgb[1]) + 0.0722 * light_of_part(rgb[2]);
}

static double contrast(int a, int b)
{
    double light = light_of(a), dark = light_of(b);

    return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

/* On the background that it is for, and on that of the selected row. */
START_TEST(colours_are_legible)
{
    enum { ON_BLACK = 16, ON_WHITE = 231 };
    static const struct {
        const char *name, *colorfgbg;
        int back;
        double least;
    } cases[] = {{"dark", "15;0", ON_BLACK, 4.5},
                 {"light", "0;15", ON_WHITE, 4.5},
                 {"contrast", "15;0", ON_BLACK, 7},
                 {"contrast", "0;15", ON_WHITE, 7}};

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct theme *theme = theme_for(cases[i].name, cases[i].colorfgbg);
        for (int style = 0; style < STYLES_N; style++) {
            int color = theme->styles[style].color;
            if (color < 0 || (style == STYLE_FRAME && cases[i].least < 7))
                continue;
            ck_assert_msg(contrast(color, cases[i].back) >= cases[i].least, "%s: style %d", theme->name, style);
            ck_assert_msg(theme->selected < 0 || contrast(color, theme->selected) >= 4.5, "%s: style %d, selected",
                          theme->name, style);
        }
    }
}
END_TEST

/* No theme leaves the selected row looking like the others; without colour it is reversed. */
START_TEST(the_selected_row_differs)
{
    static const char *const names[] = {"dark", "light", "contrast", "contrast on white", "mono"};

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

RUN_TESTS("theme", finding, colours_are_legible, the_selected_row_differs);
