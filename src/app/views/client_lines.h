/* The clients as they stand now: what `clients`, `today` and the screen's list are made of. */
#pragma once

#include "dues_now.h"

#include "paletti/app/views.h"
#include "paletti/store/clients.h"

/* A client's row with its tally counted as of NOW: entries in the future are not in it. */
int tally_now(struct store *store, const struct client_row *row, int64_t now, struct tally *ret,
              struct err *err);
