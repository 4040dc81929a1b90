/* A client's exceptions: those there are, and one more typed on one line.
 *
 *   [from DAY] WHAT [until DAY] [because REASON]
 *
 *   WHAT  "away", "away 7 aug - 23 aug"        their dates are closed
 *         "window 5d", "24oh"                  another time to answer
 *         "phone allowed", "whatsapp never"    a channel
 *         "phone allowed tue 21-22"            a channel, and hours besides those of the rules
 *         "answer tue,thu 21-22"               when an answer of mine is no breach
 *         "hours mon-fri 10-14"                other hours
 *         "pay 30 days", "notice 20 days"
 *
 * in English, Spanish or Italian; several with semicolons. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"
#include "paletti/core/versions.h"

/* Strings are borrowed until FN returns. */
struct exception_line {
    const char *ref, *says, *reason;
    const char *when; /* "16 Nov - 30 Nov, expires in 14 days" */
    enum validity validity;
};
/* The exceptions of the client with the ref CLIENT: those in force and to come, then those that are over, each the one that ends
 * last first. FN returns non-zero to end, and that is returned. */
int view_exceptions(struct app *app, const char *client, int (*fn)(void *ctx, const struct exception_line *line), void *ctx,
                    struct err *err);

/* How LINE would be understood. Appends. 0; 1: something is missing yet, and TO says what; -1 with err. */
int exception_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err);
/* Writes it, as one act. */
int exception_add(struct app *app, const char *client, const char *line, unsigned *ret_changes, struct err *err);
