/* Days off from a calendar file (ICS): what it holds, looked at one by one, and those that are wanted as one new version of
 * the rules. A new holiday need not be told, so nothing that is counted changes. boundaries.md, sections 1 and 5. */
#pragma once

#include "paletti/app/importing.h"
#include "paletti/base/str.h"
#include "paletti/core/rule.h"

struct closed_date {
    int32_t from, to; /* civil days, inclusive */
    char *label;      /* or NULL */
    char *note;       /* what the calendar says about it, or NULL */
    enum closed_kind kind;
    bool there;       /* the rules have these days, of this kind */
    bool past;        /* over before the new version would begin */
    bool likely;      /* the calendar says nothing against it: a mere observance, a region's day */
    char *conflict;   /* what else the rules say of these days, in words; or NULL */
    bool taken;       /* by closed_dates_take; as read: those that are likely, and neither there nor past */
};

struct closed_dates {
    struct closed_date *v; /* by their first day */
    size_t n, cap;
    int64_t read;                /* events */
    struct import_notes skipped; /* with where and why */
};

/* Strings are borrowed. */
struct closed_order {
    const char *path;
    int kind;         /* enum closed_kind; -1: each as its event says */
    const char *when; /* from when the new version is to hold, as a person types it; NULL: today */
};

/* Reads them; nothing is stored. PROGRESS (or NULL) as in import_carry_out. The caller clears *RET, on success. */
int closed_dates_read(struct app *app, const struct closed_order *order, const struct request *progress,
                      struct closed_dates *ret, struct err *err);
void closed_dates_clear(struct closed_dates *dates);

/* Appends what taking them would do. -1: a version cannot begin then. */
int closed_dates_when(struct app *app, const char *when, struct str *to, struct err *err);
/* Adds those that are taken, one act of the journal: to a new version from ORDER's day on, and to those that begin later.
 * Nothing is written where none is taken: *RET_FROM is INSTANT_NONE then, else when the version begins. */
int closed_dates_take(struct app *app, const struct closed_order *order, const struct closed_dates *dates, int64_t *ret_from,
                      unsigned *ret_changes, struct err *err);
