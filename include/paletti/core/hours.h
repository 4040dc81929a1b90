/* Contact hours as a person writes them: spans of minutes per weekday. boundaries.md, section 1. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct span {
    int16_t from, to; /* minutes since 00:00, 0 <= from < to <= 1440 */
};

struct spans {
    struct span *v; /* sorted, neither overlapping nor touching; owned */
    size_t n;
};

struct hours {
    struct spans day[7]; /* by enum weekday, Monday first */
};

/* "09:30-13:30"; "24:00" may stand at the end. Returns 0 or -1 with err. */
int span_parse(const char *text, struct span *ret, struct err *err);
#define SPAN_SIZE 12 /* "09:30-13:30" and NUL */
const char *span_format(struct span span, char buf[SPAN_SIZE]);

void spans_add(struct spans *spans, struct span span);
/* Sorted, not overlapping, not touching; err names the two spans that are not. */
int spans_check(const struct spans *spans, struct err *err);
bool spans_equal(const struct spans *a, const struct spans *b);
void spans_clear(struct spans *spans);

bool hours_equal(const struct hours *a, const struct hours *b);
bool hours_empty(const struct hours *hours);
void hours_clear(struct hours *hours);
/* The built-in hours: Monday to Friday 09:00-18:00. Owned by the caller. */
void hours_init_default(struct hours *ret);
