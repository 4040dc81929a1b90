/* Marking many entries of a log: walked page by page, however long it is. */
#pragma once

#include "log_rows.h"
#include "marks.h"

/* One walk; `what` MARKING_NOTHING: none goes on. */
struct log_marking {
    enum marking what;
    int64_t after, last;   /* ids still to be looked at: below `after`, down to `last` */
    struct filter *filter; /* owned: of words asked for; NULL: the one of the list */
};

void log_marking_done(struct log_marking *marking);
/* A page of the walk through what ROWS list. Over when `what` is MARKING_NOTHING; 1: it ended because too many would be
 * marked. */
int log_marking_step(struct log_marking *marking, struct marks *marks, const struct log_rows *rows, struct app *app,
                     struct err *err);
