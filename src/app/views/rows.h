/* Pieces of answers that several commands share. */
#pragma once

#include "breach_notes.h"

#include "paletti/app/answer.h"
#include "paletti/core/judge.h"
#include "paletti/store/log.h"

/* The fields that RECORD of MODEL has, as keys of the open object: those that are plain values, lists of
 * texts, or objects of such. */
void answer_fields(struct answer *answer, const struct model *model, const void *record);

/* `receipt`, `due`, `state` and, where EARLY, `early` of an entry that started a clock; nothing for another
 * one. A question that never falls due has `error` instead of `due`. */
void answer_question(struct answer *answer, const struct verdict *verdict, int64_t now, bool early);

/* `client`: the ref for programs, the name for people; NAME is NULL where it must be looked up. */
void answer_client(struct answer *answer, struct store *store, const char *ref, const char *name);

/* The list `breaches` of the bits, of the record OF: {"by","kind","counted","state"}. */
void answer_texts(struct answer *answer, const char *key, const struct texts *texts);
void answer_breaches(struct answer *answer, const struct breach_notes *notes, const char *of, unsigned breaches,
                     unsigned counted);

/* One entry as `log` and `search` show it: the record, and what was judged. */
struct entry_rows {
    struct store *store;
    struct answer *answer;
    int64_t now;
    const struct breach_notes *notes; /* of those whose rows they are, or NULL */
    bool with_client; /* for people `client_name` too */
    struct err *err;
};
/* For log_each and log_find; CTX is a struct entry_rows. */
int answer_entry(void *ctx, const struct log_row *row);
