/* The log: interactions in time order with their stored judgements, and search. Rows are keyed by `id`, which orders by
 * instant, then log order; a page is asked for by the id it starts after, never by offset. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/store/store.h"

/* A row of a list: short, with its judgement. Strings are borrowed until the next step. */
struct log_row {
    int64_t id, client_id;
    const char *ref, *client, *client_name;
    int64_t at, minutes;
    int8_t direction, kind;
    const char *channel, *subject;
    const char *beginning; /* of the body, at most some hundred bytes, valid UTF-8 */
    bool holding, invited;
    int8_t needs_reply;
    bool asks; /* something was asked of the client with it: asks_each knows what */
    int energy;        /* 1-5, 0: not given, or the row is lean, and so is the next */
    const char *signs; /* their codes as JSON, ["haggles","promise"]; NULL: none */
    int64_t use; /* of a package, with it (use_find); 0: none, or the row is lean */
    struct verdict verdict;
};

/* `after` INT64_MAX starts at the newest; rows have smaller ids, newest first, unless `forward`: then larger ids, oldest
 * first. `client_id` 0: everybody's. `words`: as the person typed them, each the beginning of a word; NULL: all. */
struct log_query {
    int64_t client_id, after;
    bool forward;
    const char *words;
    int limit;   /* 0: all */
    int64_t now; /* entries after it are left out */
    bool lean;   /* rows without ref, names, subject and beginning: three times as fast */
};
int log_each(struct store *store, const struct log_query *query, int (*fn)(void *ctx, const struct log_row *row),
             void *ctx, struct err *err);
/* The row of a ref. 0; 1: none. FN sees it. */
int log_find(struct store *store, const char *ref, int (*fn)(void *ctx, const struct log_row *row), void *ctx,
             struct err *err);
/* Whether the entry ID has all WORDS, or words that begin so: 1 or 0. */
int log_says(struct store *store, int64_t id, const char *words, struct err *err);
int64_t log_count(struct store *store, int64_t client_id);
/* How many of a client's entries are newer than ID and not after NOW: the "2/214" of the log pane. */
int64_t log_position(struct store *store, int64_t client_id, int64_t id, int64_t now);

/* --- judging: what app needs to keep the stored judgements right --- */

/* A client's entries (CLIENT_ID 0: everybody's) in order from id FROM (0: all), lean: what the judge needs, and what is
 * stored. FN may call log_set_verdict. Everybody's are read in one pass over the log, so that judging a long import
 * touches each page once. */
struct log_entry {
    int64_t id, client_id;
    struct entry entry; /* channel borrowed */
    struct verdict verdict;
};
int log_entries(struct store *store, int64_t client_id, int64_t from,
                int (*fn)(void *ctx, const struct log_entry *entry), void *ctx, struct err *err);
/* For trying rules out: the entries with ids FROM to TO in order, and of what is stored only which lines were crossed
 * (breaches and counted of the verdict). Everybody's are read beside what was crossed, not joined to it, which takes half
 * the time; so there must be one view of the file (store_view_begin). */
int log_entries_crossed(struct store *store, int64_t client_id, int64_t from, int64_t to,
                        int (*fn)(void *ctx, const struct log_entry *entry), void *ctx, struct err *err);
int log_set_verdict(struct store *store, int64_t id, const struct verdict *verdict, struct err *err);
/* The entries put since the transaction began: per client the smallest id from which the log must be judged again. */
int log_touched(struct store *store, int (*fn)(void *ctx, int64_t client_id, int64_t from), void *ctx, struct err *err);
/* Whether rules, overrides or told entries were put or removed in this transaction, for CLIENT_ID (0: for all). */
bool log_rules_touched(struct store *store, int64_t client_id);
