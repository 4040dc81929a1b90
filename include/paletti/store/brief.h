/* The clients as the screen lists them: the few columns that are shown, in the order in which they want
 * attention, so that the first page of a thousand clients is read without reading a thousand clients. */
#pragma once

#include "paletti/store/clients.h"

/* Borrowed until the next step. The sums know no now, as in struct tally. */
struct client_brief {
    int64_t id;
    const char *name, *short_name; /* the made one, where none was given; may be NULL */
    int8_t state;
    int64_t owed; /* tally_owed */
    int64_t theirs, mine;
    int64_t off_hours, channel, chase; /* of theirs; not read where a question is owed (BRIEF_OWED): 0 */
    int64_t last_at;
    bool member; /* of a group */
};

/* The classes of attention: together they are everybody, each client once. */
enum brief {
    BRIEF_ALL,       /* by name */
    BRIEF_OWED,      /* a question is owed to them: the earliest due first, then by name */
    BRIEF_RESTING,   /* nothing is, and they are none of those below: by name */
    BRIEF_PROSPECTS_OWED, /* as BRIEF_OWED */
    BRIEF_PROSPECTS, /* by name */
    BRIEF_LEFT_OWED, /* as BRIEF_OWED */
    BRIEF_LEFT,      /* by name */
    BRIEF_MEMBERS,   /* of a group, whatever their state, and nothing is owed to them: by name */
    BRIEF_N,
};
/* At most LIMIT of them (0: all). */
int clients_brief(struct store *store, enum brief which, int limit,
                  int (*fn)(void *ctx, const struct client_brief *row), void *ctx, struct err *err);

/* What is known of all clients at once. */
struct clients_sums {
    int64_t clients;
    int64_t ended;            /* left, and nothing is owed to them; members of groups are not among them */
    int64_t members;          /* of groups, to whom nothing is owed */
    int64_t waiting, overdue; /* a question is owed to them; it was due before NOW */
    int64_t prospects;        /* without members to whom nothing is owed */
    int64_t prospects_waiting, left_waiting; /* of those waiting */
    int64_t entries;
    int64_t newest; /* entry of all, INSTANT_NONE; when it lies after NOW, what is owed has to be counted as
                       of NOW */
    bool has_notes;           /* something was done about a breach */
    int64_t drafts;           /* letters that wait */
    bool has_dues;  /* there are asks or invoices, that matter to the order and to the lines crossed */
    bool has_laters; /* something was put off, now or before */
};
int clients_sums(struct store *store, int64_t now, struct clients_sums *ret, struct err *err);
