/* The screen's list of clients while it is made. */
#pragma once

#include "client_sieve.h"
#include "laters.h"

#include "paletti/app/views.h"
#include "paletti/store/brief.h"

struct attention_list {
    struct app *app;
    struct store *store;
    int64_t now;
    const struct client_query *query;
    const struct laters *laters;
    int (*fn)(void *ctx, const struct attention_line *line);
    void *ctx;
    struct err *err;
};

/* A row as the stored sums say it. */
void attention_line_of(const struct client_brief *row, int64_t now, struct attention_line *ret);
/* All clients looked at one by one, gathered and sorted: where the stored order will not do. */
int attention_sorted(struct app *app, const struct attention_list *list, struct attention *ret);
