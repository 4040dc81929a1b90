#include "post.h"

#include "paletti/core/fields.h"

/* What a letter may have: far more than anybody writes by hand. */
#define TEXT_MAX (256 << 10)
#define STEP_MAX 600
#define END_STEP 600
#define END_MAX  3600
#define STEP     60

static const char *const way_names[] = {
    [POST_SMTP] = "smtp", [POST_COMMAND] = "command", [POST_IMAP] = "imap", NULL};
static const char *const security_names[] = {[POST_TLS] = "tls", [POST_STARTTLS] = "starttls", NULL};
static const char *const auth_names[] = {[POST_PASSWORD] = "password", [POST_XOAUTH2] = "xoauth2", NULL};

const char *const post_state_names[] = {[POST_SENT] = "sent",           [POST_REFUSED] = "refused",
                                        [POST_TEMPORARY] = "temporary", [POST_UNKNOWN] = "unknown",
                                        [POST_READY] = "ready",         [POST_FOUND] = "found",
                                        [POST_MISSING] = "missing",     NULL};
const char *const post_phase_names[] = {
    [POST_PREPARE] = "prepare", [POST_CONNECT] = "connect", [POST_SECURE] = "secure", [POST_GREET] = "greet",
    [POST_LOGIN] = "login",     [POST_FROM] = "from",       [POST_TO] = "to",         [POST_DATA] = "data",
    [POST_BODY] = "body",       [POST_END] = "end",         [POST_SEARCH] = "search", NULL};

static const struct field server_fields[] = {
    FIELD(ENUM, post_server, way, NAMES_OR(way_names, POST_SMTP)),
    FIELD(TEXT, post_server, host),
    FIELD(INT, post_server, port, RANGE(0, 65535, 0)),
    FIELD(ENUM, post_server, security, NAMES_OR(security_names, POST_TLS)),
    FIELD(TEXT, post_server, user),
    FIELD(ENUM, post_server, auth, NAMES_OR(auth_names, POST_PASSWORD)),
    FIELD(TEXTS, post_server, secret_command),
    FIELD(TEXTS, post_server, command),
    FIELD(TEXT, post_server, ca),
    FIELD(INT, post_server, seconds, RANGE(1, STEP_MAX, STEP)),
    FIELD(INT, post_server, end_seconds, RANGE(1, END_MAX, END_STEP)),
};
const struct model model_post_server = MODEL("server", post_server, server_fields);

static const struct field message_fields[] = {
    FIELD(TEXT, post_message, from, REQUIRED),
    FIELD(TEXT, post_message, to, REQUIRED),
    FIELD(TEXT, post_message, from_name),
    FIELD(TEXT, post_message, to_name),
    FIELD(TEXT, post_message, subject, REQUIRED),
    FIELD(TEXT, post_message, text, REQUIRED, .max = TEXT_MAX),
    FIELD(TEXT, post_message, message_id, REQUIRED),
    FIELD(INSTANT, post_message, date, REQUIRED),
    FIELD(ZONE, post_message, zone),
    FIELD(TEXT, post_message, in_reply_to),
    FIELD(TEXTS, post_message, references),
};
const struct model model_post_message = MODEL("message", post_message, message_fields);
