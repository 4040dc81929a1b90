/* One change of the file: a transaction in which records are put, and whose commit leaves nothing wrong
 * behind: references lead somewhere, rules and exceptions hold, judgements are right. All or nothing. */
#pragma once

#include "inside.h"

#include "paletti/app/command.h"
#include "paletti/store/records.h"

struct writing {
    struct app *app;
    struct store *store;           /* NULL: over */
    const struct request *request; /* asked whether to stop; or NULL */
    unsigned changes;              /* enum change */
    bool rules, of_clients,
        bulk; /* me or my rules; what belongs to a client and moves judgements; begun in bulk */
    struct exception {
        char *ref;
        int64_t line;
    } * exceptions; /* overrides put */
    size_t n, cap;
};

int writing_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* The same for what is only looked at: it ends with writing_check and is taken back by writing_done. Where there is no file
 * yet, none is made. */
int writing_begin_preview(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* For long imports, before the first put. */
int writing_begin_bulk(struct writing *writing, struct err *err);
/* LINE: of the import, 0: none. A rule is checked at once, references and exceptions with the commit. */
int writing_put(struct writing *writing, const struct model *model, const void *record, int64_t line,
                enum put *ret, struct err *err);
/* Whether it could be committed; nothing more than that. */
int writing_check(struct writing *writing, struct err *err);
int writing_commit(struct writing *writing, struct err *err);
/* Takes back what was not committed, and frees. */
void writing_done(struct writing *writing);
#define _cleanup_writing_ _cleanup_(writing_done)
