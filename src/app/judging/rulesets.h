/* A whole rule book in memory: the one of the file, or one that is being tried out. */
#pragma once

#include "inside.h"
#include "standing.h"

#include "paletti/app/what_if.h"

struct ruleset {
    struct rule *rules;
    size_t n_rules, cap_rules;
    struct override *overrides; /* in the order they came */
    size_t n_overrides, cap_overrides;
    bool all; /* these take the place of all stored overrides; else each that of the stored one with its ref */
    struct rulebook *book;
};

/* The rules of the file, and its overrides as they are. */
int ruleset_stored(struct app *app, struct store *store, struct ruleset *ret, struct err *err);
int ruleset_with(struct app *app, struct store *store, const struct what_if_draft *with, struct ruleset *ret, struct err *err);
/* From JSON Lines: a file, or a text that ruleset_text made. */
int ruleset_open(struct app *app, struct store *store, const char *path, struct ruleset *ret, struct err *err);
int ruleset_again(struct app *app, const char *text, struct ruleset *ret, struct err *err);
char *ruleset_text(const struct ruleset *set);
void ruleset_clear(struct ruleset *set);

/* The overrides of CLIENT, who has those of STANDING in the file: an array that the caller frees, of records that are
 * borrowed from both. */
struct override *ruleset_overrides(const struct ruleset *set, const char *client, const struct standing *standing,
                                 size_t *ret_n);
