/* How far a running command is, as the two lines at the bottom show it. */
#pragma once

#include "canvas.h"

struct progress {
    bool on;             /* a command is running */
    int64_t done, total; /* 0, 0: it has not said yet; TOTAL 0: not known */
    const char *unit;    /* "bytes", or a translated word */
    int64_t ms;          /* since it began */
};

/* "12.4 MB of 65.4 MB", or that it is working. Appends. */
void progress_add_text(const struct progress *progress, struct str *to);
/* STATUS and KEYS are rows. */
void progress_draw(const struct progress *progress, struct canvas *canvas, struct area status, struct area keys);
