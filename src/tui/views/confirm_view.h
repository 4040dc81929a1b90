/* A question with yes and no, before what cannot be meant by a single key. */
#pragma once

/* What view_confirm_ops is opened with: QUESTION, and the LINE that is run on yes. Owned. */
char *confirm_view_argument(const char *question, const char *line);

struct effects;
/* Asks whether the record REF of TYPE is to be removed; SAYS is what one sees of it, blurred where that is wanted. */
void confirm_view_remove(const char *type, const char *ref, const char *says, struct effects *effects);
