/* How far a file is set up, and what the hours in force mean: for the first steps and for the page of hours. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"

struct setup {
    int64_t clients, entries;
    bool hours_given; /* a rule was written */
    bool me_given;
};
/* Without a file nothing is there. */
int setup_look(struct app *app, struct setup *ret, struct err *err);

/* What my hours and my reply window mean now, in plain words, a sentence each: "Your week has 42 h 30: Mon-Fri
 * 09:30-18:00.", "You are open now, until 18:00.", "What comes in now is to be answered until Thu 19 Nov 10:15." */
int setup_words(struct app *app, void (*fn)(void *ctx, const char *sentence), void *ctx, struct err *err);
