/* A record on one line of a list, or of a sentence. */
#pragma once

#include "form_text.h"

/* Appends what RECORD says, BETWEEN between its fields: "INV-7, 320.00 EUR, due on Tue 1 Dec". What is required tells by
 * itself what it is; nothing hardly anybody fills in; not the fields WITHOUT, with blanks between ("client on"), nor a
 * name of another record that stands there already. */
void record_words(const struct texting *texting, const struct model *model, const void *record, const char *without,
                  const char *between, struct str *to);
