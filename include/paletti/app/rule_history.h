/* The versions of the rules, newest first, and who was told which of them. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"
#include "paletti/core/versions.h"

/* Strings are borrowed until FN returns. */
struct version_line {
    const char *ref; /* as rule_page_rules takes it */
    int64_t from;
    const char *since; /* its beginning in words */
    const struct rule *rule, *before; /* BEFORE NULL: the first one */
    enum validity validity;
    int64_t told; /* clients of now who were told it, or one that is equal */
};
/* *RET_CLIENTS: how many clients there are now. FN returns non-zero to end, and that is returned. */
int view_versions(struct app *app, int (*fn)(void *ctx, const struct version_line *line), void *ctx, int64_t *ret_clients,
                  struct err *err);
/* What LINE's version changed, in words, line by line; of the first one what it says. */
void version_words(struct app *app, const struct version_line *line, void (*fn)(void *ctx, const char *text), void *ctx);

struct told_line {
    const char *ref, *name; /* of the client */
    int32_t on;             /* when they were told last, DAY_NONE: never */
    const char *how;        /* or NULL */
    const char *which;      /* the version they were told then, in words; or NULL */
    bool current;           /* they were told the version that is asked about, or one that is equal */
    bool newer;             /* what they were told last begins after it */
};
/* The clients of now, and prospects: rules can be told before the first job. First those who were not told the version that
 * begins at RULE (INSTANT_NONE: the one in force), each by name. */
int view_told(struct app *app, int64_t rule, int (*fn)(void *ctx, const struct told_line *line), void *ctx, struct err *err);

/* "[WHEN] [HOW]": "yesterday e-mail", "by phone"; blank is today. How it would be understood. */
int tell_preview(struct app *app, const char *text, struct str *to, struct err *err);
/* The clients CLIENTS (refs) were told the version that begins at RULE (INSTANT_NONE: the one in force): one act. */
int tell_clients(struct app *app, const char *const *clients, size_t n, int64_t rule, const char *text, unsigned *ret_changes,
                 struct err *err);
