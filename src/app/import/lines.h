/* A file or a pipe, read line by line. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* The longest record: a body of 16 MiB, every byte of it escaped, and what stands around it. */
#define LINES_RECORD_MAX ((size_t)112 << 20)

struct lines {
    char *buffer;
    size_t start, end, cap;
    size_t searched; /* bytes behind `start` without a newline */
    size_t limit;    /* longest line */
    int64_t number;  /* of the line returned last, from 1 */
    int64_t read;    /* bytes */
    bool over;       /* nothing comes any more */
};

/* LIMIT: bytes of the longest line that is taken. */
void lines_init(struct lines *lines, size_t limit);
void lines_done(struct lines *lines);
/* The next line that is there already, without its newline; borrowed until lines_fill. 0; 1: none is complete
 * yet. */
int lines_next(struct lines *lines, const char **ret_line, size_t *ret_len);
/* Reads once from FD. 0: there is more, or the end, which completes the last line (`over`). Fails on a line
 * that is too long ("line 7 is longer than 32 MiB") and on what read(2) says. */
int lines_fill(struct lines *lines, int fd, struct err *err);
