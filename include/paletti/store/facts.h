/* The records that the facts about clients are made of, alike for every type, of one client or of everybody in slices.
 * What they count for is core/facts.h's and app's business. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/core/model.h"
#include "paletti/store/store.h"

enum fact_type {
    FACT_ENTRY,
    FACT_PAYMENT,
    FACT_EXPENSE,
    FACT_INVOICE,
    FACT_ASK,
    FACT_REQUEST,
    FACT_DELIVERY,
    FACT_COMPLAINT,
    FACT_TYPES,
};
extern const char *const fact_type_names[FACT_TYPES]; /* the record's type, "interaction" */

/* One record; strings are borrowed until the next step. Each type has the members that its record has. */
struct fact_record {
    enum fact_type type;
    int64_t id, client_id;
    const char *ref;        /* of an entry: one client's only, else NULL; and so is `what` */
    const char *what;       /* the subject, the number of an invoice, what was asked ...; or NULL */
    int32_t on;             /* payment, expense, request, delivery, complaint: its day; invoice: of issue */
    int64_t at;             /* entry; ask: when it was asked */
    struct money amount;    /* payment, expense, invoice */
    const char *code;       /* an expense's kind, or NULL */
    int8_t word;            /* request: enum request_decision; complaint: enum complaint_right */
    int64_t minutes;        /* entry, request */
    int8_t direction, kind; /* entry */
    const char *channel;    /* entry, or NULL */
    int8_t energy;          /* entry: 1-5, 0 */
    int8_t closeness;       /* entry: meal, confidence, off_hours_call; -1 */
    const char *signs;      /* entry: as stored, for fact_signs; or NULL */
    uint16_t breaches, counted; /* entry: of the verdict */
    int64_t received, due;  /* ask: INSTANT_NONE */
    bool told;              /* ask: late_material here counts */
    int32_t due_on, paid_on; /* invoice: as stored; the day on which what is linked to it reached it, DAY_NONE */
    int64_t due_end;        /* invoice */
    int64_t paid, paid_in_time; /* invoice: of linked payments up to today, and up to due_on */
    int32_t written_off_on; /* invoice */
};

/* Records of TYPE. One client's (CLIENT_ID), and of those who are members of it: all that are of the civil day FROM or later, entries and asks of the instant
 * FROM_AT or later; invoices: all. Everybody's (0): the same of those of a slice, with ids above AFTER. Nothing of after
 * TODAY or NOW; payments of invoices after TODAY are not known yet. */
struct fact_query {
    enum fact_type type;
    int64_t client_id;
    int32_t from, today;
    int64_t from_at, now;
    int64_t after;
    int most;
};
/* By id; entries by time. FN returns non-zero to end, and that is returned. *RET_REACHED (everybody's only): what AFTER goes
 * on from; INT64_MAX behind the last. */
int facts_each(struct store *store, const struct fact_query *query, int (*fn)(void *ctx, const struct fact_record *record),
               void *ctx, int64_t *ret_reached, struct err *err);
/* The codes of SIGNS, a column; the caller clears *RET. */
int fact_signs(struct store *store, const char *signs, struct texts *ret, struct err *err);

/* Everybody, by id: what decides whether they are compared. */
struct fact_client {
    int64_t id;
    int8_t state;
    int32_t since;    /* DAY_NONE */
    int64_t first_at; /* of their first entry, a member's too, INSTANT_NONE */
    int64_t group;    /* the client whose member they are, 0 */
};
int facts_clients(struct store *store, int (*fn)(void *ctx, const struct fact_client *client), void *ctx, struct err *err);
/* The one ID. 0; 1: there is none. */
int facts_client(struct store *store, int64_t id, struct fact_client *ret, struct err *err);

/* The refs of a client and, behind it, of its members; added to RET. */
int facts_them(struct store *store, int64_t client_id, struct texts *ret, struct err *err);

/* The entries of a client, and of its members, up to NOW that are marked with signs or closeness, whenever they were. By time. */
int facts_marked(struct store *store, int64_t client_id, int64_t now,
                 int (*fn)(void *ctx, int64_t at, const char *signs, int8_t closeness), void *ctx, struct err *err);
/* Reminders given to a client about breaches on entries: the breach's kind, and the day. */
int facts_reminders(struct store *store, int64_t client_id, int (*fn)(void *ctx, const char *kind, int32_t on), void *ctx,
                    struct err *err);
/* The first entry of anybody after AT, not after NOW: its instant; INSTANT_NONE: there is none. */
int facts_next_entry(struct store *store, int64_t at, int64_t now, int64_t *ret, struct err *err);
/* The day of the first payment of anybody; DAY_NONE. */
int facts_first_payment(struct store *store, int32_t *ret, struct err *err);
/* The first "no" that was answered about CLIENT (a ref), in drafts and decisions; INSTANT_NONE. */
int facts_first_no(struct store *store, const char *client, int64_t *ret, struct err *err);
/* What was done to the records, as far as the journal tells: another number after every act, undo and redo. */
int64_t facts_stamp(struct store *store);
