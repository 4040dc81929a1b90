/* An import while it runs: one transaction, whatever the format. */
#pragma once

#include "writing.h"

struct importing_note {
    char *a, *b; /* skipped: where and why; unknown: address and name */
    int64_t count;
};
struct importing_notes {
    struct importing_note *v;
    size_t n, cap;
};

struct importing {
    struct app *app;
    const struct request *request;
    struct writing writing;
    const char *format, *path;
    const char *me; /* --me: addresses, a line each; or NULL */
    bool add_correspondents;

    int64_t read;      /* lines or messages */
    int64_t repaired;  /* malformed characters the courier replaced */
    int64_t counts[3]; /* by enum put */
    struct importing_notes skipped, unknown;
};

/* Stores RECORD of the input's LINE (0: none), and counts it. */
int importing_put(struct importing *importing, const struct model *model, const void *record, int64_t line,
                  struct err *err);
/* Tells how many of the TOTAL bytes (0: not known) were read, and turns to bulk mode when that is a lot.
 * Fails when the person wants to stop. */
int importing_progress(struct importing *importing, int64_t done, int64_t total, const char *unit,
                       struct err *err);

/* The two ways in. err names the line, not the file. */
int importing_jsonl(struct importing *importing, struct err *err);
int importing_foreign(struct importing *importing, struct err *err);
