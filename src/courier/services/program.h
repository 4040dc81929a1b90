/* A program of the user's, run without a shell: the one that prints a secret, and the one that takes a
 * letter. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdint.h>

struct program {
    const struct texts *arguments; /* the first is looked up in PATH */
    const char *more[2];           /* two more behind them, or NULL */
    const struct str *input;       /* NULL: it finds the end of its input at once */
    int64_t wait_ms;               /* then it is ended */
    int64_t (*clock)(void);        /* milliseconds */
};

struct program_end {
    struct str out, errors; /* what it printed: at most 64 KiB, and the last 500 bytes */
    bool late;              /* it was ended because its time was over */
    int signal;             /* it died of, or 0 */
    int status;             /* its exit status */
};

/* -1: it was never started. What it prints goes nowhere but into RET; program_wipe leaves nothing of it. */
int program_run(const struct program *program, struct program_end *ret, struct err *err);
void program_wipe(struct program_end *end);
/* The first line that the program prints, without its end, into RET, which the caller wipes
 * (program_wipe_text). */
int program_secret(const struct texts *arguments, int64_t (*clock)(void), struct str *ret, struct err *err);
void program_wipe_text(struct str *text);
