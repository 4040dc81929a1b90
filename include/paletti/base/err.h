/* Errors. A fallible function returns int: 0 is fine; negative is a failure, whose sentence stands in the struct
 * err the caller passed and may get one prefix on each level up; positive is a documented outcome that the caller
 * must handle. Output arguments (ret_...) stay untouched on failure. */
#pragma once

#include "paletti/base/attr.h"

/* The sentence says what happened, why, and what to do; it is translated where it is made. It may quote text that
 * came from outside, so whoever prints it makes it safe first (paletti/base/text.h). */
struct err {
    char text[1024];
};

/* Writes the sentence; ERR may be NULL. Always returns -1, so that `return err_set(err, ...)` is the idiom. */
int err_set(struct err *err, const char *fmt, ...) _printf_(2, 3);
/* Puts "PREFIX: " before the sentence. Always returns -1. */
int err_prefix(struct err *err, const char *fmt, ...) _printf_(2, 3);
/* As err_set, with ": " and strerror(ERRNUM) behind. Always returns -1. */
int err_errno(struct err *err, int errnum, const char *fmt, ...) _printf_(3, 4);
