/* What can be said of a file before SQLite opens it, without changing a byte of it or beside it. */
#pragma once

#include "paletti/base/err.h"

#include <stdint.h>

enum look {
    LOOK_FINE,
    LOOK_MISSING, /* nothing there */
    LOOK_EMPTY,   /* a file of no bytes, and no journal beside it */
};

/* Looks at the file REAL, called PATH in sentences, for a program that knows versions up to NEWEST. Fails on
 * what must not be opened: links, devices, files of others or open to others, other programs' files, newer
 * and damaged ones. */
int look_at(const char *path, const char *real, int64_t newest, enum look *ret, struct err *err);
