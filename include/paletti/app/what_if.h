/* What if: rules that are being written, judged over the whole log beside those in force. boundaries.md, section 7; what
 * is counted, and how, stands in core/what_if.h. Nothing is stored.
 *
 * It is done in slices, so that keys go first: what_if_new reads little, what_if_step goes on by one slice. The client
 * whom the person looks at comes first and is complete after a slice or two; then everybody, in one pass over the log in
 * the order of time. Memory grows with the number of clients, not with the log. When another process changes the file, or
 * time goes on, it begins anew by itself. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/rule.h"
#include "paletti/core/what_if.h"

struct what_if;

/* What is being tried: one of the two, borrowed until what_if_new returns.
 *
 * A rule IN_PLACE_OF the stored version that begins then (INSTANT_NONE: of none) is judged among the other versions, from
 * when to when it says. One that comes as new, or that is still to come, has no past yet: it is judged as if it had held
 * all along, alone. The same for an override: one that is stored under its ref takes its place; a new one (ref NULL, or not
 * stored), or one still to come, is judged as if it held all along. */
struct what_if_draft {
    const struct rule *rule;
    int64_t in_place_of;
    const struct override *override;
};

/* CLIENT_ID: who comes first, 0: nobody. Fails with a sentence where the draft could not be saved as it is: no opening
 * within three years, a window below the floor without reason and end. */
int what_if_new(struct app *app, const struct what_if_draft *draft, int64_t client_id, struct what_if **ret,
                struct err *err);
/* The rules and overrides in the JSON Lines file PATH ("-": the standard input) take the place of all that are stored.
 * ERR names line and field. Fails without a file of one's own. */
int what_if_open(struct app *app, const char *path, int64_t client_id, struct what_if **ret, struct err *err);
/* The same draft for another view: a text for what_if_again. The caller owns it. */
char *what_if_text(const struct what_if *what_if);
int what_if_again(struct app *app, const char *text, int64_t client_id, struct what_if **ret, struct err *err);
void what_if_free(struct what_if *what_if); /* takes NULL */
DEFINE_CLEANUP(struct what_if, what_if_free);

/* Goes on by about MOST entries. 1: there is more to do; 0: it is done. */
enum { WHAT_IF_SLICE = 2048 }; /* a millisecond or two */
int what_if_step(struct what_if *what_if, int most, struct err *err);
/* Another client is looked at: they come next. */
void what_if_look_at(struct what_if *what_if, int64_t client_id);
/* How much of the log is judged. */
void what_if_progress(const struct what_if *what_if, int64_t *ret_done, int64_t *ret_total);
/* What there is so far of everybody, and of one client; true: that is all. */
bool what_if_total(const struct what_if *what_if, struct what_if_counts *ret);
bool what_if_of(const struct what_if *what_if, int64_t client_id, struct what_if_counts *ret);
/* Each client by name, once it is done. FN returns non-zero to end, and that is returned. */
int what_if_each(const struct what_if *what_if,
                 int (*fn)(void *ctx, int64_t id, const char *ref, const char *name, const struct what_if_counts *counts),
                 void *ctx);

/* An entry that would be judged otherwise. */
struct what_if_change {
    int64_t id, client_id;
    struct what_if_bits bits;
};
/* A page of them: of CLIENT_ID (0: everybody), with ids below AFTER (INT64_MAX: from the newest), newest first, at most
 * LIMIT, looking at no more than about MOST entries. 0: LIMIT were found, to be gone on from behind the last of them, or
 * there are no more; 1: MOST were looked at, and what is older than *RET_REACHED was not. It does not need what_if_step. */
int what_if_changes(struct what_if *what_if, int64_t client_id, int64_t after, int limit, int most,
                    int (*fn)(void *ctx, const struct what_if_change *change), void *ctx, int64_t *ret_reached,
                    struct err *err);
