/* One job while it is carried out: what was asked, and the lines that go back on the way. interchange.md,
 * section 2. */
#pragma once

#include "lines.h"

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"
#include "paletti/record/talk.h"

#include <stdbool.h>
#include <stdint.h>

struct errand {
    const struct job *job;
    struct lines *in;       /* paletti: its records behind the job */
    int out;                /* a descriptor: ours go there */
    int64_t (*clock)(void); /* milliseconds of a clock that only goes forward: paces the progress lines */
    int (*confine)(struct errand *errand, struct err *err); /* see errand_confine; NULL: nothing is, and nothing leaves the machine */
    int64_t next_progress;
    struct str waiting; /* lines that were not written out yet */
    int64_t read, records, skipped;
    int64_t replaced;    /* malformed bytes that became U+FFFD in what was recorded */
    int pass, passes;    /* how often the input is gone through, for the progress; 0, 0: once */
    int64_t first, last; /* INSTANT_NONE: not told */
};

/* All of these return 0, or -1 with err when the other end is gone. */
int errand_record(struct errand *errand, const struct model *model, const void *record, struct err *err);
/* An event as it is, written out at once: -1 says that nobody listens any more. */
int errand_event(struct errand *errand, const struct event *event, struct err *err);
/* A piece of the input that was left out: WHERE it stands, and WHY. Not counted here: one line may tell of
 * many. */
int errand_skip(struct errand *errand, const char *where, const char *why, struct err *err);
int errand_unknown(struct errand *errand, const char *address, const char *name, int64_t count,
                   int64_t written, struct err *err);
int errand_mine(struct errand *errand, const char *address, const char *name, int64_t count, bool likely,
                struct err *err);
/* Of CLOSED its days, label, kind, note and likeliness. */
int errand_closed(struct errand *errand, const struct event *closed, struct err *err);
/* Cheap: writes a line about five times a second, and with it all that waits. TOTAL 0: not known. */
int errand_progress(struct errand *errand, int64_t read, int64_t total, const char *unit, struct err *err);
/* Each is written out before they return. */
int errand_composed(struct errand *errand, const char *bytes, const char *sha256, struct err *err);
int errand_step(struct errand *errand, enum post_phase phase, struct err *err);
int errand_outcome(struct errand *errand, const struct event *outcome, struct err *err);
/* From here on the process can do only what its job still needs; tells what holds. */
int errand_confine(struct errand *errand, struct err *err);
int errand_confined(struct errand *errand, int landlock, bool seccomp, const char *why, struct err *err);
int errand_done(struct errand *errand, struct err *err);
int errand_failed(struct errand *errand, const char *why, struct err *err);
void errand_clear(struct errand *errand);
