/* The log: what passed between me and a client, and what I asked them for. */
#pragma once

#include "paletti/core/model.h"

enum direction { DIRECTION_IN, DIRECTION_OUT, DIRECTION_NONE };
enum kind { KIND_MESSAGE, KIND_CALL, KIND_MEETING, KIND_WORK, KIND_NOTE };

struct source {
    char *system, *id;
};

struct interaction {
    char *ref, *client;
    int64_t at;
    int8_t direction; /* enum direction */
    int8_t kind;      /* enum kind */
    char *channel, *subject, *body;
    int64_t minutes;    /* 0: none */
    int8_t needs_reply; /* -1: what its kind says, interaction_needs_reply */
    bool holding;
    int64_t promised;
    bool invited;
    char *recap;
    int64_t energy;      /* 1-5, 0: not given */
    struct texts signs;
    int8_t closeness; /* meal, confidence, off_hours_call; -1 */
    char *thread;
    struct source source;
};

struct ask {
    char *ref, *client, *interaction;
    char *what;
    struct window window; /* n 0: 5wd */
    int64_t received;     /* INSTANT_NONE: open */
};

extern const struct model model_interaction, model_ask;
extern const char *const direction_names[], *const kind_names[];

/* Messages need a reply unless marked; calls, meetings, work and notes do not unless marked. boundaries.md, 3. */
bool interaction_needs_reply(enum kind kind, int8_t marked);
