/* The fields of the jobs and events of mail, for talk.c. */
#pragma once

#include "paletti/record/post.h"

extern const char *const post_state_names[], *const post_phase_names[];
