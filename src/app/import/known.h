/* CLIENT as people type it: a ref, else a unique beginning of a name. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/err.h"
#include "paletti/core/model.h"
#include "paletti/store/clients.h"

/* A client's row, with strings of its own. */
struct known {
    char *ref, *name, *zone;
    struct client_row row; /* its strings are these; short_name is NULL */
};

/* Fails when nobody is called TEXT, or several are: then err lists them. */
int known_find(struct store *store, const char *text, struct known *ret, struct err *err);
/* The same, of the client that a command names: there has to be a file. TEXT NULL: nobody in particular, RET stays as it is. */
int known_named(struct app *app, const char *text, struct known *ret, struct err *err);
/* By the store's id. 0; 1: there is none. */
int known_by_id(struct store *store, int64_t id, struct known *ret, struct err *err);
/* Whether records of MODEL are of one client each: found by them, and removed with them. */
bool known_owns(const struct model *model);
void known_clear(struct known *known);
#define _cleanup_known_ _cleanup_(known_clear)
