/* What the jobs that leave the machine by mail carry, and what comes of them: paletti-courier(1). Everything
 * the courier needs stands in the job; it reads no settings. */
#pragma once

#include "paletti/core/model.h"

enum post_way {
    POST_SMTP,
    POST_COMMAND, /* a program of the user's, as sendmail is, takes the message */
    POST_IMAP,    /* find, check */
};
enum post_security {
    POST_TLS,
    POST_STARTTLS
}; /* TLS from the first byte; or demanded before anything is said */
enum post_auth { POST_PASSWORD, POST_XOAUTH2 };

/* Who takes the message, or is asked. */
struct post_server {
    int8_t way; /* enum post_way */
    char *host;
    int64_t port;
    int8_t security;             /* enum post_security */
    char *user;                  /* NULL: nobody logs in */
    int8_t auth;                 /* enum post_auth: what the secret is */
    struct texts secret_command; /* its arguments; the first line it prints is the secret */
    struct texts command;        /* POST_COMMAND: its arguments; "--" and the recipient are put behind them */
    char *ca;                    /* a file of certificates to trust instead of the system's */
    int64_t seconds;             /* each step may take */
    int64_t end_seconds;         /* ... and the answer to the end of the message (RFC 5321, 4.5.3.2.6) */
};

/* One letter to one person. The same fields make the same bytes. */
struct post_message {
    char *from, *to; /* addresses alone, ASCII */
    char *from_name, *to_name;
    char *subject;
    char *text;        /* lines end in \n; a paragraph may be one long line */
    char *message_id;  /* without its angle brackets */
    int64_t date;      /* instant */
    char *zone;        /* whose clock the date shows; NULL: UTC */
    char *in_reply_to; /* as message_id */
    struct texts references;
};

enum post_state {
    POST_SENT,      /* the server took charge of it */
    POST_REFUSED,   /* certainly not sent, and will not be as it is: a person has to change something */
    POST_TEMPORARY, /* certainly not sent; later it may be */
    POST_UNKNOWN,   /* it may have been sent: never again by itself */
    POST_READY,     /* check: it would be taken as far as can be told without sending */
    POST_FOUND,
    POST_MISSING, /* find */
};

/* How far it came: the step that was being taken. */
enum post_phase {
    POST_PREPARE,
    POST_CONNECT,
    POST_SECURE,
    POST_GREET,
    POST_LOGIN,
    POST_FROM,
    POST_TO,
    POST_DATA,
    POST_BODY,
    POST_END, /* the end of the message is given to the server: only from here on it can be sent */
    POST_SEARCH,
};

/* To begin, copy and free them with (model_init, model_copy, model_clear), and what each of their members may be. */
extern const struct model model_post_server, model_post_message;
