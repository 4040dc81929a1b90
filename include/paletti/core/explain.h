/* Why a due is where it is: segments that tile the time from arrival to due. boundaries.md, section 6. */
#pragma once

#include "paletti/core/judge.h"

enum segment_why {
    SEGMENT_BEFORE_RECEIPT,
    SEGMENT_WINDOW,
    SEGMENT_CLOSED_HOURS, /* unit oh only */
    SEGMENT_CLOSED_DATE,
    SEGMENT_LANDING,
    SEGMENT_PROMISED,
};
extern const char *const segment_why_names[];

/* For `h` and `oh` seconds of the same reason are one segment, and the counted ones add up to the window. For
 * `d` and `wd` there is one segment a civil day (the day it began on, not counted, up to its end), and the
 * counted days add up. No segment is empty but for one: the last day of a `d` or `wd` window whose due is
 * that day's first instant. */
struct segment {
    int64_t from, to;
    bool counted;
    enum segment_why why;
};

struct explanation {
    int64_t at, receipt, due;
    struct window window;
    const struct rule *rule;
    struct segment *segments; /* owned */
    size_t n;
};

/* Explains the due of a question that arrived at AT, moved to PROMISED (INSTANT_NONE, or not later than the
 * due: not moved). 0; 1: no opening within three years. The caller clears *RET. */
int explain_question(struct boundaries *boundaries, int64_t at, int64_t promised, struct explanation *ret);
/* Explains the due of an ask. */
int explain_ask(struct boundaries *boundaries, int64_t at, struct window window, struct explanation *ret);
void explanation_clear(struct explanation *explanation);
