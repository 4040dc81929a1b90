/* What paletti and its courier say to each other, a line each: interchange.md, section 2. Both ends use this
 * file. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"
#include "paletti/core/rule.h"
#include "paletti/record/post.h"
#include "paletti/record/refund.h"

/* A client as the courier needs to know them. */
struct job_client {
    char *ref;
    struct texts emails, phones;
};

enum job_kind { JOB_READ, JOB_WRITE, JOB_FIND, JOB_REFUND, JOB_CHECK, JOB_COMPOSE, JOB_SEND };
enum job_as { AS_CLOSED, AS_MEETINGS };

struct job {
    enum job_kind kind;
    char *id;
    char *format;            /* mbox, maildir, csv, vcard, ics */
    char *path;              /* the file or folder; JOB_WRITE: the file to write */
    struct texts me;         /* my own addresses */
    struct list clients;     /* struct job_client */
    bool add_correspondents; /* a client for each unknown address ... */
    int64_t at_least;        /* ... of that many messages (0: of any) ... */
    struct texts correspondents; /* ... or for these, whoever else is unknown */
    int8_t as;               /* enum job_as; ics: what the events are wanted as */
    int8_t closed_kind;      /* enum closed_kind; closed dates: they are all of it; -1: each is judged */
    char *zone;              /* ics: that of the rules, for times that name none, and for where days begin */
    int32_t from, to;        /* ics: only what lies in these days, inclusive; repeated events end there */
    bool preview; /* mailboxes: guess my addresses where none are given; tell them, and what time it spans */

    /* Of a service on the network, whichever is named. */
    struct refund_service stripe; /* find, check, refund */
    struct texts emails;          /* find: what was paid by the customers with these addresses ... */
    int64_t since;                /* ... from this instant on (INSTANT_NONE: ever); or ... */
    char *payment;                /* ... the refunds of this one (pi_ or ch_); refund: of which */
    struct refund_order order;    /* refund */
    struct post_server server;   /* send, find, check */
    struct post_message message; /* compose, send */
    char *sha256;                /* send: of the bytes that were confirmed; NULL: whatever is made of the message */
    char *message_id;            /* find: which one, without its angle brackets ... */
    char *folder;                /* ... and where; NULL: in what the server calls sent mail */
};

/* Nothing is asked for yet. The kind is set by hand; only its own members are written and read. */
void job_init(struct job *job);
void job_clear(struct job *job);
/* Appends the job's line, with its newline. All texts must be valid UTF-8. */
void job_write(struct str *to, const struct job *job);
/* LEN bytes without the newline. Returns 0, or -1 with an err that names the field. */
int job_parse(const char *line, size_t len, struct job *ret, struct err *err);

enum event_kind {
    EVENT_RECORD, /* a record's line: not parsed here, hand it to record_parse */
    EVENT_PROGRESS,
    EVENT_UNKNOWN,
    EVENT_CLOSED, /* days on which I am closed */
    EVENT_MINE, /* of a preview: an address that may be my own */
    EVENT_SKIPPED,
    EVENT_KEY,      /* which secret the service was shown */
    EVENT_CUSTOMER, /* somebody the service knows by the address that was asked for */
    EVENT_PAYMENT,  /* something they paid */
    EVENT_PREPARED, /* the bytes of a refund */
    EVENT_REFUND,   /* one refund, and what is known of it */
    EVENT_CHECKED,  /* one thing that works, or does not */
    EVENT_DONE,
    EVENT_FAILED,
    EVENT_COMPOSED, /* compose, send: the bytes of the message */
    EVENT_CONFINED, /* send, find, check: what the courier may still do */
    EVENT_STEP,     /* send, find, check: what is begun now. A send that ends without an outcome was certainly
                       not sent unless POST_END was begun */
    EVENT_OUTCOME,  /* send, find, check: what came of it */
};

/* Only the members of its kind are set; the strings are owned. */
struct event {
    enum event_kind kind;
    char *id;                 /* of the job it belongs to, where it says so */
    int64_t read, total;      /* progress; total 0: not known. done: read */
    char *unit;               /* progress: "bytes" or "messages" */
    char *address, *name;     /* unknown, mine */
    int64_t count;            /* unknown, mine: messages */
    int64_t written;          /* unknown: how many of them I wrote */
    bool likely;              /* mine: it was given, or all speaks for it. closed: nothing speaks against it */
    int32_t from, to;         /* closed: civil days, inclusive */
    char *label, *note;       /* closed: what it is called; the first words of what is said about it */
    int8_t closed_kind;       /* closed: enum closed_kind */
    char *where, *why;        /* skipped; failed: why */
    int64_t records, skipped; /* done */
    int64_t replaced;         /* done: malformed bytes that became U+FFFD */
    int64_t first, last;      /* done, of a preview: when the messages were; INSTANT_NONE: not known */
    struct refund_said said;  /* key, customer, payment, prepared, refund, checked; besides `address`, `name`, `label`
                                 and `note` */
    char *bytes, *sha256;     /* composed: the message, ASCII, lines end in CRLF; its hash */
    int8_t state, phase;      /* outcome: enum post_state; step, outcome: enum post_phase */
    int64_t code;             /* outcome: of the reply, 0: there was none */
    char *reply;              /* outcome: what the server said, or the program on its standard error. Outcome `why`: a
                                 sentence for the person */
    int64_t landlock;         /* confined: the version that holds, 0: none */
    bool seccomp;             /* confined. `why`: what does not hold, and why */
};

/* Nothing is known yet. */
void event_init(struct event *event, enum event_kind kind);
void event_clear(struct event *event);
/* Appends the event's line, with its newline; ID is the job's. Not for EVENT_RECORD: record_write. */
void event_write(struct str *to, const char *id, const struct event *event);
/* A line from the courier: a record or an event. Anything else fails. */
int event_parse(const char *line, size_t len, struct event *ret, struct err *err);
