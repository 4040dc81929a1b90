/* What the jobs of a payment service carry, and what comes of them: paletti-courier(1). Everything the
 * courier needs stands in the job; it reads no settings. */
#pragma once

#include "paletti/core/model.h"

/* Which service is asked, and with what secret. */
struct refund_service {
    char *base; /* https://HOST[:PORT], NULL: the service's own; http only of this machine, for tests */
    char *ca;   /* a file of certificates to trust instead of the system's */
    struct texts secret_command; /* its arguments; the first line it prints is the secret */
    int64_t seconds;             /* each request may take */
};

/* One refund of one payment. */
struct refund_order {
    bool prepare;         /* only say its bytes: nothing is sent, and no secret is asked for */
    struct money amount;  /* what goes back */
    char *intent;         /* our id of this refund, and its idempotency key */
    char *farewell;       /* our id of the goodbye, or NULL */
    char *body, *version; /* as they were prepared, and stored before this job */
    int8_t live;          /* 1 live, 0 test: what the person was shown; -1: not said */
    int64_t within; /* seconds in which these bytes may still be sent: 23 h less the age of the intent; 0: it
                       is only looked up */
};

/* What is known of a refund: letgo.md. Of these, REFUSED and TEMPORARY are certain: the service made no
 * refund of it. */
enum refund_outcome {
    REFUND_SUCCEEDED,
    REFUND_PENDING, /* on its way, and any status that is not known here */
    REFUND_ACTION,  /* requires_action: the client has to say where to */
    REFUND_FAILED,  /* the money came back to my balance */
    REFUND_CANCELED,
    REFUND_REFUSED,   /* never like this: why is said; the same bytes would be refused again */
    REFUND_UNKNOWN,   /* sent, and no answer that says whether it was made: look it up, then the same bytes
                         again */
    REFUND_TEMPORARY, /* not accepted now: the same bytes later, not before `retry_after` seconds */
};
enum check_result {
    CHECK_OK,
    CHECK_MISSING, /* it is not allowed, or not there */
    CHECK_UNSEEN,  /* this cannot be known without doing it */
    CHECK_FAILED,  /* no answer to judge by */
};
/* What the service's user noted with a payment. */
struct refund_note {
    char *key, *value;
};

/* What an event of these says; only the members of its kind are set. */
struct refund_said {
    int8_t live;             /* key, customer, payment: 1 live, 0 test */
    bool restricted;         /* key: it can only do what it was made for */
    char *shown;             /* key: as much of it as may be seen */
    char *customer;          /* cus_...; `address`, `name` */
    char *payment, *charge;  /* pi_..., NULL for a charge without one; ch_... */
    int64_t at;              /* when it was made */
    struct money amount;     /* payment: what was received. refund: what goes back */
    struct money refunded;   /* payment: already back or on its way */
    struct money left;       /* payment: what could still go back */
    bool disputed;           /* payment: it must not be refunded */
    char *method;            /* payment: card, sepa_debit ...; its description is `label` */
    struct list notes;       /* payment: struct refund_note, its metadata */
    char *body, *version;    /* prepared: to be stored, then handed back as they are */
    int8_t outcome;          /* refund: enum refund_outcome */
    char *refund, *status;   /* refund: re_...; the service's own word */
    char *intent, *farewell; /* refund: our ids, where it carries them */
    char *balance_transaction, *pending_reason, *failure_reason;
    bool found;           /* refund: it was there already, nothing was sent */
    bool replayed;        /* refund: the service gave its answer of before */
    char *code, *message; /* refund, refused or temporary: the service's code and words */
    char *request;        /* refund: the service's id of the request, for its support */
    int64_t http;         /* refund: status of the answer; 0: there was none */
    int64_t retry_after;  /* refund, temporary: told seconds; 0: not told */
    char *what;           /* checked: key, balance, customers ...; `note` says more */
    int8_t result;        /* checked: enum check_result */
};

/* To begin, copy and free it with, and what each of its members may be. */
extern const struct model model_refund_service;
