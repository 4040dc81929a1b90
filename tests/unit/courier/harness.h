/* Jobs from files that a test writes, and what the courier answers. */
#pragma once

#include "paletti/base/str.h"

#include <check.h>
#include <stddef.h>
#include <stdint.h>

/* A folder of its own for a test, removed with all that is in it. */
struct place {
    char path[64];
};
void place_make(struct place *place);
void place_remove(struct place *place);
/* PLACE/NAME; the caller owns it. */
char *place_path(const struct place *place, const char *name);
/* Writes N bytes to PLACE/NAME, whose folders are made. */
void place_write(const struct place *place, const char *name, const void *bytes, size_t n);

/* What one job said. */
struct answer {
    int result; /* of job_run */
    struct str text;
    char **lines;
    size_t n;
};

/* A job of reading FORMAT at PATH; MORE is added to its JSON: `"me":["..."]`. */
void answer_read(struct answer *answer, const char *format, const char *path, const char *more);
/* The same for a file of N BYTES. */
void answer_bytes(struct answer *answer, const char *format, const void *bytes, size_t n, const char *more);
/* Any lines as the courier's standard input. */
void answer_lines(struct answer *answer, const char *input);
void answer_done(struct answer *answer);
/* How many lines hold TEXT. */
size_t answer_count(const struct answer *answer, const char *text);
/* The only line that holds TEXT; fails otherwise. */
const char *answer_line(const struct answer *answer, const char *text);

/* Milliseconds, far below zero. */
int64_t harness_clock(void);

/* Registers the tests in TESTS (NULL-terminated) and runs them; what main returns. */
int harness_run(const char *name, const TTest *const *tests);
