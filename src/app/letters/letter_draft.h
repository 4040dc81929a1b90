/* One letter while it is written: what is known of the reader, of me, of the rules and of what it is about.
 */
#pragma once

#include "explaining.h"
#include "inside.h"
#include "standing.h"

#include "paletti/app/letters.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"

struct letter_draft {
    struct app *app;
    struct store *store;
    const struct house *house;
    const struct letter_wish *wish;
    struct client client;
    const struct person *person; /* whom it is written to; NULL: nobody by name */
    struct letter_party party;
    struct letter_manner manner;
    struct letter_fields fields;
    const struct zone *zone; /* that the letter's moments are shown in */
    bool elsewhere; /* not the client reads it, but whoever has the address `to` (owned, or NULL) */
    char *to;
    const char *code, *variant;
    int debt;        /* enum exit_debt: what the decision does where both owe; -1 */
    int most;        /* dates to come of each sort (T3b) */
    /* Of what it is about. */
    struct interaction entry;
    struct explained explained;
    struct standing standing;
    enum breach breach;
    bool exception; /* only an exception of the client's was crossed, which nobody tells them */
    int64_t rule;
    int64_t now;
    int32_t today;
};

/* How CLIENT is written to, and which of their people reads it (or NULL): the contact. Borrowed from CLIENT and ME. */
const struct person *letter_meet(const struct client *client, const struct me *me, struct letter_party *ret);
const char *letter_to(const struct client *client, const struct person *person);

/* Each puts fields; fails where the letter cannot be about what was wished. */
int letter_facts_common(struct letter_draft *draft, struct err *err);
int letter_facts_breach(struct letter_draft *draft, struct err *err); /* T4, T5 */
int letter_facts_rules(struct letter_draft *draft, struct err *err);  /* T3b */
int letter_facts_recap(struct letter_draft *draft, struct err *err);  /* R1 */
int letter_facts_payment(struct letter_draft *draft, struct err *err); /* T6a to T6e */
int letter_facts_credit(struct letter_draft *draft, struct err *err); /* T3 */
int letter_facts_end(struct letter_draft *draft, struct err *err);    /* T1, T7a, T8 and those around them */
int letter_facts_quiet(struct letter_draft *draft, struct err *err);  /* F1 */
int letter_facts_extras(struct letter_draft *draft, struct err *err); /* T9 */
/* What the decision of the wish says; nothing where there is none. Chooses a variant where none was wished. */
int letter_facts_plan(struct letter_draft *draft, struct letter_fields *fields, struct err *err);

/* MONEY BACK as on LAST_DAY (DAY_NONE: today): total, how, and when it was or will be returned. Nothing where nothing goes
 * back. */
int letter_facts_money_back(struct letter_draft *draft, int32_t last_day, struct err *err);

/* SENTENCE as the rest of one, which the template ends: without its full stop; the caller owns it, NULL: nothing is left. */
char *letter_facts_rest(const char *sentence);
/* What my rules say of ways to reach me. */
void letter_facts_ways(struct letter_draft *draft, const struct rule *rule);
/* Dates to come on which things are otherwise, for everybody or for this client. */
void letter_facts_ahead(struct letter_draft *draft, const struct rule *rule);
/* Whether it is written in my language: what I wrote for everybody may stand in it as it is. */
bool letter_my_language(const struct letter_draft *draft);
/* Whose clock the hours are by, where the client's shows another hour. */
void letter_facts_zone(struct letter_draft *draft, const struct zone *zone);
