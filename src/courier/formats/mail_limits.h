/* What gmime must not be given: it would take memory or stack without bound. */
#pragma once

#include "paletti/base/err.h"

#include <stddef.h>

#define MAIL_BYTES_MAX  (64 << 20) /* a message */
#define MAIL_HEADER_MAX (1 << 20)  /* the headers of a message */
#define MAIL_PARTS_MAX  20000      /* lines that can begin a part */
#define MAIL_COLONS_MAX 1000       /* in one address header: each may open a group in a group */
#define MAIL_DEPTH_MAX  100        /* parts in parts */

/* Reads once over the N bytes of a message; -1 with the reason when it is beyond a limit. */
int mail_limits_check(const char *bytes, size_t n, struct err *err);
