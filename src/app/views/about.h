/* Saying the lines of the panes beside the lists. */
#pragma once

#include "inside.h"

#include "paletti/app/views.h"
#include "paletti/base/str.h"
#include "paletti/store/recent.h"

struct about {
    struct app *app;
    struct store *store;
    int64_t now;
    int (*fn)(void *ctx, const struct about_line *line);
    void *ctx;
};

/* When the days that are looked back at begin. */
int64_t about_since(const struct about *about);
void about_say(struct about *about, const struct about_line *line);
/* "5 in 90 d"; only uncounted ones in brackets; "" for none. */
void about_count(struct str *to, int64_t counted, int64_t untold);
/* Sums the counts of the kinds in BREACHES. */
void about_sum(const struct crossed *crossed, unsigned breaches, int64_t *ret_counted, int64_t *ret_untold);
/* "hours 4, late 1": the kinds of BREACHES with their counts, the counted ones. */
void about_kinds(struct str *to, const struct crossed *crossed, unsigned breaches);
