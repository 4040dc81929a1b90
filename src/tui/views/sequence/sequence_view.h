/* The pages of a farewell to many: who is in it and what of its letters is out, and a letter to all of them, to be confirmed.
 * letgo.md, "Sequences". */
#pragma once

#include "view.h"

#include "paletti/core/model.h"

/* Opened with: sequence_argument or sequence_new_argument; batch_argument. */
extern const struct view_ops view_sequence_ops, view_batch_ops;

/* One that is under way, by its ref; NULL: the newest. Owned. */
char *sequence_argument(const char *ref);
/* One that is to begin with those CLIENTS (refs). Owned. */
char *sequence_new_argument(const struct texts *clients);
/* The letter N, from 0, of the sequence REF. Owned. */
char *batch_argument(const char *ref, int n);
