/* Messages in, records out: the same for every kind of mailbox. interchange.md, section 2, "Mail". */
#pragma once

#include "errand.h"
#include "formats/from_line.h"

#include "paletti/base/err.h"

/* A message as it lies in a mailbox. */
struct envelope {
    const char *bytes;
    size_t n;
    const char *where;          /* for the person: "message 12", "cur/1772..." */
    const char *folder;         /* of the mailbox in which it lies, or NULL */
    struct from_line from_line; /* `at` INSTANT_NONE: there is none */
    int64_t file_time;
    bool too_large; /* `bytes` is only its beginning */
};

struct mailroom;
/* SYSTEM names the kind of mailbox in each record's source. Fails when the job names no address of mine. */
int mailroom_open(struct errand *errand, const char *system, struct mailroom **ret, struct err *err);
void mailroom_free(struct mailroom *room);
DEFINE_CLEANUP(struct mailroom, mailroom_free);

/* One interaction for each client that the message came from or went to. A message that cannot be used is
 * told as skipped; -1 only when the other end is gone, or a limit of the whole mailbox is reached. */
int mailroom_take(struct mailroom *room, const struct envelope *envelope, struct err *err);
/* Whether this pass only looks ahead: what is skipped now is told in the last one. */
bool mailroom_looks_ahead(const struct mailroom *room);
/* Behind the last message: whether the mailbox must be gone through once more, from its beginning. */
bool mailroom_again(struct mailroom *room);
/* Tells the strangers and what was left out. */
int mailroom_close(struct mailroom *room, struct err *err);
