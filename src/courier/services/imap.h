/* As much of IMAP as looking a message up takes, on an open and logged-in connection: RFC 3501. Nothing is
 * changed. */
#pragma once

#include "services/pipe.h"

#include "paletti/core/model.h"

struct imap {
    struct pipe *pipe;
    int64_t step_ms;
    char *tag; /* nobody else can know it: no text of a message can end a command */
};

void imap_begin(struct imap *imap, struct pipe *pipe, int64_t step_ms);
void imap_end(struct imap *imap); /* says goodbye, and does not wait for an answer */

/* These return PIPE_FINE with *RET_OK telling whether the server did it; REPLY is the line that says so. */

/* The mailboxes that the server marks as those of sent mail, or of all mail, as it writes their names. */
enum pipe_state imap_sent_boxes(struct imap *imap, struct texts *ret, bool *ret_ok, struct reply *reply);
/* Opens MAILBOX for reading only, and counts the messages whose Message-ID holds ID. */
enum pipe_state imap_count(struct imap *imap, const char *mailbox, const char *id, int64_t *ret, bool *ret_ok,
                           struct reply *reply);
