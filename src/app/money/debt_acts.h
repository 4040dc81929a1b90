/* What a person does about a debt: a promise noted, a choice made. */
#pragma once

#include "inside.h"

#include "paletti/core/dealings.h"

struct writing;

/* Fails with a sentence where the ladder does not take PROMISE, which is not stored yet: its day is too far away, or there is
 * an open one. One that it takes without waiting for it is fine; *RET_ASIDE (or NULL) gets what is to be said of that, owned. */
int promise_check(struct app *app, const struct promise *promise, char **ret_aside, struct err *err);

/* What to do with a debt behind the last step. */
enum debt_choice { DEBT_PURSUE, DEBT_WRITE_OFF, DEBT_SELL_ON };
extern const char *const debt_choice_names[]; /* "pursue", "write_off", "sell_on"; NULL-terminated */
/* Notes it: written off, the invoice says so from today on; else it stands in the log. INVOICE: a ref. */
int debt_choose(struct writing *writing, const char *client, const char *invoice, enum debt_choice choice, struct err *err);
