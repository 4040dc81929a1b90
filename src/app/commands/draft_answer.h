/* A draft told as an answer. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/drafts.h"

/* Opens an object, which the caller closes: the draft's ref under KEY, and all that stands over its text. */
void answer_open_draft(struct answer *answer, const char *key, const struct draft_line *line);
/* The answer of a command that kept the draft REF: a sentence for people, all of it for programs. */
int answer_kept_draft(struct app *app, struct answer *answer, const char *ref, struct err *err);
