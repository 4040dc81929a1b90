/* How far a running command is, as the line at the bottom shows it. */
#pragma once

#include "canvas.h"

struct progress {
    bool on;             /* a command is running */
    const char *what;    /* which one */
    int64_t done, total; /* 0, 0: it has not said yet; TOTAL 0: not known */
    char unit[64];       /* "bytes", or a translated word; "": it has not said yet */
    bool piecemeal;      /* what is done when it is ended stays done */
    int stage;           /* counts up where another unit begins */
    int64_t began, ms;   /* the host's clock when it was asked first, 0: not yet; and what went by since */
};

/* What a command tells (struct request); UNIT may be NULL. */
void progress_tell(struct progress *progress, int64_t done, int64_t total, const char *unit);
/* "12.4 MB of 65.4 MB", or that it is working. Appends. */
void progress_add_text(const struct progress *progress, struct str *to);
/* On the row AT: how far it is, a bar and how fast where there is room for them, and how it is ended. */
void progress_draw(const struct progress *progress, struct canvas *canvas, struct area at);
