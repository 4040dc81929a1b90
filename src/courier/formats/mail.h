/* One message, read: what it says about itself, and its text. gmime does the MIME; this is the only door to
 * it. */
#pragma once

#include "paletti/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mail_address {
    char *address; /* lower case, with an @ */
    char *name;    /* as shown, or NULL */
};

struct mail_addresses {
    struct mail_address *v;
    size_t n, cap;
};

struct mail {
    struct mail_addresses from, answer_to /* Sender, Reply-To */, to /* To, Cc, Bcc */;
    struct mail_addresses delivered; /* Delivered-To and its like: whose mailbox it came to */
    char *id;               /* Message-ID without its brackets; made of a hash where there is none */
    char *thread;           /* the first of References, else In-Reply-To, else `id` */
    char *subject;          /* NULL: none */
    char *body;             /* NULL: none */
    int64_t date, received; /* INSTANT_NONE: none that can be read */
    bool automatic;         /* nobody waits for an answer: interchange.md, section 2 */
    bool cut;               /* the text was longer than a body may be */
    size_t replaced;        /* malformed bytes that became U+FFFD */
};

/* Once per process, before the first message. */
void mail_init(void);

/* Reads the N bytes of a message (headers, empty line, body). MASKED: its headers say "nora at
 * paletti.example". Returns 0; or -1 for a message that cannot be used, with the reason in err: beyond a
 * limit that no real message reaches (mail_limits.h), or without a sender. */
int mail_parse(const char *bytes, size_t n, bool masked, struct mail *ret, struct err *err);
void mail_clear(struct mail *mail);
