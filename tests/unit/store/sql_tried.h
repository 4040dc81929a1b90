/* Raw SQL, as somebody with a shell would try it. */
#pragma once

#include "paletti/store/store.h"

/* What the file says to it, borrowed until the next statement; NULL: it let it pass. */
const char *sql_tried(struct store *store, const char *sql);
/* The test fails unless the file refuses it with words that have WHY among them. */
void sql_refused(struct store *store, const char *sql, const char *why);
/* ... unless it lets it pass. */
void sql_passes(struct store *store, const char *sql);
