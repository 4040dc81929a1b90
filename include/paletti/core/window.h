/* The reply window: a whole number and a unit. boundaries.md, section 2. */
#pragma once

#include "paletti/base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum window_unit {
    WINDOW_H,  /* elapsed hours; the clock stands still on closed dates */
    WINDOW_D,  /* civil days; closed dates are not counted */
    WINDOW_WD, /* days that have an opening */
    WINDOW_OH, /* open hours */
};

struct window {
    uint16_t n;   /* 1 to 9999; 0: no window given */
    uint8_t unit; /* enum window_unit */
};

#define WINDOW_DEFAULT     ((struct window){72, WINDOW_H})
#define WINDOW_ASK_DEFAULT ((struct window){5, WINDOW_WD})

/* "72h", "3d", "3wd", "24oh". Returns 0, or -1 with err. */
int window_parse(const char *text, struct window *ret, struct err *err);
#define WINDOW_SIZE 8
const char *window_format(struct window window, char buf[WINDOW_SIZE]);
bool window_equal(struct window a, struct window b);
/* Below the floor: h below 72, d or wd below 3, oh below 24. */
bool window_short(struct window window);
