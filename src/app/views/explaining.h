/* Why a due is where it is, and each breach in a sentence: what `explain` answers and the screen shows. */
#pragma once

#include "inside.h"
#include "standing.h"

#include "paletti/core/breach_note.h"
#include "paletti/core/explain.h"

enum explained_kind { EXPLAINED_ENTRY, EXPLAINED_ASK, EXPLAINED_INVOICE };

struct explained_breach {
    const struct breach_kind *kind;
    bool counted;
    const struct rule *rule; /* by whose terms it is one */
    char *text;              /* a sentence */
    struct breach_note note; /* what was done about it; all absent where nothing was */
};

struct explained {
    enum explained_kind what;
    char *ref, *client, *client_name;
    int64_t at;      /* arrival; the ask's outbound; the end of an invoice's due date */
    bool timed;      /* the rest, down to the segments, says something */
    bool no_opening; /* it never falls due */
    int64_t receipt, due;
    struct window window;
    struct explanation segments;
    enum question_state state; /* of an entry's question */
    int64_t answered;          /* when it was, INSTANT_NONE */
    const struct rule *rule;   /* in force */
    /* Of an entry that came while an earlier question was open: that question. INSTANT_NONE: none. */
    int64_t asked_at, asked_due, asked_answered;
    struct explained_breach breaches[9];
    size_t n_breaches;
    struct standing standing; /* what the rules above belong to */
};

/* REF: of an entry, else of an ask, else of an invoice, seen from now. Fails when there is none. */
int explained_find(struct app *app, struct store *store, const char *ref, struct explained *ret,
                   struct err *err);
void explained_clear(struct explained *explained);
#define _cleanup_explained_ _cleanup_(explained_clear)

/* As lines for people (views_explain.c), of an entry with what was asked for in it; HEAD: the first says whose and when.
 * Returns 0; 1 when there is nothing to explain. */
int explaining_lines(struct app *app, struct store *store, const struct explained *explained, bool head,
                     int (*fn)(void *ctx, const char *line), void *ctx, struct err *err);

/* --- sentences (explaining_text.c); the caller owns them --- */

/* What a sentence about an entry's breach may speak of. */
struct breach_facts {
    int64_t at;
    const char *channel;
    const struct terms *terms;      /* at that instant */
    int64_t asked_at, receipt, due; /* the question chased or answered; INSTANT_NONE */
    struct window window;
};
char *explaining_entry(struct app *app, enum breach breach, const struct breach_facts *facts, bool counted,
                       const struct rule *rule);
char *explaining_ask(struct app *app, const char *what, int64_t at, int64_t due, int64_t received,
                     bool counted, const struct rule *rule);
char *explaining_invoice(struct app *app, const char *number, struct money amount, struct money paid,
                         int32_t due, const struct rule *rule);
/* " (rules of 1 Jan 2026)", " (default hours)". Appends. */
void explaining_rule(struct app *app, struct str *to, const struct rule *rule);
const char *explaining_segment(enum segment_why why);
