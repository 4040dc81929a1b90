#include "paletti/core/window.h"

#include "paletti/base/i18n.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    uint16_t floor; /* below it a window is short; boundaries.md, section 2, 4 */
} units[] = {
    [WINDOW_H] = {"h", 72},
    [WINDOW_D] = {"d", 3},
    [WINDOW_WD] = {"wd", 3},
    [WINDOW_OH] = {"oh", 24},
};

/* Reads the number and moves *P behind it; 0 when there is none between 1 and 9999. */
static uint16_t parse_number(const char **p)
{
    unsigned n = 0;
    if (**p == '0')
        return 0;
    for (; **p >= '0' && **p <= '9'; (*p)++) {
        n = n * 10 + (unsigned)(**p - '0');
        if (n > 9999)
            return 0;
    }
    return (uint16_t)n;
}

int window_parse(const char *text, struct window *ret, struct err *err)
{
    const char *p = text;
    uint16_t n = parse_number(&p);
    for (size_t i = 0; n > 0 && i < ARRAY_LEN(units); i++)
        if (strcmp(p, units[i].name) == 0) {
            *ret = (struct window){n, (uint8_t)i};
            return 0;
        }
    return err_set(
        err,
        _("\"%s\" is no reply window: write a whole number from 1 to 9999 and h, d, wd or oh, as in "
          "\"72h\" or \"3wd\""),
        text);
}

const char *window_format(struct window window, char buf[WINDOW_SIZE])
{
    snprintf(buf, WINDOW_SIZE, "%u%s", window.n % 10000u, units[window.unit].name);
    return buf;
}

bool window_equal(struct window a, struct window b)
{
    return a.n == b.n && a.unit == b.unit;
}

bool window_short(struct window window)
{
    return window.n > 0 && window.n < units[window.unit].floor;
}
