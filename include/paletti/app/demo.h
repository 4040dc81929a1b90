/* The demo: invented people and a year with them (data/demo), in a file of its own. The data are written for
 * one moment, Mon 16 Nov 2026 10:15 in Madrid; for a person they are moved by whole weeks, so that what waits
 * there waits today. */
#pragma once

#include "paletti/app/app.h"

enum demo_flag {
    DEMO_FRESH = 1 << 0, /* begin anew, whatever was changed */
    DEMO_FIXED = 1 << 1, /* the dates as they are written, in another file (demo-fixed.db) */
    DEMO_APART = 1 << 2, /* in its own place, whatever file APP has: for a screen that shows the person's */
};

enum demo_outcome {
    DEMO_MADE,    /* there was none */
    DEMO_OPENED,  /* there is one of this week, or a changed one */
    DEMO_RENEWED, /* the old one was nobody's work, or was to go: made anew */
};

struct demo {
    enum demo_outcome outcome;
    char *path;
    char *kept;  /* the changed file that DEMO_FRESH put aside; NULL: nothing was */
    int weeks;   /* how far its dates are moved */
    int age;     /* weeks that it lags behind today; not 0 only where a changed one was opened */
    int records; /* as it was made */
    int64_t now; /* the moment it is written for, moved like everything else */
};
void demo_done(struct demo *demo);

/* Makes the demo, or finds it. It stands beside the person's own file (DATA_HOME/paletti/demo.db), or is the
 * file that APP was opened with by name (--db, unless DEMO_APART); a file that is no demo is refused, not
 * touched. APP's clock says what today is: the demo is moved into the week of today, on a Saturday or Sunday
 * into the week that comes. One that has aged is made anew unless something in it was changed. */
int app_demo_make(struct app *app, unsigned flags, struct demo *ret, struct err *err);

struct request;
/* What the options of the command `demo` ask for: enum demo_flag. */
unsigned demo_request_flags(const struct request *request);
