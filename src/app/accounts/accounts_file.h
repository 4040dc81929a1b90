/* The text of paletti.conf: sections, and keys with one value each. Of a text with a mistake nothing is to be
 * taken. */
#pragma once

#include "accounts.h"

void accounts_init(struct accounts *accounts);
/* PATH is named in the sentences. TO is as accounts_init left it; after a failure it is whatever
 * accounts_clear can clear. */
int accounts_parse(const char *path, const char *text, struct accounts *to, struct err *err);
