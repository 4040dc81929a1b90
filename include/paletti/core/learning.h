/* What stays when something is over: lessons, wins, and how a decision turned out. interchange.md, issue 4.
 */
#pragma once

#include "paletti/core/model.h"

/* What a lesson made: a rule, a price, a question for the next prospect; or it is a lesson alone. */
enum lesson_kind { LESSON_NONE, LESSON_RULE, LESSON_PRICE, LESSON_QUESTION };

struct lesson {
    char *ref, *client;
    int32_t on;
    char *text;
    int8_t kind;    /* enum lesson_kind */
    char *decision; /* the ref of the one it came from, NULL */
};

struct win {
    char *ref, *client;
    int32_t on;
    char *text;
};

enum { REVIEW_MARK_NONE = 0, RELIEF_MIN = -2, RELIEF_MAX = 2, RELIEF_NONE = INT8_MIN };

struct review {
    char *ref, *client;
    int32_t on;
    char *text;              /* NULL */
    char *decision;          /* the ref of what is looked back at, NULL */
    int8_t again;            /* enum said_yes_no (intake.h), -1: not said */
    int64_t process, result; /* 1 to 5, REVIEW_MARK_NONE: not said */
    int64_t relief;          /* RELIEF_MIN to RELIEF_MAX, RELIEF_NONE: not said */
};

extern const char *const lesson_kind_names[]; /* "none"; NULL-terminated */
extern const struct model model_lesson, model_win, model_review;
