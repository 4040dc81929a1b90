/* What I teach: my own breaches of my hours, each with how often that client came outside the hours before and after. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/teaching.h"

struct lesson_line {
    int64_t client_id, entry;
    const char *client, *name, *ref, *channel;
    struct taught taught;
};
/* All of them together; sums are over those whose days after are over. */
struct teaching {
    int64_t answers;      /* of mine, outside my hours */
    int64_t whole;        /* of these: the days after are over */
    int64_t before, after;
};

/* CLIENT: as a person names it, or NULL for everybody. Newest first within a client, clients by name. *RET is all of it. */
int view_teaching(struct app *app, const char *client, int (*fn)(void *ctx, const struct lesson_line *line), void *ctx,
                  struct teaching *ret, struct err *err);
