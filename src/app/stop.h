/* Long work that the person may stop. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/store/store.h"

/* REQUEST may be NULL. */
bool stop_wanted(const struct request *request);
/* Has what takes long in STORE ask REQUEST whether to stop; REQUEST NULL, or one that never does: it asks nobody. */
void stop_watch(struct store *store, const struct request *request);
/* The sentence of everything that was stopped; always -1. */
int stop_said(struct err *err);
