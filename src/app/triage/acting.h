/* The card of the triage that the next act is about, as whoever writes sees it. */
#pragma once

#include "inside.h"

#include "paletti/app/triage.h"

/* What app_triage_acts said last; 0: no card. */
int64_t app_triage_acting(const struct app *app, enum triage_done *ret_done);
/* Inside the act's transaction, once the journal has its number. */
int app_triage_acted(struct app *app, struct store *store, struct err *err);
/* A decision is about to be committed, which is DONE: says so where a card waits for it. */
void app_triage_decided(struct app *app, enum triage_done done);
