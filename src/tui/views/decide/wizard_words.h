/* What the pages call things, translated; static where nothing else is said. */
#pragma once

#include "wizard.h"

const char *wizard_answer_name(int answer);                /* "yes"; "" */
const char *wizard_mood_name(enum decide_mood mood);       /* "calm" */
const char *wizard_cause_name(const char *cause);          /* "non-payment"; what it is in other words */
void wizard_add_causes(const struct wizard *view, struct str *to); /* those of the contract; nothing: none */
/* What Check says of the decision, a line each; how many there are, at most WIZARD_LINES. */
enum { WIZARD_LINES = 5 };
size_t wizard_summary(const struct wizard *view, struct str lines[WIZARD_LINES]);
