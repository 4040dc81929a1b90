/* What talk.c needs of the jobs and events of payment services. */
#pragma once

#include "paletti/record/refund.h"

extern const char *const refund_outcome_names[], *const check_result_names[];
extern const struct model model_refund_note;
