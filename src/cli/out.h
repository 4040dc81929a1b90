/* Standard output and standard error: the only file of the program that writes text outside the screen. */
#pragma once

#include "paletti/base/attr.h"

#include <stdbool.h>
#include <stddef.h>

struct out {
    bool terminal; /* stdout is one */
    bool color;
    bool utf8;
    int width; /* columns of the terminal, 0: not a terminal, nothing is cut */
    bool failed;
};

void out_init(struct out *out, bool color, bool utf8);
/* TEXT as it is: made safe, or made by ourselves. 0, or -1 once something could not be written. */
int out_write(struct out *out, const char *text, size_t len);
int out_text(struct out *out, const char *text);
/* TEXT from outside, made safe. ONE_LINE: newlines become spaces. */
int out_safe(struct out *out, const char *text, bool one_line);
/* Flushes and closes stdout; -1 when anything was lost on the way (a full disk, a closed pipe). */
int out_end(struct out *out);

/* Standard error, safe, with a newline behind. */
void out_error(const char *text);
/* A line on standard error that the next one replaces; NULL clears it. Only when stderr is a terminal. */
void out_progress(const char *text);
bool out_progress_wanted(void);
