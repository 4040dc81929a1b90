/* Every place of the screen, without naming any: each action of the one action table and each command that only shows,
 * done in each pane. What is added to the tables is visited as well. */
#pragma once

#include "harness.h"

struct visit {
    char *pane; /* keys that lead to the pane */
    char *line; /* what is typed at the `:` line there */
};

struct visits {
    struct visit *v;
    size_t n, cap;
};

/* CLIENT and WORD stand in where a command wants a client, or a word. */
void visits_init(struct visits *visits, const char *client, const char *word);
void visits_done(struct visits *visits);
/* From wherever it is, out of all dialogs and to the place. */
void visit_go(struct harness *harness, const struct visit *visit, int settle_ms);
void visit_leave(struct harness *harness, int settle_ms);
