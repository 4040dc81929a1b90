/* A record on one line of a list, or of a sentence. */
#pragma once

#include "form_text.h"

/* Appends what RECORD says, BETWEEN between its fields: "INV-7, 320.00 EUR, due on Tue 1 Dec". What is required tells by
 * itself what it is; nothing hardly anybody fills in; not the client where OF_CLIENT says that all are one's. */
void record_words(const struct texting *texting, const struct model *model, const void *record, bool of_client,
                  const char *between, struct str *to);
