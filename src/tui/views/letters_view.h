/* The pages of letters: the reminder of a line that was crossed, a draft, and all that wait. */
#pragma once

#include "view.h"

#include "paletti/core/letter_lint.h"

struct scroll;

/* A reminder is opened with the ref of its entry, a draft with its own ref, the list with nothing. */
extern const struct view_ops view_reminder_ops, view_draft_ops, view_drafts_ops;

/* What is done with the draft REF, from its page and from the list. */
void draft_act_on(const char *ref, enum action action, struct effects *effects);
/* Opens the reminder of REF; or the line in which a reason is typed to waive it. */
void letters_remind(const char *ref, struct effects *effects);
void letters_waive(const char *ref, struct effects *effects);

/* letter_page.c: adds what was found in a text, a line each; and copies it, unless it is still missing (NULL) or leaks. */
void letters_add_findings(struct scroll *scroll, struct app *app, const struct letter_findings *findings);
void letters_copy(const char *text, const struct letter_findings *findings, struct effects *effects);
