/* Editing the hours of a week span by span, as a grid of days and times does. Spans stay as hours.h wants them: sorted,
 * neither overlapping nor touching. Minutes outside of the day are taken for its nearest one. boundaries.md, section 1. */
#pragma once

#include "paletti/core/hours.h"

enum span_edge { SPAN_FROM, SPAN_TO };
enum { DAY_MINUTES = 1440, WEEK_DAYS = 7, WORKING_DAYS = 0x1f /* a bit per enum weekday */ };

/* Opens SPAN: what it overlaps or touches becomes one with it. An empty span does nothing. */
void spans_open(struct spans *spans, struct span span);
/* Closes SPAN: what reaches into it is cut off there. */
void spans_close(struct spans *spans, struct span span);
/* Whether all of SPAN is open. */
bool spans_have(const struct spans *spans, struct span span);
/* The span in which MINUTE lies or which ends there; else -1. */
int spans_at(const struct spans *spans, int minute);
/* Moves one edge of the span I by BY minutes. One that meets its neighbour becomes one with it, one without any minute left
 * is gone. */
void spans_move_edge(struct spans *spans, size_t i, enum span_edge edge, int by);
/* TO becomes a copy of FROM, which may be TO. */
void spans_copy(const struct spans *from, struct spans *to);
/* The hours of the day FROM on DAYS too (a bit per enum weekday). */
void hours_copy_day(struct hours *hours, int from, uint8_t days);
void hours_copy(const struct hours *from, struct hours *ret);
