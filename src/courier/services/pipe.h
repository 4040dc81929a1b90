/* A connection to a mail server: libcurl looks the name up, makes TLS and logs in; then we speak, a line at a
 * time. Its own way of sending cannot tell a message that was cut off from one that was given to the server
 * whole (links.md, section 4), nor an answer from what was said before the question. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/record/post.h"

#include <stdbool.h>
#include <stdint.h>

/* The last thing the server said, or why it said nothing. */
struct reply {
    int code;        /* of SMTP: 200 to 599; 0: there is none */
    struct str text; /* as it came, lines joined with " / ", safe to show */
};

enum pipe_state {
    PIPE_FINE,
    PIPE_GONE,    /* the connection ended */
    PIPE_LATE,    /* no answer in time */
    PIPE_NONSENSE /* an answer that is none, or more than one */
};

/* What stands between connecting and the first line of ours. */
struct pipe_end {
    enum post_state state; /* POST_READY: it is open; POST_REFUSED or POST_TEMPORARY */
    enum post_phase phase;
    struct reply reply;
    const char *why; /* static, translated */
};

struct pipe;
/* SECRET may be NULL where the server's `user` is. Never fails but in END; *RET is NULL then. */
void pipe_open(const struct post_server *server, const char *secret, int64_t (*clock)(void),
               struct pipe **ret, struct pipe_end *end);
void pipe_close(struct pipe *pipe); /* at once, without a farewell; takes NULL */
DEFINE_CLEANUP(struct pipe, pipe_close);

/* All N bytes within MS. */
enum pipe_state pipe_send(struct pipe *pipe, const void *bytes, size_t n, int64_t ms);
/* One line without its end, borrowed until the next call. UNTIL: of the clock. */
enum pipe_state pipe_line(struct pipe *pipe, int64_t until, const char **ret_line, size_t *ret_n);
/* N bytes more of the same stream. */
enum pipe_state pipe_bytes(struct pipe *pipe, size_t n, int64_t until, struct str *ret);
/* Whether the server said something that was not read yet, or has gone. Does not wait. */
bool pipe_restless(struct pipe *pipe);
int64_t pipe_until(const struct pipe *pipe, int64_t ms);

/* Appends what a server said such that it can be shown and kept: valid, on one line, at most 500 bytes in
 * all. */
void reply_add(struct reply *reply, const char *line, size_t n);
