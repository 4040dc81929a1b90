/* Where in a line something stands: "client.people[1].email". Places live on the stack of whoever reads, each
 * below the one it is part of, so that a path costs nothing until a sentence needs it. */
#pragma once

#include "paletti/base/err.h"

#include <stddef.h>

struct place {
    const struct place *up; /* NULL: the record itself */
    const char *name;       /* NULL: the INDEX-th item of a list */
    size_t index;
};

/* Writes "path: sentence"; returns -1. Without ERR nothing is looked at, not even PLACE. */
int place_fail(const struct place *place, struct err *err, const char *fmt, ...) _printf_(3, 4);
/* As place_fail, with a sentence of another room behind the path. */
int place_prefix(const struct place *place, struct err *err);
/* The same where the sentence begins with the name of one of the place's fields ("until: ..."). */
int place_prefix_field(const struct place *place, struct err *err);

/* Outside text for a sentence: in quotation marks, cut when it is long. */
#define QUOTED_SIZE 96
const char *place_quote(const char *text, char buf[QUOTED_SIZE]);
/* The one of N words (the I-th is WORD(CTX, I)) that TEXT was meant to be, NULL when none is near. */
const char *place_guess(const char *text, size_t n, const char *(*word)(const void *ctx, size_t i),
                        const void *ctx);
