/* A record as a person reads it. */
#pragma once

#include "inside.h"

/* Calls FN with the label and the text of each field that says something; the first one is what it is and whose. */
void record_labels(struct app *app, const struct model *model, const void *record,
                   void (*fn)(void *ctx, const char *label, const char *text), void *ctx);
