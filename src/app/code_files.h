/* The data files of codes (signs ...), each the built-in one of data/codes with the person's file of the same
 * name in CONFIG_HOME/paletti behind it; read when first asked for. */
#pragma once

#include "paletti/core/codes.h"

#include <stdbool.h>

struct code_files;
struct code_files *code_files_new(const char *config_home); /* borrowed; NULL: built-in ones only */
void code_files_free(struct code_files *files);             /* takes NULL */
/* The codes of FILE ("signs"), in its order; none where there is no such file. Of a person's file with a mistake
 * nothing counts. Borrowed until code_files_free. */
const struct codes *code_files_find(struct code_files *files, const char *file);
/* Why the person's own FILE was not taken, with its name and line; NULL: it was, or there is none. Borrowed as they are. */
const char *code_files_refused(struct code_files *files, const char *file);
