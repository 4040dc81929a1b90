#include "history.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdlib.h>
#include <string.h>

void history_done(struct history *history)
{
    for (size_t i = 0; i < history->n; i++)
        free(history->lines[i]);
    history->n = 0;
}

void history_add(struct history *history, const char *line)
{
    if (str_equal(history_line(history, 1), line))
        return;
    if (history->n == HISTORY_MAX) {
        free(history->lines[0]);
        memmove(history->lines, history->lines + 1, (HISTORY_MAX - 1) * sizeof *history->lines);
        history->n--;
    }
    history->lines[history->n++] = mem_string(line);
}

const char *history_line(const struct history *history, size_t ago)
{
    return ago >= 1 && ago <= history->n ? history->lines[history->n - ago] : NULL;
}
