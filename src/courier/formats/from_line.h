/* The `From ` line that begins each message of an mbox. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct from_line {
    int64_t at;  /* INSTANT_NONE where only the file's first line has one that nobody can read */
    bool masked; /* "nora at paletti.example": an archive that hides addresses, in its headers too */
};

#define FROM_LINE_MAX 1024

/* Whether the N bytes at LINE (without its end) are one: "From SENDER DATE", the date as asctime writes it (a
 * zone before or behind the year, and "remote from HOST" behind, are let pass) or as RFC 5322 does. Fills
 * *RET then. */
bool from_line_parse(const char *line, size_t n, struct from_line *ret);
