/* An import while it runs: one transaction, whatever the format. */
#pragma once

#include "writing.h"

#include "paletti/app/importing.h"

struct importing {
    struct app *app;
    const struct request *request; /* asked for progress and stop; or NULL */
    const struct import_order *order;
    const char *format;
    struct writing writing;
    struct import_report report;
};

int importing_begin(struct importing *importing, struct err *err);
/* Stores everything; a preview is checked as if it were stored, and taken back. */
int importing_end(struct importing *importing, struct err *err);
/* Takes back what was not stored. */
void importing_done(struct importing *importing);

/* Stores RECORD of the input's LINE (0: none), and counts it. */
int importing_put(struct importing *importing, const struct model *model, const void *record, int64_t line,
                  struct err *err);
/* Counts a record that stays as it is stored. */
void importing_keep(struct importing *importing, const struct model *model, const void *record);
/* Tells how many of the TOTAL bytes (0: not known) were read, and turns to bulk mode when that is a lot.
 * Fails when the person wants to stop. */
int importing_progress(struct importing *importing, int64_t done, int64_t total, const char *unit,
                       struct err *err);
void importing_note(struct import_notes *notes, const char *a, const char *b, int64_t count, int64_t written,
                    bool likely);

void import_notes_clear(struct import_notes *notes);
/* What a calendar's job needs: the zone, and the days that are wanted, from a year ago to three years ahead. */
struct job;
void importing_calendar(struct app *app, struct job *job);

/* The two ways in. err names the line, not the file. */
int importing_jsonl(struct importing *importing, struct err *err);
int importing_foreign(struct importing *importing, struct err *err);
