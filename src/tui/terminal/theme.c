#include "style.h"

#include "paletti/base/attr.h"
#include "paletti/base/str.h"

#include <string.h>

/* Numbers that the tables below use by name. */
enum { DEFAULT = -1, BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

/* Nobody chooses it by this name: it is what contrast is on a light background. */
#define CONTRAST_ON_WHITE "contrast on white"

/* What is coloured on black or on white differs from it by 4.5 to 1 at least, and by 7 with contrast; only frames are calmer. */
static const struct theme themes[] = {
    {"dark",
     {
         [STYLE_TEXT] = {DEFAULT, DEFAULT, 0},
         [STYLE_QUIET] = {DEFAULT, DEFAULT, LOOK_DIM},
         [STYLE_BRAND] = {79, CYAN, LOOK_BOLD},
         [STYLE_TITLE] = {DEFAULT, DEFAULT, 0},
         [STYLE_FRAME] = {240, DEFAULT, 0},
         [STYLE_FRAME_ON] = {79, CYAN, 0},
         [STYLE_HEAD] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_COLUMN] = {DEFAULT, DEFAULT, LOOK_DIM},
         [STYLE_GOOD] = {114, GREEN, 0},
         [STYLE_WAITING] = {221, YELLOW, 0},
         [STYLE_ALERT] = {210, RED, LOOK_BOLD},
         [STYLE_THEIRS] = {216, YELLOW, 0},
         [STYLE_MINE] = {147, MAGENTA, 0},
         [STYLE_KEY] = {79, CYAN, 0},
         [STYLE_STATUS] = {DEFAULT, DEFAULT, 0},
         [STYLE_ERROR] = {210, RED, LOOK_BOLD},
         [STYLE_INPUT] = {DEFAULT, DEFAULT, LOOK_BOLD},
     },
     237,
     DEFAULT},
    {"light",
     {
         [STYLE_TEXT] = {DEFAULT, DEFAULT, 0},
         [STYLE_QUIET] = {DEFAULT, DEFAULT, LOOK_DIM},
         [STYLE_BRAND] = {23, BLUE, LOOK_BOLD},
         [STYLE_TITLE] = {DEFAULT, DEFAULT, 0},
         [STYLE_FRAME] = {249, DEFAULT, 0},
         [STYLE_FRAME_ON] = {23, BLUE, 0},
         [STYLE_HEAD] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_COLUMN] = {DEFAULT, DEFAULT, LOOK_DIM},
         [STYLE_GOOD] = {22, BLUE, 0},
         [STYLE_WAITING] = {58, BLUE, 0},
         [STYLE_ALERT] = {124, RED, LOOK_BOLD},
         [STYLE_THEIRS] = {94, RED, 0},
         [STYLE_MINE] = {55, MAGENTA, 0},
         [STYLE_KEY] = {23, BLUE, 0},
         [STYLE_STATUS] = {DEFAULT, DEFAULT, 0},
         [STYLE_ERROR] = {124, RED, LOOK_BOLD},
         [STYLE_INPUT] = {DEFAULT, DEFAULT, LOOK_BOLD},
     },
     254,
     DEFAULT},
    {"contrast",
     {
         [STYLE_TEXT] = {15, WHITE, 0},
         [STYLE_QUIET] = {15, WHITE, 0},
         [STYLE_BRAND] = {15, WHITE, LOOK_BOLD},
         [STYLE_TITLE] = {15, WHITE, LOOK_BOLD},
         [STYLE_FRAME] = {15, WHITE, 0},
         [STYLE_FRAME_ON] = {11, YELLOW, LOOK_BOLD},
         [STYLE_HEAD] = {15, WHITE, LOOK_BOLD},
         [STYLE_COLUMN] = {15, WHITE, LOOK_UNDERLINE},
         [STYLE_GOOD] = {10, GREEN, LOOK_BOLD},
         [STYLE_WAITING] = {11, YELLOW, LOOK_BOLD},
         [STYLE_ALERT] = {15, WHITE, LOOK_BOLD | LOOK_REVERSE},
         [STYLE_THEIRS] = {11, YELLOW, LOOK_BOLD},
         [STYLE_MINE] = {14, CYAN, LOOK_BOLD},
         [STYLE_KEY] = {11, YELLOW, LOOK_BOLD},
         [STYLE_STATUS] = {15, WHITE, LOOK_BOLD},
         [STYLE_ERROR] = {15, WHITE, LOOK_BOLD | LOOK_REVERSE},
         [STYLE_INPUT] = {15, WHITE, LOOK_BOLD},
     },
     DEFAULT,
     DEFAULT},
    {CONTRAST_ON_WHITE,
     {
         [STYLE_TEXT] = {16, BLACK, 0},
         [STYLE_QUIET] = {16, BLACK, 0},
         [STYLE_BRAND] = {16, BLACK, LOOK_BOLD},
         [STYLE_TITLE] = {16, BLACK, LOOK_BOLD},
         [STYLE_FRAME] = {16, BLACK, 0},
         [STYLE_FRAME_ON] = {18, BLUE, LOOK_BOLD},
         [STYLE_HEAD] = {16, BLACK, LOOK_BOLD},
         [STYLE_COLUMN] = {16, BLACK, LOOK_UNDERLINE},
         [STYLE_GOOD] = {22, BLUE, LOOK_BOLD},
         [STYLE_WAITING] = {18, BLUE, LOOK_BOLD},
         [STYLE_ALERT] = {16, BLACK, LOOK_BOLD | LOOK_REVERSE},
         [STYLE_THEIRS] = {18, BLUE, LOOK_BOLD},
         [STYLE_MINE] = {53, MAGENTA, LOOK_BOLD},
         [STYLE_KEY] = {18, BLUE, LOOK_BOLD},
         [STYLE_STATUS] = {16, BLACK, LOOK_BOLD},
         [STYLE_ERROR] = {16, BLACK, LOOK_BOLD | LOOK_REVERSE},
         [STYLE_INPUT] = {16, BLACK, LOOK_BOLD},
     },
     DEFAULT,
     DEFAULT},
    {"mono",
     {
         [STYLE_TEXT] = {DEFAULT, DEFAULT, 0},
         [STYLE_QUIET] = {DEFAULT, DEFAULT, 0},
         [STYLE_BRAND] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_TITLE] = {DEFAULT, DEFAULT, 0},
         [STYLE_FRAME] = {DEFAULT, DEFAULT, 0},
         [STYLE_FRAME_ON] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_HEAD] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_COLUMN] = {DEFAULT, DEFAULT, LOOK_UNDERLINE},
         [STYLE_GOOD] = {DEFAULT, DEFAULT, 0},
         [STYLE_WAITING] = {DEFAULT, DEFAULT, 0},
         [STYLE_ALERT] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_THEIRS] = {DEFAULT, DEFAULT, 0},
         [STYLE_MINE] = {DEFAULT, DEFAULT, 0},
         [STYLE_KEY] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_STATUS] = {DEFAULT, DEFAULT, 0},
         [STYLE_ERROR] = {DEFAULT, DEFAULT, LOOK_BOLD},
         [STYLE_INPUT] = {DEFAULT, DEFAULT, LOOK_BOLD},
     },
     DEFAULT,
     DEFAULT},
};

const struct theme *theme_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(themes); i++) {
        if (str_equal(themes[i].name, name))
            return &themes[i];
    }
    return NULL;
}

/* rxvt, Konsole and others put "foreground;background" there; 7 and 15 are the whites. */
static bool is_light(const char *colorfgbg)
{
    const char *back = colorfgbg ? strrchr(colorfgbg, ';') : NULL;

    return back && (str_equal(back + 1, "7") || str_equal(back + 1, "15"));
}

const struct theme *theme_for(const char *name, const char *colorfgbg)
{
    bool light = is_light(colorfgbg);
    const struct theme *theme = theme_find(light && str_equal(name, "contrast") ? CONTRAST_ON_WHITE : name);

    return theme ? theme : theme_find(light ? "light" : "dark");
}

struct look theme_look(const struct theme *theme, enum style style, bool selected, enum color_depth depth,
                       int *ret_back)
{
    struct look look = theme->styles[style];
    int back = depth == DEPTH_256 ? theme->selected : depth == DEPTH_8 ? theme->selected8 : -1;

    *ret_back = selected ? back : -1;
    if (depth == DEPTH_MONO)
        look.color = -1;
    else if (depth == DEPTH_8)
        look.color = look.color8;
    if (selected)
        look.attributes &= (uint8_t)~LOOK_DIM; /* it is being read */
    if (selected && back < 0)
        look.attributes ^= LOOK_REVERSE;
    return look;
}
