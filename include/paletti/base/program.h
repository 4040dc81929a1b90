/* A program of the user's, run without a shell: one that prints a secret, one that takes a letter or a text.
 */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stddef.h>
#include <stdint.h>

struct program {
    char *const *arguments; /* N of them; the first is looked up in PATH */
    size_t n;
    const char *more[2];     /* two more behind them, or NULL */
    const struct str *input; /* NULL: it finds the end of its input at once */
    int64_t wait_ms;         /* then it is ended */
};

struct program_end {
    struct str out, errors; /* what it printed: at most 64 KiB, and the last 500 bytes */
    bool late;              /* it was ended because its time was over */
    int signal;             /* it died of, or 0 */
    int status;             /* its exit status */
};

/* -1: it was never started. What it prints goes nowhere but into RET; program_wipe leaves nothing of it. A
 * child of its own that goes on in the background is not waited for. */
int program_run(const struct program *program, struct program_end *ret, struct err *err);
void program_wipe(struct program_end *end);
/* Whether there is a program called NAME, looked up in PATH as program_run does. */
bool program_there(const char *name);
/* Overwrites TEXT and frees it. */
void program_wipe_text(struct str *text);
