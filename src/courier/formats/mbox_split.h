/* An mbox file, cut into its messages while it streams by. */
#pragma once

#include "formats/from_line.h"

#include "paletti/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mbox_message {
    const char
        *bytes; /* headers and body, without the `From ` line; `>From` unquoted; line ends as they were */
    size_t n;
    int64_t offset; /* of its `From ` line in the file */
    int64_t number; /* from 1 */
    struct from_line from_line;
    bool too_large; /* beyond MAIL_BYTES_MAX: `bytes` is only its beginning */
};

/* Told of each message, and that OFFSET bytes were read by then. Non-zero stops. */
struct mbox_taker {
    int (*take)(void *ctx, const struct mbox_message *message, int64_t offset);
    void *ctx;
};

/* Reads the descriptor FD (SIZE bytes; 0: not known, and then Content-Length is not looked at) to its end. A
 * message begins at the beginning of the file; at a `From ` line behind an empty line; and, for archives that
 * forgot it, at a `From ` line with a header line behind. Where a Content-Length leads exactly to such a
 * place or to the end, what lies before belongs to the body. Returns 0; 1 when the file does not begin as an
 * mbox (nothing was taken); what TAKER returned; -1 with err when reading fails. An empty file has no
 * messages. */
int mbox_split(int fd, int64_t size, const struct mbox_taker *taker, struct err *err);
