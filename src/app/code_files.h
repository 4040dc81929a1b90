/* The data files of codes (signs ...), each the built-in one of data/codes with the person's file of the same
 * name in CONFIG_HOME/paletti behind it; read when first asked for. */
#pragma once

#include "paletti/core/codes.h"

#include <stdbool.h>

struct code_files;
struct code_files *code_files_new(const char *config_home); /* borrowed; NULL: built-in ones only */
void code_files_free(struct code_files *files);             /* takes NULL */
/* Whether FILE ("signs") has CODE. Of a person's file with a mistake, the lines before it count. */
bool code_files_have(struct code_files *files, const char *file, const char *code);
