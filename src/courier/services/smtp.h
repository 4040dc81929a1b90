/* The mail transaction on an open connection: RFC 5321. */
#pragma once

#include "errand.h"
#include "services/pipe.h"

/* What came of a job; reply and why as in struct event. */
struct outcome {
    enum post_state state;
    enum post_phase phase;
    struct reply reply;
    const char *why; /* static, translated; NULL: nothing to add */
};

/* Gives BYTES, lines ending in CRLF, to the server for the job's one recipient. Each step is told before it
 * is taken; where it cannot be told, the transaction ends there: nothing is sent that nobody would write
 * down. -1 only then, with err. */
int smtp_send(struct errand *errand, struct pipe *pipe, const struct str *bytes, struct outcome *ret,
              struct err *err);
/* A farewell, waited for shortly. */
void smtp_quit(struct pipe *pipe);
