/* What lies ahead: "in 15 days", "+3d", "next week", "end of the month". */
#pragma once

#include "when_words.h"

#include <stdint.h>

/* "in 2 weeks", "dentro de 15 días", "tra 2 ore", "+3d": how many of which unit, in seconds; months are of unit 0. */
bool when_take_ahead(struct reader *reader, int *ret_n, int *ret_unit);
/* A day counted from TODAY by such words. */
bool when_take_days(struct reader *reader, int32_t today, int32_t *ret_day);
