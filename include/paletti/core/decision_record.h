/* A decision as it was made: every answer, number and date, frozen with a hash. It is never changed; what became of it stands
 * beside it. decide.md, "Stored"; interchange.md, `decision`. */
#pragma once

#include "paletti/core/decision.h"

enum decision_state { DECISION_MADE, DECISION_UNDONE };
extern const char *const decision_state_names[];

/* A task as it was made; a letter; a tripwire. */
struct frozen_task {
    char *kind, *what;
    int32_t due;
};
struct frozen_tripwire {
    char *code;
    int64_t n;
    int32_t on;
};

struct decision {
    char *ref;
    char *client;
    int64_t at;              /* the instant of the commit */
    char *zone;              /* of the rules then: the wall clock that the person saw */
    char *program;           /* its version */
    int64_t rules_from;      /* of the rules in force, INSTANT_NONE: the built-in ones */
    bool light;              /* triage's K: no page was seen */
    struct deciding answers; /* all of it, the facts with their entries; without the private reason */
    char *trouble;           /* in use: given or guessed */
    struct texts said;       /* the sentences of Facts, as they stood below the lines */
    struct texts tried;      /* "talk 2026-06-03" */
    bool disagree;
    int64_t share, runway;   /* thousandths, -1: not known */
    bool covered;            /* the income that stays covers the cost */
    int32_t last_day;        /* of an exit */
    int32_t review_on, relief_on, result_on;
    struct list tasks;       /* struct frozen_task */
    struct texts letters;    /* codes */
    struct list tripwires;   /* struct frozen_tripwire */
    char *supersedes;        /* the client's decision before it */

    /* Not frozen: beside it, and no part of the hash. */
    char *hash;              /* of all above; SHA-256 in hexadecimal */
    int8_t state;            /* enum decision_state */
    char *private_reason;    /* private: in no export but JSON Lines */
};
extern const struct model model_decision;

/* Takes off what is not frozen: what is left is what the hash is of. */
void decision_strip(struct decision *decision);
void decision_clear(struct decision *decision);
/* The answer that counts, the path: enum decide_answer, enum decide_path. */
static inline enum decide_answer decision_answer(const struct decision *decision)
{
    return (enum decide_answer)decision->answers.answer;
}
static inline enum decide_path decision_path(const struct decision *decision)
{
    return (enum decide_path)decision->answers.path;
}
