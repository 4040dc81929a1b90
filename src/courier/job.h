/* From a job's line to its end: done or failed. */
#pragma once

#include "paletti/base/err.h"

#include <stdint.h>

/* Reads one job from the descriptor IN and answers on OUT. CLOCK: milliseconds of a clock that only goes
 * forward. Returns 0 when the job ended in `done`; 1 after `failed`; -1 when not even that could be told (err
 * says why). */
int job_run(int in, int out, int64_t (*clock)(void), struct err *err);
/* The same, once in a process: from where the job is known it can do only what the job needs (confine.h). Jobs that
 * leave the machine are carried out in no other way. */
int job_run_confined(int in, int out, int64_t (*clock)(void), struct err *err);
