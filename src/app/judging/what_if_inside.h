/* What the pieces of a what-if share. */
#pragma once

#include "rulesets.h"
#include "judging_log.h"

/* One client, opened when their turn comes. */
struct subject {
    int64_t id;
    char *ref, *name;
    struct standing now;         /* told today's rules beside what they were told */
    struct override *overrides;  /* of the rules tried out; what they point at is borrowed */
    struct boundaries *then;
    struct judge *judge;         /* of the walk over everybody's log, or over the one client's own */
    struct judge *page;          /* of a page of changes, prepared for the one with the number ... */
    int64_t page_number;         /* ... (what_if_changes.c) */
    struct what_if_counts counts;
};

enum phase { PHASE_CLIENT, PHASE_OPEN, PHASE_LOG, PHASE_DUES, PHASE_DONE };

struct what_if {
    struct app *app;
    struct ruleset now, then;
    int64_t at;      /* the clock's, when it began */
    int64_t version; /* of the file */
    bool current;    /* what follows is that of `at` and `version` */
    int32_t today_now, today_then; /* in each one's zone */
    enum phase phase;
    struct subject client;   /* who is looked at; id 0: nobody */
    int64_t client_reached;  /* the last entry of theirs that is judged; INT64_MAX: all of it is, dues too */
    struct subject *subjects; /* by id */
    size_t n, cap, next;      /* the next one to be opened, or whose dues are judged */
    size_t *by_name;
    int64_t reached, done, total;
    int64_t pages;
};

/* Opens SUBJECT, whose id and ref are set, unless that was done. */
int subject_open(struct what_if *what_if, struct store *store, struct subject *subject, struct err *err);
/* NULL: there is none. */
struct subject *subject_find(const struct what_if *what_if, int64_t client_id);
/* The file, for reading, in one view that the caller ends; begins anew where the file changed or the minute did. */
int what_if_enter(struct what_if *what_if, struct store **ret, struct err *err);
