/* Removing clients: with one who has a log all that is theirs goes, which the person is asked about first. */
#pragma once

#include "view.h"

/* NAME: the client's, where N is 1. A client who has nothing is removed at once; else the question is opened. MARKED: they
 * were, and are so no longer. */
int removing_clients(struct app *app, const char *const *refs, size_t n, const char *name, bool marked,
                     struct effects *effects, struct err *err);
