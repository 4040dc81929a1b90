/* An answer for people: the stream of values as tables and labelled lines. */
#pragma once

#include "layout.h"

#include "paletti/app/answer.h"

struct people;
struct people *people_new(struct app *app, struct out *out, const char *command, bool plain);
struct answer *people_answer(struct people *people);
void people_end(struct people *people); /* writes what is left; frees */
