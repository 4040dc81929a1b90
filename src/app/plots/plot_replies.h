/* What the pieces of the picture of the replies share. */
#pragma once

#include "plot_inside.h"

/* plot_replies.c */
const char *plot_reply_word(enum plot_reply reply); /* "on time" */
const char *plot_reply_axis(enum window_unit unit); /* "From receipt to your answer, in hours" */
/* "40 answers: 36 (90%) on time, 4 late; 2 questions wait" */
void plot_replies_share(const struct plot_replies *replies, struct str *to);

/* plot_replies_paint.c and plot_replies_svg.c */
void plot_replies_extent(const struct plot *plot, int room, int *ret_w, int *ret_h);
void plot_replies_paint(const struct plot *plot, const struct plot_paper *paper);
void plot_replies_svg(const struct plot *plot, struct str *to);
