/* Sends the courier on a job: the second program, started for this one job, that knows foreign formats and
 * the network. interchange.md, section 2. A courier that dies, stalls or talks nonsense is an error of the
 * job, in a sentence. */
#pragma once

#include "paletti/record/talk.h"

#include <stdbool.h>

#define COURIER_STALL_MS 60000 /* without a line; the courier says how far it is several times a second */
/* The same of a job that needs a secret: the program that prints it has two minutes, for a person may have to type something. */
#define COURIER_SECRET_MS 150000

struct courier_job {
    const char *program;     /* path of paletti-courier */
    const struct str *input; /* the job's line, and for a write job the records' lines behind it */
    int stall_ms;            /* 0: COURIER_STALL_MS */
    /* A line: EVENT_RECORD (LINE is the record's), EVENT_PROGRESS, EVENT_UNKNOWN, EVENT_SKIPPED, EVENT_DONE.
     * Negative ends the job with that err. */
    int (*event)(void *ctx, const struct event *event, const char *line, size_t len, struct err *err);
    void *ctx;
    bool (*stop)(void *ctx); /* or NULL; asked several times a second, with STOP_CTX */
    void *stop_ctx;
    bool *ended; /* or NULL; set once the courier says itself that the job is done, or that it failed */
    /* Of a job that cannot be taken back: what the courier told before it was ended is heard as well, whatever
     * EVENT makes of it, for it may have gone on. */
    bool to_the_end;
};

/* Returns 0 when the job was done, and nothing came behind. The courier is gone when this returns. */
int courier_run(const struct courier_job *job, struct err *err);
