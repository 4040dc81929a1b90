/* What the files of this room share about a sequence while it is looked at. */
#pragma once

#include "inside.h"

#include "paletti/app/sequences.h"

/* What a page is borrowed from. */
struct sequence_inside {
    struct app *app;
    struct store *store;
    struct err *err;
    struct texts strings;
    int64_t now;
    size_t cap;
};

/* What the file knows of CLIENT (a ref): whether they may be in the sequence REF (NULL: one that does not exist yet), which
 * began at BEGUN. */
struct sequence_found {
    struct sequence_person person;
    struct money owed;   /* the first sum of what they owe; no currency: nothing */
    int64_t client_id;   /* 0: they are not stored */
    char *name, *short_name; /* owned */
};
int sequence_find_person(struct app *app, struct store *store, const char *client, const char *ref, int64_t begun,
                         struct sequence_found *ret, struct err *err);
void sequence_found_clear(struct sequence_found *found);

/* A page of SEQUENCE, which it takes over, without its letters (sequence_read_letters). */
int sequence_page_make(struct app *app, struct sequence *sequence, struct sequence_page *ret, struct err *err);
/* What was written and sent of each letter, and what is still to be. */
int sequence_read_letters(struct sequence_page *page, struct err *err);
/* A copy of TEXT that lives as long as PAGE; NULL stays NULL. */
const char *sequence_keep(struct sequence_page *page, const char *text);
