/* An answer for people: the stream of values as tables and labelled lines. */
#pragma once

#include "layout.h"

#include "paletti/app/answer.h"

struct people;
struct people *people_new(struct app *app, struct out *out, const char *command, bool plain);
struct answer *people_answer(struct people *people);
/* Writes what is left; frees. FAILED: nothing that the command has not said is added. */
void people_end(struct people *people, bool failed);
