/* What the pieces of the picture of the week share. */
#pragma once

#include "plot_inside.h"

struct plot_weeks {
    struct plot_week side[PLOT_SIDES];
};

const struct plot_week *plot_hours_week(const struct plot *plot, enum plot_side side);
const char *plot_hours_side(enum plot_side side); /* "They come to you" */
int64_t plot_hours_most(const struct plot_week *week);
/* "27 contacts: 21 (78%) inside your hours, 6 outside"; and the same as a sentence of its own, without a full stop:
 * "They come to you 27 times: ..." */
void plot_hours_share(const struct plot_week *week, struct str *to);
void plot_hours_sentence(const struct plot_week *week, enum plot_side side, struct str *to);
/* "Tue 10-11 (12)" */
void plot_hours_cell(const struct plot_cell *cell, struct str *to);

/* plot_hours_paint.c and plot_hours_svg.c */
void plot_hours_extent(const struct plot *plot, int room, int *ret_w, int *ret_h);
void plot_hours_paint(const struct plot *plot, const struct plot_paper *paper);
void plot_hours_svg(const struct plot *plot, struct str *to);
