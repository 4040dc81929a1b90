/* Lines from a descriptor: the job, and the records behind it. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>

struct lines {
    int fd;
    struct str text; /* what was read and not yet handed out begins at `at` */
    size_t at;
    bool eof;
};

/* The next line without its end, borrowed until the next call. 0; 1 at the end; -1 when reading fails, or for
 * a line longer than 256 MiB. */
int lines_next(struct lines *lines, const char **ret_line, size_t *ret_n, struct err *err);
void lines_clear(struct lines *lines);
