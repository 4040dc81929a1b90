/* A week in plain figures. */
#pragma once

#include "paletti/base/str.h"
#include "paletti/core/hours.h"

/* Appends how long it is open: "42 h 30". */
void setup_add_week(struct str *to, const struct hours *hours);
/* How many working days, in tenths, so many open hours are; 0: it never opens. */
int64_t setup_working_tenths(const struct hours *hours, unsigned open_hours);
