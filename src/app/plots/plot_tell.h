/* A picture among the lines of an answer. */
#pragma once

#include "paletti/app/plot.h"

/* In characters as wide as the page of ANSWER, which is for people; in words where nothing is aligned. */
void plot_tell(const struct plot *plot, struct answer *answer);
