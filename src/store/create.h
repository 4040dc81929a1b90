/* A new file: made under another name, so that it appears whole or not at all. */
#pragma once

#include "internal.h"

/* Makes REAL, called PATH in sentences, with the newest schema. The lock is held, and nothing stands there.
 */
int create_file(const char *path, const char *real, struct err *err);
