/* What the files about deciding share. */
#pragma once

#include "inside.h"

#include "paletti/app/deciding.h"
#include "paletti/app/facts.h"
#include "paletti/core/client.h"
#include "paletti/store/decisions.h"

/* The house: data/decide/house, and CONFIG_HOME/paletti/decide/house over it. Of a person's file with a mistake nothing
 * counts; *RET_REFUSED (owned) says where it is, else it stays. */
void deciding_house_load(struct app *app, struct decide_house *ret, char **ret_refused);

/* What was tried with a client, each thing once, on its last day. `v` is owned. */
struct tried {
    struct decide_tried *v;
    size_t n, cap;
};
/* Of the letters that went out, the tasks that were done, and the marks of one's own entries; added to *TO. */
int deciding_tried(struct app *app, struct store *store, const char *client, int64_t client_id, struct tried *to, struct err *err);

/* What is known of the client now, with what it is borrowed from. */
struct deciding_seen {
    struct decide_seen seen;
    struct client client;
    char *group_name;
    struct texts causes;
    char *clause, *chance_why;
    char *scope, *hours, *channels, *window; /* what holds until now, in words; NULL or "" */
    struct tried tried;
};
/* 0; 1: there is no such client any more. */
int deciding_seen_load(struct app *app, struct store *store, const char *client,
                       const struct client_facts *facts, struct deciding_seen *ret, struct err *err);
void deciding_seen_clear(struct deciding_seen *seen);
/* What of it hangs on the answers: the colleague that was chosen. */
int deciding_seen_answers(struct app *app, struct store *store, const struct deciding *answers, struct deciding_seen *seen,
                          struct err *err);

/* The lines of Facts taken into the answers: numbers and suggestions anew; a line that was accepted and moved
 * is marked. */
void deciding_facts_take(const struct facts *facts, struct deciding *answers);
/* The trouble that the facts speak of; a code of `troubles`, static. */
const char *deciding_guess(const struct client_facts *facts, bool in_group);
/* What the entries behind each line are, for what is frozen. */
int deciding_facts_freeze(struct store *store, struct facts *facts, struct deciding *answers,
                          struct err *err);
/* Adds what the record ENTRY (TYPE:REF) is now; nothing where there is none any more. */
struct hash_state;
int deciding_hash_entry(struct store *store, const char *entry, struct hash_state *hash, struct err *err);
/* What there is to settle and to close, as the records have it now; what the person set of it stays. */
int deciding_plan_take(struct app *app, struct store *store, struct deciding_seen *seen,
                       struct deciding *answers, struct err *err);

struct deciding_view {
    struct deciding_page page;
    struct deciding answers;
    struct decide_house house;
    struct deciding_seen seen;
    struct decide_makes makes;
    struct facts *facts;
    enum decide_field missing[DECIDE_FIELDS];
    char *decision, *refused;
};
/* The draft of CLIENT as it is, or one that is in no file yet, with all that is known: outcomes as
 * deciding_begin. */
int deciding_open(struct app *app, const char *client, struct deciding_view **ret, struct err *err);
/* The same, and of a group as a whole where CLIENT is one: it can be kept, though it is decided about member by member. */
int deciding_open_group(struct app *app, const char *client, struct deciding_view **ret, struct err *err);
/* Works out what the page shows beside the answers. */
void deciding_page_make(struct deciding_view *view);
/* Writes the draft as it stands, inside a transaction: 1: another process went on with it. */
int deciding_write(struct store *store, const struct deciding *answers, enum deciding_kept kept,
                   const char *decision, struct err *err);
/* The same in a transaction of its own; a draft is no act of the journal. */
int deciding_save(struct app *app, const struct deciding *answers, enum deciding_kept kept, struct err *err);
/* Freezes what ANSWERS (in DECIDE_COMMITTED) say, with all that it makes, in one transaction: 1 as above.
 * *RET_REF is owned. */
int deciding_commit(struct app *app, struct deciding_view *view, struct deciding *answers, bool light,
                    char **ret_ref, unsigned *ret_changes, struct err *err);
