/* A farewell to many at once: contacts who went quiet long ago get up to three dated letters, each released as a batch that
 * lists every name. letgo.md, "Sequences".
 *
 * What can be known from the records is not stored: who answered is out from the moment of their answer on (their entries
 * in the log since `begun`), and so is whoever owes, is owed, waits or left, as long as that is so. The letters are drafts
 * about "sequence:REF:N" (sequence_about), and what became of each is the outbox's to say. */
#pragma once

#include "paletti/core/model.h"

enum { SEQUENCE_TEXTS_MAX = 3, SEQUENCE_CLIENTS_MAX = 500 };

/* One letter, the same for everybody in their own language and register. */
struct sequence_text {
    int32_t on;    /* not before this day */
    char *code;    /* of the template: "F1" */
    char *variant; /* "first"; NULL: the template has none */
};

enum sequence_state { SEQUENCE_OPEN, SEQUENCE_ENDED };

struct sequence {
    char *ref, *name;     /* the name is what is typed to confirm a batch */
    int64_t begun;        /* instant; what they write from then on is an answer */
    struct texts clients; /* refs, each once */
    struct list texts;    /* struct sequence_text, by day; 1 to SEQUENCE_TEXTS_MAX */
    int8_t state;         /* enum sequence_state */
};
extern const struct model model_sequence;
extern const char *const sequence_state_names[]; /* "open"; NULL-terminated */

/* --- who can be in it --- */

/* Why somebody cannot be in it, or gets no further letter of it. */
enum sequence_bar {
    SEQUENCE_LEFT = 1 << 0,       /* left, or is leaving: that is a goodbye of its own */
    SEQUENCE_REPLIED = 1 << 1,    /* wrote or called since it began */
    SEQUENCE_OWES = 1 << 2,       /* an invoice is not paid, due or not */
    SEQUENCE_CREDIT = 1 << 3,     /* something they bought is not used, or money of theirs is on its way back */
    SEQUENCE_WAITS = 1 << 4,      /* waits for my answer */
    SEQUENCE_ASKED = 1 << 5,      /* I wait for something of theirs, a task about them or an access is open */
    SEQUENCE_MEETING = 1 << 6,    /* a meeting is planned */
    SEQUENCE_ELSEWHERE = 1 << 7,  /* is in another sequence that is open */
    SEQUENCE_NO_ADDRESS = 1 << 8, /* nothing is known to write to */
    SEQUENCE_REMOVED = 1 << 9,    /* is not among the clients any more */
    SEQUENCE_AWAKE = 1 << 10,     /* did not go quiet: there was contact, of either side, in the days before it began */
};
enum { SEQUENCE_BARS = 11, SEQUENCE_QUIET_DAYS = 60 };
extern const char *const sequence_bar_names[]; /* "left", by bit; NULL-terminated: for programs */

struct sequence_person {
    bool known;        /* the client is stored */
    int8_t state;      /* enum client_state */
    int64_t begun;     /* when it began, or would */
    int64_t last_at;   /* the newest entry before that, of either side; INSTANT_NONE */
    int64_t replied;   /* the last entry that came from them since then; INSTANT_NONE */
    bool owes, credit, waits, asked, meeting, elsewhere, address;
};
/* Bits of enum sequence_bar; 0: may be in it. */
unsigned sequence_bars(const struct sequence_person *person);

/* --- its letters --- */

/* "sequence:REF:N", N from 1: what a draft of letter N is about. The caller owns it. */
char *sequence_about(const char *ref, int n);
/* 0 where ABOUT is one: *RET_REF, owned by the caller, and *RET_N; 1: it is about something else. */
int sequence_of(const char *about, char **ret_ref, int *ret_n);

/* Where the letter N of one person stands. */
enum sequence_letter {
    SEQUENCE_NOT_WRITTEN, /* no draft yet */
    SEQUENCE_DRAFT,
    SEQUENCE_CONFIRMED,   /* in the outbox */
    SEQUENCE_SENT,
    SEQUENCE_STUCK,       /* rejected, or nobody knows: the outbox says what to do */
};
extern const char *const sequence_letter_names[]; /* "none", "draft", "confirmed", "sent", "stuck"; NULL-terminated */

/* Where a letter as a whole stands. */
enum sequence_batch {
    SEQUENCE_AHEAD,   /* its day is still to come */
    SEQUENCE_READY,   /* its day has come and somebody is to get it */
    SEQUENCE_OUT,     /* everybody who is to get it has it, or has it confirmed */
};
extern const char *const sequence_batch_names[]; /* "ahead", "ready", "out"; NULL-terminated */
/* TO_GET: how many may still get it and neither have it nor have it confirmed. */
enum sequence_batch sequence_batch(const struct sequence_text *text, size_t to_get, int32_t today);
