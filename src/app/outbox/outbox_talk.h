/* What the outbox has the courier do with letters. */
#pragma once

#include "outbox_inside.h"

#include "paletti/record/talk.h"

/* The bytes that MESSAGE makes and their hash, owned; nothing leaves. */
int talk_compose(struct app *app, const struct post_message *message, char **ret_bytes, char **ret_sha256,
                 struct err *err);

/* What came of a send. Texts owned. */
struct talk_outcome {
    enum post_state state; /* POST_SENT, POST_REFUSED, POST_TEMPORARY, POST_UNKNOWN */
    bool stopped;          /* the person did not want to wait, before anything could have left */
    int64_t code;
    char *reply, *why;
};
void talk_outcome_clear(struct talk_outcome *outcome);
/* Gives MESSAGE to SERVER where its bytes are those of SHA256. There always is an outcome; what cannot be
 * known is POST_UNKNOWN. REQUEST (or NULL) is told that it goes on, and asked whether to stop as long as
 * nothing can have left. */
void talk_send(struct app *app, const struct request *request, const struct post_server *server,
               const struct post_message *message, const char *sha256, struct talk_outcome *ret);
/* Whether MESSAGE_ID is among sent mail: POST_FOUND or POST_MISSING. -1: it cannot be told. */
int talk_find(struct app *app, const struct request *request, const struct accounts *accounts,
              const char *message_id, enum post_state *ret, struct err *err);
