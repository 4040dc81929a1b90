/* A verdict's columns: receipt, due, held_at, promised, answered, breaches, counted, started, error. */
#pragma once

#include "internal.h"

#include "paletti/core/judge.h"

#define VERDICT_COLUMNS(alias)                                                                               \
    alias ".receipt, " alias ".due, " alias ".held_at, " alias ".promised, " alias ".answered, " alias       \
          ".breaches, " alias ".counted, " alias ".started, " alias ".error"
#define VERDICT_N 9

void verdict_bind(sqlite3_stmt *stmt, int first, const struct verdict *verdict);
/* NULLs give VERDICT_INIT. */
void verdict_read(sqlite3_stmt *stmt, int first, struct verdict *ret);
