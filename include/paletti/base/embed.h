/* Text files of data/ that are compiled in. data/meson.build says how a set of them is made; each set is an array named
 * embedded_SET, declared by whoever links it:
 *
 *     extern const struct embedded embedded_sql[];
 */
#pragma once

#include "paletti/base/attr.h"

/* A set ends with an element whose name is NULL. The bytes have a NUL behind them that `len` does not count. */
struct embedded {
    const char *name; /* of the file, without its folder ("0001_records.sql"), or with it ("es/R1.tu") */
    const char *text;
    size_t len;
};
