/* One change of the file: a transaction in which records are put, and whose commit leaves nothing wrong
 * behind: references lead somewhere, rules and exceptions hold, judgements are right. All or nothing. It is one act of the
 * journal, which names itself after the first record made, or else the first changed or removed. */
#pragma once

#include "inside.h"

#include "paletti/app/command.h"
#include "paletti/store/journal.h"
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
    struct act act;                        /* while it is being noted */
    bool named, made, turning, whole_file; /* what it is about is known; by a record that was made; it is an act being
                                              turned round; no act at all */
    bool undoing; /* it is being turned round, and not done again */
};

int writing_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* The same for what is only looked at: it ends with writing_check and is taken back by writing_done. Where there is no file
 * yet, none is made. */
int writing_begin_preview(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* For long imports, before the first put. */
int writing_begin_bulk(struct writing *writing, struct err *err);
/* The same where about so many ENTRIES will be removed. */
int writing_begin_bulk_removal(struct writing *writing, int64_t entries, struct err *err);
/* LINE: of the import, 0: none. A rule is checked at once, references and exceptions with the commit. */
int writing_put(struct writing *writing, const struct model *model, const void *record, int64_t line,
                enum put *ret, struct err *err);
/* Whether it could be committed; nothing more than that. */
int writing_check(struct writing *writing, struct err *err);
/* 0; 1: there is no such record. REF as in store_remove. */
int writing_remove(struct writing *writing, const struct model *model, const char *ref, struct err *err);
/* Before the first record: whatever follows, this is what the act is called after. */
void writing_name(struct writing *writing, const struct model *model, const void *record);
/* An import: COMMAND is "import", FILE what was read. */
void writing_name_command(struct writing *writing, const char *command, const char *file);
/* What fills a new file (the demo) is nothing to be undone. */
void writing_is_no_act(struct writing *writing);
/* Turns ACT round, as journal_next gave it inside this transaction, and tells how far that is. */
int writing_turn(struct writing *writing, const struct act *act, struct err *err);
int writing_commit(struct writing *writing, struct err *err);
/* Takes back what was not committed, and frees. */
void writing_done(struct writing *writing);
#define _cleanup_writing_ _cleanup_(writing_done)
