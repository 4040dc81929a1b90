/* Who was told which version of the rules. */
#pragma once

#include "writing.h"

struct tellings {
    const struct house *house;
    struct told *told;
    size_t n;
};

int tellings_load(struct app *app, struct store *store, struct tellings *ret, struct err *err);
void tellings_clear(struct tellings *tellings);
#define _cleanup_tellings_ _cleanup_(tellings_clear)

/* The version that TOLD names; NULL: none. */
const struct rule *tellings_version(const struct tellings *tellings, const struct told *told);
/* What CLIENT (a ref) was told last; and the last time it was RULE, or one that is equal. NULL: never. */
const struct told *tellings_last(const struct tellings *tellings, const char *client);
const struct told *tellings_of(const struct tellings *tellings, const char *client, const struct rule *rule);
/* The version that begins at FROM, INSTANT_NONE: the one in force. NULL: there is none. */
const struct rule *tellings_rule(struct app *app, const struct tellings *tellings, int64_t from);

/* CLIENT was told the version that begins at RULE, on the day ON, by HOW (or NULL). */
int told_put(struct writing *writing, const char *client, int32_t on, int64_t rule, const char *how, struct err *err);
