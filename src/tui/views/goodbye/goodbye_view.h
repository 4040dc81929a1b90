/* The pages of letting go: the fourteen steps of one client, each of them, what goes back, and what is
 * confirmed by name. letgo.md. */
#pragma once

#include "view.h"

/* Opened with: a client as a person names one; goodbye_step_argument; a client's ref; send_argument. */
extern const struct view_ops view_goodbye_ops, view_goodbye_step_ops, view_refunds_ops, view_send_ops;

char *goodbye_step_argument(const char *client, int step);
/* The draft REF of a letter, or the refund REF; of the client with the ref CLIENT (of a letter NULL will do).
 */
enum send_what { SEND_LETTER, SEND_REFUND };
char *send_argument(enum send_what what, const char *client, const char *ref);
