/* The rule book as it is written: versions, a client's exceptions, and who was told which version when.
 * What follows from it is in terms.h. boundaries.md, sections 1, 2 and 5. */
#pragma once

#include "paletti/core/model.h"

enum closed_kind { CLOSED_HOLIDAY, CLOSED_ABSENCE };
enum notice_roll { NOTICE_NONE, NOTICE_HOLIDAY };

struct closed {
    int32_t from, to; /* civil days, inclusive */
    char *label;
    int8_t kind; /* enum closed_kind; absence when not given */
};

struct special {
    int32_t on;
    struct spans hours; /* none: no opening, but no closed date either */
    char *label;
};

/* One version of the rules, in force from an instant until the next one's. */
struct rule {
    int64_t from;
    char *zone;
    struct hours hours;
    struct list closed;         /* struct closed */
    struct list special;        /* struct special */
    struct window reply_window; /* n 0: 72h */
    char *reason;
    int32_t until; /* the last civil day of a short window */
    struct channels channels;
    int64_t payment_days, notice_days; /* -1: not given */
    int8_t notice_roll;                /* enum notice_roll, -1: not given */
    struct money extras_rate;
    char *urgent_route;
};

/* Spans in which an answer of mine is no breach. */
struct extra {
    uint8_t days; /* a bit per weekday */
    struct spans hours;
};

struct override {
    char *ref, *client;
    int32_t from, until; /* civil days, inclusive */
    char *reason;
    bool hours_given;
    struct hours hours;
    struct list closed, special;
    struct window reply_window;
    struct channels channels;
    int64_t payment_days, notice_days;
    int8_t notice_roll;
    bool extra_given;
    struct list extra; /* struct extra */
};

struct told {
    char *ref, *client;
    int32_t on;
    int64_t rule; /* the `from` of the version; INSTANT_NONE: the one in force that day */
    char *how;
};

extern const char *const closed_kind_names[]; /* NULL-terminated */
extern const struct model model_rule, model_override, model_told;
