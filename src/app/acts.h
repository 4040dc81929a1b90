/* The acts of the journal, for people. */
#pragma once

#include "inside.h"

#include "paletti/app/answer.h"
#include "paletti/store/journal.h"

/* Fills in what ACT is about: RECORD. */
void act_about(struct act *act, struct store *store, const struct model *model, const void *record);
/* An act as an object: its number, when, in words, how many records. KEY as in answer_open_object. */
void answer_act(struct app *app, struct answer *answer, const struct act *act);
/* The answer of a command that did something to it: for people a sentence, FORMAT around its name; for programs the act. */
void answer_act_done(struct app *app, struct answer *answer, const char *format, const struct act *act);
