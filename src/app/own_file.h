/* A file of the person's own that stands in for a built-in one. */
#pragma once

#include "paletti/base/err.h"

/* Reads NAME ("ladder/steps") in the folder of settings under CONFIG_HOME (NULL: there is none) with PARSE. 0: it was taken;
 * 1: there is no such file; -1: it cannot be read or has a mistake, *RET_REFUSED (owned) is a sentence that says so and that
 * the built-in file was taken: what PARSE has left behind is for the caller to put right. */
int own_file_read(const char *config_home, const char *name, int (*parse)(void *ctx, const char *text, struct err *err),
                  void *ctx, char **ret_refused);
