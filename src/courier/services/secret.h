/* A secret, which comes from a program of the user's and goes nowhere but to its server. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdint.h>

/* The first line that the program prints, without its end, into RET, which the caller wipes
 * (program_wipe_text). CLOCK: milliseconds. */
int secret_read(const struct texts *arguments, int64_t (*clock)(void), struct str *ret, struct err *err);
