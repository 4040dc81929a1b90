/* A secret, which comes from a program of the user's and goes nowhere but to its server. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

/* The first line that the program prints, without its end, into RET, which the caller wipes
 * (program_wipe_text). */
int secret_read(const struct texts *arguments, struct str *ret, struct err *err);
