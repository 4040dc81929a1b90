/* A payment on one line, as people type it. */
#pragma once

#include "inside.h"

#include "paletti/core/agreement.h"

/* Fills RET (initialised; its client is the ref of one) but for its ref. An invoice that is not named is the one that
 * the sum pays exactly, else the only one that is open; none when none is. *RET_LEFT: what was left to pay of it, no
 * currency without one. 0; 1: the line is not whole yet, err says what is missing; -1: it cannot be so, several
 * invoices may be meant, for example. */
int pay_line_read(struct app *app, struct store *store, const char *line, struct payment *ret, char **ret_number,
                  struct money *ret_left, struct err *err);
