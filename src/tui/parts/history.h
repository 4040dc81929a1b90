/* The lines typed at the prompt in this session, newest last. */
#pragma once

#include <stddef.h>

enum { HISTORY_MAX = 100 };

struct history {
    char *lines[HISTORY_MAX];
    size_t n;
};

void history_done(struct history *history);
/* The same line twice in a row is kept once; the oldest goes when there are HISTORY_MAX. */
void history_add(struct history *history, const char *line);
/* The line AGO lines before now, 1 being the last one; NULL when there are not so many. Borrowed until the next add. */
const char *history_line(const struct history *history, size_t ago);
