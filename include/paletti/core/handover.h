/* What an end makes: things to do, and a colleague for them to go to. interchange.md, issues 4 and 5;
 * letgo.md. */
#pragma once

#include "paletti/core/model.h"

struct colleague {
    char *ref, *name, *email; /* email: NULL */
    struct texts needs;       /* what they are good for, in words of the person's own */
    bool competitor;
    int32_t consented_on; /* they said yes to being named, DAY_NONE: not (yet) */
};
/* They said yes, and not more than twelve months before TODAY. letgo.md, step 8. */
bool colleague_consents(const struct colleague *colleague, int32_t today);

/* A client was told of a colleague. One for each client, colleague and day. */
struct referral {
    char *ref; /* CLIENT:COLLEAGUE:ON. Made of them; it stands in no line of JSON */
    char *client, *colleague;
    int32_t on;
};

enum task_kind {
    TASK_CALL,
    TASK_LETTER,
    TASK_REFUND,
    TASK_STATEMENT,
    TASK_MEETING,
    TASK_ACCESS,
    TASK_HANDOVER,
    TASK_REFERRAL,
    TASK_NOTICE,
    TASK_TERMS,
    TASK_THANKS,
    TASK_RESERVE,
    TASK_REPLACEMENT,
    TASK_FOLLOW_UP,
    TASK_OTHER,
};
enum task_state { TASK_OPEN, TASK_DONE, TASK_WAIVED };

struct task {
    char *ref, *client;
    char *decision; /* the ref of the one that made it, NULL: by hand */
    int8_t kind;    /* enum task_kind */
    char *what;
    int32_t due;     /* DAY_NONE: any day */
    int8_t state;    /* enum task_state */
    int32_t done_on; /* DAY_NONE */
    char *reason;    /* given with a waiver */
    int64_t n;       /* its place among those of its decision, from 1; 0: none */
};

extern const char *const task_kind_names[], *const task_state_names[]; /* "call", "open"; NULL-terminated */
extern const struct model model_colleague, model_referral, model_task;
